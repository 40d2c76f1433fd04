"""Drafts written by hand in five languages: every bad one is held by its rule, every good one goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from council_app.domain.draft import Block, Claim, Draft, Prose, Quote, Section
from council_app.domain.enums import DeliveryStatus
from council_app.domain.held import HeldBack
from council_app.domain.publishing import hold_back
from council_app.domain.publishing_facts import EarlierPost, Guest, HeldCouncil, KnownPerson, PrototypeName, PublishingFacts, SaidNote
from council_app.domain.records import DeliveryFacts

DRAFTS = Path(__file__).parents[1] / "drafts"
AS_OF = date(2026, 12, 8)
CITIES = {
    "en": ("London", "Leeds"),
    "sv": ("Stockholm", "Malmö"),
    "de": ("Berlin", "Köln"),
    "fr": ("Paris", "Lyon"),
    "nl": ("Utrecht", "Gent"),
}
SEGMENTS = {
    "en": ("new", "heavy user", "student"),
    "sv": ("ny", "storanvändare", "student"),
    "de": ("neu", "Vielnutzer", "Student"),
    "fr": ("nouveau", "gros utilisateur", "étudiant"),
    "nl": ("nieuw", "veelgebruiker", "student"),
}
NEEDS = {"en": "vegan", "sv": "vegan", "de": "Rollstuhl", "fr": "végane", "nl": "veganist"}
PEOPLE = (
    KnownPerson("Priya Raman", "p.raman@example.org", "020 7946 0991", ("P07",)),
    KnownPerson("Märta Lindqvist", "marta@example.org", "+46 70 111 22 33", ("P14",)),
    KnownPerson("Jale Öztürk", "jale@example.org", "", ("P03",)),
    KnownPerson("Zoé Lefèvre", "zoe@example.org", "", ("P05",)),
    KnownPerson("Joke van der Meer", "joke@example.org", "+31 6 12345678", ("P09",)),
)
REFUSED = {
    "en": (
        "It came as a letter, a week after the bank had taken the money.",
        "Never again, thanks",
        "she said “a bad joke, honestly” and left",
    ),
    "sv": ("Det kom som ett brev, en vecka efter att banken hade tagit pengarna.",),
    "de": ("Es kam als Brief, eine Woche nachdem die Bank das Geld genommen hatte.",),
    "fr": ("C’est arrivé par courrier, une semaine après que la banque avait pris l’argent.",),
    "nl": ("Het kwam per brief, een week nadat de bank het geld had genomen.",),
}
ALLOWED = {
    "en": "I like that I can see the date of each payment before I press pay.",
    "sv": "Jag gillar att jag ser datumet för varje betalning innan jag trycker på betala.",
    "de": "Mir gefällt, dass ich das Datum jeder Zahlung sehe, bevor ich auf Bezahlen drücke.",
    "fr": "J’aime voir la date de chaque paiement avant d’appuyer sur payer.",
    "nl": "Ik vind het fijn dat ik de datum van elke betaling zie voordat ik op betalen druk.",
}
STATUSES = {
    "pause": DeliveryStatus.SHIPPED,
    "due-date": DeliveryStatus.IN_TEST,
    "one-text": DeliveryStatus.PLANNED,
    "letters": DeliveryStatus.INVESTIGATING,
    "fees": DeliveryStatus.DECLINED,
    "abroad": DeliveryStatus.SHIPPED,
}


def delivery(key: str, country: str) -> DeliveryFacts:
    here = "nz" if key == "abroad" else country.lower()
    return DeliveryFacts(key, key, key, here, here.upper(), STATUSES[key], date(2026, 11, 3), "240 people", "2027-01", "", "")


def guests(language: str, people: int) -> tuple[Guest, ...]:
    """40 people: 14 new and 33 heavy users, 7 of them both and one of these in the second city; one student, one need."""
    new, heavy, student = SEGMENTS[language]
    found = []
    for number in range(people):
        segments = {new} if number < 14 else set()
        segments |= {heavy} if number >= 7 else set()
        segments |= {student} if number == 39 else set()
        needs = frozenset({NEEDS[language]}) if number == 20 else frozenset()
        found.append(Guest(f"g{number}", "second" if number == 13 or number >= 19 else "first", frozenset(segments), needs))
    return tuple(found)


def facts_for(entry: Mapping[str, Any]) -> PublishingFacts:
    locale = entry["locale"]
    language, country = locale.split("-")
    people = entry.get("people", 40)
    notes = [
        SaidNote("refused" if not number else f"refused-{number}", text, "said" not in text, may_quote=False, lang=language)
        for number, text in enumerate(REFUSED[language])
    ]
    first, second = CITIES[language]
    councils = [HeldCouncil("first", "", first, date(2026, 10, 8), min(18, people))]
    if people > 18:
        councils.append(HeldCouncil("second", "", second, date(2026, 11, 19), people - 18))
    return PublishingFacts(
        market=country.lower(),
        country=country,
        today=AS_OF,
        people=PEOPLE,
        notes=(*notes, SaidNote("allowed", ALLOWED[language], verbatim=True, may_quote=True, lang=language)),
        prototypes=(PrototypeName("Return in one tap (Project Heron)", date(2027, 1, 15), "0.9-beta"),),
        councils=tuple(councils),
        deliveries=tuple(delivery(key, country) for key in STATUSES),
        other_countries=tuple(code for code in ("GB", "SE", "DE", "FR", "NL") if code != country),
        spoken=language,
        guests=guests(language, people),
        earlier=(EarlierPost(date(2026, 11, 1), entry["earlier"]),) if "earlier" in entry else (),
    )


def blocks_of(entry: Mapping[str, Any]) -> tuple[Block, ...]:
    if "blocks" in entry:
        return tuple(block for one in entry["blocks"] for block in blocks_of({**one, "locale": entry["locale"]}))
    if "claim" in entry:
        return (Claim(entry["claim"]["text"], entry["claim"]["of"], STATUSES[entry["claim"]["of"]]),)
    if "quote" in entry:
        return (Quote(entry["quote"]["text"], entry["locale"].split("-")[0], entry["quote"]["of"]),)
    return (Prose(entry["prose"]),) if "prose" in entry else ()


def held(entry: Mapping[str, Any]) -> tuple[HeldBack, ...]:
    locale = entry["locale"]
    country = locale.split("-")[1]
    title = entry.get("title", "")
    post = Draft("post", country.lower(), country, locale, title, "", "post", (), AS_OF, (Section("", blocks_of(entry)),))
    return hold_back(post, facts_for(entry))


def read(name: str) -> list[Any]:
    return [pytest.param(entry, id=entry["id"]) for entry in yaml.safe_load((DRAFTS / name).read_text(encoding="utf-8"))]


BAD, GOOD = read("bad.yaml"), read("good.yaml")


@pytest.mark.parametrize("entry", BAD)
def test_a_bad_draft_is_held(entry: Mapping[str, Any]) -> None:
    assert {one.rule.value for one in held(entry)} == {entry["holds"]}


@pytest.mark.parametrize("entry", GOOD)
def test_a_good_draft_goes_out(entry: Mapping[str, Any]) -> None:
    assert [(one.rule.value, one.words) for one in held(entry)] == []


def test_there_are_enough_of_them_in_every_language() -> None:
    for entries in (BAD, GOOD):
        assert len(entries) >= 60
        assert {one.values[0]["locale"].split("-")[0] for one in entries} == set(CITIES)
