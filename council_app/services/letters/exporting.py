"""From a market to a folder of letters, with consent looked at again before anything is put in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from council_app.db.models import Attendance
from council_app.db.queries import calls as call_reads
from council_app.db.queries.notes import lines
from council_app.db.workspace import Workspace
from council_app.domain.letters import Letters
from council_app.domain.papers import Sheet
from council_app.errors import CouncilError, Message, Progress, m_
from council_app.i18n import Translator
from council_app.services.letters.files import make_letters, put_in_place, throw_away, unprintable
from council_app.services.letters.telling import quoting_letters
from council_app.services.publications import Quoting


@dataclass(frozen=True, slots=True)
class Written:
    """Letters that were written: the files, what to remember of them, and what to know before they are sent."""

    files: tuple[Path, ...]
    remembered: Quoting
    caution: Message | None


def require_still_allowed(*, workspace: Workspace, letters: Letters) -> None:
    """Make sure that everybody with a letter still allows contact, and everything it repeats may still be read.

    Raises:
        CouncilError: somebody took a consent back, was erased, or a note is gone since the letters were written.
    """
    ready = letters.ready
    with workspace.read() as reading:
        given = select(func.json_each(json.dumps([to for one in ready for to in one.to.allowed_by])).table_valued("value").c.value)
        owners = dict(reading.execute(select(Attendance.id, Attendance.person_id).where(Attendance.id.in_(given))).all())
        allowed = call_reads.callable_ones(reading, owners)
        readable = {line.id for line in lines(reading, {note for one in ready for note in one.own}) if not line.withheld}
    for one in ready:
        mine = any(row in allowed and owners[row] == one.to.person for row in one.to.allowed_by)
        if not mine or not readable.issuperset(one.own):
            why = m_("somebody took a consent back while letters were written")
            raise CouncilError(letters.mailing.facts.market, why, m_("Write them again; nothing was written."))


def export_letters(
    *,
    workspace: Workspace,
    letters: Letters,
    out: Path,
    t: Translator,
    sheet: Sheet = Sheet.A4,
    progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Written:
    """Write the letters that are ready into a new folder, whole or not at all.

    Args:
        workspace: where consent is looked at again.
        letters: as `write_letters` gave them.
        out: a folder that is not there yet, or an empty one.
        t: the language of the files themselves; each letter is in its own.
        sheet: the paper.
        progress, stopped: how far it is; whether somebody stopped it.

    Raises:
        CouncilError: no letter is ready, somebody took consent back meanwhile, or the folder cannot be written.
        Cancelled: stopped; nothing is written.
    """
    made = make_letters(letters=letters, out=out, t=t, sheet=sheet, progress=progress, stopped=stopped)
    try:
        require_still_allowed(workspace=workspace, letters=letters)
    except BaseException:
        throw_away(made=made)
        raise
    files = put_in_place(made=made, out=out)
    return Written(files, quoting_letters(letters, out), unprintable(made))
