"""The door: what will be here."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.ahead import AheadScreen
from council_app.ui.core.places import Place


class DoorScreen(AheadScreen):
    """The door: what will be here."""

    sentence = m_("Check people in at the door.")
    line = m_(
        "One box for two letters of a name or a badge, a result nobody can misread, and consent in the same breath. "
        "Until then the roster shows who is coming."
    )
    onward = Place.ROSTER
