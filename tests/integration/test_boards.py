"""An affinity board keeps where cards were laid, and a group that was given a name becomes a tag on its notes."""

from pathlib import Path

import pytest

from council_app.domain.board_layout import laid_out
from council_app.domain.boards import Laid
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, Selection, filter_of, where
from council_app.errors import CouncilError
from council_app.services.board_groups import add_group, colour_group, dissolve_group, move_group, rename_group, tag_group
from council_app.services.boards import add_cards, board, boards, delete_board, lay_cards, make_board, take_cards, tidy_board
from council_app.services.capture import notes as read_notes
from council_app.services.finding import search
from council_app.services.history import undo
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (
    "The late fee came without a word",
    "They wrote as if I had stolen it",
    "The late letter felt like a threat",
    "I like the late summary",
)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return given.workspace(
        tmp_path, given.people(count=4), given.notes(*((f"P{number:02}", words) for number, words in enumerate(SAID, start=1)))
    )


def ids(workspace: Workspace) -> list[str]:
    found = {note.id for words in SAID for note in search(workspace=workspace, query=words)}
    return [note.id for note in read_notes(workspace=workspace, ids=found)]


def in_group(workspace: Workspace, key: str, group: str | None) -> list[str]:
    return [card.note.text for card in board(workspace=workspace, key=key).of(group)]


def carried(workspace: Workspace, note: str) -> list[str]:
    return [tag.path for tag in read_notes(workspace=workspace, ids=[note])[0].tags]


def test_notes_lie_on_a_grid_and_no_two_on_one_place(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="First look", notes=ids(desk)[:3]).key
    add_cards(workspace=desk, key=key, notes=ids(desk))
    cards = board(workspace=desk, key=key).cards
    assert len({(card.x, card.y) for card in cards}) == 4
    (line,) = boards(workspace=desk)
    assert (line.key, line.cards, line.groups, line.loose) == ("first-look", 4, 0, 4)


def test_everything_a_filter_finds_comes_onto_a_board(desk: Workspace) -> None:
    late = Selection(filter=filter_of([where(Facet.TEXT, "late")]))
    key = make_board(workspace=desk, name="Late", notes=late).key
    assert sorted(in_group(desk, key, None)) == sorted(words for words in SAID if "late" in words)


def test_cards_stand_in_their_group_in_the_order_they_were_laid(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="Board", notes=ids(desk)).key
    first, second, third, _ = ids(desk)
    group = add_group(workspace=desk, key=key, name="Threats", notes=[third, second]).id
    assert in_group(desk, key, group) == [SAID[2], SAID[1]]
    lay_cards(workspace=desk, key=key, laid=[Laid(first, group, y=0.5), Laid(third, None, 400, 300)])
    assert in_group(desk, key, group) == [SAID[0], SAID[1]]
    undo(workspace=desk)
    assert in_group(desk, key, group) == [SAID[2], SAID[1]]


def test_a_group_becomes_a_tag_and_what_comes_later_gets_it_too(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="Board", notes=ids(desk)).key
    first, second, *_ = ids(desk)
    group = add_group(workspace=desk, key=key, name="Being accused", notes=[second]).id
    made = tag_group(workspace=desk, key=key, group=group, coder="Kim")
    assert (made.tag.path, made.notes, carried(desk, second)) == ("being-accused", 1, ["being-accused", "fees/late"])
    lay_cards(workspace=desk, key=key, laid=[Laid(first, group, y=9)])
    assert tag_group(workspace=desk, key=key, group=group).notes == 1
    assert carried(desk, first) == ["being-accused", "fees/late"]
    assert board(workspace=desk, key=key).groups[0].tag == made.tag
    undo(workspace=desk)
    undo(workspace=desk)
    undo(workspace=desk)
    assert board(workspace=desk, key=key).groups[0].tag is None
    assert carried(desk, second) == ["fees/late"]


def test_a_group_named_like_a_tag_is_not_made_a_second_one(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="Board", notes=ids(desk)).key
    group = add_group(workspace=desk, key=key, name="Tone").id
    with pytest.raises(CouncilError):
        tag_group(workspace=desk, key=key, group=group)
    rename_group(workspace=desk, key=key, group=group, name="Cold tone")
    assert tag_group(workspace=desk, key=key, group=group).tag.path == "cold-tone"


