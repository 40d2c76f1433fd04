"""Whatever a council holds and whatever is typed into its posts: what the gate lets out names nobody and quotes nobody who refused.

Random councils, their posts written from the data and then edited, in every language and for every generator. What leaks is looked for
in the finished files by other means than the gate's own.
"""

from __future__ import annotations

import html
import re
import tempfile
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_app.domain.draft import Draft
from council_app.domain.enums import DeliveryStatus
from council_app.domain.evidence import Evidence
from council_app.domain.held import Rule
from council_app.domain.posts import compose, edited
from council_app.domain.publishing_facts import Guest, HeldCouncil, KnownPerson, PublishingFacts, RaisedInsight, SaidNote
from council_app.domain.records import DeliveryFacts
from council_app.domain.text import folded_words
from council_app.domain.writing import write_draft
from council_app.i18n import translator
from council_app.reporting.blog import GeneratorName, export
from council_app.services.posts import MarketGate, OverrideFacts, PostFacts, PostRef, PostState, draft_of

DAY = date(2026, 7, 1)
FIRST = ("Zorvelda", "Quibrin", "Maxalto", "Ysolde", "Fjordan", "Åselie")
LAST = ("Trankvist", "Obermuld", "Dufrésnil", "Vanderquist", "Plimsworth")
WORDS = ("late", "fee", "letter", "bank", "never", "paid", "warning", "Sunday", "app", "twice", "doormat", "reminder", "before", "invoice")
LOCALES = ("en-GB", "sv-SE", "de-DE", "fr-FR", "nl-NL")

people = st.lists(
    st.builds(
        lambda first, last, number: KnownPerson(
            f"{first} {last}", f"{first}.{last}@mail.example".lower(), f"+4477009{number:05}", (f"P{number % 90 + 10}",)
        ),
        st.sampled_from(FIRST),
        st.sampled_from(LAST),
        st.integers(10_000, 99_999),
    ),
    min_size=1,
    max_size=5,
)
said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
notes = st.lists(st.tuples(said, st.booleans(), st.booleans()), min_size=1, max_size=6)
harmless = st.sampled_from(
    ("We listened", "This page stays", "Our team reads everything", "Thank you", "Name the sum", "40 guests in Bristol")
)
PLACES = ("title", "solution", "whom", "reason", "wording", "post", "post title", "description", "slug")
"""Where somebody careless types what must not be said; everything else is harmless, so that one place alone decides."""


@st.composite
def councils(draw: st.DrawFn) -> tuple[PublishingFacts, dict[str, str]]:
    """A market with people, notes of which some may be quoted, and deliveries; and what is typed where."""
    there = tuple(draw(people))
    heard = tuple(SaidNote(f"n{number}", text, verbatim, may, ("fee",)) for number, (text, verbatim, may) in enumerate(draw(notes)))
    place = draw(st.sampled_from(PLACES))
    told = {each: draw(typed(there, heard)) if each == place else draw(harmless) for each in PLACES}
    status = draw(st.sampled_from(list(DeliveryStatus)))
    delivery = DeliveryFacts("d1", "fee", told["title"], "gb", "GB", status, DAY, told["whom"], "2026-09", "", told["reason"], {})
    worded = DeliveryFacts("d2", "pay", "Paying", "gb", "GB", status, DAY, "40 guests", "2026-09", "", "", {"en-GB": told["wording"]})
    attendees = draw(st.integers(1, 40))
    facts = PublishingFacts(
        "gb",
        "GB",
        people=there,
        notes=heard,
        councils=(HeldCouncil("c1", "Council", "Bristol", DAY, attendees),),
        insights=(
            RaisedInsight("fee", told["title"], told["solution"], Evidence(4, attendees, 3, 1, notes=4)),
            RaisedInsight("pay", "Paying", "", Evidence(2, attendees, 2, 0, notes=2)),
        ),
        deliveries=(delivery, worded),
        guests=tuple(Guest(person.name, "c1") for person in there),
        contact="hello@brand.example",
    )
    return facts, told


