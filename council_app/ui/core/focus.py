"""Focus that shows: one ring that follows the keyboard, in place of Qt's dotted one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from council_app.ui.core.theme import Theme

_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
# Inputs show focus with their own 2 px edge, lists inside the row.
_OWN_FOCUS = (QLineEdit, QPlainTextEdit, QAbstractItemView)
_GAP = 4


class _RingStyle(QProxyStyle):
    """How far outside a widget its ring lies.

    Only the ring has this style. As the application's it would be asked in Python for every metric of every widget, and the first
    question loads every kind of style option.
    """

    def pixelMetric(self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None) -> int:
        """The ring lies 2 px outside and is 2 px wide."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _GAP
        return super().pixelMetric(metric, option, widget)


class Ring(QFocusFrame):
    """2 px of ink around one widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._style = _RingStyle()  # Qt does not keep it
        self.setStyle(self._style)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """With the widget's own rounding."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink"), 2))
        radius = self._theme.size("radius-button") + 2
        painter.drawRoundedRect(QRect(1, 1, self.width() - 2, self.height() - 2), radius, radius)


class FocusRing(QObject):
    """Follows the widget that got the keyboard by Tab or a shortcut.

    Attributes:
        ring: around that widget; None before there was one, and when the part of the window it last lay in has gone.
    """

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__(app)
        self._theme, self._app = theme, app
        self.ring: Ring | None = None
        # Not before somebody can press Tab: building the first page is two thousand events, each of which would pass through Python.
        app.focusChanged.connect(self._begin)

    def _begin(self) -> None:
        self._app.focusChanged.disconnect(self._begin)
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the ring when the focus moves."""
        if event.type() is QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            own = isinstance(watched, _OWN_FOCUS) or bool(watched.property("ownFocus"))
            by_keyboard = event.reason() in _BY_KEYBOARD and not own
            self._lay(watched if by_keyboard else None)
        elif event.type() is QEvent.Type.MouseButtonPress:
            self._lay(None)
        return super().eventFilter(watched, event)

    def _lay(self, around: QWidget | None) -> None:
        if self.ring is None and around is not None:
            # Qt makes the ring a child of whatever it lies in, and it goes with that: when the language changes, or a page closes.
            self.ring = Ring(self._theme)
            self.ring.destroyed.connect(self._forget)
        if self.ring is not None and self.ring.widget() is not around:
            self.ring.setWidget(around)  # type: ignore[arg-type]  # None takes it away

    def _forget(self) -> None:
        self.ring = None
