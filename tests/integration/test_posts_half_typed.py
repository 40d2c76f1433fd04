"""Half-typed text of a post: none of it is cut, and no word of somebody who changed the post meanwhile goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from council_app.db.models import Setting
from council_app.domain.enums import Purpose, SaidKind
from council_app.domain.limits import POST_LIMIT, TEXT_LIMIT
from council_app.domain.posts import Written, edited
from council_app.errors import CouncilError, m_
from council_app.services import posts
from council_app.services.consent import record_answers, withdraw
from council_app.services.erasure import erase_person
from council_app.services.posting_view import Typed, as_stored, keep_typed, put_typed, typed_of
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late"))
PLANNED = "council: 1\ndeliveries:\n  - {insight: late-fee, market: gb, status: planned, due: 2096-09, since: 2026-06-01}\n"
BODY = "First words.\n\nSecond words.\n\nThird words.\n"


def begun(folder: Path) -> tuple[Workspace, str]:
    made = given.workspace(folder, given.people(), given.notes(*SAID), given.INSIGHT, PLANNED)
    (post,) = posts.begin(workspace=made, market="gb", as_of=date(2026, 7, 1)).ids
    return made, post


def stored(made: Workspace, post: str) -> Typed:
    return as_stored(posts.post_of(workspace=made, id=post))


def typed_on(base: Typed, text: str, **lines: str) -> Typed:
    return replace(base, written=edited(base.written, text), base=base, **lines)


def test_what_is_typed_is_kept_whole_however_long(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        for length in (TEXT_LIMIT + 7, POST_LIMIT + 7):
            typed = replace(stored(made, post), written=Written("a" * length))
            keep_typed(workspace=made, post=post, typed=typed)
            assert typed_of(workspace=made, post=post) == typed


def test_what_it_was_typed_on_is_kept_with_it_and_older_entries_are_read(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        base = stored(made, post)
        typed = typed_on(base, f"{base.written.text}\nMore.\n")
        keep_typed(workspace=made, post=post, typed=typed)
        found = typed_of(workspace=made, post=post)
        assert (found, found and found.base) == (typed, base)
        with made.write(m_("Keep half-typed text")) as writing:
            key, value = writing.execute(select(Setting.key, Setting.value).where(Setting.key.endswith(post))).one()
            title, words, fields = json.loads(value)
            del fields["base"]
            writing.execute(update(Setting).where(Setting.key == key).values(value=json.dumps([title, words, fields])))
        older = typed_of(workspace=made, post=post)
        assert (older, older and older.base) == (typed, None)


def test_half_typed_words_stand_beside_what_somebody_changed_meanwhile(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        posts.edit(workspace=made, id=post, text=BODY, title="A title")
        typed = typed_on(stored(made, post), BODY.replace("Second words", "My second words"), title="My title", contact="me@example.org")
        theirs = BODY.replace("Second words", "Their second words").replace("Third words", "Their third words")
        posts.edit(workspace=made, id=post, text=f"{theirs}\nTheir fourth.\n", title="Their title", description="Their sentence")
        put = put_typed(workspace=made, post=post, typed=typed)
        now = stored(made, post)
        assert (put.met, put.twice, put.stored) == (True, True, now)
        assert (now.title, now.description, now.contact) == ("My title", "Their sentence", "me@example.org")
        assert now.written.text.split("\n\n") == [
            "First words.",
            "My second words.",
            "Their second words.",
            "Their third words.",
            "Their fourth.",
            "Their title\n",
        ]


def test_what_only_one_of_two_changed_stands_once(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        posts.edit(workspace=made, id=post, text=BODY)
        typed = typed_on(stored(made, post), BODY.replace("First", "My first"))
        posts.edit(workspace=made, id=post, text=BODY.replace("\n\nThird words.", ""))
        put = put_typed(workspace=made, post=post, typed=typed)
        assert (put.met, put.twice, put.stored.written.text) == (True, False, "My first words.\n\nSecond words.\n")


def test_a_link_stays_on_its_words_when_two_meet(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        base = stored(made, post)
        typed = typed_on(base, f"My own words.\n\n{base.written.text}")
        posts.edit(workspace=made, id=post, text=f"{base.written.text}\nTheir own words.\n")
        now = put_typed(workspace=made, post=post, typed=typed).stored.written
        spans = [(one.kind, one.source, base.written.text[one.starts : one.ends]) for one in base.written.said]
        assert [(one.kind, one.source, now.text[one.starts : one.ends]) for one in now.said] == spans
        assert (now.text.startswith("My own words."), now.text.endswith("Their own words.\n")) == (True, True)


def test_words_of_somebody_erased_go_from_half_typed_prose_too(tmp_path: Path) -> None:
    made, post = begun(tmp_path)
    with made:
        base = stored(made, post)
        bare = replace(base, written=Written("Twelve people came."))
        keep_typed(workspace=made, post=post, typed=replace(bare, written=Written("They told us they found the fee on my doormat.")))
        keep_typed(
            workspace=made, post="on-hers", typed=replace(bare, base=replace(base, written=Written("I found the fee on my doormat.")))
        )
        keep_typed(workspace=made, post="another", typed=bare)
        erase_person(workspace=made, who="ada@example.org")
        found = [typed_of(workspace=made, post=one) for one in (post, "on-hers", "another")]
        assert found == [None, None, bare]


def test_a_quote_whose_speaker_went_after_the_preview_is_not_written(tmp_path: Path) -> None:
    allowed = (Purpose.NOTES, Purpose.QUOTE_PUBLIC)
    with given.workspace(tmp_path, given.people(), given.notes(*SAID), given.INSIGHT, PLANNED) as made:
        for seat in ("P01", "P02"):
            withdraw(workspace=made, session=given.SESSION, person=seat, purposes=[Purpose.QUOTE_PUBLIC])
        (post,) = posts.begin(workspace=made, market="gb", as_of=date(2026, 7, 1)).ids
        before = stored(made, post).written
        record_answers(workspace=made, session=given.SESSION, person="P01", granted=allowed)
        shown = posts.rewriting(workspace=made, id=post, as_of=date(2026, 8, 1))
        quoted = [[one for one in each.said if one.kind is SaidKind.QUOTE] for each in (before, shown.post)]
        assert [len(each) for each in quoted] == [0, 1]
        withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.QUOTE_PUBLIC])
        with pytest.raises(CouncilError, match="it was changed since"):
            posts.rewrite(workspace=made, id=post, rewritten=shown)
        assert stored(made, post).written == before
