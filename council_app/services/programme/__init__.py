"""The programme as a whole: which councils and sessions there are, and how far what was heard has come."""

from __future__ import annotations

from council_app.services.programme.funnels import funnel
from council_app.services.programme.sessions import list_sessions, session

__all__ = ["funnel", "list_sessions", "session"]
