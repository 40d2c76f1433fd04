"""Where trials show: beside the notes, in the place of who is speaking, or over the whole width."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.trials import TrialSheet
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.trialbar import TrialBar
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialgrid import TrialGrid

_SPEAKING, _TRIALS = range(2)
_LOW = 360


class TrialTable(QWidget):
    """The grid with its bar; a sentence where nobody has a seat."""

    def __init__(self, theme: Theme, t: Translator, desk: TrialDesk) -> None:
        super().__init__()
        self._desk = desk
        self.grid = TrialGrid(theme, t, desk)
        self.bar = TrialBar(theme, t, desk, self.grid)
        nobody = EmptyState(theme, t("Nobody is in yet."), t("Seats are given at the door; then their trials stand here."))
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.grid)
        self._layers.addWidget(nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(body, 1)
        column.addWidget(self.bar)
        desk.shown.connect(self._show)

    def _show(self) -> None:
        self._layers.setCurrentIndex(0 if self._desk.sheet.seats else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the ring alone says which cell is at hand: what room there is belongs to the grid."""
        super().resizeEvent(event)
        self.bar.about.setVisible(self.height() >= _LOW)

    def notice_area(self, screen: QWidget) -> QRect:
        """Above the bar: its buttons stay in reach."""
        corner = self.bar.mapTo(screen, QPoint(0, -44))
        return QRect(corner, QSize(self.width(), 44))


class TrialPage(Page):
    """All seats and tasks over the whole width; what was at hand beside the notes is at hand here."""

    def __init__(self, ctx: AppContext, desk: TrialDesk, place: tuple[str, str] | None) -> None:
        super().__init__(ctx)
        self.table = TrialTable(ctx.theme, ctx.t, desk)
        self._prototype = Text(ctx.theme, desk.sheet.prototype, "body", "ink3", elide=True)
        head = self.top_bar(ctx.t("Trials"), self._prototype)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        self.table.grid.left.connect(self.leave)
        self._desk = desk
        desk.shown.connect(self._name)
        if place is not None:
            self.table.grid.take(*place)

    def _name(self) -> None:
        self._prototype.say(self._desk.sheet.prototype)

    def may_close(self) -> bool:
        """A time that is being typed is kept on the way out; one that cannot be read is put right first, or Escape takes it back."""
        return self.table.grid.keep_typed()

    @property
    def unfinished(self) -> tuple[str, ...]:
        """A time that cannot be read."""
        return (self.table.grid.unread,) if self.table.grid.unread else ()

    def first_focus(self) -> QWidget:
        """The cell at hand has the keyboard."""
        return self.table.grid


class Sides(Surface):
    """The last column: who is speaking, or the trials; the switch shows where the session's script has tasks.

    Signals:
        wide_asked: trials are wanted over the whole width.
        left: the keyboard goes back to the line.
    """

    wide_asked = Signal()
    left = Signal()

    def __init__(self, ctx: AppContext, desk: TrialDesk, speaking: QWidget) -> None:
        super().__init__(ctx.theme, "canvas", "l")
        self._theme, self._t, self._desk = ctx.theme, ctx.t, desk
        self.table = TrialTable(ctx.theme, ctx.t, desk)
        self.table.grid.left.connect(self.left)
        self.table.grid.widened.connect(self.wide_asked)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(speaking)
        self._layers.addWidget(self._make_trials())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_switch())
        column.addWidget(body, 1)
        desk.shown.connect(self._show)

    def _make_switch(self) -> QWidget:
        self._switch = Surface(self._theme, "canvas", "b")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self._switch)
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(4)
        for index, name in enumerate((self._t("Speaking"), self._t("Trials"))):
            segment = Segment(self._theme, name)
            segment.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            segment.clicked.connect(lambda _=False, chosen=index: self._turn(chosen))
            self._group.addButton(segment, index)
            row.addWidget(segment)
        self._switch.hide()
        self._turn(_SPEAKING)
        return self._switch

    def _make_trials(self) -> QWidget:
        self._prototype = Text(self._theme, "", "body", weight=600, elide=True)
        wide = Button(self._theme, self._t("Whole width"), Role.QUIET, height=32, key="W")
        wide.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        wide.clicked.connect(self.wide_asked)
        self._head = head = Surface(self._theme, "canvas", "b")
        head.setFixedHeight(self._theme.size("panel-header"))
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 6, 1)
        row.addWidget(self._prototype, 1)
        row.addWidget(wide)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        return whole

    def _show(self) -> None:
        """Another sheet: without tasks there is nothing to switch to."""
        sheet: TrialSheet = self._desk.sheet
        self._switch.setVisible(bool(sheet.tasks))
        self._prototype.say(sheet.prototype)
        if not sheet.tasks:
            self._turn(_SPEAKING)

    def _turn(self, index: int) -> None:
        self._layers.setCurrentIndex(index)
        button = self._group.button(index)
        if button is not None:
            button.setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the grid has the room of its title; W, and the palette, still open the whole width."""
        super().resizeEvent(event)
        self._head.setVisible(self.height() >= _LOW)

    @property
    def showing_trials(self) -> bool:
        """Whether the trials are in front."""
        return self._layers.currentIndex() == _TRIALS

    def to_speaking(self) -> None:
        """Who is speaking comes to the front."""
        self._turn(_SPEAKING)

    def to_trials(self) -> None:
        """The trials come to the front and have the keyboard."""
        self._turn(_TRIALS)
        self.table.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
