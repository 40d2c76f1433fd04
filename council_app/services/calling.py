"""Calls to people who complained and allow contact: whom to call, what to say, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from council_app.db.models import CallScript, PhoneCall
from council_app.db.queries import calls as reads
from council_app.db.queries.notes import lines as note_lines
from council_app.db.queries.notes import who_refused_notes
from council_app.db.queries.programme import session_id
from council_app.db.workspace import Workspace, changes
from council_app.domain.calls import Call, CallLine, Complaint, Seat, in_order
from council_app.domain.enums import CallOutcome, Solved
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.exchange.text import cleaned
from council_app.i18n import translator
from council_app.services.cohorts import members_of
from council_app.services.company import company_in

SAID_LIMIT = 4000
SCRIPT_LIMIT = 8000

_DEFAULT = m_(
    "Hello {name}, this is {company}. You were at our council and told us about this: {topic}. You allowed us to contact you. "
    "Is this a good moment?\n\n"
    "We want to understand it better. What happened? Is it solved now? What would have helped?\n\n"
    "Thank you. If you do not want to be called again, tell me and we stop.",
    name="{name}",
    company="{company}",
    topic="{topic}",
)


def call_list(
    *, workspace: Workspace, session: str | None = None, cohort: str | None = None, today: date | None = None
) -> tuple[CallLine, ...]:
    """Everybody who complained by themselves and allows contact, once each: due first, solved last.

    Who nodded along, refused notes, or spoke at a rehearsal is not on it.

    Args:
        workspace: where.
        session: complaints of this session only (its key).
        cohort: complaints of its members only (its key).
        today: the day that follow-ups are due by; today here, when not given.

    Raises:
        CouncilError: no such session or cohort.
    """
    day = today or datetime.now().astimezone().date()
    with workspace.read() as reading:
        if session is not None:
            session_id(reading, session)
        found = reads.complainers(reading, key=session)
        allowed = reads.callable_ones(reading, [each.attendance for each in found])
        if cohort is not None:
            allowed &= members_of(reading, cohort)
        return in_order(_lines(reading, [each for each in found if each.attendance in allowed], day))


def call_line(*, workspace: Workspace, who: str) -> str:
    """The attendance that a call to somebody is kept at: by e-mail address, number, name, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody or several meant.
    """
    with workspace.read() as reading:
        return reads.attendance_to_call(reading, who)


def calls_with(*, workspace: Workspace, person: str) -> tuple[Call, ...]:
    """The calls made to a person (their id), newest first: also of somebody who is on the list no more."""
    with workspace.read() as reading:
        return made_to(reading, person)


def made_to(reading: Session, person: str) -> tuple[Call, ...]:
    """As `calls_with`, within a read."""
    return _calls(reading, [person]).get(person, ())


def _lines(reading: Session, found: Sequence[reads.Complainer], today: date) -> list[CallLine]:
    words = {line.id: line for line in note_lines(reading, [note for each in found for note in each.notes]) if not line.withheld}
    calls = _calls(reading, {each.person for each in found})
    people: dict[str, list[reads.Complainer]] = {}
    for each in found:
        if any(note in words for note in each.notes):
            people.setdefault(each.person, []).append(each)
    made = list[CallLine]()
    for person, theirs in people.items():
        heard = sorted((words[note] for each in theirs for note in each.notes if note in words), key=lambda line: (line.at, line.id))
        last = {line.session_key: line.at for line in heard}
        theirs.sort(key=lambda each: (last[each.session], each.attendance))
        earlier = calls.get(person, ())
        follow_up = earlier[0].follow_up if earlier else None
        made.append(
            CallLine(
                person=person,
                name=theirs[0].name,
                email=theirs[0].email,
                phone=theirs[0].phone,
                seats=tuple(Seat(each.attendance, each.session, each.seat) for each in theirs),
                complaints=tuple(Complaint(line.id, line.session_key, line.at, line.text) for line in heard),
                calls=earlier,
                solved=next((call.solved for call in earlier if call.solved is not None), None),
                follow_up=follow_up,
                due=follow_up is not None and follow_up <= today,
            )
        )
    return made


def _calls(reading: Session, people: Sequence[str] | set[str]) -> dict[str, tuple[Call, ...]]:
    found = reads.calls_of(reading, people)
    silent = who_refused_notes(reading, {row.attendance_id for rows in found.values() for row, _ in rows})
    return {
        person: tuple(
            Call(row.id, key, row.at, row.by, row.outcome, row.solved, "" if row.attendance_id in silent else row.said, row.follow_up)
            for row, key in rows
        )
        for person, rows in found.items()
    }


# -- verbs


def log_call(
    *,
    workspace: Workspace,
    attendance: str,
    outcome: CallOutcome,
    solved: Solved | None = None,
    said: str = "",
    follow_up: date | None = None,
    by: str = "",
    at: datetime | None = None,
) -> Changes:
    """Write down a call.

    Args:
        workspace: where.
        attendance: whom (the id that `CallLine.attendance` or `call_line` gives).
        outcome: what became of it.
        solved: whether the complaint is solved, as they said; None when it was not talked about.
        said: what was talked about, in the caller's words.
        follow_up: when to call again; None for not.
        by: who called; the workspace's actor, when not given.
        at: when (aware); now, when not given.

    Raises:
        CouncilError: they have not allowed to be contacted, their words may not be written down, or a value cannot be right.
    """
    moment = at or datetime.now(UTC)
    text = _sound(said, moment, follow_up)
    with workspace.write(m_("Write down a call")) as writing:
        _require_contact(writing, attendance)
        _require_words(writing, attendance, text)
        writing.add(
            PhoneCall(
                attendance_id=attendance,
                at=moment,
                by=cleaned(by) or workspace.actor,
                outcome=outcome,
                solved=solved,
                said=text,
                follow_up=follow_up,
            )
        )
        return changes(writing)


def edit_call(
    *, workspace: Workspace, call: str, outcome: CallOutcome, solved: Solved | None, said: str, follow_up: date | None
) -> Changes:
    """Put right what was written down about a call; when it was and who called stays.

    Raises:
        CouncilError: no such call, their words may not be written down, or a value cannot be right.
    """
    with workspace.write(m_("Edit a call")) as writing:
        row = reads.call_named(writing, call)
        text = _sound(said, row.at, follow_up)
        _require_words(writing, row.attendance_id, text)
        row.outcome, row.solved, row.said, row.follow_up = outcome, solved, text, follow_up
        return changes(writing)


def remove_call(*, workspace: Workspace, call: str) -> Changes:
    """Take a call off the log.

    Raises:
        CouncilError: no such call.
    """
    with workspace.write(m_("Remove a call")) as writing:
        writing.delete(reads.call_named(writing, call))
        return changes(writing)


def call_script(*, workspace: Workspace, locale: str) -> str:
    """What a caller says in a language: as it was written for it, or Council's own wording. `domain.calls.filled` fills it."""
    with workspace.read() as reading:
        written = reads.scripts(reading)
    t = translator(locale)
    for tag in (locale, t.language):
        if tag in written:
            return written[tag].text
    return t.say(_DEFAULT)


