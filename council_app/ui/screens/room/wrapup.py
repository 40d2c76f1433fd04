"""The wrap-up: what is still open, each with the way to settle it, and the button that closes the session or opens it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.domain.enums import NoteKind, SessionState
from council_app.domain.marking import Mark
from council_app.domain.records import Changes
from council_app.domain.room import MustAsk, Parked
from council_app.domain.wrapup import WrapUp
from council_app.services import markers
from council_app.services import wrap_up as service
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.consent.words import PURPOSE_NAMES
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import line_edit
from council_app.ui.core.page import Page
from council_app.ui.core.places import Place
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.room.clockrows import clock_rows
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.kinds import KindRow
from council_app.ui.screens.room.lists import Section, Tick, asked_words
from council_app.ui.screens.room.marks import mark_words

_ROOM = {"session_event", "asked_question", "parked_item", "talking_turn", "note", "attendance", "consent", "agenda_item", "marker"}
_SHOWS = frozenset(_ROOM | {"trial", "trial_clock"})
_TWO_COLUMNS_FROM = 720
_OWNER = 150


class WrapUpPage(Page):
    """One session's loose ends. It re-reads when one of them is settled.

    Signals:
        typing_out: a marker is to be typed out in the line (the `Mark`); the page is closed for it.
    """

    typing_out = Signal(object)

    def __init__(self, ctx: AppContext, desk: Desk) -> None:
        super().__init__(ctx, "sheet")
        self._desk = desk
        self._found: WrapUp | None = None
        self._owners: list[tuple[Parked, QLineEdit]] = []
        self.sentence = Text(self.theme, "", "place", wrap=True)
        t = self.t
        self.asks = Section(self.theme, t, t("Must ask, not asked yet"), t("All of them were asked."))
        self.parked = Section(self.theme, t, t("Parking lot"), t("Nothing is parked."))
        self.silent = Section(self.theme, t, t("Not heard yet"), t("Everybody was heard."))
        self.gaps = Section(self.theme, t, t("Consent gaps"), t("Everybody answered every question."))
        self.kindless = Section(self.theme, t, t("Notes without a kind"), t("Every note has its kind."))
        self.marks = Section(self.theme, t, t("Markers to type out"), t("No marker is left."))
        self.clocks = Section(self.theme, t, t("Trials without an outcome"), t("No clock is left."))
        self._lay_out()
        ctx.changed.connect(self._maybe_read)
        self._read()

    # -- building

    def _lay_out(self) -> None:
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(28, 20, 28, 20)
        whole.setSpacing(20)
        whole.addWidget(self.sentence)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(40)
        for sections in ((self.asks, self.parked, self.clocks, self.marks), (self.silent, self.gaps, self.kindless)):
            side = QVBoxLayout()
            side.setSpacing(20)
            for section in sections:
                side.addWidget(section)
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Wrap-up")))
        column.addWidget(scroll_of(inside), 1)
        self._foot = self._make_foot()
        column.addWidget(self._foot)

    def _make_foot(self) -> QWidget:
        t, foot = self.t, Surface(self.theme, "canvas", "t")
        self.close_button = Button(self.theme, t("Close the session"), Role.PRIMARY)
        self.reopen_button = Button(self.theme, t("Reopen"))
        self.reason = line_edit(self.theme, placeholder=t("Why it goes on"))
        self.reason.setAccessibleName(t("Why it goes on"))
        self.close_button.clicked.connect(self._desk.close)
        self.reopen_button.clicked.connect(self._reopen)
        self.report_button = Button(self.theme, t("Make the report"), Role.PRIMARY)
        self.report_button.clicked.connect(lambda: self.ctx.go(Place.REPORT))
        self.reason.returnPressed.connect(self._reopen)
        self.reason.textChanged.connect(self._check_reason)
        self.words = Text(self.theme, "", "small", "ink3", wrap=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 11, 28, 10)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.reason, 1)
        row.addWidget(self.reopen_button)
        row.addWidget(self.close_button)
        row.addWidget(self.report_button)
        return foot

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS_FROM
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def may_close(self) -> bool:
        """Who takes things on is kept on the way out."""
        self._keep_owners({})
        return True

    def _keep_owners(self, kept: Mapping[str, str]) -> None:
        """The rows are made anew, or go: names that are typed and not `kept` are."""
        owners, self._owners = self._owners, []
        for item, owner in owners:
            if owner.text().strip() != kept.get(item.id, item.owner):
                self._give(item, owner.text())

    @property
    def unfinished(self) -> tuple[str, ...]:
        """A reason that was typed while nothing was reopened."""
        words = self.reason.text().strip()
        return (words,) if words and self._desk.state is SessionState.CLOSED else ()

    def notice_area(self, screen: QWidget) -> QRect:
        """Above the foot: its button stays in reach."""
        return QRect(self._foot.mapTo(screen, QPoint(0, -44)), QSize(self.width(), 44))

    def first_focus(self) -> QWidget | None:
        """What ends the session, or what it takes to go on."""
        return self.reason if self._desk.state is SessionState.CLOSED else self.close_button

    # -- reading

    def _maybe_read(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self._read()

    def _read(self) -> None:
        session = self.ctx.session
        if session is not None:
            self.ctx.read(self, lambda w: service.wrap_up(workspace=w, session=session.key), self._show)

    def _show(self, found: WrapUp) -> None:
        t, self._found = self.t, found
        left = [ask for ask in found.facts.asks if not ask.asked]
        waiting = [item for item in found.facts.parked if not item.done]
        counts = (len(left), len(waiting), len(found.silent), len(found.gaps), found.kindless_count, len(found.marks), len(found.clocks))
        kinds = sum(count > 0 for count in counts)
        self.sentence.say(
            t.n("{count} thing is still open.", "{count} things are still open.", kinds) if kinds else t("Nothing is left open.")
        )
        self.asks.show_rows(counts[0], [self._ask_row(ask) for ask in left])
        self._keep_owners({item.id: item.owner for item in found.facts.parked})
        self.parked.show_rows(counts[1], [self._parked_row(item) for item in found.facts.parked])
        names = [f"{talker.seat} {talker.first_name}".strip() for talker in found.silent]
        self.silent.show_rows(counts[2], [Text(self.theme, t.items(names), "body", wrap=True)] if names else [])
        self.gaps.show_rows(counts[3], self._gap_rows(found))
        self.kindless.show_rows(counts[4], self._kind_rows(found))
        self.marks.show_rows(counts[5], [self._mark_row(mark) for mark in found.marks])
        self.clocks.show_rows(counts[6], clock_rows(self.ctx, self, found.clocks))
        self._show_foot(found.facts.state)

    def _ask_row(self, ask: MustAsk) -> QWidget:
        row = Tick(self.theme, asked_words(self.t, ask), ticked=ask.asked)
        row.clicked.connect(lambda _=False: self._desk.tick_ask(ask))
        return row

    def _mark_row(self, mark: Mark) -> QWidget:
        """Ticked, it is let go; or the line types it out, with its time."""
        whole, moment = QWidget(), mark_words(self.t, mark)
        tick = Tick(self.theme, moment, ticked=False, aside=self.t("let it go"))
        tick.clicked.connect(lambda _=False: self._let_go(mark))
        whole.setFocusProxy(tick)
        button = Button(self.theme, self.t("Type out"), Role.PLAIN, height=32)
        button.setAccessibleName(self.t("Type out: {marker}", marker=moment))
        button.clicked.connect(lambda _=False: self.typing_out.emit(mark))
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(tick, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _let_go(self, mark: Mark) -> None:
        self.ctx.write(self, lambda w: markers.let_go(workspace=w, marker=mark.id), lambda _changes: None, changes=lambda changes: changes)

    def _parked_row(self, item: Parked) -> QWidget:
        whole = QWidget()
        tick = Tick(self.theme, item.text, ticked=item.done)
        tick.clicked.connect(lambda _=False: self._desk.settle(item))
        whole.setFocusProxy(tick)
        owner = line_edit(self.theme, placeholder=self.t("Who takes it on"))
        owner.setText(item.owner)
        owner.setAccessibleName(self.t("Who takes on: {what}", what=item.text))
        owner.setFixedWidth(_OWNER)
        owner.editingFinished.connect(lambda: self._give(item, owner.text()))
        self._owners.append((item, owner))
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(tick, 1)
        row.addWidget(owner, 0, Qt.AlignmentFlag.AlignTop)
        return whole

    def _give(self, item: Parked, owner: str) -> None:
        if owner.strip() != item.owner:
            self._desk.give_owner(item, owner)

    def _gap_rows(self, found: WrapUp) -> Sequence[QWidget]:
        t, rows = self.t, []
        for gap in found.gaps:
            who = f"{gap.talker.seat} {gap.talker.first_name}".strip()
            missing = t.items(t.say(PURPOSE_NAMES[purpose]) for purpose in gap.unasked)
            if missing:
                rows.append(Text(self.theme, t("{who}: not asked about {purposes}", who=who, purposes=missing), "body", wrap=True))
            if gap.noted:
                noted = t("{who}: there are notes, and no consent to notes", who=who)
                rows.append(Text(self.theme, noted, "body", "state.warn.text", weight=500, wrap=True))
        return rows

    def _kind_rows(self, found: WrapUp) -> Sequence[QWidget]:
        rows: list[QWidget] = []
        for note in found.kindless:
            row = KindRow(self.theme, self.t, note)
            row.chosen.connect(lambda kind, this=note.id: self._set_kind(this, kind))
            rows.append(row)
        more = found.kindless_count - len(found.kindless)
        if more > 0:
            rows.append(Text(self.theme, self.t.n("and {count} more", "and {count} more", more), "small", "ink3"))
        return rows

    def _set_kind(self, note: str, kind: NoteKind) -> None:
        self.ctx.write(
            self,
            lambda w: service.set_kind(workspace=w, note=note, kind=kind),
            lambda _changes: None,
            changes=lambda changes: changes,
        )

    # -- the end, and its opposite

    def _show_foot(self, state: SessionState) -> None:
        t, closed = self.t, state is SessionState.CLOSED
        self.reason.setVisible(closed)
        if closed and self.close_button.hasFocus():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_button.setVisible(state is SessionState.LIVE)
        self.reopen_button.setVisible(closed)
        self.report_button.setVisible(closed)
        self.words.say(
            t("The session is closed. Notes can still be written.") if closed else t("What stays open can be settled after closing, too.")
        )
        self._check_reason()

    def _check_reason(self) -> None:
        self.reopen_button.refuse("" if self.reason.text().strip() else self.t("Say why it goes on."))

    def _reopen(self) -> None:
        if self.reason.text().strip():
            self._desk.reopen(self.reason.text())
            self.closed.emit()
