"""The stage: a second window for the projector, painted large and dark. It is given the agenda's own words and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QWidget

from council_app.domain.enums import SessionState
from council_app.domain.stage import StageFacts
from council_app.i18n import Translator
from council_app.ui.core.projection import Projected, fitted
from council_app.ui.screens.room.clockparts import digits

_EDGE = 0.056
_PROMPT, _CLOCK, _SMALL, _LINE = 0.092, 0.29, 0.033, 1.18
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Part(Enum):
    """What stands where on the stage."""

    TITLE = "title"
    WALL = "wall"
    PROMPT = "prompt"
    CLOCK = "clock"
    UNTIL = "until"
    AT = "at"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part lies, as shares of the window, and its letters as a share of its height."""

    left: float
    top: float
    width: float
    height: float
    px: float
    style: str
    ink: str
    right: bool = False


_PLACES: dict[Part, Place] = {
    Part.TITLE: Place(_EDGE, 0.055, 0.66, 0.06, _SMALL, "body", "ink2"),
    Part.WALL: Place(0.74, 0.055, 0.26 - _EDGE, 0.06, _SMALL, "body", "ink2", right=True),
    Part.PROMPT: Place(_EDGE, 0.18, 1 - 2 * _EDGE, 0.37, _PROMPT, "claim", "ink"),
    Part.CLOCK: Place(_EDGE, 0.58, 0.66, 0.32, _CLOCK, "clock", "ink"),
    Part.UNTIL: Place(0.72, 0.70, 0.28 - _EDGE, 0.06, 0.036, "body", "ink2", right=True),
    Part.AT: Place(0.72, 0.75, 0.28 - _EDGE, 0.11, 0.078, "clock", "ink", right=True),
}
_BAR = (_EDGE, 0.9125, 1 - 2 * _EDGE, 0.0175)
_MESSAGE = Place(_EDGE, 0.18, 1 - 2 * _EDGE, 0.68, 0.12, "claim", "ink")


class StageWindow(Projected):
    """What the room sees.

    Attributes:
        message: shown in place of everything but the clock on the wall; "" is none.
        counts_up: the clock shows what is gone instead of what is left.
    """

    def __init__(self, t: Translator, parent: QWidget) -> None:
        super().__init__(t("Stage"), parent)
        self._t = t
        self._facts: StageFacts | None = None
        self._heading = ""
        self._said: dict[Part, str] = {}
        self._bar = 0
        self.message, self.counts_up = "", False

    # -- what is said

    def show_stage(self, facts: StageFacts, heading: str) -> None:
        """Show this moment; `heading` is the council's own title, for before it begins. Only what changed is painted again."""
        self._facts, self._heading = facts, heading
        self.refresh()

    def refresh(self) -> None:
        """Paint what is not as it should be."""
        said, bar = dict(self._words()), self._bar_px()
        for part in Part:
            if said.get(part) != self._said.get(part):
                self.update(self._box(self._place(part)).toAlignedRect())
        if bar != self._bar:
            self.update(self._box_of(*_BAR).toAlignedRect().adjusted(0, -1, 0, 1))
        self._said, self._bar = said, bar
        self.setAccessibleName(", ".join(said.values()))

    def announce(self, message: str) -> None:
        """Show a message in place of the agenda; "" takes it away."""
        self.message = message.strip()
        self._anew()

    def count_up(self, *, up: bool) -> None:
        """Show what is gone, or what is left."""
        self.counts_up = up
        self._anew()

    def _anew(self) -> None:
        self.refresh()
        self.update()

    @property
    def words(self) -> dict[Part, str]:
        """Everything that can be read on it now."""
        return dict(self._said)

    def _words(self) -> Iterator[tuple[Part, str]]:
        facts, t = self._facts, self._t
        if facts is None or self.blackout:
            return
        zone = ZoneInfo(facts.zone)
        yield Part.WALL, t.time(datetime.now(UTC), zone=zone)
        if self.message:
            yield Part.PROMPT, self.message
            return
        if facts.left is None:
            yield Part.PROMPT, t("Thank you.") if facts.state is SessionState.CLOSED else self._heading
        else:
            yield Part.TITLE, facts.title if facts.prompt else ""
            yield Part.PROMPT, facts.prompt or facts.title
            yield Part.CLOCK, digits(max(0.0, facts.length - facts.left) if self.counts_up else facts.left)
        if facts.paused:
            yield Part.UNTIL, t("Pause")
        elif facts.at is not None:
            yield Part.UNTIL, t("until") if facts.left is not None else t("begins")
            yield Part.AT, t.time(facts.at, zone=zone)

    # -- painting

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Another projector, another size."""
        self._bar = self._bar_px()
        self.update()

    def _box(self, place: Place) -> QRectF:
        return self._box_of(place.left, place.top, place.width, place.height)

    def _place(self, part: Part) -> Place:
        return _MESSAGE if part is Part.PROMPT and self.message else _PLACES[part]

    def _bar_px(self) -> int:
        facts = self._facts
        shown = facts is not None and facts.left is not None and not self.blackout and not self.message
        return round(facts.part * self.width() * _BAR[2]) if shown and facts is not None else -1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the words, the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        for part, words in self._said.items():
            if words:
                self._paint_words(painter, part, words)
        if self._bar >= 0:
            box = self._box_of(*_BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("line"))
            painter.drawRoundedRect(box, 2, 2)
            painter.setBrush(self._theme.colour("mark"))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), self._bar, box.height()), 2, 2)

    def _paint_words(self, painter: QPainter, part: Part, words: str) -> None:
        place, wraps = self._place(part), part is Part.PROMPT
        box = self._box(place)
        font = self._fitted(place, words, box, wraps=wraps)
        painter.setFont(font)
        painter.setPen(self._theme.colour(place.ink))
        if wraps:
            option = QTextOption(_WRAPPED)
            option.setWrapMode(QTextOption.WrapMode.WordWrap)
            painter.drawText(box, words, option)
            return
        metrics = QFontMetricsF(font)
        x = box.right() - metrics.horizontalAdvance(words) if place.right else box.left()
        painter.drawText(QRectF(x, box.top(), box.width() * 2, box.height()), int(_WRAPPED | Qt.AlignmentFlag.AlignVCenter), words)

    def _fitted(self, place: Place, words: str, box: QRectF, *, wraps: bool) -> QFont:
        """The letters of a part, made smaller until its words fit."""
        return fitted(self._theme, place.style, words, box, px=place.px * self.height(), wraps=wraps)
