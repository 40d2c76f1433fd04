"""The two pictures of the ranking: numbered dots that never lie on one another, intervals without a guess, sentences for who cannot see."""

import math
import xml.etree.ElementTree as ElementTree

import pytest

from council_app.domain.ranking.model import Ranking, rank
from council_app.domain.records import Impact
from council_app.i18n import translator
from council_app.reporting.pictures.likelihoods import draw_likelihoods
from council_app.reporting.pictures.matrix import Form, draw_matrix
from council_app.services.ranking_files import likelihood_picture, matrix_picture, ranking_table
from tests.unit.test_ranking import heard, insight

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>{{ 7 * 7 }} & “so”"
T = translator("en")


def crowd(count: int, days: float = 5) -> Ranking:
    return rank([heard(insight(f"k{number:02}", Impact(100, 200, 300, "GBP"), days)) for number in range(count)], {})


def mixed() -> Ranking:
    return rank(
        [
            heard(insight("a")),
            heard(insight("b", Impact(50_000, 200_000, 300_000, "GBP"), 2), prompted=5),
            heard(insight("c", Impact(1, 2, 3, "SEK"), 3), people=1, attendees=2),
            heard(insight("d", None), people=0),
        ],
        {},
    )


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("count", [1, 12, 30])
def test_dots_of_equal_insights_never_lie_on_one_another(count: int, form: Form) -> None:
    found = draw_matrix(crowd(count).matrices()[0], T, form=form)
    middles = [(area.x + area.width / 2, area.y + area.height / 2) for area in found.areas]
    apart = [math.dist(one, other) for number, one in enumerate(middles) for other in middles[number + 1 :]]
    assert [area.key for area in found.areas] == [f"k{number:02}" for number in range(count)]
    assert all(each >= 24 for each in apart)
    assert all(11 <= x <= found.width - 11 and 11 <= y <= found.height - 11 for x, y in middles)


def test_more_dots_than_there_is_room_for_still_have_a_place_each_within_the_picture() -> None:
    found = draw_matrix(crowd(150).matrices()[0], T, form=Form.SMALL)
    assert len(found.areas) == 150
    assert all(area.x >= 0 and area.x + area.width <= found.width + 6 for area in found.areas)


def test_the_insight_at_hand_keeps_its_place_and_the_others_give_way() -> None:
    alone = draw_matrix(crowd(1).matrices()[0], T).areas[0]
    found = {area.key: area for area in draw_matrix(crowd(5).matrices()[0], T, chosen="k03").areas}
    assert (found["k03"].x, found["k03"].y) == (alone.x, alone.y)


def test_the_matrix_says_in_words_what_it_draws() -> None:
    found = matrix_picture(ranking=mixed(), currency="GBP", t=T)
    assert found is not None
    assert found.title == "Impact against effort, in GBP. plan: 1. if time: 2."
    assert found.areas[0].words == "1 About a: plan. 200,000–1,500,000 GBP a year, likely 600,000, 8 days"
    assert {"first", "plan", "if time", "not now", "1", "2"} <= set(texts(found.svg))
    assert matrix_picture(ranking=mixed(), currency="USD", t=T) is None


def test_an_interval_is_drawn_only_where_one_is_due() -> None:
    found = likelihood_picture(ranking=mixed(), t=T, chosen="a")
    assert found is not None
    said = texts(found.svg)
    for words in ("5 of 18", "no interval, because everybody was asked", "too wide to say", "nothing to conclude"):
        assert words in said
    assert found.areas[0].words.startswith("1 About a: 5 of 18 attendees, all unprompted; consistent with 10%–53%")
    assert [area.key for area in found.areas] == ["a", "b", "c", "d"]
    assert likelihood_picture(ranking=Ranking(()), t=T) is None


@pytest.mark.parametrize("dark", [True, False])
def test_a_hostile_title_stays_a_title(dark: bool) -> None:
    ranking = rank([heard(insight("a", title=HOSTILE))], {})
    for found in (draw_matrix(ranking.matrices()[0], T, dark=dark), draw_likelihoods(ranking.rows, T, dark=dark)):
        root = ElementTree.fromstring(found.svg)
        assert root[0].text == found.title
        assert root.find(f".//{SVG}script") is None


def test_the_same_numbers_give_the_same_picture() -> None:
    assert draw_likelihoods(mixed().rows, T) == draw_likelihoods(mixed().rows, T)
    assert [draw_matrix(each, T) for each in mixed().matrices()] == [draw_matrix(each, T) for each in mixed().matrices()]


def test_the_table_holds_every_number_and_says_why_one_is_missing() -> None:
    headers, rows = ranking_table(ranking=mixed(), t=T)
    table = [dict(zip(headers, row, strict=True)) for row in rows]
    first = mixed().rows[0].standing
    assert first is not None
    assert (table[0]["Rank"], table[0]["Share of runs as no. 1"], table[0]["Currency"]) == (1, 1.0, "GBP")
    assert table[0]["Expected value a year per day"] == round(first.value, 4)
    assert [row["Why it has no rank"] for row in table] == [
        "",
        "everybody was asked, so it has no likelihood",
        "",
        "no amounts yet: low, likely and high",
    ]