def test_a_dissolved_group_leaves_its_cards_on_places_of_their_own(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="Board", notes=ids(desk)).key
    group = add_group(workspace=desk, key=key, name="Threats", notes=ids(desk)[:2]).id
    move_group(workspace=desk, key=key, group=group, x=500, y=40)
    before = board(workspace=desk, key=key)
    dissolve_group(workspace=desk, key=key, group=group)
    found = board(workspace=desk, key=key)
    assert (len(found.groups), len({(card.x, card.y) for card in found.of(None)})) == (0, 4)
    undo(workspace=desk)
    assert board(workspace=desk, key=key) == before


def test_taking_a_card_or_a_board_away_leaves_the_notes(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="Board", notes=ids(desk)).key
    add_group(workspace=desk, key=key, name="Threats", notes=ids(desk)[:2])
    take_cards(workspace=desk, key=key, notes=ids(desk)[:1])
    before = board(workspace=desk, key=key)
    assert len(before.cards) == 3
    delete_board(workspace=desk, key=key)
    assert (boards(workspace=desk), len(ids(desk))) == ((), 4)
    undo(workspace=desk)
    assert board(workspace=desk, key=key) == before


def test_words_of_who_refused_notes_are_on_no_board(desk: Workspace) -> None:
    notes = ids(desk)
    key = make_board(workspace=desk, name="Before", notes=notes).key
    withdraw(workspace=desk, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    after = make_board(workspace=desk, name="After", notes=notes)
    assert (len(board(workspace=desk, key=key).cards), after.cards) == (3, 3)


def test_the_list_of_boards_counts_the_cards_that_a_board_shows(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="First look", notes=ids(desk)).key
    withdraw(workspace=desk, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    (line,) = boards(workspace=desk)
    assert (line.cards, line.loose) == (3, 3) == (len(board(workspace=desk, key=key).cards), 3)


def test_a_group_of_another_board_is_refused(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="One", notes=ids(desk)).key
    other = make_board(workspace=desk, name="Two", notes=ids(desk)).key
    group = add_group(workspace=desk, key=other, name="Threats").id
    with pytest.raises(CouncilError, match="there is no such group on it"):
        lay_cards(workspace=desk, key=key, laid=[Laid(ids(desk)[0], group)])


def test_tidying_up_moves_what_overlaps_apart_and_is_one_step(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="One", notes=ids(desk)).key
    first, second, third, fourth = ids(desk)
    add_group(workspace=desk, key=key, name="Threats", notes=[first], at=(3, 5))
    add_group(workspace=desk, key=key, name="Praise", notes=[second], at=(0, 0))
    lay_cards(workspace=desk, key=key, laid=[Laid(third, None, 4, 4), Laid(fourth, None, 9, 9)])
    before = board(workspace=desk, key=key)
    tidy_board(workspace=desk, key=key)
    after = laid_out(board(workspace=desk, key=key))
    lying = [*after.groups.values(), after.cards[third], after.cards[fourth]]
    assert not [(one, other) for one in lying for other in lying if one is not other and one.meets(other)]
    undo(workspace=desk)
    assert board(workspace=desk, key=key) == before


def test_a_group_has_a_colour_of_the_codebook_or_none(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="One", notes=ids(desk)).key
    group = add_group(workspace=desk, key=key, name="Threats").id
    colour_group(workspace=desk, key=key, group=group, colour="#A3416B")
    assert board(workspace=desk, key=key).groups[0].colour == "#a3416b"
    with pytest.raises(CouncilError, match="is no colour of the codebook"):
        colour_group(workspace=desk, key=key, group=group, colour="#123456")


def test_cards_that_come_later_lie_under_no_group(desk: Workspace) -> None:
    key = make_board(workspace=desk, name="One", notes=ids(desk)[:1]).key
    group = add_group(workspace=desk, key=key, name="Threats", notes=ids(desk)[:1], at=(0, 0)).id
    add_cards(workspace=desk, key=key, notes=ids(desk))
    found = laid_out(board(workspace=desk, key=key))
    assert [note for note in ids(desk)[1:] if found.cards[note].meets(found.groups[group])] == []
