"""The script: on the left everything that is asked in its order, on the right the part at hand. Kept as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.domain.scripts import PartRef, ScriptFacts, ScriptUse
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.screens.script import verbs
from council_app.ui.screens.script.commands import COMMANDS
from council_app.ui.screens.script.doing import ScriptDoing
from council_app.ui.screens.script.outline import Outline
from council_app.ui.screens.script.rows import Row, rows_of

_OUTLINE, _OUTLINE_PANE, _EDITOR_PANE = 420, 0, 1
_TWO_ACTIONS, _THREE_ACTIONS, _NOTICE = 760, 1000, 44


class ScriptScreen(ScriptDoing):
    """Where what is asked and tested is written."""

    shows = frozenset({"script", "script_section", "task", "question", "prototype", "session", "session_event", "trial", "answer", "note"})
    commands = COMMANDS

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._scripts: tuple[ScriptFacts, ...] = ()
        self._named: dict[str, str] = {}
        self._at_hand, self._wanted, self._edit_next = "", "", False
        self.outline = Outline(self.theme, self.t)
        self.table, self.model = self.outline.table, self.outline.model
        self._make_actions()
        panes = (Pane(self.t("Outline"), self.outline, _OUTLINE), Pane(self.t("Part"), self.editor))
        self.columns = Columns(self.theme, panes, front=_OUTLINE_PANE)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.columns)
        self._layers.addWidget(self._make_empty())
        self._connect()

    # -- building

    def _make_actions(self) -> None:
        t = self.t
        self.version = Button(self.theme, t("Make the next version"), Role.PRIMARY, height=32)
        self.rehearsing = Button(self.theme, t("Rehearse"), Role.PLAIN, height=32, icon="play")
        self.bring = Button(self.theme, t("Import"), Role.PLAIN, height=32)
        self.version.clicked.connect(self.make_version)
        self.rehearsing.clicked.connect(self.rehearse)
        self.bring.clicked.connect(self.import_script)
        adders = (
            (t("Section"), "Alt+E", self.add_section),
            (t("Task"), "Alt+T", self.add_task),
            (t("Question"), "Alt+Q", self.add_question),
        )
        for label, key, act in adders:
            self.outline.offer(label, key).clicked.connect(act)
        self.outline.offer(t("Delete"), "Ctrl+Backspace", "trash-2").clicked.connect(self.delete_part)

    def _make_empty(self) -> EmptyState:
        empty = EmptyState(
            self.theme,
            self.t("Write what to ask and what to test."),
            self.t(
                "Sections, tasks, questions and minutes. The room reminds you of what must be asked; a plan or a file brings scripts in."
            ),
        )
        self._first = empty.offer(self.t("Write a script"), self.new_script)
        empty.offer(self.t("Import a script"), self.import_script, quiet=True)
        return empty

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._walk)
        self.table.opened.connect(lambda _row: self.edit_part())
        self.outline.delete_key.activated.connect(self.delete_part)
        self.editor.left.connect(self.to_outline)
        self.editor.part_typed.connect(self.desk.put)
        self.editor.title_typed.connect(self.desk.rename)
        self.editor.prototype_typed.connect(self.desk.name_prototype)
        self.desk.edited.connect(self._go_on)
        self.desk.renamed.connect(self._rename)
        self.probe_begun.connect(self.edit_part)
        self.outline.dragging.dropped.connect(self.ask_behind)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """The next version where one is needed, the rehearsal, the import."""
        return self.version, self.rehearsing, self.bring

    def first_focus(self) -> QWidget | None:
        """The outline."""
        return self.table if self._scripts else self._first

    def notice_area(self) -> QRect | None:
        """Never over the buttons below the outline: at the foot of the part at hand, or above them where there is one column."""
        if not self.outline.isVisible():
            return None
        if self.columns.one_column:
            foot = self.outline.foot.mapTo(self, QPoint()).y()
            return QRect(0, foot - _NOTICE, self.width(), _NOTICE)
        return QRect(self.editor.mapTo(self, QPoint(0, self.editor.height() - _NOTICE)), QSize(self.editor.width(), _NOTICE))

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self._fit()

    def leave(self) -> None:
        """What is typed is kept."""
        if self.editor.row is not None:
            self.editor.form.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps its room for the session's name."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        script, width = self.script, self.width()
        wanted = (
            (self.version, script is not None and script.frozen),
            (self.rehearsing, self.ctx.session is not None and bool(self._scripts) and width >= _TWO_ACTIONS),
            (self.bring, bool(self._scripts) and width >= _THREE_ACTIONS),
        )
        for button, shown in wanted:
            if button.parentWidget() is not None:  # else another place is in front, and it would be a window of its own
                button.setVisible(shown)

    # -- reading

    def reload(self) -> None:
        """Read the scripts."""
        self.ctx.read(self, verbs.read, self._show)

    def _show(self, found: tuple[tuple[ScriptFacts, ...], dict[str, str]]) -> None:
        self._scripts, self._named = found
        self._layers.setCurrentIndex(0 if self._scripts else 1)
        known = {script.id for script in self._scripts}
        if self._at_hand not in known:
            self._at_hand = self._first_script()
        self._show_rows()

    def _first_script(self) -> str:
        """That of the session at hand, else the first."""
        session = self.ctx.session
        used = [each.id for each in self._scripts if session is not None and any(use.session == session.key for use in each.uses)]
        return next(iter(used), self._scripts[0].id if self._scripts else "")

    def _show_rows(self) -> None:
        """Show the outline; the part wanted, or the one that was at hand, stays at hand."""
        rows = rows_of(self._scripts, self._at_hand)
        before = self.editor.row.id if self.editor.row is not None else ""
        wanted, self._wanted = self._wanted, ""
        quiet = self.table.selectionModel().blockSignals(True)
        self.model.show_rows(rows)
        self.table.selectionModel().blockSignals(quiet)
        names = {row.id: place for place, row in enumerate(rows)}
        place = next((names[each] for each in (wanted, before, self._at_hand) if each in names), 0)
        if rows:
            self.table.selectRow(place)
            self._show_row(rows[place])
        if self._edit_next and wanted in names:
            self._edit_next = False
            self.edit_part()
        self._fit()

    def _walk(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.rows[current.row()]
        if row.script.id == self._at_hand:
            self._show_row(row)
        else:
            self._at_hand, self._wanted = row.script.id, row.id
            self._show_rows()

    def _show_row(self, row: Row) -> None:
        script = row.script
        self.editor.show_row(row, self._named, self._uses(script))
        self.outline.show_total(script, self._use(script))
        self.outline.let_write(writes=not script.frozen)
        self.version.rename(self.t("Make version {number}", number=self._next(script)))
        self._fit()

    def _next(self, script: ScriptFacts) -> int:
        return max(each.version for each in self._scripts if each.key == script.key) + 1

    def _use(self, script: ScriptFacts) -> ScriptUse | None:
        """The session whose time counts: the one at hand, else the first still to come."""
        key = self.ctx.session.key if self.ctx.session is not None else ""
        at_hand = [use for use in script.uses if use.session == key]
        return next(iter((*at_hand, *(use for use in script.uses if not use.begun and not use.rehearsal))), None)

    def _uses(self, script: ScriptFacts) -> str:
        t = self.t
        names = [t("{city}, {day}", city=use.city, day=t.date(use.date, style="medium")) for use in script.uses if not use.rehearsal]
        return t("Used by {sessions}.", sessions=t.items(list(dict.fromkeys(names)))) if names else t("No session uses it yet.")

    @property
    def script(self) -> ScriptFacts | None:
        """The version at hand."""
        return next((each for each in self._scripts if each.id == self._at_hand), None)

    # -- going about

    def to_outline(self) -> None:
        """The keyboard back to the list."""
        self.columns.show_pane(_OUTLINE_PANE)
        self.table.setFocus()

    def edit_part(self) -> None:
        """The keyboard to the first field of the part at hand."""
        if self.row is not None:
            self.columns.show_pane(_EDITOR_PANE)
            self.editor.form.first_edit().setFocus()

    def _rename(self, before: str, now: str) -> None:
        """A part has another key: it stays at hand."""
        if self.editor.row is not None and self.editor.row.id == before:
            self._wanted = now
            self.editor.follow(now)

    def _go_on(self, script: str, part: object, edit: bool) -> None:
        """A change was kept: go on where it led."""
        self._at_hand, self._edit_next = script, edit
        self._wanted = f"{script} {part.kind.value} {part.key}" if isinstance(part, PartRef) else script
