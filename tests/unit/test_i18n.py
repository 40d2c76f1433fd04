"""Words, numbers and dates in five languages, each by its own rules."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from council_app.errors import Message, m_, mn_
from council_app.i18n import LANGUAGES, translator

# U+00A0 and U+202F are what CLDR puts between groups and before signs.
DAY = dt.date(2020, 3, 9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_translator(language: str) -> None:
    assert translator(language).language == language


def test_a_language_without_catalogue_speaks_english() -> None:
    assert (translator("fi-FI").language, translator("fi-FI")("the disk is full")) == ("en", "the disk is full")


@pytest.mark.parametrize("tag", ["", "no such tag", "xx-YY-ZZ-1"])
def test_what_is_no_locale_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="^" + tag):
        translator(tag)


def test_region_decides_formats_and_language_the_words() -> None:
    british, american = translator("en-GB"), translator("en-US")
    assert (british.date(DAY), american.date(DAY)) == ("9 March 2020", "March 9, 2020")
    assert (british.tag, american.tag) == ("en-GB", "en-US")


@pytest.mark.parametrize(
    ("tag", "date", "number", "percent"),
    [
        ("en-GB", "9 March 2020", "1,234,567.5", "16%"),
        ("sv-SE", "9 mars 2020", "1\u00a0234\u00a0567,5", "16\u00a0%"),
        ("de-DE", "9. März 2020", "1.234.567,5", "16\u00a0%"),
        ("fr-FR", "9 mars 2020", "1\u202f234\u202f567,5", "16\u00a0%"),
        ("nl-NL", "9 maart 2020", "1.234.567,5", "16%"),
    ],
)
def test_dates_numbers_and_shares_follow_the_locale(tag: str, date: str, number: str, percent: str) -> None:
    t = translator(tag)
    assert (t.date(DAY), t.number(1234567.5), t.percent(0.16)) == (date, number, percent)


def test_decimals_are_fixed_when_asked() -> None:
    t = translator("de")
    assert (t.number(2, decimals=1), t.number(Decimal("2.345"), decimals=2), t.percent(0.041, decimals=1)) == ("2,0", "2,34", "4,1\u00a0%")


@pytest.mark.parametrize(
    ("tag", "money"), [("en-GB", "£600,000"), ("sv-SE", "600\u00a0000\u00a0GBP"), ("de-DE", "600.000\u00a0£"), ("nl-NL", "£\u00a0600.000")]
)
def test_money_is_whole_and_in_its_place(tag: str, money: str) -> None:
    assert translator(tag).money(600000, "GBP") == money


def test_a_moment_is_told_in_the_zone_of_the_council() -> None:
    moment, zone = dt.datetime(2020, 7, 1, 8, 30, 5, tzinfo=dt.UTC), ZoneInfo("Europe/Stockholm")
    t = translator("sv")
    assert (t.time(moment, zone=zone), t.time(moment, zone=zone, seconds=True)) == ("10:30", "10:30:05")


@pytest.mark.parametrize(
    ("language", "quoted"), [("en", "“ja”"), ("sv", "”ja”"), ("de", "„ja“"), ("fr", "«\u202fja\u202f»"), ("nl", "‘ja’")]
)
def test_quotation_marks_are_the_languages_own(language: str, quoted: str) -> None:
    assert translator(language).quote("ja") == quoted


def test_a_length_of_time_is_told_in_hours_and_minutes() -> None:
    told = {language: translator(language).duration(135).replace("\u00a0", " ") for language in LANGUAGES}
    assert told == {
        "en": "2 hours and 15 minutes",
        "sv": "2 timmar och 15 minuter",
        "de": "2 Stunden und 15 Minuten",
        "fr": "2 heures et 15 minutes",
        "nl": "2 uur en 15 minuten",
    }
    assert [translator("en").duration(minutes) for minutes in (0, 1, 60)] == ["0 minutes", "1 minute", "1 hour"]


@pytest.mark.parametrize(("language", "listed"), [("en", "a, b and c"), ("sv", "a, b och c"), ("de", "a, b und c"), ("nl", "a, b en c")])
def test_lists_end_with_the_languages_and(language: str, listed: str) -> None:
    assert translator(language).items(["a", "b", "c"]) == listed


def test_english_counts_one_and_many_with_the_number_written_out() -> None:
    t = translator("en")
    assert [t.n("{count} note", "{count} notes", count) for count in (0, 1, 1234)] == ["0 notes", "1 note", "1,234 notes"]


def test_a_message_inside_a_message_is_said_in_the_same_language() -> None:
    message = m_("refused because {why}", why=mn_("{count} row is broken", "{count} rows are broken", 2))
    assert translator("en").say(message) == "refused because 2 rows are broken"


def test_a_text_with_braces_and_no_fields_is_left_alone() -> None:
    assert translator("en")("a {b} c") == "a {b} c"
    assert translator("en").say(Message("")) == ""


def test_countries_have_names_in_every_language() -> None:
    assert [translator(language).territory("de") for language in LANGUAGES] == [
        "Germany",
        "Tyskland",
        "Deutschland",
        "Allemagne",
        "Duitsland",
    ]
