"""The report as a document to edit, opened again: real headings, tables, languages, sentences for pictures, and the same bytes twice."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from council_app.domain.papers import Sheet
from council_app.i18n import translator
from council_app.reporting import model, pdf
from council_app.reporting.docx.making import document, draft
from council_app.reporting.docx.tree import read
from council_app.reporting.told import Told, ToldKind, Written
from tests import report_factory as factory


def written(report: model.Report, locale: str = "en-GB") -> bytes:
    made = draft(report, translator(locale))
    return document(made, pdf.write(made.pages))


def said(opened: Document) -> str:
    cells = (cell.text for table in opened.tables for cell in table._cells)
    return "\n".join(chain((paragraph.text for paragraph in opened.paragraphs), cells))


@pytest.fixture(scope="module")
def made() -> bytes:
    first = factory.report().findings[0]
    told = (Told("F1", model.Section.FINDINGS, "5 of 18 people", "SE-14", ToldKind.FIGURE, f"finding:{first.facts.key}"),)
    return written(factory.report(told=told, written=(Written(f"finding:{first.facts.key}", "Payments knows.\nMore in December."),)))


@pytest.fixture(scope="module")
def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def headings(opened: Document, style: str) -> list[str]:
    return [paragraph.text.strip() for paragraph in opened.paragraphs if paragraph.style is not None and paragraph.style.name == style]


def test_titles_are_real_headings_in_the_order_of_the_report(opened: Document) -> None:
    assert headings(opened, "Title") == ["What we heard in Stockholm"]
    assert headings(opened, "Heading 1")[:4] == [
        "The reminder is heard as an accusation",
        "Who we heard",
        "The findings at a glance",
        "People who pay by bank transfer get a reminder after they have paid, and read it as an accusation.",
    ]
    assert headings(opened, "Heading 1")[-1] == "Notes"


def test_what_a_person_wrote_has_a_style_of_its_own(opened: Document) -> None:
    assert headings(opened, "Comment") == ["Comment", "Payments knows.", "More in December."]


def test_quotes_keep_their_language(opened: Document) -> None:
    quotes = [paragraph for paragraph in opened.paragraphs if paragraph.style is not None and paragraph.style.name == "Quote"]
    languages = {lang.get(qn("w:val")) for quote in quotes for lang in quote._p.iter(qn("w:lang"))}
    assert languages == {"sv", "en", "de", "el", "pl"}


def test_every_table_with_headers_repeats_them_on_the_next_page(opened: Document) -> None:
    texts = {table._cells[0].text.strip(): bool(table._tbl.xpath("./w:tr/w:trPr/w:tblHeader")) for table in opened.tables}
    assert {name: texts[name] for name in ("No.", "Task", "Note", "new customer")} == {
        "No.": True,
        "Task": True,
        "Note": True,
        "new customer": False,
    }


def pictures(opened: Document) -> Iterator[tuple[str, str]]:
    for described in opened.element.iter(qn("wp:docPr")):
        yield described.get("id"), described.get("descr")


def test_every_picture_says_a_sentence_and_is_a_png(opened: Document, made: bytes) -> None:
    found = list(pictures(opened))
    assert [one for one in found if not one[1]] == []
    assert len({number for number, _ in found}) == len(found)
    assert "5 of 18 attendees raised it: 5 unprompted, 0 when asked." in {words for _, words in found}
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        media = [name for name in parts.namelist() if name.startswith("word/media/")]
        kinds = {Image.open(io.BytesIO(parts.read(name))).format for name in media}
    assert kinds == {"PNG"}


def test_every_link_leads_to_a_place_in_the_document(opened: Document) -> None:
    places = {mark.get(qn("w:name")) for mark in opened.element.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in opened.element.iter(qn("w:hyperlink"))}
    assert links - places == set()
    assert len(links) > 12


def test_the_same_report_is_the_same_document(made: bytes) -> None:
    first = factory.report().findings[0]
    told = (Told("F1", model.Section.FINDINGS, "5 of 18 people", "SE-14", ToldKind.FIGURE, f"finding:{first.facts.key}"),)
    again = written(factory.report(told=told, written=(Written(f"finding:{first.facts.key}", "Payments knows.\nMore in December."),)))
    assert again == made


def test_it_says_its_title_language_and_day(opened: Document) -> None:
    core = opened.core_properties
    assert (core.title, core.language) == ("Alma Consumer Council: Stockholm, 19 November 2026, evening", "en-GB")
    assert core.created is not None
    assert core.created.isoformat() == "2026-11-20T09:00:00+00:00"


def odd(change: Callable[[model.Finding], model.Finding]) -> model.Report:
    report = factory.report(notes=(), notes_total=0)
    return replace(report, findings=(change(report.findings[0]),), sheet=Sheet.LETTER)


def test_hostile_and_endless_words_come_out_as_words() -> None:
    endless = "x" * 10_000
    quotes = tuple(replace(factory.quote("S-1", text, "he", "P01")) for text in ("שלום <b>&amp; \x0b\x00", endless, "🙂 </w:p>"))
    report = odd(lambda finding: replace(finding, quotes=quotes, facts=replace(finding.facts, title="<script>alert(1)</script> {{ 7*7 }}")))
    opened = docx.Document(io.BytesIO(written(report)))
    text = said(opened)
    assert "<script>alert(1)</script> {{ 7*7 }}" in text
    assert endless in text
    assert "🙂 </w:p>" in text
    assert "שלום <b>&amp;" in text
    rightwards = [paragraph for paragraph in opened.paragraphs if paragraph._p.xpath("./w:pPr/w:bidi")]
    assert [paragraph.text.strip("“” ") for paragraph in rightwards] == ["שלום <b>&amp;"]
    width = opened.sections[0].page_width
    assert width is not None
    assert round(width.inches, 2) == 8.5


def test_for_a_picture_that_cannot_be_read_stand_its_words() -> None:
    broken = model.Picture(b"\x89PNG broken", "image/png", "The letter as it was sent")
    opened = docx.Document(io.BytesIO(written(odd(lambda finding: replace(finding, pictures=(broken,))))))
    assert "The letter as it was sent" in said(opened)


def test_a_drawing_that_comes_twice_is_drawn_once() -> None:
    svg = '<svg width="10" height="12"><title>A &quot;line&quot;</title></svg>'
    tree, drawings = read(f"<main><p>a {svg}</p><p>b {svg}</p></main>")
    assert [(each.width, each.height) for each in drawings] == [(10.0, 12.0)]
    assert [image.attributes["alt"] for image in tree.within("img")] == ['A "line"', 'A "line"']
