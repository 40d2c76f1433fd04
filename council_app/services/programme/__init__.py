"""The programme as a whole: councils of a year, how far what was heard has come, what was measured again, and what is next."""

from __future__ import annotations

from council_app.services.programme.funnels import funnel
from council_app.services.programme.keeping import kept
from council_app.services.programme.lines import trends
from council_app.services.programme.overviews import Overview, overview
from council_app.services.programme.promises import say_report_sent, set_promises, take_back_sent
from council_app.services.programme.sessions import list_sessions, session
from council_app.services.programme.years import year

__all__ = [
    "Overview",
    "funnel",
    "kept",
    "list_sessions",
    "overview",
    "say_report_sent",
    "session",
    "set_promises",
    "take_back_sent",
    "trends",
    "year",
]
