"""Reads of coding rounds: their notes, and what each coder saw in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from council_app.db.models import CodingRound, Note, RoundCoding, RoundNote, RoundRead, Tag
from council_app.db.queries.notes import who_refused_notes
from council_app.domain.records import TagLabel
from council_app.domain.rounds import CodedNote, Coding, RoundLine
from council_app.errors import CouncilError, m_


def saved(session: Session, key: str) -> CodingRound:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    found = session.scalar(select(CodingRound).where(CodingRound.key == key))
    if found is None:
        raise CouncilError(key, m_("there is no coding round of this key"), m_("It may have been deleted; look at the list of rounds."))
    return found


def coded(session: Session, round_id: str, *, sessions: Sequence[str] | None = None) -> tuple[CodedNote, ...]:
    """The round's notes in their order, each with the codings of those who are through with it; without notes of who refused notes.

    Args:
        session: the read.
        round_id: which round.
        sessions: only notes of the sessions with these ids; None for all.
    """
    statement = (
        select(RoundNote.id, Note.id, func.length(Note.text), Note.attendance_id, RoundNote.decided_at)
        .join(Note, RoundNote.note_id == Note.id)
        .where(RoundNote.round_id == round_id)
        .order_by(RoundNote.position, RoundNote.id)
    )
    if sessions is not None:
        statement = statement.where(Note.session_id.in_(sessions))
    rows = session.execute(statement).all()
    silent = who_refused_notes(session, {speaker for _, _, _, speaker, _ in rows if speaker is not None})
    seen = _seen(session, round_id)
    return tuple(
        CodedNote(note, length, {coder: frozenset(codings) for coder, codings in seen[row].items()}, decided is not None)
        for row, note, length, speaker, decided in rows
        if speaker not in silent
    )


def _seen(session: Session, round_id: str) -> defaultdict[str, dict[str, set[Coding]]]:
    found = defaultdict[str, dict[str, set[Coding]]](dict)
    through = select(RoundRead.round_note_id, RoundRead.coder).join(RoundNote).where(RoundNote.round_id == round_id)
    for row, coder in session.execute(through):
        found[row][coder] = set()
    for row, coder, coding in _codings(session, round_id):
        if coder in found[row]:
            found[row][coder].add(coding)
    return found


def _codings(session: Session, round_id: str) -> Iterator[tuple[str, str, Coding]]:
    # Columns and not rows of the ORM: fourteen coders give a round of 500 notes some ten thousand codings.
    columns = (RoundCoding.round_note_id, RoundCoding.coder, RoundCoding.tag_id, RoundCoding.starts, RoundCoding.ends)
    for row, coder, tag, starts, ends in session.execute(select(*columns).join(RoundNote).where(RoundNote.round_id == round_id)):
        yield row, coder, Coding(tag, None if starts is None or ends is None else (starts, ends))


def places(session: Session, round_id: str) -> tuple[tuple[str, str], ...]:
    """The round's notes in their order, as (its row in the round, note); without notes of who refused notes."""
    statement = select(RoundNote.id, Note.id, Note.attendance_id).join(Note, RoundNote.note_id == Note.id)
    rows = session.execute(statement.where(RoundNote.round_id == round_id).order_by(RoundNote.position, RoundNote.id)).all()
    silent = who_refused_notes(session, {speaker for _, _, speaker in rows if speaker is not None})
    return tuple((row, note) for row, note, speaker in rows if speaker not in silent)


def through(session: Session, round_id: str, coder: str) -> frozenset[str]:
    """Rows of the round that one coder is through with."""
    statement = select(RoundRead.round_note_id).join(RoundNote).where(RoundNote.round_id == round_id, RoundRead.coder == coder)
    return frozenset(session.scalars(statement))


def deciders(session: Session, round_id: str) -> dict[str, str]:
    """By note, who decided it."""
    statement = select(RoundNote.note_id, RoundNote.decided_by).where(RoundNote.round_id == round_id, RoundNote.decided_at.is_not(None))
    return dict(session.execute(statement).all())


def own_codings(session: Session, round_note: str, coder: str) -> tuple[RoundCoding, ...]:
    """What one coder saw in one note so far, in the order in which they saw it."""
    statement = select(RoundCoding).where(RoundCoding.round_note_id == round_note, RoundCoding.coder == coder)
    return tuple(session.scalars(statement.order_by(RoundCoding.id)))


def every(session: Session) -> tuple[RoundLine, ...]:
    """All rounds, the newest first."""
    rows = session.execute(select(CodingRound, Tag).outerjoin(Tag, CodingRound.tag_id == Tag.id).order_by(CodingRound.at.desc())).all()
    return tuple(_line(session, row, tag) for row, tag in rows)


def _line(session: Session, row: CodingRound, tag: Tag | None) -> RoundLine:
    notes = coded(session, row.id)
    through: dict[str, int] = {}
    for note in notes:
        for coder in note.codings:
            through[coder] = through.get(coder, 0) + 1
    return RoundLine(
        key=row.key,
        name=row.name,
        tag=None if tag is None else TagLabel(tag.id, tag.path, tag.colour),
        at=row.at,
        closed=row.closed_at is not None,
        notes=len(notes),
        through=dict(sorted(through.items())),
        disputed=sum(note.disputed for note in notes),
    )


def branch(session: Session, tag_id: str | None) -> tuple[TagLabel, ...]:
    """The tags a round is about: a tag and what lies below it, or the whole codebook."""
    statement = select(Tag.id, Tag.path, Tag.colour).order_by(Tag.path)
    if tag_id is not None:
        root = select(Tag.path).where(Tag.id == tag_id).scalar_subquery()
        statement = statement.where(or_(Tag.id == tag_id, Tag.path.like(root.concat("/%"))))
    return tuple(TagLabel(*row) for row in session.execute(statement))


def rows_of(session: Session, round_id: str) -> Iterator[Sequence[RoundCoding] | Sequence[RoundRead] | Sequence[RoundNote]]:
    """Everything that belongs to a round, what points to other rows of it first."""
    yield session.scalars(select(RoundCoding).join(RoundNote).where(RoundNote.round_id == round_id)).all()
    yield session.scalars(select(RoundRead).join(RoundNote).where(RoundNote.round_id == round_id)).all()
    yield session.scalars(select(RoundNote).where(RoundNote.round_id == round_id)).all()
