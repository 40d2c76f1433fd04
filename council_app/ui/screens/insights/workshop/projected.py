"""The projected page: one insight at a time, painted large from a `Slide` and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QWidget

from council_app.domain.initiatives import effort_sentence, money_sentence
from council_app.domain.slides import Slide
from council_app.domain.workshops import DECISIONS, POINTS, Ballot, Votes, hands, vote_sentence
from council_app.i18n import Translator
from council_app.ui.core.markers import FIGURE_GAP, FIGURE_HEIGHT, FIGURE_WIDTH, draw_figure
from council_app.ui.core.projection import Projected, fitted

_EDGE = 0.056
_WHOLE, _BESIDE = 1 - 2 * _EDGE, 0.56
_MOST_FIGURES = 40
_LEAST_PX = 10
_WRAP = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_WRAP.setWrapMode(QTextOption.WrapMode.WordWrap)


class Part(Enum):
    """What is read on the page."""

    NUMBER = "number"
    TITLE = "title"
    PEOPLE = "people"
    HONEST = "honest"
    QUOTE = "quote"
    IMPACT = "impact"
    EFFORT = "effort"
    IMPACT_VOTE = "impact_vote"
    EFFORT_VOTE = "effort_vote"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part lies, as shares of the window, and how high its letters are, as a share of its height."""

    left: float
    top: float
    width: float
    height: float
    px: float
    style: str
    ink: str


_COLUMN = 0.42
_PLACES: dict[Part, Place] = {
    Part.NUMBER: Place(_EDGE, 0.035, 0.4, 0.05, 0.03, "body", "ink2"),
    Part.TITLE: Place(_EDGE, 0.095, _WHOLE, 0.235, 0.072, "claim", "ink"),
    Part.PEOPLE: Place(_EDGE, 0.42, _WHOLE, 0.05, 0.036, "panel-title", "ink"),
    Part.HONEST: Place(_EDGE, 0.475, _WHOLE, 0.135, 0.031, "body", "ink2"),
    Part.QUOTE: Place(_EDGE, 0.615, _WHOLE, 0.085, 0.036, "quote", "ink"),
    Part.IMPACT: Place(_EDGE, 0.73, _COLUMN, 0.055, 0.031, "panel-title", "ink"),
    Part.EFFORT: Place(0.52, 0.73, _COLUMN, 0.055, 0.031, "panel-title", "ink"),
    Part.IMPACT_VOTE: Place(_EDGE, 0.79, _COLUMN, 0.045, 0.028, "body", "ink2"),
    Part.EFFORT_VOTE: Place(0.52, 0.79, _COLUMN, 0.045, 0.028, "body", "ink2"),
    Part.DECISION: Place(0.60, 0.03, 1 - 0.60 - _EDGE, 0.06, 0.036, "panel-title", "on-mark"),
}
_NARROW = frozenset({Part.TITLE, Part.PEOPLE, Part.HONEST, Part.QUOTE})
"""Parts that make room for a picture."""

_FIGURES = (_EDGE, 0.345, 0.06)
_PICTURE = (_EDGE + _BESIDE + 0.03, 0.11, 1 - _BESIDE - 0.03 - 2 * _EDGE, 0.58)
_BARS = {Ballot.IMPACT: (_EDGE, 0.84), Ballot.EFFORT: (0.52, 0.84)}
_BARS_HEIGHT = 0.13


