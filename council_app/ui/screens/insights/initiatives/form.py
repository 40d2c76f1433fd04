"""One initiative: when, its numbers, its insights, its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.enums import Horizon
from council_app.domain.initiatives import drag_sentence, effort_sentence, money_sentence, people_sentence, rate_sentence
from council_app.domain.roadmap import HORIZONS
from council_app.i18n import Translator
from council_app.services.initiatives import InitiativeCard
from council_app.services.insights import InsightCard
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.emptying import empty
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.strips import PeopleStrip
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.initiatives.fields import Fields

_MOST_LETTERS = 70


class InitiativeForm(Surface):
    """The panel beside the board.

    Signals:
        placed: another horizon (or None).
        putting: an insight is to be part of it (its key).
        taking: an insight is to leave it (its key).
        asked: an insight is to be read (its key).
        removing: it is to be removed.
    """

    placed = Signal(object)
    putting = Signal(str)
    taking = Signal(str)
    asked = Signal(str)
    removing = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self._card: InitiativeCard | None = None
        self._others: tuple[tuple[InsightCard, str], ...] = ()
        self.fields = Fields(theme, t)
        self.add = Button(theme, t("Add insight"), Role.PLAIN, height=28, icon="plus")
        self.add.clicked.connect(self.open_menu)
        self.remove = Button(theme, t("Remove initiative"), Role.QUIET, height=28, icon="trash-2")
        self.remove.clicked.connect(self.removing)
        self._numbers, self._open, self._insights = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        inside = QWidget()
        inside.setMaximumWidth(640)
        self._lay_out(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = scroll_of(inside)
        column.addWidget(self._scroll)

    def _lay_out(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(self._make_horizons())
        column.addLayout(self._numbers)
        column.addLayout(self._open)
        column.addWidget(Hairline(self._theme))
        column.addLayout(self._insights)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(Hairline(self._theme))
        column.addWidget(self.fields)
        last = QHBoxLayout()
        last.addWidget(self.remove)
        last.addStretch(1)
        column.addLayout(last)
        column.addStretch(1)
        for layout in (self._numbers, self._open, self._insights):
            layout.setSpacing(4)

    def _make_horizons(self) -> QWidget:
        row_of = QWidget()
        row_of.setAccessibleName(self._t("When"))
        row = QHBoxLayout(row_of)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        names: list[tuple[Horizon | None, str]] = [(each, self._t.say(words)) for each, words in HORIZONS.items()]
        self.horizons: dict[Horizon | None, Segment] = {}
        for horizon, name in [*names, (None, self._t("Not placed"))]:
            segment = Segment(self._theme, name, height=28)
            segment.clicked.connect(lambda _=False, chosen=horizon: self.placed.emit(chosen))
            self._group.addButton(segment)
            self.horizons[horizon] = segment
            row.addWidget(segment)
        row.addStretch(1)
        return row_of

    def show_card(self, card: InitiativeCard, others: Sequence[tuple[InsightCard, str]]) -> None:
        """Show an initiative; `others` are the insights not in it, each with the title of the one it is in."""
        self._card, self._others = card, tuple(others)
        self.horizons[card.facts.horizon].setChecked(True)
        self._show_numbers(card)
        self._show_insights(card)
        self.fields.show_facts(card.facts)
        self.add.refuse("" if others else self._t("Every insight is in it already."))

    def begin(self) -> None:
        """Put the keyboard into the title, and that into sight."""
        self.fields.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields.title.selectAll()
        self._scroll.ensureWidgetVisible(self.fields.title, 0, 60)

    def _show_numbers(self, card: InitiativeCard) -> None:
        theme, t, case = self._theme, self._t, card.case
        empty(self._numbers)
        empty(self._open)
        people = t.say(people_sentence(case.evidence))
        if case.evidence.people:
            strip, evidence = PeopleStrip(theme), case.evidence
            strip.show_people(unprompted=evidence.unprompted, prompted=evidence.prompted, attendees=evidence.attendees, words=people)
            self._numbers.addWidget(strip, 0, Qt.AlignmentFlag.AlignLeft)
            self._numbers.addWidget(Text(theme, people, "body", weight=600, wrap=True))
        drag = drag_sentence(case)
        said = [*map(money_sentence, case.amounts), *map(rate_sentence, case.rates), *([drag] if drag is not None else [])]
        if case.effort_days is not None:
            said.insert(len(case.amounts), effort_sentence(case.effort_days))
        for each in said:
            self._numbers.addWidget(Text(theme, t.say(each), "body", wrap=True))
        if case.insights:
            passing = t.n(
                "{ready} of {count} insight passes", "{ready} of {count} insights pass", case.insights, ready=t.number(case.ready)
            )
            self._numbers.addWidget(Text(theme, f"{t('Gate')}: {passing}", "body", wrap=True))
        for each in case.cautions():
            self._numbers.addWidget(Text(theme, f"{t.say(each)}.", "small", "ink3", wrap=True))
        for each in card.undecided:
            self._open.addWidget(Text(theme, f"{t.say(each)}.", "small", "state.warn.text", wrap=True))

    def _show_insights(self, card: InitiativeCard) -> None:
        t = self._t
        empty(self._insights)
        head = t.n("{count} insight", "{count} insights", len(card.insights))
        self._insights.addWidget(Text(self._theme, head, "body", weight=600))
        for each in card.insights:
            self._insights.addWidget(self._row(each))

    def _row(self, card: InsightCard) -> QWidget:
        title, t = card.facts.title_in(self._t.tag), self._t
        row_of = QWidget()
        row = QHBoxLayout(row_of)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        people = t.n("{count} person", "{count} people", card.evidence.people)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self._theme, title, "body", wrap=True))
        words.addWidget(
            Text(self._theme, f"{people}, {t('passes') if card.gate.ready else t('does not pass')}", "small", "ink3", wrap=True)
        )
        read = Button(self._theme, t("Read"), Role.QUIET, height=28)
        read.setAccessibleName(t("Read “{title}”", title=title))
        read.clicked.connect(lambda: self.asked.emit(card.facts.key))
        out = Button(self._theme, "", Role.QUIET, height=28, icon="x")
        out.setAccessibleName(t("Take “{title}” out", title=title))
        out.setToolTip(out.accessibleName())
        out.clicked.connect(lambda: self.taking.emit(card.facts.key))
        row.addLayout(words, 1)
        row.addWidget(read)
        row.addWidget(out)
        return row_of

    def open_menu(self) -> QMenu:
        """Offer the insights that are not in it."""
        menu = QMenu(self.add)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for card, inside in self._others:
            title = card.facts.title_in(self._t.tag)
            label = title if len(title) <= _MOST_LETTERS else title[: _MOST_LETTERS - 1] + "…"
            label = self._t("{title} (now in {initiative})", title=label, initiative=inside) if inside else label
            action = QAction(label.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, key=card.facts.key: self.putting.emit(key))
            menu.addAction(action)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 2)))
        return menu
