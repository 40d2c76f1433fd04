"""`council blog`, as people and scripts run it: stored posts as they were edited, the others from the data, nothing past the gate."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from council_app.services import posts
from council_app.services.workspace import Workspace, open_workspace
from tests import factories as given
from tests.program import run

DAY = date(2026, 7, 1)
TWO = """
council: 1
markets: [{key: gb, locales: [en-GB, sv-SE]}]
deliveries:
  - {insight: late-fee, market: gb, status: planned, due: 2096-09, since: 2026-06-01}
"""
PLACE = "https://example.org/late-fee"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two notes: one may be quoted, one may not; the English post is begun and edited."""
    silent = given.people(count=2, allow=("notes",)).replace("Ada Lind", "Zed Moor").replace("ada@", "zed@").replace("P01", "P20")
    said = given.notes(("P01", "It came late, again"), ("P20", "Nobody told me of this fee before"))
    with given.workspace(tmp_path, given.people(), silent, said, given.INSIGHT, TWO) as made:
        posts.begin(workspace=made, market="gb", as_of=DAY, locales=["en-GB"])
        add(made, "Thank you.")
        return made.path


def add(made: Workspace, words: str) -> str:
    (ref,) = posts.posts(workspace=made)
    text = posts.post_of(workspace=made, id=ref.id).written.text
    posts.edit(workspace=made, id=ref.id, text=f"{text}\n{words}\n")
    return ref.id


def test_what_was_edited_is_written_as_it_stands_and_the_rest_from_the_data(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "blog", path, "--market", "GB", "--out", tmp_path / "site", "--json")
    document = ran.document
    assert ran.code == 0
    assert [Path(file).name for file in document["files"]] == ["index.en.md", "index.sv.md"]
    assert [(post["locale"], post["as_of"], post["edited"]) for post in document["posts"]] == [
        ("en-GB", "2026-07-01", True),
        ("sv-SE", "2026-07-01", False),
    ]
    english, swedish = (Path(file).read_text(encoding="utf-8") for file in document["files"])
    assert ("Thank you." in english, "Thank you." in swedish) == (True, False)
    assert (document["held_back"], document["overridden"]) == ([], [])
    assert [(left["locale"], left["why"]) for left in document["left_out"]] == [
        (locale, "Who said this has not allowed it to be quoted in public") for locale in ("en-GB", "sv-SE")
    ]


def test_another_day_is_another_post(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("blog", path, "--market", "gb", "--as-of", "2026-07-02", "--out", tmp_path / "site", "--json")
    document = run(capsys, *asked).document
    assert [(post["as_of"], post["edited"]) for post in document["posts"]] == [("2026-07-02", False)] * 2
    assert {Path(file).parent.name for file in document["files"]} == {"gb-2026-07-02"}


def test_what_the_gate_holds_is_listed_and_nothing_is_written(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_workspace(path=path, passphrase=None, actor="kim") as made:
        post = add(made, "We guarantee a reply. Ada Lind, nobody told me of this fee before.")
        held = posts.gate_of(workspace=made, market="gb").held(posts.post_of(workspace=made, id=post))
        (guarantee,) = (one for one in held if one.rule.overridable)
        posts.override(workspace=made, id=post, held=guarantee, by="Mia Vance", reason="Legal agreed")
    ran = run(capsys, "blog", path, "--market", "gb", "--out", tmp_path / "site", "--json")
    assert (ran.code, (tmp_path / "site").exists()) == (1, False)
    place = "Is something wrong here? ¶ 3"
    assert [(one["locale"], one["rule"], one["where"], one["text"]) for one in ran.document["held_back"]] == [
        ("en-GB", "personal-data", place, "Ada Lind"),
        ("en-GB", "quote-consent", place, "nobody told me of this fee before"),
    ]
    assert [(one["rule"], one["text"], one["by"], one["reason"]) for one in ran.document["overridden"]] == [
        ("overclaim", "guarantee", "Mia Vance", "Legal agreed")
    ]
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["council", "council"]


def test_the_list_says_how_far_each_post_is_and_what_must_be_put_right(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_workspace(path=path, passphrase=None, actor="kim") as made:
        (ref,) = posts.posts(workspace=made)
        posts.sign_off(workspace=made, id=ref.id, by="Mia Vance", wrote="Kim")
        posts.publish(workspace=made, id=ref.id, day=DAY, place=PLACE)
        given.apply(made, path.parent, TWO.replace("planned, due: 2096-09", "declined, due: null, reason: Too costly"))
    ran = run(capsys, "blog", path, "--market", "gb", "--posts", "--json")
    (post,), (due,) = ran.document["posts"], ran.document["corrections"]
    assert (post["state"], post["approved_by"], post["out"]) == (
        "out",
        "Mia Vance",
        [{"day": "2026-07-01", "place": PLACE, "down_on": None}],
    )
    assert (due["cause"], due["why"], due["place"]) == ("status", "It said “planned”; today it is “declined”", PLACE)
    today = datetime.now(UTC).astimezone().date()
    assert str(today.year) in due["text"]
    lines = run(capsys, "blog", path, "--market", "gb", "--posts").out.splitlines()
    assert lines[0] == "2026-07-01  en-GB  out  What you told us in Bristol, and what became of it"
    assert lines[1].startswith(f"To put right in {PLACE}: It said “planned”; today it is “declined”. Correction of ")


@pytest.mark.parametrize("more", [[], ["--posts", "--out", "site"]])
def test_one_of_writing_and_listing_is_asked_for(path: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    assert run(capsys, "blog", path, "--market", "gb", *more).code == 2
