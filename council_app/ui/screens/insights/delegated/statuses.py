"""Statuses back from a tracker's file: what it would change, looked at before it is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import TicketState, Tracker
from council_app.errors import CouncilError
from council_app.services.delegating import TRACKER_NAMES, StatusChange, StatusesRead
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.page import action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.delegated.words import STATES

_ASKED, _MOST_ASKED = 40, 4


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of the file, and what becomes of it."""

    line: int
    ticket: str
    title: str
    status: str
    result: str
    quiet: bool


@dataclass(frozen=True, slots=True)
class WantedFile:
    """The file to be read, and what people said about it."""

    path: Path
    tracker: Tracker | None
    words: dict[str, TicketState]


class StatusesView(Surface):
    """Over the board.

    Signals:
        looked: read this file and change nothing (carries `WantedFile`).
        taken: take it over (carries `WantedFile`).
    """

    looked = Signal(object)
    taken = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "sheet")
        self._theme, self._t = ctx.theme, ctx.t
        self._file: WantedFile | None = None
        self.choose = Button(self._theme, self._t("Choose a file"), Role.PLAIN, height=32, icon="folder-open")
        self.take = Button(self._theme, self._t("Take over"), Role.PRIMARY, height=32, key="Ctrl+Return")
        self.said = Text(self._theme, self._t("Export the tickets there as CSV, and choose the file here."), "body", "ink2", wrap=True)
        self.rows: RowsModel[SeenRow] = RowsModel(self._columns(), self, tag=self._t.tag)
        self.table = Table(self._theme, self.rows, self._t("Rows of the file"))
        self._asked = QWidget()
        self._questions = QVBoxLayout(self._asked)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(action_row(self.choose, self.take))
        column.addWidget(self.said)
        self._scroll = scroll_of(self._asked)
        column.addWidget(self._scroll)
        column.addWidget(self.table, 1)
        self.choose.clicked.connect(self.choose_file)
        self.take.clicked.connect(self.take_over)
        self.clear()

    def _columns(self) -> tuple[Column[SeenRow], ...]:
        t = self._t
        return (
            Column(t("Line"), lambda row: t.number(row.line), width=64, right=True, ink="ink3", shown_from=560),
            Column(t("Ticket"), lambda row: row.ticket, width=120),
            Column(t("Title"), lambda row: row.title, shown_from=700),
            Column(t("Its word there"), lambda row: row.status, width=150),
            Column(t("What becomes of it"), lambda row: row.result, weight=500),
        )

    def clear(self) -> None:
        """No file yet."""
        self._file = None
        self.rows.show_rows(())
        self._ask((), {})
        self.table.hide()
        self.said.use_ink("ink2")
        self.said.say(self._t("Export the tickets there as CSV, and choose the file here."))
        self.take.refuse(self._t("Choose a file first."))

    def choose_file(self) -> None:
        """Ask for a file."""
        label = self._t("Tables")
        name, _ = QFileDialog.getOpenFileName(self, self._t("Statuses of tickets"), "", f"{label} (*.csv *.tsv *.xlsx *.ods)")
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Look at a file."""
        self._file = WantedFile(path, None, {})
        self.looked.emit(self._file)

    def take_over(self) -> None:
        """Take the file over as it was looked at."""
        if self._file is not None and self.take.isEnabled():
            self.taken.emit(self._file)

    def fail(self, error: CouncilError) -> None:
        """The file cannot be read; the board is as it was."""
        self.clear()
        self.said.use_ink("state.bad.text")
        self.said.say(in_words(self._t, error))

    def show_read(self, found: StatusesRead) -> None:
        """What the file would change."""
        t = self._t
        whose = t("An export of {tracker}.", tracker=TRACKER_NAMES[found.tracker]) if found.tracker is not None else ""
        counted = t(
            "{rows} rows: {matched} delegated here, {changed} changed, {unmatched} about something else",
            rows=found.rows,
            matched=len(found.matched),
            changed=found.changed,
            unmatched=len(found.unmatched),
        )
        self.said.use_ink("ink")
        self.said.say(f"{whose} {counted}.".strip())
        self.rows.show_rows(self._seen(found))
        self.table.show()
        asked = dict.fromkeys((*(self._file.words if self._file else ()), *found.asked))
        self._ask(tuple(asked), self._file.words if self._file else {})
        self.take.refuse("" if found.changed else t("Nothing would change."))

    def _seen(self, found: StatusesRead) -> list[SeenRow]:
        t = self._t
        rows = [SeenRow(row.line, row.reference, row.title, row.status, self._result(row), quiet=not row.changed) for row in found.matched]
        rows += [SeenRow(row.line, row.reference, row.title, "", t.say(row.reason), quiet=True) for row in found.unmatched]
        rows += [SeenRow(row.line, "", row.value, "", t.say(row.reason), quiet=True) for row in found.rejected]
        return sorted(rows, key=lambda row: (row.quiet, row.line))

    def _result(self, row: StatusChange) -> str:
        t = self._t
        if row.after is None:
            return t("stays {state}: what does its word mean?", state=STATES[row.before])
        if row.after is row.before:
            return t("stays {state}", state=STATES[row.before])
        return t("{before} → {after}", before=STATES[row.before], after=STATES[row.after])

    def _ask(self, words: tuple[str, ...], told: dict[str, TicketState]) -> None:
        """A line per word that nobody knows: what does it mean?"""
        while (item := self._questions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for word in words:
            self._questions.addWidget(self._question(word, told.get(word)))
        self._scroll.setFixedHeight(min(_MOST_ASKED, len(words)) * _ASKED)
        self._scroll.setVisible(bool(words))

    def _question(self, word: str, told: TicketState | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Text(self._theme, self._t("“{word}” means", word=word), "body", elide=True), 1)
        group = QButtonGroup(line)
        for state, label in STATES.items():
            segment = Segment(self._theme, self._t.say(label))
            segment.setChecked(state is told)
            segment.setAccessibleName(self._t("“{word}” means {state}", word=word, state=label))
            segment.clicked.connect(lambda _=False, chosen=state: self.answer(word, chosen))
            group.addButton(segment)
            row.addWidget(segment)
        return line

    def answer(self, word: str, state: TicketState) -> None:
        """A word means this; the file is looked at again."""
        if self._file is not None:
            self._file = WantedFile(self._file.path, self._file.tracker, self._file.words | {word: state})
            self.looked.emit(self._file)
