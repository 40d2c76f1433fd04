"""What people allow: recording their answers. Taking one back is in `services/withdrawal.py`."""

from __future__ import annotations

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
from council_app.services.asking import attendance_at, attendance_of, known_version
from council_app.services.withdrawal import Withdrawn, Written, withdraw

__all__ = ["Answered", "Answers", "Withdrawn", "Written", "record_answers", "record_for", "withdraw"]

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
        CouncilError: they are not on the list, a purpose both allowed and refused, no purpose at all, an unknown wording, or a
            signature that is none.
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
    read_in = answers.locale or _language(writing, row)
    said = [*((purpose, True) for purpose in answers.granted), *((purpose, False) for purpose in answers.refused)]
    for purpose, yes in said:
        answer = Consent(attendance_id=row.id, purpose=purpose, wording=version, method=answers.method, granted=yes)
        answer.at, answer.locale, answer.signature = _latest(writing, row.id, purpose), read_in, answers.signature
        writing.add(answer)
    writing.flush()
    missing = door_reads.unasked(writing, row.id)
    return Answered(row.seat, answers.granted, answers.refused, version, read_in, missing, changes(writing))


def _known(writing: JournalledSession, wording: str | None) -> str:
    """The version meant; a workspace may bring wordings of its own with its plan, and their answers show which."""
    if wording is None:
        return newest()
    if not known_version(writing, wording):
        todo = m_("The wordings are: {versions}", versions=", ".join(sorted(wordings())))
        raise CouncilError(wording, m_("there is no wording of this version"), todo)
    return wording


def _language(writing: JournalledSession, row: Attendance) -> str:
    locales = writing.scalar(
        select(Market.locales)
        .join(Council, Council.market_id == Market.id)
        .join(CouncilSession, CouncilSession.council_id == Council.id)
        .where(CouncilSession.id == row.session_id)
    )
    return locales[0] if locales else "en"


def _latest(writing: JournalledSession, attendance: str, purpose: Purpose) -> datetime:
    """Now; but after every earlier answer and withdrawal, because a laptop's clock may have been ahead."""
    rows = writing.scalars(select(Consent).where(Consent.attendance_id == attendance, Consent.purpose == purpose))
    earlier = [max(row.at, row.withdrawn_at or row.at) + _SHORTEST for row in rows]
    return max([datetime.now(UTC), *earlier])
