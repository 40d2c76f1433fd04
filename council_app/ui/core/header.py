"""The page header: the place's name, the session at hand, at most three actions, the palette box last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button
from council_app.ui.core.cohorts import CohortChip
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_MARK_LINE = 3


class PaletteBox(QPushButton):
    """Looks like a search box, opens the command palette."""

    def __init__(self, theme: Theme, t: Translator, keys: str) -> None:
        super().__init__(t("Search or do anything"))
        self._theme, self._key = theme, key_text(keys)
        self._folded = False
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        """226 px with its words, or the icon alone."""
        self._folded = folded
        self.setFixedSize(36 if folded else 226, 32)
        self.setToolTip(f"{self.text()} ({self._key})" if folded else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sheet, hairline, icon, words and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2" if self.underMouse() else "line"), 1))
        painter.setBrush(self._theme.colour("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
        draw_icon(painter, "search", self._theme.colour("ink3"), 10, 8, 16)
        if self._folded:
            return
        key = key_width(self._theme, self._key)
        words = elided(self._theme, self.text(), "body", self.width() - 34 - key - 14)
        draw_line(painter, self._theme, words, "body", 34, 6, "ink3")
        draw_key(painter, self._theme, self._key, self.width() - key - 7, (32 - KEY_HEIGHT) / 2)


class SessionPicker(QPushButton):
    """The session at hand, as quiet text with a chevron; opens the list of sessions."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(t("Choose another session"))

    def say(self, label: str) -> None:
        """Name the session."""
        self.setText(label)
        self.setAccessibleName(label)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Text and chevron."""
        return QSize(round(advance(self._theme, self.text(), "body")) + 12 + 22, 32)

    def minimumSizeHint(self) -> QSize:
        """May be cut."""
        return QSize(48, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quiet until hovered."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        words = elided(self._theme, self.text(), "body", self.width() - 28)
        taken = draw_line(painter, self._theme, words, "body", 6, 7, "ink3")
        draw_icon(painter, "chevron-down", self._theme.colour("ink3"), 6 + taken + 4, 10, 14)


class PageHeader(Surface):
    """56 px on top of every place.

    Signals:
        palette_asked: the palette box was pressed.
        session_chosen: another session was picked (its key).
    """

    palette_asked = Signal()
    session_chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translator, palette_keys: str) -> None:
        super().__init__(theme, "canvas", "b")
        self._theme = theme
        self._filtered = False
        self.setFixedHeight(theme.size("header"))
        self.title = Text(theme, "", "place")
        self.picker = SessionPicker(theme, t)
        self.picker.clicked.connect(self._open_menu)
        self.box = PaletteBox(theme, t, palette_keys)
        self.box.clicked.connect(self.palette_asked)
        self._sessions: tuple[tuple[str, str], ...] = ()
        self._actions: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 20, 1)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self._row.addWidget(self.picker, 1, Qt.AlignmentFlag.AlignLeft)
        self.cohort = CohortChip(theme, t)
        self._row.addWidget(self.cohort)
        self._row.addStretch(0)  # takes the room where no session is named
        self._row.addWidget(self.box)

    def show_place(self, title: str, actions: Sequence[Button]) -> None:
        """Name the place and put its actions before the palette box."""
        self.title.say(title)
        for button in self._actions:
            self._row.removeWidget(button)
            button.hide()  # else what the layout has queued shows it as a window of its own, where two places follow at once
            button.setParent(None)
        self._actions = list(actions)
        for button in self._actions:
            self._row.insertWidget(self._row.count() - 1, button)
            button.show()

    def show_sessions(self, sessions: Sequence[tuple[str, str]], current: str) -> None:
        """The sessions to choose from as (key, label), and the label of the one at hand."""
        self._sessions = tuple(sessions)
        self.picker.say(current)
        self.picker.setVisible(bool(current))

    def show_filter(self, *, offered: bool, active: bool) -> None:
        """Whether the place can be filtered by a cohort, and whether it is: then a line of marigold lies under the whole header."""
        self.cohort.setVisible(offered)
        self._filtered = offered and active
        self.update()

    def fold(self, *, folded: bool) -> None:
        """Give room: the palette box becomes its icon."""
        self.box.fold(folded=folded)
        self.cohort.pill.fold(folded=folded)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plane, and the line that says that not everyone shows."""
        super().paintEvent(event)
        if self._filtered:
            QPainter(self).fillRect(0, self.height() - _MARK_LINE, self.width(), _MARK_LINE, self._theme.colour("mark"))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, label in self._sessions:
            action = QAction(label.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, chosen=key: self.session_chosen.emit(chosen))
            menu.addAction(action)
        menu.popup(self.picker.mapToGlobal(self.picker.rect().bottomLeft()))


class PanelHeader(Surface):
    """40 px: a 600-weight label, what belongs to it, and a hairline."""

    def __init__(
        self, theme: Theme, title: str, *, margin: int = 16, beside: Sequence[QWidget] = (), extra: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(theme, "canvas", "b")
        self.setFixedHeight(theme.size("panel-header"))
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 1)
        row.setSpacing(8)
        self.title = Text(theme, title, "body", weight=600)
        row.addWidget(self.title)
        for widget in beside:
            row.addSpacing(4)
            row.addWidget(widget)
        row.addStretch(1)
        for widget in extra:
            row.addWidget(widget)
