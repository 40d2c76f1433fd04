"""A sign-off is a second person's word for the very post that was read, with all that somebody answered for in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from council_app.errors import CouncilError, Refused
from council_app.services import posts
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.integration.test_posts_service import DELIVERY, add, begun, held, read, told

PLANNED = DELIVERY.format("status: planned, due: 2096-09, since: 2026-06-01")
DAY = date(2026, 7, 1)
ENTRY = "key: p, locale: en-GB, market: gb, title: T, as_of: 2026-07-01, text: abc"
AT = "at: 2026-07-01T10:00:00Z"
SEAL = f"seal: {'0' * 64}"


def answered(made: Workspace, post: str, words: str, by: str = "Mia Vance") -> None:
    add(made, post, words)
    (point,) = held(made, post)
    posts.override(workspace=made, id=post, held=point, by=by, reason="Legal agreed")


def test_an_answer_taken_back_or_given_after_the_sign_off_ends_it(tmp_path: Path) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        answered(made, post, "We guarantee a reply.")
        text = read(made, post).written.text
        posts.sign_off(workspace=made, id=post, by="Ola Berg", wrote="Kim")
        assert read(made, post).approved_by == "Ola Berg"
        posts.take_back_override(workspace=made, override=read(made, post).overrides[0].id)
        assert read(made, post).approved_by == ""
        (point,) = held(made, post)
        posts.override(workspace=made, id=post, held=point, by="Mia Vance", reason="Legal agreed")
        assert (read(made, post).approved_by, read(made, post).written.text) == ("Ola Berg", text)
        dumped = dump_workspace(workspace=made, with_people=True)
    with given.workspace(tmp_path, plan="", name="again.council") as again:
        apply_plan(workspace=again, path=given.write(tmp_path, "dump.yaml", dumped))
        (ref,) = posts.posts(workspace=again)
        assert (read(again, ref.id).approved_by, dump_workspace(workspace=again, with_people=True)) == ("Ola Berg", dumped)


def test_an_answer_that_comes_with_a_pack_does_not_go_out_under_the_old_sign_off(tmp_path: Path) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        posts.sign_off(workspace=made, id=post, by="Ola Berg", wrote="Kim")
        before = read(made, post)
        given.apply(
            made,
            tmp_path,
            f"council: 1\nposts: [{{key: {before.ref.bundle}, locale: en-GB, "
            f"overrides: [{{rule: overclaim, words: a, sentence: b, reason: r, by: Mia Vance, {AT}}}]}}]\n",
        )
        assert (read(made, post).written, read(made, post).approved_by) == (before.written, "")


def test_what_was_not_read_is_not_signed_off(tmp_path: Path) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        seen = read(made, post).seal
        add(made, post, "Thank you.")
        with pytest.raises(CouncilError, match="somebody changed the post meanwhile"):
            posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim", seen=seen)
        assert read(made, post).signoff is None
        posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim", seen=read(made, post).seal)
        assert read(made, post).approved_by == "Mia Vance"


@pytest.mark.parametrize(("by", "wrote"), [("Ola", "Ola Berg"), ("Ola Berg", "OLA"), ("Berg, Ola", "ola m berg")])
def test_a_part_of_the_writers_name_is_no_second_person(tmp_path: Path, by: str, wrote: str) -> None:
    with told(tmp_path, PLANNED) as made:
        post = begun(made)
        with pytest.raises(CouncilError, match="who wrote a post cannot sign it off"):
            posts.sign_off(workspace=made, id=post, by=by, wrote=wrote)
        answered(made, post, "We guarantee a reply.", by)
        with pytest.raises(CouncilError, match="who wrote the post answered for a sentence of it"):
            posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote=wrote)
        add(made, post, "We guarantee a refund.")
        with pytest.raises(CouncilError, match="who writes a post cannot answer for it"):
            posts.override(workspace=made, id=post, held=held(made, post)[0], by=f"{made.actor} Berg", reason="Legal agreed")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (f"signoff: {{by: Ola, wrote: Ola Berg, {AT}, {SEAL}}}", "who wrote a post cannot sign it off"),
        (f"signoff: {{by: …, wrote: Ola Berg, {AT}, {SEAL}}}", "a name is missing"),
        (f"overrides: [{{rule: overclaim, words: a, sentence: a, reason: r, by: …, {AT}}}]", "it is not said who answers for it"),
        (f"overrides: [{{rule: overclaim, words: a, sentence: a, reason: …, by: Mia, {AT}}}]", "no reason is given"),
    ],
)
def test_a_plan_names_two_people_too(tmp_path: Path, entry: str, why: str) -> None:
    with told(tmp_path, PLANNED) as made:
        plan = given.write(tmp_path, "bad.yaml", f"council: 1\nposts: [{{{ENTRY}, {entry}}}]\n")
        with pytest.raises(Refused) as caught:
            apply_plan(workspace=made, path=plan)
        (problem,) = caught.value.problems
        assert (str(problem.why), ":2:" in problem.what) == (why, True)
