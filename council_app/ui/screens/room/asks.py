"""Questions that must be asked: open circles that one key or one click ticks; what was asked stays listed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.clock import Block
from council_app.domain.room import MustAsk
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.keys import ASK_KEYS
from council_app.ui.screens.room.lists import Tick, asked_words


class AskList(QWidget):
    """The must-asks: those of the block under way first, then what earlier blocks left open; later ones behind a link."""

    def __init__(self, theme: Theme, t: Translator, desk: Desk) -> None:
        super().__init__()
        self._theme, self._t, self._desk = theme, t, desk
        self._asks: tuple[MustAsk, ...] = ()
        self._current, self._later = "", frozenset[str]()
        self._unfolded = False
        self._title = Text(theme, "", "micro", "ink3")
        self._count = Text(theme, "", "micro", "ink3")
        self._title.setToolTip(t("Tick the next one: {key}", key=key_text(ASK_KEYS)))
        self.more = Button(theme, "", Role.LINK, height=28)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._unfold)
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self._count)
        foot.addWidget(self.more)
        foot.addStretch(1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(self._rows)
        column.addLayout(foot)

    def show_asks(self, asks: Sequence[MustAsk], blocks: Sequence[Block], current: str) -> None:
        """Show these questions; before the session begins, all of them."""
        self._asks, self._current = tuple(asks), current
        begun = any(not block.to_come for block in blocks)
        self._later = frozenset(block.id for block in blocks if block.to_come) if begun else frozenset()
        self.setVisible(bool(asks))
        self._show()

    def _show(self) -> None:
        t, asks = self._t, self._asks
        empty(self._rows)
        left = sum(not ask.asked for ask in asks)
        self._title.say(t("Must ask, not asked yet") if left else t("Must ask, all asked"))
        self._count.say(t("{count} of {all}", count=t.number(left), all=t.number(len(asks))) if left else "")
        folded = [] if self._unfolded else [ask for ask in asks if ask.block in self._later]
        shown = [ask for ask in asks if ask not in folded]
        for ask in sorted(shown, key=lambda each: (each.asked, each.block != self._current)):
            row = Tick(self._theme, asked_words(t, ask), ticked=ask.asked)
            row.clicked.connect(lambda _=False, this=ask: self._desk.tick_ask(this))
            self._rows.addWidget(row)
        self.more.setVisible(bool(folded))
        self.more.rename(t.n("{count} in a later block", "{count} in later blocks", len(folded)))

    def _unfold(self) -> None:
        self._unfolded = True
        self._show()
