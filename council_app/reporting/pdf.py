"""From finished HTML to an accessible PDF (PDF/UA-1) with WeasyPrint, in this process; `process.py` runs it in another.

Nothing is fetched: the only addresses that exist are the shipped fonts and the pictures that came with the page.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from council_app.errors import CouncilError, m_
from council_app.reporting.assets import FONT, PICTURE, font_bytes
from council_app.reporting.html import PrintHtml
from council_app.reporting.laying import arranged
from council_app.reporting.svg_words import words_set_whole

if TYPE_CHECKING:
    from pydyf import PDF, Dictionary
    from weasyprint import HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

_INSTALL = {
    "linux": m_("On Debian or Ubuntu run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    "win32": m_("Install MSYS2 (https://www.msys2.org) and run in its shell: pacman -S mingw-w64-ucrt-x86_64-pango"),
    "darwin": m_("Run: brew install pango"),
}


def write(page: PrintHtml) -> bytes:
    """The PDF of a page, each finding set as leaves least paper empty; the same page gives the same bytes.

    Raises:
        CouncilError: the machine lacks the text-layout libraries; says which line installs them.
    """
    require_libraries()
    # WeasyPrint needs system libraries and half a second; only whoever prints pays for it.
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    return written(arranged(page, lambda html: _read(html, page).render(font_config=fonts)), fonts)


def written(page: PrintHtml, fonts: FontConfiguration) -> bytes:
    """The PDF of a page as its HTML says."""
    with _clock_at(page.epoch), _pages_named_once(), words_set_whole():
        pdf: bytes = _read(page.html, page).write_pdf(
            font_config=fonts,
            finisher=_finished,
            pdf_variant="pdf/ua-1",
            pdf_identifier=page.identifier.encode(),
            dpi=200,
            jpeg_quality=85,
            optimize_images=True,
        )
    return pdf


def _read(html: str, page: PrintHtml) -> HTML:
    """`html` with the pictures of `page`."""
    from council_app.reporting.lean import LeanHTML  # noqa: PLC0415 - see `write`

    return LeanHTML(string=html, base_url="council:page/", url_fetcher=_fetcher(page))


@contextmanager
def _clock_at(epoch: int) -> Iterator[None]:
    """Fonts cut down for the PDF carry the time they were cut; it follows the data instead of the clock (reproducible-builds.org)."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@contextmanager
def _pages_named_once() -> Iterator[None]:
    """Every tagged element asks pydyf for its page, and each time pydyf names all pages anew: a fifth of the time of 500 pages."""
    import pydyf  # noqa: PLC0415 - see `write`

    class Remembering(pydyf.PDF):  # type: ignore[misc]
        """The same PDF; names its pages again only when there are more."""

        named: tuple[bytes, ...] = ()

        @property
        def page_references(self) -> tuple[bytes, ...]:
            if len(self.named) != self.pages["Count"]:
                self.named = super().page_references
            return self.named

    plain, pydyf.PDF = pydyf.PDF, Remembering
    try:
        yield
    finally:
        pydyf.PDF = plain


def require_libraries() -> None:
    """Load WeasyPrint, or say what the machine lacks.

    Raises:
        CouncilError: with the exact line that installs it.
    """
    try:
        import weasyprint  # noqa: F401, PLC0415 - the import is the question
    except OSError as error:
        todo = _INSTALL.get(sys.platform, _INSTALL["linux"])
        raise CouncilError("PDF", m_("the text-layout libraries (Pango) are missing on this machine"), todo) from error


def _fetcher(page: PrintHtml) -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see `write`

    class Given(URLFetcher):  # type: ignore[misc]
        """Serves what was handed over and nothing else."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 - the base class names it
            if url.startswith(FONT):
                return URLFetcherResponse(url, font_bytes(url.removeprefix(FONT)), {"Content-Type": "font/ttf"})
            name = url.removeprefix(PICTURE)
            if url.startswith(PICTURE) and name in page.pictures:
                return URLFetcherResponse(url, page.pictures[name], {"Content-Type": page.media_types[name]})
            raise ValueError("a report loads nothing from outside")

    return Given()


def _finished(document: Document, pdf: PDF) -> None:
    """What PDF/UA-1 asks for and WeasyPrint leaves out."""
    set_header_scope(document, pdf)
    name_empty_letters(pdf)


def name_empty_letters(pdf: PDF) -> None:
    """Give a text to parts of a letter that have none of their own, such as the dots of an Arabic one: a space of no width.

    WeasyPrint writes an empty text, which is no text.
    """
    from pydyf import Stream  # noqa: PLC0415 - see `write`

    for item in pdf.objects:
        if isinstance(item, Stream) and b"begincmap" in item.stream[:5]:
            item.stream = [line.replace(b" <>", b" <200b>") for line in item.stream]


def set_header_scope(_document: Document, pdf: PDF) -> None:
    """Say of every table header which way it points; WeasyPrint leaves `Scope` out, and readers then guess.

    A header in the table's head is for its column, any other for its row.
    """
    elements = {element.reference: element for element in _structure(pdf)}
    for element in elements.values():
        if element["S"] == "/TH":
            row = elements[element["P"]]
            element["A"]["Scope"] = "/Column" if elements[row["P"]]["S"] == "/THead" else "/Row"


def _structure(pdf: PDF) -> Iterator[Dictionary]:
    return (item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem")
