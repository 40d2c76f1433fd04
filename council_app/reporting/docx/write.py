"""The finished document: its furniture, its properties, and a file whose bytes follow from the report alone."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from PIL import Image, UnidentifiedImageError

from council_app.reporting.docx.blocks import Blocks
from council_app.reporting.docx.inline import Lines, Pictures, Shown
from council_app.reporting.docx.styles import styled, width_of
from council_app.reporting.docx.tree import Drawing, Node
from council_app.reporting.look import look
from council_app.reporting.model import Picture, Report

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP file can name; a document has its dates in its properties."""


def docx_bytes(report: Report, tree: Node, drawings: tuple[Drawing, ...], drawn: tuple[bytes, ...], images: dict[str, Shown]) -> bytes:
    """The page as DOCX.

    Args:
        report: what it is about.
        tree: its page.
        drawings, drawn: its drawings, and a PNG of each.
        images: its images, by the names the page gives them.
    """
    document = docx.Document()
    styled(document, look(report.brand, report.sheet), report.sheet, report.locale)
    pictures = Pictures(drawings, drawn, images)
    page = next(tree.within("main"))
    Blocks(document, Lines(document, pictures, width_of(document))).walk(page)
    _furniture(document, page)
    _properties(document, report, next(tree.within("title"), None))
    out = io.BytesIO()
    document.save(out)
    return _still(out.getvalue())


def shown_image(picture: Picture) -> Shown | None:
    """A picture as a document can hold it: PNG and JPEG as they are; None for one that is drawn first, or cannot be read."""
    if picture.media_type not in ("image/png", "image/jpeg"):
        return None
    try:
        with Image.open(io.BytesIO(picture.data)) as opened:
            return Shown(picture.data, float(opened.width))
    except (UnidentifiedImageError, OSError):
        return None  # its words stand in its place


def _furniture(document: Document, page: Node) -> None:
    section = document.sections[0]
    head, foot = (next(node for node in page.nodes if name in node.classes) for name in ("head", "foot"))
    section.header.paragraphs[0].text = " \u00b7 ".join(part.text for part in next(head.nodes).nodes if part.text)
    line = section.footer.paragraphs[0]
    line.text = next(next(foot.nodes).nodes).text + "  "
    for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(line, name)
        line.add_run(between)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the word processor works out."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def _properties(document: Document, report: Report, title: Node | None) -> None:
    core, moment = document.core_properties, report.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title = title.text[:250] if title is not None else ""
    core.author = core.last_modified_by = report.brand.name[:250]
    core.subject, core.language, core.comments, core.keywords = report.headline[:250], report.locale, "", ""
    core.created = core.modified = moment
    core.revision = 1


def _still(data: bytes) -> bytes:
    """The same parts with a time that says nothing, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as still:
        for entry in given.infolist():
            still.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), given.read(entry.filename), zipfile.ZIP_DEFLATED)
    return out.getvalue()
