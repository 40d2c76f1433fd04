"""Tags that come into being on the way, by typing or out of a table, are as whole as those made in the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as some

from council_app.db.models import Tag
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.errors import CouncilError, m_
from council_app.services import codebook, coding
from council_app.services.notes import import_notes
from council_app.services.tag_growing import GrowingCodebook
from council_app.services.workspace import Workspace
from tests import factories as given


def tree(workspace: Workspace) -> list[tuple[str, str]]:
    return [(tag.path, tag.name) for tag in codebook.codebook(workspace=workspace) if tag.path not in ("fees", "fees/late", "tone")]


def test_a_table_names_the_tags_above_as_it_writes_them(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        file = given.write(tmp_path, "notes.csv", "text,tags\none,Card payment/Refund not there\ntwo,Card payment\nthree,配送\n")
        import_notes(workspace=workspace, path=file, session=given.SESSION)
        assert [name for _, name in tree(workspace)] == ["Card payment", "Refund not there", "配送"]
        assert [path for path, _ in tree(workspace)][:2] == ["card-payment", "card-payment/refund-not-there"]


def test_each_gets_a_colour_that_the_others_do_not_have(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee came late."))) as workspace:
        everything = Selection(filter=NoteFilter())
        coding.tag_notes(workspace=workspace, notes=everything, typed=["App/Slow", "Shop", "Letter"])
        grown = [tag.colour for tag in codebook.codebook(workspace=workspace) if tag.path.split("/")[0] in ("app", "shop", "letter")]
        assert (len(grown), len(set(grown)), "" in grown) == (4, 4, False)


@pytest.mark.parametrize("typed", ["/", "//", " ", " / "])
def test_a_tag_without_a_name_is_refused(tmp_path: Path, typed: str) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee came late."))) as workspace:
        with pytest.raises(CouncilError) as refused:
            coding.tag_notes(workspace=workspace, notes=Selection(filter=NoteFilter()), typed=[typed])
        assert str(refused.value.why) == "a tag needs a short name"
        with pytest.raises(CouncilError):
            codebook.tag_note(workspace=workspace, note="n1", add=[typed])
        assert tree(workspace) == []


_NAMES = some.sampled_from(["fees", "Fees", "late", "tone", "Card payment", "card-payment", "refund", "配送", "a" * 120, " "])
_PATHS = some.lists(some.lists(_NAMES, min_size=1, max_size=4).map("/".join).filter(lambda path: path.strip("/ ")), max_size=12)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with given.workspace(tmp_path_factory.mktemp("grown")) as workspace:
        yield workspace


def grown(workspace: Workspace, paths: list[str], *, at_once: bool) -> tuple[list[str], list[tuple[object, ...]]]:
    """What paths stand for, and the codebook they leave; nothing is kept."""
    with workspace.write(m_("Tag a note"), rehearsed=True) as writing:
        growing = GrowingCodebook(writing, {})
        meant = [growing.tag(path) if at_once else codebook.tags_for(writing, [path])[0][0].id for path in paths]
        growing.store(writing)
        tags = {tag.id: tag for tag in writing.query(Tag)}
        rows = [(tag.path, tag.name, tag.position, tag.colour, tag.parent_id and tags[tag.parent_id].path) for tag in tags.values()]
        return [tags[tag].path for tag in meant], sorted(rows, key=str)


@settings(max_examples=40, deadline=None)
@whenever(paths=_PATHS)
def test_a_codebook_grown_at_once_is_the_one_grown_tag_by_tag(coded: Workspace, paths: list[str]) -> None:
    assert grown(coded, paths, at_once=True) == grown(coded, paths, at_once=False)
