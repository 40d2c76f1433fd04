"""Cases as attendees: a seat code everywhere, and the case's name, which may be somebody's, on the roster only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, CouncilSession, Person
from council_app.domain.enums import AttendanceStatus
from council_app.errors import CouncilError
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Case, Project, derived
from council_app.exchange.text import one_line
from council_app.services.qdpx.rows import known_ids
from council_app.services.seats import next_seat

SESSION, SEAT, SEGMENT, MARKET = "Session", "Seat", "Segment", "Market"
"""Names of the variables that Council's own files have."""
BETWEEN = "; "
NAME_LIMIT, SEGMENT_LIMIT = 200, 60
_SEAT = re.compile(r"[A-Z]{1,3}[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Seated:
    """Who the cases became.

    Attributes:
        who: guid of a case -> id of its attendance.
        sessions: id of an attendance -> id of its session.
        names: id of an attendance whose case has somebody's name -> that name and the seat code.
        added: how many are new.
    """

    who: Mapping[str, str]
    sessions: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    added: int


class Cases:
    """Cases on their way to a list of attendees."""

    def __init__(self, writing: JournalledSession, project: Project, lost: Counter[Loss], *, own: bool, elsewhere: bool) -> None:
        """Council's `own` file names sessions and seats; they do not hold when everything goes `elsewhere`."""
        self._writing, self._project, self._lost, self._own = writing, project, lost, own
        self._named = own and not elsewhere
        self._variables = {variable.guid: one_line(variable.name) for variable in project.variables}
        self._sessions = dict(writing.execute(select(CouncilSession.key, CouncilSession.id)).all())
        self._taken: dict[str, dict[str, str]] = {}
        self._people: list[dict[str, object]] = []
        self._rows: list[dict[str, object]] = []

    def put(self, session: Callable[[], str]) -> Seated:
        """Every case; `session` says the id of the one that foreign cases belong to, and is asked only when there are any."""
        cases = self._project.cases
        there = known_ids(self._writing, Attendance, [case.guid for case in cases])
        who: dict[str, str] = {}
        names: dict[str, tuple[str, str]] = {}
        for case in cases:
            if case.guid in there:
                who[case.guid] = case.guid
                continue
            values = {self._variables.get(variable, ""): value for variable, value in case.values}
            place = self._sessions.get(values.get(SESSION, "")) if self._named else None
            seat = self._seat(case, values, place or session())
            who[case.guid] = self._taken[place or session()].get(seat or "", case.guid)
            if who[case.guid] == case.guid:
                name = self._person(case, seat)
                if name:
                    names[case.guid] = name, seat or ""
                self._row(case, place or session(), seat, named=bool(name))
        self._writing.insert_many(Person, self._people)
        self._writing.insert_many(Attendance, self._rows)
        return Seated(who, self._sessions_of(who.values()), names, len(self._rows))

    def _sessions_of(self, attendances: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        ids = list(attendances)
        for start in range(0, len(ids), 500):
            statement = select(Attendance.id, Attendance.session_id).where(Attendance.id.in_(ids[start : start + 500]))
            found.update(self._writing.execute(statement).all())
        return found

    def _seat(self, case: Case, values: Mapping[str, str], session: str) -> str | None:
        """The seat the case names, one that its name is, or a free one; None when all are in use."""
        taken = self._taken.get(session)
        if taken is None:
            taken = self._taken[session] = _seats_of(self._writing, session)
        said = values.get(SEAT, "") if self._own else case.name.strip()
        if _SEAT.fullmatch(said) and (self._named or said not in taken):
            return said
        try:
            return next_seat(set(taken))
        except CouncilError:
            self._lost[Loss.SEATLESS] += 1
            return None

    def _person(self, case: Case, seat: str | None) -> str:
        """The name that goes to the roster; "" for a case that has none, or only its seat's."""
        name = one_line(case.name)
        if self._own or not name or name == seat:
            return ""
        self._lost[Loss.SHORTENED] += len(name) > NAME_LIMIT
        self._people.append({"id": _person_id(case), "key": f"case-{case.guid}", "name": name[:NAME_LIMIT]})
        return name

    def _row(self, case: Case, session: str, seat: str | None, *, named: bool) -> None:
        if seat is not None:
            self._taken[session][seat] = case.guid
        self._rows.append(
            {
                "id": case.guid,
                "session_id": session,
                "person_id": _person_id(case) if named else None,
                "seat": seat,
                "status": AttendanceStatus.ARRIVED,
                "segments": tuple(dict.fromkeys(filter(None, self._segments(case.values)))),
            }
        )

    def _segments(self, values: Iterable[tuple[str, str]]) -> Iterator[str]:
        """What is known of somebody, as segments: a variable's name and value, or the value alone where the name says nothing."""
        for variable, value in values:
            name, said = self._variables.get(variable, ""), one_line(value)
            if self._own and name in (SESSION, SEAT, MARKET):
                continue
            for each in said.split(BETWEEN) if self._own else (said,):
                told = each if not name or name == SEGMENT else f"{name}: {each}"
                self._lost[Loss.SHORTENED] += len(told) > SEGMENT_LIMIT
                yield told[:SEGMENT_LIMIT].strip()


def _seats_of(writing: JournalledSession, session: str) -> dict[str, str]:
    rows = writing.execute(select(Attendance.seat, Attendance.id).where(Attendance.session_id == session, Attendance.seat.is_not(None)))
    return {str(seat): found for seat, found in rows}


def _person_id(case: Case) -> str:
    return derived("person", case.guid)
