"""r"""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.ahead import AheadScreen
from council_app.ui.core.places import Place


class ReportScreen(AheadScreen):
    """r"""

    sentence = m_("s")
    line = m_("l")
    onward = Place.ROOM
