"""How a card looks, and its picture: painted once for each zoom and look, so that moving over the board paints no text."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from time import monotonic

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from council_app.domain.boards import CARD_HEIGHT, CARD_WIDTH, Card
from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.markers import SEVERITY_WIDTH, draw_kind, draw_severity, draw_tag, tag_width
from council_app.ui.core.spoken import words_of
from council_app.ui.core.text import Block, Run, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_PAD, _HEAD, _WORDS, _TAGS = 10, 7, 28, 84
_LINES, _LONGEST = 3, 140
_MOST_BYTES = 64_000_000
_BUDGET = 0.008
"""s that a frame may spend on pictures it does not have yet; the rest comes with the next ones."""
Look = tuple[str, bool, float, float]
"""Of which note, whether chosen, at which zoom and screen ratio."""


class CardPictures:
    """Pictures of cards, the longest unused ones forgotten first."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        self._theme, self._t = theme, t
        self._kept: OrderedDict[Look, tuple[NoteLine, QPixmap]] = OrderedDict()
        self._bytes = 0
        self._until = 0.0
        self.missed = False
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """The colours are other ones."""
        self._kept.clear()
        self._bytes = 0

    def begin(self) -> None:
        """A frame begins: so much time there is for new pictures."""
        self._until, self.missed = monotonic() + _BUDGET, False

    def picture(self, card: Card, zoom: float, ratio: float, *, chosen: bool) -> QPixmap | None:
        """The picture of a card; None when this frame has no time left for it (then `missed`)."""
        note = card.note
        look = (note.id, chosen, zoom, ratio)
        found = self._kept.get(look)
        if found is not None and (found[0] is note or found[0] == note):
            self._kept.move_to_end(look)
            return found[1]
        if monotonic() > self._until:
            self.missed = True
            return None
        return self._keep(look, note, self._render(note, zoom, ratio, chosen=chosen))

    def _keep(self, look: Look, note: NoteLine, picture: QPixmap) -> QPixmap:
        old = self._kept.pop(look, None)
        self._bytes += _size(picture) - (_size(old[1]) if old is not None else 0)
        self._kept[look] = note, picture
        while self._bytes > _MOST_BYTES:
            self._bytes -= _size(self._kept.popitem(last=False)[1][1])
        return picture

    def _render(self, note: NoteLine, zoom: float, ratio: float, *, chosen: bool) -> QPixmap:
        picture = QPixmap(ceil(CARD_WIDTH * zoom * ratio), ceil(CARD_HEIGHT * zoom * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(zoom, zoom)
        paint_card(painter, self._theme, self._t, note, chosen=chosen)
        painter.end()
        return picture


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4


def paint_card(painter: QPainter, theme: Theme, t: Translator, note: NoteLine, *, chosen: bool) -> None:
    """Paint a card at the origin, at 100 %."""
    ground = "mark-tint" if chosen else "sheet"
    edge = QRectF(0.5, 0.5, CARD_WIDTH - 1, CARD_HEIGHT - 1)
    painter.setPen(QPen(theme.colour("line2" if chosen else "line"), 1))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(edge, 6, 6)
    if chosen:
        painter.fillRect(QRectF(1, 6, 3, CARD_HEIGHT - 12), theme.colour("mark"))
    _paint_head(painter, theme, t, note, ground)
    said = Run(_fitting(theme, words_of(t, note)), 500 if chosen else None)
    Block(theme, (said,), "small", CARD_WIDTH - 2 * _PAD, lines=_LINES).paint(painter, _PAD, _WORDS)
    _paint_tags(painter, theme, note)


def _paint_head(painter: QPainter, theme: Theme, t: Translator, note: NoteLine, ground: str) -> None:
    draw_kind(painter, theme, note.kind, _PAD, _HEAD + 1, 14, ground)
    x = _PAD + 20.0
    right = CARD_WIDTH - _PAD
    if note.severity:
        right -= SEVERITY_WIDTH
        draw_severity(painter, theme, note.severity, right, _HEAD + 1)
    x += draw_line(painter, theme, note.seat or t("nobody"), "small", x, _HEAD, weight=600) + 8
    draw_line(painter, theme, elided(theme, note.city, "small", max(0.0, right - 8 - x)), "small", x, _HEAD, "ink2")


def _paint_tags(painter: QPainter, theme: Theme, note: NoteLine) -> None:
    x, room = float(_PAD), CARD_WIDTH - _PAD
    for number, tag in enumerate(note.tags):
        left = len(note.tags) - number
        more = advance(theme, f"+{left - 1}", "small") + 6 if left > 1 else 0.0
        if number and x + tag_width(theme, tag.path) + more > room:
            draw_line(painter, theme, f"+{left}", "small", x, _TAGS + 1, "ink2")
            return
        x += draw_tag(painter, theme, tag, x, _TAGS, room - more - x) + 6


def _fitting(theme: Theme, text: str) -> str:
    """As much of the words as a card holds, with what is left out told by an ellipsis."""
    words = text.replace("\n", " ")
    cut = words[:_LONGEST]
    if cut == words and not _too_long(theme, words):
        return words
    while cut and _too_long(theme, f"{cut.rstrip()} …"):
        cut = cut[: -max(1, min(6, len(cut) // 8))]
    return f"{cut.rstrip()} …"


def _too_long(theme: Theme, text: str) -> bool:
    return Block(theme, (Run(text, 500),), "small", CARD_WIDTH - 2 * _PAD, lines=_LINES).elided
