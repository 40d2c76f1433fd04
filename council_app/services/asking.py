"""What a guest is shown when they are asked: the text in every language there is, with its blanks filled, and what they said before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, Council, CouncilSession, Market, Person
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace
from council_app.domain.consent import ConsentRecord, standing
from council_app.domain.enums import Purpose
from council_app.domain.retention import kept_until
from council_app.domain.wording import Wording
from council_app.errors import CouncilError, m_
from council_app.exchange.wordings import newest, wordings
from council_app.i18n import translator
from council_app.services.company import company_in
from council_app.services.door import the_one_at


@dataclass(frozen=True, slots=True)
class SheetText:
    """The wording in one language, ready to read; `locale` is what an answer to it is kept with (`sv-SE`).

    Attributes:
        of_market: True for a language of the session's market.
    """

    locale: str
    wording: Wording
    of_market: bool


@dataclass(frozen=True, slots=True)
class ConsentSheet:
    """Everything one person is shown: nobody else's data.

    Attributes:
        first_name: what they are greeted by; "" where only the seat is known.
        versions: every wording there is, the one to ask with first; older ones for papers that were signed earlier.
        texts: by version, the wording in every language it speaks, the languages of the market first.
        standing: by purpose, the latest answer, taken back or not.
    """

    session: str
    attendance: str
    first_name: str
    seat: str
    versions: tuple[str, ...]
    texts: dict[str, tuple[SheetText, ...]]
    standing: dict[Purpose, ConsentRecord]

    @property
    def version(self) -> str:
        """The wording to ask with."""
        return self.versions[0]

    @property
    def newest(self) -> tuple[SheetText, ...]:
        """The wording to ask with, in every language it speaks."""
        return self.texts[self.version]


def consent_sheet(*, workspace: Workspace, session: str, attendance: str) -> ConsentSheet:
    """What to show somebody who is asked about one session.

    Raises:
        CouncilError: they are not on the session's list (any more), or a wording file is broken.
    """
    with workspace.read() as reading:
        row = attendance_at(reading, session, attendance)
        person = reading.get(Person, row.person_id) if row.person_id else None
        names = person.name.split() if person is not None else []
        first_name = names[0] if names else ""
        versions = _versions()
        return ConsentSheet(
            session=session,
            attendance=row.id,
            first_name=first_name,
            seat=row.seat or "",
            versions=versions,
            texts={version: sheet_texts(reading, session, version=version, first_name=first_name) for version in versions},
            standing=standing(roster_reads.consents(reading, [row.id])[row.id]),
        )


def sheet_texts(session: Session, key: str, *, version: str | None = None, first_name: str = "") -> tuple[SheetText, ...]:
    """A wording (the newest, when not named) for one session in every language it speaks, the market's first; also what a form says."""
    council, market = session.execute(
        select(Council, Market)
        .join(CouncilSession, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .where(CouncilSession.key == key)
    ).one()
    until, company = kept_until(council.date, council.retain_until), company_in(session)
    languages = wordings()[version or newest()]
    spoken_here = {locale.split("-")[0]: locale for locale in reversed(market.locales)}
    first = [language for language in dict.fromkeys(locale.split("-")[0] for locale in market.locales) if language in languages]
    found = []
    for language in (*first, *(each for each in languages if each not in first)):
        locale = spoken_here.get(language, language)
        wording = languages[language].filled(company=company, until=translator(locale).date(until), first_name=first_name)
        found.append(SheetText(locale, wording, language in first))
    return tuple(found)


def attendance_at(session: Session, key: str, attendance: str) -> Attendance:
    """The attendance of this id at the session of this key.

    Raises:
        CouncilError: it is not there (any more).
    """
    found = session.scalar(
        select(Attendance)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .where(Attendance.id == attendance, CouncilSession.key == key)
    )
    if found is None:
        raise CouncilError(key, m_("this person is not on the list any more"), m_("Look at the roster; nothing was changed."))
    return found


def attendance_of(session: Session, key: str, person: str) -> Attendance:
    """The attendance meant by a seat, a badge code, an e-mail address or a name at the session of this key.

    Raises:
        CouncilError: no such session, or nobody or several meant.
    """
    return session.get_one(Attendance, the_one_at(session, programme_reads.session_id(session, key), person).id)


def known_version(session: Session, version: str) -> bool:
    """Whether a wording of this version ships, lies in the company's folder, or was answered here: a plan may bring such answers."""
    here = select(Consent.id).where(Consent.wording == version).limit(1)
    return version in wordings() or session.scalar(here) is not None


def _versions() -> tuple[str, ...]:
    first = newest()
    return (first, *sorted((version for version in wordings() if version != first), reverse=True))
