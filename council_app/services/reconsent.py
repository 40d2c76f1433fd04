"""A wording has changed: what it says otherwise now, who has to be asked again, and who was asked already.

An answer stays what it was (decision 8): it allows what the text that was read said. Nobody is asked again about a no.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import ConsentRequest, Setting
from council_app.db.queries import answers as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.consent import ConsentRecord, may, standing
from council_app.domain.enums import Purpose
from council_app.domain.records import Changes
from council_app.domain.wording import TextChange, Wording, changed_purposes, changed_texts
from council_app.errors import mn_
from council_app.exchange.wordings import newest, spoken, wordings

_FORMERLY = "asked:"
"""The settings in which each laptop kept its own notes of who was asked, before they were a table."""


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody who has to be asked.

    Attributes:
        wordings: versions of the texts their answers rest on now.
        locale: the language they read, the first of the market where nobody noted it; "" before any answer.
        unanswered: purposes never asked about.
        changed: purposes they allow, of which the text reads otherwise now.
        asked_at: when they were asked about the newest wording without an answer so far.
    """

    attendance: str
    session: str
    council: str
    city: str
    seat: str
    name: str
    wordings: tuple[str, ...]
    locale: str
    unanswered: tuple[Purpose, ...]
    changed: tuple[Purpose, ...]
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class WordingChange:
    """What the newest wording says otherwise than an earlier one, in one language; `texts` is None when that one is not on this laptop."""

    version: str
    language: str
    people: int
    texts: tuple[TextChange, ...] | None


@dataclass(frozen=True, slots=True)
class Reconsent:
    """Who is to be asked again; `settled` counts those who need not be."""

    version: str
    people: tuple[ToAsk, ...]
    settled: int
    changes: tuple[WordingChange, ...]


def who_to_ask(
    *, workspace: Workspace, session: str | None = None, council: str | None = None, attendances: Collection[str] | None = None
) -> Reconsent:
    """Everybody who was there, or has answered before, and has a purpose unanswered or allowed under a text that has changed.

    Args:
        workspace: where from.
        session, council: keys to keep to; everybody, when neither is given.
        attendances: ids to keep to, for people picked from a list.

    Raises:
        CouncilError: a wording file is broken.
    """
    with workspace.read() as reading:
        everybody = [
            each
            for each in reads.attendees(reading)
            if session in (None, each.session)
            and council in (None, each.council)
            and (attendances is None or each.attendance in attendances)
        ]
        given = reads.given_answers(reading, (each.attendance for each in everybody))
        asked = _asked(reading)
    changed = _Changes()
    people: list[ToAsk] = []
    settled = 0
    for each in everybody:
        answers = given.get(each.attendance, ())
        if answers or each.status.was_there:
            found = _to_ask(each, answers, asked.get((each.attendance, changed.newest)), changed)
            if found.unanswered or found.changed:
                people.append(found)
            else:
                settled += 1
    return Reconsent(changed.newest, tuple(people), settled, _what_changed(people, changed))


def _what_changed(people: Iterable[ToAsk], changed: _Changes) -> tuple[WordingChange, ...]:
    """What reads otherwise than what these people read, per version and language."""
    read: dict[tuple[str, str], set[str]] = {}
    for person in people:
        for old in person.wordings if person.changed else ():
            read.setdefault((old, changed.language(old, person.locale)), set()).add(person.attendance)
    earlier = [(old, language, len(who)) for (old, language), who in sorted(read.items()) if old != changed.newest]
    return tuple(WordingChange(old, language, number, changed.texts(old, language)) for old, language, number in earlier)


def mark_asked(*, workspace: Workspace, attendances: Sequence[str], at: datetime | None = None) -> Changes:
    """Note that these were asked about the newest wording and have not answered yet; a note for the team, not an answer.

    Raises:
        CouncilError: the workspace is read-only.
    """
    wording, moment = newest(), at or datetime.now(UTC)
    with workspace.write(mn_("Note that somebody was asked", "Note that {count} people were asked", len(attendances))) as writing:
        there = {row.attendance_id: row for row in _requests(writing, attendances, wording)}
        for attendance in attendances:
            if attendance in there:
                there[attendance].at = moment
            else:
                writing.add(ConsentRequest(attendance_id=attendance, wording=wording, at=moment))
        return changes(writing)


