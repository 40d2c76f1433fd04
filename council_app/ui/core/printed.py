"""The pages of a PDF as pictures, read one at a time on the second worker."""

from __future__ import annotations

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


class Printed:
    """A PDF in memory. Its pages are read on one thread only: the library is not made for two."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with self._open() as document:
            self.sizes = tuple(PageSize(*document.get_page_size(index)) for index in range(len(document)))

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
