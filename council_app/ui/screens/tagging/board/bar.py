"""What can be done with the cards chosen, or the group at hand: one bar at the foot of the board."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from council_app.domain.boards import Board, Group, untagged_since
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.board.keyboard import CHOOSE_NOTHING, OF_CARDS, OF_GROUPS, Deed, Verb


class DeedsBar(Surface):
    """Acts on nothing itself.

    Signals:
        asked: something is to be done (a `Verb`).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "t", "line2")
        self._theme, self._t = theme, t
        self.said = Text(theme, "", "body", weight=600, elide=True)
        self.said.setMaximumWidth(240)
        self.said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons: dict[Verb, Button] = {}
        flow = FlowLayout(self, gap=8, line_gap=4)
        flow.setContentsMargins(16, 6, 16, 5)
        flow.addWidget(self.said)
        for verb, deed in {**OF_CARDS, **OF_GROUPS, Verb.NONE: CHOOSE_NOTHING}.items():
            flow.addWidget(self._button(verb, deed))
        self.hide()

    def _button(self, verb: Verb, deed: Deed) -> Button:
        role = Role.QUIET if verb is Verb.NONE else Role.PLAIN
        button = Button(self._theme, self._t.say(deed.words), role, height=28, key=deed.key)
        button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb))
        self.buttons[verb] = button
        return button

    def show_target(self, board: Board, notes: int, chosen: int, group: Group | None) -> None:
        """For so many cards, or for a group where no card is meant."""
        t = self._t
        self.setVisible(bool(notes or group is not None))
        shown = OF_CARDS if notes else OF_GROUPS
        for verb, button in self.buttons.items():
            button.setVisible(verb in shown if verb is not Verb.NONE else bool(chosen))
        if notes:
            self.said.say(t.n("{count} card chosen", "{count} cards chosen", chosen) if chosen else t("The card at hand"))
            self.buttons[Verb.READ].setVisible(notes == 1)
        elif group is not None:
            self.said.say(group.name)
            since = untagged_since(board, group)
            tag = t.n("Tag the {count} that came since", "Tag the {count} that came since", since) if group.tag is not None else ""
            self.buttons[Verb.TAG].rename(tag or t.say(OF_GROUPS[Verb.TAG].words))
            self.buttons[Verb.TAG].setVisible(group.tag is None or since > 0)
