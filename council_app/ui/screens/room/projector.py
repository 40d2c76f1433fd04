"""Where the stage stands: on the projector while there is one, waiting while there is not, and as a window with one screen alone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from council_app.i18n import Translator
from council_app.ui.screens.room.stage import StageWindow


class Projector(QObject):
    """Opens the stage on the screen that the laptop's window is not on, and follows cables that come and go.

    Attributes:
        stage: the window; None while the stage is closed.
        waiting: the projector was unplugged; the stage comes back with it.

    Signals:
        changed: the stage was opened or closed, or its projector went or came.
    """

    changed = Signal()

    def __init__(self, t: Translator, desk: QWidget) -> None:
        super().__init__(desk)
        self._t, self._desk = t, desk
        self.stage: StageWindow | None = None
        self.waiting = False
        self._screen: QScreen | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._removed)
        app.screenAdded.connect(self._added)

    def open(self) -> StageWindow:
        """Show the stage."""
        if self.stage is None:
            self.stage = StageWindow(self._t, self._desk)
        self._put(self._other_screen())
        return self.stage

    def close(self) -> None:
        """Take the stage away."""
        stage, self.stage, self.waiting = self.stage, None, False
        if stage is not None:
            stage.hide()
            stage.deleteLater()
            self.changed.emit()

    def _other_screen(self) -> QScreen | None:
        own = self._desk.window().screen()
        return next((screen for screen in QGuiApplication.screens() if screen is not own), None)

    def _put(self, screen: QScreen | None) -> None:
        stage = self.stage
        if stage is None:
            return
        self._screen, self.waiting = screen, False
        laptop = self._desk.window()
        working = laptop.isActiveWindow()
        if screen is None:
            stage.setWindowState(Qt.WindowState.WindowNoState)
            stage.resize(stage.sizeHint())
        else:
            stage.setGeometry(screen.geometry())
            stage.setWindowState(Qt.WindowState.WindowFullScreen)
        stage.show()
        if working:  # some window managers hand the keyboard to whatever appears
            laptop.activateWindow()
        self.changed.emit()

    def _removed(self, screen: QScreen) -> None:
        """The cable is out: the stage must not land on the laptop, over what nobody but the facilitator may see or use."""
        if self.stage is not None and screen is self._screen:
            self._screen, self.waiting = None, True
            self.stage.hide()
            self.changed.emit()

    def _added(self, screen: QScreen) -> None:
        """A cable is in: whoever waited goes on there; a window with one screen alone stays where it was put."""
        if self.waiting:
            self._put(screen)
