"""How far the coders of a round agree: the figures with their names and what they allow, and the same for every tag."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes, TagLabel
from council_app.domain.rounds import CodedNote, RoundAgreement, RoundLine, TagAgreement, round_agreement
from council_app.services import rounds as services
from council_app.services.rounds import AgreementTable, agreement_table
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.jobs import Control
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.table import Column, Order, RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.tagging.coders import figures
from council_app.ui.screens.tagging.coders.desk import name_in
from council_app.ui.screens.tagging.coders.figurecards import FigureCards

_SHOWS = frozenset({"round_coding", "round_read", "round_note", "tag", "consent"})
_Read = tuple[tuple[CodedNote, ...], tuple[TagLabel, ...]]
_WORKING, _FIGURES, _NOTHING = range(3)


class AgreementPage(Page):
    """Figures above, the table of tags below."""

    def __init__(self, ctx: AppContext, line: RoundLine) -> None:
        super().__init__(ctx)
        self._line = line
        self._sums: Control | None = None
        self.found: RoundAgreement | None = None
        self.table_data: AgreementTable | None = None
        self._paths: dict[str, str] = {}
        t, theme = self.t, self.theme
        self.model = RowsModel[TagAgreement](self._columns(), self, identity=lambda row: row.tag, tag=t.tag)
        self.table = Table(theme, self.model, t("Agreement on each tag"))
        self.table.sort_by(Order("tag"))
        self.copy_button = Button(theme, t("Copy"), Role.PLAIN, height=28, key="Ctrl+C")
        self.save_button = Button(theme, t("Save as"), Role.PLAIN, height=28, icon="download", key="Ctrl+S")
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.notes = Text(theme, "", "body", wrap=True)
        self.reasons = Text(theme, "", "small", "ink2", wrap=True)
        self.cards = FigureCards(theme)
        self._lay_out()
        for key, act in (("Ctrl+C", self.copy), ("Ctrl+S", self.save)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        ctx.changed.connect(self._maybe_reload)
        self.closed.connect(self._stop)
        self.reload()

    def _columns(self) -> tuple[Column[TagAgreement], ...]:
        t = self.t

        def figure(title: str, key: str, value: figures.Value, width: int, shown_from: int) -> Column[TagAgreement]:
            text = lambda row: figures.number(t, value(row))  # noqa: E731 - a closure for each column
            return Column(title, text, width, right=True, key=key, sort=value, shown_from=shown_from)

        return (
            Column(t("Tag"), lambda row: self._paths.get(row.tag, ""), weight=500, key="tag"),
            Column(t("Given"), self._given, 220, ink="ink2", shown_from=620),
            figure(t("Raw"), "raw", lambda row: row.raw, 72, 0),
            figure(t("Kappa"), "kappa", lambda row: row.kappa, 72, 0),
            figure(t("Alpha"), "alpha", lambda row: row.alpha, 72, 0),
            figure(t("Spans"), "spans", lambda row: row.spans, 72, 460),
        )

    def _given(self, row: TagAgreement) -> str:
        t = self.t
        return ", ".join(t("{name} {count}", name=coder, count=t.number(times)) for coder, times in row.given.items())

    def _lay_out(self) -> None:
        t, theme = self.t, self.theme
        head = Surface(theme, "sheet", "b")
        above = QVBoxLayout(head)
        above.setContentsMargins(20, 12, 20, 12)
        above.setSpacing(8)
        above.addWidget(self.cards)
        above.addWidget(self.notes)
        above.addWidget(self.reasons)
        inside = self._inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(head)
        below.addWidget(self.table)
        below.addStretch(1)
        self._area = scroll_of(inside)  # figures and table together: in a low window there is room for one of them
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        figures_page = Surface(theme, "sheet")
        whole = QVBoxLayout(figures_page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        line = t("Agreement is worked out from notes that two people or more are through with.")
        nothing = EmptyState(theme, t("Nothing to compare yet."), line, ground="sheet")
        nothing.offer(t("Back"), self.leave)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(EmptyState(theme, t("Working it out …"), "", ground="sheet"))
        self._layers.addWidget(figures_page)
        self._layers.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(name_in(self.top_bar(t("Agreement"), self.copy_button, self.save_button), theme, self._line.name))
        column.addWidget(body, 1)

    def first_focus(self) -> QWidget | None:
        """The table."""
        return self.table

    # -- reading

    def reload(self) -> None:
        """Read what was coded; the sums are done where they hold nothing up."""
        key = self._line.key
        self.ctx.read(self, lambda w: services.round_codings(workspace=w, key=key), self._work_out)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _work_out(self, read: _Read) -> None:
        coded, tags = read
        self._stop()

        def sums(control: Control) -> tuple[Control, RoundAgreement]:
            return control, round_agreement(coded, control.cancelled)

        self._sums = self.ctx.side.submit(
            sums,
            owner=self,
            done=lambda found: self._show(found, len(coded), tags),
            failed=self.ctx.refused.emit,
            cancelled=lambda: None,
        )

    def _stop(self) -> None:
        """What is being worked out is not wanted any more."""
        if self._sums is not None:
            self._sums.cancel()

    def _show(self, worked: tuple[Control, RoundAgreement], of: int, tags: tuple[TagLabel, ...]) -> None:
        control, found = worked
        if control.cancelled():
            return  # newer sums are under way
        t, self.found = self.t, found
        self._paths = {tag.id: tag.path for tag in tags}
        self.table_data = agreement_table(found, tags)
        self.cards.show_cards(figures.cards(t, found))
        self.notes.say(figures.how_many(t, found, of))
        reasons = figures.reasons(t, found)
        self.reasons.say(" ".join(reasons))
        self.reasons.setVisible(bool(reasons))
        self.model.show_rows(found.tags)
        rows = max(1, len(found.tags)) * self.theme.size("table-row")
        self.table.setFixedHeight(rows + self.table.horizontalHeader().sizeHint().height() + 2)
        self._layers.setCurrentIndex(_FIGURES if found.notes else _NOTHING)
        for button in (self.copy_button, self.save_button):
            button.setEnabled(bool(found.notes))
        if found.tags and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _follow(self, current: QModelIndex) -> None:
        """The row at hand is on show; with the first one the figures come back."""
        row = self.table.visualRect(current)
        top = self.table.viewport().mapTo(self._inside, row.topLeft()).y()
        self._area.ensureVisible(0, 0 if current.row() == 0 else top + row.height() // 2, 0, row.height())

    # -- taking it along

    def copy(self) -> None:
        """The whole table, as spreadsheets take it."""
        if self.table_data is not None:
            QApplication.clipboard().setText(self.table_data.text)
            self.ctx.noticed.emit(self.t("Copied"), False)

    def save(self) -> None:
        """Ask where to."""
        if self.table_data is not None:
            t = self.t
            kinds = f"Excel (*.xlsx);;{t('CSV')} (*.csv)"
            chosen, _ = QFileDialog.getSaveFileName(self, t("Save the agreement"), str(Path.home() / f"{self._line.key}.xlsx"), kinds)
            if chosen:
                self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write the table; a name without an ending gets that of Excel."""
        table, name = self.table_data, self._line.name
        if table is None:
            return
        target = out if out.suffix else out.with_suffix(".xlsx")
        self.ctx.side.submit(
            lambda _control: services.export_agreement(table=table, name=name, out=target),
            owner=self,
            done=lambda _none: self.ctx.noticed.emit(self.t("Saved as {file}", file=str(target)), False),
            failed=self.ctx.refused.emit,
        )
