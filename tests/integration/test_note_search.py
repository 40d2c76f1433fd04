"""Searching as typed: phrases, beginnings, exclusions; whatever is typed, nothing of it is an error, and what was found is marked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as some

from council_app.domain.note_filter import Facet, NoteFilter, Sort, filter_of, where
from council_app.errors import Cancelled
from council_app.services import finding, listing
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

SAID = ("The late fee", "A fee too late", "Une crème brûlée", "Charged twice, charged again", "Feeling fine")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("search")
    with given.workspace(folder, given.people(), given.notes(*(("P01", words) for words in SAID))) as made:
        yield made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("late fee ", {0, 1}),
        ('"late fee"', {0}),
        ("fee", {0, 1, 4}),
        ("fee ", {0, 1}),
        ("fee* fine", {4}),
        ("late -too ", {0}),
        ('fee -"late fee" ', {1, 4} - {4}),
        ("-fee ", {2, 3, 4}),
        ("creme OR twice ", {2, 3}),
        ("CREME BRULEE", {2}),
        ("NEAR AND NOT ", set()),
        ("text:fee ", set()),
        ('"', {0, 1, 2, 3, 4}),
        ("-", {0, 1, 2, 3, 4}),
        ("!?", set()),
    ],
)
def test_a_search_means_what_people_mean_by_it(heard: Workspace, typed: str, found: set[int]) -> None:
    wanted = filter_of([where(Facet.TEXT, typed)])
    page = listing.page(workspace=heard, filter=wanted, sort=Sort.RANK)
    assert {SAID.index(note.text) for note in page.notes} == found
    assert listing.counts(workspace=heard, filter=wanted).notes == len(found)


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("creme", ["crème"]), ("CHARGED ", ["Charged", "charged"]), ('"creme brulee"', ["crème brûlée"]), ("fin", ["fine"])],
)
def test_what_was_found_is_marked_in_the_text_as_it_was_written(heard: Workspace, typed: str, marked: list[str]) -> None:
    for newest in (True, False):
        (note,) = finding.search(workspace=heard, query=typed, filter=NoteFilter(), newest_first=newest)
        assert [note.text[first:last] for first, last in note.marks] == marked


@settings(max_examples=300, deadline=None)
@whenever(typed=some.one_of(some.text(max_size=40), some.text(alphabet="\"*-()^:{}+ \0'fe,ORANDNEAR", max_size=30)))
def test_nothing_that_is_typed_is_an_error(heard: Workspace, typed: str) -> None:
    for newest in (True, False):
        assert len(finding.search(workspace=heard, query=typed, filter=NoteFilter(), newest_first=newest)) <= len(SAID)


def test_a_search_that_nobody_waits_for_ends(heard: Workspace) -> None:
    page = listing.page(workspace=heard, filter=NoteFilter(), cancelled=lambda: False)
    assert len(page.notes) == len(SAID)
    with pytest.raises(Cancelled):
        listing.counts(workspace=heard, filter=NoteFilter(), cancelled=lambda: True)


def test_the_command_takes_every_filter_and_prints_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given.workspace(tmp_path, given.people(), given.notes(*(("P01", words) for words in SAID))).close()
    asked = ("search", tmp_path / "w.council", "fee")
    ran = run(capsys, *asked, "--where", "tag=fees", "--where", "seat=P01", "--where", "severity=3", "--not", "starred", "--json")
    assert sorted((line["text"], line["marks"]) for line in json.loads(ran.out)) == [
        ("A fee too late", [[2, 5]]),
        ("Feeling fine", [[0, 7]]),
        ("The late fee", [[9, 12]]),
    ]
    refused = run(capsys, *asked, "--where", "mood=bad")
    assert (refused.code, "mood=bad" in refused.err) == (1, True)


@pytest.mark.parametrize("typed", ["--session=nowhere", "--where=market=xx", "--where=seat=P99", "--where=stage=buy/nothing"])
def test_a_misspelt_name_is_refused_and_not_taken_for_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str) -> None:
    given.workspace(tmp_path).close()
    ran = run(capsys, "search", tmp_path / "w.council", "fee", typed)
    assert ran.refused_clearly
    assert ran.err.startswith(f"council: {typed.rpartition('=')[2]}: there is no")
