"""The same person twice: pairs at the left, the two of one pair side by side, and one of two answers: merge, or not the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services import duplicates
from council_app.services.duplicates import Comparison, Pair
from council_app.services.merging import Merged, merge_people
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.people.compare import ComparePane
from council_app.ui.screens.roster.people.pairs import PairsList, why
from council_app.ui.screens.roster.people.words import ended_by_merge

_SHOWS = frozenset({"person", "attendance", "consent", "distinct_pair"})
_LIST, _COMPARED = 0, 1


class DuplicatesPage(Page):
    """One question at a time, each answered with one key; Undo takes an answer back."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.compared: ComparePane | None = None
        self._asked: tuple[str, str] | None = None
        self._told_of: str | None = None
        self.list = PairsList(theme, t)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._compare())
        self.list.installEventFilter(self)
        self._why = Text(theme, "", "body", weight=500, wrap=True)
        self._scroll = scroll_of(QWidget())
        self.merge_button = Button(theme, t("Merge into one"), Role.PRIMARY, key="Ctrl+Return")
        self.merge_button.setShortcut("Ctrl+Return")
        self.merge_button.clicked.connect(self.merge)
        self.apart_button = Button(theme, t("Not the same person"), Role.PLAIN, key="Ctrl+Backspace")
        self.apart_button.setShortcut("Ctrl+Backspace")
        self.apart_button.clicked.connect(self.tell_apart)
        pairs = Pane(t("Pairs"), self._make_left(), theme.size("panel-side"))
        self.columns = Columns(theme, (pairs, Pane(t("Side by side"), self._make_right())))
        self._lay_out()
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _lay_out(self) -> None:
        t = self.t
        self.told = Text(self.theme, "", "body", "state.warn.text", wrap=True)
        self.told.setContentsMargins(28, 10, 20, 10)
        self.told.hide()
        line = t("People who share a mailbox, a number or a name are shown here side by side, to be made one or told apart.")
        empty = EmptyState(self.theme, t("Nobody seems to be here twice."), line, ground="sheet")
        empty.offer(t("Back"), self.leave)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(EmptyState(self.theme, t("Looking for people who are here twice …"), "", ground="sheet"))
        self._layers.addWidget(self.columns)
        self._layers.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("The same person twice")))
        column.addWidget(self.told)
        column.addWidget(body, 1)

    def _make_left(self) -> QWidget:
        left = Surface(self.theme, "sheet", "r")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(self.list)
        return left

    def _make_right(self) -> QWidget:
        right, head, foot = QWidget(), Surface(self.theme, "sheet"), Surface(self.theme, "canvas", "t")
        above = QVBoxLayout(head)
        above.setContentsMargins(28, 14, 20, 0)
        above.addWidget(self._why)
        below = QVBoxLayout(foot)
        below.setContentsMargins(28, 10, 20, 10)
        below.setSpacing(8)
        self._promise = Text(
            self.theme, self.t("Nothing that was said or allowed is lost, and Undo brings both back."), "small", "ink3", wrap=True
        )
        below.addWidget(self._promise)
        below.addLayout(action_row(self.merge_button, self.apart_button))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(foot)
        return right

    def first_focus(self) -> QWidget | None:
        """The list: arrows go from pair to pair."""
        return self.list

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes from the list to the choices."""
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and event.type() is QEvent.Type.KeyPress:
            self.columns.show_pane(_COMPARED)
            target = (self.compared.first if self.compared is not None else None) or self.merge_button
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    # -- reading

    def reload(self) -> None:
        """Look for pairs again."""
        self.ctx.read(self, lambda w: duplicates.duplicates(workspace=w), self._show)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            if changes.operation != self._told_of:  # the merge was taken back, or something else was done since
                self.told.hide()
            self.reload()

    def _show(self, pairs: Sequence[Pair]) -> None:
        row = max(self.list.currentIndex().row(), 0)
        self._asked = None
        self.list.pairs.show_pairs(pairs)
        self._layers.setCurrentIndex(1 if pairs else 2)
        if pairs:
            self._take_keyboard()
            self.list.setCurrentIndex(self.list.pairs.index(min(row, len(pairs) - 1), 0))

    def _take_keyboard(self) -> None:
        """The list was not there yet when the page opened."""
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _at_hand(self) -> Pair | None:
        index = self.list.currentIndex()
        return self.list.pairs.pair(index.row()) if index.isValid() else None

    def _compare(self) -> None:
        pair = self._at_hand()
        if pair is None:
            return
        one, other = self._asked = pair.one.id, pair.other.id
        self._why.say(why(self.t, pair))
        workspace = self.ctx.workspace
        if workspace is None:
            return
        self.ctx.jobs.submit(
            lambda _control: duplicates.compare(workspace=workspace, one=one, other=other),
            owner=self,
            done=self._show_both,
            failed=lambda _error: self.reload(),  # one of them went meanwhile
        )

    def _show_both(self, both: Comparison) -> None:
        if self._asked != (both.one.id, both.other.id):
            return
        self.compared = ComparePane(self.theme, self.t, both)
        self.compared.setProperty("scrolled", "true")
        self._scroll.setWidget(self.compared)

    # -- answering

    def merge(self) -> None:
        """Make one of the two, as chosen."""
        pair, pane = self._at_hand(), self.compared
        if pair is None or pane is None or self._asked != (pane.both.one.id, pane.both.other.id):
            return
        choices = dict(pane.choices)
        self.ctx.write(
            self,
            lambda w: merge_people(workspace=w, one=pair.one.id, other=pair.other.id, choices=choices),
            self._answered,
            changes=lambda merged: merged.changes,
            notice=m_("Merged two people into one"),
            failed=self._refused,
        )

    def tell_apart(self) -> None:
        """Remember that they are two."""
        pair = self._at_hand()
        if pair is not None:
            self.ctx.write(
                self,
                lambda w: duplicates.say_distinct(workspace=w, one=pair.one.id, other=pair.other.id),
                self._answered,
                changes=lambda written: written,
                notice=m_("They stay two people"),
                failed=self._refused,
            )

    def _answered(self, what: Merged | Changes) -> None:
        """On to the next pair, with the keyboard on the list; what a merge ended stays to be read until the next answer."""
        touched = what.touched if isinstance(what, Merged) else None
        self._told_of = what.changes.operation if isinstance(what, Merged) else what.operation
        self.told.say(ended_by_merge(self.t, what.ended, touched) if isinstance(what, Merged) and touched is not None else "")
        self.told.setVisible(bool(self.told.text()))
        self.columns.show_pane(_LIST)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: CouncilError) -> None:
        self.ctx.refused.emit(error)
        self.reload()
