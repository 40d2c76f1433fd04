"""Short lists of things to tick, as the room's columns hold them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.room import MustAsk
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Block, Hairline, Run, Text
from council_app.ui.core.theme import Theme

_LEFT, _PAD = 26, 6


def asked_words(t: Translator, ask: MustAsk) -> str:
    """A question as it is shown: as the plan says it, or in the window's language where it comes with the kind of session."""
    return ask.question if ask.words is None else t.say(ask.words)


class Tick(QAbstractButton):
    """A circle to tick, and the words it stands for, over as many lines as they take."""

    def __init__(self, theme: Theme, words: str, *, ticked: bool, aside: str = "") -> None:
        super().__init__()
        self._theme, self._words, self._aside = theme, words, aside
        self.setText(words)
        self.setCheckable(True)
        self.setChecked(ticked)
        self.setAccessibleName(f"{words}, {aside}" if aside else words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard with the line
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def _block(self, width: int) -> Block:
        ink = "ink3" if self.isChecked() else "ink"
        runs = [Run(self._words, None, ink)] + ([Run(f" {self._aside}", None, "ink3")] if self._aside else [])
        return Block(self._theme, runs, "body", max(60, width - _LEFT))

    def sizeHint(self) -> QSize:
        """Two lines of a narrow column."""
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        """Words wrap."""
        return QSize(96, 32)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Lines and padding, at least what a finger needs."""
        return max(32, int(self._block(width).height) + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Circle, open or ticked, and words."""
        painter, theme = QPainter(self), self._theme
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        done = self.isChecked()
        draw_icon(painter, "circle-check" if done else "circle", theme.colour("state.ok.text" if done else "ink3"), 0, _PAD + 2, 16)
        self._block(self.width()).paint(painter, _LEFT, _PAD, "ink3" if done else "ink")


class Section(QWidget):
    """A titled list with its count; when nothing is in it, a sentence that says so."""

    def __init__(self, theme: Theme, t: Translator, title: str, nothing: str) -> None:
        super().__init__()
        self._theme, self._number, self._nothing = theme, t.number, nothing
        self._shown: tuple[QWidget, ...] = ()
        self.count = Text(theme, "", "body", "ink3")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Text(theme, title, "body", weight=600))
        top.addWidget(self.count)
        top.addStretch(1)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(Hairline(theme))
        column.addLayout(self.rows)

    def show_rows(self, count: int, rows: Sequence[QWidget]) -> None:
        """Show these rows, or that there are none; the keyboard stays at the place in the list where it was."""
        had = next((place for place, row in enumerate(self._shown) if _has_keyboard(row)), None)
        empty(self.rows)
        self.count.say(self._number(count) if count else "")
        self._shown = tuple(rows)
        for row in rows or (Text(self._theme, self._nothing, "body", "ink3", wrap=True),):
            self.rows.addWidget(row)
        if had is not None and rows:
            rows[min(had, len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)


def _has_keyboard(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))
