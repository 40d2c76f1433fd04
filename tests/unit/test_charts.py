"""The drawings of the report: every one says its sentence, draws people as people, and says nothing by colour alone."""

import xml.etree.ElementTree as ElementTree
from collections import Counter
from typing import Any

import pytest
from jinja2 import UndefinedError

from council_app.domain.enums import DeliveryStatus, NoteKind, Severity
from council_app.domain.evidence import Evidence
from council_app.i18n import translator
from council_app.reporting.model import ScoreResult, Trend, TrendPoint
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.templates import environment
from council_app.reporting.tokens import tokens

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>{{ 7 * 7 }} & “so”"


@pytest.fixture
def draw() -> Any:
    env = environment(translator("en"))
    env.globals["medium"] = "screen"
    return env.get_template("session/_charts.svg.j2").make_module({"says": PageSentences(translator("en"))})


def svg(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(drawing))


def heard(unprompted: int, prompted: int, attendees: int) -> Evidence:
    return Evidence(people=unprompted + prompted, attendees=attendees, unprompted=unprompted, prompted=prompted)


def all_drawings(draw: Any, title: str) -> list[str]:
    score = ScoreResult("SUS", 74, 66, 82, 16, 0, 100, benchmark=68)
    return [
        *(draw.kind(kind, title) for kind in NoteKind),
        *(draw.severity(level.value, title) for level in Severity),
        *(draw.progress(status, title) for status in DeliveryStatus),
        draw.people(heard(4, 2, 18), title),
        draw.people(heard(4, 2, 41), title),
        draw.interval(0.1, 0.53, title),
        draw.bar(3, 9, title),
        draw.stacked([(NoteKind.FRICTION, 3), (NoteKind.PRAISE, 1)], 9, title),
        draw.dot(score, title),
        draw.trend(Trend("SUS", 0, 100, (TrendPoint("May", 61, 50, 72, 14),)), title),
        draw.check(title),
    ]


def test_every_drawing_is_an_image_that_says_its_whole_sentence(draw: Any) -> None:
    said = [(svg(drawing).get("role"), svg(drawing)[0].tag, svg(drawing)[0].text) for drawing in all_drawings(draw, "Five of 18.")]
    assert set(said) == {("img", f"{SVG}title", "Five of 18.")}


def test_a_hostile_sentence_stays_a_sentence(draw: Any) -> None:
    for drawing in all_drawings(draw, HOSTILE):
        assert svg(drawing)[0].text == HOSTILE
        assert list(svg(drawing).iter(f"{SVG}script")) == []


def test_a_drawing_needs_no_style_sheet(draw: Any) -> None:
    attributes = {name for drawing in all_drawings(draw, "x") for element in svg(drawing).iter() for name in element.attrib}
    assert attributes & {"class", "style", "id"} == set()


def test_people_are_drawn_one_by_one_in_three_states(draw: Any) -> None:
    paths = svg(draw.people(heard(5, 2, 18), "x")).findall(f"{SVG}path")
    heads = [path.get("d", "").count("a2.9") + path.get("d", "").count("a2.4") for path in paths]
    assert [count // 2 for count in heads] == [5, 2, 11]
    ink, silent = tokens().colour["ink"], tokens().colour["line2"]
    assert [(path.get("fill"), path.get("stroke")) for path in paths] == [(ink, None), ("none", ink), ("none", silent)]


def test_eighteen_people_fit_the_column_of_the_summary_in_one_row(draw: Any) -> None:
    assert svg(draw.people(heard(1, 0, 18), "x")).get("viewBox") == "0 0 212 14"


def test_more_people_stand_in_rows(draw: Any) -> None:
    assert svg(draw.people(heard(1, 0, 40), "x")).get("viewBox") == "0 0 212 50"


def test_more_than_forty_people_become_a_bar(draw: Any) -> None:
    assert Counter(element.tag for element in svg(draw.people(heard(10, 5, 41), "x"))) == {f"{SVG}title": 1, f"{SVG}rect": 3}


def test_an_interval_has_two_ends_and_no_dot(draw: Any) -> None:
    drawing = svg(draw.interval(0.25, 0.75, "x", width=202))
    assert [element.tag for element in drawing] == [f"{SVG}{tag}" for tag in ("title", "path", "rect", "path")]
    assert (drawing[2].get("x"), drawing[2].get("width")) == ("51.0", "100.0")
    assert drawing[3].get("d") == "M51.0 1V17M151.0 1V17"


def test_an_interval_too_wide_to_say_is_an_empty_frame(draw: Any) -> None:
    drawing = svg(draw.interval(0.1, 0.9, "x", known=False))
    assert [(element.tag, element.get("fill")) for element in drawing[1:]] == [
        (f"{SVG}path", "none"),
        (f"{SVG}rect", tokens().colour["sheet"]),
    ]


def test_a_mean_has_its_dot_inside_its_interval(draw: Any) -> None:
    drawing = svg(draw.dot(ScoreResult("SUS", 50, 40, 60, 9, 0, 100), "x", width=112))
    dot, bar = drawing.find(f"{SVG}circle"), drawing.find(f"{SVG}rect")
    assert dot is not None
    assert bar is not None
    assert (dot.get("cx"), bar.get("x"), bar.get("width")) == ("56.0", "46.0", "20.0")


def test_severity_fills_as_many_bars_as_it_is_high(draw: Any) -> None:
    empty = tokens().colour["line"]
    filled = [sum(bar.get("fill") != empty for bar in svg(draw.severity(level.value, "x")).iter(f"{SVG}rect")) for level in Severity]
    assert filled == [0, 1, 2, 3, 4]


def test_the_kinds_differ_in_shape_and_not_only_in_colour(draw: Any) -> None:
    shapes = set()
    for kind in NoteKind:
        drawing = svg(draw.kind(kind, "x"))
        shapes.add(tuple((e.tag, e.get("d"), e.get("r"), e.get("width")) for e in drawing if e.tag != f"{SVG}title"))
    assert len(shapes) == len(NoteKind)


def test_a_stacked_bar_prints_the_counts_it_has_room_for(draw: Any) -> None:
    drawing = svg(draw.stacked([(NoteKind.FRICTION, 8), (NoteKind.PRAISE, 0), (NoteKind.SUGGESTION, 1)], 100, "x", width=200))
    assert [text.text for text in drawing.iter(f"{SVG}text")] == ["8"]
    assert len(list(drawing.iter(f"{SVG}rect"))) == 2


def test_progress_says_where_it_stands(draw: Any) -> None:
    look = tokens()
    done, here, shipped, none = look.colour["ink2"], look.colour["mark"], look.state["ok"][1], "none"
    assert {status: [step.get("fill") for step in svg(draw.progress(status, "x")).iter(f"{SVG}rect")] for status in DeliveryStatus} == {
        DeliveryStatus.HEARD: [here, none, none, none, none],
        DeliveryStatus.INVESTIGATING: [done, here, none, none, none],
        DeliveryStatus.PLANNED: [done, done, here, none, none],
        DeliveryStatus.IN_TEST: [done, done, done, here, none],
        DeliveryStatus.SHIPPED: [shipped] * 5,
        DeliveryStatus.DECLINED: [look.colour["ink3"], none, none, none, none],
    }


def test_something_not_given_is_an_error_and_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        environment(translator("en")).from_string("{{ nobody.gave.this }}").render()
