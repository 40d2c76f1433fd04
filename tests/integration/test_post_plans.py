"""Posts in plan files: a dump makes an equal workspace, and a plan cannot let pass what the gate holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from council_app.errors import Refused
from council_app.services import posts
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late"))
PLANNED = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: planned, due: 2096-09, since: 2026-06-01}\n"
SHIPPED = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: investigating, due: null, since: 2026-06-01}\n"
DAY = date(2026, 7, 1)
BARE = "key: p, locale: en-GB"
FULL = f"{BARE}, market: gb, title: T, as_of: 2026-07-01, text: abc"


def told(folder: Path, *more: str, name: str = "w.council") -> Workspace:
    """Twelve people, two notes, one insight that is planned."""
    return given.workspace(folder, given.people(), given.notes(*SAID), given.INSIGHT, PLANNED, *more, name=name)


def out(made: Workspace) -> str:
    """A post that somebody edited, answered for, signed off, put out and corrected; its id."""
    (post,) = posts.begin(workspace=made, market="gb", as_of=DAY, contact="hello@brand.example").ids
    text = posts.post_of(workspace=made, id=post).written.text
    posts.edit(workspace=made, id=post, text=f"{text}\nWe will see you.\n", title="What became of it")
    found = posts.post_of(workspace=made, id=post)
    for held in posts.gate_of(workspace=made, market="gb").held(found):
        posts.override(workspace=made, id=post, held=held, by="Mia Vance", reason="A greeting, not a promise")
    posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")
    posts.publish(workspace=made, id=post, day=date(2026, 7, 2), place="https://example.org/late-fee")
    return post


def test_a_dump_makes_an_equal_workspace(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        out(made)
        given.apply(made, tmp_path, SHIPPED)
        (due,) = posts.corrections(workspace=made)
        posts.draft_correction(workspace=made, out=due.out, cause=due.cause, source=due.source, text="It is not planned any more.")
        dumped = dump_workspace(workspace=made, with_people=True)
    with given.workspace(tmp_path, plan="", name="again.council") as again:
        plan = given.write(tmp_path, "dump.yaml", dumped)
        apply_plan(workspace=again, path=plan)
        second = apply_plan(workspace=again, path=plan)
        assert (second.created, second.changed) == (0, 0)
        assert dump_workspace(workspace=again, with_people=True) == dumped
        (ref,) = posts.posts(workspace=again)
        post = posts.post_of(workspace=again, id=ref.id)
        assert (ref.state, post.approved_by, post.edited) == (posts.PostState.OUT, "Mia Vance", True)
        assert [due.text for due in posts.corrections(workspace=again)] == ["It is not planned any more."]


def test_a_sign_off_does_not_travel_once_the_post_was_changed(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = out(made)
        assert "signoff" in dump_workspace(workspace=made)
        posts.edit(workspace=made, id=post, title="Another title")
        assert "signoff" not in dump_workspace(workspace=made)


@pytest.mark.parametrize(
    ("entry", "place", "why"),
    [
        (
            "{FULL, claims: [{kind: quote, of: n9, starts: 0, ends: 3}]}",
            "2:112",
            "there is no note “n9”",
        ),
        (
            "{FULL, claims: [{kind: delivery, of: x, starts: 0, ends: 3}]}",
            "2:115",
            "there is no delivery of “x” in the market of the post",
        ),
        (
            "{BARE, overrides: [{rule: quote-consent, words: a, sentence: a, reason: r, by: b, at: 2026-07-01T10:00:00Z}]}",
            "2:52",
            "“quote-consent” is a rule that no second person may let pass",
        ),
        (
            "{FULL, claims: [{kind: part, of: x, starts: 0, ends: 4}]}",
            "",
            "a sentence it links lies outside the text",
        ),
        ("{key: p, locale: en-GB}", "", "“market” is missing, and this entry is new"),
    ],
)
def test_what_a_plan_may_not_say_of_a_post_is_refused_where_it_stands(tmp_path: Path, entry: str, place: str, why: str) -> None:
    with told(tmp_path) as made:
        plan = given.write(tmp_path, "bad.yaml", f"council: 1\nposts: [{entry.replace('FULL', FULL).replace('BARE', BARE)}]\n")
        with pytest.raises(Refused) as caught:
            apply_plan(workspace=made, path=plan)
        first = caught.value.problems[0]
        assert str(first.why) == why
        assert place in first.what
        assert posts.posts(workspace=made) == ()


def test_words_of_who_refused_notes_stay_out_of_the_dump(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        out(made)
        refused = given.people(count=1).replace("+00:00}", "+00:00, withdrawn: 2026-07-20T08:00:00+00:00}")
        given.apply(made, tmp_path, refused)
        dumped = dump_workspace(workspace=made)
    assert [words in dumped for _, words in SAID] == [False, True]
    with given.workspace(tmp_path, plan="", name="again.council") as again:
        apply_plan(workspace=again, path=given.write(tmp_path, "dump.yaml", dumped))
        assert dump_workspace(workspace=again) == dumped
