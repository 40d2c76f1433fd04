"""The report as a page: what it may say to whom, and what it does with hostile text."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from council_app.domain.enums import Audience, NoteKind
from council_app.domain.papers import Sheet
from council_app.errors import CouncilError
from council_app.i18n import LANGUAGES, translator
from council_app.reporting.fitting import Setting, setting, shown_on_page
from council_app.reporting.html import PRINTED_NOTES, print_html, screen_html
from council_app.reporting.look import PAPERS
from council_app.reporting.model import Brand, Claim, Picture, Report, Section, SegmentCount, Trend, TrendPoint
from council_app.reporting.page_sentences import PageSentences
from tests import report_factory as factory

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} </blockquote><img src='file:///etc/passwd'> & \x00 \u202e end"

ROOM = PAPERS[Sheet.A4].room


class Outline(HTMLParser):
    """The tags of a page and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data

    @property
    def said(self) -> str:
        return " ".join(self.text.split())


def internal(**changes: object) -> Outline:
    return Outline(print_html(factory.report(**changes), translator("en-GB")).html)


def external(**changes: object) -> Outline:
    return Outline(print_html(factory.report(audience=Audience.EXTERNAL, **changes), translator("en-GB")).html)


def hostile() -> Report:
    finding = factory.findings()[0]
    facts = replace(finding.facts, title=HOSTILE, problem=HOSTILE, solution=HOSTILE, owner=HOSTILE, promise=HOSTILE)
    quotes = (replace(finding.quotes[0], text=HOSTILE, translation=HOSTILE, seat=HOSTILE, lang='sv" onload="x'),)
    notes = tuple(replace(note, text=HOSTILE, author=HOSTILE) for note in factory.notes(3))
    claim = Claim(NoteKind.FRICTION, HOSTILE, HOSTILE, factory.heard(3))
    return factory.report(
        brand=Brand(HOSTILE, first="red} body{display:none"),
        headline=HOSTILE,
        lead=HOSTILE,
        contradicts=HOSTILE,
        claims=(claim,),
        notes=notes,
        findings=(replace(finding, facts=facts, quotes=quotes, against_note=HOSTILE),),
    )


@pytest.mark.parametrize(
    "make", [lambda report: print_html(report, translator("en")).html, lambda report: screen_html(report, translator("en"))]
)
def test_hostile_text_is_shown_as_it_was_written(make: object) -> None:
    page = Outline(make(hostile()))  # type: ignore[operator]
    assert "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} </blockquote><img src='file:///etc/passwd'> &" in page.text
    assert [tag for tag, _ in page.tags if tag == "script"] == []
    assert [attributes for tag, attributes in page.tags if tag == "img" and "passwd" in str(attributes)] == []
    assert [attributes for _, attributes in page.tags if "onload" in attributes] == []
    assert "display:none" not in str(page.tags)


def test_a_brand_colour_that_is_none_leaves_the_style_sheet_alone() -> None:
    html = print_html(hostile(), translator("en")).html
    assert "red}" not in html.partition("</style>")[0]


def test_the_internal_report_has_seats_owners_and_notes() -> None:
    said = internal().said
    assert "P03, Stockholm, Swedish, note S-0412" in said
    assert "Hanna Berg, Payments" in said
    assert "All 212 notes, in the order they were written." in said


def test_the_external_report_has_no_seat_no_note_no_owner_and_no_money() -> None:
    said = external().said
    seats = {f"P{number:02}" for number in range(1, 19)} | {"L05", "B11"}
    assert seats & set(re.findall(r"\w+", said)) == set()
    assert re.findall(r"S-\d{4}|Hanna|Omar|Elsa|SE-1\d|million|Actionable gate", said) == []
    assert "”Jag fick en påminnelse samma dag som jag redan hade betalat. Då känner man sig anklagad.”" in said


def test_a_seat_in_somebodys_text_stops_the_external_report() -> None:
    finding = factory.findings()[0]
    naming = replace(finding, facts=replace(finding.facts, problem="As P03 said, the reminder comes too early."))
    with pytest.raises(CouncilError, match="the external report would name seat P03"):
        external(findings=(naming,))


def test_a_prototype_under_embargo_is_left_out_and_said_to_be() -> None:
    secret = replace(factory.prototype(), name="Zebra", embargo_until=date(2027, 1, 15))
    said = external(prototypes=(secret,)).said
    assert "Zebra" not in said
    assert "Results of tests that are not public yet are left out." in said


def test_a_prototype_after_its_embargo_is_shown() -> None:
    shown = replace(factory.prototype(), name="Zebra", embargo_until=date(2026, 11, 20))
    assert "Prototype: Zebra" in external(prototypes=(shown,)).said


