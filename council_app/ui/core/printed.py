"""The pages of a PDF as pictures, read one at a time on the second worker; and where in them something stands."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the table of contents: `level` from 0, `page` counted from 0."""

    title: str
    level: int
    page: int


class Printed:
    """A PDF in memory. Its pages are read on one thread only: the library is not made for two.

    Attributes:
        places: on which page, counted from 0, each named place of the document stands.
        bookmarks: its table of contents.
    """

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with self._open() as document:
            self.sizes = tuple(PageSize(*document.get_page_size(index)) for index in range(len(document)))
            self.places = dict(_places(document))
            self.bookmarks = tuple(_bookmarks(document))

    def _open(self) -> closing[pypdfium2.PdfDocument]:
        import pypdfium2  # noqa: PLC0415 - slow start

        # Opened anew for each page: it takes a fraction of the drawing, and nothing is left open when the place goes away.
        return closing(pypdfium2.PdfDocument(self.pdf))

    def picture(self, index: int, width: int) -> QImage:
        """A page as a picture of `width` device px."""
        with self._open() as document, closing(document[index]) as page:
            bitmap = page.render(scale=width / self.sizes[index].width, rev_byteorder=True, prefer_bgrx=True)
            view = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            picture = view.copy()  # the bitmap's memory goes with the bitmap
            bitmap.close()
        return picture


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for line in document.get_toc():
        place = line.get_dest()
        page = place.get_index() if place is not None else None
        if page is not None:
            yield Bookmark(line.get_title(), line.level, page)


def _places(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    from pypdfium2 import raw  # noqa: PLC0415 - slow start

    for index in range(raw.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, size)  # asked without room for it, it says how much room a name needs
        name = ctypes.create_string_buffer(size.value)
        place = raw.FPDF_GetNamedDest(document, index, name, size)
        if place:
            yield name.raw.decode("utf-16-le").rstrip("\0"), int(raw.FPDFDest_GetDestPageIndex(document, place))