class WorkshopStage(Projected):
    """What the leadership sees."""

    def __init__(self, t: Translator, parent: QWidget) -> None:
        super().__init__(t("Workshop"), parent)
        self._t = t
        self._slide: Slide | None = None
        self._picture = QImage()
        self._said: dict[Part, str] = {}

    def show_slide(self, slide: Slide | None) -> None:
        """Show an insight; None shows an empty page."""
        if slide is None or self._slide is None or slide.picture != self._slide.picture:
            self._picture = QImage.fromData(slide.picture) if slide is not None and slide.picture else QImage()
        self._slide = slide
        self._anew()

    @property
    def words(self) -> dict[Part, str]:
        """Everything that can be read on it now."""
        return dict(self._said)

    def _anew(self) -> None:
        self._said = {part: words for part, words in self._words() if words}
        self.setAccessibleName(", ".join(self._said.values()))
        self.update()

    def _words(self) -> Iterator[tuple[Part, str]]:
        slide, t = self._slide, self._t
        if slide is None or self.blackout:
            return
        yield Part.NUMBER, t("{number} of {total}", number=t.number(slide.number), total=t.number(slide.total))
        yield Part.TITLE, slide.title
        yield Part.PEOPLE, _sentence(t.say(slide.people))
        yield Part.HONEST, " ".join(f"{_sentence(t.say(each))}." for each in slide.honest)
        yield Part.QUOTE, t.quote(slide.quote) if slide.quote else ""
        yield Part.IMPACT, t.say(money_sentence(slide.amount)) if slide.amount is not None else t("No amount yet")
        yield Part.EFFORT, t.say(effort_sentence(slide.effort_days)) if slide.effort_days else t("No effort yet")
        for part, words, votes in (
            (Part.IMPACT_VOTE, t("Impact"), slide.impact),
            (Part.EFFORT_VOTE, t("Effort"), slide.effort),
        ):
            yield part, f"{words}: {t.say(vote_sentence(votes))}" if hands(votes) else ""
        if slide.decision is not None:
            yield Part.DECISION, t.say(DECISIONS[slide.decision])

    # -- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the words, the people, the picture, the hands."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter)
        slide = self._slide
        if slide is None or self.blackout:
            return
        for part, words in self._said.items():
            self._paint_words(painter, part, words)
        self._paint_people(painter, slide)
        self._paint_picture(painter)
        for ballot, votes in ((Ballot.IMPACT, slide.impact), (Ballot.EFFORT, slide.effort)):
            if hands(votes):
                self._paint_hands(painter, ballot, votes)

    def _width_of(self, part: Part) -> float:
        return _BESIDE if part in _NARROW and not self._picture.isNull() else _PLACES[part].width

    def _paint_words(self, painter: QPainter, part: Part, words: str) -> None:
        place = _PLACES[part]
        box = self._box_of(place.left, place.top, self._width_of(part), place.height)
        font = fitted(self._theme, place.style, words, box, px=place.px * self.height(), wraps=True, least=_LEAST_PX)
        painter.setFont(font)
        if part is Part.DECISION:
            self._paint_decision(painter, words, box)
            return
        painter.setPen(self._theme.colour(place.ink))
        painter.save()
        painter.setClipRect(box)  # what is too long for the smallest letters ends there instead of running into the next part
        painter.drawText(box, words, _WRAP)
        painter.restore()

    def _paint_decision(self, painter: QPainter, words: str, box: QRectF) -> None:
        """On the marker's ground, at the right edge."""
        room = painter.fontMetrics().horizontalAdvance(words) + box.height()
        ground = QRectF(box.right() - min(room, box.width()), box.top(), min(room, box.width()), box.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("mark"))
        painter.drawRoundedRect(ground, 6, 6)
        painter.setPen(self._theme.colour("on-mark"))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_people(self, painter: QPainter, slide: Slide) -> None:
        left, top, height = _FIGURES
        room = self._width_of(Part.PEOPLE) * self.width()
        painter.save()
        painter.translate(left * self.width(), top * self.height())
        if slide.attendees > _MOST_FIGURES:
            self._paint_share(painter, slide, room, height * self.height())
        elif slide.attendees:
            wide = slide.attendees * (FIGURE_WIDTH + FIGURE_GAP) - FIGURE_GAP
            scale = min(height * self.height() / FIGURE_HEIGHT, room / wide)
            painter.scale(scale, scale)
            for index in range(slide.attendees):
                alone = index < slide.unprompted
                heard = index < slide.unprompted + slide.prompted
                edge = "ink" if heard else "line2"
                draw_figure(painter, self._theme, index * (FIGURE_WIDTH + FIGURE_GAP), 0, fill="ink" if alone else "", edge=edge)
        painter.restore()

    def _paint_share(self, painter: QPainter, slide: Slide, room: float, height: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, height * 0.25, room, height * 0.5), 2, 2)
        painter.setBrush(self._theme.colour("ink"))
        heard = room * (slide.unprompted + slide.prompted) / slide.attendees
        painter.drawRoundedRect(QRectF(0, height * 0.25, heard, height * 0.5), 2, 2)

    def _paint_picture(self, painter: QPainter) -> None:
        if self._picture.isNull():
            return
        box = self._box_of(*_PICTURE)
        size = self._picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(box.right() - size.width(), box.top(), size.width(), size.height()), self._picture)

    def _paint_hands(self, painter: QPainter, ballot: Ballot, votes: Votes) -> None:
        """A bar for each point with the count on it; the points stand below."""
        left, top = _BARS[ballot]
        box = self._box_of(left, top, _COLUMN * 0.7, _BARS_HEIGHT)
        step, most = box.width() / len(POINTS), max(votes)
        size = self.height() * 0.024
        font = fitted(self._theme, "body", "999", QRectF(0, 0, step, size * 2), px=size, wraps=False, least=_LEAST_PX)
        painter.setFont(font)
        for index, (point, count) in enumerate(zip(POINTS, votes, strict=True)):
            high = (box.height() - 3.2 * size) * count / most
            base = box.bottom() - 1.6 * size
            bar = QRectF(box.left() + index * step, base - high, step * 0.7, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("mark"))
            painter.drawRect(bar)
            painter.setPen(self._theme.colour("ink"))
            centred = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            painter.drawText(QRectF(bar.left(), bar.top() - 1.5 * size, bar.width(), 1.4 * size), centred, self._t.number(count))
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(QRectF(bar.left(), base + 0.1 * size, bar.width(), 1.5 * size), centred, self._t.number(point))


def _sentence(text: str) -> str:
    """With a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"
