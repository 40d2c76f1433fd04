"""The styles of the document: real ones, so that whoever edits it changes a style and not a hundred paragraphs."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from council_app.domain.papers import Sheet
from council_app.reporting.look import Look
from council_app.reporting.tokens import TypeSize

POINT = 0.75
"""Points in a CSS pixel."""

_MARGIN = 48
_TWIPS = 20

_STYLES = {
    "Title": "title",
    "Heading 1": "title",
    "Heading 2": "finding",
    "Heading 3": "label",
    "Normal": "table",
    "List Bullet": "table",
    "Quote": "quote",
    "Caption": "caption",
    "Lead": "lead",
    "Comment": "text",
    "Recommendation": "claim",
    "Header": "caption",
    "Footer": "caption",
    "Contents": "table",
}
_HEADING_PX = {"Heading 1": 30.0, "Heading 2": 22.0, "Heading 3": 14.0, "Recommendation": 17.0, "Comment": 14.0, "Title": 46.0}
_BEFORE = {"Heading 1": 28, "Heading 2": 22, "Heading 3": 14, "Quote": 10, "Title": 60, "Comment": 4}


def styled(document: Document, look: Look, sheet: Sheet, language: str) -> None:
    """Give an empty document its paper, its margins, its language and its styles."""
    section = document.sections[0]
    width, height = (595.3, 841.9) if sheet is Sheet.A4 else (612.0, 792.0)
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin = section.right_margin = Pt(_MARGIN)
    section.top_margin, section.bottom_margin = Pt(72), Pt(60)
    section.different_first_page_header_footer = True
    _default_language(document, language)
    for name, step in _STYLES.items():
        _set(_style(document, name), look.tokens.type[step], px=_HEADING_PX.get(name), before=_BEFORE.get(name, 0))
    _colour(document, "Title", look.word)
    for name in ("Heading 1", "Heading 2", "Normal", "Quote", "Contents"):
        _colour(document, name, look.tokens.colour["ink"])
    for name in ("Caption", "Header", "Footer", "Heading 3"):
        _colour(document, name, look.tokens.colour["ink3"])
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        _style(document, name).paragraph_format.keep_with_next = True
    for line in _style(document, "Title").element.iter(qn("w:bottom")):
        line.set(qn("w:color"), look.rule.removeprefix("#"))
        line.attrib.pop(qn("w:themeColor"), None)
    _edge(_style(document, "Comment"), look.rule)
    _ground(_style(document, "Recommendation"), look.tokens.colour["mark-tint"])


def width_of(document: Document) -> float:
    """Room for text, in points."""
    section = document.sections[0]
    assert section.page_width is not None  # set above
    return float(section.page_width.pt) - 2 * _MARGIN


def _style(document: Document, name: str) -> ParagraphStyle:
    known = {style.name: style for style in document.styles}
    style = known.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _set(style: ParagraphStyle, step: TypeSize, *, px: float | None, before: int) -> None:
    size = px or step.px
    style.font.name, style.font.size = step.family, Pt(round(size * POINT * 2) / 2)
    style.font.bold, style.font.italic = step.weight >= 600, False
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    assert fonts is not None  # the name was just set
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), step.family)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
    style.paragraph_format.line_spacing = 1.2


def _colour(document: Document, name: str, colour: str) -> None:
    _style(document, name).font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


def _default_language(document: Document, language: str) -> None:
    run = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert run is not None  # the library's own template has it
    put(run, "w:lang", {"w:val": language, "w:eastAsia": language, "w:bidi": language})


def _edge(style: ParagraphStyle, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    put(borders, "w:left", {"w:val": "single", "w:sz": "18", "w:space": "10", "w:color": colour.removeprefix("#")})
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _ground(style: ParagraphStyle, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in {"w:val": "clear", "w:color": "auto", "w:fill": colour.removeprefix("#")}.items():
        shade.set(qn(name), value)
    style.element.get_or_add_pPr().insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def put(parent: BaseOxmlElement, name: str, values: dict[str, str]) -> BaseOxmlElement:
    """The child called `name` with these attributes, made where it is not there yet."""
    found = parent.find(qn(name))
    child = found if found is not None else OxmlElement(name)
    if found is None:
        parent.append(child)
    for attribute, value in values.items():
        child.set(qn(attribute), value)
    return child
