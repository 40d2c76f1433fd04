"""Above the board: looking for words, how large it is shown, and whether it is a canvas or a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import line_edit
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.board.keyboard import OF_THE_BOARD, Verb


class Tools(Surface):
    """Acts on nothing itself.

    Signals:
        sought: other words are looked for.
        left: Enter or Down: the board is to have the keyboard.
        asked: something is to be done (a `Verb`).
        listed: the board is to show as a list (True) or as a canvas.
    """

    sought = Signal(str)
    left = Signal()
    asked = Signal(object)
    listed = Signal(bool)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "b")
        self._t = t
        self.box = line_edit(theme, placeholder=t("Search on the board"))
        self.box.setAccessibleName(t("Search on the board"))
        self.box.setClearButtonEnabled(False)
        self.box.setMaximumWidth(280)
        self.box.setMinimumWidth(190)
        self.box.textChanged.connect(self.sought)
        self.box.installEventFilter(self)
        self.count = Text(theme, "", "small", "ink2", elide=True)
        self.smaller = self._button(theme, "", "minus", Verb.FARTHER)
        self.percent = self._button(theme, t.percent(1.0), "", Verb.WHOLE)
        self.larger = self._button(theme, "", "plus", Verb.CLOSER)
        self.fit = self._button(theme, t.say(OF_THE_BOARD[Verb.FIT].words), "", Verb.FIT, "F")
        self.tidy = self._button(theme, t.say(OF_THE_BOARD[Verb.TIDY].words), "", Verb.TIDY)
        self.form = Button(theme, t("As a list"), Role.QUIET, height=28)
        self.form.setCheckable(True)
        self.form.toggled.connect(self.listed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 7)
        row.setSpacing(4)
        row.addWidget(self.box)
        row.addSpacing(8)
        row.addWidget(self.count, 1)
        for button in (self.tidy, self.form, self.fit, self.smaller, self.percent, self.larger):
            row.addWidget(button)

    def _button(self, theme: Theme, label: str, icon: str, verb: Verb, key: str = "") -> Button:
        button = Button(theme, label, Role.QUIET, height=28, icon=icon, key=key)
        words = self._t.say(OF_THE_BOARD[verb].words)
        button.setAccessibleName(words)
        button.setToolTip("" if label == words else words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(verb))
        return button

    def show_zoom(self, zoom: float) -> None:
        """How large the board is shown."""
        self.percent.setText(self._t.percent(zoom))
        self.percent.updateGeometry()

    def show_counts(self, cards: int, found: int | None) -> None:
        """How many cards there are, and how many of them match."""
        t = self._t
        whole = t.n("{count} card", "{count} cards", cards)
        self.count.say(whole if found is None else t("{found} of {cards}", found=t.number(found), cards=whole))

    def fold(self, *, listed: bool, forced: bool) -> None:
        """A list has no zoom; where the window forces it, there is no choice."""
        for button in (self.fit, self.smaller, self.percent, self.larger):
            button.setVisible(not listed)
        self.form.setVisible(not forced)

    def to_box(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def clear(self) -> None:
        """Look for nothing."""
        self.box.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down go to the board."""
        leaving = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if leaving and event.type() is QEvent.Type.KeyPress:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)
