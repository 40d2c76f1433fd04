"""Arrows and boxes over a picture: what is one, what is none, and how they are written."""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.marks import MOST_MARKS, Arrow, Box, Mark, arrow_head, checked, from_plain, to_plain
from council_app.errors import CouncilError
from council_app.reporting.pictures.marked import marked

TWO: tuple[Mark, ...] = (Arrow(0.1, 0.2, 0.5, 0.25, "the fee"), Box(0.0, 0.5, 1.0, 0.5))


def test_marks_are_the_same_after_they_were_written_and_read() -> None:
    assert to_plain(TWO) == [{"arrow": [0.1, 0.2, 0.5, 0.25], "label": "the fee"}, {"box": [0.0, 0.5, 1.0, 0.5]}]
    assert from_plain(to_plain(TWO)) == TWO


share = st.floats(0, 1)


@given(share, share, st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_box_that_reaches_the_edge_may_be_written_and_read_again(x: float, y: float, width: float, height: float) -> None:
    box = Box(x, y, min(width, 1 - x), min(height, 1 - y))
    if min(box.width, box.height) >= 0.01:
        once = from_plain(to_plain([box]))
        assert from_plain(to_plain(once)) == once


plain_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["arrow", "box", "label", "x"]), inner, max_size=3),
    max_leaves=20,
)


@given(plain_json)
def test_whatever_is_read_is_marks_or_is_refused(plain: object) -> None:
    try:
        marks = from_plain(plain)
    except CouncilError:
        return
    assert from_plain(to_plain(marks)) == from_plain(to_plain(from_plain(to_plain(marks))))


@pytest.mark.parametrize(
    "plain",
    [
        [{"arrow": [0, 0, 1.2, 1]}],
        [{"arrow": [0, 0, math.nan, 1]}],
        [{"arrow": [0, 0, math.inf, 1]}],
        [{"arrow": [0, 0, 10**400, 1]}],
        [{"arrow": [True, 0, 0, 1]}],
        [{"arrow": [0, 0, 1]}],
        [{"box": [0.5, 0.5, 0.6, 0.1]}],
        [{"box": [0.5, 0.5, 0.001, 0.1]}],
        [{"box": [0.1, 0.1, -0.5, 0.1]}],
        [{"box": [0, 0, 1, 1], "arrow": [0, 0, 1, 1]}],
        [{"box": [0, 0, 1, 1], "label": "x" * 61}],
        [{"box": [0, 0, 1, 1], "label": 3}],
        [{"box": [0, 0, 1, 1], "onclick": "x"}],
        [{"label": "only words"}],
        [{"box": [0, 0, 1, 1]}] * (MOST_MARKS + 1),
        "marks",
        {"box": [0, 0, 1, 1]},
    ],
)
def test_what_is_no_mark_within_the_picture_is_refused(plain: object) -> None:
    with pytest.raises(CouncilError):
        from_plain(plain)


def test_a_label_is_one_line() -> None:
    assert checked([Box(0, 0, 1, 1, " the\n fee ")]) == (Box(0, 0, 1, 1, "the fee"),)


def test_an_arrow_without_length_has_a_head_all_the_same() -> None:
    assert all(math.isfinite(number) for corner in arrow_head((5, 5), (5, 5), 2) for number in corner)


def test_words_at_a_mark_are_words_and_never_code() -> None:
    drawn = marked(b"\x89PNG", "image/png", (400, 300), [Box(0.1, 0.1, 0.5, 0.5, '"><script>alert(1)</script>&')])
    root = ElementTree.fromstring(drawn)
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ['"><script>alert(1)</script>&'] * 2
    assert list(root.iter("{http://www.w3.org/2000/svg}script")) == []


def test_a_mark_is_drawn_twice_so_that_one_of_both_colours_stands_out() -> None:
    root = ElementTree.fromstring(marked(b"", "image/png", (1000, 500), TWO))
    inks = [each.attrib["stroke"] for each in root.iter() if each.tag.endswith(("line", "rect"))]
    assert inks == ["#1d1a16", "#f2a516", "#1d1a16", "#f2a516"]
    (image,) = root.iter("{http://www.w3.org/2000/svg}image")
    assert (image.attrib["width"], image.attrib["height"]) == ("1000", "500")
