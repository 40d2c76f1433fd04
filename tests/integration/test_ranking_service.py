"""Ranking out of a workspace: judged, ranked, undone, and the same numbers wherever they are shown."""

from pathlib import Path

import pytest

from council_app.domain.enums import RankMethod
from council_app.domain.ranking.formulas import Measure
from council_app.errors import CouncilError
from council_app.i18n import translator
from council_app.services import history, insights
from council_app.services.ranking import gather, rank_gathered, ranking, ranking_document, score, scores_of
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

RICE, ICE, WSJF = RankMethod.RICE, RankMethod.ICE, RankMethod.WSJF

MORE = """
council: 1
insights:
  - key: tone
    title: Letters sound like a court
    impact: {low: 500, likely: 4000, high: 9000, currency: GBP}
    effort_days: 20
    evidence: {notes: [n2]}
  - key: krona
    title: Amounts come in the wrong currency
    impact: {low: 100, likely: 200, high: 300, currency: SEK, per: month}
    effort_days: 2
    evidence: {notes: [n3]}
  - key: silent
    title: Nobody asked for this
    impact: {low: 1, likely: 2, high: 3, currency: GBP}
    effort_days: 2
"""


def heard(folder: Path) -> Workspace:
    return given.workspace(
        folder, given.people(), given.notes(("P01", "bad"), ("P02", "cold"), ("P03", "odd"), ("P04", "me too")), given.INSIGHT, MORE
    )


def test_the_ranking_says_where_each_insight_stands_and_why_one_does_not(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        found = ranking(workspace=made)
        listed = [card.facts.key for card in insights.list_insights(workspace=made)]
    assert [row.key for row in found.rows] == listed
    assert [row.number for row in found.rows] == [1, 2, 3, 4]
    assert [[row.key for row in found.ranked(currency)] for currency in found.currencies] == [["late-fee", "tone"], ["krona"]]
    assert [(row.key, str(row.unranked)) for row in found.unranked] == [("silent", "nobody said it yet")]
    krona = found.row("krona")
    assert krona is not None
    assert krona.standing is not None
    assert krona.standing.value == pytest.approx(200 * 12 * (1.5 / 13) / 2)


def test_the_same_workspace_gives_the_same_ranking_again(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        assert ranking(workspace=made) == ranking(workspace=made) == rank_gathered(gathered=gather(workspace=made))


def test_a_judged_insight_has_scores_by_both_forms_of_ice(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        score(workspace=made, insight="tone", method=ICE, values={"impact": 8, "confidence": 6, "ease": 3})
        changed = score(workspace=made, insight="late-fee", method=ICE, values={"impact": 9, "confidence": 2})
        assert changed.entities == frozenset({"score_input"})
        assert scores_of(workspace=made) == {
            "late-fee": {ICE: {"impact": 9, "confidence": 2}},
            "tone": {ICE: {"impact": 8, "confidence": 6, "ease": 3}},
        }
        row = ranking(workspace=made).row("tone")
    assert row is not None
    assert {measure: (each.score, each.rank, each.of) for measure, each in row.scores.items()} == {
        Measure.ICE_PRODUCT: (144, 1, 1),
        Measure.ICE_AVERAGE: (pytest.approx(17 / 3), 1, 1),
    }


def test_judging_is_undone_by_name_and_a_judgement_can_be_taken_back(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        score(workspace=made, insight="tone", method=WSJF, values={"value": 8, "time": 5, "risk": 3, "size": 4})
        score(workspace=made, insight="tone", method=WSJF, values={"size": 8, "risk": None})
        assert scores_of(workspace=made)["tone"][WSJF] == {"value": 8, "time": 5, "size": 8}
        offered = history.next_undo(workspace=made)
        assert str(offered) == "Score an insight by WSJF"
        history.undo(workspace=made)
        assert scores_of(workspace=made)["tone"][WSJF] == {"value": 8, "time": 5, "risk": 3, "size": 4}
        history.undo(workspace=made)
        assert scores_of(workspace=made) == {}


@pytest.mark.parametrize(
    ("method", "values", "why"),
    [
        (RICE, {"effort": 0}, "effort: the effort is not above zero"),
        (WSJF, {"size": 0}, "size: the size is not above zero"),
        (ICE, {"ease": 11}, "ease: 11 is not between 1 and 10"),
        (RICE, {"confidence": 80}, "confidence: 80 is not between 0 and 1"),
        (RICE, {"reach": float("nan")}, "reach: this is not a number"),
        (RICE, {"ease": 3}, "ease: RICE has no such part"),
    ],
)
def test_what_cannot_be_judged_so_is_refused_and_nothing_changes(
    tmp_path: Path, method: RankMethod, values: dict[str, float], why: str
) -> None:
    with heard(tmp_path) as made:
        with pytest.raises(CouncilError, match=why):
            score(workspace=made, insight="tone", method=method, values={"value" if method is WSJF else "impact": 2, **values})
        assert scores_of(workspace=made) == {}
        with pytest.raises(CouncilError, match="there is no insight of this key"):
            score(workspace=made, insight="gone", method=method, values={})


def test_the_document_holds_the_numbers_of_the_ranking(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        score(workspace=made, insight="late-fee", method=RICE, values={"reach": 2000, "impact": 2, "confidence": 0.8, "effort": 3})
        found = ranking(workspace=made)
    document = ranking_document(ranking=found, t=translator("en"))
    first = found.ranked("GBP")[0].standing
    assert first is not None
    assert document["late-fee"] == {
        "scores": {
            "rice": {
                "parts": {"reach": 2000, "impact": 2, "confidence": 0.8, "effort": 3},
                "score": pytest.approx(1066.67, abs=0.5),
                "rank": 1,
                "of": 1,
            }
        },
        "rank": 1,
        "stability": {
            "first": first.first,
            "ranks": [first.best, first.worst],
            "of": 2,
            "draws": 10_000,
            "currency": "GBP",
            "value_per_day": first.value,
            "interval": [first.low, first.high],
            "sentence": str(first.stability()),
        },
    }
    assert document["silent"] == {"scores": {}, "rank": None, "stability": {"why": "nobody said it yet"}}


def test_in_one_session_it_ranks_what_was_heard_there(tmp_path: Path) -> None:
    with heard(tmp_path) as made:
        there = ranking(workspace=made, session=given.SESSION)
    assert [row.key for row in there.unranked] == []


def test_the_list_names_the_currency_of_a_rank_and_how_firm_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with heard(tmp_path) as made:
        found, t = ranking(workspace=made), translator("en")
        said = {row.key: t.say(row.standing.stability()) for row in found.rows if row.standing is not None}
    ran = run(capsys, "insights", tmp_path / "w.council")
    assert sorted(line.strip() for line in ran.out.splitlines() if "Rank by" in line) == [
        f"Rank by expected value for each day of work: {rank}, {said[key]}"
        for key, rank in (("krona", "1 of 1 in SEK"), ("late-fee", "1 of 2 in GBP"), ("tone", "2 of 2 in GBP"))
    ]