def test_a_small_group_is_hidden_and_never_a_number() -> None:
    room = replace(factory.report().attendance, segments=(SegmentCount("over 70", None),))
    said = internal(attendance=room, sections=(Section.SUMMARY, Section.WHO)).said
    assert "over 70under 5" in said
    assert "None" not in said


def test_no_sentence_gives_a_percentage_of_customers_without_its_range() -> None:
    found = re.findall(r"(\S+) of customers", internal().said)
    assert {re.sub(r"\d+", "0", share) for share in found} == {"0%–0%", "0%"}
    assert [share for share in found if "–" not in share] == ["100%"]  # the scale: "0 to 100% of customers like those who came"


def test_the_printed_appendix_ends_and_says_where_the_rest_is() -> None:
    page = internal(notes=factory.notes(PRINTED_NOTES + 5), notes_total=900)
    assert "300 of 900 notes, in the order they were written. All of them are in the figures (XLSX)." in page.said
    rows = page.text.partition("in the order they were written.")[2]
    assert re.findall(r"S-\d{4}", rows)[-1] == f"S-{PRINTED_NOTES:04}"


def test_sections_can_be_left_out() -> None:
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", print_html(factory.report(sections=(Section.METHOD,)), translator("en")).html)
    assert headings == ["Method and limits"]


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in internal().tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_speaks_every_language(language: str) -> None:
    t = translator(language)
    html = print_html(factory.report(), t).html
    assert f'<html lang="{t.tag}">' in html
    assert "{" not in Outline(html).said


def test_the_page_for_the_screen_needs_nothing_beside_it() -> None:
    logo = Picture(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/svg+xml", "Alma")
    html = screen_html(factory.report(brand=Brand("Alma", logo)), translator("sv"))
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)["']|url\(["']?([^"')]+)""", html)
    kinds = {(one or other).split(";")[0] for one, other in addresses if not (one or other).startswith("#")}
    assert kinds == {"data:font/woff2", "data:image/svg+xml"}


def test_links_of_the_contents_lead_somewhere() -> None:
    page = internal()
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    targets = {str(attributes["href"])[1:] for tag, attributes in page.tags if tag == "a"}
    assert targets - ids == set()


def test_a_long_language_is_set_tighter_before_the_summary_takes_two_pages() -> None:
    says = PageSentences(translator("de"))
    leads = ("Kurz.", factory.report().lead, "Eine lange Einleitung. " * 18, "Eine lange Einleitung. " * 90)
    assert [setting(factory.report(lead=lead), says, ROOM) for lead in leads] == ["open", "snug", "tight", "long"]


def test_a_short_summary_shares_its_page() -> None:
    assert setting(factory.report(claims=(), decisions=(), prototypes=()), PageSentences(translator("en")), ROOM) == "short"


def test_without_a_prototype_decisions_take_both_columns_and_the_summary_keeps_to_its_page() -> None:
    says, many = PageSentences(translator("de")), factory.report().decisions * 5
    tested, talked = factory.report(decisions=many), factory.report(decisions=many, prototypes=())
    assert setting(tested, says, ROOM) == "long"
    assert setting(talked, says, ROOM) in ("snug", "tight", "dense", "packed")
    classes = [[attrs.get("class") for _, attrs in internal(decisions=many, prototypes=given).tags] for given in ((), tested.prototypes)]
    assert ["wide alone" in found for found in classes] == [True, False]


def test_two_prototypes_share_the_places_of_the_summary() -> None:
    one, two = (replace(factory.prototype(), name=name) for name in ("Zebra", "Okapi"))
    alone, both = (factory.report(prototypes=tested) for tested in ((one,), (one, two)))
    shown = [
        [(each.name, len(each.tasks)) for each in shown_on_page(report, chosen)]
        for report in (alone, both)
        for chosen in (Setting.OPEN, Setting.TIGHT, Setting.PACKED)
    ]
    assert shown == [
        [("Zebra", 2)],
        [("Zebra", 2)],
        [("Zebra", 1)],
        [("Zebra", 2), ("Okapi", 1)],
        [("Zebra", 1), ("Okapi", 1)],
        [("Zebra", 1)],
    ]
    said = Outline(screen_html(both, translator("en"))).said
    assert [f"Prototype: {name}" in said for name in ("Zebra", "Okapi")] == [True, True]


def test_a_share_across_councils_has_its_sign_in_chart_and_table() -> None:
    points = tuple(TrendPoint(label, mean, mean - 8, mean + 8, 14) for label, mean in (("May", 61.0), ("Nov", 74.0)))
    html = screen_html(factory.report(trends=(Trend("Unaided", 0, 100, points, percent=True),)), translator("en"))
    chart = html[html.index('id="trends"') : html.index("</table>", html.index('id="trends"'))]
    assert [chart.count(word) for word in (">61%<", ">0%<", ">100%<", ">53% to 69%<", "61.0")] == [2, 1, 1, 1, 0]
