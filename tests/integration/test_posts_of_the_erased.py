"""Erased, merged, exported: what posts hold of a person follows the person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from council_app.db.engine import connect
from council_app.domain.enums import CorrectionCause, SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import Written
from council_app.errors import CouncilError
from council_app.i18n import translator
from council_app.services import posts
from council_app.services.erasure import erase_person, look_before_erasing
from council_app.services.history import undo
from council_app.services.merging import merge_people
from council_app.services.people import person_id
from council_app.services.person import export_person
from council_app.services.plan import dump_workspace
from council_app.services.posting_view import as_stored, keep_typed, typed_of
from council_app.services.workspace import Workspace, check
from tests import factories as given

SAID = (("P30", "Zqletters with zqfees came on my doormat too late"), ("P02", "Forty pounds for one day late"))
MADE = """
council: 1
people:
  - {email: zelda.quux@example.org, name: Zelda Quux, session: bristol-am, seat: P30, status: arrived, consents: [
     {purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00},
     {purpose: quote_public, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]}
"""
PLANNED = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: planned, due: 2096-09, since: 2026-06-01}\n"
PLACE = "https://example.org/late-fee"


def out(folder: Path) -> tuple[Workspace, str]:
    """A post that quotes Zelda and was edited, signed off and put out; she is named in what somebody typed after that."""
    made = given.workspace(folder, given.people(), MADE, given.notes(*SAID), given.INSIGHT, PLANNED)
    (post,) = posts.begin(workspace=made, market="gb", as_of=date(2026, 7, 1)).ids
    text = posts.post_of(workspace=made, id=post).written.text
    posts.edit(workspace=made, id=post, text=f"{text}\nThese zqletters with zqfees came on my doormat. We guarantee a reply.\n")
    found = posts.post_of(workspace=made, id=post)
    for held in posts.gate_of(workspace=made, market="gb").held(found):
        posts.override(workspace=made, id=post, held=held, by="Mia Vance", reason="Zelda Quux agreed")
    posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")
    posts.publish(workspace=made, id=post, day=date(2026, 7, 2), place=PLACE)
    posts.edit(
        workspace=made,
        id=post,
        title="Zelda Quux and others",
        slug="zelda-quux-said",
        text=f"Zelda Quux, [here](https://e.org/Zelda-Quux).\n\n{found.written.text}",
    )
    return made, post


def everything(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.glob("w.council*"))).lower()


def test_no_byte_of_any_post_holds_an_erased_person(tmp_path: Path) -> None:
    made, post = out(tmp_path)
    with made:
        assert b"zqletters" in everything(tmp_path)
        assert look_before_erasing(workspace=made, who="Zelda Quux").documents == (("post", PLACE),)
        erased = erase_person(workspace=made, who="Zelda Quux")
        assert erased.documents == (("post", PLACE),)
        found = posts.post_of(workspace=made, id=post)
        assert check(workspace=made).problems == ()
        assert found.ref.title == "… and others"
        assert found.written.text.startswith("…, [here](https://e.org/…).\n\n## What you told us")
        assert found.slug == "…-said"
        assert "\n> …\n" in found.written.text
        claims = {one.kind: found.written.text[one.starts : one.ends] for one in found.written.said}
        assert claims[SaidKind.DELIVERY] == "Name the fee on the first reminder. Planned for September 2096."
        assert claims[SaidKind.QUOTE] == "> Forty pounds for one day late"
        gate = posts.gate_of(workspace=made, market="gb")
        assert [one.rule for one in gate.held(found)] == [Rule.QUOTE]
    held = everything(tmp_path)
    assert [word for word in ("zelda", "quux", "zqletters", "zqfees") if word.encode() in held] == []
    connect(tmp_path / "w.council", None).close()


def test_the_published_record_says_that_words_were_taken_out(tmp_path: Path) -> None:
    made, post = out(tmp_path)
    with made:
        erase_person(workspace=made, who="Zelda Quux")
        (record,) = posts.post_of(workspace=made, id=post).outs
        assert [(claim.words, claim.taken) for claim in record.claims if claim.kind is SaidKind.QUOTE] == [
            ("…", True),
            ("> Forty pounds for one day late", False),
        ]
        (due,) = posts.corrections(workspace=made, today=date(2026, 7, 3))
        assert (due.cause, str(due.why), due.words) == (CorrectionCause.WITHDRAWN, "The words of a quote were erased", "")
        posts.settle_correction(workspace=made, out=due.out, cause=due.cause, source=due.source, day=datetime.now(UTC).date())
        dumped = dump_workspace(workspace=made)
    with given.workspace(tmp_path, plan="", name="again.council") as again:
        given.apply(again, tmp_path, dumped)
        assert dump_workspace(workspace=again) == dumped


def test_an_erasure_cannot_be_undone_into_a_post(tmp_path: Path) -> None:
    made, post = out(tmp_path)
    with made:
        erase_person(workspace=made, who="Zelda Quux")
        with pytest.raises(CouncilError, match="it was changed since"):
            undo(workspace=made)
        found = posts.post_of(workspace=made, id=post)
        assert "zq" not in f"{found.ref.title} {found.written.text}".lower().replace("quux", "zq")
        assert check(workspace=made).problems == ()


def test_their_own_copy_says_which_posts_quote_them(tmp_path: Path) -> None:
    made, _ = out(tmp_path)
    with made:
        export_person(workspace=made, who="Zelda Quux", folder=tmp_path / "copy", t=translator("en"))
    documents = json.loads((tmp_path / "copy" / "person.json").read_text(encoding="utf-8"))["documents"]
    assert [(each["kind"], each["about"], each["locale"]) for each in documents] == [("draft", "GB", "en-GB"), ("post", PLACE, "en-GB")]


def test_two_who_are_one_are_still_quoted_and_a_no_ends_it(tmp_path: Path) -> None:
    made, _ = out(tmp_path)
    with made:
        one, other = (person_id(workspace=made, who=who) for who in ("Zelda Quux", "Ben Moss"))
        found = merge_people(workspace=made, one=one, other=other)
        assert (found.joined, posts.corrections(workspace=made, today=date(2026, 7, 3))) == (1, ())


def test_what_was_half_typed_of_a_post_goes_where_it_names_or_quotes_them(tmp_path: Path) -> None:
    made, quoting = out(tmp_path)
    with made:
        posts.begin(workspace=made, market="gb", as_of=date(2026, 8, 1))
        others = {ref.id: ref for ref in posts.posts(workspace=made) if ref.id != quoting}
        (naming,) = others
        typed = as_stored(posts.post_of(workspace=made, id=quoting))
        unlinked = replace(typed, written=Written("Twelve people came."), title="What was said", slug="what-was-said")
        words = typed.written.text
        hers = next(one for one in typed.written.said if one.kind is SaidKind.QUOTE and "Zqletters" in words[one.starts : one.ends])
        quote = Written("> Too late.", (replace(hers, starts=0, ends=11),))
        keep_typed(workspace=made, post=quoting, typed=replace(unlinked, written=quote))
        keep_typed(workspace=made, post=naming, typed=replace(unlinked, description="Zelda Quux was glad"))
        keep_typed(workspace=made, post="another", typed=unlinked)
        erase_person(workspace=made, who="zelda.quux@example.org")
        assert [typed_of(workspace=made, post=post) for post in (quoting, naming, "another")] == [None, None, unlinked]
