"""Workshop mode: the shelf of workshops, and the one being held, with its page on the projector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.services import workshops
from council_app.services.insights import list_insights
from council_app.services.workshops import OpenedWorkshop
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.keys import key_text
from council_app.ui.core.projection import Projection
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.workshop.desk import Desk
from council_app.ui.screens.insights.workshop.doing import Doing
from council_app.ui.screens.insights.workshop.lists import WordsView
from council_app.ui.screens.insights.workshop.models import RulingsModel
from council_app.ui.screens.insights.workshop.projected import WorkshopStage
from council_app.ui.screens.insights.workshop.reading import Held, read_held
from council_app.ui.screens.insights.workshop.shelf import Shelf

_SHOWS = frozenset({"workshop", "workshop_item", "insight", "evidence", "note", "consent", "attendance", "insight_visual"})
_SHELF, _DESK = range(2)
_DESK_PANE = 1
_ADD = "Ctrl+Shift+N"


class WorkshopPage(InsightPage):
    """PageDown and PageUp go through the insights, as the keys of a presenter's remote control do."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        self.key = self.at = ""
        self._held: Held | None = None
        self.shelf = Shelf(self.theme, self.t)
        self.desk, self.doing = Desk(self.theme, self.t), Doing(ctx, self)
        self.model = RulingsModel(self.t, self)
        self.list = WordsView(self.theme, self.model, self.t("Insights, in their order"))
        self.list.setAccessibleDescription(self.t("Alt and an arrow moves an insight, Delete takes it out."))
        self.projection: Projection[WorkshopStage] = Projection(self, lambda owner: WorkshopStage(self.t, owner))
        self.stage = Button(self.theme, self.t("Projector"), Role.PLAIN, height=28, icon="monitor")
        self.black = Button(self.theme, self.t("Black"), Role.PLAIN, height=28)
        self.close_it = Button(self.theme, self.t("Close workshop"), Role.QUIET, height=28)
        self.back = Button(self.theme, self.t("Back"), Role.QUIET, height=28, icon="arrow-left", key="Esc")
        self._head = PanelHeader(self.theme, self.t("Workshops"), extra=(self.close_it, self.black, self.stage, self.back))
        self._lay_out()
        self._connect()
        self._to_shelf()

    def _lay_out(self) -> None:
        left = Surface(self.theme, "canvas", "r")
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 1, 0)
        beside.setSpacing(0)
        self._count = Text(self.theme, "", "small", "ink3", elide=True)
        self.add = Button(self.theme, self.t("Add insight"), Role.QUIET, height=28, icon="plus")
        self.previous = Button(self.theme, self.t("Previous"), Role.PLAIN, height=28)
        self.next = Button(self.theme, self.t("Next"), Role.PRIMARY, height=28)
        steps = QHBoxLayout()
        steps.setContentsMargins(12, 8, 12, 8)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        steps.addStretch(1)
        above = QHBoxLayout()
        above.setContentsMargins(14, 10, 8, 6)
        above.addWidget(self._count, 1)
        above.addWidget(self.add)
        beside.addLayout(above)
        beside.addWidget(self.list, 1)
        beside.addLayout(steps)
        self.columns = Columns(
            self.theme, (Pane(self.t("Insights"), left, self.theme.size("panel-list")), Pane(self.t("Decision"), self.desk))
        )
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.shelf)
        self._layers.addWidget(self.columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        for button, keys in ((self.stage, "F5"), (self.black, "Alt+B"), (self.previous, "PgUp"), (self.next, "PgDown"), (self.add, _ADD)):
            button.setAccessibleDescription(key_text(keys))
            button.setToolTip(f"{button.text()} ({key_text(keys)})")
        self.shelf.opened.connect(self.open_workshop)
        self.shelf.making.connect(self._make)
        self.shelf.removing.connect(self.doing.remove)
        self.desk.counted.connect(lambda ballot, counts: self.doing.count(self.key, self.at, ballot, counts))
        self.desk.decided.connect(lambda decision, reason: self.doing.decide(self.key, self.at, decision, reason))
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.opened.connect(self._to_desk)
        self.list.carried.connect(self._carry)
        self.list.removing.connect(self._take_out)
        self.add.clicked.connect(self.add_insight)
        self.previous.clicked.connect(lambda: self.go(-1))
        self.next.clicked.connect(lambda: self.go(1))
        self.stage.clicked.connect(self.toggle_stage)
        self.black.clicked.connect(self.toggle_black)
        self.close_it.clicked.connect(self._close)
        self.back.clicked.connect(self.leave)
        self.projection.changed.connect(self._show_stage)
        for keys, act in (("Esc", self.leave), ("F5", self.toggle_stage), ("Alt+B", self.toggle_black), (_ADD, self.add_insight)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        for edit in self.findChildren(QWidget):
            edit.installEventFilter(self)
        self.ctx.changed.connect(self._maybe_reload)
        self.closed.connect(self.projection.close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paging and deciding work wherever the keyboard is on this page."""
        held = self._layers.currentIndex() == _DESK
        if held and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.window().focusWidget():
            if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.go(1 if event.key() == Qt.Key.Key_PageDown else -1)
                return True
            if self.desk.key_decides(event, self.window().focusWidget()):
                return True
        return super().eventFilter(watched, event)

    def first_focus(self) -> QWidget | None:
        """The workshops there are; else the name of a new one."""
        return self.list if self._layers.currentIndex() == _DESK else self.shelf.name

    def may_close(self) -> bool:
        """From a workshop to all of them first; what was typed is kept."""
        if self._layers.currentIndex() == _DESK:
            self.desk.flush()
            self._to_shelf()
            return False
        return True

    def _to_shelf(self) -> None:
        self.key, self._held = "", None
        self.projection.close()
        self._layers.setCurrentIndex(_SHELF)
        self._head.title.say(self.t("Workshops"))
        self._show_buttons()
        self._reload()
        self.shelf.name.setFocus()

    def open_workshop(self, key: str, at: str = "") -> None:
        """Take a workshop in hand, at an insight (its key) or at the first that is not decided."""
        self.key, self.at = key, at
        self._layers.setCurrentIndex(_DESK)
        self._show_buttons()
        self._reload()
        self.list.setFocus()

    def _show_buttons(self) -> None:
        held = self._layers.currentIndex() == _DESK
        for button in (self.stage, self.black):
            button.setVisible(held)
        self.close_it.setVisible(held and self._running)
        self.add.setVisible(held and self._running)

    @property
    def _running(self) -> bool:
        """Whether the workshop at hand can still be changed."""
        return self._held is not None and self._held.facts.line.closed_at is None

    # -- reading

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self._reload()

    def _reload(self) -> None:
        key, at, locale = self.key, self.at, self.t.tag
        if not key:
            self.ctx.read(
                self, lambda w: (workshops.workshops(workspace=w), list_insights(workspace=w)), lambda found: self.shelf.show_shelf(*found)
            )
            return
        self.ctx.read(self, lambda w: read_held(w, key, at, locale), self._show_held)

    def _show_held(self, held: Held | None) -> None:
        if held is None:  # its making was undone
            self._to_shelf()
            return
        there = {each.insight_key for each in held.facts.rulings}
        if held.facts.line.key != self.key or (self.at in there and held.slide.insight_key != self.at):
            return
        self._held, self.at = held, held.slide.insight_key
        self._head.title.say(held.facts.line.title)
        line = held.facts.line
        self._count.say(self.t("{decided} of {all} decided", decided=self.t.number(line.decided), all=self.t.number(line.items)))
        self.model.show_rulings(held.facts.rulings)
        self.list.setCurrentIndex(self.model.index(held.slide.number - 1))
        self.desk.show_insight(held.slide, held.insight, held.facts.rulings[held.slide.number - 1], closed=line.closed_at is not None)
        self.previous.refuse("" if held.slide.number > 1 else self.t("This is the first."))
        self.next.refuse("" if held.slide.number < held.slide.total else self.t("This is the last."))
        self._show_buttons()
        self._show_stage()

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self.key and self.model.rulings[current.row()].insight_key != self.at:
            self._go_to(self.model.rulings[current.row()].insight_key)

    def _to_desk(self) -> None:
        """From the list to what is to be done about the insight at hand."""
        self.columns.show_pane(_DESK_PANE)
        self.desk.begin()

    def go(self, step: int) -> None:
        """To the next insight, or the one before."""
        keys = self._order
        if self.at in keys and 0 <= keys.index(self.at) + step < len(keys):
            self._go_to(keys[keys.index(self.at) + step])

    def _go_to(self, insight: str) -> None:
        self.desk.flush()
        self.at = insight
        self._reload()

    # -- the projector

    def toggle_stage(self) -> None:
        """Open the page on the projector, or take it away."""
        if self._layers.currentIndex() != _DESK:
            return
        if self.projection.stage is not None:
            self.projection.close()
        else:
            self.projection.open()

    def toggle_black(self) -> None:
        """Show nothing on the projector, or everything again."""
        stage = self.projection.stage
        if stage is not None:
            stage.darken(blackout=not stage.blackout)
        self._show_stage()

    def _show_stage(self) -> None:
        """Hand the projector its slide; nothing else is within its reach."""
        stage, t = self.projection.stage, self.t
        if stage is not None and self._held is not None:
            stage.show_slide(self._held.slide)
        self.stage.rename(
            t("Projector") if stage is None else t("Waiting for the projector") if self.projection.waiting else t("Take away")
        )
        self.black.refuse("" if stage is not None else t("The projector shows nothing yet."))
        self.black.rename(t("Show again") if stage is not None and stage.blackout else t("Black"))

    # -- verbs

    def _make(self, title: str, insights: Sequence[str]) -> None:
        self.ctx.write(
            self,
            lambda w: workshops.open_workshop(workspace=w, title=title, insights=insights),
            self._made,
            changes=lambda made: made.changes,
            failed=self.shelf.refuse,
            notice=m_("Opened the workshop “{title}”", title=title),
        )

    def _made(self, made: OpenedWorkshop) -> None:
        self.shelf.made()
        self.open_workshop(made.key)

    @property
    def _order(self) -> list[str]:
        """Keys of the insights, as they are heard."""
        return [ruling.insight_key for ruling in self.model.rulings]

    def _carry(self, step: int) -> None:
        if self.at in self._order:
            self.doing.carry(self.key, self._order, self.at, step)

    def _take_out(self) -> None:
        if self.at in self._order and self._running:
            self.doing.take_out(self.key, self._order, self.at)

    def add_insight(self) -> None:
        """Ask which insight is heard too; it comes after the one at hand."""
        if self._layers.currentIndex() == _DESK and self._running:
            below = self.add.mapTo(self, QPoint(0, self.add.height() + 2)) if self.add.isVisible() else QPoint(16, 48)
            key, after = self.key, self.at
            self.doing.ask_for_more(self._order, self, below, lambda insight: self.doing.add(key, self._order, after, insight))

    def _close(self) -> None:
        self.desk.flush()
        self.doing.close(self.key)
