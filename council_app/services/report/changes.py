"""Finding the last version of a report that said something else, and what became of its quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Publication
from council_app.reporting.changing import GoneQuotes, Version, version_of, what_changed
from council_app.reporting.model import Report
from council_app.services.report.material import Material


def with_changes(reading: Session, material: Material, report: Report) -> Report:
    """The report with what is different from its last version.

    Versions that say the same as this one are passed over, so that the same data gives the same report however often it is written.
    """
    now = version_of(report)
    before = next((found for found in _versions(reading, report) if not found.same(now)), None)
    if before is None:
        return report
    return replace(report, changed=what_changed(report, before, now, _gone(material, before.quotes - now.quotes)))


def _versions(reading: Session, report: Report) -> list[Version]:
    """What was written about the same for the same readers, the newest first."""
    statement = select(Publication.told).where(
        Publication.kind == "report",
        Publication.scope == report.about.scope.value,
        Publication.about == report.about.key,
        Publication.audience == report.audience.value,
    )
    rows = reading.scalars(statement.order_by(Publication.at.desc(), Publication.id.desc()))
    return [found for told in rows if (found := version_in(told)) is not None]


def version_in(told: object) -> Version | None:
    """A version as it was kept; None of what an older or a newer program kept in another way."""
    if not isinstance(told, Mapping):
        return None
    day, figures, quotes = told.get("day"), told.get("figures"), told.get("quotes")
    if not isinstance(day, str) or not isinstance(figures, Mapping) or not isinstance(quotes, list | tuple):
        return None
    numbers = {str(at): tuple(values) for at, values in figures.items() if isinstance(values, list | tuple)}
    return Version(date.fromisoformat(day), numbers, frozenset(map(str, quotes)))


def _gone(material: Material, quotes: frozenset[str]) -> GoneQuotes:
    known = {note.id: note for note in (*material.noted.values(), *material.notes)}
    found = [known[note] for note in quotes if note in known]
    allowed = sum(not note.withheld and material.quotable(note) for note in found)
    return GoneQuotes(withdrawn=len(found) - allowed, erased=len(quotes) - len(found), replaced=allowed)
