"""What is asked of the board, by mouse, key or menu, brought to who does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from council_app.domain.board_layout import STEP_X, STEP_Y, Direction, group_box, is_free
from council_app.domain.boards import Group, Laid, into_group
from council_app.services.board_groups import notes_of_group
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.board.choosing import Chooser
from council_app.ui.screens.tagging.board.doing import Doing
from council_app.ui.screens.tagging.board.keyboard import Verb
from council_app.ui.screens.tagging.board.menu import open_menu
from council_app.ui.screens.tagging.board.naming import NameBox
from council_app.ui.screens.tagging.board.state import BoardState, Spot
from council_app.ui.screens.tagging.insights.verbs import InsightVerbs

_NUDGE = 5
"""A step of a loose card or a group: so many of them are the width of a card with its gap."""


class View(Protocol):
    """What shows the board."""

    @property
    def front(self) -> QWidget:
        """The canvas, or the outline."""

    def place_of(self, spot: Spot) -> QRect:
        """Where a card or a group lies in it; brought into sight first."""

    def take_keyboard(self) -> None:
        """Give it the keyboard."""


class Acting(QObject):
    """Does verbs with what is chosen, or what one stands on.

    Signals:
        read: a note is to be shown large (its id).
        looked: a verb is about how the board is shown.
        said: something for a screen reader.
    """

    read = Signal(str)
    looked = Signal(object)
    said = Signal(str)

    def __init__(self, ctx: AppContext, state: BoardState, view: View, over: QWidget) -> None:
        super().__init__(over)
        self._t, self._theme, self._state, self._view, self._over = ctx.t, ctx.theme, state, view, over
        self.doing = Doing(ctx, state)
        self.chooser = Chooser(ctx, state, self.doing, over, self._corner)
        self.insights = InsightVerbs(ctx, self)
        self.namer: NameBox | None = None
        self._wanted = ""
        self.chooser.group_asked.connect(lambda: self.do(Verb.GROUP))
        self.chooser.named.connect(lambda name, notes: self.doing.make_group(name, notes, None))
        self.doing.made.connect(self._made)
        state.laid.connect(self._stand_on_made)
        self._of_cards: dict[Verb, Callable[[Sequence[str]], None]] = {
            Verb.MOVE: self.chooser.ask_where,
            Verb.GROUP: lambda notes: self.ask_group(notes, notes[0]),
            Verb.TAKE_OFF: self.doing.take_off,
        }

    def do(self, verb: Verb) -> None:
        """Do this."""
        state = self._state
        notes, group, spot = state.target, state.group, state.spot
        if verb is Verb.READ and spot.note in state.cards:
            self.read.emit(spot.note)
        elif verb in self._of_cards and notes:
            self._of_cards[verb](notes)
        elif verb in (Verb.RENAME, Verb.READ, Verb.TAG, Verb.INSIGHT, Verb.COLOUR, Verb.DISSOLVE, Verb.TAKE_OFF):
            if group is not None and (verb is not Verb.TAKE_OFF or spot.group):
                self._do_with_group(verb, group.id)
        elif verb in (Verb.CHOOSE, Verb.ALL, Verb.NONE):
            self._choose(verb)
        elif verb is Verb.MENU:
            self.open_menu(self._corner())
        elif verb is Verb.TIDY:
            self.doing.tidy()
        else:
            self.looked.emit(verb)

    def _do_with_group(self, verb: Verb, group: str) -> None:
        known = self._state.groups[group]
        if verb is Verb.TAG:
            self.chooser.ask_tag(known)
        elif verb is Verb.INSIGHT:
            self._ask_insight(known)
        elif verb is Verb.COLOUR:
            self.chooser.ask_colour(known)
        elif verb in (Verb.DISSOLVE, Verb.TAKE_OFF):
            self.doing.dissolve(group)
        else:
            self._ask(Spot(group=group), known.name, lambda typed: self._rename(group, known.name, typed))

    def _ask_insight(self, group: Group) -> None:
        """The name of a group is what its notes have in common: the title begins with it."""
        key, inside, front = self._state.board.key, len(self._state.board.of(group.id)), self._view.front
        self.insights.ask_title(
            lambda workspace: notes_of_group(workspace=workspace, key=key, group=group.id),
            inside,
            front,
            front.mapFromGlobal(self._corner()),
            typed=group.name,
        )

    def _rename(self, group: str, name: str, typed: str) -> None:
        if typed != name:
            self.doing.rename_group(group, typed)

    def _choose(self, verb: Verb) -> None:
        state, spot = self._state, self._state.spot
        if verb is Verb.CHOOSE:
            state.toggle([spot.note] if spot.note else [card.note.id for card in state.board.of(spot.group)] if spot.group else ())
        else:
            every = state.found if state.found is not None else state.cards
            state.choose(every if verb is Verb.ALL else ())
        self.said.emit(self._t.n("{count} card chosen", "{count} cards chosen", len(state.chosen)))

    # -- moving by keyboard

    def nudge(self, direction: Direction) -> None:
        """Move what is at hand a step: a card of a group among its own, anything else across the board."""
        state, (dx, dy) = self._state, direction.value
        notes, box = state.target, state.layout.groups.get(state.spot.group)
        if box is not None and not state.chosen:
            self.doing.move_group(state.spot.group, box.x + dx * STEP_X / _NUDGE, box.y + dy * STEP_Y / _NUDGE)
            return
        loose = [state.cards[note] for note in notes if state.cards[note].group is None]
        if loose:
            self.doing.lay([Laid(card.note.id, None, card.x + dx * STEP_X / _NUDGE, card.y + dy * STEP_Y / _NUDGE) for card in loose])
        elif len(notes) == 1 and (group := state.cards[notes[0]].group) is not None:
            self._shift(notes[0], group, dx + dy)

    def _shift(self, note: str, group: str, step: int) -> None:
        order = [card.note.id for card in self._state.board.of(group)]
        at = order.index(note) + step
        if 0 <= at < len(order):
            rest = [each for each in order if each != note]
            self.doing.lay(into_group(self._state.board, group, [note], rest[at] if at < len(rest) else None))

    # -- names

    def ask_group(self, notes: Sequence[str], onto: str) -> None:
        """Name what these have in common, in the place of the card that they were laid on."""
        layout, inside = self._state.layout, tuple(dict.fromkeys((onto, *notes)))
        box = layout.cards.get(onto)
        if box is None:
            return  # it was taken off meanwhile
        free = is_free(layout, group_box(box.x, box.y, len(inside)), frozenset(inside))
        at = (box.x, box.y) if free else None
        self._ask(Spot(note=onto), "", lambda name: self.doing.make_group(name, inside, at))

    def _ask(self, spot: Spot, name: str, keep: Callable[[str], None]) -> None:
        self.namer = NameBox(self._theme, self._t("Name of the group"), name, self._view.front, keep, self._named)
        self.namer.open_in(self._view.place_of(spot))

    def _named(self) -> None:
        self.namer = None
        self._view.take_keyboard()

    def _made(self, group: str) -> None:
        self._wanted = group
        self._state.choose(())

    def _stand_on_made(self) -> None:
        """A new group is where one wants to be, once it is read."""
        if self._wanted in self._state.groups:
            group, self._wanted = self._wanted, ""
            self._state.stand(Spot(group=group))

    # -- menus and popups

    def open_menu(self, at: QPoint) -> None:
        """Show what can be done."""
        open_menu(self._over, self._t, self._state, at, self.do)

    def _corner(self) -> QPoint:
        """Where a popup opens: below what one stands on."""
        state = self._state
        spot = state.spot if state.box(state.spot) is not None else Spot(note=next(iter(state.target), ""))
        place, front = self._view.place_of(spot), self._view.front
        return front.mapToGlobal(QPoint(max(0, place.x()), min(max(0, place.y()) + 34, front.height())))
