"""The bar above the list: the words looked for, a chip for each condition, and how much is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.note_filter import FACETS, Condition, Facet, Match, NoteFilter, Takes
from council_app.domain.note_list import FacetValue, NoteCounts
from council_app.services import listing
from council_app.ui.core.chips import Chip
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.text import Surface, Text, runs
from council_app.ui.screens.tagging.filters.popup import FacetPopup
from council_app.ui.screens.tagging.filters.saved import SavedChip
from council_app.ui.screens.tagging.filters.words import chip_label

_TYPED_AFTER = 60
"""Milliseconds after a letter until it is looked for."""


class FilterBar(Surface):
    """What is looked for.

    Attributes:
        filter: that, as a filter.

    Signals:
        changed: something else is looked for (carries the filter).
        left: Enter or Esc in the box: the keyboard goes to the list.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "b")
        self._ctx, self._theme, self._t = ctx, ctx.theme, ctx.t
        self.filter = NoteFilter()
        self._chips: dict[tuple[Facet, Match], Chip] = {}
        self._values: dict[Facet, tuple[FacetValue, ...]] = {}
        self._counting: Control | None = None
        t = self._t
        self.box = line_edit(self._theme, placeholder=t("Search in the words"))
        self.box.setAccessibleName(t("Search in the words"))
        self.box.setFixedWidth(220)
        self.add = Chip(self._theme, t("Add a filter"), chooser=True)
        self.add.clicked.connect(self.open_facets)
        self.saved = SavedChip(ctx)
        self.saved.applied.connect(self._take)
        self.found = Text(self._theme, "", "body", "ink2")
        self.found.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPED_AFTER)
        self._typing.timeout.connect(self._look_for_words)
        self.box.textChanged.connect(lambda _text: self._typing.start())
        self.box.returnPressed.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.box)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = FlowLayout(holder)
        self._flow.addWidget(self.box)
        self._flow.addWidget(self.add)
        self._flow.addWidget(self.saved)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(holder, 1)
        row.addWidget(self.found, 0, Qt.AlignmentFlag.AlignTop)
        self.found.setContentsMargins(0, 6, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 9, 20, 10)
        column.addLayout(row)

    # -- what is looked for

    def show_filter(self, wanted: NoteFilter) -> None:
        """Look for this: chips and box say so; nothing is asked for by it."""
        self.filter = wanted
        self.saved.show_filter(wanted)
        self._typing.stop()
        if self.box.text().strip() != wanted.text:
            self.box.blockSignals(True)
            self.box.setText(wanted.text)
            self.box.blockSignals(False)
        self._show_chips()

    def clear(self) -> None:
        """Look for nothing."""
        self._take(NoteFilter())

    def _take(self, wanted: NoteFilter) -> None:
        if wanted != self.filter:
            self.show_filter(wanted)
            self.changed.emit(wanted)

    def _look_for_words(self) -> None:
        words = self.box.text().strip()
        rest = self.filter.without(Facet.TEXT)
        self._take(rest.narrowed(Condition(Facet.TEXT, (words,))) if words else rest)

    def put(self, facet: Facet, condition: Condition | None) -> None:
        """Look for this in place of whatever was looked for of its facet."""
        rest = self.filter.without(facet)
        self._take(rest if condition is None else rest.narrowed(condition))

    # -- chips

    def _show_chips(self) -> None:
        wanted = {(each.facet, each.match): each for each in self.filter.conditions if each.facet is not Facet.TEXT}
        for place in [place for place in self._chips if place not in wanted]:
            chip = self._chips.pop(place)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, condition in wanted.items():
            if place not in self._chips:
                self._chips[place] = self._make_chip(condition.facet)
            self._chips[place].say(chip_label(self._t, condition, self._values.get(condition.facet, ())), on=True)
            if condition.facet not in self._values and FACETS[condition.facet].takes is Takes.WORDS:
                self._ask_values(condition.facet, lambda _values: self._show_chips())
        for last in (self.add, self.saved):
            self._flow.removeWidget(last)
            self._flow.addWidget(last)
        self.updateGeometry()

    def _make_chip(self, facet: Facet) -> Chip:
        chip = Chip(self._theme, self._t.say(FACETS[facet].name), chooser=True)
        chip.clicked.connect(lambda: self.open_facet(facet))
        chip.cleared.connect(lambda: self.put(facet, None))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def open_facets(self) -> None:
        """The list of what can be filtered by."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in FACETS.values():
            if row.facet is not Facet.TEXT:
                action = QAction(self._t.say(row.name).replace("&", "&&"), menu)
                action.triggered.connect(partial(self._chosen, row.facet))
                menu.addAction(action)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))

    def _chosen(self, facet: Facet, _checked: bool = False) -> None:
        if FACETS[facet].takes is Takes.NOTHING:
            self.put(facet, Condition(facet))
        else:
            self.open_facet(facet)

    def open_facet(self, facet: Facet) -> None:
        """What a facet can be told, under its chip; of one that takes nothing, turn it round."""
        condition = next((each for each in self.filter.conditions if each.facet is facet), None)
        row = FACETS[facet]
        if row.takes is Takes.NOTHING:
            turned = Match.NONE if condition is None or condition.match is Match.ANY else Match.ANY
            self.put(facet, Condition(facet, match=turned))
            return
        popup = FacetPopup(self._theme, self._t, facet, condition)
        popup.setParent(self, popup.windowFlags())
        popup.asked.connect(partial(self.put, facet))
        if row.takes is Takes.WORDS:
            popup.show_values(self._values.get(facet, ()))
            self._ask_values(facet, popup.show_values)
            self._ask_counts(facet, popup.show_counts)
        chip = next((chip for place, chip in self._chips.items() if place[0] is facet), self.add)
        popup.open_under(chip)

    # -- reading

    def _ask_values(self, facet: Facet, show: Callable[[Sequence[FacetValue]], None]) -> None:
        def keep(values: tuple[FacetValue, ...]) -> None:
            self._values[facet] = values
            show(values)

        self._ctx.read(self, lambda workspace: listing.facet_values(workspace=workspace, facet=facet), keep)

    def _ask_counts(self, facet: Facet, show: Callable[[Mapping[str, int]], None]) -> None:
        workspace, wanted = self._ctx.workspace, self.filter
        if workspace is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._ctx.jobs.submit(
            lambda control: listing.facet_counts(workspace=workspace, filter=wanted, facet=facet, cancelled=control.cancelled),
            owner=self,
            done=show,
            failed=self._ctx.refused.emit,
            cancelled=lambda: None,
            turn=Turn.READ,
        )

    def forget_values(self) -> None:
        """What there is to filter by may be other words now."""
        self._values.clear()
        self._show_chips()

    def show_counts(self, counts: NoteCounts) -> None:
        """How much is found."""
        t = self._t
        told = t(
            "**{notes}** of {all} notes, {people} people",
            notes=t.number(counts.notes),
            all=t.number(counts.of_all),
            people=t.number(counts.attendees),
        )
        self.found.show_runs(runs(told))
