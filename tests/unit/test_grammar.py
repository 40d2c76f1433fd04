"""The capture line keeps every word and says what it understood."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.enums import NoteKind, Raised, Severity
from council_app.domain.grammar import Token, TokenKind, label, parse
from council_app.domain.speakers import Found, resolve_speaker

PEOPLE = (("P03", "Marta Lindqvist"), ("P14", "Maria Öberg"), ("P08", "Marcus Hahn"), ("P10", "Åsa-Lina Martinsson"), ("P11", "Mar Ek"))


def test_a_whole_line_is_understood() -> None:
    line = "- !!! “Paid twice because of the letter” #reminders @mar"
    parsed = parse(line)
    assert (parsed.kind, parsed.severity, parsed.raised) == (NoteKind.FRICTION, Severity.SERIOUS, Raised.ALONE)
    assert (parsed.speakers, parsed.tags, parsed.verbatim, parsed.reply) == (("mar",), ("reminders",), True, False)
    assert (parsed.text, parsed.problem) == ("Paid twice because of the letter", None)
    assert [(token.kind.value, token.text) for token in parsed.tokens] == [
        ("friction", "-"),
        ("severity", "!!!"),
        ("tag", "#reminders"),
        ("speaker", "@mar"),
    ]
    assert [str(label(token)) for token in parsed.tokens] == ["friction", "3 serious", "reminders", "mar"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("-the fee", NoteKind.FRICTION),
        ("+ the fee", NoteKind.PRAISE),
        ("?the fee", NoteKind.QUESTION),
        (" *  the fee", NoteKind.SUGGESTION),
        ("the fee", NoteKind.OBSERVATION),
    ],
)
def test_a_leading_marker_sets_the_kind(line: str, kind: NoteKind) -> None:
    assert (parse(line).kind, parse(line).text) == (kind, "the fee")


@pytest.mark.parametrize("line", ["~>-@7 fees", "- ~ > @7 fees", ">@7 ~- fees", "@7 -~> fees"])
def test_markers_stand_in_any_order_and_spacing(line: str) -> None:
    parsed = parse(line)
    assert (parsed.kind, parsed.raised, parsed.reply, parsed.speakers) == (NoteKind.FRICTION, Raised.AGREED, True, ("7",))
    assert parsed.text == "fees"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("mail a@b.se about #1", "mail a@b.se about #1"),
        ("!!!!! that hurts", "!!!!! that hurts"),
        ("what! is - this ?", "what! is - this ?"),
        ("- - twice", "- twice"),
        ("@7: the fee", "@7: the fee"),
        ("#checkout/ fees", "#checkout/ fees"),
        ("-!!fee", "!!fee"),
    ],
)
def test_what_is_no_token_stays_text(line: str, text: str) -> None:
    parsed = parse(line)
    assert (parsed.text, parsed.severity, parsed.speakers, parsed.tags) == (text, None, (), ())


def test_tokens_may_stand_anywhere_between_spaces() -> None:
    parsed = parse("I never #checkout/fees know !! when @P07 they #ångest/avgift charge !!!! me")
    assert (parsed.text, parsed.severity) == ("I never know when they charge me", Severity.BLOCKS)
    assert (parsed.tags, parsed.speakers) == (("checkout/fees", "ångest/avgift"), ("P07",))


@pytest.mark.parametrize("quoted", ['"{}"', "“{}”", "”{}”", "„{}“", "»{}«", "« {} »", "’{}’", "‘{}’"])
def test_one_quoted_span_is_verbatim(quoted: str) -> None:
    parsed = parse("@7 " + quoted.format("I don’t know") + " !!")
    assert (parsed.verbatim, parsed.text) == (True, "I don’t know")


@pytest.mark.parametrize("line", ['"a" and "b"', 'she said "never"', '"', '"open', "'Tis so", '"a”'])
def test_a_partial_quote_keeps_its_marks(line: str) -> None:
    parsed = parse(line)
    assert (parsed.verbatim, parsed.text) == (False, line)


@pytest.mark.parametrize("line", ["", "   ", "-", "~ > @7 #fees !!!", '""', "?!"])
def test_a_line_without_words_says_so_and_keeps_itself(line: str) -> None:
    parsed = parse(line)
    assert str(parsed.problem) == "Type what was said: there are no words yet"
    assert parsed.text == line.strip()


def test_an_emoji_is_words_enough() -> None:
    assert (parse("+ 👍").problem, parse("+ 👍").text) == (None, "👍")


LINES = st.lists(
    st.one_of(
        st.sampled_from(["-", "+", "?", "*", "~", ">", "!", "!!!", "!!!!!", "@7", "@mar", "#fees", "#a/b", "#1", '"', "”", "’", " ", "\n"]),
        st.text(max_size=6),
    ),
    max_size=14,
).map("".join)


@given(LINES)
def test_no_word_is_ever_lost(line: str) -> None:
    parsed = parse(line)
    kept = list(line)
    for token in parsed.tokens if parsed.problem is None else ():
        kept[token.start : token.end] = " " * len(token.text)
    expected = "".join(kept).split()
    words = parsed.text.split()
    if parsed.verbatim:
        assert "".join(words) == "".join(expected)[1:-1]
    else:
        assert words == expected


@given(LINES)
def test_spans_lie_in_order_and_hold_their_text(line: str) -> None:
    tokens = parse(line).tokens
    assert [line[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert all(before.end <= after.start for before, after in pairwise(tokens))
    assert all(str(label(token)) for token in tokens)


def test_a_token_is_named_by_its_kind() -> None:
    assert parse("~ yes").tokens == (Token(TokenKind.AGREED, 0, 1, "~"),)


@pytest.mark.parametrize(
    ("raw", "found", "seats"),
    [
        ("3", Found.ONE, ("P03",)),
        ("P03", Found.ONE, ("P03",)),
        ("p3", Found.ONE, ("P03",)),
        ("7", Found.NONE, ()),
        ("mar", Found.ONE, ("P11",)),
        ("marc", Found.ONE, ("P08",)),
        ("ma", Found.SEVERAL, ("P03", "P14", "P08", "P11")),
        ("oberg", Found.ONE, ("P14",)),
        ("asa", Found.ONE, ("P10",)),
        ("ÅSA-LINA", Found.ONE, ("P10",)),
        ("lina", Found.ONE, ("P10",)),
        ("Maria Öberg", Found.ONE, ("P14",)),
        ("zoe", Found.NONE, ()),
        ("-", Found.NONE, ()),
    ],
)
def test_a_speaker_is_found_by_seat_or_name(raw: str, found: Found, seats: tuple[str, ...]) -> None:
    match = resolve_speaker(raw, PEOPLE)
    assert (match.found, tuple(seat for seat, _name in match.people)) == (found, seats)