def write_script(*, workspace: Workspace, locale: str, text: str) -> Changes:
    """Write what a caller says in a language; an empty text brings Council's own wording back.

    Raises:
        CouncilError: the text is too long.
    """
    text = cleaned(text)
    if len(text) > SCRIPT_LIMIT:
        why = m_("the text is longer than {count} characters", count=SCRIPT_LIMIT)
        raise CouncilError(locale, why, m_("Shorten it; nothing was changed."))
    with workspace.write(m_("Write the call script")) as writing:
        written = reads.scripts(writing)
        row = written.get(locale) or written.get(translator(locale).language)
        if row is None and text:
            writing.add(CallScript(locale=translator(locale).language, text=text))
        elif row is not None and text:
            row.text = text
        elif row is not None:
            writing.delete(row)
        return changes(writing)


def company_name(*, workspace: Workspace) -> str:
    """Who calls, for the script; "" while nobody has said it."""
    with workspace.read() as reading:
        return company_in(reading)


def _sound(said: str, at: datetime, follow_up: date | None) -> str:
    text = cleaned(said)
    if len(text) > SAID_LIMIT:
        why = m_("the text is longer than {count} characters", count=SAID_LIMIT)
        raise CouncilError("said", why, m_("Shorten it; nothing was changed."))
    if follow_up is not None and follow_up < at.astimezone().date():
        why = m_("the day to call again is before the call")
        raise CouncilError(follow_up.isoformat(), why, m_("Choose the day of the call or a later one; nothing was changed."))
    return text


def _require_contact(writing: Session, attendance: str) -> None:
    if attendance not in reads.callable_ones(writing, [attendance]):
        who = reads.seat_code(writing, attendance)
        todo = m_("Call only who allows contact; nothing was written down.")
        raise CouncilError(who, m_("this person has not allowed to be contacted"), todo)


def _require_words(writing: Session, attendance: str, text: str) -> None:
    if text and who_refused_notes(writing, [attendance]):
        why = m_("this person has not allowed that their words are written down")
        raise CouncilError(reads.seat_code(writing, attendance), why, m_("Leave the words out; nothing was changed."))
