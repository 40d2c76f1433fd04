"""Nothing personal, unconsented or untrue leaves by a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.draft import Claim, Draft, Prose, Quote, Section
from council_app.domain.enums import DeliveryStatus
from council_app.domain.held import Rule
from council_app.domain.publishing import hold_back
from council_app.domain.publishing_facts import HeldCouncil, KnownPerson, PrototypeName, PublishingFacts, SaidNote
from council_app.domain.records import DeliveryFacts
from council_app.domain.remedies import RemedyKind, remedy
from council_app.i18n import translator

AS_OF = date(2026, 12, 8)


def delivery(key: str, status: str, *, market: str = "se", since: date | None = date(2026, 11, 3), due: str = "") -> DeliveryFacts:
    return DeliveryFacts(key, key, f"Title of {key}", market, market.upper(), status, since, "240 people", due, "", "")


FACTS = PublishingFacts(
    market="se",
    country="SE",
    today=AS_OF,
    people=(
        KnownPerson("Marta Lindqvist", "marta.l@example.org", "+46 70 123 45 67", ("P03",)),
        KnownPerson("Will Grace", "", "", ("A12",)),
        KnownPerson("May Åström", "", "020 7946 0958", ("P14",)),
    ),
    notes=(
        SaidNote("said", "I got a reminder on the day I had already paid.", verbatim=True, may_quote=True),
        SaidNote("secret", "It came as a letter, a week after the bank had taken the money.", verbatim=True, may_quote=False),
        SaidNote("short", "Never again, thanks", verbatim=True, may_quote=False),
        SaidNote("tiny", "Too slow", verbatim=True, may_quote=False),
        SaidNote("observed", "Scrolls to the end", verbatim=False, may_quote=False),
        SaidNote("retold", "she said “They've got my money, haven’t they?” and left", verbatim=False, may_quote=False),
        SaidNote("half", 'calls it "a bad joke" or even \'too much\', isn\'t sure about "Pay now"', verbatim=False, may_quote=False),
        SaidNote("unmarked", "she told us she would never trust this shop again", verbatim=False, may_quote=False),
    ),
    prototypes=(PrototypeName("Return in one tap", date(2027, 1, 15)), PrototypeName("Pausa", date(2026, 12, 8))),
    councils=(HeldCouncil("stockholm", "First council", "Stockholm", date(2026, 11, 19), 18),),
    deliveries=(
        delivery("pause", "shipped"),
        delivery("due-date", "in-test"),
        delivery("letters", "heard"),
        delivery("fees", "declined"),
        delivery("text", "planned", since=None, due="2027-01"),
        delivery("british", "shipped", market="gb"),
    ),
    other_countries=("GB", "DE"),
)


def draft(*blocks: Prose | Quote | Claim, locale: str = "en-SE", heading: str = "What you told us") -> Draft:
    sections = (Section(heading, blocks),)
    return Draft("se-2026", "se", "SE", locale, "What you told us", "How it stands.", "what-you-told-us", ("stockholm",), AS_OF, sections)


def held(*blocks: Prose | Quote | Claim, locale: str = "en-SE", facts: PublishingFacts = FACTS) -> list[tuple[str, str]]:
    """(rule, words held) of a draft with these blocks."""
    post = draft(*blocks, locale=locale)
    texts = {(0, number): block.text for number, block in enumerate(blocks)}
    found = hold_back(post, facts)
    assert [one.words for one in found] == [texts[one.section, one.block][one.start : one.end] for one in found]
    return [(one.rule.value, one.words) for one in found]


def claim(text: str, key: str, status: DeliveryStatus) -> Claim:
    return Claim(text, key, status)


def test_a_true_draft_goes_out() -> None:
    assert (
        held(
            Prose("18 customers met us in Stockholm on 19 November 2026. 5 of 18 attendees said so."),
            Quote("I got a reminder on the day I had already paid.", "en", "said"),
            claim("You can now pause a payment. Sweden: for everyone since 3 November 2026.", "pause", DeliveryStatus.SHIPPED),
            claim("We are testing your own due date, with 240 people.", "due-date", DeliveryStatus.IN_TEST),
            claim("Reminders keep a fee. We decided against it.", "fees", DeliveryStatus.DECLINED),
            claim("We will send one text instead of three, planned for January 2027.", "text", DeliveryStatus.PLANNED),
        )
        == []
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One said: “It came as a letter, a week after…”", "It came as a letter, a week after"),
        ("IT CAME AS A  LETTER", "IT CAME AS A  LETTER"),
        ("„Never again, thanks!“ was heard.", "Never again, thanks"),
        ("They called it ‘too slow’.", "too slow"),
        ("Too slow.", "Too slow"),
    ],
)
def test_words_without_consent_are_held(text: str, words: str) -> None:
    assert held(Prose(text)) == [("quote-consent", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was put so: they’ve got my money, haven't they?", "they’ve got my money, haven't they"),
        ("Somebody would never trust this shop again.", "would never trust this shop again"),
        ("One called it «a bad joke».", "a bad joke"),
    ],
)
def test_words_within_a_longer_note_are_held(text: str, words: str) -> None:
    assert held(Prose(text)) == [("quote-consent", words)]


@pytest.mark.parametrize(
    "text",
    [
        "It was too slow for most.",
        "It came as a surprise.",
        "Scrolls to the end",
        "It was a bad joke, and too much of one.",
        "The button “Pay now” is larger.",
    ],
)
def test_chance_words_and_observations_are_free(text: str) -> None:
    assert held(Prose(text)) == []


def test_words_that_somebody_allowed_are_free_in_the_notes_of_others() -> None:
    heard = SaidNote("again", "agrees that a reminder on the day I had already paid is silly", verbatim=False, may_quote=False)
    quote = Quote("I got a reminder on the day I had already paid.", "en", "said")
    assert held(quote, facts=replace(FACTS, notes=(*FACTS.notes, heard))) == []


def test_withdrawing_consent_holds_the_quote() -> None:
    quote = Quote("I got a reminder on the day I had already paid.", "en", "said")
    withdrawn = replace(FACTS, notes=tuple(replace(note, may_quote=False) for note in FACTS.notes))
    assert held(quote) == []
    assert held(quote, facts=withdrawn) == [("quote-consent", quote.text)]


@pytest.mark.parametrize("note", ["secret", "observed", "nobody"])
def test_a_quote_needs_a_live_verbatim_note(note: str) -> None:
    assert held(Quote("Quite another sentence", "en", note)) == [("quote-consent", "Quite another sentence")]


def test_a_quote_says_what_was_said() -> None:
    assert held(Quote("I got a reminder […] I had already paid", "en", "said")) == []
    assert held(Quote("I got no reminder", "en", "said")) == [("quote-consent", "I got no reminder")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As Marta Lindqvist says", "Marta Lindqvist"),
        ("as lindqvist, marta says", "lindqvist, marta"),
        ("as MARTA LINDQVIST’S letter says", "MARTA LINDQVIST"),
        ("Martas brev", "Martas"),
        ("Thanks to Marta.", "Marta"),
        ("see @martalindqvist", "martalindqvist"),
        ("Marta\u200bLindqvist", "Marta\u200bLindqvist"),
        ("P3 said so", "P3"),
        ("Mar\u00adta was there", "Mar\u00adta"),
        ("We thank Will for it", "Will"),
        ("thanks to Ms Astrom", "Astrom"),
        ("write to someone@example.com", "someone@example.com"),
        ("write to someone (at) example.com", "someone (at) example.com"),
        ("call +46 8 123 456 78 now", "+46 8 123 456 78"),
        ("call 070-1234567", "070-1234567"),
        ("call 020 7946 0958", "020 7946 0958"),
        ("born 19900101-1234", "19900101-1234"),
        ("P07 said so", "P07"),
        ("p 07 said so", "p 07"),
        ("seat a12", "a12"),
    ],
)
def test_personal_data_is_held(text: str, words: str) -> None:
    assert held(Prose(text)) == [("personal-data", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Will you tell us? May is a month, and in May 2026 grace was asked for.",
        "From 2026-11-03 to 2026-12-08, 03.11.2026 - 04.11.2026, 09.30 - 12.00, 2019–2020.",
        "1 500 000 customers and 18,000,000 payments, 200 000–1 500 000 kronor.",
        "P is a letter, P1 is urgent, and 7 of 18 attendees came.",
    ],
)
def test_everyday_words_dates_and_amounts_are_no_person(text: str) -> None:
    assert held(Prose(text)) == []


def test_the_contact_for_corrections_may_stand_there() -> None:
    assert held(Prose("Write to council@example.com."), facts=replace(FACTS, contact="council@example.com")) == []


def test_an_embargoed_name_waits_for_its_day() -> None:
    assert held(Prose("Try RETURN in one-tap and Pausa.")) == [("embargo", "RETURN in one-tap")]
    day = date(2027, 1, 15)
    after = replace(draft(Prose("Try Return in one tap.")), as_of=day)
    assert hold_back(after, replace(FACTS, today=day)) == ()
    assert [one.words for one in hold_back(after, replace(FACTS, today=date(2027, 1, 14)))] == ["Return in one tap"]


def test_no_date_of_a_post_makes_a_day_come_or_brings_one_back() -> None:
    coming = replace(FACTS, deliveries=(delivery("pause", "shipped", since=date(2027, 1, 15)),))
    over = replace(FACTS, today=date(2027, 2, 1))
    there = claim("You can now pause a payment.", "pause", DeliveryStatus.SHIPPED)
    plan = claim("We will send one text, planned for January 2027.", "text", DeliveryStatus.PLANNED)
    of_2030 = replace(draft(there), as_of=date(2030, 1, 1))
    assert [(one.rule, str(one.why)) for one in hold_back(of_2030, coming)] == [(Rule.STATUS, "Here it is shipped only from 2027-01-15")]
    assert hold_back(of_2030, replace(coming, today=date(2027, 1, 15))) == ()
    assert [one.rule for one in hold_back(draft(plan), over)] == [Rule.PROMISE]
    assert remedy(hold_back(draft(plan), over)[0], draft(plan), over, translator("en-GB")).kind is RemedyKind.TAKE_OUT


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mia Vance", []),
        ("Marta Vance", []),
        ("Joy Soon", []),
        ("Marta Lindqvist", ["Marta Lindqvist"]),
        ("the lindqvist, marta", ["lindqvist, marta"]),
        ("Marta", ["Marta"]),
        ("Mia Vance, mia@example.org", ["mia@example.org"]),
        ("Mia Vance, 070-123 45 67", ["070-123 45 67"]),
        ("Mia Vance (P03)", ["P03"]),
    ],
)
def test_who_signed_off_is_named_and_nobody_else_with_them(name: str, words: list[str]) -> None:
    found = hold_back(replace(draft(), approved_by=name), FACTS)
    assert [(one.rule, one.where, one.words) for one in found] == [(Rule.PERSONAL, "approved_by", each) for each in words]


def test_a_slug_is_read_too() -> None:
    found = hold_back(replace(draft(), slug="what-marta-said-about-return-in-one-tap"), FACTS)
    assert [(one.rule, one.where, one.words) for one in found] == [
        (Rule.PERSONAL, "slug", "marta"),
        (Rule.EMBARGO, "slug", "return-in-one-tap"),
    ]


def test_the_keys_that_go_out_with_a_post_are_read_like_its_slug() -> None:
    named = replace(draft(), key="lindqvist-2026", market="marta", councils=("stockholm-2026-11-19", "marta-lindqvist"))
    assert [(one.rule, one.where, one.words) for one in hold_back(named, FACTS)] == [
        (Rule.PERSONAL, "key", "lindqvist"),
        (Rule.PERSONAL, "market", "marta"),
        (Rule.PERSONAL, "council", "marta-lindqvist"),
    ]


def test_what_is_held_comes_with_its_words() -> None:
    post = replace(draft(Prose("Thanks to Marta.")), title="As Marta said", description="What Marta said.")
    assert [(one.where, one.words) for one in hold_back(post, FACTS)] == [
        ("title", "Marta"),
        ("description", "Marta"),
        ("What you told us ¶ 1", "Marta"),
    ]


def test_a_heading_may_be_called_like_a_part_of_an_address() -> None:
    found = hold_back(draft(Prose("It is so."), heading="slug"), FACTS)
    assert [one.where for one in found] == []
    (promise,) = hold_back(replace(draft(), sections=(Section("slug", (Prose("The letters come soon."),)),)), FACTS)
    assert (promise.rule, promise.words) == (Rule.PROMISE, "soon")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-SE", "You can now pick your own due date"),
        ("en-SE", "You can pick your own due date"),
        ("en-SE", "Your own due date is live"),
        ("sv-SE", "Du kan nu välja förfallodag"),
        ("sv-SE", "Nu kan alla välja förfallodag"),
        ("sv-SE", "Ni kan välja förfallodag"),
        ("de-SE", "Sie können jetzt den Tag wählen"),
        ("de-SE", "Die Wahl ist ab sofort verfügbar"),
        ("fr-SE", "Vous pouvez désormais choisir la date"),
        ("nl-SE", "U kunt nu de dag kiezen"),
    ],
)
def test_in_test_is_not_you_can_now(locale: str, text: str) -> None:
    found = hold_back(draft(claim(text, "due-date", DeliveryStatus.IN_TEST), locale=locale), FACTS)
    assert [one.rule for one in found] == [Rule.STATUS]
    assert hold_back(draft(claim(text, "pause", DeliveryStatus.SHIPPED), locale=locale), FACTS) == ()


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-SE", "We are testing it"),
        ("sv-SE", "Vi testar det"),
        ("de-SE", "Wir testen es"),
        ("fr-SE", "Nous testons cela"),
        ("nl-SE", "We testen het"),
    ],
)
def test_planned_is_not_in_test(locale: str, text: str) -> None:
    found = hold_back(draft(claim(text, "text", DeliveryStatus.PLANNED), locale=locale), FACTS)
    assert [one.rule for one in found] == [Rule.STATUS]


def test_the_reason_names_the_words_and_the_status() -> None:
    (found,) = hold_back(draft(claim("You can now pick a day", "due-date", DeliveryStatus.IN_TEST)), FACTS)
    assert (found.where, str(found.why)) == ("What you told us ¶ 1", "“You can now”, but here it is in test")


def test_what_was_typed_in_english_is_read_in_every_draft() -> None:
    assert held(claim("We fixed it. Im Test mit 9.", "due-date", DeliveryStatus.IN_TEST), locale="de-DE") == [("status", "We fixed")]
    assert held(Prose("The letters come soon."), locale="sv-SE") == [("promise", "soon")]


def test_a_status_is_not_borrowed_from_another_market() -> None:
    text = "You can now see it."
    assert held(claim(text, "british", DeliveryStatus.SHIPPED)) == [("status", text)]
    assert held(Prose("It works in Germany.")) == [("other-market", "Germany")]


def test_a_changed_status_holds_what_was_written_before() -> None:
    assert held(claim("In test with 240 people.", "pause", DeliveryStatus.IN_TEST)) == [("status", "In test with 240 people.")]


def test_what_starts_later_is_not_yet_so() -> None:
    later = replace(FACTS, deliveries=(delivery("pause", "shipped", since=date(2027, 1, 1)),))
    assert held(claim("Pausing.", "pause", DeliveryStatus.SHIPPED), facts=later) == [("status", "Pausing.")]


def test_what_is_denied_is_not_claimed() -> None:
    assert held(claim("You can not pick a day yet. Ni kan inte välja dag.", "due-date", DeliveryStatus.IN_TEST)) == []
    assert held(Prose("You can write to us.")) == []


def test_prose_claims_no_status_and_a_heading_only_what_stands_under_it() -> None:
    assert held(Prose("You can now pause.")) == [("status", "You can now")]
    assert held(Prose("It is not yet available to everyone.")) == []
    testing = draft(claim("In test with 240 people.", "due-date", DeliveryStatus.IN_TEST), heading="What we are testing")
    assert hold_back(testing, FACTS) == ()


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en-SE", "The letters come soon.", "soon"),
        ("en-SE", "We will fix the letters.", "We will"),
        ("sv-SE", "Breven blir läsbara inom kort.", "inom kort"),
        ("sv-SE", "Vi kommer att ändra breven.", "Vi kommer att"),
        ("de-SE", "Die Briefe kommen demnächst.", "demnächst"),
        ("de-SE", "Wir werden die Briefe ändern.", "Wir werden"),
        ("fr-SE", "Les lettres arrivent bientôt.", "bientôt"),
        ("fr-SE", "Nous corrigerons les lettres.", "Nous corrigerons"),
        ("nl-SE", "De brieven komen binnenkort.", "binnenkort"),
        ("nl-SE", "We zullen de brieven aanpassen.", "We zullen"),
    ],
)
def test_a_promise_has_a_date(locale: str, text: str, words: str) -> None:
    assert held(Prose(text), locale=locale) == [("promise", words)]
    assert held(Prose(text.removesuffix(".") + " 2027."), locale=locale) == []


def test_the_date_of_a_plan_dates_its_promise_and_nothing_else() -> None:
    assert held(claim("We will send one text. Planned for January 2027.", "text", DeliveryStatus.PLANNED)) == []
    assert held(claim("We will send one text soon. Planned for January 2027.", "text", DeliveryStatus.PLANNED)) == [("promise", "soon")]
    assert held(claim("We will do more. In test since 3 November 2026.", "due-date", DeliveryStatus.IN_TEST)) == [("promise", "We will")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-SE", "We will not do this. A reminder comes too soon, as soon as it is printed."),
        ("sv-SE", "Vi ska inte göra det."),
        ("de-SE", "Wir werden das nicht tun."),
        ("fr-SE", "Nous ne ferons pas cela."),
        ("nl-SE", "We gaan dit niet doen."),
    ],
)
def test_a_refusal_is_no_promise(locale: str, text: str) -> None:
    assert held(Prose(text), locale=locale) == []


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en-SE", "It is for all our customers", "all our customers"),
        ("en-SE", "That is guaranteed", "guaranteed"),
        ("sv-SE", "Det gäller alla kunder", "alla kunder"),
        ("de-SE", "Das garantieren wir", "garantieren"),
        ("fr-SE", "Cela vaut pour tous nos clients", "tous nos clients"),
        ("nl-SE", "Dat geldt voor alle klanten", "alle klanten"),
    ],
)
def test_nobody_promises_for_everybody(locale: str, text: str, words: str) -> None:
    assert ("overclaim", words) in held(Prose(text), locale=locale)


def test_a_percentage_of_a_few_is_a_count() -> None:
    assert held(Prose("28% found it hard, at 0% interest.")) == [("percentage", "28%")]
    many = replace(FACTS, councils=(replace(FACTS.councils[0], attendees=30),))
    assert held(Prose("28% found it hard."), facts=many) == []


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [
        ("en-SE", "3 of 5 new customers", "3 of 5"),
        ("en-SE", "three of the nine", "three of the nine"),
        ("sv-SE", "tre av fem", "tre av fem"),
        ("de-SE", "3 von 9", "3 von 9"),
        ("fr-SE", "3 sur 9", "3 sur 9"),
        ("nl-SE", "drie van 9", "drie van 9"),
    ],
)
def test_a_small_group_is_not_broken_down(locale: str, text: str, words: str) -> None:
    assert held(Prose(text), locale=locale) == [("minimum-cell", words)]
    assert held(Prose("3 of 10 attendees")) == []


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzåäöéüßøł", min_size=3, max_size=9).map(str.capitalize)
NAMES = st.builds("{} {}".format, LETTERS, LETTERS)
EMAILS = st.builds("{}.{}@{}.example".format, *[st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)] * 3)
PHONES = st.one_of(
    st.from_regex(r"\+[1-9][0-9]{1,2} [0-9]{2,3} [0-9]{3} [0-9]{2,3}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}[- ][0-9]{3} ?[0-9]{3,4}", fullmatch=True),
)
SEATS = st.integers(1, 199).map("P{:02}".format)
PLAIN = st.lists(
    st.sampled_from(["what we heard", "the letter", "18 customers", "in November 2026", "a fee.", "And then", "“so”"]), max_size=6
)


@given(PLAIN, PLAIN, NAMES, EMAILS, PHONES, SEATS)
def test_no_person_leaves_by_a_draft(before: list[str], after: list[str], name: str, email: str, phone: str, seat: str) -> None:
    facts = replace(FACTS, people=(KnownPerson(name, email, phone, (seat,)),))
    for personal in (name, name.upper(), email, phone, seat):
        text = " ".join([*before, personal, *after])
        assert Rule.PERSONAL in {one.rule for one in hold_back(draft(Prose(text)), facts)}


SPOKEN = st.lists(st.text("abcdeåéß", min_size=1, max_size=6), min_size=3, max_size=12)
MARKED = ["“{}”", "»{}«", '"{}!"', "‘{}’", "”{}.”", "'{}'"]


@given(PLAIN, SPOKEN, st.sampled_from(["{}", *MARKED]))
def test_no_words_without_consent_leave_by_a_draft(around: list[str], words: list[str], marks: str) -> None:
    facts = replace(FACTS, people=(), notes=(SaidNote("x", " ".join(words), verbatim=True, may_quote=False),))
    text = " ".join([*around, marks.format("  ".join(words).upper()), *around])
    assert Rule.QUOTE in {one.rule for one in hold_back(draft(Prose(text)), facts)}


@given(PLAIN, SPOKEN, st.sampled_from(MARKED), st.sampled_from(MARKED))
def test_no_quotation_within_a_note_leaves_by_a_draft(around: list[str], words: list[str], noted: str, marks: str) -> None:
    text = " ".join(["she said", noted.format(" ".join(words)), "and left"])
    facts = replace(FACTS, people=(), notes=(SaidNote("x", text, verbatim=False, may_quote=False),))
    post = " ".join([*around, marks.format("  ".join(words).upper()), *around])
    assert Rule.QUOTE in {one.rule for one in hold_back(draft(Prose(post)), facts)}
