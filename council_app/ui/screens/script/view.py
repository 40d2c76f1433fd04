"""The script: what will be here."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.ahead import AheadScreen
from council_app.ui.core.places import Place


class ScriptScreen(AheadScreen):
    """The script: what will be here."""

    sentence = m_("Write what to ask and what to test.")
    line = m_(
        "Sections, tasks, probes, must-ask questions and minutes. "
        "A plan file brings them in today; the room shows the agenda with what must be asked."
    )
    onward = Place.ROOM
