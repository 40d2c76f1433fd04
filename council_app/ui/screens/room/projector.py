"""The room's stage on the projector."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from council_app.i18n import Translator
from council_app.ui.core.projection import Projection
from council_app.ui.screens.room.stage import StageWindow


class Projector(Projection[StageWindow]):
    """Opens the room's stage on the projector and keeps it there."""

    def __init__(self, t: Translator, desk: QWidget, screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens) -> None:
        super().__init__(desk, lambda owner: StageWindow(t, owner), screens)
