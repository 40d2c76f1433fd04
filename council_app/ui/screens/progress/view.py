"""Progress: what will be here."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.ahead import AheadScreen
from council_app.ui.core.places import Place


class ProgressScreen(AheadScreen):
    """Progress: what will be here."""

    sentence = m_("Say what was done about it.")
    line = m_(
        "What became of each insight in each market, and a draft per language that promises nothing that is not true. "
        "The report shows it today."
    )
    onward = Place.REPORT
