"""The cohorts: those there are with how many people are in, and the one at hand to change, to show only, or to delete."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.cohorts import Cohort
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services import cohorts
from council_app.services.cohorts import CohortLine, Counted, Saved
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.page import Page
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.cohorts.form import CohortForm, same_rules
from council_app.ui.screens.roster.cohorts.words import Choices

_LIST, _FORM = 0, 1
_LIST_WIDTH = 320
_SHOWS = frozenset({"cohort", "attendance", "person", "consent", "note", "note_tag", "tag", "session", "council", "market"})
_Read = tuple[tuple[CohortLine, ...], Choices]


class CohortsPage(Page):
    """A list at the left, a form at the right."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._lines: tuple[CohortLine, ...] = ()
        self._saved: Cohort | None = None
        self._wanted: str | None = ctx.cohort_key
        self._asked: str | None = None
        self._asking, self._first = 0, True
        self.model = RowsModel[CohortLine](self._columns(), self, identity=lambda line: line.cohort.key, tag=t.tag)
        self.table = Table(theme, self.model, t("Cohorts"))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._to_form())
        self.new = Button(theme, t("New cohort"), Role.PLAIN, height=28, icon="plus", key="Alt+N")
        self.new.clicked.connect(self.begin)
        self.form = CohortForm(theme, t)
        self.form.edited.connect(self._edited)
        self.form.save_asked.connect(self.save)
        self.form.use_asked.connect(self.use)
        self.form.delete_asked.connect(self.delete)
        self.columns = Columns(theme, (Pane(t("Cohorts"), self._make_list(), _LIST_WIDTH), Pane(t("Who is in it"), self.form)), front=_FORM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Cohorts"), self.new))
        column.addWidget(self.columns, 1)
        keys: tuple[tuple[str, QWidget, Callable[[], object]], ...] = (
            ("Ctrl+S", self, self.save),
            ("Alt+N", self, self.begin),
            ("Alt+A", self, self.form.open_kinds),
            ("Delete", self.table, self.delete),
        )
        for key, where, act in keys:
            shortcut = QShortcut(QKeySequence(key), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        ctx.changed.connect(self._maybe_reload)
        ctx.session_changed.connect(self.reload)
        self.form.show_cohort(None)
        self.reload()

    def _columns(self) -> tuple[Column[CohortLine], ...]:
        t = self.t

        def number(line: CohortLine) -> str:
            return t.number(line.counted.people) if line.problem is None else "–"

        return (
            Column(t("Cohort"), lambda line: line.cohort.name, weight=500),
            Column(t("People"), number, 84, right=True, ink="ink2"),
        )

    def _make_list(self) -> QWidget:
        left = Surface(self.theme, "sheet", "r")
        self._none = QWidget()
        inside = QVBoxLayout(self._none)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.addWidget(Text(self.theme, self.t("No cohort is saved yet."), "body", "ink3", wrap=True))
        inside.addStretch(1)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._none, 1)
        return left

    def first_focus(self) -> QWidget | None:
        """The list, or the name where there is none."""
        return self.table if self.model.rowCount() and not self.columns.one_column else self.form.name

    # -- reading

    def reload(self) -> None:
        """Read the cohorts, and what their rules can name."""
        key = self._session_key()
        self.ctx.read(self, lambda w: _read(w, key), self._show)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _show(self, read: _Read) -> None:
        self._lines, choices = read
        self.form.offer(choices)
        self.model.show_rows(self._lines)
        self.table.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        keys = [line.cohort.key for line in self._lines]
        at_hand = self._wanted or (self._saved.key if self._saved is not None else "")
        first, self._first, self._wanted = self._first, False, None
        if first and self._lines and self.isVisible() and not self._dirty and not self.columns.one_column:
            self.table.setFocus()
        if self._dirty:
            self._take_saved(at_hand)
        elif at_hand in keys:
            self._select(keys.index(at_hand))
        elif self._lines and (first or self._saved is not None):
            self._select(0)
        elif self._saved is not None:
            self._start_anew()

    def _take_saved(self, key: str) -> None:
        """What is being changed stays; what it is compared with is what is saved now."""
        self._saved = next((line.cohort for line in self._lines if line.cohort.key == key), None)
        self._edited()

    def _select(self, row: int) -> None:
        """Show a row as it is saved."""
        blocked = self.table.selectionModel().blockSignals(True)
        self.table.setCurrentIndex(self.model.index(row, 0))
        self.table.selectionModel().blockSignals(blocked)
        self.table.viewport().update()
        self._take(self._lines[row])

    def _take(self, line: CohortLine) -> None:
        self._saved, self._asked = line.cohort, None
        if self._dirty:
            self.form.show_cohort(line.cohort)
        else:  # what was just saved: the keyboard stays where it is
            self.form.delete.show()
            self._edited()
        if line.problem is not None:
            said = self.t.say(line.problem)
            self.form.say(f"{said[:1].upper()}{said[1:]}.")

    def _session_key(self) -> str | None:
        return self.ctx.session.key if self.ctx.session is not None else None

    # -- changing

    @property
    def _dirty(self) -> bool:
        if self._saved is None:
            return bool(self.form.rows or self.form.name.text().strip())
        return bool(self.form.missing) or self.form.called != self._saved.name or not same_rules(self.form.rules, self._saved.rules)

    def _edited(self) -> None:
        """Say what is missing, and count who would be in."""
        missing = self.form.missing
        self.form.save.refuse(missing or ("" if self._dirty else self.t("Everything is saved.")))
        self.form.use.refuse(missing or (self.t("Save it first.") if self._dirty else ""))
        self._asked = None
        self._asking += 1
        if missing:
            self.form.show_count(None)
            return
        asked, rules, key = self._asking, self.form.rules, self._session_key()
        self.ctx.read(
            self, lambda w: cohorts.count_people(workspace=w, rules=rules, session=key), lambda found: self._counted(asked, found)
        )

    def _counted(self, asked: int, found: Counted) -> None:
        if asked == self._asking:
            self.form.show_count(found)

    def _chosen(self, current: QModelIndex, before: QModelIndex) -> None:
        if not current.isValid():
            return
        line = self.model.row(current)
        if self._may_leave(line.cohort.key):
            self._take(line)
        else:
            self._go_back(before)

    def _go_back(self, row: QModelIndex) -> None:
        blocked = self.table.selectionModel().blockSignals(True)
        self.table.setCurrentIndex(row)
        self.table.selectionModel().blockSignals(blocked)
        self.table.viewport().update()

    def _may_leave(self, to: str) -> bool:
        """What was changed is not thrown away without a word: the first try says so, the second goes."""
        if not self._dirty or self._asked == to:
            return True
        self._asked = to
        self.form.say(self.t("“{cohort}” is not saved. Once more to leave it so.", cohort=self.form.called or self.t("New cohort")))
        return False

    def may_close(self) -> bool:
        """Unsaved work asks first."""
        return self._may_leave("")

    def begin(self) -> None:
        """A new cohort."""
        if self._may_leave("+"):
            self._start_anew()

    def _start_anew(self) -> None:
        self._saved = self._asked = None
        self.table.clearSelection()
        self._go_back(QModelIndex())
        self.form.show_cohort(None)
        self._to_form()

    def _to_form(self) -> None:
        self.columns.show_pane(_FORM)
        self.form.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.name.selectAll()

    def save(self) -> None:
        """Keep it."""
        if self.form.missing or not self._dirty:
            self.form.say(self.form.missing)
            return
        key = self._saved.key if self._saved is not None else None
        name, rules = self.form.called, self.form.rules
        self.ctx.write(
            self,
            lambda w: cohorts.save_cohort(workspace=w, name=name, rules=rules, key=key),
            self._kept,
            changes=lambda saved: saved.changes,
            failed=self._refused,
            notice=m_("Saved the cohort “{name}”", name=name),
        )

    def _kept(self, saved: Saved) -> None:
        self._saved = saved.cohort
        self.form.name.setText(saved.cohort.name)

    def _refused(self, error: CouncilError) -> None:
        self.form.say(in_words(self.t, error))

    def use(self) -> None:
        """Show only these people in every list, and go back to the roster."""
        if self._saved is not None and not self._dirty:
            self.ctx.cohort_asked.emit(self._saved.key)
            self.closed.emit()

    def delete(self) -> None:
        """Remove the one at hand; Undo brings it back."""
        if self._saved is None:
            return
        key, name = self._saved.key, self._saved.name
        self.form.show_cohort(self._saved)
        self.ctx.write(
            self,
            lambda w: cohorts.delete_cohort(workspace=w, key=key),
            lambda _changes: None,
            changes=lambda changes: changes,
            failed=self._refused,
            notice=m_("Deleted the cohort “{name}”", name=name),
        )


def _read(workspace: Workspace, session: str | None) -> _Read:
    return cohorts.list_cohorts(workspace=workspace, session=session), cohorts.choices(workspace=workspace)
