"""The printed report, opened again and read by the tools that readers use."""

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from council_app.domain.enums import Audience
from council_app.domain.papers import Sheet
from council_app.domain.report import Section
from council_app.i18n import translator
from council_app.paths import resources
from council_app.reporting import model, pdf
from council_app.reporting.assets import FONT
from council_app.reporting.html import PrintHtml, print_html
from council_app.reporting.model import Picture
from council_app.reporting.told import ToldKind, WhatChanged, Written
from tests import report_factory as factory


def run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "report.pdf"
    out.write_bytes(pdf.write(print_html(factory.report(), translator("en-GB"))))
    return out


@pytest.fixture(scope="module")
def opened(printed: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(printed) as document:
        yield document


def words(printed: Path, number: int) -> str:
    return " ".join(run("pdftotext", "-f", number, "-l", number, "-layout", printed, "-").split())


@pytest.mark.parametrize(
    ("locale", "audience"),
    [
        ("en-GB", Audience.INTERNAL),
        ("de-DE", Audience.INTERNAL),
        ("sv-SE", Audience.INTERNAL),
        ("nl-NL", Audience.INTERNAL),
        ("fr-FR", Audience.EXTERNAL),
    ],
)
def test_the_report_passes_the_pdf_ua_check(locale: str, audience: Audience) -> None:
    report = factory.report(audience=audience, notes=factory.notes(12), findings=factory.findings()[:2])
    result = page.validate_pdf_bytes(pdf.write(print_html(report, translator(locale))), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
    assert result.is_compliant


def test_the_external_report_passes_the_pdf_ua_check() -> None:
    result = page.validate_pdf_bytes(pdf.write(print_html(factory.report(audience=Audience.EXTERNAL), translator("sv"))), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []


def everything() -> model.Report:
    """A report with each kind of part and of letters, on the other paper, in a brand."""
    first, *others = factory.report().findings
    key, words = first.facts.key, ("שלום 🙂 مرحبا", "w" * 10_000)
    hebrew, long = (replace(factory.quote("S-1", text, "he", "P01"), id=f"Q{number}") for number, text in enumerate(words, 1))
    told = (
        model.Told("F1", Section.FINDINGS, "5 of 18", "SE-14", ToldKind.FIGURE, f"finding:{key}"),
        *(model.Told(f"Q{n}", Section.FINDINGS, "שלום", "S-1", ToldKind.QUOTE, f"finding:{key}") for n in (1, 2)),
        model.Told("F2", Section.COUNTS, "9 people", "themes", ToldKind.FIGURE, "theme:reminder"),
    )
    written = (
        Written("summary", "We think so."),
        Written("section:who", "More came."),
        Written(f"finding:{key}", "Known.\nSoon."),
    )
    return factory.report(
        findings=(replace(first, quotes=(hebrew, long)), *others),
        told=told,
        written=written,
        changed=WhatChanged(date(2026, 11, 20), ("1 quote is no longer printed: its speaker took consent back.",)),
        heading="N" * 200,
        brand=model.Brand("Vinga", None, "#1B4F8A", "#EE0077", "Inter"),
        sheet=Sheet.LETTER,
        notes=factory.notes(30),
    )


def test_every_part_kind_of_letter_and_brand_passes_the_check_on_the_other_paper() -> None:
    printed = pdf.write(print_html(everything(), translator("fr-FR")))
    result = page.validate_pdf_bytes(printed, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert [float(side) for side in opened.pages[0].MediaBox[2:]] == [612, 792]
        names = [str(name) for name in opened.Root.Names.Dests.Names if isinstance(name, pikepdf.String)]
    assert [place for place in ("claim-F1", "claim-Q2", "quote-Q1", "counts", "finding-1") if place not in names] == []


def test_letters_that_no_font_has_become_boxes_and_the_method_says_so() -> None:
    pages = print_html(factory.report(headline="Say ⴰⵣⵓⵍ"), translator("en"))
    assert "Say ⴰⵣⵓⵍ" in pages.html
    boxed = pages.without("ⴰⵣⵓⵍ")
    assert "Say □□□□" in boxed.html
    assert "A box stands for each of them: □." in boxed.html


def test_nothing_in_the_page_is_unknown_to_the_printer() -> None:
    """The house rule on log lines fails this test at the first CSS or HTML warning."""
    short = (Section.SUMMARY, Section.WHO, Section.OVERVIEW, Section.FINDINGS, Section.COUNTS, Section.PROTOTYPES)
    assert pdf.write(print_html(factory.report(sections=short), translator("en")))[:5] == b"%PDF-"


def test_qpdf_finds_no_fault(printed: Path) -> None:
    assert run("qpdf", "--check", printed).splitlines()[-2].startswith("No syntax or stream encoding errors found")


def test_every_font_is_ours_embedded_and_readable(printed: Path) -> None:
    lines = run("pdffonts", printed).splitlines()[2:]
    families = {re.sub(r"^[A-Z]{6}\+", "", line.split()[0]).split("-Semi")[0].split("-Medium")[0].rstrip(",-") for line in lines}
    assert families == {"Inter", "Source-Serif-4"}
    assert {tuple(line.split()[-5:-2]) for line in lines} == {("yes", "yes", "yes")}


def test_the_file_says_its_title_language_and_date(opened: pikepdf.Pdf) -> None:
    assert str(opened.docinfo["/Title"]) == "Alma Consumer Council: Stockholm, 19 November 2026, evening"
    assert str(opened.docinfo["/CreationDate"]) == "D:20261120090000Z"
    assert str(opened.Root.Lang) == "en-GB"


def structure(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"]


def test_every_table_header_says_which_way_it_points(opened: pikepdf.Pdf) -> None:
    scopes = Counter((str(cell.P.P.S), str(cell.A.get("/Scope"))) for cell in structure(opened) if cell.S == "/TH")
    assert set(scopes) == {("/THead", "/Column"), ("/TBody", "/Row")}


def test_every_figure_says_a_whole_sentence(opened: pikepdf.Pdf) -> None:
    said = {str(figure.get("/Alt", "")) for figure in structure(opened) if figure.S == "/Figure"}
    assert "5 of 18 attendees raised it: 5 unprompted, 0 when asked." in said
    assert "" not in said


def test_headings_and_tables_are_in_the_structure_that_readers_are_told(printed: Path) -> None:
    told = run("pdfinfo", "-struct-text", printed)
    assert re.findall(r'^ *H1 \(block\)\n *Span.*\n? *"([^"]+)"', told, re.MULTILINE)[:1] != []
    assert Counter(re.findall(r"^ *(H1|H2|H3|Table|Figure)\b", told, re.MULTILINE))["H1"] == 1


def test_quotes_are_marked_with_their_own_language(opened: pikepdf.Pdf) -> None:
    html = print_html(factory.report(), translator("en-GB")).html
    assert set(re.findall(r'<blockquote lang="([^"]+)"', html)) == {"sv", "en", "de", "el", "pl"}
    assert "«Τι είναι αυτή η χρέωση; Δεν μου το εξήγησε ποτέ κανείς.»" in html


def test_the_summary_is_one_page_and_says_who_where_and_how_many(printed: Path) -> None:
    text = words(printed, 2)
    assert "The reminder is heard as an accusation" in text
    assert "5 of 18 all unprompted" in text
    assert "Invited, not drawn at random." in text
    assert re.search(r"Internal: seat codes only\. 2 of \d+$", text)


def test_the_finding_names_itself_on_the_page_it_opens_only(printed: Path) -> None:
    assert words(printed, 5).startswith("Finding 1 Paying later, moment of truth: Reminder")
    assert words(printed, 6).startswith("Alma Consumer Council Stockholm, 19 November 2026, evening")


def test_no_page_but_the_last_is_half_empty(printed: Path) -> None:
    document = pypdfium2.PdfDocument(printed)
    filled = [lowest_ink(document[number].render(scale=0.5).to_pil()) for number in range(1, len(document) - 1)]
    assert [share for share in filled if share < 0.5] == []


def lowest_ink(picture: Image.Image) -> float:
    """How far down the page, between header and footer, something is printed (0–1)."""
    body = picture.convert("L").crop((0, int(picture.height * 0.1), picture.width, int(picture.height * 0.93)))
    box = ImageChops.invert(body).point(lambda value: 255 if value > 40 else 0).getbbox()
    return box[3] / body.height if box else 0.0


def test_the_same_data_gives_the_same_bytes() -> None:
    first, second = (pdf.write(print_html(factory.report(notes=()), translator("de-DE"))) for _ in range(2))
    assert first == second


def shape(picture: Image.Image) -> bytes:
    """The ink of a picture, cut out and brought to one size."""
    ink = ImageChops.invert(picture.convert("L"))
    return ink.crop(ink.getbbox()).resize((32, 32)).tobytes()


def distance(one: bytes, other: bytes) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def printed_letters(family: str, file: str, letters: str) -> dict[str, bytes]:
    """Each letter as the printer sets it, alone on a page."""
    face = f'@font-face {{ font-family: "{family}"; src: url("{FONT}{file}") }}'
    style = f'{face} @page {{ size: 300px; margin: 60px }} p {{ font: 100px "{family}"; margin: 0; break-after: page }}'
    html = f'<html lang="en"><title>x</title><style>{style}</style>' + "".join(f"<p>{letter}</p>" for letter in letters)
    document = pypdfium2.PdfDocument(pdf.write(PrintHtml(html, {}, {}, identifier="letters", epoch=0)))
    return {letter: shape(document[number].render(scale=2).to_pil()) for number, letter in enumerate(letters)}


def drawn_letters(file: str, letters: str) -> dict[str, bytes]:
    """Each letter as the font file itself draws it."""
    font = ImageFont.truetype(str(resources("fonts", file)), 200)
    drawn = {}
    for letter in letters:
        sheet = Image.new("L", (500, 500), 255)
        ImageDraw.Draw(sheet).text((120, 120), letter, font=font, fill=0)
        drawn[letter] = shape(sheet)
    return drawn


@pytest.mark.parametrize(("family", "file"), [("Inter", "Inter_400Regular.ttf"), ("Source Serif 4", "SourceSerif4_400Regular.ttf")])
@pytest.mark.parametrize(
    "letters",
    ["abgRQ?&-", "åäöÅÄÖéø", "üßÄẞ„“–…", "àçéêîôûœŸÆ«»", "ëïéèáóúij", "łęśźżćńŁ", "αβγδέζήώ", "čřžšůďťň", "бгджзиюя"],
    ids=["en", "sv", "de", "fr", "nl", "pl", "el", "cs", "bg"],
)
def test_each_script_prints_its_own_letters(family: str, file: str, letters: str) -> None:
    """Text extraction cannot see a wrong glyph, so the pixels are compared with the font's own drawing of every candidate."""
    printed, drawn = printed_letters(family, file, letters), drawn_letters(file, letters)
    read = {letter: min(drawn, key=lambda other: distance(drawn[other], printed[letter])) for letter in letters}
    assert read == {letter: letter for letter in letters}


def test_the_comparison_sees_letters_of_another_font() -> None:
    """What the tests above rest on: of a font in which letters have changed places, they would read other letters."""
    letters = "åäöÅÄÖéø"
    printed, drawn = (
        printed_letters("Inter", "Inter_400Regular.ttf", letters[1:] + letters[0]),
        drawn_letters("Inter_400Regular.ttf", letters),
    )
    moved = dict(zip(letters, printed.values(), strict=True))
    read = [min(drawn, key=lambda other: distance(drawn[other], moved[letter])) for letter in letters]
    assert read == list(letters[1:] + letters[0])


def test_words_in_a_drawing_run_as_they_do_on_the_page() -> None:
    style = "@page { size: 400px; margin: 60px } p { font: 40px 'DejaVu Sans'; margin: 0; break-after: page; white-space: nowrap }"
    word, svg = (
        "\u05e9\u05dc\u05d5\u05dd",
        '<svg width="300" height="60"><text y="40" font-size="40" font-family="DejaVu Sans">{}</text></svg>',
    )
    html = f'<html lang="en"><title>x</title><style>{style}</style><p>{word}</p><p>{svg.format(word)}</p><p>{word[::-1]}</p>'
    document = pypdfium2.PdfDocument(pdf.write(PrintHtml(html, {}, {}, identifier="letters", epoch=0)))
    page_, drawing, turned = (shape(document[number].render(scale=2).to_pil()) for number in range(3))
    assert distance(page_, drawing) * 5 < distance(turned, drawing)


def test_a_picture_from_outside_is_not_fetched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>SECRET</text></svg>')
    finding = factory.findings()[0]
    hostile = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><image href="{secret.as_uri()}" width="9" height="9"/></svg>'
    evil = replace(finding, pictures=(Picture(hostile.encode(), "image/svg+xml", "A picture"),))
    report = factory.report(findings=(evil,), sections=(Section.FINDINGS,))
    out = tmp_path / "report.pdf"
    with caplog.at_level("CRITICAL", logger="weasyprint"):
        out.write_bytes(pdf.write(print_html(report, translator("en"))))
    assert "SECRET" not in run("pdftotext", out, "-")
