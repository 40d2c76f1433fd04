"""Taking away what a layout held, before it is filled anew."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Let go of every widget in a layout, and of the gaps between them; layouts inside it are not looked into."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        # What was taken out belongs to nobody any more, Python included: a hundred bytes for each row of a list that is filled anew
        # with every note.
        shiboken6.delete(item)
