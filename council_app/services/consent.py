"""What people allow: recording their answers. Taking one back is in `services/withdrawal.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Consent, Council, CouncilSession, Market
from council_app.db.queries import door as door_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import ConsentMethod, Purpose
from council_app.domain.records import Changes
from council_app.domain.signature import from_json
from council_app.errors import CouncilError, m_
from council_app.exchange.wordings import newest, wordings
from council_app.services import half_answers
from council_app.services.asking import attendance_at, attendance_of, known_version
from council_app.services.withdrawal import Withdrawn, Written, withdraw

__all__ = ["Answered", "Answers", "Withdrawn", "Written", "record_answers", "record_for", "withdraw"]

_TAG = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}")
_SHORTEST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody said.

    Attributes:
        wording: version of the text they read; the newest, when not given.
        method: how they answered.
        locale: the language they read it in; the market's first, when not given.
        signature: its strokes as JSON (`domain/signature.py`).
    """

    granted: tuple[Purpose, ...] = ()
    refused: tuple[Purpose, ...] = ()
    wording: str | None = None
    method: ConsentMethod = ConsentMethod.SCREEN
    locale: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers on record; `missing` are the purposes that were never asked about."""

    seat: str | None
    granted: tuple[Purpose, ...]
    refused: tuple[Purpose, ...]
    wording: str
    locale: str
    missing: tuple[Purpose, ...]
    changes: Changes


def record_for(*, workspace: Workspace, session: str, attendance: str, answers: Answers) -> Answered:
    """Record what one person answered for one session. Who refuses everything may stay.

    Raises:
        CouncilError: they are not on the list, a purpose both allowed and refused, no purpose at all, an unknown wording or a
            language it is not written in, or a signature that is none.
    """
    _check(session, answers)
    with workspace.write(m_("Record consent")) as writing:
        return _record(writing, attendance_at(writing, session, attendance), answers)


def record_answers(
    *,
    workspace: Workspace,
    session: str,
    person: str,
    granted: Sequence[Purpose] = (),
    refused: Sequence[Purpose] = (),
    wording: str | None = None,
    method: ConsentMethod = ConsentMethod.SCREEN,
    locale: str | None = None,
    signature: str | None = None,
) -> Answered:
    """As `record_for`, for whoever is meant by a seat, a badge code, an e-mail address or a name.

    Raises:
        CouncilError: nobody or several meant, or as for `record_for`.
    """
    answers = Answers(tuple(granted), tuple(refused), wording, method, locale, signature)
    _check(person, answers)
    with workspace.write(m_("Record consent")) as writing:
        return _record(writing, attendance_of(writing, session, person), answers)


def _check(what: str, answers: Answers) -> None:
    """What can be seen without the workspace: nothing is begun that cannot be meant."""
    both = set(answers.granted) & set(answers.refused)
    if both or not (answers.granted or answers.refused):
        why = m_("the same purpose is allowed and refused") if both else m_("no purpose was named")
        raise CouncilError(what, why, m_("Name each purpose once; nothing was changed."))
    if answers.signature is not None:
        try:
            from_json(answers.signature)
        except ValueError as error:
            raise CouncilError(what, m_("the signature cannot be read"), m_("Let them sign again; nothing was changed.")) from error


def _record(writing: JournalledSession, row: Attendance, answers: Answers) -> Answered:
    version = _known(writing, answers.wording)
    read_in = _language(writing, row, version) if answers.locale is None else _spoken(answers.locale, version)
    said = [*((purpose, True) for purpose in answers.granted), *((purpose, False) for purpose in answers.refused)]
    for purpose, yes in said:
        answer = Consent(attendance_id=row.id, purpose=purpose, wording=version, method=answers.method, granted=yes)
        answer.at, answer.locale, answer.signature = _latest(writing, row.id, purpose), read_in, answers.signature
        writing.add(answer)
    writing.flush()
    if Purpose.NOTES in answers.refused:
        half_answers.forget(writing, row.id)
    missing = door_reads.unasked(writing, row.id)
    return Answered(row.seat, answers.granted, answers.refused, version, read_in, missing, changes(writing))


def _known(writing: JournalledSession, wording: str | None) -> str:
    """The version meant; a workspace may bring wordings of its own with its plan, and their answers show which."""
    if wording is None:
        return newest()
    if not known_version(writing, wording):
        todo = m_("The wordings are: {versions}", versions=", ".join(sorted(wordings())))
        raise CouncilError(wording.strip() or '""', m_("there is no wording of this version"), todo)
    return wording


def _languages(version: str) -> tuple[str, ...]:
    """What a version is written in; of one that is not on this laptop, what any other is."""
    known = wordings()
    return tuple(sorted(known[version] if version in known else {language for spoken in known.values() for language in spoken}))


def _spoken(locale: str, version: str) -> str:
    """The language somebody says it was read in; nobody can have read it in one it is not written in."""
    languages = _languages(version)
    if not _TAG.fullmatch(locale) or re.split("[-_]", locale)[0] not in languages:
        todo = m_("Name one of these languages: {languages}", languages=", ".join(languages))
        raise CouncilError(locale.strip() or '""', m_("there is no wording in this language"), todo)
    return locale


def _language(writing: JournalledSession, row: Attendance, version: str) -> str:
    """The first of the market's languages that the version is written in, else the one it is shown in."""
    locales = writing.scalar(
        select(Market.locales)
        .join(Council, Council.market_id == Market.id)
        .join(CouncilSession, CouncilSession.council_id == Council.id)
        .where(CouncilSession.id == row.session_id)
    )
    languages = _languages(version)
    return next((locale for locale in locales or () if locale.split("-")[0] in languages), "en" if "en" in languages else languages[0])


def _latest(writing: JournalledSession, attendance: str, purpose: Purpose) -> datetime:
    """Now; but after every earlier answer and withdrawal, because a laptop's clock may have been ahead."""
    rows = writing.scalars(select(Consent).where(Consent.attendance_id == attendance, Consent.purpose == purpose))
    earlier = [max(row.at, row.withdrawn_at or row.at) + _SHORTEST for row in rows]
    return max([datetime.now(UTC), *earlier])
