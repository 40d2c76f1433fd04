"""The texts guests read: published once, complete in every language, read strictly, with no blank left open."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from council_app.domain.enums import Purpose
from council_app.domain.wording import TextChange, changed_purposes, changed_texts
from council_app.errors import CouncilError
from council_app.exchange.wordings import newest, spoken, wordings
from council_app.i18n import LANGUAGES
from council_app.paths import config_dir, resources

# Somebody has answered these texts. To say something else, publish another version beside them.
PUBLISHED = {
    "de/2026-03.yaml": "609ca62944134598813ecb7a7379628aa36edf9893dc6180311cc10d1e06ee89",
    "en/2026-03.yaml": "b86bce658f9c671a2ea1f52352481798cf07ad4ca0c1fa69b3aa31273a91f00a",
    "fr/2026-03.yaml": "418d9ea1ab405a267f78fc38fd42bba4ae59e5c5942e459285ecd415cf3afa77",
    "nl/2026-03.yaml": "603344dec93b08acf90611f63a3cdc77c693e123f1a7782dc926109751ab2e02",
    "sv/2026-03.yaml": "fcf9d405c4af7db696d8d2f76657a8a2820994883d3a649dfbfed4396dc9e8d9",
}


def own(language: str = "en", version: str = "2027-01-ours", **changes: str) -> Path:
    """A wording of the company's own: the shipped one with some passages replaced."""
    text = resources("wordings", language, "2026-03.yaml").read_text(encoding="utf-8").replace('"2026-03"', f'"{version}"')
    for before, after in changes.items():
        was = before.replace("_", " ")
        assert was in text, was
        text = text.replace(was, after)
    file = config_dir() / "wordings" / language / f"{version}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_published_wording_is_never_changed() -> None:
    files = {str(file.relative_to(resources("wordings"))): hashlib.sha256(file.read_bytes()).hexdigest() for file in shipped()}
    assert {name: files.get(name) for name in PUBLISHED} == PUBLISHED


def shipped() -> list[Path]:
    return sorted(resources("wordings").glob("*/*.yaml"))


def test_every_shipped_version_speaks_every_language_and_asks_about_the_same() -> None:
    assert {version: sorted(found) for version, found in wordings().items()} == {version: sorted(LANGUAGES) for version in wordings()}
    orders = {version: {tuple(each.purpose for each in word.purposes) for word in found.values()} for version, found in wordings().items()}
    assert {version: len(order) for version, order in orders.items()} == dict.fromkeys(wordings(), 1)


@pytest.mark.parametrize("company", ["", "Vinga Pay AB", "{first_name} & {0}"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_blank_is_left_open_with_or_without_a_company(language: str, company: str) -> None:
    read = spoken("2026-03", language).filled(company=company, until="19 November 2028", first_name="Ada")
    asked = [text for each in read.purposes for text in (each.label, each.explanation)]
    whole = "\n".join([read.title, read.greeting, read.intro, read.retention, read.rights, *asked])
    assert (whole.count(company) if company else 3, "  " in whole) == (3, False)
    assert [mark for mark in "{}" if mark in whole.replace(company, "")] == []
    assert read.greeting.startswith("Ada")
    assert spoken("2026-03", language).filled(company=company, until="x").greeting == read.title


def test_a_language_that_a_wording_does_not_speak_is_answered_in_english() -> None:
    assert [spoken("2026-03", tag).language for tag in ("sv-SE", "de_AT", "fi-FI", "en")] == ["sv", "de", "en", "en"]


def test_a_company_brings_its_own_and_is_asked_with_it_at_once() -> None:
    assert newest() == "2026-03"
    own(version="2026-01-ours")
    assert (newest(), sorted(wordings())) == ("2026-01-ours", ["2026-01-ours", "2026-03"])
    file = own(version="2026-02-ours", Take_photographs="Take pictures")
    assert newest() == "2026-02-ours"
    assert spoken(newest(), "sv").asked(Purpose.PHOTO).label == "Take pictures"
    file.unlink()
    assert newest() == "2026-01-ours"


def test_what_reads_otherwise_is_found_and_terms_bear_on_everything() -> None:
    own(Never_on_social_media="Also on social media")
    before, now = spoken("2026-03", "en"), spoken(newest(), "en")
    assert changed_texts(before, now) == (
        TextChange(
            Purpose.PHOTO,
            "Take photographs. Used only in the internal report. Never on social media.",
            "Take photographs. Used only in the internal report. Also on social media.",
        ),
    )
    assert changed_purposes(before, now) == {Purpose.PHOTO}
    own(version="2027-02-ours", It_takes_a_month="It takes a year")
    assert changed_purposes(before, spoken(newest(), "en")) == frozenset(Purpose)
    own(version="2027-03-ours", You_can_say_no="You may say no")
    assert changed_purposes(before, spoken(newest(), "en")) == frozenset()


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("title: What may we do?\n", "", "title is missing"),
        ("title: What may we do?\n", "titel: What may we do?\n", "titel is not a part of a wording"),
        ("title: What may we do?", "title: [1]", "title must be a text in one paragraph"),
        ("title: What may we do?", "title: ' '", "title must be a text in one paragraph"),
        ("title: What may we do?", 'title: "a\\nb"', "title must be a text in one paragraph"),
        ("language: en", "language: sv", "its language must be the name of its folder, and one of: en, sv, de, fr, nl"),
        ('version: "2027-01-ours"', "version: 2027", "version must be a text in one paragraph"),
        ('"2027-01-ours"', '"2027-02"', "its version must be the name of the file, in letters, digits, dots and hyphens"),
        ("purpose: photo", "purpose: notes", "it must ask about each of these once: " + ", ".join(Purpose)),
        ("purpose: photo", "purpose: film", "each purpose needs a purpose that Council knows, a label and an explanation"),
        ("{first_name}, what", "{first_name.__class__}, what", "greeting holds a blank that nothing fills: first_name.__class__"),
        ("{first_name}, what", "{first_name!r}, what", "greeting holds a blank that nothing fills: first_name"),
        ("{first_name}, what", "{first_name, what", "greeting holds a brace that is not closed"),
        ("Contact me later", "Contact {company}", "contact.label names the company, so without_company must hold it too"),
        ("without_company:", "without_company: {retention: '{company}'}\nignored:", "ignored is not a part of a wording"),
        ("title: What may we do?", "title: *nothing", "it is not YAML"),
        ("title: What may we do?", "title: !!python/object/apply:os.getcwd []", "it is not YAML"),
    ],
)
def test_a_file_that_is_no_wording_is_refused_in_one_line(before: str, after: str, why: str) -> None:
    file = own()
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CouncilError) as refusal:
        wordings()
    assert (refusal.value.what, str(refusal.value.why)) == (str(file), why)


NOT_WORDINGS = {"empty": b"", "bytes": b"\xff\xfe", "list": b"[]", "number": b"1: 2", "long": b"a" * 70_000, "deep": b"[" * 20_000}


@pytest.mark.parametrize("content", NOT_WORDINGS.values(), ids=NOT_WORDINGS.keys())
def test_a_file_of_anything_else_is_refused_too(content: bytes) -> None:
    file = own()
    file.write_bytes(content)
    os.utime(file, ns=(1, 1))
    with pytest.raises(CouncilError) as refusal:
        newest()
    assert refusal.value.what == str(file)


def test_a_version_that_ships_cannot_be_replaced() -> None:
    file = own(version="2026-03")
    with pytest.raises(CouncilError) as refusal:
        wordings()
    assert (refusal.value.what, str(refusal.value.why)) == (str(file), "a wording of this version comes with Council")
