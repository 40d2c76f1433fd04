"""The life of a post: begun from data, edited, held, answered for, signed off, published, corrected; nobody can go round the gate."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from council_app.db.engine import connect
from council_app.domain.enums import CorrectionCause, Purpose, SaidKind
from council_app.domain.held import HeldBack, Rule
from council_app.errors import CouncilError, Refused
from council_app.i18n import translator
from council_app.services import posts
from council_app.services.consent import withdraw
from council_app.services.deliveries import remove as remove_delivery
from council_app.services.history import history, next_undo, undo
from council_app.services.posts import GeneratorName, PostFacts, PostState
from council_app.services.workspace import Workspace, check, open_workspace
from tests import factories as given

SAID = (("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late"))
DELIVERY = "council: 1\ndeliveries:\n  - {{insight: late-fee, market: gb, {}}}\n"
PLANNED = DELIVERY.format("status: planned, due: 2096-09, since: 2026-06-01")
TESTING = DELIVERY.format("status: in-test, with: 40 customers in Bristol, since: 2026-06-01, due: null")
LATER = DELIVERY.format("status: planned, due: 2097-02")
DECLINED = DELIVERY.format("status: declined, reason: It would cost more than it saves, due: null")
DAY = date(2026, 7, 1)
PLACE = "https://example.org/late-fee"


def told(folder: Path, delivery: str = PLANNED, *, market: str = "") -> Workspace:
    """Twelve people, two notes they allow to be quoted, one insight with a delivery."""
    return given.workspace(folder, given.people(), given.notes(*SAID), given.INSIGHT, delivery, market)


def begun(made: Workspace) -> str:
    (post,) = posts.begin(workspace=made, market="gb", as_of=DAY).ids
    return post


def read(made: Workspace, post: str) -> PostFacts:
    return posts.post_of(workspace=made, id=post)


def add(made: Workspace, post: str, words: str) -> None:
    posts.edit(workspace=made, id=post, text=f"{read(made, post).written.text}\n{words}\n")


def held(made: Workspace, post: str) -> tuple[HeldBack, ...]:
    return posts.gate_of(workspace=made, market="gb").held(read(made, post))


def publish(made: Workspace, post: str) -> None:
    posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")
    posts.publish(workspace=made, id=post, day=date(2026, 7, 2), place=PLACE)


def test_every_locale_of_the_market_is_begun_as_one_post(tmp_path: Path) -> None:
    with told(tmp_path, market="council: 1\nmarkets: [{key: gb, locales: [en-GB, sv-SE, pl-PL, en]}]\n") as made:
        begun = posts.begin(workspace=made, market="GB", as_of=DAY, locales=["sv-SE"])
        rest = posts.begin(workspace=made, market="gb", as_of=DAY)
        found = posts.posts(workspace=made, market="gb")
        assert (len(begun.ids), len(rest.ids)) == (1, 3)
        assert {(post.bundle, post.locale, post.state) for post in found} == {
            ("gb-2026-07-01", locale, PostState.DRAFT) for locale in ("en-GB", "sv-SE", "pl-PL", "en")
        }
        with pytest.raises(CouncilError, match="there is a post of this market and day already"):
            posts.begin(workspace=made, market="gb", as_of=DAY)
        with pytest.raises(CouncilError, match="the market does not publish in this locale"):
            posts.begin(workspace=made, market="gb", as_of=DAY, locales=["de-DE"])


def test_a_sentence_keeps_its_delivery_while_the_words_around_it_change(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        before = read(made, post)
        posts.edit(workspace=made, id=post, text=before.written.text.replace("Name the fee", "Good news first. Name the fee"))
        after = read(made, post)
    (claim,) = (one for one in after.written.said if one.kind is SaidKind.DELIVERY)
    assert after.written.text[claim.starts : claim.ends].endswith("Name the fee on the first reminder. Planned for September 2096.")
    assert (before.edited, after.edited, before.newer, after.newer) == (False, True, False, False)


def test_the_gate_of_the_window_is_that_of_the_export(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, "Ada Lind helped us, and you can now pause. Call 0117 496 0123.")
        assert [one.rule for one in held(made, post)] == [Rule.PERSONAL, Rule.STATUS, Rule.PERSONAL]
        with pytest.raises(Refused) as caught:
            posts.export_bundle(workspace=made, ids=[post], generator=GeneratorName.HUGO, out=tmp_path / "site")
        assert [problem.what for problem in caught.value.problems] == ["en-GB, Is something wrong here? ¶ 2"] * 3
    assert not (tmp_path / "site").exists()


def test_a_point_lies_where_it_stands_in_the_markdown(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, "Thanks **to Ada *Lind*** for that.")
        (point,) = held(made, post)
        found = read(made, post)
    place = posts.place_of(found, point)
    assert place is not None
    assert found.written.text[slice(*place)] == "Ada *Lind"


@pytest.mark.parametrize(
    "words",
    [
        "Ada Lind helped us.",
        "Write to ada@example.org.",
        "As P03 said, it is late.",
        "> I never said that",
        "[Here](mailto:ada@example.org).",
        "[Here](https://example.org/ada-lind).",
        "[Here](https://example.org/?who=%41da%20Lind).",
    ],
)
def test_nobody_can_answer_for_what_is_somebody_elses(tmp_path: Path, words: str) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, words)
        point = held(made, post)[0]
        with pytest.raises(CouncilError, match="no second person may let this pass"):
            posts.override(workspace=made, id=post, held=point, by="Mia Vance", reason="It is fine")
        with pytest.raises(Refused):
            posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")


def test_an_answer_holds_for_its_sentence_alone(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, "We guarantee a reply.")
        (point,) = held(made, post)
        posts.override(workspace=made, id=post, held=point, by="Mia Vance", reason="Legal agreed")
        assert held(made, post) == ()
        (answer,) = read(made, post).overrides
        assert (answer.words, answer.sentence, answer.by) == ("guarantee", "We guarantee a reply.", "Mia Vance")
        add(made, post, "We guarantee a refund.")
        assert [one.words for one in held(made, post)] == ["guarantee"]
        posts.take_back_override(workspace=made, override=answer.id)
        assert [one.words for one in held(made, post)] == ["guarantee", "guarantee"]


@pytest.mark.parametrize(
    ("by", "reason", "why"),
    [
        ("", "Legal agreed", "it is not said who answers for it"),
        ("Mia Vance", "…", "no reason is given"),
        ("KIM", "Legal agreed", "who writes a post cannot answer for it"),
    ],
)
def test_who_answers_is_a_second_person_with_a_reason(tmp_path: Path, by: str, reason: str, why: str) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, "We guarantee a reply.")
        (point,) = held(made, post)
        with pytest.raises(CouncilError, match=why):
            posts.override(workspace=made, id=post, held=point, by=by, reason=reason)
        with pytest.raises(CouncilError, match="the gate does not hold this any more"):
            posts.override(
                workspace=made, id=post, held=HeldBack(Rule.OVERCLAIM, "x", point.why, 0, 1, "y"), by="Mia", reason="Legal agreed"
            )


@pytest.mark.parametrize(
    ("by", "wrote", "why"),
    [
        ("Kim", "kim", "cannot sign it off"),
        ("", "Kim", "a name is missing"),
        ("Lind, Ada", "Kim", "this is also the name of somebody on a roster"),
    ],
)
def test_a_sign_off_needs_two_people(tmp_path: Path, by: str, wrote: str, why: str) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        with pytest.raises(CouncilError, match=why):
            posts.sign_off(workspace=made, id=post, by=by, wrote=wrote)


def test_who_answered_for_a_sentence_did_not_write_the_post(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        add(made, post, "We guarantee a reply.")
        posts.override(workspace=made, id=post, held=held(made, post)[0], by="Mia Vance", reason="Legal agreed")
        with pytest.raises(CouncilError, match="who wrote the post answered for a sentence of it"):
            posts.sign_off(workspace=made, id=post, by="Ola Berg", wrote="Vance Mia")


@pytest.mark.parametrize("change", [{"title": "Another"}, {"description": "Another"}, {"slug": "another"}, {"contact": "a@brand.example"}])
def test_a_sign_off_ends_with_any_change_and_comes_back_with_it_undone(tmp_path: Path, change: dict[str, str]) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")
        assert (read(made, post).approved_by, read(made, post).ref.state) == ("Mia Vance", PostState.SIGNED)
        posts.edit(workspace=made, id=post, **change)
        assert (read(made, post).approved_by, read(made, post).ref.state) == ("", PostState.DRAFT)
        with pytest.raises(CouncilError, match="nobody has signed it off as it stands"):
            posts.publish(workspace=made, id=post, day=DAY, place=PLACE)
        assert str(next_undo(workspace=made)) == "Edit a post"
        undo(workspace=made)
        assert read(made, post).approved_by == "Mia Vance"


def test_a_sentence_on_another_delivery_ends_the_sign_off_too(tmp_path: Path) -> None:
    other = given.INSIGHT.replace("late-fee", "other") + "deliveries: [{insight: other, market: gb, status: planned, due: 2096-09}]\n"
    with told(tmp_path, PLANNED, market=other) as made:
        post = begun(made)
        posts.sign_off(workspace=made, id=post, by="Mia Vance", wrote="Kim")
        claims = [one for one in read(made, post).written.said if one.kind is SaidKind.DELIVERY]
        posts.link(workspace=made, id=post, starts=claims[0].starts, ends=claims[0].ends, delivery=claims[1].source)
        assert read(made, post).approved_by == ""


def test_what_was_said_in_public_stays_on_record(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        for day, place, why in ((DAY, " ", "it is not said where"), (datetime.now(UTC).date() + timedelta(days=2), PLACE, "not come yet")):
            with pytest.raises(CouncilError, match=why):
                posts.publish(workspace=made, id=post, day=day, place=place)
        publish(made, post)
        posts.edit(workspace=made, id=post, title="Another title", text="Nothing.\n")
        (out,) = read(made, post).outs
        assert (out.title, out.place, out.approved_by, out.down_on) == (
            "What you told us in Bristol, and what became of it",
            PLACE,
            "Mia Vance",
            None,
        )
        assert [(claim.kind, claim.due) for claim in out.claims] == [
            (SaidKind.QUOTE, ""),
            (SaidKind.QUOTE, ""),
            (SaidKind.DELIVERY, "2096-09"),
        ]
        with pytest.raises(CouncilError, match="what was said stays on record"):
            posts.remove(workspace=made, id=post)
        with pytest.raises(CouncilError, match="it was not out yet on this day"):
            posts.take_down(workspace=made, out=out.id, day=DAY)
        posts.take_down(workspace=made, out=out.id, day=date(2026, 7, 9))
        assert [ref.state for ref in posts.posts(workspace=made)] == [PostState.DOWN]
        assert check(workspace=made).problems == ()


@pytest.mark.parametrize(
    ("after", "today", "cause", "text"),
    [
        (
            DECLINED,
            DAY,
            CorrectionCause.STATUS,
            "Correction of 1 July 2026: this post said “Name the fee on the first reminder. Planned for September 2096.” That is no longer "
            "so. Today: We decided against it. The reason: It would cost more than it saves.",
        ),
        (
            LATER,
            DAY,
            CorrectionCause.LATE,
            "Correction of 1 July 2026: this post said “Name the fee on the first reminder. Planned for September 2096.” That is no longer "
            "so. Today: Planned for February 2097.",
        ),
        (
            "",
            date(2096, 10, 1),
            CorrectionCause.LATE,
            "Correction of 1 October 2096: this post said “Name the fee on the first reminder. Planned for September 2096.” That day has "
            "passed, and it is not done yet.",
        ),
    ],
)
def test_a_post_that_says_what_is_no_longer_so_is_listed_with_its_correction(
    tmp_path: Path, after: str, today: date, cause: CorrectionCause, text: str
) -> None:
    with told(tmp_path) as made:
        publish(made, begun(made))
        assert posts.corrections(workspace=made, today=date(2096, 9, 30)) == ()
        if after:
            given.apply(made, tmp_path, after)
        (due,) = posts.corrections(workspace=made, market="gb", today=today)
        assert (due.cause, due.text, due.place) == (cause, text, PLACE)
        asked = {"out": due.out, "cause": due.cause, "source": due.source}
        posts.draft_correction(workspace=made, **asked, text="We are sorry: it comes later.")
        assert [one.text for one in posts.corrections(workspace=made, today=today)] == ["We are sorry: it comes later."]
        with pytest.raises(Refused):
            posts.draft_correction(workspace=made, **asked, text="Ada Lind is sorry.")
        with pytest.raises(CouncilError, match="a correction stands in public after its post"):
            posts.settle_correction(workspace=made, **asked, day=DAY)
        posts.settle_correction(workspace=made, **asked, day=datetime.now(UTC).date())
        assert posts.corrections(workspace=made, today=today) == ()


def test_progress_needs_no_correction(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        publish(made, begun(made))
        given.apply(made, tmp_path, TESTING.replace("2026-06-01", "2026-07-10"))
        assert posts.corrections(workspace=made, today=date(2026, 7, 20)) == ()


def test_a_consent_taken_back_names_the_post_and_repeats_no_words(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        publish(made, post)
        found = withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.QUOTE_PUBLIC])
        assert [(row.kind, row.about) for row in found.published] == [("post", PLACE)]
        (due,) = posts.corrections(workspace=made, today=DAY)
        assert (due.cause, due.words, due.text) == (
            CorrectionCause.WITHDRAWN,
            "",
            "Correction of 1 July 2026: we have taken a quote out of this post.",
        )
        assert [one.rule for one in held(made, post)] == [Rule.QUOTE]


@pytest.mark.parametrize("locale", ["sv-SE", "de-DE", "fr-FR", "nl-NL"])
def test_a_correction_is_drafted_in_the_language_of_the_post(tmp_path: Path, locale: str) -> None:
    with told(tmp_path, market=f"council: 1\nmarkets: [{{key: gb, locales: [{locale}]}}]\n") as made:
        publish(made, begun(made))
        given.apply(made, tmp_path, LATER)
        (due,) = posts.corrections(workspace=made, today=DAY)
    t = translator(locale)
    assert due.locale == locale
    assert t.date(DAY) in due.text
    assert due.text.endswith(t("Planned for {due}.", due=t.month(date(2097, 2, 1))))


def test_writing_again_keeps_what_was_changed_and_shows_what_clashes(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        before = read(made, post)
        mine = before.written.text.replace("Name the fee on", "Say the fee on").replace("12 customers met us", "Twelve of you met us")
        posts.edit(workspace=made, id=post, text=mine, title="What became of it")
        given.apply(made, tmp_path, TESTING)
        assert read(made, post).newer
        shown = posts.rewriting(workspace=made, id=post, as_of=date(2026, 8, 1))
        assert [(clash.mine.split(".")[0], clash.new.split(".")[0]) for clash in shown.clashes] == [
            ("Twelve of you met us in Bristol on 12 May 2026", "12 customers met us in Bristol on 12 May 2026"),
            ("Say the fee on the first reminder", "Name the fee on the first reminder"),
        ]
        kept = posts.rewriting(workspace=made, id=post, as_of=date(2026, 8, 1)).post.text
        assert ("Say the fee on" in kept, "Twelve of you" in kept) == (True, True)
        posts.rewrite(workspace=made, id=post, rewritten=shown, settled=range(len(shown.clashes)))
        now = read(made, post)
        assert (now.ref.title, now.ref.as_of, now.newer) == ("What became of it", date(2026, 8, 1), False)
        assert "Say the fee on" not in now.written.text
        assert "In test with 40 customers in Bristol since 1 June 2026." in now.written.text
        assert held(made, post) == ()


def test_writing_again_refuses_what_somebody_changed_meanwhile(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        shown = posts.rewriting(workspace=made, id=post, as_of=date(2026, 8, 1))
        add(made, post, "Thank you.")
        with pytest.raises(CouncilError, match="somebody changed the post meanwhile"):
            posts.rewrite(workspace=made, id=post, rewritten=shown)


def test_a_claim_written_for_another_status_holds_until_it_is_linked_again(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        given.apply(made, tmp_path, TESTING)
        (point,) = held(made, post)
        found = read(made, post)
        gate = posts.gate_of(workspace=made, market="gb")
        words = gate.remedy(point, found).words
        assert (point.rule, words) == (Rule.STATUS, "In test with 40 customers in Bristol since 1 June 2026.")
        posts.edit(workspace=made, id=post, text=found.written.text.replace("Planned for September 2096.", words))
        (claim,) = (one for one in read(made, post).written.said if one.kind is SaidKind.DELIVERY)
        (delivery,) = posts.delivery_names(workspace=made, market="gb", locale="en-GB")
        posts.link(workspace=made, id=post, starts=claim.starts, ends=claim.ends, delivery=delivery.id)
        assert (held(made, post), delivery.standing) == ((), words)


def test_words_of_who_refuses_notes_leave_the_post_its_record_and_its_history(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        publish(made, post)
        withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        found = read(made, post)
        shown = [found.written.text, found.outs[0].text, *(claim.words for claim in found.outs[0].claims)]
        assert [SAID[0][1] in text for text in shown] == [False] * len(shown)
        assert SAID[1][1] in found.written.text
        logged = str([change.values for change in history(workspace=made, limit=1000) if change.entity != "note"])
        assert SAID[0][1] not in logged
        posts.edit(workspace=made, id=post, title="Another")
        with made.read() as reading:
            assert SAID[0][1] in str(reading.connection().exec_driver_sql("SELECT text FROM post").scalars().all())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": "x" * 200_001}, "it is longer than 200000 characters"),
        ({"title": " \u202e "}, "a post has a title"),
        ({"slug": "..//"}, "a post has an address"),
        ({"title": "x" * 301}, "it is longer than 300 characters"),
    ],
)
def test_what_a_post_cannot_be_is_refused(tmp_path: Path, change: dict[str, str], why: str) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        before = read(made, post)
        with pytest.raises(CouncilError, match=why):
            posts.edit(workspace=made, id=post, **change)
        assert read(made, post) == before


def test_nothing_hidden_comes_into_a_post(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        posts.edit(workspace=made, id=post, text="A\u202eda\u200b L\u2066ind\x00\r\nhelped.\n", slug="../../What a day/", title="A\u202eB")
        found = read(made, post)
        assert (found.written.text, found.slug, found.ref.title) == ("Ada Lind\nhelped.\n", "what-a-day", "AB")
        assert [one.rule for one in held(made, post)] == [Rule.PERSONAL]


def test_the_address_of_a_guest_is_no_contact(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        (post,) = posts.begin(workspace=made, market="gb", as_of=DAY, contact="Ada@example.org").ids
        assert {one.rule for one in held(made, post)} == {Rule.PERSONAL}


def test_a_sentence_outside_its_post_is_found_by_the_check(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        begun(made)
        assert check(workspace=made).problems == ()
    raw = connect(tmp_path / "w.council", None)
    raw.execute("UPDATE post_claim SET ends = 100000 WHERE starts = (SELECT max(starts) FROM post_claim)")
    raw.execute("UPDATE post SET written = 'x'")
    raw.commit()
    raw.close()
    with open_workspace(path=tmp_path / "w.council", passphrase=None) as made:
        assert [str(problem) for problem in check(workspace=made).problems] == [
            "One linked sentence lies outside its post",
            "What one post was written from cannot be read",
        ]
        (ref,) = posts.posts(workspace=made)
        assert posts.rewriting(workspace=made, id=ref.id, as_of=DAY).post.text.startswith("## What you told us")


def test_a_delivery_that_is_gone_leaves_a_post_to_put_right_and_a_claim_on_nothing(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        post = begun(made)
        publish(made, post)
        (delivery,) = posts.delivery_names(workspace=made, market="gb", locale="en-GB")
        remove_delivery(workspace=made, delivery=delivery.id)
        (due,) = posts.corrections(workspace=made, today=DAY)
        assert (due.cause, due.text) == (
            CorrectionCause.GONE,
            "Correction of 1 July 2026: this post said “Name the fee on the first reminder. Planned for September 2096.” "
            "We cannot say that any more.",
        )
        assert [one.rule for one in held(made, post)] == [Rule.STATUS]
        assert (read(made, post).approved_by, read(made, post).newer) == ("", True)
        assert check(workspace=made).problems == ()
