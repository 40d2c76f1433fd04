"""Tagging: what will be here."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.ahead import AheadScreen
from council_app.ui.core.places import Place


class TaggingScreen(AheadScreen):
    """Tagging: what will be here."""

    sentence = m_("Make sense of what was said.")
    line = m_(
        "Every note, filtered by anything, tagged from the keyboard. "
        "Until then notes take their tags in the room: type # and the beginning of a tag."
    )
    onward = Place.ROOM
