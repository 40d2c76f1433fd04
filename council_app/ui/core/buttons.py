"""Buttons: flat, one primary per view, the shortcut painted on them; a disabled one says what is missing in its tooltip."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import ON_INK, ON_PLAIN, draw_key, key_text, key_width
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_GAP = 8


class Role(Enum):
    """How loud a button is: (fill, edge, ink) by token name; empty is none."""

    PRIMARY = ("button", "", "on-button")
    PLAIN = ("sheet", "line2", "ink")
    QUIET = ("", "", "ink")
    LINK = ("", "", "mark-ink")


class Button(QPushButton):
    """A push button that paints itself: label, icons left and right, key hint."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        role: Role = Role.PLAIN,
        *,
        height: int = 36,
        icon: str = "",
        after: str = "",
        key: str = "",
        weight: int = 500,
    ) -> None:
        super().__init__(label)
        self._theme, self._role, self._icon, self._after, self._weight = theme, role, icon, after, weight
        self._key = key_text(key)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(label)
        self.setAutoDefault(True)  # Enter presses the button that has the keyboard, as Space does
        theme.changed.connect(self.update)

    def rename(self, label: str) -> None:
        """Change the label and what screen readers say."""
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()

    def refuse(self, reason: str) -> None:
        """Disable with the reason, or enable when there is none."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def use_icon(self, icon: str) -> None:
        """Change the icon on the left."""
        self._icon = icon
        self.update()

    @property
    def _padding(self) -> int:
        if self._role is Role.LINK:
            return 2
        return 10 if self._height <= 28 else 14

    @property
    def _shown_key(self) -> str:
        """The key hint gives way before a word of the label does; the palette says it as well."""
        return self._key if self._content_width(self.text(), self._key) <= self.width() - 2 * self._padding + 1 else ""

    def _content_width(self, label: str, key: str) -> float:
        width = advance(self._theme, label, "body", self._weight) if label else -float(_GAP)
        size = self._theme.size("icon-button")
        width += (size + _GAP) * (bool(self._icon) + bool(self._after))
        return width + (key_width(self._theme, key) + _GAP if key else 0)

    def sizeHint(self) -> QSize:
        """Label, icons, key and padding."""
        return QSize(round(self._content_width(self.text(), self._key)) + 2 * self._padding, self._height)

    def minimumSizeHint(self) -> QSize:
        """A long label may be cut (its tooltip and accessible name keep it)."""
        return QSize(min(self.sizeHint().width(), 96), self._height)

    def _fill(self) -> str:
        fill = self._role.value[0]
        if not self.isEnabled():
            return "sunk" if fill else ""
        if self.isDown():
            return "button-pressed" if self._role is Role.PRIMARY else "pressed"
        if self.underMouse():
            return "button-hover" if self._role is Role.PRIMARY else "" if self._role is Role.LINK else "hover"
        return "mark-tint" if self.isChecked() else fill

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Flat fill, thin edge, content in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _, edge, ink = self._role.value
        if not self.isEnabled():
            edge, ink = "line" if self._fill() else "", "ink3"
        fill, radius = self._fill(), self._theme.size("radius-button")
        if fill or edge:
            painter.setPen(QPen(self._theme.colour(edge), 1) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
            inset = 0.5 if edge else 0.0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
        self._paint_content(painter, ink)

    def _fitting_label(self, key: str) -> str:
        """As much of the label as there is room for; where less than half of it is left, the icon says more alone."""
        whole, room = self.text(), self.width() - 2 * self._padding
        if self._content_width(whole, key) <= room + 1:
            return whole
        label = elided(self._theme, whole, "body", room - self._content_width("", key) - _GAP + 1, self._weight)
        return "" if self._icon and 2 * len(label) <= len(whole) else label

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        key = self._shown_key
        label = self._fitting_label(key)
        x = (self.width() - self._content_width(label, key)) / 2 if self._role is not Role.LINK else float(self._padding)
        size, middle = self._theme.size("icon-button"), self.height() / 2
        if self._icon:
            draw_icon(painter, self._icon, self._theme.colour(ink), x, middle - size / 2, size)
            x += size + _GAP
        if label:
            x += draw_line(painter, self._theme, label, "body", x, middle - self._theme.line("body") / 2, ink, weight=self._weight) + _GAP
        if self._after:
            draw_icon(painter, self._after, self._theme.colour(ink), x, middle - size / 2, size)
            x += size + _GAP
        if key:
            look = ON_INK if self._role is Role.PRIMARY and self.isEnabled() else ON_PLAIN
            draw_key(painter, self._theme, key, x, middle - KEY_HEIGHT / 2, look)


class Segment(Button):
    """One of a few that exclude each other: ink when chosen, joined to its neighbours."""

    def __init__(self, theme: Theme, label: str, *, height: int = 32) -> None:
        super().__init__(theme, label, Role.PLAIN, height=height)
        self.setCheckable(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Square joints; the chosen one is filled with ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(self._theme.colour("button" if chosen else "line2"), 1))
        painter.setBrush(self._theme.colour("button" if chosen else "hover" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        self._paint_content(painter, "on-button" if chosen else "ink")
