"""The pages of a printed report as pictures, read one at a time on the second worker."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


class Printed:
    """A PDF in memory. Its pages are read on one thread only: the library is not made for two."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._document = pypdfium2.PdfDocument(pdf)
        self.sizes = tuple(PageSize(*self._document.get_page_size(index)) for index in range(len(self._document)))

    def picture(self, index: int, width: int) -> QImage:
        """A page as a picture of `width` device px."""
        page = self._document[index]
        bitmap = page.render(scale=width / self.sizes[index].width, rev_byteorder=True, prefer_bgrx=True)
        view = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        picture = view.copy()  # the bitmap's memory goes with the bitmap
        page.close()
        return picture

    def words(self, index: int) -> str:
        """The text of a page, for screen readers."""
        page = self._document[index]
        text = str(page.get_textpage().get_text_bounded())
        page.close()
        return text
