"""A post as Markdown: every sentence keeps what it stands on, through writing, editing and writing again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.draft import Claim, Draft, Marked, Paragraph, Prose, Quote, Run, Section
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.posts import Clash, Written, compose, edited, regenerate, understand


def draft(*sections: Section) -> Draft:
    return Draft("post", "gb", "GB", "en-GB", "Title", "", "post", (), date(2026, 12, 8), sections)


PAUSE = Claim("You can pause a payment. United Kingdom: for everyone since 3 November 2026.", "pause", DeliveryStatus.SHIPPED)
DATE = Claim("Pick your own date. In test with 240 people.", "date", DeliveryStatus.IN_TEST)
POST = draft(
    Section(
        "What you told us",
        (Prose("18 customers met us."), Prose("Letters come late.", "letters"), Quote("Too late for me", "en", "n1")),
        "heard",
    ),
    Section("What is different now", (PAUSE,), "shipped"),
    Section("What we are testing", (DATE,), "testing"),
)
TEXT = """\
## What you told us

18 customers met us.

Letters come late.

> Too late for me

## What is different now

You can pause a payment. United Kingdom: for everyone since 3 November 2026.

## What we are testing

Pick your own date. In test with 240 people.
"""


def words(post: Written, kind: SaidKind) -> list[str]:
    return [post.text[one.starts : one.ends] for one in post.said if one.kind is kind]


def test_a_draft_is_markdown_with_what_it_stands_on() -> None:
    post = compose(POST)
    assert post.text == TEXT
    assert words(post, SaidKind.DELIVERY) == [PAUSE.text, DATE.text]
    assert words(post, SaidKind.QUOTE) == ["> Too late for me"]
    assert words(post, SaidKind.INSIGHT) == ["Letters come late."]


def test_what_was_composed_reads_as_it_was() -> None:
    read = understand(compose(POST))
    assert [section.heading for section in read.sections] == ["What you told us", "What is different now", "What we are testing"]
    heard, shipped, testing = read.sections
    assert heard.blocks == (
        Paragraph((Run("18 customers met us."),)),
        Paragraph((Run("Letters come late."),)),
        Quote("Too late for me", "en", "n1"),
    )
    assert shipped.blocks == (Paragraph((Run(PAUSE.text),), (Marked(0, len(PAUSE.text), PAUSE),)),)
    assert testing.blocks == (Paragraph((Run(DATE.text),), (Marked(0, len(DATE.text), DATE),)),)


def test_a_claim_stays_on_its_words_when_others_are_written_around_it() -> None:
    post = edited(compose(POST), TEXT.replace("Pick your own date.", "Good news: pick your own due date."))
    (testing,) = understand(post).sections[2].blocks
    assert isinstance(testing, Paragraph)
    assert testing.text == "Good news: pick your own due date. In test with 240 people."
    assert [(one.said.text, one.said.delivery) for one in testing.marked if isinstance(one.said, Claim)] == [
        ("pick your own due date. In test with 240 people.", "date")
    ]


def test_a_claim_whose_words_are_gone_is_gone() -> None:
    post = edited(compose(POST), TEXT.replace("Pick your own date. In test with 240 people.", ""))
    assert words(post, SaidKind.DELIVERY) == [PAUSE.text]


def test_words_set_as_a_quote_without_a_note_are_a_quote_nobody_allowed() -> None:
    (block,) = understand(Written("> Somebody said this\n")).sections[0].blocks
    assert block == Quote("Somebody said this", "", "")


def test_marks_of_markdown_show_and_say_where_they_stand() -> None:
    text = "# One *more* thing\n\nA **bold** [link](https://example.org/a_(b)) and\nthe rest.\n\n- first\n- second &amp; last \\*\n"
    read = understand(Written(text))
    (section,) = read.sections
    assert section.heading == "One more thing"
    assert [(block.text, block.listed) for block in section.blocks if isinstance(block, Paragraph)] == [
        ("A bold link and the rest.", False),
        ("first", True),
        ("second & last *", True),
    ]
    assert [run for block in section.blocks[:1] if isinstance(block, Paragraph) for run in block.runs] == [
        Run("A "),
        Run("bold", strong=True),
        Run(" "),
        Run("link", href="https://example.org/a_(b)"),
        Run(" and the rest."),
    ]
    for block, word in ((0, "bold"), (0, "rest"), (1, "first"), (2, "last")):
        said = section.blocks[block].text
        start = said.index(word)
        span = read.span(0, block, start, start + len(word))
        assert span is not None
        assert text[slice(*span)] == word


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![photo](https://example.org/a.png)",
        "```\ncode\n```",
        "[a]: http://x\n\n[a]",
    ],
)
def test_nothing_but_words_comes_out_of_markup(text: str) -> None:
    blocks = [block for section in understand(Written(text)).sections for block in section.blocks]
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert [run.href for block in blocks if isinstance(block, Paragraph) for run in block.runs if run.href] == [
        href for href in ["https://example.org/a.png"] if "photo" in text
    ]


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40).filter(str.strip)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_whatever_was_typed_is_read_as_these_letters(lines: list[str]) -> None:
    read = understand(compose(draft(Section("Heading", tuple(Prose(line) for line in lines)))))
    assert [block.text for block in read.sections[0].blocks] == [" ".join(line.split()) for line in lines]


@given(LINES)
def test_every_letter_has_its_place(line: str) -> None:
    post = compose(draft(Section("Heading", (Claim(line, "d", DeliveryStatus.HEARD),))))
    read = understand(post)
    (block,) = read.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert [(one.start, one.end) for one in block.marked] == [(0, len(block.text))]


# -- writing again


def shipped_date() -> Draft:
    """The same post after the test became available to everyone: the claim says otherwise, elsewhere."""
    heard, now, _testing = POST.sections
    claim = Claim("Pick your own date. For everyone since 1 December 2026.", "date", DeliveryStatus.SHIPPED)
    return draft(heard, replace(now, blocks=(PAUSE, claim)))


def test_a_post_nobody_touched_becomes_the_new_one() -> None:
    base, new = compose(POST), compose(shipped_date())
    again = regenerate(base, base, new)
    assert (again.post, again.clashes) == (new, ())


def test_words_that_somebody_changed_stay_and_the_rest_is_new() -> None:
    base = compose(POST)
    mine = edited(base, TEXT.replace("18 customers met us.", "Eighteen of you met us.") + "\nThank you.\n")
    again = regenerate(base, mine, compose(shipped_date()))
    assert again.clashes == ()
    assert (
        again.post.text
        == TEXT.replace("18 customers met us.", "Eighteen of you met us.").replace(
            "## What we are testing\n\nPick your own date. In test with 240 people.\n",
            "Pick your own date. For everyone since 1 December 2026.\n",
        )
        + "\nThank you.\n"
    )
    assert words(again.post, SaidKind.DELIVERY) == [PAUSE.text, "Pick your own date. For everyone since 1 December 2026."]


def test_what_changed_on_both_sides_stays_and_is_shown() -> None:
    base = compose(POST)
    mine = edited(base, TEXT.replace("In test with 240 people.", "240 people try it."))
    again = regenerate(base, mine, compose(shipped_date()))
    assert "Pick your own date. 240 people try it." in again.post.text
    assert again.clashes == (Clash("Pick your own date. 240 people try it.", "Pick your own date. For everyone since 1 December 2026."),)
    assert [one.status for one in again.post.said if one.source == "date"] == [DeliveryStatus.IN_TEST]


def test_what_somebody_took_out_stays_out_until_it_says_otherwise() -> None:
    base = compose(POST)
    mine = edited(base, TEXT.replace(f"{PAUSE.text}\n\n", ""))
    assert PAUSE.text not in regenerate(base, mine, base).post.text
    assert regenerate(base, mine, base).clashes == ()
    other = replace(PAUSE, text="You can pause any payment.")
    heard, now, testing = POST.sections
    again = regenerate(base, mine, compose(draft(heard, replace(now, blocks=(other,)), testing)))
    assert again.clashes == (Clash("", "You can pause any payment."),)


TOUCHES = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.text("ab *\n", max_size=6)), max_size=5)


@given(TOUCHES)
def test_nothing_somebody_wrote_is_lost_by_writing_again(touches: list[tuple[int, int, str]]) -> None:
    base = mine = compose(POST)
    for at, length, put in touches:
        mine = edited(mine, mine.text[:at] + put + mine.text[at + length :])
    again = regenerate(base, mine, compose(shipped_date()))
    bases = {part.strip() for part in TEXT.split("\n\n")}
    kept = [part.strip() for part in mine.text.replace("\n \n", "\n\n").split("\n\n") if part.strip() and part.strip() not in bases]
    said = "".join(again.post.text.split())
    assert [part for part in kept if "".join(part.split()) not in said] == []
    for one in again.post.said:
        assert 0 <= one.starts < one.ends <= len(again.post.text)
