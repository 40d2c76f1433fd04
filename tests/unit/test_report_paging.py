"""How findings share pages: whatever is heard, no opening is torn from what it opens and no page is left half empty."""

from hypothesis import given
from hypothesis import strategies as st

from council_app.reporting.paging import Choice, Part, chosen

ROOM = 900.0
PLAIN = Choice(opens_page=False, pictures=240, snug=False)
OPENING, PICTURE, BLOCK = Part(60, 140, opening=True), Part(22, 245, picture=240), Part(24, 300)


def test_a_finding_that_fits_is_left_as_it_is() -> None:
    assert chosen([[OPENING, PICTURE, BLOCK]], start=0, room=ROOM) == (PLAIN,)


def test_a_picture_grows_smaller_before_it_leaves_its_opening() -> None:
    assert chosen([[OPENING, PICTURE, BLOCK]], start=460, room=ROOM) == (Choice(opens_page=False, pictures=200, snug=False),)


def test_an_opening_that_would_stand_alone_opens_a_page() -> None:
    assert chosen([[OPENING, PICTURE, BLOCK]], start=640, room=ROOM) == (Choice(opens_page=True, pictures=240, snug=False),)


def test_smaller_distances_keep_a_recommendation_on_its_page() -> None:
    parts = [OPENING, BLOCK, BLOCK, Part(24, 120, spare=20)]
    assert chosen([parts, [OPENING, PICTURE]], start=0, room=ROOM)[0] == Choice(opens_page=False, pictures=240, snug=True)


def test_something_taller_than_a_page_goes_on() -> None:
    assert chosen([[OPENING, Part(24, 2400)], [OPENING, PICTURE]], start=0, room=ROOM)[0] == PLAIN


finding = st.builds(
    lambda opening, picture, blocks: [Part(60, opening, opening=True), Part(22, picture + 5, picture=picture), *blocks],
    st.floats(100, 260),
    st.floats(60, 240),
    st.lists(st.builds(Part, st.sampled_from((0.0, 24.0)), st.floats(40, 320)), max_size=8),
)


@given(st.lists(finding, min_size=1, max_size=12), st.floats(0, ROOM))
def test_no_opening_is_ever_torn_from_its_picture(findings: list[list[Part]], start: float) -> None:
    end = start
    for parts, choice in zip(findings, chosen(findings, start=start, room=ROOM), strict=True):
        end = 0.0 if choice.opens_page else end
        opening, picture = parts[0], parts[1]
        head = opening.height + (opening.gap if end else 0)
        top = head if end + head > ROOM else end + head
        assert top + 22 - 8 * choice.snug + picture.height - max(0, picture.picture - choice.pictures) <= ROOM
        end = _end(parts, choice, end)


def _end(parts: list[Part], choice: Choice, end: float) -> float:
    for number, part in enumerate(parts):
        gap = part.gap - (8 if choice.snug and number and part.gap >= 22 else 0) if end else 0.0
        height = part.height - max(0, part.picture - choice.pictures) - (part.spare if choice.snug else 0)
        end = height if end + gap + height > ROOM else end + gap + height
    return end
