"""The window signs off what is on show in it, and nothing that came into the post meanwhile."""

from __future__ import annotations

from council_app.services import posts
from tests.ui.test_progress_posts import Desk, desk, sign

__all__ = ["desk"]


def test_what_was_typed_last_is_signed_off_with_the_rest(desk: Desk) -> None:
    desk.begin()
    desk.type_at_end_of("where things stand on 1 July 2026.", " Thanks.")
    sign(desk, "Mia Vance", "Kim")
    found = posts.post_of(workspace=desk.workspace, id=desk.screen.post)
    assert (found.approved_by, " Thanks." in found.written.text) == ("Mia Vance", True)


def test_what_is_not_on_show_is_not_signed_off(desk: Desk) -> None:
    desk.begin()
    posts.edit(workspace=desk.workspace, id=desk.screen.post, title="Another title")
    sign(desk, "Mia Vance", "Kim")
    assert desk.screen.foot.form is not None
    assert posts.post_of(workspace=desk.workspace, id=desk.screen.post).signoff is None
