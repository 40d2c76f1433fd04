"""Making one person of two: field by field as somebody chose, nothing said or allowed is lost, and Undo brings both back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import func, or_, select

from council_app.db.journal import JournalledSession
from council_app.db.models import (
    Answer,
    Attendance,
    Consent,
    ConsentRequest,
    CouncilSession,
    DistinctPair,
    Note,
    Person,
    PhoneCall,
    TalkingTurn,
    Trial,
    TrialClock,
)
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.consent import is_refused, standing
from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.services.duplicates import Choice, Pick, What, two_people
from council_app.services.withdrawal import Touched, what_rests_on

_STRONGEST = (
    AttendanceStatus.ARRIVED,
    AttendanceStatus.WALK_IN,
    AttendanceStatus.CONFIRMED,
    AttendanceStatus.WAITING,
    AttendanceStatus.NO_SHOW,
    AttendanceStatus.CANCELLED,
)
_ANSWER = ("purpose", "at", "granted", "wording", "method", "locale", "signature", "withdrawn_at")
R = TypeVar("R", Trial, TrialClock, Answer)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Attributes:
        person: id of the one who is left.
        sessions: how many sessions they are listed at now; at `joined` of them both had been.
        dropped: trials and answers that both had for one task or question; the one with more notes kept theirs.
        ended: purposes to which a yes at one seat ended, because the other seat said no.
        touched: what rests on those, as a withdrawal would tell; None when nothing ended.
    """

    person: str
    sessions: int
    joined: int
    dropped: int
    changes: Changes
    ended: tuple[Purpose, ...] = ()
    touched: Touched | None = None


def merge_people(*, workspace: Workspace, one: str, other: str, choices: Mapping[Choice, Pick] | None = None) -> Merged:
    """Make one person of two, by their ids; `one` is left, with what `choices` say.

    Where nothing was chosen, the one's value stands, the other's where there was none, and needs of both. Where both were listed at
    one session, the seat with more notes stays, with the stronger status and the earlier arrival. All answers about consent stay on
    record; a yes at one seat ends where the other seat's answer is a no.

    Raises:
        CouncilError: one of them is not there, or both are the same; nothing was changed.
    """
    with workspace.write(m_("Merge two people", kept=one, merged=other)) as writing:
        kept, gone = two_people(writing, one, other)
        merging = _Merging(writing, dict(choices or {}))
        joined = merging.join_sessions(kept, gone)
        merging.move_pairs(kept, gone)
        merging.take_fields(kept, gone)
        writing.delete(gone)
        writing.flush()
        sessions = writing.scalar(select(func.count()).select_from(Attendance).where(Attendance.person_id == kept.id)) or 0
        ended = tuple(purpose for purpose in Purpose if purpose in merging.ended)
        touched = _touched(writing, kept, ended) if ended else None
        return Merged(kept.id, sessions, joined, merging.dropped, changes(writing), ended, touched)


def _touched(writing: JournalledSession, person: Person, ended: tuple[Purpose, ...]) -> Touched:
    """What rests on a yes that ended: documents that quote the person may be out already, and somebody has to act on them."""
    seat = writing.scalars(select(Attendance).where(Attendance.person_id == person.id).order_by(Attendance.id)).first()
    assert seat is not None  # a yes ends only where both were on one list
    return what_rests_on(writing, seat, ended)


