"""Where cards and groups of an affinity board lie, and where an arrow leads."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as some

from council_app.domain.board_layout import Box, Direction, across, card_box, free_places, group_box, laid_out, nearest
from council_app.domain.boards import Board, Card, Group, Laid, into_group, relaid, untagged_since
from council_app.domain.enums import NoteKind, Raised
from council_app.domain.records import NoteLine, TagLabel

TAG = TagLabel("t", "tone", "")


def note(name: str, *tags: TagLabel) -> NoteLine:
    return NoteLine(
        id=name,
        key=name,
        session_key="s",
        city="Bristol",
        zone="Europe/London",
        at=datetime(2026, 5, 12, tzinfo=UTC),
        author="Kim",
        seat="P01",
        text=f"said {name}",
        kind=NoteKind.FRICTION,
        severity=None,
        verbatim=False,
        raised=Raised.ALONE,
        channel=None,
        tags=tags,
    )


def board(*cards: Card, groups: tuple[Group, ...] = ()) -> Board:
    return Board("b", "Board", groups, cards)


def order(found: Board, group: str) -> list[str]:
    return [card.note.id for card in found.of(group)]


PLACES = some.tuples(some.floats(-4_000, 4_000), some.floats(-4_000, 4_000))


@given(some.lists(some.tuples(PLACES, some.integers(0, 60)), max_size=12))
def test_no_two_groups_cover_each_other_however_they_were_put(put: list[tuple[tuple[float, float], int]]) -> None:
    groups = tuple(Group(str(number), "g", "", x, y) for number, ((x, y), _) in enumerate(put))
    cards = [Card(note(f"{group}-{each}"), str(group), 0, each) for group, (_, count) in enumerate(put) for each in range(count)]
    found = laid_out(board(*cards, groups=groups))
    boxes = list(found.groups.values())
    assert [one for at, one in enumerate(boxes) for other in boxes[at + 1 :] if one.meets(other)] == []
    assert all(found.groups[str(card.group)].meets(found.cards[card.note.id]) for card in cards)


@given(some.lists(PLACES, max_size=9), some.integers(0, 60), some.lists(some.tuples(PLACES, some.integers(0, 40)), max_size=4))
def test_free_places_are_free(taken: list[tuple[float, float]], count: int, put: list[tuple[tuple[float, float], int]]) -> None:
    groups: list[Box] = [group_box(x, y, inside) for (x, y), inside in put]
    found = [card_box(x, y) for x, y in free_places(taken, count, groups)]
    assert len(set(found)) == count
    assert [box for box in found for other in (*groups, *(card_box(*place) for place in taken)) if box.meets(other)] == []


def test_a_group_grows_to_the_side_before_it_gets_too_long() -> None:
    assert [across(count) for count in (0, 1, 12, 13, 24, 25, 250)] == [1, 1, 1, 2, 2, 3, 12]


def test_a_card_is_laid_between_two_others_however_often() -> None:
    found = board(
        *(Card(note(name), "g", 0, at) for at, name in enumerate("ab")), *(Card(note(f"n{each:03}"), None, 0, 0) for each in range(80))
    )
    for each in range(80):
        found = relaid(found, into_group(found, "g", [f"n{each:03}"], before="b"))
    assert order(found, "g") == ["a", *(f"n{each:03}" for each in range(80)), "b"]


def test_cards_keep_their_order_when_they_are_laid_together() -> None:
    found = board(*(Card(note(name), "g", 0, at) for at, name in enumerate("abcd")))
    assert order(relaid(found, into_group(found, "g", ["d", "b"], before="a")), "g") == ["d", "b", "a", "c"]
    assert order(relaid(found, into_group(found, "g", ["a"])), "g") == ["b", "c", "d", "a"]
    assert relaid(found, [Laid("a", None, 7, 9)]).of(None) == (Card(note("a"), None, 7, 9),)


def test_what_came_since_a_group_was_made_a_tag_is_counted() -> None:
    group = Group("g", "Tone", "", 0, 0, TAG)
    found = board(Card(note("a", TAG), "g", 0, 0), Card(note("b"), "g", 0, 1), Card(note("c"), None, 0, 1), groups=(group,))
    assert (untagged_since(found, group), untagged_since(found, Group("g", "Tone", "", 0, 0))) == (1, 0)


def test_an_arrow_leads_straight_on() -> None:
    boxes = {name: card_box(x, y) for name, (x, y) in {"here": (0, 0), "beside": (232, 10), "below": (0, 128), "far": (232, 600)}.items()}
    assert [nearest(boxes, boxes["here"], way) for way in Direction] == [None, "beside", None, "below"]
