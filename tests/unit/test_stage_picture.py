"""A stage from council to council: an interval for each, nothing for what is too small to be told, the same bytes again."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

from council_app.domain.crosstabs import Cell
from council_app.domain.journeys import StageAtCouncil
from council_app.i18n import translator
from council_app.reporting.pictures.stages import draw_stage
from council_app.services.journeys import stage_picture

EN = translator("en-GB")


def at(market: str, city: str, day: int, people: int | None, attendees: int = 20) -> StageAtCouncil:
    return StageAtCouncil(f"{city}-{day}", market, city, date(2026, 3, day), attendees, Cell(people), Cell(0))


def test_each_council_has_an_interval_and_the_newest_of_a_market_is_marked() -> None:
    drawn = draw_stage([at("de", "Berlin", 1, 5), at("de", "Berlin", 8, 12), at("se", "Malmö", 9, 3)], EN)
    assert [box.fill for box in drawn.boxes] == ["bar", "mark", "mark"]
    lower = [round(box.y + box.height, 1) for box in drawn.boxes]
    assert lower[1] < lower[0] < lower[2]  # more people, higher up
    assert [label.text for label in drawn.labels][2:] == ["Berlin", "Malmö"]
    assert drawn.title.endswith("Berlin, 1 Mar 2026: 5 of 20; Berlin, 8 Mar 2026: 12 of 20; Malmö, 9 Mar 2026: 3 of 20.")


def test_three_councils_of_a_market_are_drawn_and_all_stay_inside() -> None:
    drawn = draw_stage([at(market, "Aix", day, day) for market in ("de", "fr", "gb", "se") for day in range(1, 6)], EN)
    assert len(drawn.boxes) == 12
    assert all(box.width > 0 and box.x >= 0 and box.x + box.width <= drawn.width for box in drawn.boxes)


def test_a_hidden_count_shows_no_interval_and_no_number() -> None:
    drawn = draw_stage([at("de", "Berlin", 1, None)], EN)
    assert drawn.boxes == []
    assert "few of 20" in drawn.title


def test_the_picture_is_sound_svg_and_the_same_again() -> None:
    councils = [at("de", "Köln & <Umland>", 1, 5)]
    svg = stage_picture(councils=councils, t=EN)
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert svg == stage_picture(councils=councils, t=EN) != stage_picture(councils=councils, t=EN, dark=True)
