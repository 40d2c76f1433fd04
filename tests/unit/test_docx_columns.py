"""Columns of a document's tables: as wide as what they hold, together as wide as the page."""

from council_app.reporting.docx.columns import column_widths
from council_app.reporting.docx.tree import Node

ROOM = 500.0


def cell(*children: Node | str) -> Node:
    return Node("td", {}, list(children))


def widths(*rows: list[Node]) -> list[float]:
    return column_widths(rows, lambda _: 200.0, ROOM)


def test_a_sentence_gets_the_room_that_a_number_leaves() -> None:
    number, sentence = widths([cell("F12"), cell("7 of 18 attendees raised it, 6 of them before anybody asked.")])
    assert round(number + sentence) == ROOM
    assert number < 60


def test_a_picture_keeps_its_width_and_the_words_beside_it() -> None:
    _, bars = widths([cell("A very long name of a stage of a journey"), cell(Node("img", {}), "12")])
    assert bars > 150 + 2 * 5


def test_what_does_not_fit_is_shared_out() -> None:
    found = widths([cell(Node("img", {})) for _ in range(5)])
    assert [round(width) for width in found] == [100] * 5


def test_columns_without_a_word_are_alike() -> None:
    assert widths([cell(), cell()]) == [250, 250]
