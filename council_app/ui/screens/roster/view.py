"""The roster: who is coming, who came, and what they allowed. The only place that shows names together with contacts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine, SessionRef
from council_app.errors import m_
from council_app.services import roster
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.field import line_edit
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.models import columns, found
from council_app.ui.screens.roster.pages import OPENINGS


class Count(QWidget):
    """A number with its word below."""

    def __init__(self, screen: Screen, word: str) -> None:
        super().__init__()
        self._word = word
        self._number = Text(screen.theme, "", "number")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._number)
        column.addWidget(Text(screen.theme, word, "small", "ink3"))

    def say(self, number: str) -> None:
        """Show the number."""
        self._number.say(number)
        self.setAccessibleName(f"{number} {self._word}")


class RosterScreen(Screen):
    """A read view with a filter box; / goes to the box."""

    shows = frozenset({"attendance", "person", "consent"})
    commands = (
        Command("roster.find", m_("Find somebody"), "to_filter", "Ctrl+F", Need.SESSION, icon="search"),
        *(opening.command for opening in OPENINGS),
    )

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._lines: tuple[RosterLine, ...] = ()
        self.model = RowsModel[RosterLine](columns(t), self)
        self.table = Table(theme, self.model, t("Roster"))
        self.filter = line_edit(theme, placeholder=t("Name, seat, segment or status"))
        self.filter.setAccessibleName(t("Find somebody"))
        self.filter.setMaximumWidth(theme.size("field"))
        self.filter.setClearButtonEnabled(False)
        self.filter.textChanged.connect(self._filter)
        slash = QShortcut(QKeySequence("/"), self.table)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.to_filter)
        self._nobody = Text(theme, t("Nobody on this list fits that."), "body", "ink3", align=Qt.AlignmentFlag.AlignHCenter)
        self._counts = {word: Count(self, word) for word in (t("arrived"), t("confirmed"), t("waiting"), t("target"))}
        empty = EmptyState(
            theme,
            t("Nobody is on this list yet."),
            t("Registrations come from a CSV or XLSX file of any tool: council import roster list.xlsx --into WORKSPACE --session KEY"),
        )
        empty.offer(t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: ctx.go(Place.PROGRAMME))
        view = QWidget()
        self._layers = QStackedLayout(view)
        self._layers.addWidget(self._make_list())
        self._layers.addWidget(empty)
        self.pile = Pile(view)
        self.pile.emptied.connect(self.to_filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def _make_list(self) -> QWidget:
        page = Surface(self.theme, "sheet")
        strip = Surface(self.theme, "canvas", "b")
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(28)
        for count in self._counts.values():
            row.addWidget(count)
        row.addStretch(1)
        row.addWidget(self.filter, 2)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.table, 1)
        column.addWidget(self._nobody)
        self._nobody.hide()
        return page

    def first_focus(self) -> QWidget | None:
        """The box: two letters find anybody; or what the page on top says."""
        return self.filter if self.pile.top is None else self.pile.top.first_focus()

    def open_page(self, command: str) -> None:
        """Lay the page of a command over the list."""
        opening = next(opening for opening in OPENINGS if opening.command.id == command)
        self.pile.open(opening.make(self.ctx))

    def to_filter(self) -> None:
        """Give the box the keyboard."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def reload(self) -> None:
        """Read the list of the session at hand."""
        session = self.ctx.session
        if session is None:
            self._layers.setCurrentIndex(1)
            return
        self.ctx.read(self, lambda w: roster.roster_lines(workspace=w, session=session.key), lambda lines: self._show(session, lines))

    def _show(self, session: SessionRef, lines: Sequence[RosterLine]) -> None:
        self._lines = tuple(lines)
        self._layers.setCurrentIndex(0 if lines else 1)
        statuses = [line.status for line in lines]
        numbers = (
            sum(status.was_there for status in statuses),
            session.confirmed,
            statuses.count(AttendanceStatus.WAITING),
            session.target,
        )
        for count, number in zip(self._counts.values(), numbers, strict=True):
            count.setVisible(number is not None)
            count.say(self.t.number(number or 0))
        self._filter(self.filter.text())

    def _filter(self, typed: str) -> None:
        shown = found(self._lines, self.t, typed)
        self.model.show_rows(shown)
        self._nobody.setVisible(not shown)
