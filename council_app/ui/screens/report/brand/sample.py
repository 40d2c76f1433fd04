"""The head of a page as the brand makes it, drawn at once while somebody chooses."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.brand import Typeface
from council_app.i18n import Translator
from council_app.services.brand import BrandFacts
from council_app.ui.core.theme import Theme

_INK, _SOFT, _LINE, _MARK = "#1B1916", "#47433C", "#E0DDD5", "#F3AE1B"
"""Paper is white in either theme: the report's own colours, light."""
_MARGIN, _LOGO = 32, QSize(160, 40)


class BrandSample(QWidget):
    """Paper with the furniture of a page, a title and a quote."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._facts, self._name, self._logo = BrandFacts(), "", QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(330)
        self.setAccessibleName(t("How a page looks"))

    def show_brand(self, facts: BrandFacts, name: str, logo: QImage) -> None:
        """Show this."""
        self._facts, self._name, self._logo = facts, name, logo
        self.setAccessibleDescription(self._t("Titles and quotes in {typeface}.", typeface=facts.typeface.value) if facts.typeface else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The top of a page."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(self._theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        left, right = _MARGIN, self.width() - _MARGIN
        self._head(painter, left, right)
        y = self._text(painter, self._t("The reminder is heard as an accusation"), self._book(28, 600), _INK, left, 118, right - left)
        lead = self._t("Eighteen customers talked about paying later for two hours and a quarter.")
        y = self._text(painter, lead, self._book(15, 400), _SOFT, left, y + 12, right - left)
        painter.fillRect(QRectF(left, y + 18, right - left, 1), QColor(_LINE))
        quote = self._t.quote(self._t("I had paid two days before."))
        self._text(painter, quote, self._book(17, 400), _INK, left, y + 34, right - left)

    def _head(self, painter: QPainter, left: int, right: int) -> None:
        """The brand's name, its logo, and the rule below them."""
        name = self._name or self._t("Your company")
        first = QColor(self._facts.first_colour or _INK)
        self._text(painter, name, self._book(14, 600), first.name(), left, 34, (right - left) / 2)
        if not self._logo.isNull():
            size = self._logo.size().scaled(_LOGO, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(
                QRectF(right - size.width(), 26 + (_LOGO.height() - size.height()) / 2, size.width(), size.height()), self._logo
            )
        painter.fillRect(QRectF(left, 76, right - left, 1.5), QColor(_INK))
        painter.fillRect(QRectF(left, 75, 84, 5), QColor(self._facts.second_colour or _MARK))

    def _book(self, px: int, weight: int) -> QFont:
        font = QFont((self._facts.typeface or Typeface.SOURCE_SERIF).value)
        font.setPixelSize(px)
        font.setWeight(QFont.Weight(weight))
        return font

    def _text(self, painter: QPainter, text: str, font: QFont, ink: str, x: float, y: float, width: float) -> float:
        """Paint wrapped text from `y` down; returns where it ends."""
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        place = QFontMetricsF(font).boundingRect(QRectF(x, y, width, 10_000), int(flags), text)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(QPointF(x, y), place.size()).adjusted(0, 0, 2, 2), int(flags), text)
        return y + place.height()
