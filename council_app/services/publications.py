"""Remembering whose words a report or a post carried out of the workspace, so that a withdrawal can name the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from council_app.db.models import Publication
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft, quotes_in
from council_app.domain.enums import Audience, ReportScope
from council_app.errors import m_
from council_app.reporting.changing import plain, printed_notes, version_of
from council_app.reporting.model import Report, Text, ToldKind


@dataclass(frozen=True, slots=True)
class Quoting:
    """A document that was written to a file: `about` is the key of its session, council or market, `notes` the ids of the notes in it.

    Attributes:
        scope: what `about` is a key of.
        file: the name it was saved under, without its folder; `format` is what it was written as.
        told: what a report said, as numbers and ids without words, for the next one to compare with.
        figures, quotes, changed: how many its claims page lists, and what it says has changed; not kept.
        taken: how many notes were taken at its sessions; not kept.
    """

    kind: str
    about: str
    audience: Audience
    locale: str
    notes: tuple[str, ...]
    scope: ReportScope | None = None
    file: str = ""
    format: str = ""
    told: Mapping[str, object] = field(default_factory=dict)
    figures: int = 0
    quotes: int = 0
    changed: tuple[Text, ...] = ()
    taken: int = 0


def quoting_report(report: Report, *, file: str = "", form: str = "") -> Quoting:
    """What a report holds of anybody's words and says in numbers; `file` is the name it is saved under, `form` what it is written as."""
    listed = {note.id for note in report.notes} if report.audience is Audience.INTERNAL else set()
    return Quoting(
        kind="report",
        about=report.about.key,
        audience=report.audience,
        locale=report.locale,
        notes=_known(printed_notes(report) | listed),
        scope=report.about.scope,
        file=Path(file).name,
        format=form,
        told=plain(version_of(report)),
        figures=sum(told.kind is ToldKind.FIGURE for told in report.told),
        quotes=sum(told.kind is ToldKind.QUOTE for told in report.told),
        changed=report.changed.items if report.changed else (),
        taken=sum(ref.notes for ref in report.sessions),
    )


def quoting_drafts(drafts: Iterable[Draft]) -> tuple[Quoting, ...]:
    """What drafts hold of anybody's words."""
    return tuple(
        Quoting(
            "post",
            draft.country,
            Audience.EXTERNAL,
            draft.locale,
            _known(quote.note for quote in quotes_in(draft)),
            scope=ReportScope.MARKET,
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
            Publication(
                kind=each.kind,
                about=each.about,
                audience=each.audience.value,
                locale=each.locale,
                at=at,
                notes=each.notes,
                scope=each.scope.value if each.scope is not None else "",
                file=each.file,
                format=each.format,
                told=dict(each.told),
            )
            for each in documents
        )


def _known(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(note for note in notes if note))
