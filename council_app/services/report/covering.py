"""What a report covers, and what its cover calls it: one session, those of a council, or a market over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.dates import format_interval
from sqlalchemy.orm import Session

from council_app.db.queries import programme as programme_reads
from council_app.domain.enums import ReportScope
from council_app.domain.records import SessionRef
from council_app.domain.report import ReportAbout
from council_app.errors import CouncilError, Message, m_
from council_app.i18n import Translator
from council_app.reporting.sentences import Sentences
from council_app.reporting.words import TITLE
from council_app.services.report.setup import require_about


def held(reading: Session, about: ReportAbout) -> tuple[SessionRef, ...]:
    """The sessions a report covers, oldest first: those that were held, or those that are planned where none was yet.

    Raises:
        CouncilError: nothing has this key, it is a rehearsal, or there is no session to tell of.
    """
    require_about(reading, about)
    found = [ref for ref in programme_reads.sessions(reading) if not ref.rehearsal and _key(about.scope, ref) == about.key]
    if not found:
        raise CouncilError(about.key, m_("no session belongs to it"), m_("Plan one, or report on something else."))
    return tuple([ref for ref in found if ref.notes or ref.attendees] or found)


def covered_keys(refs: Iterable[SessionRef], about: ReportAbout) -> frozenset[str]:
    """The keys of the sessions that a report of `about` covers."""
    return frozenset(ref.key for ref in refs if not ref.rehearsal and _key(about.scope, ref) == about.key)


def _key(scope: ReportScope, ref: SessionRef) -> str:
    match scope:
        case ReportScope.SESSION:
            return ref.key
        case ReportScope.COUNCIL:
            return ref.council_key
        case ReportScope.MARKET:
            return ref.market_key


def heading(about: ReportAbout, covered: tuple[SessionRef, ...], t: Translator) -> Message | str:
    """The title line: where people were heard, what the council is called, or which country it is."""
    last = covered[-1]
    match about.scope:
        case ReportScope.SESSION:
            return m_(TITLE[last.kind].text, city=last.city)
        case ReportScope.COUNCIL:
            return last.council_title or m_(TITLE[last.kind].text, city=last.city)
        case ReportScope.MARKET:
            return t.territory(last.country)


def occasion(about: ReportAbout, covered: tuple[SessionRef, ...], t: Translator) -> str:
    """“Stockholm, 19 November 2026, evening”, “London, 8–9 October 2026, 2 sessions”, “Sweden, May 2025 – November 2026, 4 councils”."""
    last = covered[-1]
    if about.scope is ReportScope.MARKET:
        councils = len({ref.council_key for ref in covered})
        said = t.n("{count} council", "{count} councils", councils)
        return ", ".join((t.territory(last.country), _span(covered, "yMMMM", t), said))
    if len(covered) == 1:
        return Sentences(t).occasion(last)
    return ", ".join((last.city, _span(covered, "yMMMMd", t), t.n("{count} session", "{count} sessions", len(covered))))


def _span(covered: tuple[SessionRef, ...], skeleton: str, t: Translator) -> str:
    days: list[date] = sorted(ref.starts.date() for ref in covered)
    return str(format_interval(days[0], days[-1], skeleton, locale=t.locale))


def place_of(ref: SessionRef, covered: tuple[SessionRef, ...], t: Translator) -> str:
    """A session's city, with the part of the day where another of its day has the same one."""
    alike = [other for other in covered if (other.city, other.starts.date()) == (ref.city, ref.starts.date())]
    return Sentences(t).place_in_day(ref) if len(alike) > 1 else ref.city
