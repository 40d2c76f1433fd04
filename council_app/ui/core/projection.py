"""A window for the projector, and where it stands: on the projector, waiting while there is none, or beside the laptop's own window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QPainter, QScreen
from PySide6.QtWidgets import QWidget

from council_app.ui.core.theme import Mode, Theme, load_tokens

_LEAST_PX = 16
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)

_SETTLE_MS = 150
"""Systems tell of a cable, a lid or another resolution in several steps; the stage looks when they are over."""


class Projected(QWidget):
    """What a projector shows: dark, without the keyboard, black when asked. It is painted by hand from what it was given.

    Attributes:
        blackout: nothing is shown.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setWindowTitle(title)
        self._theme = Theme(load_tokens(), Mode.DARK, self)  # a projector shows light letters on a dark ground best
        self.blackout = False

    def sizeHint(self) -> QSize:
        """As a window beside the laptop's, where there is no projector."""
        return QSize(960, 600)

    def darken(self, *, blackout: bool) -> None:
        """Show nothing, or everything again."""
        self.blackout = blackout
        self._anew()

    def _anew(self) -> None:
        """Paint all of it again."""
        self.update()

    def _box_of(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A part of the window, given in shares of it."""
        return QRectF(left * self.width(), top * self.height(), width * self.width(), height * self.height())

    def _paint_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), Qt.GlobalColor.black if self.blackout else self._theme.colour("canvas"))


def fitted(theme: Theme, style: str, words: str, box: QRectF, *, px: float, wraps: bool, least: int = _LEAST_PX) -> QFont:
    """The font of a style at `px`, made smaller until the words fit into the box; never below `least`."""
    tabular = style == "clock"
    font = QFont(theme.font(style, tabular=tabular))
    size = max(least, round(px))
    while True:
        font.setPixelSize(size)
        if tabular:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.03 * size)
        metrics = QFontMetricsF(font)
        taken = metrics.boundingRect(box, _WRAPPED, words) if wraps else QRectF(0, 0, metrics.horizontalAdvance(words), 0)
        if size <= least or (taken.width() <= box.width() + 1 and taken.height() <= box.height() + 1):
            return font
        size = max(least, int(size * 0.95))


Shown = TypeVar("Shown", bound=QWidget)


class Projection(QObject, Generic[Shown]):
    """Opens the stage on the screen that the laptop's window is not on, and follows cables, lids and resolutions.

    The stage never lies over the laptop's window: with no screen of its own it waits, hidden, and comes back with the next one.

    Attributes:
        stage: the window; None while the stage is closed.
        waiting: its screen went; the stage comes back with another.

    Signals:
        changed: the stage was opened or closed, or its screen went or came.
    """

    changed = Signal()

    def __init__(
        self, desk: QWidget, make: Callable[[QWidget], Shown], screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens
    ) -> None:
        """`make` makes the stage, a child of the `desk` whose window it must not lie over."""
        super().__init__(desk)
        self._desk, self._make, self._screens = desk, make, screens
        self.stage: Shown | None = None
        self.waiting = False
        self._screen: QScreen | None = None
        self._filled = QRect()
        self._watched: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._settle)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._removed)
        app.screenAdded.connect(self._added)
        app.primaryScreenChanged.connect(self._later)
        app.applicationStateChanged.connect(self._later)  # awake again, perhaps somewhere else
        for screen in screens():
            self._watch(screen)

    def open(self) -> Shown:
        """Show the stage."""
        if self.stage is None:
            self.stage = self._make(self._desk)
            self._watch_desk()
        self._put(self._other_screen())
        return self.stage

    def close(self) -> None:
        """Take the stage away."""
        stage, self.stage, self.waiting, self._screen = self.stage, None, False, None
        if stage is not None:
            stage.hide()
            stage.deleteLater()
            self.changed.emit()

    # -- what happens to screens and windows

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._later)

    def _later(self, *_told: object) -> None:
        self._timer.start()

    def _watch_desk(self) -> None:
        """Follow the laptop's window: a lid that is closed moves it to the projector, and somebody may drag it there."""
        window = self._desk.window()
        if self._watched is not window:
            self._watched = window
            window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """The laptop's window came to another place, or shows again after sleep."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.WindowStateChange, QEvent.Type.ScreenChangeInternal):
            self._timer.start()
        return False

    def _removed(self, screen: QScreen) -> None:
        """The cable is out: the stage must not land on the laptop, over what nobody but the facilitator may see or use."""
        if self.stage is not None and screen is self._screen:
            self._wait()
        self._timer.start()

    def _added(self, screen: QScreen) -> None:
        self._watch(screen)
        self._timer.start()

    # -- where it stands

    def _own_place(self) -> QRect:
        """Where the laptop's window is, all of it."""
        screen = self._desk.window().screen()
        return screen.geometry() if screen is not None else QRect()

    def _is_free(self, screen: QScreen) -> bool:
        """Whether a screen shows nothing of the laptop's: a mirrored one lies over it, and is the same picture."""
        own = self._desk.window().screen()
        return screen is not own and not screen.geometry().intersects(self._own_place())

    def _other_screen(self) -> QScreen | None:
        """The screen the stage is on, if it may stay there; else the first that is free."""
        free = [screen for screen in self._screens() if self._is_free(screen)]
        return next((screen for screen in free if screen is self._screen), next(iter(free), None))

    def _settle(self) -> None:
        """Screens are as they are for now: move, wait, or come back; a window with one screen alone stays where it was put."""
        stage = self.stage
        if stage is None or (self._screen is None and not self.waiting):
            return
        other = self._other_screen()
        if other is None:
            self._wait()
        elif self.waiting or other is not self._screen or self._filled != other.geometry():
            self._put(other)

    def _wait(self) -> None:
        stage = self.stage
        if stage is not None and not self.waiting:
            self._screen, self.waiting = None, True
            stage.hide()
            self.changed.emit()

    def _put(self, screen: QScreen | None) -> None:
        stage = self.stage
        if stage is None:
            return
        self._screen, self.waiting = screen, False
        laptop = self._desk.window()
        working = laptop.isActiveWindow()
        stage.setWindowState(Qt.WindowState.WindowNoState)  # a full screen is left before another is filled
        if screen is None:
            stage.resize(stage.sizeHint())
        else:
            self._filled = screen.geometry()
            stage.setScreen(screen)
            stage.setGeometry(screen.geometry())
            stage.setWindowState(Qt.WindowState.WindowFullScreen)
        stage.show()
        if working:  # some window managers hand the keyboard to whatever appears
            laptop.activateWindow()
        self.changed.emit()
