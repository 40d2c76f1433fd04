"""What was said and done: notes with their tags, trials and answers. Notes are written in bulk: a plan may hold 100,000."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import AgendaItem, Answer, CouncilSession, Note, Question, Trial, new_id
from council_app.db.queries.programme import wall_clock
from council_app.exchange import plan as files
from council_app.exchange.plan.visuals import VisualFile
from council_app.services.plan.coding import put_new_codings, recode
from council_app.services.plan.photos import put_photos
from council_app.services.plan.putting import CHANGED, CREATED, UNCHANGED, Putting, filled, given

_CHUNK = 500
_BY_ID = re.compile(r"n-([0-9a-f]{32})")


def put_heard(putting: Putting, plan: files.Plan, pictures: Mapping[files.VisualEntry, VisualFile]) -> None:
    """Create or update notes, trials and answers."""
    _notes(putting, plan.notes, pictures)
    for trial in plan.trials:
        _trial(putting, trial)
    for answer in plan.answers:
        session = putting.sessions[answer.session]
        attendance = putting.seats[(session.id, answer.seat)]
        putting.count("answers", _answer(putting, session, attendance, answer.question, answer.value, answer.locale))


def note_ids(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Ids of the notes that exist, by the key a plan calls them."""
    found: dict[str, str] = {}
    waiting = iter(keys)
    while chunk := list(islice(waiting, _CHUNK)):
        ids = {match[1]: key for key in chunk if (match := _BY_ID.fullmatch(key))}
        rows = session.execute(select(Note.id, Note.key).where(or_(Note.key.in_(chunk), Note.id.in_(list(ids)))))
        for note_id, key in rows:
            found[key or ids[note_id]] = note_id
    return found


def _notes(putting: Putting, entries: Sequence[files.Note], pictures: Mapping[files.VisualEntry, VisualFile]) -> None:
    existing = note_ids(putting.session, (entry.key for entry in entries))
    replied = note_ids(putting.session, {entry.reply_to for entry in entries if entry.reply_to})
    ids = {entry.key: existing.get(entry.key) or _fresh_id(entry.key) for entry in entries}
    new = [entry for entry in entries if entry.key not in existing]
    rows = [_row(putting, entry, ids, ids | replied) for entry in new]
    putting.session.insert_many(Note, rows)
    put_new_codings(putting, new, ids)
    if new:
        putting.count("notes", CREATED, len(new))
    for entry in new:
        put_photos(putting, ids[entry.key], entry, pictures)
    for entry in entries:
        if entry.key in existing:
            what = _update(putting, entry, ids | replied)
            putting.count("notes", CHANGED if put_photos(putting, ids[entry.key], entry, pictures) else what)


def _fresh_id(key: str) -> str:
    """A note without a key of its own is dumped as `n-` and its id, and keeps that id in the next workspace."""
    by_id = _BY_ID.fullmatch(key)
    return by_id[1] if by_id else new_id()


def _row(putting: Putting, entry: files.Note, ids: dict[str, str], known: dict[str, str]) -> dict[str, object]:
    session = putting.sessions[entry.session or ""]
    row = filled(Note, _values(putting, entry, session, known))
    row["id"] = ids[entry.key]
    row["key"] = None if _BY_ID.fullmatch(entry.key) else entry.key
    if row.get("at") is None:
        row["at"] = _start(putting, session)
    return row


def _values(putting: Putting, entry: files.Note, session: CouncilSession, known: dict[str, str]) -> dict[str, object]:
    values = given(entry, "at", "author", "text", "kind", "severity", "verbatim", "raised", "channel", "starred")
    values["session_id"] = session.id
    written = entry.model_fields_set
    if "seat" in written:
        values["attendance_id"] = putting.seats[(session.id, entry.seat)] if entry.seat else None
    if "stage" in written:
        values["stage_id"] = putting.stages[entry.stage].id if entry.stage else None
    if "task" in written:
        values["task_id"] = putting.task_of(session, entry.task).id if entry.task else None
    if "agenda" in written:
        values["agenda_item_id"] = _agenda_item(putting, session, entry.agenda)
    if "reply_to" in written:
        values["reply_to_id"] = known[entry.reply_to] if entry.reply_to else None
    return values


def _agenda_item(putting: Putting, session: CouncilSession, title: str | None) -> str | None:
    if title is None:
        return None
    statement = select(AgendaItem.id).where(AgendaItem.session_id == session.id, AgendaItem.title == title)
    return putting.session.scalar(statement.order_by(AgendaItem.position).limit(1))


def _start(putting: Putting, session: CouncilSession) -> datetime:
    """A note without a time is put at the session's start: the same every time the plan is applied."""
    council = next(council for council in putting.councils.values() if council.id == session.council_id)
    return wall_clock(council.date, session.starts, council.timezone)


def _update(putting: Putting, entry: files.Note, known: dict[str, str]) -> str:
    row = putting.session.scalar(select(Note).where(Note.id == known[entry.key]))
    assert row is not None  # found by `note_ids` in the same transaction
    session = putting.sessions[entry.session] if entry.session else putting.session.get_one(CouncilSession, row.session_id)
    values = _values(putting, entry, session, known)
    if values.get("at", row.at) is None:
        values["at"] = _start(putting, session)
    _, what = putting.put(Note, row, values)
    putting.session.flush()  # what lies on the words moves with them, before the plan says where it is to lie
    return CHANGED if recode(putting, row.id, entry) else what


def _trial(putting: Putting, entry: files.Trial) -> None:
    session = putting.sessions[entry.session]
    attendance = putting.seats[(session.id, entry.seat)]
    task = putting.task_of(session, entry.task).id
    row = putting.session.scalar(select(Trial).where(Trial.attendance_id == attendance, Trial.task_id == task))
    values = given(entry, "outcome", "seconds", "severity") | {"attendance_id": attendance, "task_id": task}
    _, what = putting.put(Trial, row, values)
    for question, value in entry.answers.items():
        if _answer(putting, session, attendance, question, value) != UNCHANGED and what == UNCHANGED:
            what = CHANGED
    putting.count("trials", what)


def _answer(putting: Putting, session: CouncilSession, attendance: str, key: str, value: files.Answer, locale: str | None = None) -> str:
    question = putting.session.scalar(select(Question.id).where(Question.script_id == session.script_id, Question.key == key))
    assert question is not None  # the plan was checked
    row = putting.session.scalar(select(Answer).where(Answer.attendance_id == attendance, Answer.question_id == question))
    stored = list(value) if isinstance(value, tuple) else value
    values: dict[str, object] = {"attendance_id": attendance, "question_id": question, "value": stored}
    _, what = putting.put(Answer, row, values | ({"locale": locale} if locale is not None else {}))
    return what