def unmark_asked(*, workspace: Workspace, attendances: Sequence[str]) -> Changes:
    """Take that note away.

    Raises:
        CouncilError: the workspace is read-only.
    """
    with workspace.write(mn_("Take a note away", "Take {count} notes away", len(attendances))) as writing:
        for row in _requests(writing, attendances, newest()):
            writing.delete(row)
        forget_former(writing, attendances)
        return changes(writing)


def forget_former(writing: Session, attendances: Sequence[str]) -> None:
    """Take away notes from when each laptop kept its own; also for somebody who is erased."""
    for attendance in attendances:
        row = writing.get(Setting, _FORMERLY + attendance)
        if row is not None:
            writing.delete(row)


def _requests(session: Session, attendances: Sequence[str], wording: str) -> list[ConsentRequest]:
    wanted = ConsentRequest.attendance_id.in_(attendances)
    return list(session.scalars(select(ConsentRequest).where(wanted, ConsentRequest.wording == wording).order_by(ConsentRequest.id)))


def _asked(session: Session) -> Mapping[tuple[str, str], datetime]:
    """(attendance, version) -> when they were asked last."""
    rows = session.execute(select(Setting.key, Setting.value).where(Setting.key.startswith(_FORMERLY)))
    read = ((key.removeprefix(_FORMERLY), json.loads(value)) for key, value in rows)
    found = {(attendance, note["wording"]): datetime.fromisoformat(note["at"]) for attendance, note in read}
    for attendance, wording, at in session.execute(select(ConsentRequest.attendance_id, ConsentRequest.wording, ConsentRequest.at)):
        found[attendance, wording] = max(at, found.get((attendance, wording), at))
    return found


class _Changes:
    """What changed since each version in each language, worked out once.

    Attributes:
        newest: the version to ask with.
    """

    def __init__(self) -> None:
        self.newest = newest()
        self._known = wordings()
        self._purposes: dict[tuple[str, str], frozenset[Purpose]] = {}

    def language(self, version: str, locale: str) -> str:
        """The language in which somebody read a version."""
        return spoken(version, locale or "en").language if version in self._known else (locale or "").split("-")[0]

    def purposes(self, version: str, locale: str) -> frozenset[Purpose]:
        """The purposes of which the text reads otherwise now; all of them where the earlier text is not on this laptop."""
        key = version, locale
        if key not in self._purposes:
            self._purposes[key] = changed_purposes(*self._pair(version, locale)) if version in self._known else frozenset(Purpose)
        return self._purposes[key]

    def texts(self, version: str, language: str) -> tuple[TextChange, ...] | None:
        """What reads otherwise; None where the earlier text is not on this laptop."""
        return changed_texts(*self._pair(version, language)) if version in self._known else None

    def _pair(self, version: str, locale: str) -> tuple[Wording, Wording]:
        language = self.language(version, locale)
        return spoken(version, language), spoken(self.newest, language)


def _to_ask(each: reads.Attendee, answers: Iterable[reads.Given], asked_at: datetime | None, changed: _Changes) -> ToAsk:
    given = list(answers)
    records = [answer.record for answer in given]
    live = standing(records)
    locales = {answer.record: answer.locale or each.spoken for answer in given}
    rest_on = [record for purpose, record in live.items() if may(purpose, records)]
    latest = max(given, key=lambda answer: answer.record.at, default=None)

    def reads_otherwise(record: ConsentRecord) -> bool:
        return record.wording != changed.newest and record.purpose in changed.purposes(record.wording, locales[record])

    return ToAsk(
        attendance=each.attendance,
        session=each.session,
        council=each.council,
        city=each.city,
        seat=each.seat,
        name=each.name,
        wordings=tuple(sorted({record.wording for record in live.values()})),
        locale=(latest.locale or each.spoken) if latest is not None else "",
        unanswered=tuple(purpose for purpose in Purpose if purpose not in live),
        changed=tuple(record.purpose for record in rest_on if reads_otherwise(record)),
        asked_at=asked_at,
    )
