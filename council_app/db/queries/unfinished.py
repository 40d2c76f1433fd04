"""Reads of what one laptop keeps only until it is finished: half-typed text, photos that wait for it, half of a questionnaire."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import ChangeRow, Draft, HalfAnswer, Note, Setting, WaitingPhoto
from council_app.domain.publishing_facts import SaidNote
from council_app.domain.quoting import find_sayings, sayings
from council_app.domain.redaction import Redaction

REPORT_TEXT = "report-text:"
"""How the key of a setting begins that keeps a half-typed text of a report: `[part, text]` as JSON."""
POST_TEXT = "post-text:"
"""The same for a post, with its id behind: `[title, every word of it, fields]`."""


def drafts_about(session: Session, redactions: Iterable[Redaction], seats: Collection[str]) -> tuple[Draft, ...]:
    """Half-typed text that may be about somebody."""
    names = tuple(redactions)
    return tuple(draft for draft in session.scalars(select(Draft)) if _hints(draft.text, names, seats))


def photos_about(session: Session, redactions: Iterable[Redaction], seats: Collection[str]) -> tuple[WaitingPhoto, ...]:
    """Photos that wait for such text, or whose file names may name somebody."""
    names = tuple(redactions)
    told = {draft.session_id for draft in drafts_about(session, names, seats)}
    waiting = session.scalars(select(WaitingPhoto).order_by(WaitingPhoto.session_id, WaitingPhoto.position))
    return tuple(photo for photo in waiting if photo.session_id in told or _hints(photo.name, names, ()))


def half_answers_of(session: Session, attendances: Sequence[str]) -> tuple[HalfAnswer, ...]:
    """What these attendances answered of questionnaires that are not finished."""
    wanted = set(attendances)
    return tuple(row for row in session.scalars(select(HalfAnswer)) if row.attendance_id in wanted)


def report_texts_about(session: Session, redactions: Iterable[Redaction], seats: Collection[str]) -> tuple[Setting, ...]:
    """Half-typed posts, and summaries and comments of reports, that may be about somebody."""
    names = tuple(redactions)
    kept = or_(Setting.key.startswith(REPORT_TEXT, autoescape=True), Setting.key.startswith(POST_TEXT, autoescape=True))
    typed = session.scalars(select(Setting).where(kept).order_by(Setting.key))
    return tuple(row for row in typed if _hints(json.loads(row.value)[1], names, seats))


def posts_quoting(session: Session, attendances: Sequence[str]) -> tuple[Setting, ...]:
    """Half-typed posts that quote what these attendances said, or hold their words as prose."""
    said = tuple(_said(session, attendances))
    notes = {note.id for note in said}
    kept = session.scalars(select(Setting).where(Setting.key.startswith(POST_TEXT, autoescape=True)).order_by(Setting.key))
    return tuple(row for row in kept if _quotes(json.loads(row.value), notes, said))


def _quotes(kept: Sequence[Any], notes: Collection[str], said: Iterable[SaidNote]) -> bool:
    _title, words, fields = kept
    spans = [*fields["said"], *fields.get("base", {}).get("said", ())]
    return any(one["source"] in notes for one in spans) or bool(find_sayings(words, sayings(said, [words])))


def _said(session: Session, attendances: Sequence[str]) -> Iterator[SaidNote]:
    """Their notes as they are, and as the log says they were; none of them may be quoted."""
    notes = session.scalars(select(Note).where(Note.attendance_id.in_(attendances))).all()
    for row in notes:
        yield SaidNote(row.id, row.text, row.verbatim, may_quote=False)
    ids = [row.id for row in notes]
    logged = select(ChangeRow.row_id, ChangeRow.values).where(ChangeRow.entity == Note.__tablename__, ChangeRow.row_id.in_(ids))
    for note, values in session.execute(logged):
        for text in json.loads(values).get("text", ()):
            if isinstance(text, str) and text:
                yield SaidNote(note, text, verbatim=True, may_quote=False)


def _hints(text: str, redactions: Iterable[Redaction], seats: Collection[str]) -> bool:
    return any(redaction.hinted(text, seats) for redaction in redactions)
