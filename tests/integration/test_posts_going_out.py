"""What goes out was judged last, and files that lie there are never told as not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.db.engine import connect
from council_app.errors import CouncilError, Refused
from council_app.reporting.blog import export
from council_app.services import posts
from council_app.services.posts import GeneratorName
from council_app.services.posts.gating import draft_of
from council_app.services.posts.outgoing import require_still_so
from tests.integration.test_posts_service import DELIVERY, add, begun, read, told

PLANNED = DELIVERY.format("status: planned, due: 2096-09, since: 2026-06-01")


@pytest.mark.parametrize(("words", "error"), [("Ada Lind helped us.", Refused), ("Thank you.", CouncilError)])
def test_what_changed_while_it_was_written_leaves_no_file(tmp_path: Path, words: str, error: type[Exception]) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        drafts = [draft_of(read(made, post))]

        def last() -> None:
            add(made, post, words)
            require_still_so(workspace=made, ids=[post], drafts=drafts)

        with pytest.raises(error):
            export(drafts, GeneratorName.HUGO, tmp_path / "site", last)
    assert not (tmp_path / "site").exists()


def test_files_that_are_not_remembered_lie_there_all_the_same(tmp_path: Path) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        other = connect(made.path, None)
        other.execute("BEGIN IMMEDIATE")
        try:
            written = posts.export_bundle(workspace=made, ids=[post], generator=GeneratorName.HUGO, out=tmp_path / "site")
        finally:
            other.rollback()
            other.close()
    assert [file.is_file() for file in written.files] == [True]
    assert str(written.unremembered).startswith("The workspace can only be read now")
