"""Papers read from the workspace, ready for a printer that needs the workspace no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, Market
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.domain.labels import LabelSheet
from council_app.domain.papers import Form
from council_app.domain.records import SessionRef
from council_app.domain.retention import kept_until
from council_app.domain.wording import Wording
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.exchange.wordings import newest, spoken, wordings
from council_app.i18n import Translator, translator
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.badges import badges_html
from council_app.reporting.papers.forms import forms_html
from council_app.reporting.papers.model import Holder, Occasion, blank
from council_app.services.as_of import last_change
from council_app.services.company import company_in
from council_app.services.papers.people import EVERYBODY, ForWhom, chosen


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers ready for the printer; needs the workspace no more."""

    holders: tuple[Holder, ...]
    pages: Callable[[Sequence[Holder]], PrintHtml]


def language(*, workspace: Workspace, session: str) -> Translator:
    """The language papers are in when nobody says otherwise: the first that the session's market publishes in.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        place = programme_reads.session_named(reading, session)
        locales = reading.scalar(select(Market.locales).where(Market.key == place.market_key)) or ()
    return translator(locales[0] if locales else "en")


def prepare_badges(
    *,
    workspace: Workspace,
    session: str,
    sheet: LabelSheet,
    t: Translator,
    whom: ForWhom = EVERYBODY,
    start: int = 1,
    blanks: int = 0,
    most: int | None = None,
) -> Papers:
    """Badges in the order of the list.

    Args:
        workspace: where from.
        session: key of the session.
        sheet: what they are printed on.
        t: the language of what stands beside the names.
        whom: for whom.
        start: the first free label of the first sheet, from 1.
        blanks: how many without a name, to be written by hand.
        most: the first so many only, for a look.

    Raises:
        CouncilError: no such session, nobody to print for, or the sheet has no label `start`.
    """
    if not 1 <= start <= sheet.per_sheet:
        todo = m_("Count from 1 to {last}, row by row.", last=sheet.per_sheet)
        raise CouncilError(str(start), m_("the sheet has no such label"), todo)
    with workspace.read() as reading:
        place = programme_reads.session_named(reading, session)
        holders = (*_holders(reading, place, whom), *blank(blanks))
        occasion = occasion_of(reading, place)
    _refuse_nobody(session, holders)
    return Papers(holders[:most], lambda given: badges_html(given, occasion, sheet, t, start=start))


def prepare_forms(
    *,
    workspace: Workspace,
    session: str,
    kinds: Sequence[Form],
    t: Translator,
    whom: ForWhom = EVERYBODY,
    brand: str = "",
    wording: str | None = None,
    blanks: int = 0,
    most: int | None = None,
) -> Papers:
    """Forms of the kinds asked for, one after the other in one document.

    Args:
        workspace: where from.
        session: key of the session.
        kinds: which forms.
        t: their language.
        whom: for whom.
        brand: the company that asks for consent, where it is not the one the workspace knows.
        wording: version of the consent text; the newest when not given.
        blanks: how many consent forms without a name.
        most: the first so many people only, for a look.

    Raises:
        CouncilError: no such session, nobody to print for, or no such wording.
    """
    with workspace.read() as reading:
        place = programme_reads.session_named(reading, session)
        holders = tuple(_holders(reading, place, whom))
        occasion = occasion_of(reading, place)
        consent = _consent(reading, place, wording, brand, t)
    # A sign-in sheet without names and blank consent forms are of use at a door without a list; signs and the hosts' list are not.
    if not {Form.SIGN_IN, Form.CONSENT} & set(kinds) or (kinds == [Form.CONSENT] and not blanks):
        _refuse_nobody(session, holders)
    return Papers(holders[:most], lambda given: forms_html(kinds, given, occasion, t, consent=consent, blanks=blanks))


def _refuse_nobody(session: str, holders: Sequence[Holder]) -> None:
    if not holders:
        raise CouncilError(session, m_("there is nobody to print for"), m_("Import a roster, or choose other people; nothing was written."))


def _holders(reading: Session, place: SessionRef, whom: ForWhom) -> Iterator[Holder]:
    for line, row in chosen(reading, place.id, whom):
        first, _, rest = one_line(line.name).partition(" ")
        yield Holder(
            first,
            rest,
            seat=row.seat or "",
            secret=row.seat_secret or "",
            dietary=one_line(line.dietary),
            access_needs=one_line(line.access_needs),
            guests=row.guests,
        )


def occasion_of(reading: Session, place: SessionRef) -> Occasion:
    """What papers say about a session."""
    return Occasion(
        key=place.key,
        title=place.council_title,
        city=place.city,
        venue=place.venue,
        starts=place.starts,
        ends=place.ends,
        as_of=last_change(reading),
    )


def _consent(reading: Session, place: SessionRef, version: str | None, brand: str, t: Translator) -> Wording:
    """The text to ask with in the language of the forms; the greeting still holds its blank."""
    version = version or newest()
    if version not in wordings():
        todo = m_("The wordings are: {versions}", versions=", ".join(sorted(wordings())))
        raise CouncilError(version, m_("there is no wording of this version"), todo)
    held = reading.execute(select(Council.date, Council.retain_until).where(Council.key == place.council_key)).one()
    until = t.date(kept_until(held.date, held.retain_until))
    wording = spoken(version, t.tag)
    return replace(wording.filled(company=brand or company_in(reading), until=until), greeting=wording.greeting)
