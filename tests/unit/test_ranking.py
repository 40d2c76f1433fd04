"""Ranking: published worked examples, the rules for ties and lines, currencies kept apart, and ranks that are as firm as they say."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from council_app.domain.enums import RankMethod
from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import likelihood
from council_app.domain.ranking.drag import Drag, by_drag, drag
from council_app.domain.ranking.expected import Case, Worth, case_of, yearly
from council_app.domain.ranking.formulas import (
    Measure,
    ice_average,
    ice_product,
    in_order,
    reach_from_funnel,
    rice,
    score,
    scores,
    wsjf,
)
from council_app.domain.ranking.model import Heard, Ranking, rank
from council_app.domain.ranking.parts import PARTS, checked, part_named, parts_of
from council_app.domain.ranking.quadrants import QUADRANT_WORDS, Quadrant, matrices, middle_of, quadrant
from council_app.domain.ranking.simulation import DRAWS, DRAWS_OF_MANY, MANY, draws_of, precision, standings
from council_app.domain.records import Impact, InsightFacts
from council_app.errors import Cancelled, CouncilError

GBP = Impact(200_000, 600_000, 1_500_000, "GBP")


def insight(key: str, impact: Impact | None = GBP, days: float | None = 8, **more: object) -> InsightFacts:
    facts = InsightFacts(id=key, key=key, title=f"About {key}", problem="", solution="", impact=impact, effort_days=days, owner="")
    return replace(facts, **more)  # type: ignore[arg-type]


def heard(facts: InsightFacts, people: int = 5, attendees: int = 18, prompted: int = 0, population: int | None = None) -> Heard:
    evidence = Evidence(people=people, attendees=attendees, unprompted=people - prompted, prompted=prompted, notes=people)
    return Heard(facts, evidence, likelihood(evidence, population=population))


def ranking(*insights: Heard) -> Ranking:
    return rank(insights, {})


# -- RICE, ICE, WSJF


def test_rice_of_the_published_smart_search() -> None:
    assert rice(reach=2000, impact=2, confidence=0.8, effort=3) == pytest.approx(1066.67, abs=0.5)


def test_reach_out_of_a_funnel() -> None:
    assert reach_from_funnel(prospects=1200, rate=0.3) == pytest.approx(360, abs=1e-9)


def test_the_product_form_of_ice() -> None:
    assert ice_product(impact=8, confidence=6, ease=3) == 144


def test_the_two_forms_of_ice_reverse_ranks_and_are_named_apart() -> None:
    judged = {
        key: {RankMethod.ICE: dict(zip(("impact", "confidence", "ease"), values, strict=True))}
        for key, values in {"a": (10.0, 1.0, 10.0), "b": (6.0, 6.0, 6.0)}.items()
    }
    by = {measure: sorted(found, key=lambda key: found[key].rank) for measure in Measure if (found := scores(judged, measure))}
    assert by == {Measure.ICE_PRODUCT: ["b", "a"], Measure.ICE_AVERAGE: ["a", "b"]}
    assert ice_average(impact=10, confidence=1, ease=10) == 7


def test_wsjf_of_the_published_task_and_features() -> None:
    assert wsjf(value=100, time=50, risk=20, size=10) == 17.0
    assert wsjf(value=8, time=5, risk=3, size=4) == 4.0
    assert wsjf(value=6, time=9, risk=2, size=3) == pytest.approx(5.6667, abs=1e-4)


@pytest.mark.parametrize("effort", [0, -1])
def test_an_effort_of_zero_is_refused_in_words(effort: float) -> None:
    with pytest.raises(CouncilError, match="the effort is not above zero"):
        rice(reach=1, impact=1, confidence=1, effort=effort)
    with pytest.raises(CouncilError, match="the size is not above zero"):
        wsjf(value=1, time=1, risk=1, size=effort)


def test_a_score_waits_for_its_last_part() -> None:
    values = {"reach": 100.0, "impact": 1.0, "confidence": 0.5}
    assert score(Measure.RICE, values) is None
    assert score(Measure.RICE, values | {"effort": 2.0}) == 25


def test_what_came_in_as_zero_from_elsewhere_gives_no_score_and_stops_nobody_elses() -> None:
    good = {"reach": 100.0, "impact": 1.0, "confidence": 0.5, "effort": 2.0}
    judged = {"bad": {RankMethod.RICE: good | {"effort": 0.0}}, "good": {RankMethod.RICE: good}}
    assert list(scores(judged, Measure.RICE)) == ["good"]


def test_ties_stand_in_the_order_of_their_keys() -> None:
    assert in_order({"c": 1, "a": 2, "d": 2, "b": 1}) == ("a", "d", "b", "c")


def test_every_part_of_the_table_allows_both_ends_of_its_scale_and_nothing_beyond() -> None:
    for part in PARTS:
        assert (checked(part, part.lowest), checked(part, part.highest)) == (part.lowest, part.highest)
        for beyond in (part.lowest - part.step, part.highest + part.step, float("nan"), float("inf")):
            with pytest.raises(CouncilError):
                checked(part, beyond)


def test_the_parts_are_those_of_the_formulas() -> None:
    assert {method: [part.name for part in parts_of(method)] for method in RankMethod} == {
        RankMethod.RICE: ["reach", "impact", "confidence", "effort"],
        RankMethod.ICE: ["impact", "confidence", "ease"],
        RankMethod.WSJF: ["value", "time", "risk", "size"],
    }
    with pytest.raises(CouncilError, match="Its parts are: impact, confidence, ease"):
        part_named(RankMethod.ICE, "effort")


# -- the fields of the matrix


@pytest.mark.parametrize(
    ("impact", "effort", "field"),
    [
        (5, 1, "quick win"),
        (5, 5, "major project"),
        (1, 1, "fill-in"),
        (1, 5, "thankless task"),
        (3, 1, "fill-in"),
        (5, 3, "major project"),
        (3, 3, "thankless task"),
    ],
)
def test_what_lies_on_a_line_takes_the_less_favourable_side(impact: float, effort: float, field: str) -> None:
    middle = middle_of(1, 5)
    assert quadrant(impact, effort, middle_impact=middle, middle_effort=middle) == field


def test_every_field_has_words_of_advice() -> None:
    assert [str(QUADRANT_WORDS[field]) for field in Quadrant] == ["first", "plan", "if time", "not now"]


def test_the_matrix_of_each_currency_stands_alone_and_leaves_out_what_has_no_place() -> None:
    rows = [
        insight("a"),
        insight("b", Impact(10, 20, 30, "SEK", "quarter"), 3),
        insight("c", None),
        insight("d", days=0),
        insight("e", days=4),
    ]
    found = matrices([(number, facts, facts.title) for number, facts in enumerate(rows, start=1)])
    assert [(each.currency, [point.number for point in each.points]) for each in found] == [("GBP", [1, 5]), ("SEK", [2])]
    gbp, sek = found
    assert (gbp.middle_effort, gbp.middle_impact) == (4, 300_000)
    assert [gbp.field_of(point) for point in gbp.points] == [Quadrant.PLAN, Quadrant.PLAN]
    assert (sek.points[0].low, sek.points[0].likely, sek.points[0].high) == (40, 80, 120)


# -- expected value per effort


def test_expected_value_is_the_product_of_means_by_day() -> None:
    case = case_of(insight("a"), heard(insight("a")).likelihood)
    assert isinstance(case, Case)
    assert case.worth.mean == (200_000 + 4 * 600_000 + 1_500_000) / 6
    assert case.share == 5.5 / 19
    (standing,) = standings([case])
    assert standing.value == case.worth.mean * (5.5 / 19) / 8


@pytest.mark.parametrize(("per", "times"), [("year", 1), ("quarter", 4), ("month", 12)])
def test_amounts_are_brought_to_a_year(per: str, times: int) -> None:
    assert yearly(Impact(1, 2, 3, "EUR", per)) == Worth(times, 2 * times, 3 * times, "EUR")


@pytest.mark.parametrize(
    ("facts", "people", "prompted", "why"),
    [
        (insight("a", None), 5, 0, "no amounts yet: low, likely and high"),
        (insight("a", Impact(1, None, 3, "GBP")), 5, 0, "no amounts yet: low, likely and high"),
        (insight("a", Impact(9, 2, 3, "GBP")), 5, 0, "low, likely and high are not in order"),
        (insight("a", Impact(0, 0, 0, "GBP")), 5, 0, "the high amount is not above zero"),
        (insight("a", Impact(1, 2, 3, "")), 5, 0, "no currency is named"),
        (insight("a", Impact(1, 2, 3, "GBP", "moon")), 5, 0, "its amounts are not per year"),
        (insight("a", days=None), 5, 0, "no effort yet"),
        (insight("a", days=0), 5, 0, "the effort is not above zero"),
        (insight("a"), 0, 0, "nobody said it yet"),
        (insight("a"), 5, 5, "everybody was asked, so it has no likelihood"),
    ],
)
def test_what_cannot_be_ranked_says_why(facts: InsightFacts, people: int, prompted: int, why: str) -> None:
    found = ranking(heard(facts, people, prompted=prompted))
    (row,) = found.rows
    assert (row.standing, str(row.unranked)) == (None, why)
    assert found.unranked == (row,)


def test_amounts_in_two_currencies_are_ranked_apart_and_that_is_said() -> None:
    found = ranking(heard(insight("a", Impact(1, 2, 3, "SEK"))), heard(insight("b")), heard(insight("c", Impact(10, 20, 30, "SEK"))))
    assert found.currencies == ("GBP", "SEK")
    assert [[row.key for row in found.ranked(currency)] for currency in found.currencies] == [["b"], ["c", "a"]]
    assert [str(row.standing.stability()) for row in found.ranked("GBP") if row.standing] == ["the only one in GBP"]
    assert str(found.says()[1]) == "Amounts in GBP, SEK are never compared: each currency has a ranking of its own"
    assert len(ranking(heard(insight("a"))).says()) == 1


def test_where_everybody_was_there_the_share_is_not_drawn() -> None:
    flat = insight("a", Impact(1000, 1000, 1000, "GBP"), 10)
    row = ranking(heard(flat, 6, 12, population=12)).rows[0]
    assert row.standing is not None
    assert (row.standing.low, row.standing.value, row.standing.high) == (50, 50, 50)


def test_of_few_customers_only_those_who_were_not_there_are_estimated() -> None:
    found = case_of(insight("a"), heard(insight("a"), 6, 12, population=18).likelihood)
    assert isinstance(found, Case)
    assert found.population == 18
    assert found.known == (6 / 18, 6 / 18)
    assert found.share == 6 / 18 + 6 / 18 * 6.5 / 13


# -- the simulation


def cases(*given: tuple[str, int, int]) -> list[Case]:
    return [Case(key, Worth(100, 200, 600, "EUR"), 5, people, attendees) for key, people, attendees in given]


def test_the_same_data_give_the_same_shares_in_any_order() -> None:
    rows = cases(("a", 5, 18), ("b", 4, 18), ("c", 9, 18))
    assert standings(rows) == standings(list(reversed(rows)))


def test_another_insight_moves_nobodys_value() -> None:
    before = {each.key: (each.value, each.low, each.high) for each in standings(cases(("a", 5, 18), ("b", 4, 18)))}
    after = {each.key: (each.value, each.low, each.high) for each in standings(cases(("a", 5, 18), ("b", 4, 18), ("c", 9, 18)))}
    assert {key: after[key] for key in before} == before


def test_shares_of_first_place_are_a_whole() -> None:
    found = standings(cases(("a", 5, 18), ("b", 4, 18), ("c", 9, 18), ("d", 1, 18)))
    assert sum(round(each.first * DRAWS) for each in found) == DRAWS
    assert [each.key for each in found] == ["c", "a", "b", "d"]
    assert [each.rank for each in found] == [1, 2, 3, 4]
    assert all(each.best <= each.rank <= each.worst for each in found)


def test_equal_draws_rank_by_key() -> None:
    flat = [Case(key, Worth(10, 10, 10, "EUR"), 1, 6, 12, population=12) for key in ("b", "a")]
    assert [(each.key, each.first, each.best, each.worst) for each in standings(flat)] == [("a", 1.0, 1, 1), ("b", 0.0, 2, 2)]


def test_the_share_of_first_places_agrees_with_the_probability_it_estimates() -> None:
    """Two insights with fixed impact: P(A > B) is an integral over two Jeffreys posteriors."""
    flat = Worth(1000, 1000, 1000, "EUR")
    found = {each.key: each for each in standings([Case("a", flat, 1, 6, 18), Case("b", flat, 1, 4, 18)])}
    exact = beta(6.5, 12.5).expect(lambda share: beta(4.5, 14.5).cdf(share))
    assert found["a"].first == pytest.approx(exact, abs=4 * (exact * (1 - exact) / DRAWS) ** 0.5)
    assert found["a"].low == pytest.approx(1000 * beta(6.5, 12.5).ppf(0.05), rel=0.03)
    assert found["a"].high == pytest.approx(1000 * beta(6.5, 12.5).ppf(0.95), rel=0.03)


def test_drawn_impact_has_the_mean_and_the_ends_of_its_distribution() -> None:
    (found,) = standings([Case("a", Worth(100, 200, 700, "EUR"), 1, 12, 12, population=12)])
    pert = beta(1 + 4 * 100 / 600, 1 + 4 * 500 / 600, loc=100, scale=600)
    assert found.value == pytest.approx(pert.mean())
    assert (found.low, found.high) == (pytest.approx(pert.ppf(0.05), rel=0.03), pytest.approx(pert.ppf(0.95), rel=0.03))


def test_very_many_are_drawn_less_often_and_that_is_said_with_its_precision() -> None:
    assert [draws_of(number) for number in (1, MANY, MANY + 1, 5000)] == [DRAWS, DRAWS, DRAWS_OF_MANY, DRAWS_OF_MANY]
    assert [round(precision(draws), 2) for draws in (DRAWS, DRAWS_OF_MANY)] == [0.98, 1.96]
    few, many = (ranking(*(heard(insight(f"k{number:03}", GBP, 1 + number)) for number in range(size))) for size in (2, MANY + 1))
    assert (few.draws, len(few.says()), many.draws, len(many.says())) == (DRAWS, 1, DRAWS_OF_MANY, 2)
    assert "drawn 2500 times" in str(many.says()[0])
    assert str(many.says()[1]) == (
        "So many insights are drawn less often: a share of runs is within 2 points of what endless ones would give"
    )
    stands = [row.standing for row in many.rows if row.standing is not None]
    assert sum(round(each.first * each.draws) for each in stands) == DRAWS_OF_MANY
    assert sorted(each.rank for each in stands) == [*range(1, MANY + 2)]


def test_the_sentence_of_stability() -> None:
    (first, second) = standings(cases(("a", 16, 18), ("b", 2, 18)))
    assert [str(each.stability()) for each in (first, second)] == ["no. 1 in 99.8% of runs", "no. 1 in 0.2% of runs"]


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        standings(cases(("a", 5, 18)), cancelled=lambda: True)


AMOUNTS = st.lists(st.integers(0, 10**9), min_size=3, max_size=3).map(sorted).filter(lambda each: each[2] > 0)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(AMOUNTS, st.floats(0.1, 1e4), st.integers(1, 20), st.booleans(), st.sampled_from(["EUR", "SEK"])),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_estimated_every_rank_is_taken_once(
    given_cases: Sequence[tuple[list[int], float, int, bool, str]],
) -> None:
    rows = [
        Case(f"k{number}", Worth(*amounts, currency), effort, people, 20, 20 if everybody else None)
        for number, (amounts, effort, people, everybody, currency) in enumerate(given_cases)
    ]
    found = standings(rows)
    assert sorted(each.key for each in found) == sorted(row.key for row in rows)
    for currency in {each.currency for each in found}:
        group = [each for each in found if each.currency == currency]
        assert [each.rank for each in group] == [*range(1, len(group) + 1)]
        assert sum(round(each.first * DRAWS) for each in group) == DRAWS
        assert all(0 <= each.low <= each.high and each.value >= 0 for each in group)


# -- organisational drag


def test_many_teams_or_approvals_are_a_finding_of_their_own() -> None:
    def said(teams: int, approvals: int) -> str:
        finding = Drag("a", teams, approvals).finding()
        return "" if finding is None else str(finding)

    assert said(3, 2) == ""
    assert said(4, 2) == "4 teams have to move, which is a finding of its own"
    assert said(1, 3) == "3 approvals are needed, which is a finding of its own"
    assert said(4, 3) == "4 teams have to move and 3 approvals are needed, which is a finding of its own"


def test_insights_are_ordered_by_drag_and_a_team_named_twice_is_one() -> None:
    rows = [
        insight("a", teams=("Checkout", "checkout ", "")),
        insight("c", teams=("A", "B"), approvals=("Legal",)),
        insight("b", teams=("A",), approvals=("Legal", "Risk")),
        insight("d"),
    ]
    assert [(each.key, each.teams, each.approvals) for each in by_drag(rows)] == [("c", 2, 1), ("b", 1, 2), ("a", 1, 0), ("d", 0, 0)]
    assert str(drag(rows[0]).counts()) == "1 team, 0 approvals"


def test_nods_do_not_make_an_insight_rankable() -> None:
    evidence = Evidence(people=0, attendees=12, unprompted=0, prompted=0, agreed_seats=("P01",), notes=1)
    row = rank([Heard(insight("a"), evidence, likelihood(evidence))], {}).rows[0]
    assert (row.standing, str(row.unranked)) == (None, "nobody said it yet")
