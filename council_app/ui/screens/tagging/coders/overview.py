"""The rounds there are: how far each coder is, what is to be decided, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.domain.rounds import RoundLine
from council_app.errors import Message, m_
from council_app.services import rounds as services
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Surface
from council_app.ui.screens.tagging.coders.desk import press_at_hand
from council_app.ui.screens.tagging.coders.panel import RoundPanel

SHOWS = frozenset({"coding_round", "round_note", "round_coding", "round_read", "note", "consent", "tag", "attendance"})
_LIST, _ROUND = 0, 1
_LIST_WIDTH = 320


class RoundsView(Page):
    """A list at the left, the round at hand at the right.

    Signals:
        begin_asked: a new round is wanted.
        code_asked, agreement_asked, decide_asked: the ways on (the `RoundLine`).
    """

    begin_asked = Signal()
    code_asked = Signal(object)
    agreement_asked = Signal(object)
    decide_asked = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._wanted, self._stale = "", False
        self.model = RowsModel[RoundLine](self._columns(), self, identity=lambda line: line.key, tag=t.tag)
        self.table = Table(theme, self.model, t("Coding rounds"))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._code())
        self.new = Button(theme, t("New round"), Role.PLAIN, height=28, icon="plus", key="Alt+N")
        self.new.clicked.connect(self.begin_asked)
        self.panel = RoundPanel(theme, t)
        self.columns = Columns(theme, (Pane(t("Rounds"), self._make_list(), _LIST_WIDTH), Pane(t("Round"), self.panel)), front=_ROUND)
        self._lay_out()
        self._connect()
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _columns(self) -> tuple[Column[RoundLine], ...]:
        t = self.t
        return (
            Column(t("Round"), lambda line: line.name, weight=500),
            Column(t("Notes"), lambda line: t.number(line.notes), 64, right=True, ink="ink2"),
            Column(t("To decide"), lambda line: t.number(line.disputed) if line.disputed else "–", 84, right=True, ink="ink2"),
        )

    def _make_list(self) -> QWidget:
        left = Surface(self.theme, "sheet", "r")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.addWidget(self.table)
        return left

    def _lay_out(self) -> None:
        t = self.t
        line = t(
            "In a round two people or more tag the same notes without seeing each other's tags. It shows which tags mean the same to "
            "everybody, and which need a clearer definition."
        )
        self.empty = EmptyState(self.theme, t("Nobody has coded twice yet."), line, ground="sheet")
        self.empty.offer(t("Begin a round"), self.begin_asked.emit)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(Surface(self.theme, "sheet"))
        self._layers.addWidget(self.columns)
        self._layers.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Second coder"), self.new))
        column.addWidget(body, 1)

    def _connect(self) -> None:
        panel = self.panel
        panel.code.clicked.connect(self._code)
        panel.agreement.clicked.connect(lambda: self._go(self.agreement_asked.emit))
        panel.decide.clicked.connect(lambda: self._go(self.decide_asked.emit))
        panel.close_button.clicked.connect(self.close_or_reopen)
        panel.delete.clicked.connect(self.delete)
        panel.renamed.connect(self.rename)
        keys: tuple[tuple[str, QWidget, Callable[[], object]], ...] = (
            ("Alt+N", self, self.begin_asked.emit),
            ("Alt+A", self, panel.agreement.click),
            ("Alt+D", self, panel.decide.click),
            ("F2", self, panel.begin_rename),
            ("Delete", self.table, self.delete),
        )
        for key, where, act in keys:
            shortcut = QShortcut(QKeySequence(key), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def first_focus(self) -> QWidget | None:
        """The list: arrows choose, Enter codes."""
        if not self.model.rowCount():
            return self.new
        return self.table if not self.columns.one_column else self.panel.code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_at_hand(self, event):
            super().keyPressEvent(event)

    # -- reading

    def reload(self) -> None:
        """Read the rounds again."""
        self._stale = False
        self.ctx.read(self, lambda w: services.rounds(workspace=w), self._show)

    def choose(self, key: str) -> None:
        """Take this round in hand as soon as it is there."""
        self._wanted = key
        self.reload()

    def _maybe_reload(self, changes: Changes) -> None:
        if SHOWS.isdisjoint(changes.entities):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True  # who codes over it writes with every key

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is read now."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _show(self, lines: Sequence[RoundLine]) -> None:
        at_hand = self._wanted or (self.panel.line.key if self.panel.line is not None else "")
        taken, self._wanted = bool(self._wanted), ""
        self.model.show_rows(lines)
        self._layers.setCurrentIndex(1 if lines else 2)
        if not lines:
            self.panel.show_round(None)
            return
        keys = [line.key for line in lines]
        row = keys.index(at_hand) if at_hand in keys else 0
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.panel.show_round(lines[row])
        target = self.first_focus()
        lost = not self.isAncestorOf(QApplication.focusWidget() or self)
        if self.isVisible() and target is not None and (taken or lost):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid():
            self.panel.show_round(self.model.row(current))

    # -- acting

    def _go(self, ask: Callable[[RoundLine], None]) -> None:
        if self.panel.line is not None:
            ask(self.panel.line)

    def _code(self) -> None:
        if self.panel.code.isEnabled():
            self._go(self.code_asked.emit)

    def close_or_reopen(self) -> None:
        """Nobody codes in it any more, or coders may go on."""
        line = self.panel.line
        if line is None:
            return
        if line.closed:
            self._write(lambda w: services.reopen_round(workspace=w, key=line.key), m_("Reopened “{name}”", name=line.name))
        else:
            self._write(lambda w: services.close_round(workspace=w, key=line.key), m_("Closed “{name}”", name=line.name))

    def rename(self, name: str) -> None:
        """Give the round at hand another name."""
        line = self.panel.line
        if line is not None and name.strip() != line.name:
            self._write(lambda w: services.rename_round(workspace=w, key=line.key, name=name), m_("Renamed to “{name}”", name=name))
        self.table.setFocus()

    def delete(self) -> None:
        """Remove the one at hand with its codings; Undo brings it back."""
        line = self.panel.line
        if line is not None:
            self._write(lambda w: services.delete_round(workspace=w, key=line.key), m_("Deleted “{name}”", name=line.name))

    def _write(self, act: Callable[[Workspace], Changes], notice: Message) -> None:
        self.ctx.write(self, act, lambda _changes: None, changes=lambda changes: changes, notice=notice)
