"""The card of keys: everything the room does from the keyboard, on one calm page; Esc takes it away."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain import papers as paper
from council_app.i18n import Translator
from council_app.services.papers import Papers, prepare_keys
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.keys import HEIGHT, draw_key, key_text, key_width
from council_app.ui.core.page import Page
from council_app.ui.core.printing import save_as_pdf
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.keys import ROOM_KEYS, KeyGroup, KeyRow

_GAP, _KEYS, _TWO_COLUMNS = 4, 132, 860


class KeyCaps(QWidget):
    """The keys of one row, side by side."""

    def __init__(self, theme: Theme, keys: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._keys = theme, tuple(keys)
        self.setAccessibleName(", ".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """All of them in a line."""
        wide = sum(key_width(self._theme, key) + _GAP for key in self._keys)
        return QSize(max(_KEYS, wide + 8), HEIGHT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Caps from the left."""
        painter, x = QPainter(self), 0.0
        for key in self._keys:
            draw_key(painter, self._theme, key, x, 1)
            x += key_width(self._theme, key) + _GAP


class KeyCard(Page):
    """The room's keys in groups: two columns where there is room, else one."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._groups = [_group(ctx.theme, ctx.t, group) for group in ROOM_KEYS]
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(20, 12, 20, 12)
        self._grid.setHorizontalSpacing(40)
        self._two: bool | None = None
        self.area: QScrollArea = scroll_of(self._inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the page is read with the arrows
        self.area.setAccessibleName(ctx.t("Keys in the room"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.print = Button(ctx.theme, ctx.t("Save as PDF"), Role.PLAIN, height=28, icon="printer")
        self.print.clicked.connect(lambda: save_as_pdf(ctx, self, name="keys.pdf", prepare=self.prepare, button=self.print))
        column.addWidget(self.top_bar(ctx.t("Keys in the room"), self.print))
        column.addWidget(self.area, 1)
        self._lay_out(two=False)

    def first_focus(self) -> QWidget:
        """Arrows scroll."""
        return self.area

    def prepare(self, _workspace: Workspace) -> Papers:
        """The card on paper, to lie beside the laptop."""
        groups = [paper.KeyGroup(self.t.say(group.title), tuple(_printed(self.t, row) for row in group.rows)) for group in ROOM_KEYS]
        return prepare_keys(title=self.t("Keys in the room"), groups=groups, t=self.t)

    @property
    def columns(self) -> int:
        """How many there are now."""
        return 2 if self._two else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where two fit."""
        super().resizeEvent(event)
        self._lay_out(two=self.width() >= _TWO_COLUMNS)

    def _lay_out(self, *, two: bool) -> None:
        """Groups go down the first column until half of all rows stand there."""
        if two is self._two:
            return
        self._two = two
        for column in (0, 1):
            item = self._grid.itemAtPosition(0, column)
            if item is not None:
                self._grid.removeItem(item)
                shiboken6.delete(item)  # taken out, it belongs to nobody
        stacks = [QVBoxLayout(), QVBoxLayout()]
        half, stood = sum(len(group.rows) + 2 for group in ROOM_KEYS) / 2, 0
        for group, widget in zip(ROOM_KEYS, self._groups, strict=True):
            stacks[1 if two and stood + len(group.rows) / 2 > half else 0].addWidget(widget)
            stood += len(group.rows) + 2
        for column, stack in enumerate(stacks):
            stack.setSpacing(14)
            stack.addStretch(1)
            self._grid.addLayout(stack, 0, column)
            self._grid.setColumnStretch(column, 1 if two or column == 0 else 0)


def _printed(t: Translator, row: KeyRow) -> paper.KeyRow:
    return paper.KeyRow(row.keys if row.typed else tuple(map(key_text, row.keys)), t.say(row.label))


def _group(theme: Theme, t: Translator, group: KeyGroup) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(theme, t.say(group.title), "micro", "ink3"))
    column.addWidget(Hairline(theme))
    for row in group.rows:
        column.addWidget(_row(theme, t, row))
    return whole


def _row(theme: Theme, t: Translator, row: KeyRow) -> QWidget:
    line = QWidget()
    caps = KeyCaps(theme, row.keys if row.typed else [key_text(key) for key in row.keys])
    words = Text(theme, t.say(row.label), "body", wrap=True)
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    across.addWidget(caps, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(words, 1)
    return line
