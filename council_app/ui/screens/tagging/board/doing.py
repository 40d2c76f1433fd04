"""What is written to the file from a board: each verb is one service call and one undo with its name; the board shows it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.domain.boards import Board, Laid, moved_group, relaid
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.services import board_groups, boards
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.board.state import BoardState

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace


class Doing(QObject):
    """Writes for the board in hand.

    Attributes:
        shown: the newest operation whose outcome the board shows already; nothing has to be read for it.

    Signals:
        made: a group was made (its id).
        refused: something could not be done, the board is read again.
    """

    made = Signal(str)
    refused = Signal()

    def __init__(self, ctx: AppContext, state: BoardState) -> None:
        super().__init__(state)
        self._ctx, self._state = ctx, state
        self.shown: str | None = None

    @property
    def _key(self) -> str:
        return self._state.board.key

    def lay(self, laid: Sequence[Laid]) -> None:
        """Lay cards somewhere else."""
        key, places = self._key, tuple(laid)
        if places:
            self._at_once(
                lambda board: relaid(board, places),
                lambda w: boards.lay_cards(workspace=w, key=key, laid=places),
                mn_("Moved a card", "Moved {count} cards", len(places)),
            )

    def move_group(self, group: str, x: float, y: float) -> None:
        """Put a group somewhere else."""
        key = self._key
        self._at_once(
            lambda board: moved_group(board, group, x, y),
            lambda w: board_groups.move_group(workspace=w, key=key, group=group, x=x, y=y),
            m_("Moved a group"),
        )

    def _at_once(self, change: Callable[[Board], Board], work: Callable[[Workspace], Changes], notice: Message) -> None:
        number = self._state.expect(change)

        def lost(error: CouncilError) -> None:
            self._state.settle(number, kept=False)
            self._refuse(error)

        def kept(changes: Changes) -> None:
            self._state.settle(number, kept=True)
            self.shown = changes.operation

        self._ctx.write(self, work, kept, changes=lambda done: done, failed=lost, notice=notice)

    def make_group(self, name: str, notes: Sequence[str], at: tuple[float, float] | None) -> None:
        """Give cards a name in common."""
        key, inside = self._key, tuple(notes)
        self._ctx.write(
            self,
            lambda w: board_groups.add_group(workspace=w, key=key, name=name, notes=inside, at=at),
            lambda made: self.made.emit(made.id),
            changes=lambda made: made.changes,
            failed=self._refuse,
            notice=m_("Made the group “{name}”", name=name),
        )

    def rename_group(self, group: str, name: str) -> None:
        """Call a group something else."""
        key = self._key
        self._do(
            lambda w: board_groups.rename_group(workspace=w, key=key, group=group, name=name),
            m_("Renamed a group to “{name}”", name=name),
        )

    def colour_group(self, group: str, colour: str) -> None:
        """Give a group a colour, or none."""
        key = self._key
        self._do(lambda w: board_groups.colour_group(workspace=w, key=key, group=group, colour=colour), m_("Coloured a group"))

    def dissolve(self, group: str) -> None:
        """Take a group away; its cards stay."""
        key = self._key
        self._do(lambda w: board_groups.dissolve_group(workspace=w, key=key, group=group), m_("Dissolved a group"))

    def take_off(self, notes: Sequence[str]) -> None:
        """Take cards off the board."""
        key, gone = self._key, tuple(notes)
        notice = mn_("Took a card off the board", "Took {count} cards off the board", len(gone))
        self._do(lambda w: boards.take_cards(workspace=w, key=key, notes=gone), notice)

    def tidy(self) -> None:
        """Lay everything where nothing covers anything."""
        key = self._key
        self._do(lambda w: boards.tidy_board(workspace=w, key=key), m_("Tidied up"))

    def tag(self, group: str, parent: str | None) -> None:
        """Make a group a tag under `parent`, or put its tag on what came since."""
        key, coder, ctx = self._key, self._ctx.author, self._ctx

        def told(tagged: board_groups.TaggedGroup) -> None:
            words = mn_("Tagged {count} note with {tag}", "Tagged {count} notes with {tag}", tagged.notes, tag=tagged.tag.path)
            ctx.noticed.emit(ctx.t.say(words), True)

        ctx.write(
            self,
            lambda w: board_groups.tag_group(workspace=w, key=key, group=group, parent=parent, coder=coder),
            told,
            changes=lambda tagged: tagged.changes,
            failed=self._refuse,
        )

    def _do(self, work: Callable[[Workspace], Changes], notice: Message) -> None:
        self._ctx.write(self, work, lambda _changes: None, changes=lambda done: done, failed=self._refuse, notice=notice)

    def _refuse(self, error: CouncilError) -> None:
        self._ctx.refused.emit(error)
        self.refused.emit()
