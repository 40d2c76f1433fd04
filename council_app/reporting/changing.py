"""What a report says differently from its last version: numbers and quotes compared by their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from council_app.domain.enums import Audience
from council_app.errors import Message, m_, mn_
from council_app.reporting.model import Report, Text, WhatChanged

_MOST_FINDINGS = 6


@dataclass(frozen=True, slots=True)
class Version:
    """What a version said, without words: its numbers by place, and the ids of the notes it quoted; `day` is that of its data."""

    day: date
    figures: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict)
    quotes: frozenset[str] = frozenset()

    def same(self, other: Version) -> bool:
        """Whether both say the same, whenever their data was changed last."""
        return self.figures == other.figures and self.quotes == other.quotes


@dataclass(frozen=True, slots=True)
class GoneQuotes:
    """How many quotes of the last version are not printed any more: consent was taken back, the note is no more, or others came first."""

    withdrawn: int = 0
    erased: int = 0
    replaced: int = 0


def version_of(report: Report) -> Version:
    """What a report says, without words."""
    return Version(report.as_of.date(), dict(report.figures), frozenset(printed_notes(report)))


def printed_notes(report: Report) -> set[str]:
    """Ids of the notes it quotes, the appendix left aside."""
    quotes = {quote.note_id for finding in report.findings for quote in (*finding.quotes, *finding.against)}
    return (quotes | {question.note_id for question in report.open_questions}) - {""}


def plain(version: Version) -> dict[str, object]:
    """A version as `Publication.told` keeps it."""
    return {
        "day": version.day.isoformat(),
        "figures": {at: list(numbers) for at, numbers in sorted(version.figures.items())},
        "quotes": sorted(version.quotes),
    }


def what_changed(report: Report, before: Version, now: Version, gone: GoneQuotes) -> WhatChanged | None:
    """What a reader of the last version should know; None where it said the same."""
    items = (*_people(report, before, now), *_findings(report, before, now), *_quotes(before, now, gone), *_others(before, now))
    return WhatChanged(before.day, items, before.figures) if items else None


def _people(report: Report, before: Version, now: Version) -> Iterator[Text]:
    was, is_now = (version.figures.get("room", ()) for version in (before, now))
    if was == is_now:
        return
    old, new = (each[1] if len(each) > 1 else None for each in (was, is_now))
    # Outside, two numbers beside each other would tell of the few between them.
    if report.audience is Audience.INTERNAL and old is not None and new is not None and old != new:
        yield m_("{now} people came, and not {before}.", now=int(new), before=int(old))
    else:
        yield m_("The numbers of who came are others.")


def _findings(report: Report, before: Version, now: Version) -> Iterator[Text]:
    old, new = (_heard(version) for version in (before, now))
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    if added:
        yield mn_("{count} finding is new.", "{count} findings are new.", added)
    if gone:
        yield mn_("{count} finding is no longer there.", "{count} findings are no longer there.", gone)
    titles = {finding.facts.key: finding.facts.title for finding in report.findings}
    other = [key for key in new if key in old and old[key] != new[key]]
    for key in other[:_MOST_FINDINGS]:
        yield _moved(report.audience, titles.get(key, key), old[key], new[key])
    if len(other) > _MOST_FINDINGS:
        rest = len(other) - _MOST_FINDINGS
        yield mn_("The numbers of {count} more finding are others.", "The numbers of {count} more findings are others.", rest)


def _heard(version: Version) -> dict[str, tuple[float | None, ...]]:
    return {at.partition(":")[2]: numbers for at, numbers in version.figures.items() if at.startswith("finding:") and "/" not in at}


def _moved(audience: Audience, title: str, old: tuple[float | None, ...], new: tuple[float | None, ...]) -> Message:
    known = len(old) > 1 and len(new) > 1 and None not in (*old[:2], *new[:2])
    if audience is Audience.EXTERNAL or not known or old[:2] == new[:2]:
        return m_("The numbers of “{title}” are others.", title=title)
    heard, of, was, was_of = (int(value or 0) for value in (*new[:2], *old[:2]))
    return m_(
        "“{title}”: heard from {now} of {all}, and not from {before} of {before_all}.",
        title=title,
        now=heard,
        all=of,
        before=was,
        before_all=was_of,
    )


def _quotes(before: Version, now: Version, gone: GoneQuotes) -> Iterator[Message]:
    if gone.withdrawn:
        yield mn_(
            "{count} quote is no longer printed: its speaker took consent back.",
            "{count} quotes are no longer printed: their speakers took consent back.",
            gone.withdrawn,
        )
    if gone.erased:
        yield mn_(
            "{count} quote is no longer printed: it was erased.", "{count} quotes are no longer printed: they were erased.", gone.erased
        )
    if gone.replaced:
        yield mn_("{count} quote gave way to another.", "{count} quotes gave way to others.", gone.replaced)
    if added := len(now.quotes - before.quotes):
        yield mn_("{count} quote is new.", "{count} quotes are new.", added)


def _others(before: Version, now: Version) -> Iterator[Message]:
    """Everything else that has a number, counted."""
    places = {at for at in (*before.figures, *now.figures) if at != "room" and not (at.startswith("finding:") and "/" not in at)}
    moved = sum(before.figures.get(at) != now.figures.get(at) for at in places)
    if moved:
        yield mn_("{count} other figure is new, gone or another.", "{count} other figures are new, gone or others.", moved)
