"""What a page of a report holds beside numbers: claims that lead both ways, comments set apart, the order chosen, a brand, no network."""

import base64
import io
import re
from datetime import date

import pytest
from fontTools.ttLib import TTFont

from council_app.domain.papers import Sheet
from council_app.domain.report import Section
from council_app.i18n import translator
from council_app.reporting import model
from council_app.reporting.assets import FACES, font_bytes
from council_app.reporting.html import print_html, screen_html
from council_app.reporting.look import look
from council_app.reporting.outline import contents, printed
from council_app.reporting.telling import with_claims
from council_app.reporting.told import WhatChanged, Written
from council_app.reporting.words import breakable, direction
from tests import report_factory as factory

T = translator("en-GB")


def claimed() -> model.Report:
    return with_claims(factory.report(notes=factory.notes(2)), T)


@pytest.mark.parametrize("page", [screen_html, lambda report, t: print_html(report, t).html], ids=["screen", "print"])
def test_every_figure_and_quote_leads_to_its_claim_and_back(page: object) -> None:
    report = claimed()
    html = page(report, T)  # type: ignore[operator]
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href|data-to)="#([^"]+)"', html)) - set(ids) == set()
    assert [told.id for told in report.told if f'<tr id="claim-{told.id}">' not in html] == []
    back = re.findall(r'<tr id="claim-([FQ]\d+)"><th scope="row"><a href="#([^"]+)">', html)
    assert {claim for claim, _ in back} == {told.id for told in report.told}
    # Most stand where their id is printed; the rest lead to the part that tells them.
    assert sum(claim == place for claim, place in back) > len(back) / 2


def test_a_report_without_its_claims_has_no_links_to_them() -> None:
    report = claimed()
    html = screen_html(with_claims(factory.report(sections=(Section.FINDINGS,)), T), T)
    assert "#claim-" not in html
    assert report.told[0].id == "F1"


def test_parts_stand_in_the_order_chosen_and_empty_ones_are_left_out() -> None:
    chosen = (Section.METHOD, Section.CHANGES, Section.QUESTIONS, Section.SUMMARY)
    assert printed(factory.report(sections=chosen)) == (Section.METHOD, Section.QUESTIONS, Section.SUMMARY)
    html = screen_html(factory.report(sections=chosen), T)
    assert re.findall(r'<section id="([a-z-]+)"', html) == ["method", "questions", "summary"]
    assert [entry.id for entry in contents(factory.report(sections=chosen), T)] == ["method", "questions", "summary"]


def test_what_changed_is_said_with_its_day() -> None:
    changed = WhatChanged(date(2026, 11, 20), ("1 quote is no longer printed: its speaker took consent back.",))
    html = screen_html(factory.report(changed=changed), T)
    assert "The version before this one shows the data of 20 November 2026." in html
    assert "<li>1 quote is no longer printed: its speaker took consent back.</li>" in html


def test_what_a_person_wrote_is_set_apart_and_stays_text() -> None:
    wrote = (Written("section:who", "<b>More</b> came.\nשלום"), Written("summary", "We think so."))
    html = screen_html(factory.report(written=wrote), T)
    apart = re.search(r'<div class="comment" id="comment-section-who">(.*?)</div>', html, re.DOTALL)
    assert apart is not None
    assert re.findall(r"<p(?: [^>]*)?>(.*?)</p>", apart[1]) == ["Comment", "&lt;b&gt;More&lt;/b&gt; came.", "שלום"]
    assert 'dir="rtl">שלום' in apart[1]
    assert '<p class="lead written" dir="ltr">We think so.</p>' in html
    assert factory.report().lead not in html


def test_a_comment_keeps_a_part_that_has_nothing_else_to_say() -> None:
    report = factory.report(open_questions=(), written=(Written("section:questions", "None were asked."),))
    assert Section.QUESTIONS in printed(report)


def test_a_brand_changes_words_rules_and_typeface_and_no_colour_that_means_something() -> None:
    brand = model.Brand("Vinga", None, "#1B4F8A", "#EE0077", "Inter")
    branded, plain = (screen_html(factory.report(brand=each), T) for each in (brand, model.Brand("Vinga")))
    assert "background: #EE0077" in branded
    assert "font: 600 17px/24px 'Inter'" in branded
    drawings = [re.findall(r"<svg.*?</svg>", html, re.DOTALL) for html in (branded, plain)]
    assert drawings[0] == drawings[1]


@pytest.mark.parametrize("colour", ["red;} body{display:none", "#12345", "url(http://x)", "＃123456"])
def test_nothing_but_a_colour_gets_into_the_style_sheet(colour: str) -> None:
    made = look(model.Brand("Vinga", None, colour, colour, colour), Sheet.A4)
    assert made == look(model.Brand("Vinga"), Sheet.A4)


def test_the_page_for_the_screen_may_load_nothing() -> None:
    html = screen_html(factory.report(), T)
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;" in html
    assert "<script" not in html


def test_the_fonts_in_the_page_for_the_screen_have_its_letters_and_no_others() -> None:
    html = screen_html(factory.report(headline="Zażółć ΩЖ 🙂"), T)
    fonts = [base64.b64decode(data) for data in re.findall(r"data:font/woff2;base64,([^\"]+)", html)]
    letters = {ord(letter) for letter in html}
    for face, data in zip(FACES, fonts, strict=True):
        whole, cut = (set(TTFont(io.BytesIO(each)).getBestCmap()) for each in (font_bytes(face.file), data))
        assert (letters & whole) - cut == set()
        assert len(cut) < len(whole) / 4
        assert {ord(letter) for letter in "Zażółć"} <= cut


def test_paper_is_what_was_chosen() -> None:
    assert [
        "size: A4;" in print_html(factory.report(), T).html,
        "size: letter;" in print_html(factory.report(sheet=Sheet.LETTER), T).html,
    ] == [
        True,
        True,
    ]


def test_endless_words_can_break_and_others_stay_whole() -> None:
    assert (
        breakable(f"<p title='{'a' * 50}'>{'b' * 50} {'c' * 39}</p>")
        == f"<p title='{'a' * 50}'>{'b' * 24}\u200b{'b' * 24}\u200bbb {'c' * 39}</p>"
    )
    assert breakable(f"<p>{'&amp;' * 40}</p>") == f"<p>{'&amp;' * 24}\u200b{'&amp;' * 16}</p>"


def test_which_way_words_run_is_told_by_their_first_letter() -> None:
    assert [direction(text) for text in ("12 שלום", "abc שלום", "مرحبا abc", "…", "")] == ["rtl", "ltr", "rtl", "ltr", "ltr"]
