"""What a report is made of: which sections in which order, for whom, on what paper; kept per report, so that the next one looks alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, Market, ReportSetup
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Audience, ReportScope
from council_app.domain.papers import Sheet
from council_app.domain.records import Changes
from council_app.domain.report import ReportAbout, Section
from council_app.errors import CouncilError, m_

_INSIDE_ONLY = frozenset({Section.APPENDIX})


@dataclass(frozen=True, slots=True)
class ReportSetupFacts:
    """The sections that are printed, in their order (the cover stands before them), and the paper."""

    sections: tuple[Section, ...]
    sheet: Sheet


def sections_for(audience: Audience) -> tuple[Section, ...]:
    """All sections that this audience may have, in the order they have unless somebody chose another."""
    return tuple(each for each in Section if audience is Audience.INTERNAL or each not in _INSIDE_ONLY)


def setup_in(reading: Session, about: ReportAbout, audience: Audience) -> ReportSetupFacts:
    """What was chosen for this report; all sections on A4, where nothing was."""
    row = _row(reading, about, audience)
    may = sections_for(audience)
    if row is None:
        return ReportSetupFacts(may, Sheet.A4)
    # A word that this version does not know, from a newer one, is passed over.
    chosen = tuple(section for word in row.sections for section in may if section == word)
    return ReportSetupFacts(chosen, Sheet(row.paper) if row.paper in list(Sheet) else Sheet.A4)


def setup_of(*, workspace: Workspace, about: ReportAbout, audience: Audience) -> ReportSetupFacts:
    """As `setup_in`, for who has no transaction open."""
    with workspace.read() as reading:
        return setup_in(reading, about, audience)


def set_up(*, workspace: Workspace, about: ReportAbout, audience: Audience, sections: Sequence[Section], sheet: Sheet) -> Changes:
    """Choose sections, their order and the paper; each section stands once, and what the audience may not have is left out.

    Raises:
        CouncilError: there is nothing of that key, or the workspace is open for reading only.
    """
    may = sections_for(audience)
    chosen = tuple(dict.fromkeys(each for each in sections if each in may))
    with workspace.write(m_("Choose what the report has")) as writing:
        require_about(writing, about)
        row = _row(writing, about, audience)
        if ReportSetupFacts(chosen, sheet) == ReportSetupFacts(may, Sheet.A4):
            if row is not None:  # as it is without a choice: a section that a later version adds comes along
                writing.delete(row)
        elif row is None:
            words = tuple(each.value for each in chosen)
            writing.add(ReportSetup(scope=about.scope, about=about.key, audience=audience, sections=words, paper=sheet.value))
        else:
            row.sections, row.paper = tuple(each.value for each in chosen), sheet.value
        return changes(writing)


def require_about(session: Session, about: ReportAbout) -> None:
    """Nothing is kept for a report about nothing.

    Raises:
        CouncilError: no session, council or market has this key, or the session is a rehearsal.
    """
    if about.scope is ReportScope.SESSION:
        programme_reads.session_that_counts(session, about.key)
    elif about.scope is ReportScope.COUNCIL:
        if session.scalar(select(Council.id).where(Council.key == about.key)) is None:
            raise CouncilError(about.key, m_("there is no council of this key"), m_("Choose one of those in the programme."))
    elif session.scalar(select(Market.id).where(Market.key == about.key)) is None:
        raise CouncilError(about.key, m_("there is no market of this key"), m_("Choose one of those in the programme."))


def _row(session: Session, about: ReportAbout, audience: Audience) -> ReportSetup | None:
    where = (ReportSetup.scope == about.scope, ReportSetup.about == about.key, ReportSetup.audience == audience)
    return session.scalar(select(ReportSetup).where(*where))
