"""Questions about cards and groups, answered from a list: where to, under which tag, in which colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from council_app.domain.board_layout import free_places
from council_app.domain.boards import Group, Laid, into_group
from council_app.domain.codebook import CodebookTag
from council_app.errors import Message, m_
from council_app.services import codebook
from council_app.services.tag_colours import palette
from council_app.ui.core.choosing import Choice, ChoicePicker
from council_app.ui.core.context import AppContext
from council_app.ui.core.picking import Look
from council_app.ui.screens.tagging.board.doing import Doing
from council_app.ui.screens.tagging.board.state import BoardState

_WIDTH = 320
_NEW, _LOOSE, _TOP, _NO_COLOUR = "*new", "*loose", "*top", "*none"
COLOUR_WORDS: tuple[Message, ...] = (
    m_("red"),
    m_("green"),
    m_("blue"),
    m_("purple"),
    m_("grey"),
    m_("olive"),
    m_("pink"),
    m_("steel blue"),
    m_("brown"),
    m_("aubergine"),
    m_("violet"),
)
"""Of the codebook's colours, in their order."""


class Chooser(QObject):
    """Asks, and hands over to `Doing`.

    Signals:
        group_asked: cards are to become a group that is not named yet.
        named: cards are to become a group of this name (it, their notes).
    """

    group_asked = Signal()
    named = Signal(str, object)

    def __init__(self, ctx: AppContext, state: BoardState, doing: Doing, over: QWidget, corner: Callable[[], QPoint]) -> None:
        super().__init__(over)
        self._ctx, self._t, self._state, self._doing = ctx, ctx.t, state, doing
        self._over, self._corner = over, corner
        self.popup: ChoicePicker | None = None

    def _ask(self, title: str, choices: Sequence[Choice], making: Callable[[str], str] | None = None) -> ChoicePicker:
        popup = ChoicePicker(self._ctx.theme, Look(title, self._t("Find"), title, width=_WIDTH), choices, making)
        popup.destroyed.connect(self._forget)
        self.popup = popup
        popup.open_at(self._corner(), self._over)
        return popup

    def _forget(self) -> None:
        self.popup = None

    # -- where to

    def ask_where(self, notes: Sequence[str]) -> None:
        """Into which group, or out of all."""
        t, state, moving = self._t, self._state, tuple(notes)
        of = {group.id: t.n("{count} card", "{count} cards", len(state.board.of(group.id))) for group in state.board.groups}
        choices = [Choice(group.id, group.name, of[group.id], self._colour(group)) for group in state.board.groups]
        choices.append(Choice(_NEW, t("New group")))
        if any(state.cards[note].group is not None for note in moving):
            choices.append(Choice(_LOOSE, t("Loose")))
        popup = self._ask(t.n("Move {count} card to …", "Move {count} cards to …", len(moving)), choices, self._making)
        popup.chosen.connect(lambda value: self._move(moving, value))
        popup.made.connect(lambda name: self.named.emit(name, moving))

    def _making(self, typed: str) -> str:
        return self._t("New group “{name}”", name=typed)

    @staticmethod
    def _colour(group: Group) -> str:
        return group.tag.colour if group.tag is not None else group.colour

    def _move(self, notes: Sequence[str], value: str) -> None:
        state = self._state
        if value == _NEW:
            self.group_asked.emit()
        elif value == _LOOSE:
            taken = [(card.x, card.y) for card in state.board.of(None)]
            inside = [note for note in notes if note in state.cards and state.cards[note].group is not None]
            places = free_places(taken, len(inside), tuple(state.layout.groups.values()))
            self._doing.lay(tuple(Laid(note, None, x, y) for note, (x, y) in zip(inside, places, strict=True)))
        elif value in state.groups:
            self._doing.lay(into_group(state.board, value, notes))

    # -- a tag

    def ask_tag(self, group: Group) -> None:
        """Under which tag a new one stands; one that is a tag already is put on what came since."""
        if group.tag is not None:
            self._doing.tag(group.id, None)
        else:
            self._ctx.read(self, lambda w: codebook.codebook(workspace=w), lambda tags: self._ask_parent(group, tags))

    def _ask_parent(self, group: Group, tags: Sequence[CodebookTag]) -> None:
        t = self._t
        choices = [Choice(_TOP, t("At the top of the codebook"))]
        choices += [Choice(tag.id, tag.path, "", tag.colour) for tag in tags]
        popup = self._ask(t("Where does the tag “{name}” belong?", name=group.name), choices)
        popup.chosen.connect(lambda value: self._doing.tag(group.id, None if value == _TOP else value))

    # -- a colour

    def ask_colour(self, group: Group) -> None:
        """In which colour a group shows."""
        t = self._t
        colours = [light for light, _dark in palette()]
        choices = [Choice(colour, t.say(words), "", colour) for colour, words in zip(colours, COLOUR_WORDS, strict=True)]
        choices.append(Choice(_NO_COLOUR, t("no colour")))
        popup = self._ask(t("Colour of “{name}”", name=group.name), choices)
        popup.chosen.connect(lambda value: self._doing.colour_group(group.id, "" if value == _NO_COLOUR else value))
