"""Remembering whose words a report or a post carried out of the workspace, so that a withdrawal can name the document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from council_app.db.models import Publication
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft, Quote
from council_app.domain.enums import Audience
from council_app.errors import m_
from council_app.reporting.model import SessionReport


def record_report(*, workspace: Workspace, report: SessionReport) -> None:
    """Remember a report that was written to a file; a workspace that can only be read remembers nothing."""
    quotes = {quote.note_id for finding in report.findings for quote in (*finding.quotes, *finding.against)}
    asked = {question.note_id for question in report.open_questions}
    listed = {note.id for note in report.notes} if report.audience is Audience.INTERNAL else set()
    _record(workspace, "report", report.session.key, report.audience, report.locale, quotes | asked | listed)


def record_posts(*, workspace: Workspace, drafts: Iterable[Draft]) -> None:
    """Remember drafts that were exported; a workspace that can only be read remembers nothing."""
    for draft in drafts:
        quoted = {block.note for part in draft.sections for block in part.blocks if isinstance(block, Quote)}
        _record(workspace, "post", draft.country, Audience.EXTERNAL, draft.locale, quoted)


def _record(workspace: Workspace, kind: str, about: str, audience: Audience, locale: str, notes: Iterable[str]) -> None:
    if workspace.read_only:
        return
    told = tuple(sorted(note for note in notes if note))
    with workspace.write(m_("Remember what was written")) as writing:
        writing.add(Publication(kind=kind, about=about, audience=audience.value, locale=locale, at=datetime.now(UTC), notes=told))
