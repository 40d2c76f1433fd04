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


class FocusRing(QFocusFrame):
    """Follows the widget that got the keyboard by Tab or a shortcut."""

    def __init__(self, theme: Theme, app: QApplication) -> None:
        super().__init__()
        self._style = _RingStyle()  # Qt does not keep it
        self._theme, self._app = theme, app
        self.setStyle(self._style)
        # Not before somebody can press Tab: building the first page is two thousand events, each of which would pass through Python.
        app.focusChanged.connect(self._begin)
        theme.changed.connect(self.update)

    def _begin(self) -> None:
        self._app.focusChanged.disconnect(self._begin)
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the ring when the focus moves."""
        if event.type() is QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and isinstance(watched, QWidget):
            own = isinstance(watched, _OWN_FOCUS) or bool(watched.property("ownFocus"))
            by_keyboard = event.reason() in _BY_KEYBOARD and not own
            self.setWidget(watched if by_keyboard else None)  # type: ignore[arg-type]
        elif event.type() is QEvent.Type.MouseButtonPress and self.widget() is not None:
            self.setWidget(None)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """2 px of ink with the widget's own rounding."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink"), 2))
        radius = self._theme.size("radius-button") + 2
        painter.drawRoundedRect(QRect(1, 1, self.width() - 2, self.height() - 2), radius, radius)
