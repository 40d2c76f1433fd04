"""From the list to the services: every change is one call in one transaction, told under its label with Undo beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from council_app.domain.attending import Cell
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine, SessionRef
from council_app.domain.text import fold
from council_app.errors import CouncilError, m_
from council_app.services import attending, capacity, moving
from council_app.services.attending import CellRefused, Edited
from council_app.services.cells import read_cell
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.table import Table
from council_app.ui.screens.roster.choosing import ChosenBar
from council_app.ui.screens.roster.models import STATUS, Listed, next_words

_ROOM = m_("Set chairs and target")


class Changing(QObject):
    """What the screen's widgets ask for, done."""

    def __init__(self, ctx: AppContext, table: Table[Listed]) -> None:
        super().__init__(table)
        self._ctx, self._table, self._t = ctx, table, ctx.t
        table.typed.connect(self.type_over)

    def serve(self, bar: ChosenBar, chosen: Callable[[], Sequence[RosterLine]]) -> None:
        """Do what the bar of the chosen asks for, with those who are chosen then."""
        bar.segment_added.connect(lambda segment: self.add_segment(chosen(), segment))
        bar.segment_removed.connect(lambda segment: self.remove_segment(chosen(), segment))
        bar.status_asked.connect(lambda status: self.set_status(chosen(), status))
        bar.promote_asked.connect(lambda: self.promote(chosen()))
        bar.move_asked.connect(lambda key: self.move(chosen(), key))
        bar.off_asked.connect(lambda: self.take_off(chosen()))

    # -- one cell

    def type_over(self, row: Listed, key: str, typed: str) -> None:
        """A cell was typed over: keep it, or say at the cell why not."""
        if key == STATUS:
            self._type_status(row.line, typed)
            return
        session, cell = self._ctx.session, Cell(key)
        if session is None:
            return
        try:
            # Most of what is wrong is seen without the file, and then nothing was ever about to be saved.
            read_cell(cell, typed, region=session.country)
        except CellRefused as refused:
            self._table.refused(in_words(self._t, refused))
            return
        attendance = row.line.id
        self._keep(lambda w: attending.edit_cell(workspace=w, attendance=attendance, cell=cell, typed=typed))

    def _type_status(self, line: RosterLine, typed: str) -> None:
        words = next_words(self._t, line)
        status = next((status for word, status in words.items() if fold(word) == fold(typed.strip())), None)
        if status is None:
            choices = self._t.items([self._t.quote(word) for word in words])
            one_of = self._t("Type one of these: {choices}.", choices=choices)
            self._table.refused(self._t("Arriving is noted at the door.") if line.status.was_there else one_of)
            return
        self._keep(lambda w: attending.set_status(workspace=w, attendances=[line.id], status=status))

    def _keep(self, verb: Callable[[Workspace], Edited]) -> None:
        def done(edited: Edited) -> None:
            self._table.kept()
            self._tell(edited)

        def lost(error: CouncilError) -> None:
            self._table.refused(in_words(self._t, error))

        self._ctx.write(self, verb, done, changes=lambda edited: edited.changes, failed=lost)

    # -- several people

    def add_segment(self, lines: Sequence[RosterLine], segment: str) -> None:
        """Put them into a segment."""
        ids = _ids(lines)
        self._do(lambda w: attending.add_segment(workspace=w, attendances=ids, segment=segment))

    def remove_segment(self, lines: Sequence[RosterLine], segment: str) -> None:
        """Take them out of one."""
        ids = _ids(lines)
        self._do(lambda w: attending.remove_segment(workspace=w, attendances=ids, segment=segment))

    def set_status(self, lines: Sequence[RosterLine], status: AttendanceStatus) -> None:
        """Say where they stand."""
        ids = _ids(lines)
        self._do(lambda w: attending.set_status(workspace=w, attendances=ids, status=status))

    def promote(self, lines: Sequence[RosterLine]) -> None:
        """Give a chair to those among them who wait."""
        self.set_status([line for line in lines if line.status is AttendanceStatus.WAITING], AttendanceStatus.CONFIRMED)

    def move(self, lines: Sequence[RosterLine], to: str) -> None:
        """Move them to another session of the council."""
        ids = _ids(lines)
        self._do(lambda w: moving.move(workspace=w, attendances=ids, to=to))

    def take_off(self, lines: Sequence[RosterLine]) -> None:
        """Remove their registrations."""
        ids = _ids(lines)
        self._do(lambda w: attending.take_off(workspace=w, attendances=ids))

    # -- the session

    def promote_next(self, session: SessionRef, queue: Sequence[RosterLine]) -> None:
        """Give the next free chair to whoever waits longest; `queue` is the waiting list in its order."""
        first = queue[:1]
        if first:
            self._do(lambda w: attending.set_status(workspace=w, attendances=_ids(first), status=AttendanceStatus.CONFIRMED))
        else:
            error = CouncilError(session.city, m_("nobody is on the waiting list"), m_("Nothing was changed."))
            self._ctx.refused.emit(error)

    def set_room(self, session: SessionRef, chairs: int | None, target: int | None) -> None:
        """Change chairs and target."""
        self._do(lambda w: Edited(_ROOM, capacity.set_room(workspace=w, session=session.key, capacity=chairs, target=target)))

    def _do(self, verb: Callable[[Workspace], Edited]) -> None:
        self._ctx.write(self, verb, self._tell, changes=lambda edited: edited.changes)

    def _tell(self, edited: Edited) -> None:
        if edited.changes.entities:
            self._ctx.noticed.emit(self._t("Done: {what}", what=self._t.say(edited.label)), True)
        else:
            self._ctx.noticed.emit(self._t("Nothing to change: it was so already."), False)


def _ids(lines: Sequence[RosterLine]) -> list[str]:
    return [line.id for line in lines]
