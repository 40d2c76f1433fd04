"""What each coder gave, side by side: a card for each, with the digit that takes their set."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from council_app.domain.records import TagLabel
from council_app.i18n import Translator
from council_app.services.rounds import Disagreement
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_width
from council_app.ui.core.markers import tag_colour
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.coders.words import quoted

_WIDTH, _PAD, _HEAD, _LINE, _LEAST = 224, 10, 26, 22, 1


class CoderCard(QAbstractButton):
    """One coder's tags; pressed, they are taken.

    Signals:
        taken: a click or Space (the coder).
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, t: Translator, coder: str, dispute: Disagreement, key: str) -> None:
        super().__init__()
        self._theme, self._key, self.coder = theme, key, coder
        shared = dispute.shared
        given = dispute.given[coder]
        self._tags: tuple[TagLabel, ...] = (*shared, *(tag for tag in given if tag not in shared))
        spans = dispute.spans.get(coder, {})
        self._on = [quoted(t, dispute.note.text, spans.get(tag.id, ())) for tag in self._tags]
        self._none = t("no tag")
        self._shared = len(shared)
        said = [", ".join(filter(None, (tag.path, on))) for tag, on in zip(self._tags, self._on, strict=True)]
        words = t("{coder} gave {tags}", coder=coder, tags=t.items(said)) if said else t("{coder} gave no tag", coder=coder)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.taken.emit(coder))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line for the name and one for each tag."""
        if self.maximumHeight() == self.minimumHeight():
            return QSize(_WIDTH, self.maximumHeight())  # as high as its neighbours
        return QSize(_WIDTH, 2 * _PAD + _HEAD + _LINE * max(_LEAST, len(self._tags)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The name with its key, then the tags: those that all gave first, and quieter."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        painter.setPen(QPen(theme.colour("mark-ink" if on else "line2"), 1))
        painter.setBrush(theme.colour("mark-tint" if on else "hover" if self.underMouse() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        right = float(self.width() - _PAD)
        if self._key:
            right -= key_width(theme, self._key)
            draw_key(painter, theme, self._key, right, _PAD + (theme.line("body") - KEY_HEIGHT) / 2)
            right -= 8
        draw_line(painter, theme, elided(theme, self.coder, "body", right - _PAD, 600), "body", _PAD, _PAD, weight=600)
        y = float(_PAD + _HEAD)
        if not self._tags:
            draw_line(painter, theme, self._none, "small", _PAD, y, "ink3")
        for place, (tag, words) in enumerate(zip(self._tags, self._on, strict=True)):
            self._paint_tag(painter, tag, words, y, "ink3" if place < self._shared else "ink")
            y += _LINE

    def _paint_tag(self, painter: QPainter, tag: TagLabel, words: str, y: float, ink: str) -> None:
        theme, room = self._theme, self.width() - 2 * _PAD - 16
        painter.fillRect(QRectF(_PAD, y + 5, 8, 8), tag_colour(theme, tag))
        path = elided(theme, tag.path, "small", room, 600)
        taken = draw_line(painter, theme, path, "small", _PAD + 16, y, ink, weight=600) + 8
        if words and room - taken > 32:
            draw_line(painter, theme, elided(theme, words, "small", room - taken), "small", _PAD + 16 + taken, y, "ink2")
