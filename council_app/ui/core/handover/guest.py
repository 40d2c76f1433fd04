"""Controls for a guest's hand: 52 px and up, 17 px type and up, ink when chosen; nothing is chosen beforehand."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_PADDING, _GAP = 16, 10
_BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Loud(Enum):
    """How much a button asks to be pressed: (fill, edge, ink, type weight) by token name."""

    MAIN = ("button", "", "on-button", 600)
    EQUAL = ("sheet", "line2", "ink", 600)
    OTHER = ("sheet", "line2", "ink", 500)
    QUIET = ("", "", "ink", 500)


class _Focusable(QPushButton):
    """Shows the keyboard inside its own edge: a ring around it would be cut off where it fills its parent."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ownFocus", True)
        self._by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who came by key."""
        self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Whoever presses with the mouse needs no ring."""
        self._by_keyboard = False
        super().mousePressEvent(event)

    def paint_focus(self, painter: QPainter, theme: Theme, ink: str) -> None:
        """2 px, a little inside."""
        if not (self.hasFocus() and self._by_keyboard):
            return
        painter.setPen(QPen(theme.colour(ink), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.size("radius-tag")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius, radius)


class GuestButton(_Focusable):
    """A large button whose label keeps its size as long as it fits; Enter and Space press it."""

    def __init__(self, theme: Theme, loud: Loud, *, height: int = 52, icon: str = "", large: bool = False) -> None:
        super().__init__()
        self._theme, self._loud, self._height, self._icon = theme, loud, height, icon
        self._styles = ("guest-label", "guest-body") if large else ("guest-body",)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def say(self, label: str, icon: str | None = None) -> None:
        """Change the label, and the icon before it."""
        self._icon = self._icon if icon is None else icon
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()
        self.update()

    def enlarge(self, *, large: bool) -> None:
        """The larger type, or the smaller one that its neighbour needs: two ways of equal weight read alike."""
        self._styles = ("guest-label", "guest-body") if large else ("guest-body",)
        self.updateGeometry()
        self.update()

    def refuse(self, reason: str) -> None:
        """Disable with the reason, or enable when there is none."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def _beside(self) -> int:
        return self._theme.size("icon") + (_GAP if self.text() else 0) if self._icon else 0

    def sizeHint(self) -> QSize:
        """The label in its largest size."""
        padding = 0 if self._loud is Loud.QUIET else _PADDING
        width = advance(self._theme, self.text(), self._styles[0], self._loud.value[3])
        return QSize(round(width) + self._beside() + 2 * padding + 2, self._height)

    def minimumSizeHint(self) -> QSize:
        """The label in its smallest size."""
        padding = 0 if self._loud is Loud.QUIET else _PADDING
        width = advance(self._theme, self.text(), self._styles[-1], self._loud.value[3])
        return QSize(min(round(width) + self._beside() + 2 * padding + 2, 260), self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as people expect of a large button."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Flat fill, thin edge, label in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink, weight = self._loud.value
        if not self.isEnabled():
            fill, edge, ink = ("sunk", "line", "ink3") if fill else ("", "", "ink3")
        elif self.isDown():
            fill = "button-pressed" if self._loud is Loud.MAIN else "pressed"
        elif self.underMouse():
            fill = "button-hover" if self._loud is Loud.MAIN else "hover"
        if fill or edge:
            radius = self._theme.size("radius-popup")
            painter.setPen(QPen(self._theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_label(painter, ink, weight)
        self.paint_focus(painter, self._theme, ink)

    def _paint_label(self, painter: QPainter, ink: str, weight: int) -> None:
        theme, beside = self._theme, self._beside()
        room = self.width() - beside - (0 if self._loud is Loud.QUIET else _PADDING)
        style = next((each for each in self._styles if advance(theme, self.text(), each, weight) <= room), self._styles[-1])
        label = elided(theme, self.text(), style, room + 1, weight)
        x = (self.width() - advance(theme, label, style, weight) - beside) / (1 if self._loud is Loud.QUIET else 2)
        if self._icon:
            size = theme.size("icon")
            draw_icon(painter, self._icon, theme.colour(ink), x, (self.height() - size) / 2, size)
        draw_line(painter, theme, label, style, x + beside, (self.height() - theme.line(style)) / 2, ink, weight=weight)


class Joined(_Focusable):
    """One of a few that lie side by side and exclude each other; the chosen one is ink, with its icon besides the fill."""

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str = "",
        left: bool = False,
        right: bool = False,
        size: QSize | None = None,
        style: str = "guest-body",
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._left, self._right, self._style = theme, icon, left, right, style
        self._size = size or QSize(97, theme.size("guest-control"))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Its size, wider for a longer word."""
        word = round(advance(self._theme, self.text(), self._style, 600)) + 2 * 12
        return QSize(max(self._size.width(), word + (self._theme.size("icon") + _GAP if self._icon else 0)), self._size.height())

    def minimumSizeHint(self) -> QSize:
        """A word may be cut where several stand in a row; its name stays whole for screen readers."""
        return QSize(self._size.width() if self._icon else 52, self._size.height())

    def _paint_ground(self, painter: QPainter) -> tuple[int, str]:
        """Edge and ground as they are chosen or not; returns the weight and the ink of the words on it."""
        theme, chosen = self._theme, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("button" if chosen else "line2"), 1))
        painter.setBrush(theme.colour("button" if chosen else "hover" if self.underMouse() and self.isEnabled() else "sheet"))
        painter.drawPath(self._outline())
        return (600, "on-button") if chosen else (400, "ink")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Round at the outer ends, one line between."""
        painter, theme = QPainter(self), self._theme
        weight, ink = self._paint_ground(painter)
        icon = self._icon if self.isChecked() else ""
        beside = theme.size("icon") + _GAP if icon else 0
        label = elided(theme, self.text(), self._style, self.width() - beside - 12, weight)
        x = (self.width() - advance(theme, label, self._style, weight) - beside) / 2
        if icon:
            draw_icon(painter, icon, theme.colour(ink), x, (self.height() - theme.size("icon")) / 2, theme.size("icon"))
        draw_line(painter, theme, label, self._style, x + beside, (self.height() - theme.line(self._style)) / 2, ink, weight=weight)
        self.paint_focus(painter, theme, ink)

    def _outline(self) -> QPainterPath:
        """A box of which the next one covers the joint: neighbours share one line."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._right else 0.5, -0.5)
        radius = self._theme.size("radius-button")
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(box, radius, radius)
        square = box.adjusted(0 if not self._left else radius, 0, 0 if not self._right else -radius, 0)
        path.addRect(square)
        return path.simplified()
