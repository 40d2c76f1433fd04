"""The tables of themes in one report do not give small groups away to somebody who reads them all."""

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.enums import NoteKind
from council_app.domain.records import TagLabel
from council_app.domain.sayings import Said, Saying, Sitting, Speaker, TagOf
from council_app.services.report.heat import pairs_of, segments

TAGS = ("fees", "tone", "wait")
SEGMENTS = ("new", "heavy")
MINIMUM = 5


@st.composite
def said(draw: st.DrawFn) -> tuple[Said, dict[str, int]]:
    """People who are in one segment or none, each with the themes they raised; and how many of each segment came."""
    people = draw(st.lists(st.tuples(st.sampled_from((*SEGMENTS, "")), st.sets(st.sampled_from(TAGS))), max_size=40))
    speakers = {
        str(number): Speaker(str(number), (segment,) if segment else (), "s") for number, (segment, tags) in enumerate(people) if tags
    }
    sayings = tuple(
        Saying(str(number), "", NoteKind.FRICTION, False, tuple(sorted(tags))) for number, (_, tags) in enumerate(people) if tags
    )
    there = {segment: sum(theirs == segment for theirs, _ in people) for segment in SEGMENTS}
    sitting = Sitting("s", "s", "09:00", "c", "Bristol", date(2026, 5, 12), "gb", "GB")
    tags = tuple(TagOf(tag, None, tag, TagLabel(tag, tag, "")) for tag in TAGS)
    return Said(sayings, speakers, {"s": sitting}, {}, (), tags, ()), there


def raised(found: Said, tag: str, segment: str | None = None) -> int:
    return sum(
        tag in saying.tags and (segment is None or found.speakers[saying.speaker].segments == ((segment,) if segment else ()))
        for saying in found.sayings
    )


@settings(max_examples=300, deadline=None)
@given(said())
def test_no_hidden_group_of_a_row_follows_from_the_theme_s_total(made: tuple[Said, dict[str, int]]) -> None:
    """The theme's total stands in the report, and whoever is in no segment is in no column."""
    found, there = made
    table = segments(found, MINIMUM, there)
    for tag, cells in zip(table.rows, table.cells, strict=True):
        unknown = [column.key for column, cell in zip(table.columns, cells, strict=True) if cell.people is None]
        outside = raised(found, tag.id, "")
        if unknown and len(table.columns) > 1:
            known = sum(cell.people or 0 for cell in cells)
            rest = raised(found, tag.id) - known
            # One number for one unknown would be its value; several unknowns together are no small group, or the row tells nothing.
            assert len(unknown) + bool(outside) > 1 or known == 0
            assert rest >= MINIMUM or known == 0


@settings(max_examples=300, deadline=None)
@given(said())
def test_who_said_something_does_not_tell_who_of_a_segment_was_silent(made: tuple[Said, dict[str, int]]) -> None:
    found, there = made
    table = segments(found, MINIMUM, there)
    silent = {column.key: there[column.key] - head.people for column, head in zip(table.columns, table.heads, strict=True) if head.people}
    assert [few for few in silent.values() if 0 < few < MINIMUM] == []


@settings(max_examples=300, deadline=None)
@given(said())
def test_what_comes_together_leaves_few_of_neither_theme(made: tuple[Said, dict[str, int]]) -> None:
    found, _ = made
    pairs = pairs_of(found, MINIMUM)
    cells = {
        (one.id, other.id): cell.people
        for one, row in zip(pairs.tags, pairs.cells, strict=True)
        for other, cell in zip(pairs.tags, row, strict=True)
    }
    for one, other in combinations(TAGS, 2):
        people = cells[one, other]
        if people:
            left = [raised(found, tag) - people for tag in (one, other)]
            assert people >= MINIMUM
            assert [few for few in left if 0 < few < MINIMUM] == []
