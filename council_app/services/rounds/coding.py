"""Coding in a round: one note after the other, without anybody else's tags."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Note, RoundCoding, RoundRead
from council_app.db.queries import notes as note_reads
from council_app.db.queries import rounds as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes, NoteLine
from council_app.domain.rounds import Coding
from council_app.errors import CouncilError, m_
from council_app.services.rounds.asking import coder_name, open_round, place_in


@dataclass(frozen=True, slots=True)
class CodingTask:
    """One note of a round before one coder: nobody else's tags are in it.

    Attributes:
        note: without its tags.
        codings: what this coder saw so far.
        position: from 1; notes: of so many; through: this coder is through with so many.
        done: this coder is through with this note.
    """

    note: NoteLine
    codings: tuple[Coding, ...]
    position: int
    notes: int
    through: int
    done: bool


def coding_task(*, workspace: Workspace, key: str, coder: str, position: int | None = None) -> CodingTask | None:
    """The note at a position (from 1), or the first that this coder is not through with; None where there is none.

    Raises:
        CouncilError: no such round.
    """
    with workspace.read() as reading:
        row, coder = reads.saved(reading, key), coder_name(coder)
        # Only what this coder did is read: it is quick in a room of fourteen, and nothing of the others can come along.
        places, through = reads.places(reading, row.id), reads.through(reading, row.id, coder)
        waiting = (number for number, (place, _) in enumerate(places, start=1) if place not in through)
        wanted = position if position is not None else next(waiting, 0)
        if not 1 <= wanted <= len(places):
            return None
        place, note = places[wanted - 1]
        line = replace(note_reads.lines(reading, [note])[0], tags=())
        done = sum(each in through for each, _ in places)
        return CodingTask(line, _seen(reading, place, coder), wanted, len(places), done, place in through)


def put_coding(*, workspace: Workspace, key: str, note: str, coder: str, coding: Coding) -> Changes:
    """Say that this coder sees a tag in a note, or in a span of it; twice is once.

    Raises:
        CouncilError: the round is over or about other tags, or the span lies outside the note.
    """
    with workspace.write(m_("Code a note in a round")) as writing:
        row = open_round(writing, key)
        place = place_in(writing, row, note)
        if coding.tag not in {tag.id for tag in reads.branch(writing, row.tag_id)}:
            raise CouncilError(row.name, m_("this round is not about that tag"), m_("Choose one of the tags of the round."))
        starts, ends = coding.span or (None, None)
        length = writing.scalars(select(func.length(Note.text)).where(Note.id == note)).one()
        if coding.span is not None and not 0 <= coding.span[0] < coding.span[1] <= length:
            raise CouncilError(row.name, m_("the span lies outside the note"), m_("Select words of the note."))
        known = [(each.tag_id, each.starts, each.ends) for each in reads.own_codings(writing, place.id, coder_name(coder))]
        if (coding.tag, starts, ends) not in known:
            writing.add(RoundCoding(round_note_id=place.id, coder=coder_name(coder), tag_id=coding.tag, starts=starts, ends=ends))
        return changes(writing)


def take_coding(*, workspace: Workspace, key: str, note: str, coder: str, coding: Coding) -> Changes:
    """Take back what this coder saw; raises as `put_coding`."""
    with workspace.write(m_("Take back a coding of a round")) as writing:
        place = place_in(writing, open_round(writing, key), note)
        for row in reads.own_codings(writing, place.id, coder_name(coder)):
            if (row.tag_id, row.starts, row.ends) == (coding.tag, *(coding.span or (None, None))):
                writing.delete(row)
        return changes(writing)


def finish_note(*, workspace: Workspace, key: str, note: str, coder: str) -> Changes:
    """This coder is through with a note, with or without a tag; raises as `put_coding`."""
    with workspace.write(m_("Finish a note of a round")) as writing:
        place = place_in(writing, open_round(writing, key), note)
        known = select(RoundRead.id).where(RoundRead.round_note_id == place.id, RoundRead.coder == coder_name(coder))
        if writing.scalar(known) is None:
            writing.add(RoundRead(round_note_id=place.id, coder=coder_name(coder), at=datetime.now(UTC)))
        return changes(writing)


def _seen(reading: JournalledSession, place: str, coder: str) -> tuple[Coding, ...]:
    return tuple(
        Coding(each.tag_id, None if each.starts is None or each.ends is None else (each.starts, each.ends))
        for each in reads.own_codings(reading, place, coder)
    )
