"""Remembering whose words a report or a post carried out of the workspace, so that a withdrawal can name the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from council_app.db.models import Publication
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft, Quote
from council_app.domain.enums import Audience
from council_app.errors import m_
from council_app.reporting.model import Report


@dataclass(frozen=True, slots=True)
class Quoting:
    """A document that was written to a file: `about` is the key of its session or market, `notes` the ids of the notes in it."""

    kind: str
    about: str
    audience: Audience
    locale: str
    notes: tuple[str, ...]


def quoting_report(report: Report) -> Quoting:
    """What a report holds of anybody's words."""
    quotes = {quote.note_id for finding in report.findings for quote in (*finding.quotes, *finding.against)}
    asked = {question.note_id for question in report.open_questions}
    listed = {note.id for note in report.notes} if report.audience is Audience.INTERNAL else set()
    return Quoting("report", report.about.key, report.audience, report.locale, _known(quotes | asked | listed))


def quoting_drafts(drafts: Iterable[Draft]) -> tuple[Quoting, ...]:
    """What drafts hold of anybody's words."""
    return tuple(
        Quoting(
            "post",
            draft.country,
            Audience.EXTERNAL,
            draft.locale,
            _known({block.note for part in draft.sections for block in part.blocks if isinstance(block, Quote)}),
        )
        for draft in drafts
    )


def remember(*, workspace: Workspace, documents: Sequence[Quoting]) -> None:
    """Keep beside the notes that these documents hold them.

    Raises:
        CouncilError: the workspace is open for reading only, or the disk refuses.
    """
    at = datetime.now(UTC)
    with workspace.write(m_("Remember what was written")) as writing:
        writing.add_all(
            Publication(kind=each.kind, about=each.about, audience=each.audience.value, locale=each.locale, at=at, notes=each.notes)
            for each in documents
        )


def _known(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(note for note in notes if note))
