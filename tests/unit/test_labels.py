"""Sheets of labels: every label lies on its sheet, none on another, and names stay inside and readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.labels import SHEETS, LabelSheet, sheet_named
from council_app.errors import CouncilError
from council_app.reporting.papers.badges import measured
from council_app.reporting.papers.fitting import LEAST, cut, direction, fitted


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_labels_lie_on_the_sheet_and_not_on_each_other(sheet: LabelSheet) -> None:
    places = [sheet.place(position) for position in range(sheet.per_sheet)]
    assert len(set(places)) == sheet.per_sheet
    right, bottom = max(left for left, _ in places) + sheet.width, max(top for _, top in places) + sheet.height
    assert (right <= sheet.page[0] + 0.2, bottom <= sheet.page[1] + 0.2) == (True, True)
    assert sheet.columns == 1 or sheet.across >= sheet.width
    assert sheet.rows == 1 or sheet.down >= sheet.height


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_label_has_room_for_two_lines_of_24_points_and_a_surname(sheet: LabelSheet) -> None:
    measures = measured(sheet)
    assert fitted("x" * 200, width=measures.name_width * 72 / 25.4, height=measures.name_height * 72 / 25.4 - 18, most=64).lines >= 2
    assert measures.name_height + measures.code + measures.inset + measures.padding == pytest.approx(sheet.height)


@pytest.mark.parametrize(
    ("typed", "key"), [("80x50", "80x50"), ("l4785", "80x50"), ("HERMA 4412", "80x50"), ("C32015", "85x54"), ("A6", "a6")]
)
def test_a_sheet_is_found_by_its_size_or_its_number(typed: str, key: str) -> None:
    assert sheet_named(typed).key == key


def test_an_unknown_sheet_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(CouncilError) as refused:
        sheet_named("L9999")
    assert str(refused.value.todo) == "Use one of: 80x50, 99x68, 90x60, 90x54, 85x54, 105x74, a6, card."


def test_a_short_name_is_as_large_as_its_place_and_a_long_one_shrinks_to_24_points_only() -> None:
    sizes = [fitted(name, width=204, height=54, most=64).size for name in ("Bo", "Maximilian", "Wilhelmina-Charlotte", "x" * 200)]
    assert sizes == [48.0, 34.5, LEAST, LEAST]


@given(st.text(max_size=200))
def test_no_name_is_set_smaller_than_24_points_or_beyond_its_lines(name: str) -> None:
    setting = fitted(name, width=204, height=54, most=64)
    assert setting.size >= LEAST
    assert setting.lines * setting.line <= 54.5
    assert len(cut(name, setting, width=204)) <= max(len(name), 1) + 1


@pytest.mark.parametrize(
    ("name", "reads"), [("Ada", "ltr"), ("نور", "rtl"), ("אבי", "rtl"), ("", "ltr"), ("7 نور", "rtl"), ("王小明", "ltr")]
)
def test_a_name_is_set_in_the_direction_it_is_read(name: str, reads: str) -> None:
    assert direction(name) == reads
