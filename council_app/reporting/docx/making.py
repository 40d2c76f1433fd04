"""The report as DOCX in two steps: what must be drawn first, and the document once it is."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.i18n import Translator
from council_app.reporting.docx.pictures import drawing_of, photographed, sheet
from council_app.reporting.docx.tree import Drawing, Node, read
from council_app.reporting.html import PrintHtml, document_html, pictures_of
from council_app.reporting.model import Report


@dataclass(frozen=True, slots=True)
class Draft:
    """A document whose pictures are not drawn yet; `pages` are to be printed, one drawing on each, `named` the last of them."""

    report: Report
    tree: Node
    drawings: tuple[Drawing, ...]
    named: tuple[str, ...]
    pages: PrintHtml


def draft(report: Report, t: Translator) -> Draft:
    """Read the page of a report.

    Raises:
        CouncilError: an external report would name a seat.
    """
    tree, drawings = read(document_html(report, t))
    drawn = {name: each for name, each in pictures_of(report).items() if each.media_type not in ("image/png", "image/jpeg")}
    everything = (*drawings, *(drawing_of(name, each) for name, each in drawn.items()))
    return Draft(report, tree, everything, tuple(drawn), sheet(everything, drawn, int(report.as_of.timestamp())))


def document(made: Draft, pdf: bytes) -> bytes:
    """The document, with the pictures that were printed on `pdf`; the same draft gives the same bytes."""
    # The library takes 12 MiB and 0.2 s, of use to who writes a document.
    from council_app.reporting.docx.inline import Shown  # noqa: PLC0415
    from council_app.reporting.docx.write import docx_bytes, shown_image  # noqa: PLC0415

    pictures = photographed(pdf) if made.drawings else ()
    images = {name: shown for name, each in pictures_of(made.report).items() if (shown := shown_image(each)) is not None}
    for number, name in enumerate(made.named, start=len(made.drawings) - len(made.named)):
        images[name] = Shown(pictures[number], made.drawings[number].width)
    return docx_bytes(made.report, made.tree, made.drawings, pictures, images)
