"""Pages under each other on the sunk ground; only those in sight are kept as pictures."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.context import AppContext
from council_app.ui.core.printed import PageSize, Printed
from council_app.ui.core.theme import Theme

_WIDEST, _MARGIN, _GAP, _KEPT_AROUND = 794, 28, 20, 2
_PX_OF_A_POINT = 96 / 72


class PageView(QWidget):
    """One page: paper with a hairline, then its picture."""

    def __init__(self, theme: Theme, t: Translator, number: int, total: int, size: PageSize) -> None:
        super().__init__()
        self._theme, self._t, self._number = theme, t, number
        self.picture: QImage | None = None
        self.take_size(total, size)

    def take_size(self, total: int, size: PageSize) -> None:
        """It is one of `total` pages of this size; what it shows stays until there is another picture."""
        self._ratio, self.natural = size.height / size.width, round(size.width * _PX_OF_A_POINT)
        self.setAccessibleName(self._t("Page {number} of {total}", number=self._t.number(self._number), total=self._t.number(total)))

    def take_width(self, width: int) -> None:
        """Be as wide as this, in the page's proportion."""
        self.setFixedSize(QSize(width, round(width * self._ratio)))

    def show_picture(self, picture: QImage | None) -> None:
        """Show a picture, or forget it."""
        self.picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White paper in either theme: it is what will be printed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRect(0, 0, self.width(), self.height()), self.picture)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """All pages of a PDF; `name` says what they are.

    Signals:
        page_changed: another page is the one being looked at (counted from 0).
    """

    page_changed = Signal(int)

    def __init__(self, ctx: AppContext, name: str) -> None:
        super().__init__()
        self._ctx = ctx
        self._printed: Printed | None = None
        self._pages: list[PageView] = []
        self._asked: set[int] = set()
        self._full, self._page = False, 0
        self._tops = [_MARGIN]
        self._inside = QWidget()
        self._inside.setProperty("scrolled", "true")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        # Scrolling passes many pages; pictures are asked for when it rests.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(40)
        self._rest.timeout.connect(self._fetch)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- what is shown

    def show_printed(self, printed: Printed | None) -> None:
        """Show a PDF from its first page, or nothing."""
        for page in self._pages:
            page.show_picture(None)
        self.renew(printed, place=(0, 0.0))

    def renew(self, printed: Printed | None, *, place: tuple[int, float] | None = None) -> None:
        """Show another version of what is on show: what one looks at stays until the new pictures are there.

        Args:
            printed: the pages.
            place: what to look at then, as `place` says it; what was looked at, when not given.
        """
        keep = place if place is not None else self.place
        self._printed, self._asked = printed, set()
        self._take_pages(printed.sizes if printed is not None else ())
        self._take_width()
        self._inside.adjustSize()
        self._stand(keep)
        self._rest.start()

    def _take_pages(self, sizes: tuple[PageSize, ...]) -> None:
        for page in self._pages[len(sizes) :]:
            self._column.removeWidget(page)
            page.hide()
            page.deleteLater()
        del self._pages[len(sizes) :]
        for index, size in enumerate(sizes):
            if index < len(self._pages):
                self._pages[index].take_size(len(sizes), size)
            else:
                self._pages.append(PageView(self._ctx.theme, self._ctx.t, index + 1, len(sizes), size))
                self._column.addWidget(self._pages[index])

    # -- how large

    def show_full(self, *, full: bool) -> None:
        """In the size it is printed in, or as wide as there is room."""
        place, self._full = self.place, full
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self._take_width()
        self._asked.clear()
        self._stand(place)
        self._rest.start()

    def _take_width(self) -> None:
        width = max(240, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))
        for page in self._pages:
            page.take_width(page.natural if self._full else width)
        # Worked out here, because a layout is done later.
        self._tops = list(accumulate((page.height() + _GAP for page in self._pages), initial=_MARGIN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width; their pictures are read again when it rests."""
        super().resizeEvent(event)
        place = self.place
        self._take_width()
        self._stand(place)
        self._asked.clear()
        self._rest.start()

    # -- where one looks

    @property
    def page(self) -> int:
        """The page that is looked at, counted from 0."""
        return self._page

    @property
    def place(self) -> tuple[int, float]:
        """The page at the top of what is seen, counted from 0, and how far down in it that is, in pages."""
        top = self.verticalScrollBar().value()
        for index, page in enumerate(self._pages):
            if self._tops[index] + page.height() > top:
                return index, (top - self._tops[index] + _GAP) / page.height()
        return max(0, len(self._pages) - 1), 0.0

    def go_to(self, page: int) -> None:
        """Look at a page from its head."""
        self._stand((page, 0.0))

    def _stand(self, place: tuple[int, float]) -> None:
        index, down = place
        if self._pages:
            index = min(index, len(self._pages) - 1)
            self._column.activate()
            self.verticalScrollBar().setMaximum(max(0, self._tops[-1] + _MARGIN - _GAP - self.viewport().height()))
            self.verticalScrollBar().setValue(round(self._tops[index] - _GAP + down * self._pages[index].height()))

    def _scrolled(self, _value: int) -> None:
        self._rest.start()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = next((index for index in reversed(range(len(self._pages))) if self._tops[index] <= middle), 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    # -- pictures

    def _in_sight(self) -> range:
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        seen = [index for index, page in enumerate(self._pages) if self._tops[index] < bottom and self._tops[index] + page.height() > top]
        if not seen:
            return range(0)
        return range(max(0, seen[0] - _KEPT_AROUND), min(len(self._pages), seen[-1] + _KEPT_AROUND + 1))

    def _fetch(self) -> None:
        """Ask for pictures in sight and forget those far away."""
        printed, wanted = self._printed, self._in_sight()
        if printed is None:
            return
        for index, page in enumerate(self._pages):
            if index not in wanted:
                page.show_picture(None)
        self._asked &= set(wanted)
        for index in wanted:
            if index not in self._asked:
                self._asked.add(index)
                self._ask(printed, index)

    def _ask(self, printed: Printed, index: int) -> None:
        page = self._pages[index]
        width = round(page.width() * self.devicePixelRatioF())

        def show(picture: QImage) -> None:
            if printed is self._printed and index in self._asked:  # else it is a page of yesterday, or far away by now
                page.show_picture(picture)

        self._ctx.side.submit(lambda _control: printed.picture(index, width), owner=page, done=show, failed=self._ctx.refused.emit)
