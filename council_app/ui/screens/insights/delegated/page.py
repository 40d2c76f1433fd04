"""What was delegated, over the list of insights: the board, the ticket at hand, the form that delegates, statuses from a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.enums import TicketState
from council_app.domain.records import Changes
from council_app.services.delegating import (
    BoardRead,
    DelegatedLine,
    StatusesRead,
    preview_statuses,
    read_board,
    read_statuses,
    set_reference,
    set_reminder,
    set_status,
)
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.keys import key_text
from council_app.ui.screens.insights.delegated.board import Board
from council_app.ui.screens.insights.delegated.doing import Delegating
from council_app.ui.screens.insights.delegated.form import AtHand, DelegateForm, Wanted
from council_app.ui.screens.insights.delegated.statuses import StatusesView, WantedFile
from council_app.ui.screens.insights.delegated.ticket import TicketPanel
from council_app.ui.screens.insights.opening import InsightPage

_READS = frozenset({"delegation", "insight", "evidence", "insight_visual", "note", "note_tag", "consent", "attendance"})
_BOARD, _EMPTY, _FILE = range(3)
_TICKET, _FORM = range(2)


class DelegatedPage(InsightPage):
    """Opens on the board, or on the form when it was opened to delegate."""

    def __init__(self, ctx: AppContext, *, delegating: bool = False) -> None:
        super().__init__(ctx)
        self._key, self._delegating = "", delegating
        self.seen: BoardRead | None = None
        self.board = Board(self.theme, self.t)
        self.ticket = TicketPanel(self.theme, self.t)
        self.form = DelegateForm(ctx)
        self.file = StatusesView(ctx)
        self.bar = LongWork(self.theme, self.t)
        self.doing = Delegating(ctx, self.bar, self)
        self.begin = Button(self.theme, self.t("Delegate"), Role.PLAIN, height=28, icon="upload", key="Ctrl+D")
        self.statuses = Button(self.theme, self.t("Read statuses"), Role.QUIET, height=28, icon="download")
        self.statuses.setToolTip(key_text("Ctrl+Shift+I"))
        self._lay_out()
        self._connect()
        if delegating:
            self.show_form()

    def _lay_out(self) -> None:
        t, side = self.t, QWidget()
        self._side = QStackedLayout(side)
        self._side.addWidget(self.ticket)
        self._side.addWidget(self.form)
        self.columns = Columns(self.theme, (Pane(t("Board"), self.board), Pane(t("Ticket"), side, self.theme.size("panel-side"))))
        self.empty = EmptyState(
            self.theme,
            t("Nothing is delegated yet."),
            t("An insight that passes its gate goes to a team's tracker as a ticket with its evidence."),
            ground="sheet",
        )
        self._first = self.empty.offer(t("Delegate"), self.show_form)
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.columns, self.empty, self.file):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Delegated"), self.statuses, self.begin))
        column.addWidget(body, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.board.picked.connect(self._pick)
        self.board.opened.connect(self._open)
        self.board.moved.connect(lambda line, state: self._set_state(line, state, line.status))
        self.ticket.state_asked.connect(lambda state, word: self._with_line(lambda line: self._set_state(line, state, word)))
        self.ticket.named.connect(self._name)
        self.ticket.reminded.connect(self._remind)
        self.ticket.insight_asked.connect(self.insight_asked)
        self.form.wanted.connect(self.doing.begin)
        self.form.dropped.connect(self.show_board)
        self.form.jump.connect(self.insight_asked)
        self.doing.busy.connect(lambda busy: self.form.work(busy=busy))
        self.doing.done.connect(self._delegated)
        self.begin.clicked.connect(self.show_form)
        self.statuses.clicked.connect(self.show_file)
        self.file.looked.connect(self._look)
        self.file.taken.connect(self._take)
        self.ctx.changed.connect(self._changed)
        for keys, act in (("Ctrl+Shift+I", self.show_file), ("Ctrl+Return", self._go)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- the page

    def take_insight(self, key: str) -> None:
        """The insight at hand in the list below: the form offers it."""
        self._key = key
        self.read()

    def first_focus(self) -> QWidget | None:
        """The form's button, or the board."""
        return self.form.go if self._delegating else self.board.focus()

    def notice_area(self) -> QRect | None:
        """At its foot."""
        return None

    def may_close(self) -> bool:
        """What is under way is stopped first; Escape then goes from a file or a form back to the board, and leaves from there."""
        if self.doing.running:
            self.doing.stop()
            return False
        if self._layers.currentIndex() == _FILE or (self._side.currentIndex() == _FORM and not self._delegating):
            self.show_board()
            return False
        return True

    def show_board(self) -> None:
        """The board, and the ticket at hand."""
        self._delegating = False
        self._side.setCurrentIndex(_TICKET)
        self._layers.setCurrentIndex(_BOARD)
        self._show()
        self.columns.show_pane(0)
        self.board.focus().setFocus()

    def show_form(self) -> None:
        """The form that delegates, beside the board."""
        self._side.setCurrentIndex(_FORM)
        self._layers.setCurrentIndex(_BOARD)
        self.columns.show_pane(1)
        self.form.go.setFocus()

    def show_file(self) -> None:
        """A tracker's file over the board."""
        self.file.clear()
        self._layers.setCurrentIndex(_FILE)
        self.file.choose.setFocus()

    def _go(self) -> None:
        """The primary action of what is on show."""
        if self._layers.currentIndex() == _FILE:
            self.file.take_over()
        elif self._side.currentIndex() == _FORM:
            self.form.delegate()

    # -- reading

    def read(self) -> None:
        """Read the board and what can be delegated."""
        key, locale = self._key, self.t.tag
        self.ctx.read(self, lambda workspace: read_board(workspace=workspace, insight=key, locale=locale), self._shown)

    def _shown(self, seen: BoardRead) -> None:
        self.seen = seen
        self.board.show_lines(seen.lines)
        at_hand = AtHand(self._key, seen.at_hand[0], seen.at_hand[1].missing) if seen.at_hand is not None else None
        self.form.show_choice(at_hand, seen.ready, refusal=self._refusal())
        self._show()

    def _show(self) -> None:
        lines = self.seen.lines if self.seen is not None else ()
        self.ticket.show_line(self.board.line)
        if self._layers.currentIndex() == _FILE:
            return
        wanted = _BOARD if lines or self._side.currentIndex() == _FORM else _EMPTY
        if wanted != self._layers.currentIndex():
            self._layers.setCurrentIndex(wanted)
            (self._first if wanted == _EMPTY else self.board.focus()).setFocus()

    def _changed(self, changes: Changes) -> None:
        if not _READS.isdisjoint(changes.entities):
            self.read()

    # -- the ticket at hand

    def _pick(self, line: DelegatedLine) -> None:
        if not self.doing.running and not self._delegating:
            self._side.setCurrentIndex(_TICKET)
        self.ticket.show_line(line)

    def _open(self, line: DelegatedLine) -> None:
        self._delegating = False
        self._side.setCurrentIndex(_TICKET)
        self.ticket.show_line(line)
        self.columns.show_pane(1)
        self.ticket.focus_state()

    def _with_line(self, act: Callable[[DelegatedLine], None]) -> None:
        if self.board.line is not None:
            act(self.board.line)

    def _refusal(self) -> str:
        """Why nothing can be written here, or ""."""
        workspace = self.ctx.workspace
        return self.t("This file is open for reading only.") if workspace is None or workspace.read_only else ""

    def _write(self, work: Callable[[Workspace], Changes]) -> None:
        refusal = self._refusal()
        if refusal:
            self.ctx.noticed.emit(refusal, False)
            self.ticket.show_line(self.board.line)  # what was pressed goes back to what is
            return
        self.ctx.write(self, work, lambda _: None, changes=lambda found: found)

    def _set_state(self, line: DelegatedLine, state: TicketState, word: str) -> None:
        word = word if state is line.state or word != line.status else ""  # the word there belonged to the state before
        self._write(lambda workspace: set_status(workspace=workspace, delegation=line.id, state=state, status=word))

    def _name(self, reference: str, url: str) -> None:
        self._with_line(
            lambda line: self._write(lambda workspace: set_reference(workspace=workspace, delegation=line.id, reference=reference, url=url))
        )

    def _remind(self, day: object) -> None:
        wanted = day if isinstance(day, date) else None
        self._with_line(lambda line: self._write(lambda workspace: set_reminder(workspace=workspace, delegation=line.id, on=wanted)))

    def _delegated(self, _wanted: Wanted) -> None:
        self.show_board()

    # -- a file

    def open_file(self, path: Path) -> None:
        """Look at a tracker's file."""
        self.show_file()
        self.file.open_file(path)

    def _look(self, wanted: WantedFile) -> None:
        workspace = self.ctx.workspace
        if workspace is not None:
            self.ctx.jobs.submit(
                lambda _control: preview_statuses(workspace=workspace, path=wanted.path, tracker=wanted.tracker, words=wanted.words),
                owner=self,
                done=self.file.show_read,
                failed=self.file.fail,
            )

    def _take(self, wanted: WantedFile) -> None:
        if self._refusal():
            self.ctx.noticed.emit(self._refusal(), False)
            return

        def take(workspace: Workspace) -> StatusesRead:
            return read_statuses(workspace=workspace, path=wanted.path, tracker=wanted.tracker, words=wanted.words)

        self.ctx.write(
            self, take, lambda _: self.show_board(), changes=lambda found: found.changes or Changes(frozenset()), failed=self.file.fail
        )
