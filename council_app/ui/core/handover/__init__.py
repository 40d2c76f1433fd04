"""The laptop in a guest's hands: what every page of theirs is made of."""

from __future__ import annotations

from council_app.ui.core.handover.aside import Way
from council_app.ui.core.handover.page import Asked, GuestPage

__all__ = ["Asked", "GuestPage", "Way"]
