"""Initiatives: the board at the left, the one at hand at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import shiboken6
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Horizon
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services import initiatives
from council_app.services.initiatives import InitiativeCard, MadeInitiative
from council_app.services.insights import InsightCard, list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.rereading import Reread
from council_app.ui.screens.insights.initiatives.board import Board
from council_app.ui.screens.insights.initiatives.form import InitiativeForm
from council_app.ui.screens.insights.opening import InsightPage

_SHOWS = frozenset({"initiative", "insight", "evidence", "note", "note_tag", "attendance", "consent", "insight_visual"})
_BOARD, _FORM = range(2)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page was read for."""

    cards: tuple[InitiativeCard, ...]
    insights: tuple[InsightCard, ...]


class InitiativesPage(InsightPage):
    """The board and the form; N makes a new initiative of the insight that was at hand."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        self.cards: tuple[InitiativeCard, ...] = ()
        self._insights: tuple[InsightCard, ...] = ()
        self._insight = self._made_key = ""
        self.board = Board(self.theme, self.t)
        self.form = InitiativeForm(self.theme, self.t)
        self.new = Button(self.theme, self.t("New initiative"), Role.PRIMARY, height=28, icon="plus", key="Ctrl+Shift+N")
        self.new.clicked.connect(self.make)
        self.new.setShortcut("Ctrl+Shift+N")
        self.columns = Columns(self.theme, (Pane(self.t("Board"), self.board), Pane(self.t("Business case"), self.form, 360)))
        self._connect()
        self._lay_out()
        self._reread = Reread(ctx, self, lambda w, _session, _parts: _read(w), self._show)
        ctx.changed.connect(self._maybe_reload)
        self._reread.ask()

    def _lay_out(self) -> None:
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.columns)
        nothing = EmptyState(
            self.theme,
            self.t("No initiative yet."),
            self.t("An initiative puts insights together into one business case. Make one, give it its insights, and say when."),
        )
        nothing.offer(self.t("New initiative"), self.make)
        self._layers.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Initiatives"), self.new))
        column.addWidget(body, 1)

    def _connect(self) -> None:
        board, form = self.board, self.form
        board.chosen.connect(self._choose)
        board.moved.connect(self._move)
        board.opened.connect(self._open_form)
        board.removing.connect(self._remove)
        form.placed.connect(lambda horizon: self._move(self.board.key, horizon, None))
        form.putting.connect(self._put)
        form.taking.connect(self._take)
        form.asked.connect(self._ask)
        form.removing.connect(lambda: self._remove(self.board.key))
        form.fields.saved.connect(self._save)

    # -- the page

    def take_insight(self, key: str) -> None:
        """A new initiative begins with the insight at hand, where that is in none."""
        self._insight = key

    def first_focus(self) -> QWidget | None:
        """The lane with the initiative at hand."""
        return self.board.at_hand if self.cards else self.new

    def may_close(self) -> bool:
        """What was typed is kept first; with the form in front of the board, Escape goes back to that."""
        self.form.fields.flush()
        if self.columns.one_column and not self.form.isHidden():
            self.columns.show_pane(_BOARD)
            self.board.at_hand.setFocus()
            return False
        return True

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self._reread.ask()

    def _show(self, shown: Shown) -> None:
        first = not self.cards
        self.cards, self._insights = shown.cards, shown.insights
        self._layers.setCurrentIndex(0 if self.cards else 1)
        made, self._made_key = self._made_key, ""
        self.board.show_cards(self.cards)
        if made:
            self.board.take(made)
            self._open_form()
        elif first and self.cards and not self.form.isAncestorOf(self.focusWidget() or self):
            self.board.at_hand.setFocus()

    @property
    def _at_hand(self) -> InitiativeCard | None:
        return next((card for card in self.cards if card.facts.key == self.board.key), None)

    def _choose(self, _key: str) -> None:
        card = self._at_hand
        self.form.setEnabled(card is not None)
        if card is None:
            return
        inside = {each.facts.key: other.facts.title for other in self.cards for each in other.insights}
        own = {each.facts.key for each in card.insights}
        loose = [(each, inside.get(each.facts.key, "")) for each in self._insights if each.facts.key not in own]
        self.form.show_card(card, sorted(loose, key=lambda each: bool(each[1])))

    def _open_form(self) -> None:
        self.columns.show_pane(_FORM)
        self.form.begin()

    def _ask(self, key: str) -> None:
        self.form.fields.flush()
        self.insight_asked.emit(key)

    # -- verbs

    def make(self) -> None:
        """A new initiative, with the insight at hand where that is in none."""
        inside = {each.facts.key for card in self.cards for each in card.insights}
        known = next((each for each in self._insights if each.facts.key == self._insight and self._insight not in inside), None)
        title = known.facts.title_in(self.t.tag)[:200] if known is not None else self.t("New initiative")
        keys = [known.facts.key] if known is not None else []
        self.ctx.write(
            self,
            lambda w: initiatives.make_initiative(workspace=w, title=title, insights=keys),
            self._made,
            changes=lambda made: made.changes,
            notice=m_("Made an initiative"),
        )

    def _made(self, made: MadeInitiative) -> None:
        self._made_key = made.key

    def _move(self, key: str, horizon: Horizon | None, position: int | None) -> None:
        card = self._at_hand
        if card is not None and card.facts.key == key and position is None and card.facts.horizon is horizon:
            return
        self.board.key = key
        self._write(
            lambda w: initiatives.move_initiative(workspace=w, key=key, horizon=horizon, position=position), m_("Moved an initiative")
        )

    def _remove(self, key: str) -> None:
        if key:
            self._write(lambda w: initiatives.remove_initiative(workspace=w, key=key), m_("Removed an initiative"))

    def _put(self, insight: str) -> None:
        key = self.board.key
        self._write(lambda w: initiatives.put_insights(workspace=w, key=key, insights=[insight]), m_("Put an insight into an initiative"))

    def _take(self, insight: str) -> None:
        self._write(lambda w: initiatives.take_insights(workspace=w, insights=[insight]), m_("Took an insight out of an initiative"))

    def _save(self, key: str, values: Mapping[str, object]) -> None:
        self.ctx.write(
            self.ctx,  # also when the page is left at once, everybody is to hear of it
            lambda w: initiatives.edit_initiative(workspace=w, key=key, values=values),
            lambda _changes: None,
            changes=lambda changes: changes,
            failed=lambda error: self._not_saved(values, error),
            notice=m_("Edited an initiative"),
        )

    def _not_saved(self, values: Mapping[str, object], error: CouncilError) -> None:
        """At the field where there still is one, else like any other failure."""
        sentence = self.t.say(error.why)
        told = f"{sentence[:1].upper()}{sentence[1:]}. {self.t.say(error.todo)}"
        if not shiboken6.isValid(self.form) or not self.form.fields.refuse(values, told):
            self.ctx.refused.emit(error)

    def _write(self, verb: Callable[[Workspace], Changes], notice: Message) -> None:
        self.form.fields.flush()
        self.ctx.write(self, verb, lambda _changes: None, changes=lambda changes: changes, notice=notice)


def _read(workspace: Workspace) -> Shown:
    return Shown(initiatives.initiatives(workspace=workspace), list_insights(workspace=workspace))
