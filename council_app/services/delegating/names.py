"""What trackers call themselves."""

from __future__ import annotations

from council_app.domain.enums import Tracker
from council_app.exchange.tickets import FORMATS

TRACKER_NAMES: dict[Tracker, str] = {tracker: form.name for tracker, form in FORMATS.items()}
