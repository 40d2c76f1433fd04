"""The ranking drawn, as a plain table, and written to files; the same numbers in every form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.domain.ranking.formulas import MEASURE_NAMES, Measure
from council_app.domain.ranking.model import Ranked, Ranking
from council_app.domain.ranking.parts import METHOD_NAMES, PARTS
from council_app.domain.ranking.pictures import Picture
from council_app.domain.ranking.simulation import Standing
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.spreadsheet import Cell, SheetData, csv_bytes, xlsx_bytes
from council_app.i18n import Translator
from council_app.reporting.pictures.likelihoods import draw_likelihoods
from council_app.reporting.pictures.matrix import Form, draw_matrix

TABLES = (".xlsx", ".csv")


def matrix_picture(
    *, ranking: Ranking, currency: str, t: Translator, dark: bool = False, chosen: str = "", small: bool = False
) -> Picture | None:
    """Impact against effort of one currency, `chosen` marked; None when no insight of it has amounts and effort."""
    matrix = next((each for each in ranking.matrices(t.tag) if each.currency == currency), None)
    return None if matrix is None else draw_matrix(matrix, t, dark=dark, chosen=chosen, form=Form.SMALL if small else Form.LARGE)


def likelihood_picture(*, ranking: Ranking, t: Translator, dark: bool = False, chosen: str = "") -> Picture | None:
    """The interval of each insight with its people; None when there is no insight."""
    return draw_likelihoods(ranking.rows, t, dark=dark, chosen=chosen) if ranking.rows else None


@dataclass(frozen=True, slots=True)
class _Header:
    """A column of the file: what it is called, and what stands in it."""

    title: Message
    value: Callable[[Ranked, Translator], Cell]


def ranking_table(*, ranking: Ranking, t: Translator) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Every insight with every number of the ranking, in the order of the list; numbers stay numbers."""
    rows = tuple(tuple(header.value(row, t) for header in _HEADERS) for row in ranking.rows)
    return tuple(t.say(header.title) for header in _HEADERS), rows


def save_ranking(*, ranking: Ranking, out: Path, t: Translator) -> int:
    """Write the table as CSV or XLSX, whole or not at all; returns how many insights it has.

    Raises:
        CouncilError: nothing to write, another ending, or `out` cannot be written.
    """
    kind = out.suffix.lower()
    if kind not in TABLES:
        raise CouncilError(str(out), m_("its ending says no kind of table"), m_("Use one of: {words}.", words=", ".join(TABLES)))
    require_place(out)
    headers, rows = ranking_table(ranking=ranking, t=t)
    if not rows:
        raise CouncilError(out.name, m_("there is no insight yet"), m_("Make one from notes first; nothing was written."))
    write_whole(out, csv_bytes(headers, rows) if kind == ".csv" else xlsx_bytes([SheetData("ranking", headers, rows)]))
    return len(rows)


def _standing(take: Callable[[Standing], Cell]) -> Callable[[Ranked, Translator], Cell]:
    return lambda row, _t: "" if row.standing is None else take(row.standing)


def _why(row: Ranked, t: Translator) -> Cell:
    return "" if row.unranked is None else t.say(row.unranked)


def _measure(measure: Measure) -> tuple[_Header, _Header]:
    def score(row: Ranked, _t: Translator) -> Cell:
        return round(row.scores[measure].score, 4) if measure in row.scores else ""

    def rank(row: Ranked, _t: Translator) -> Cell:
        return row.scores[measure].rank if measure in row.scores else ""

    name = MEASURE_NAMES[measure]
    return _Header(name, score), _Header(m_("{method}: rank", method=name), rank)


def _parts() -> tuple[_Header, ...]:
    def header(number: int) -> _Header:
        part = PARTS[number]
        title = m_("{method}: {part}", method=METHOD_NAMES[part.method], part=part.words)
        return _Header(title, lambda row, _t: row.inputs.get(part.method, {}).get(part.name, ""))

    return tuple(header(number) for number in range(len(PARTS)))


_HEADERS: tuple[_Header, ...] = (
    _Header(m_("No."), lambda row, _t: row.number),
    _Header(m_("Key"), lambda row, _t: row.key),
    _Header(m_("Insight"), lambda row, t: row.heard.facts.title_in(t.tag)),
    _Header(m_("People"), lambda row, _t: row.heard.likelihood.heard),
    _Header(m_("Attendees"), lambda row, _t: row.heard.likelihood.attendees),
    _Header(m_("Likelihood, low"), lambda row, _t: _share(row.heard.likelihood.low)),
    _Header(m_("Likelihood, high"), lambda row, _t: _share(row.heard.likelihood.high)),
    _Header(m_("Currency"), _standing(lambda found: found.currency)),
    _Header(m_("Expected value a year per day"), _standing(lambda found: round(found.value, 4))),
    _Header(m_("5% of runs below"), _standing(lambda found: round(found.low, 4))),
    _Header(m_("5% of runs above"), _standing(lambda found: round(found.high, 4))),
    _Header(m_("Rank"), _standing(lambda found: found.rank)),
    _Header(m_("Share of runs as no. 1"), _standing(lambda found: round(found.first, 4))),
    _Header(m_("Best rank in 90% of runs"), _standing(lambda found: found.best)),
    _Header(m_("Worst rank in 90% of runs"), _standing(lambda found: found.worst)),
    _Header(m_("Why it has no rank"), _why),
    *(header for measure in Measure for header in _measure(measure)),
    *_parts(),
    _Header(m_("Teams"), lambda row, _t: row.drag.teams),
    _Header(m_("Approvals"), lambda row, _t: row.drag.approvals),
)


def _share(value: float | None) -> Cell:
    return "" if value is None else round(value, 4)
