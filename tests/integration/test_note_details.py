"""Beside a note: who said it, where, what may be quoted, its tags and neighbours; and filters kept under a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.errors import CouncilError
from council_app.services import listing
from council_app.services.consent import withdraw
from council_app.services.history import undo
from council_app.services.saved_filters import delete_filter, rename_filter, save_filter, saved_filter, saved_filters
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = tuple((f"P{number:02}", f"Words {number}") for number in (1, 2, 3, 4))


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, given.people(allow=("notes", "quote_internal")), given.notes(*SAID)) as made:
        yield made


def ids(made: Workspace) -> list[str]:
    return [note.id for note in reversed(listing.page(workspace=made, filter=NoteFilter()).notes)]


def test_beside_a_note_stands_who_said_it_and_what_may_be_done_with_it(heard: Workspace) -> None:
    found = listing.detail(workspace=heard, note=ids(heard)[0])
    assert found.who is not None
    assert (found.who.seat, found.who.first_council, found.who.inside, found.who.public) == ("P01", True, True, False)
    assert (found.council_title, found.market_key, found.stage_name, found.agenda_item) == ("Bristol council", "gb", "Pay", "")
    ((tag, made_at),) = ((each.tag.path, each.at) for each in found.tagged)
    assert tag == "fees/late"
    assert abs(datetime.now(UTC) - made_at) < timedelta(hours=1)


def test_neighbours_leave_out_who_refused_notes(heard: Workspace) -> None:
    first, second, third, fourth = ids(heard)
    around = listing.neighbours(workspace=heard, note=second)
    assert ([note.id for note in around.before], [note.id for note in around.after]) == ([first], [third, fourth])
    withdraw(workspace=heard, session=given.SESSION, person="P03", purposes=[Purpose.NOTES])
    assert [note.id for note in listing.neighbours(workspace=heard, note=second).after] == [fourth]
    with pytest.raises(CouncilError):
        listing.detail(workspace=heard, note=third)
    assert listing.lines(workspace=heard, ids=[third]) == ()


def test_words_to_filter_by_come_with_how_many_notes_have_them(heard: Workspace) -> None:
    seats = listing.facet_counts(workspace=heard, filter=filter_of([where(Facet.SEAT, "P01")]), facet=Facet.SEAT)
    assert seats == {"P01": 1, "P02": 1, "P03": 1, "P04": 1}
    tags = {value.name: value.word for value in listing.facet_values(workspace=heard, facet=Facet.TAG)}
    assert listing.facet_counts(workspace=heard, filter=NoteFilter(), facet=Facet.TAG) == {tags["fees/late"]: 4}
    for facet in Facet:
        listing.facet_values(workspace=heard, facet=facet)
        listing.facet_counts(workspace=heard, filter=NoteFilter(), facet=facet)


def test_filters_are_kept_renamed_deleted_and_brought_back(heard: Workspace) -> None:
    wanted = filter_of([where(Facet.KIND, "friction")])
    kept = save_filter(workspace=heard, name=" Only  friction ", filter=wanted).saved
    assert (kept.key, kept.name, saved_filter(workspace=heard, key=kept.key)) == ("only-friction", "Only friction", wanted)
    rename_filter(workspace=heard, key=kept.key, name="Friction")
    delete_filter(workspace=heard, key=kept.key)
    assert saved_filters(workspace=heard) == ()
    assert str(undo(workspace=heard).label) == "Delete the filter “Friction”"
    assert [(each.name, each.filter) for each in saved_filters(workspace=heard)] == [("Friction", wanted)]
    with pytest.raises(CouncilError):
        save_filter(workspace=heard, name="Nothing", filter=NoteFilter())
