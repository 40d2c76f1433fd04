"""The company's own figures of a market: brought in from a file, and read to stand beside what the councils measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Indicator, Market, new_id
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.exchange.indicators import IndicatorRow, read_indicators
from council_app.exchange.tables import Reading, Rejected, read_table
from council_app.exchange.text import folded
from council_app.i18n import LANGUAGES

_Months = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One figure of one market, by month (`YYYY-MM`) in order."""

    market: str
    country: str
    name: str
    months: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class IndicatorImport:
    """What an import did, or would do.

    Attributes:
        rows: lines of the file, refused ones included.
        added, changed, unchanged: figures, each of one month.
        names: the indicators that it brought, as they are called here.
    """

    rows: int
    added: int
    changed: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    names: tuple[str, ...]
    changes: Changes


def indicators(*, workspace: Workspace, market: str = "") -> tuple[IndicatorSeries, ...]:
    """The company's own figures, by market and name."""
    with workspace.read() as reading:
        return indicators_in(reading, market)


def indicators_in(reading: Session, market: str = "") -> tuple[IndicatorSeries, ...]:
    """As `indicators`, for who has a transaction open."""
    statement = select(Market.key, Market.country, Indicator.name, Indicator.month, Indicator.value)
    statement = statement.join(Market, Indicator.market_id == Market.id).order_by(Market.key, Indicator.name, Indicator.month)
    found: dict[tuple[str, str, str], list[tuple[str, float]]] = defaultdict(list)
    for key, country, name, month, value in reading.execute(statement):
        if market in ("", key):
            found[key, country, name].append((month, value))
    return tuple(IndicatorSeries(*which, tuple(months)) for which, months in found.items())


def import_indicators(
    *, workspace: Workspace, path: Path, market: str | None = None, sheet: str | None = None, dry_run: bool = False
) -> IndicatorImport:
    """Bring figures in: a month that is there already takes the file's value; bad rows are listed and left out, good ones go in at once.

    Args:
        path: a CSV, TSV, XLSX or ODS file.
        market: key or country of the market they are of, where no column says so.
        sheet: name of the sheet; the first with data, when not given.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: not a table, no column of months, no such market, or none named.
    """
    file = read_indicators(read_table(path, Reading(sheet=sheet)), path.name)
    if market is None and not file.has_market:
        raise CouncilError(path.name, m_("no column says of which market the figures are"), m_("Choose one, or add a column “market”."))
    label = mn_("Bring in one figure", "Bring in {count} figures", len(file.figures))
    with workspace.write(label, rehearsed=dry_run) as writing:
        importing = _Importing(writing, None if file.has_market else market)
        for figure in file.figures:
            importing.take(figure)
        writing.insert_many(Indicator, importing.new)
        return IndicatorImport(
            rows=file.rows_read,
            added=len(importing.new),
            changed=importing.changed,
            unchanged=importing.unchanged,
            rejected=tuple(sorted([*file.rejected, *importing.rejected], key=lambda each: each.line)),
            names=tuple(importing.names.values()),
            changes=changes(writing),
        )


class _Importing:
    """One file on its way in."""

    def __init__(self, writing: JournalledSession, market: str | None) -> None:
        self.new: list[dict[str, object]] = []
        self.changed = self.unchanged = 0
        self.rejected: list[Rejected] = []
        self.names: dict[str, str] = {}
        self._markets = _market_names(writing)
        self._market = None if market is None else self._known(market)
        self._there = {(row.market_id, folded(row.name), row.month): row for row in writing.scalars(select(Indicator))}
        self._called = {folded(row.name): row.name for row in self._there.values()}
        self._seen: dict[tuple[str, str, str], float] = {}

    def _known(self, market: str) -> str:
        found = self._markets.get(folded(market))
        if found is None:
            raise CouncilError(market, m_("there is no market of this key"), m_("Choose one of those in the programme."))
        return found

    def take(self, figure: IndicatorRow) -> None:
        """One figure: new, another value, or the same; the same month twice with two values is refused."""
        market = self._market or self._markets.get(folded(figure.market))
        if market is None:
            self.rejected.append(Rejected(figure.line, "market", figure.market, m_("this market is not known here")))
            return
        word = folded(figure.name)
        place = (market, word, figure.month)
        if place in self._seen:
            if self._seen[place] == figure.value:
                self.unchanged += 1
            else:
                why = m_("another line gives this month another value")
                self.rejected.append(Rejected(figure.line, figure.name, str(figure.value), why))
            return
        self._seen[place] = figure.value
        name = self.names.setdefault(word, self._called.setdefault(word, figure.name))
        self._put(place, name, figure.value)

    def _put(self, place: tuple[str, str, str], name: str, value: float) -> None:
        row = self._there.get(place)
        if row is None:
            self.new.append({"id": new_id(), "market_id": place[0], "name": name, "month": place[2], "value": value})
        elif row.value == value:
            self.unchanged += 1
        else:
            row.value = value
            self.changed += 1


def _market_names(reading: Session) -> dict[str, str]:
    """Id of each market by its key, its country's code and the country's name in any language; what fits two of them is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, country in reading.execute(select(Market.id, Market.country)):
        names = (str(Locale(tag).territories.get(country, "")) for tag in LANGUAGES)
        for word in {folded(each) for each in (country, *names)} - {""}:
            found[word].add(row)
    unique = {word: ids.pop() for word, ids in found.items() if len(ids) == 1}
    return unique | {folded(key): row for row, key in reading.execute(select(Market.id, Market.key))}
