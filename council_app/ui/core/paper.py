"""Pages under each other on the sunk ground; only those in sight are kept as pictures."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.context import AppContext
from council_app.ui.core.printed import PageSize, Printed
from council_app.ui.core.theme import Theme

_WIDEST, _MARGIN, _GAP, _KEPT_AROUND = 794, 28, 20, 2


class PageView(QWidget):
    """One page: paper with a hairline, then its picture."""

    def __init__(self, theme: Theme, t: Translator, number: int, total: int, size: PageSize) -> None:
        super().__init__()
        self._theme, self._ratio = theme, size.height / size.width
        self.picture: QImage | None = None
        self.setAccessibleName(t("Page {number} of {total}", number=t.number(number), total=t.number(total)))

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
    """All pages of a PDF; `name` says what they are."""

    def __init__(self, ctx: AppContext, name: str) -> None:
        super().__init__()
        self._ctx = ctx
        self._printed: Printed | None = None
        self._pages: list[PageView] = []
        self._asked: set[int] = set()
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
        self.verticalScrollBar().valueChanged.connect(lambda _: self._rest.start())

    def show_printed(self, printed: Printed | None) -> None:
        """Show a PDF from its first page, or nothing."""
        for page in self._pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._printed, self._asked = printed, set()
        sizes = printed.sizes if printed is not None else ()
        self._pages = [PageView(self._ctx.theme, self._ctx.t, index + 1, len(sizes), size) for index, size in enumerate(sizes)]
        for page in self._pages:
            self._column.addWidget(page)
        self._take_width()
        self.verticalScrollBar().setValue(0)
        self._rest.start()

    def _take_width(self) -> None:
        width = max(240, min(_WIDEST, self.viewport().width() - 2 * _MARGIN))
        for page in self._pages:
            page.take_width(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages follow the width; their pictures are read again when it rests."""
        super().resizeEvent(event)
        self._take_width()
        self._asked.clear()
        self._rest.start()

    def _in_sight(self) -> range:
        top, bottom = self.verticalScrollBar().value(), self.verticalScrollBar().value() + self.viewport().height()
        seen = [index for index, page in enumerate(self._pages) if page.y() < bottom and page.y() + page.height() > top]
        if not seen:
            return range(0)
        return range(max(0, seen[0] - _KEPT_AROUND), min(len(self._pages), seen[-1] + _KEPT_AROUND + 1))

    def _fetch(self) -> None:
        """Ask for pictures in sight and forget those far away."""
        printed, wanted = self._printed, self._in_sight()
        if printed is None:
            return
        for index in self._asked - set(wanted):
            self._pages[index].show_picture(None)
        self._asked &= set(wanted)
        for index in wanted:
            if index not in self._asked:
                self._asked.add(index)
                self._ask(printed, index)

    def _ask(self, printed: Printed, index: int) -> None:
        page = self._pages[index]
        width = round(page.width() * self.devicePixelRatioF())
        self._ctx.side.submit(
            lambda _control: printed.picture(index, width), owner=page, done=page.show_picture, failed=self._ctx.refused.emit
        )
