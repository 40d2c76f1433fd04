"""The call list, over the insights: who is to be called at the left, who is at hand at the right. Names show here; nothing is dialled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.calls import CallLine
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services import calling
from council_app.services.workspace import Workspace
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.screens.insights.calls.form import Draft
from council_app.ui.screens.insights.calls.people import CallList
from council_app.ui.screens.insights.calls.person import PersonPanel
from council_app.ui.screens.insights.opening import InsightPage

_SHOWS = frozenset({"phone_call", "call_script", "note", "consent", "attendance", "person"})
_LIST, _PERSON = range(2)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page was read for."""

    lines: tuple[CallLine, ...]
    script: str
    company: str


class CallsPage(InsightPage):
    """Digits and letters answer, Ctrl+Return keeps; half a call stays with its person and holds the page."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        self.seen: Shown | None = None
        self._at, self._warned = "", False
        self.drafts: dict[str, Draft] = {}
        self.list = CallList(self.theme, self.t)
        self.panel = PersonPanel(self.theme, self.t)
        self.form = self.panel.form
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        t, body = self.t, QWidget()
        self.columns = Columns(self.theme, (Pane(t("Whom to call"), self.list, 300), Pane(t("Call"), self.panel)))
        nothing = EmptyState(
            self.theme,
            t("Nobody is to be called."),
            t("Who complained by themselves and allows contact stands here, with name and number."),
        )
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.columns)
        self._layers.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Calls")))
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.panel.copy_asked.connect(self.copy_number)
        self.panel.script_written.connect(self._write_script)
        self.panel.removing.connect(self._remove)
        self.form.kept.connect(self._keep)
        self.ctx.changed.connect(self._changed)
        for keys, act in (("Ctrl+Return", self.form.keep), ("Ctrl+C", self.copy_number)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- the page

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.list

    def may_close(self) -> bool:
        """From the person back to the list first; half a call is said once before the page goes."""
        if self.columns.one_column and not self.panel.isHidden():
            self.columns.show_pane(_LIST)
            self.list.setFocus()
            return False
        if self.unfinished and not self._warned:
            self._warned = True
            self.ctx.noticed.emit(self.t("Half a call is typed: keep it, or press Esc again to leave without it."), False)
            return False
        return True

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Words of calls and of a script that were typed and not kept."""
        self._hold()
        words = [self.panel.script_typed, *(draft.said for draft in self.drafts.values())]
        return tuple(each.strip() for each in words if each.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit says what became of the call, a letter whether it is solved."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if not (plain and self.list.at_hand is not None and self.form.take_key(event.text())):
            super().keyPressEvent(event)

    def copy_number(self) -> None:
        """The number, or the address where there is none, goes to the clipboard."""
        line = self.list.at_hand
        text = (line.phone or line.email) if line is not None else ""
        if text:
            QGuiApplication.clipboard().setText(text)
            self.ctx.noticed.emit(self.t("Copied."), False)

    # -- reading

    def read(self) -> None:
        """Read the list again."""
        cohort, locale = self.ctx.cohort_key, self.t.tag
        self.ctx.read(self, lambda workspace: _read(workspace, cohort, locale), self._show)

    def _changed(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.read()

    def _show(self, shown: Shown) -> None:
        self._hold()
        self.seen = shown
        self._layers.setCurrentIndex(0 if shown.lines else 1)
        with QSignalBlocker(self.list.selectionModel()):
            self.list.people.show_lines(shown.lines)
            row = max(0, self.list.people.row_of(self._at))
            self.list.setCurrentIndex(self.list.people.index(row, 0))
        self._at = ""
        self._pick()

    def _hold(self) -> None:
        """Remember what the form holds, with its person."""
        if self._at:
            self.drafts[self._at] = self.form.draft

    def _pick(self) -> None:
        self._hold()
        line, shown = self.list.at_hand, self.seen
        if line is None or shown is None:
            return
        self._at = line.person
        self.panel.show_line(line, shown.script, shown.company)
        draft = self.drafts.get(line.person, Draft())
        if draft != self.form.draft:
            self.form.show_draft(draft)

    def _open(self) -> None:
        self.columns.show_pane(_PERSON)
        next(iter(self.form.outcomes.values())).setFocus()

    # -- verbs

    def _keep(self, draft: Draft, day: date | None) -> None:
        line, outcome = self.list.at_hand, draft.outcome
        if line is None or outcome is None:
            return
        person = line.person

        def keep(workspace: Workspace) -> Changes:
            if draft.call:
                return calling.edit_call(
                    workspace=workspace, call=draft.call, outcome=outcome, solved=draft.solved, said=draft.said, follow_up=day
                )
            return calling.log_call(
                workspace=workspace, attendance=line.attendance, outcome=outcome, solved=draft.solved, said=draft.said, follow_up=day
            )

        def kept(_changes: Changes) -> None:
            self._warned = False
            if self._at == person and self.form.draft == draft:
                self.form.show_draft(Draft())
            self.drafts.pop(person, None)

        self._write(keep, m_("The call is written down."), kept)

    def _remove(self, call: str) -> None:
        self._write(lambda workspace: calling.remove_call(workspace=workspace, call=call), m_("Removed a call"))

    def _write_script(self, text: str) -> None:
        locale = self.t.tag
        self._write(lambda workspace: calling.write_script(workspace=workspace, locale=locale, text=text), m_("The script is kept."))

    def _write(
        self, verb: Callable[[Workspace], Changes], notice: Message, done: Callable[[Changes], None] = lambda _changes: None
    ) -> None:
        self.ctx.write(self, verb, done, changes=lambda found: found, failed=self._refused, notice=notice)

    def _refused(self, error: CouncilError) -> None:
        why = self.t.say(error.why)
        self.form.refuse(f"{why[:1].upper()}{why[1:]}. {self.t.say(error.todo)}")


def _read(workspace: Workspace, cohort: str | None, locale: str) -> Shown:
    return Shown(
        calling.call_list(workspace=workspace, cohort=cohort),
        calling.call_script(workspace=workspace, locale=locale),
        calling.company_name(workspace=workspace),
    )
