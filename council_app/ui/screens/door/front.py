"""The door's face: the box on top, the result below it, what can be done about it, and who came in last beside the counts."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScroller, QVBoxLayout, QWidget

from council_app.domain.records import SessionRef
from council_app.services.door import DoorCounts
from council_app.services.door_list import JustIn
from council_app.ui.core.context import AppContext
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.screens.door.bare import BareHeader
from council_app.ui.screens.door.box import DoorBox
from council_app.ui.screens.door.counts import Counts
from council_app.ui.screens.door.flood import BAND, BAND_SMALL, Flood
from council_app.ui.screens.door.just_now import JustNow
from council_app.ui.screens.door.matches import Matches
from council_app.ui.screens.door.notes import NotesPanel
from council_app.ui.screens.door.reasons import PlusOnes, Reasons
from council_app.ui.screens.door.strip import TOUCH, Strip
from council_app.ui.screens.door.walk_in import WalkInForm

NOTES_KEY = "Ctrl+I"
_SMALL, _LOW, _NARROW, _ROOMY = 760, 560, 980, 1000
_STACKED = 860
_ABOVE, _ABOVE_BARE = 440, 480


class Front(QWidget):
    """Everything the door shows, in one column; only the box stays when it scrolls."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        theme, t = ctx.theme, ctx.t
        self.header = BareHeader(ctx)
        self.header.hide()
        self.box = DoorBox(theme, t)
        self.flood = Flood(theme, t, NOTES_KEY)
        self.matches = Matches(theme, t, BAND)
        self.consent = Strip(theme, warns=True)
        self.offer = Strip(theme)
        self.also = Strip(theme)
        self.walk_in = WalkInForm(theme, t)
        self.reasons = Reasons(theme, t)
        self.plus_ones = PlusOnes(theme, t)
        self.notes = NotesPanel(theme, t)
        self.just_now = JustNow(theme, t)
        self.counts = Counts(theme, t)
        self._ctx, self._heading = ctx, t("This session")
        self._strips = (self.consent, self.offer, self.walk_in, self.reasons, self.plus_ones, self.notes)
        self._build()
        self.show_band(self.flood)
        self.show_under(None)
        self.also.hide()

    def _build(self) -> None:
        self._box_row = QVBoxLayout()
        self._box_row.addWidget(self.box)
        inside = QWidget()
        self._band = QVBoxLayout()
        self._band.setSpacing(0)
        for widget in (self.flood, self.matches, *self._strips, self.also):
            self._band.addWidget(widget)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.addWidget(self.just_now, 3)
        self._lower.addWidget(self.counts, 2)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._band)
        column.addLayout(self._lower, 1)
        self.area = scroll_of(inside)
        for viewport in (self.area.viewport(), self.matches.list.viewport()):
            QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(self._box_row)
        whole.addWidget(self.area, 1)

    def show_band(self, band: QWidget) -> None:
        """The result, or the list of who may be meant."""
        band.show()
        for other in (self.flood, self.matches):
            if other is not band:
                other.hide()
        self.area.verticalScrollBar().setValue(0)

    def show_under(self, strip: QWidget | None) -> None:
        """What stands under it; one thing at a time."""
        for other in self._strips:
            if other is not strip:
                other.hide()
        if strip is not None:
            strip.show()

    def show_counts(self, session: SessionRef, came: tuple[JustIn, ...], counts: DoorCounts) -> None:
        """Who came in last, and how full the session is."""
        zone = session.starts.tzinfo
        if zone is not None:
            self.just_now.use_zone(zone)
        self.just_now.show_arrivals(came)
        others = sum(each.council_key == session.council_key for each in self._ctx.sessions) > 1
        self.counts.show_counts(self._heading, counts, others=others)

    @property
    def under(self) -> QWidget | None:
        """What stands under the band."""
        return next((strip for strip in self._strips if not strip.isHidden()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the form that fits."""
        super().resizeEvent(event)
        self.fold()

    def fold(self) -> None:
        """One column where it is narrow, smaller type where it is low."""
        narrow, small = self.width() < _NARROW, self.width() < _SMALL or self.height() < _LOW
        margin = 40 if self.width() >= _ROOMY else 20
        bare = not self.header.isHidden()
        self._box_row.setContentsMargins(margin, 4 if bare else 8 if small else 20, margin, 8 if small else 20)
        self.header.fold(margin=margin, narrow=self.width() < _SMALL)
        self.box.fold(small=small)
        self.flood.fold(small=small, margin=margin)
        self.matches.fold(least=BAND_SMALL if small else BAND, margin=margin)
        for strip in (*self._strips, self.also):
            strip.fold(narrow=narrow, margin=margin)
        stacked = self.width() < _STACKED
        self._lower.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._lower.setContentsMargins(margin, 16 if small else 24, margin, 16)
        self._lower.setSpacing(24 if stacked else 56 if self.width() >= _ROOMY else 32)
        self.just_now.fold((self.height() - (_ABOVE_BARE if bare else _ABOVE)) // TOUCH)