def typed(there: tuple[KnownPerson, ...], heard: tuple[SaidNote, ...]) -> st.SearchStrategy[str]:
    """A name, an address, a number, a seat or a note, more or less well hidden in harmless words."""
    secrets = [part for one in there for part in (one.name, one.name.split()[0], one.email, one.phone, one.seats[0])]
    secret = st.sampled_from([*secrets, *(note.text for note in heard)])
    dressed = st.tuples(secret, st.sampled_from(DRESSES)).map(lambda pair: pair[1](pair[0]))
    return st.one_of(dressed, st.tuples(harmless, dressed, harmless).map(lambda parts: f"{parts[0]}. {parts[1]}, {parts[2]}."))


DRESSES = (
    lambda text: text,
    str.upper,
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", " *", 1) + "*" if " " in text else f"**{text}**",
    lambda text: f"> {text}",
    lambda text: f"[here](https://brand.example/{text.replace(' ', '-')})",
    lambda text: f"[here](mailto:{text.replace(' ', '%20')})",
    lambda text: f"<b>{text}</b>",
    lambda text: f"- {text}",
    lambda text: "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in text),
    lambda text: text.replace(" ", " \u200b"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: f"## {text}",
    lambda text: f"“{text}”",
    lambda text: f"`{text}`",
)


def shown(text: str) -> str:
    """What a file says, as a reader or a search engine sees it: references, marks and invisible letters away, small letters."""
    plain = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    return "".join(letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))


def words(text: str) -> str:
    found = re.findall(r"[^\W_]+", shown(text))
    return f" {' '.join(found)} "


def leaks(text: str, facts: PublishingFacts) -> list[str]:
    """What must not be in a file and is."""
    found = [
        secret for one in facts.people for secret in (one.email, *one.seats) if re.search(rf"\b{re.escape(secret.lower())}\b", shown(text))
    ]
    found += [one.name for one in facts.people if words(one.name) in words(text)]
    found += [one.name.split()[0] for one in facts.people if re.search(rf"\b{one.name.split()[0]}\b", html.unescape(text))]
    digits = re.sub(r"[\s()./-]", "", shown(text))
    found += [one.phone for one in facts.people if one.phone[1:] in digits]
    free = {words(note.text) for note in facts.notes if note.may_quote and note.verbatim}
    barred = (words(note.text) for note in facts.notes if not note.may_quote and len(note.text.split()) >= 5)
    return found + [text_ for text_ in barred if text_ in words(text) and not any(text_ in one for one in free)]


LINKS = {".md": r"\]\([^)]*\)", ".html": r'href="[^"]*"', ".xml": r'href="[^"]*"'}


def written(drafts: list[Draft]) -> str:
    """Every file of every generator, one after the other, with addresses as they are meant and without the mark that is not text."""
    files = []
    for generator in GeneratorName:
        with tempfile.TemporaryDirectory() as folder:
            for path in export(drafts, generator, Path(folder) / "site").files:
                files.append(re.sub(LINKS[path.suffix], lambda link: unquote(link[0]), path.read_text(encoding="utf-8")))
    return re.sub(r"council-draft:[0-9a-f]{16}", "", "\n".join(files))


@settings(max_examples=45, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(councils(), st.sampled_from(LOCALES), st.data())
def test_nothing_of_anybody_leaves_in_any_file(council: tuple[PublishingFacts, dict[str, str]], locale: str, data: st.DataObject) -> None:
    facts, told = council
    gate = MarketGate(facts)
    fresh = write_draft(facts, translator(locale), as_of=DAY)
    base = compose(fresh)
    at = data.draw(st.integers(0, len(base.text)) | st.just(len(base.text)))
    answered = data.draw(st.sampled_from(list(Rule)))
    post = PostFacts(
        PostRef("p", fresh.key, "gb", locale, " ".join(told["post title"].split()), DAY, PostState.DRAFT),
        edited(base, f"{base.text[:at]}\n\n{told['post']}\n\n{base.text[at:]}"),
        description=" ".join(told["description"].split()),
        slug="-".join(folded_words(told["slug"])),
        contact=facts.contact,
        country="GB",
        overrides=(OverrideFacts("o", answered, told["post"], told["post"], "r", "b", datetime(2026, 7, 1, tzinfo=UTC)),),
    )
    for draft, held in ((fresh, gate.held(fresh)), (draft_of(post), gate.held(post))):
        if not held:
            assert leaks(written([draft]), facts) == []