class _Merging:
    """One merge. Every step is flushed before the next: that is the order undo walks back, and no two rows ever meet on the way."""

    def __init__(self, writing: JournalledSession, choices: dict[Choice, Pick]) -> None:
        self.dropped = 0
        self.ended: set[Purpose] = set()
        self._writing, self._choices = writing, choices

    def join_sessions(self, kept: Person, gone: Person) -> int:
        """Move attendances; where both are listed, two become one. Returns at how many sessions."""
        here = {row.session_id: row for row in self._attendances(kept)}
        joined = 0
        for row in self._attendances(gone):
            beside = here.get(row.session_id)
            if beside is None:
                row.person_id = kept.id
            else:
                joined += 1
                self._join(beside, row, kept)
        self._writing.flush()
        return joined

    def _attendances(self, person: Person) -> list[Attendance]:
        return list(self._writing.scalars(select(Attendance).where(Attendance.person_id == person.id).order_by(Attendance.id)))

    def _join(self, one: Attendance, other: Attendance, kept: Person) -> None:
        values = self._joined(one, other)
        stays, leaves = (one, other) if self._weight(one) >= self._weight(other) else (other, one)
        values["seat"] = stays.seat or leaves.seat
        values["seat_secret"] = stays.seat_secret or leaves.seat_secret
        self._move_what_hangs_on(leaves, stays)
        self._writing.delete(leaves)
        self._writing.flush()
        for name, value in values.items():
            setattr(stays, name, value)
        stays.person_id = kept.id
        self._writing.flush()

    def _weight(self, row: Attendance) -> tuple[int, bool, bool]:
        notes = self._writing.scalar(select(func.count()).select_from(Note).where(Note.attendance_id == row.id)) or 0
        return notes, row.status.was_there, row.seat is not None

    def _joined(self, one: Attendance, other: Attendance) -> dict[str, object]:
        key = self._writing.scalars(select(CouncilSession.key).where(CouncilSession.id == one.session_id)).one()
        arrivals = [row.arrived_at for row in (one, other) if row.arrived_at is not None]
        return {
            "status": min(one.status, other.status, key=_STRONGEST.index),
            "arrived_at": min(arrivals, default=None),
            "segments": tuple(dict.fromkeys((*one.segments, *other.segments))),
            "access_needs": self._text(Choice(What.ACCESS_NEEDS, key), one.access_needs, other.access_needs, Pick.BOTH),
            "dietary": self._text(Choice(What.DIETARY, key), one.dietary, other.dietary, Pick.BOTH),
            "invited_by": self._text(Choice(What.INVITED_BY, key), one.invited_by, other.invited_by),
            "guests": other.guests if self._is_other(Choice(What.GUESTS, key)) else one.guests or other.guests,
            "queued": min(filter(None, (one.queued, other.queued)), default=""),
        }

    def _text(self, choice: Choice, one: str, other: str, usual: Pick = Pick.ONE) -> str:
        pick = self._choices.get(choice, usual)
        if not one or not other or one == other:
            return one or other
        return f"{one}; {other}" if pick is Pick.BOTH else other if pick is Pick.OTHER else one

    def _is_other(self, choice: Choice) -> bool:
        return self._choices.get(choice) is Pick.OTHER

    def _move_what_hangs_on(self, leaves: Attendance, stays: Attendance) -> None:
        for note in self._writing.scalars(select(Note).where(Note.attendance_id == leaves.id)):
            note.attendance_id = stays.id
        for turn in self._writing.scalars(select(TalkingTurn).where(TalkingTurn.attendance_id == leaves.id)):
            turn.attendance_id = stays.id
        for call in self._writing.scalars(select(PhoneCall).where(PhoneCall.attendance_id == leaves.id)):
            call.attendance_id = stays.id
        self._let_refusals_win(leaves, stays)
        known = {_answered(row) for row in self._writing.scalars(select(Consent).where(Consent.attendance_id == stays.id))}
        for consent in self._writing.scalars(select(Consent).where(Consent.attendance_id == leaves.id)):
            if _answered(consent) in known:  # the very same answer, brought in twice
                self._writing.delete(consent)
            else:
                consent.attendance_id = stays.id
        self._move_requests(leaves, stays)
        for trial in self._own(Trial, leaves):
            self._move(trial, stays, {row.task_id for row in self._own(Trial, stays)}, trial.task_id)
        self._move_clocks(leaves, stays)
        for answer in self._own(Answer, leaves):
            self._move(answer, stays, {row.question_id for row in self._own(Answer, stays)}, answer.question_id)
        self._writing.flush()

    def _let_refusals_win(self, *seats: Attendance) -> None:
        """What was refused at one seat is not allowed by a yes at the other, however late: that yes ends here, and stays on record."""
        answers = roster_reads.consents(self._writing, [seat.id for seat in seats])
        refused = {purpose for records in answers.values() for purpose in Purpose if is_refused(purpose, records)}
        for seat in seats:
            for purpose in refused.intersection(purpose for purpose, record in standing(answers[seat.id]).items() if record.granted):
                rows = self._writing.scalars(select(Consent).where(Consent.attendance_id == seat.id, Consent.purpose == purpose))
                latest = max(rows, key=lambda row: (row.at, not row.granted))
                if latest.withdrawn_at is None:
                    latest.withdrawn_at = max(datetime.now(UTC), latest.at)
                    self.ended.add(purpose)
        self._writing.flush()

    def _move_requests(self, leaves: Attendance, stays: Attendance) -> None:
        """Asked at both seats about one wording is asked once: when it was last."""
        there = {row.wording: row for row in self._requests(stays)}
        for row in self._requests(leaves):
            if row.wording in there:
                there[row.wording].at = max(there[row.wording].at, row.at)
                self._writing.delete(row)
            else:
                row.attendance_id = stays.id

    def _requests(self, seat: Attendance) -> list[ConsentRequest]:
        asked = select(ConsentRequest).where(ConsentRequest.attendance_id == seat.id)
        return list(self._writing.scalars(asked.order_by(ConsentRequest.at, ConsentRequest.id)))

    def _move_clocks(self, leaves: Attendance, stays: Attendance) -> None:
        """A clock goes where there is none and no outcome; one beside an outcome says nothing any more."""
        ended = {row.task_id for one in (leaves, stays) for row in self._own(Trial, one)}
        running = {row.task_id for row in self._own(TrialClock, stays)}
        for clock in self._own(TrialClock, leaves):
            if clock.task_id in ended | running:
                self._writing.delete(clock)
            else:
                clock.attendance_id = stays.id
        for clock in self._own(TrialClock, stays):
            if clock.task_id in ended:
                self._writing.delete(clock)

    def _own(self, model: type[R], attendance: Attendance) -> list[R]:
        return list(self._writing.scalars(select(model).where(model.attendance_id == attendance.id).order_by(model.id)))

    def _move(self, row: Trial | Answer, stays: Attendance, taken: set[str], about: str) -> None:
        if about in taken:
            self._writing.delete(row)
            self.dropped += 1
        else:
            row.attendance_id = stays.id

    def move_pairs(self, kept: Person, gone: Person) -> None:
        """Who was told apart from the other is told apart from the one who is left."""
        about = select(DistinctPair).where(
            or_(DistinctPair.person_id.in_((kept.id, gone.id)), DistinctPair.other_id.in_((kept.id, gone.id)))
        )
        rows = list(self._writing.scalars(about.order_by(DistinctPair.id)))
        known = {(row.person_id, row.other_id) for row in rows}
        for row in rows:
            if gone.id not in (row.person_id, row.other_id):
                continue
            third = row.other_id if row.person_id == gone.id else row.person_id
            first, second = sorted((kept.id, third))
            if third == kept.id or (first, second) in known:
                self._writing.delete(row)
            else:
                row.person_id, row.other_id = first, second
                known.add((first, second))
        self._writing.flush()

    def take_fields(self, kept: Person, gone: Person) -> None:
        """The fields as chosen; an address belongs to one row at a time, so the other gives it up first."""
        email, key = gone.email, gone.key
        name = self._text(Choice(What.NAME), kept.name, gone.name)
        phone = self._text(Choice(What.PHONE), kept.phone, gone.phone)
        chosen = email if self._is_other(Choice(What.EMAIL)) else kept.email or email
        gone.email = gone.key = None
        self._writing.flush()
        kept.name, kept.phone, kept.email, kept.key = name, phone, chosen, kept.key or key
        self._writing.flush()


def _answered(row: Consent) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _ANSWER)
