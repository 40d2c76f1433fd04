"""Drawings as PNG, because word processors draw SVG differently or not at all: printed one to a page and photographed."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from council_app.i18n import translator
from council_app.reporting.assets import FONT, PICTURE, faces_for
from council_app.reporting.docx.tree import Drawing
from council_app.reporting.html import PrintHtml
from council_app.reporting.model import Picture
from council_app.reporting.templates import environment

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_SHARP = 3.0
"""Pixels for a CSS pixel: 288 to the inch."""

_PDF_POINT = 72 / 96
_PAGE_WIDTH = 660.0
_VIEW = re.compile(r'viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) ([0-9.]+)"')


def sheet(drawings: Sequence[Drawing], pictures: Mapping[str, Picture], epoch: int) -> PrintHtml:
    """One page for each drawing, as large as it; drawings may show `pictures` by their address."""
    everything = "".join(drawing.svg for drawing in drawings)
    faces = [(face, f"{FONT}{face.file}") for face in faces_for(everything)]
    template = environment(translator("en")).get_template("session/drawings.html.j2")
    html = template.render(faces=faces, drawings=[(each, Markup(each.svg)) for each in drawings])
    data, types = ({name: getattr(each, what) for name, each in pictures.items()} for what in ("data", "media_type"))
    return PrintHtml(html, data, types, identifier="drawings", epoch=epoch)


def drawing_of(name: str, picture: Picture) -> Drawing:
    """A picture that is a drawing itself (SVG), at the width of a page."""
    found = _VIEW.search(picture.data.decode("utf-8", errors="replace")[:2000])
    ratio = float(found[2]) / float(found[1]) if found and float(found[1]) else 0.5
    height = round(_PAGE_WIDTH * ratio, 2)
    return Drawing(f'<img src="{PICTURE}{name}" alt="{escape(picture.alt)}" style="width: 100%; display: block">', _PAGE_WIDTH, height)


def photographed(pdf: bytes) -> tuple[bytes, ...]:
    """A PNG of each page; the same pages give the same bytes."""
    import pypdfium2  # noqa: PLC0415 - 8 MiB, of use to who writes a document

    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_png(page) for page in document)


def _png(page: PdfPage) -> bytes:
    out = io.BytesIO()
    page.render(scale=_SHARP / _PDF_POINT).to_pil().save(out, "PNG")
    return out.getvalue()
