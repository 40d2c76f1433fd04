"""Journeys: at the left which, and its words; at the right its map. One primary action: another stage."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.journeys import JourneyMap, StageCount, StageMap, behind_count
from council_app.domain.note_filter import filter_of
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services import journeys
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.screens.insights.journeys.fields import Words
from council_app.ui.screens.insights.journeys.panes import JourneysPane, MapPane
from council_app.ui.screens.insights.journeys.reading import Shown, read_maps
from council_app.ui.screens.insights.opening import InsightPage

_SHOWS = frozenset({"journey", "stage", "insight", "note", "attendance", "consent", "council", "council_session"})
_JOURNEYS, _MAP = range(2)
_LEFT = 252


class JourneysPage(InsightPage):
    """Choose a journey, see what was heard at its stages, and draw it."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        self.shown = Shown((), {}, ())
        self._made = self._added = ""
        self._reading: Control | None = None
        self._waiting: Shown | None = None
        self.left, self.map = JourneysPane(self.theme, self.t), MapPane(self.theme, self.t)
        self.add = Button(self.theme, self.t("Add stage"), Role.PRIMARY, height=28, icon="plus", key="Ctrl+Shift+N")
        self.add.setShortcut("Ctrl+Shift+N")
        self.columns = Columns(self.theme, (Pane(self.t("Journeys"), self.left, _LEFT), Pane(self.t("Map"), self.map)), front=_MAP)
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        body = QWidget()
        self._layers = QStackedLayout(body)
        nothing = EmptyState(
            self.theme,
            self.t("No journey yet."),
            self.t(
                "A journey is the customer's path in stages. Notes and insights stand at a stage, and its map says what was heard there."
            ),
        )
        nothing.offer(self.t("New journey"), self.make)
        for layer in (self.columns, nothing):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Journeys"), self.add))
        column.addWidget(body, 1)

    def _connect(self) -> None:
        left, view = self.left, self.map.view
        left.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        left.list.removing.connect(self.remove_journey)
        left.list.opened.connect(self._to_map)
        left.new.clicked.connect(self.make)
        left.remove.clicked.connect(self.remove_journey)
        left.fields.saved.connect(self._save)
        self.add.clicked.connect(self.add_stage)
        view.adding.connect(self.add_stage)
        view.moved.connect(self._move)
        view.marking.connect(self.mark)
        view.removing.connect(self.remove_stage)
        view.opened.connect(self.open_stage)
        view.counted.connect(self.open_notes)
        self.map.notes.clicked.connect(lambda: self.open_notes(StageCount.NOTES))
        view.written.connect(self._show_waiting)
        view.model_.renamed.connect(self._rename)
        view.selectionModel().currentChanged.connect(lambda *_: self._say())
        self.map.rename.clicked.connect(view.rename)
        self.map.mark.clicked.connect(self.mark)
        self.map.remove.clicked.connect(self.remove_stage)
        self.map.open.clicked.connect(self.open_stage)
        self.columns.folded.connect(self.map.fold)
        self.ctx.changed.connect(self._maybe_read)
        self.closed.connect(self._stop)
        left.list.renaming.connect(left.fields.name.setFocus)

    # -- reading

    def first_focus(self) -> QWidget | None:
        """The map."""
        return self.map.view

    def may_close(self) -> bool:
        """What was typed is kept first."""
        self.left.fields.flush()
        return True

    def _maybe_read(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self._read()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _read(self) -> None:
        """Off this thread, after what is being written: at a million notes counting takes seconds. A read that waits or runs gives way."""
        self._stop()
        workspace = self.ctx.workspace
        if workspace is not None:
            self._reading = self.ctx.jobs.submit(
                lambda control: read_maps(workspace, control.cancelled),
                owner=self,
                done=self._show,
                failed=self.ctx.refused.emit,
                cancelled=lambda: None,
                turn=Turn.READ,
            )

    def _show(self, shown: Shown) -> None:
        if self.map.view.editing:
            self._waiting = shown  # a name is being written; what it is written over stays until then
            return
        self._reading, self._waiting, self.shown = None, None, shown
        held, made = self.left.list.key, self._made
        self._made = ""
        self._layers.setCurrentIndex(0 if shown.maps else 1)
        self.add.setEnabled(bool(shown.maps))
        model = self.left.list.model_
        model.show_lines(shown.maps)
        if shown.maps:
            self.left.list.go_to(max(0, model.row_of(made or held)))
        if made:
            self.columns.show_pane(_JOURNEYS)
            self.left.fields.name.setFocus()
            self.left.fields.name.selectAll()

    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self._show(self._waiting)

    @property
    def journey(self) -> JourneyMap | None:
        """The journey at hand."""
        return next((each for each in self.shown.maps if each.key == self.left.list.key), None)

    @property
    def stage(self) -> StageMap | None:
        """The stage at hand."""
        row, stages = self.map.view.currentIndex().row(), self.map.view.model_.lines
        return stages[row] if 0 <= row < len(stages) else None

    @property
    def _place(self) -> str:
        """The stage at hand as `journey/stage`."""
        return f"{self.left.list.key}/{self.map.view.key}"

    def _choose(self) -> None:
        journey = self.journey
        if journey is None:
            return
        self.left.fields.flush()
        self.left.fields.show_journey(journey)
        view, added = self.map.view, self._added
        held, row = added or view.key, view.currentIndex().row()
        self._added = ""
        self.map.show_journey(journey)
        if journey.stages:
            there = view.model_.row_of(held)
            view.go_to(there if there >= 0 else max(0, min(row, len(journey.stages) - 1)))
        self._say()
        if added:
            self.columns.show_pane(_MAP)
            view.rename()

    def _say(self) -> None:
        self.map.say(self.stage, self.shown.touched.get(self._place))

    def _to_map(self) -> None:
        self.columns.show_pane(_MAP)
        self.map.view.setFocus()

    # -- verbs

    def make(self) -> None:
        """A new journey; its name is written next."""
        name = self.t("New journey")

        def done(made: journeys.MadeJourney) -> None:
            self._made = made.key

        self.ctx.write(
            self,
            lambda w: journeys.make_journey(workspace=w, name=name),
            done,
            changes=lambda made: made.changes,
            notice=m_("Made a journey"),
        )

    def add_stage(self) -> None:
        """A new stage after the one at hand; its name is written next."""
        journey, position, name = self.left.list.key, self.map.view.currentIndex().row() + 1, self.t("New stage")
        if not journey:
            return

        def done(added: journeys.AddedStage) -> None:
            self._added = added.key.partition("/")[2]

        self.ctx.write(
            self,
            lambda w: journeys.add_stage(workspace=w, journey=journey, name=name, position=position),
            done,
            changes=lambda added: added.changes,
            notice=m_("Added a stage"),
        )

    def mark(self) -> None:
        """A moment of truth, or no longer."""
        if (stage := self.stage) is not None:
            place, critical = self._place, not stage.critical
            notice = m_("Marked a moment of truth") if critical else m_("Took back a moment of truth")
            self._write(lambda w: journeys.mark_critical(workspace=w, stage=place, critical=critical), notice)

    def _move(self, step: int) -> None:
        stage, place = self.stage, self._place
        if stage is not None and 0 <= stage.position + step < self.map.view.model_.rowCount():
            position = stage.position + step
            self._write(lambda w: journeys.move_stage(workspace=w, stage=place, position=position), m_("Moved a stage"))

    def _rename(self, key: str, name: str) -> None:
        place = f"{self.left.list.key}/{key}"
        self._write(lambda w: journeys.rename_stage(workspace=w, stage=place, name=name), m_("Renamed a stage"))

    def remove_stage(self) -> None:
        """Take the stage at hand away; what hangs on it is said below the map, and undo brings it back."""
        place = self._place
        if self.stage is not None:
            self._remove(
                lambda w, control: journeys.remove_stage(workspace=w, stage=place, told=control.report, cancelled=control.cancelled),
                self.shown.left_by(place).after(m_("Removed a stage")),
            )

    def remove_journey(self) -> None:
        """Take the journey at hand away with its stages."""
        if key := self.left.list.key:
            self._remove(
                lambda w, control: journeys.remove_journey(workspace=w, key=key, told=control.report, cancelled=control.cancelled),
                self.shown.left_by(key).after(m_("Removed a journey")),
            )

    def open_notes(self, count: StageCount) -> None:
        """The notes behind a count of the stage at hand, in the list of notes."""
        if self.stage is not None:
            self.ctx.notes_asked.emit(filter_of(behind_count(self._place, count)))

    def open_stage(self) -> None:
        """The insights at the stage at hand: the only one is gone to, of several one is chosen."""
        cards = [card for card in self.shown.insights if card.facts.stage_key == self._place]
        if len(cards) == 1:
            self.insight_asked.emit(cards[0].facts.key)
        elif cards:
            titles = [(card.facts.key, card.facts.title_in(self.t.tag)) for card in cards]
            self.map.offer(titles, self.insight_asked.emit)
        elif self.stage is not None:
            self.ctx.noticed.emit(self.t("No insight is at this stage."), False)

    def _save(self, key: str, words: Words) -> None:
        def failed(error: CouncilError) -> None:
            if shiboken6.isValid(self.left):
                sentence = self.t.say(error.why)
                self.left.fields.refuse(words, f"{sentence[:1].upper()}{sentence[1:]}. {self.t.say(error.todo)}")

        self.ctx.write(
            self.ctx,  # also when the page is left at once, everybody is to hear of it
            lambda w: journeys.edit_journey(workspace=w, key=key, **words),
            lambda _changes: None,
            changes=lambda changes: changes,
            failed=failed,
            notice=m_("Edited a journey"),
        )

    def _write(self, verb: Callable[[Workspace], Changes], notice: Message) -> None:
        self.ctx.write(self, verb, lambda _changes: None, changes=lambda changes: changes, notice=notice)

    def _remove(self, verb: Callable[[Workspace, Control], Changes], notice: Message) -> None:
        self.ctx.write_long(self, verb, lambda _changes: None, changes=lambda changes: changes, notice=notice)
