"""The ranking as a whole: every insight by every method, how firm its rank is, or why it has none."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import Likelihood
from council_app.domain.ranking.drag import Drag, by_drag, drag
from council_app.domain.ranking.expected import case_of
from council_app.domain.ranking.formulas import Measure, Score, scores
from council_app.domain.ranking.parts import Inputs
from council_app.domain.ranking.quadrants import Matrix, matrices
from council_app.domain.ranking.simulation import DRAWS, Standing, precision, standings
from council_app.domain.records import InsightFacts
from council_app.errors import Message, m_


@dataclass(frozen=True, slots=True)
class Heard:
    """An insight as it was counted."""

    facts: InsightFacts
    evidence: Evidence
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class Ranked:
    """An insight and its ranks.

    Attributes:
        number: its place in the list of insights, from 1: the number on its dot.
        inputs: what was judged of it.
        scores: by every measure whose parts are all there.
        standing: by expected value per day of work; None when it cannot be ranked by that.
        unranked: why not.
    """

    number: int
    heard: Heard
    inputs: Inputs
    scores: Mapping[Measure, Score]
    standing: Standing | None
    unranked: Message | None

    @property
    def key(self) -> str:
        """The insight's key."""
        return self.heard.facts.key

    @property
    def drag(self) -> Drag:
        """Teams and approvals it needs."""
        return drag(self.heard.facts)


@dataclass(frozen=True, slots=True)
class Ranking:
    """All insights in the order of the list.

    Attributes:
        currencies: the currencies of what is ranked; each has a ranking of its own.
    """

    rows: tuple[Ranked, ...]
    currencies: tuple[str, ...] = ()

    def row(self, key: str) -> Ranked | None:
        """One insight, or None when the ranking knows nothing of it."""
        return next((row for row in self.rows if row.key == key), None)

    def ranked(self, currency: str) -> tuple[Ranked, ...]:
        """Those of one currency, first rank first."""
        found = [(row.standing.rank, row) for row in self.rows if row.standing is not None and row.standing.currency == currency]
        return tuple(row for _, row in sorted(found, key=lambda each: each[0]))

    @property
    def unranked(self) -> tuple[Ranked, ...]:
        """Those without a rank."""
        return tuple(row for row in self.rows if row.standing is None)

    @property
    def draws(self) -> int:
        """How often everything was drawn, where several currencies differ the least often."""
        return min((row.standing.draws for row in self.rows if row.standing is not None), default=DRAWS)

    @property
    def drags(self) -> tuple[Drag, ...]:
        """All of them, from the most drag to the least."""
        return by_drag(row.heard.facts for row in self.rows)

    def matrices(self, locale: str = "en") -> tuple[Matrix, ...]:
        """Impact against effort, one matrix for each currency; titles as worded for a locale."""
        return matrices([(row.number, row.heard.facts, row.heard.facts.title_in(locale)) for row in self.rows])

    def says(self) -> tuple[Message, ...]:
        """How the ranking was made, and what it leaves apart: sentences without full stops."""
        how = m_(
            "Impact × likelihood ÷ effort, drawn {draws} times: impact from a PERT distribution over low, likely and high, "
            "likelihood from the Jeffreys posterior of the people counted, effort as given",
            draws=Decimal(self.draws),
        )
        fewer = m_(
            "So many insights are drawn less often: a share of runs is within {points} points of what endless ones would give",
            points=math.ceil(precision(self.draws)),
        )
        apart = m_(
            "Amounts in {currencies} are never compared: each currency has a ranking of its own", currencies=", ".join(self.currencies)
        )
        said = (how, fewer) if self.draws < DRAWS else (how,)
        return (*said, apart) if len(self.currencies) > 1 else said


def rank(heard: Sequence[Heard], judged: Mapping[str, Inputs], *, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
    """Rank insights, given in the order of the list; `judged` by key.

    Raises:
        Cancelled: `cancelled` said so.
    """
    cases = {each.facts.key: case_of(each.facts, each.likelihood) for each in heard}
    stands = {each.key: each for each in standings((case for case in cases.values() if not isinstance(case, Message)), cancelled=cancelled)}
    inputs = {key: judged.get(key, {}) for key in cases}
    by_measure = {measure: scores(inputs, measure) for measure in Measure}
    rows = []
    for number, each in enumerate(heard, start=1):
        key = each.facts.key
        case = cases[key]
        got = {measure: found[key] for measure, found in by_measure.items() if key in found}
        rows.append(Ranked(number, each, inputs[key], got, stands.get(key), case if isinstance(case, Message) else None))
    return Ranking(tuple(rows), tuple(sorted({each.currency for each in stands.values()})))
