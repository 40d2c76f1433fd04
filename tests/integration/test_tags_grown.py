"""Tags that come into being on the way, by typing or out of a table, are as whole as those made in the codebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.domain.note_filter import NoteFilter, Selection
from council_app.errors import CouncilError
from council_app.services import codebook, coding
from council_app.services.notes import import_notes
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
    with given.workspace(tmp_path) as workspace:
        given.apply(workspace, tmp_path, given.people())
        given.apply(workspace, tmp_path, given.notes(("P01", "The fee came late.")))
        everything = Selection(filter=NoteFilter())
        coding.tag_notes(workspace=workspace, notes=everything, typed=["App/Slow", "Shop", "Letter"])
        grown = [tag.colour for tag in codebook.codebook(workspace=workspace) if tag.path.split("/")[0] in ("app", "shop", "letter")]
        assert (len(grown), len(set(grown)), "" in grown) == (4, 4, False)


@pytest.mark.parametrize("typed", ["/", "//", " ", " / "])
def test_a_tag_without_a_name_is_refused(tmp_path: Path, typed: str) -> None:
    with given.workspace(tmp_path) as workspace:
        given.apply(workspace, tmp_path, given.people())
        given.apply(workspace, tmp_path, given.notes(("P01", "The fee came late.")))
        with pytest.raises(CouncilError) as refused:
            coding.tag_notes(workspace=workspace, notes=Selection(filter=NoteFilter()), typed=[typed])
        assert str(refused.value.why) == "a tag needs a short name"
        with pytest.raises(CouncilError):
            codebook.tag_note(workspace=workspace, note="n1", add=[typed])
        assert tree(workspace) == []
