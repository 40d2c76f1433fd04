"""The right side: which letters are wanted, how many are ready, who gets none and why, and the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.letters import WITHOUT, Letters
from council_app.i18n import LANGUAGES, Translator
from council_app.services.letters import MarketChoice
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.letters.wanted import Wanted

_GAP = 12


class SidePane(Surface):
    """Says what somebody chooses, and shows how the letters stand.

    Signals:
        wanted: other letters are wanted (the `Wanted`).
        exporting: the letters are to be written into a folder.
    """

    wanted = Signal(object)
    exporting = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self.t = theme, t
        self._wanted: Wanted | None = None
        self._groups: list[QButtonGroup] = []
        self.markets: dict[str, Segment] = {}
        self.everything, self.shipped = Segment(theme, t("Everything")), Segment(theme, t("What just shipped"))
        names = {value: t.say(word) for value, word in LANGUAGE.values}
        self.languages = {tag: Segment(theme, names[tag], height=28) for tag in LANGUAGES}
        self.day, self.since, self.contact = (line_edit(theme) for _ in range(3))
        example = t("Year-month-day, as 2026-05-31.")
        self.day_field = Field(theme, t("As of"), self.day, example)
        self.since_field = Field(theme, t("Shipped since"), self.since, example)
        contact_help = t("Where they write to take their permission back.")
        self.contact_field = Field(theme, t("Address for answers"), self.contact, contact_help)
        self.again = Segment(theme, t("Also who was told before"), height=28)
        self.export = Button(theme, t("Write letters"), Role.PRIMARY, key="Ctrl+Return")
        self.ready, self.held = Text(theme, "", "body", weight=600), Text(theme, "", "body", "state.bad.text", weight=600)
        self.work = LongWork(theme, t)
        self._standing, self._market_row = QVBoxLayout(), QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t, page = self.t, QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        self._flow = FlowLayout(self._market_row, gap=4, line_gap=4)
        self._market_row.setAccessibleName(t("Market"))
        column.addWidget(self._market_row)
        column.addSpacing(_GAP)
        self._add(t("What they are about"), (self.everything, self.shipped))
        for field in (self.since_field, self.again, self.day_field, self.contact_field):
            column.addSpacing(4)
            column.addWidget(field)
        column.addSpacing(_GAP)
        self._add(t("Language where theirs is not known"), tuple(self.languages.values()))
        column.addSpacing(_GAP)
        self._standing.setSpacing(4)
        column.addLayout(self._standing)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        foot.setSpacing(6)
        counts = QHBoxLayout()
        counts.setSpacing(12)
        counts.addWidget(self.ready)
        counts.addWidget(self.held)
        counts.addStretch(1)
        foot.addLayout(counts)
        foot.addWidget(self.export)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(scroll_of(page), 1)
        inside.addWidget(self.work)
        inside.addWidget(Hairline(self._theme))
        inside.addLayout(foot)

    def _add(self, title: str, segments: Sequence[Segment]) -> None:
        """A heading and a few that exclude each other."""
        group, row = QButtonGroup(self), QWidget()
        row.setAccessibleName(title)
        flow = FlowLayout(row, gap=4, line_gap=4)
        for segment in segments:
            group.addButton(segment)
            flow.addWidget(segment)
        self._groups.append(group)
        self._column.addWidget(Text(self._theme, title, "body", weight=600, wrap=True))
        self._column.addWidget(row)

    def _connect(self) -> None:
        self.everything.clicked.connect(lambda: self._choose(since=None))
        self.shipped.clicked.connect(lambda: self._choose(since=self._some_day()))
        self.again.clicked.connect(lambda: self._choose(again=self.again.isChecked()))
        for tag, segment in self.languages.items():
            segment.clicked.connect(lambda _=False, tag=tag: self._choose(locale=tag))
        self.day.editingFinished.connect(lambda: self._take_day(self.day_field, "as_of"))
        self.since.editingFinished.connect(lambda: self._take_day(self.since_field, "since"))
        self.contact.editingFinished.connect(lambda: self._choose(contact=self.contact.text().strip()))
        self.export.clicked.connect(self.exporting)

    # -- choosing

    def _choose(self, **changed: object) -> None:
        now = self._wanted
        if now is not None:
            wanted = replace(now, **changed)  # type: ignore[arg-type]  # fields of `Wanted`, by name
            if wanted != now:
                self.wanted.emit(wanted)

    def _some_day(self) -> date | None:
        """The first day of the month of `as_of`, until another one is typed."""
        return self._wanted.as_of.replace(day=1) if self._wanted is not None else None

    def _take_day(self, field: Field, name: str) -> None:
        edit = self.day if field is self.day_field else self.since
        try:
            day = date.fromisoformat(edit.text().strip())
        except ValueError:
            field.wrong(self.t("This is no date: write 2026-05-31."))
            return
        field.wrong("")
        self._choose(**{name: day})

    # -- showing

    def show_markets(self, markets: Sequence[MarketChoice]) -> None:
        """One segment per market."""
        if list(self.markets) == [each.key for each in markets]:
            return
        empty(self._flow)
        group = QButtonGroup(self)
        self.markets = {}
        for each in markets:
            segment = self.markets[each.key] = Segment(self._theme, self.t.territory(each.country))
            segment.clicked.connect(lambda _=False, key=each.key: self._take_market(key))
            group.addButton(segment)
            self._flow.addWidget(segment)

    def _take_market(self, key: str) -> None:
        if self._wanted is not None and key != self._wanted.market:
            self.wanted.emit(self._wanted.of(key))

    def show_wanted(self, wanted: Wanted, language: str) -> None:
        """What is chosen; `language` is that of those whose own nobody knows."""
        self._wanted = wanted
        if wanted.market in self.markets:
            self.markets[wanted.market].setChecked(True)
        (self.everything if wanted.since is None else self.shipped).setChecked(True)
        if language in self.languages:
            self.languages[language].setChecked(True)
        self.since_field.setVisible(wanted.since is not None)
        self.again.setVisible(wanted.since is not None)
        self.again.setChecked(wanted.again)
        for edit, text in ((self.day, wanted.as_of.isoformat()), (self.since, wanted.since.isoformat() if wanted.since else "")):
            if not edit.hasFocus():
                edit.setText(text)

    def show_letters(self, letters: Letters) -> None:
        """How many are ready and held, who asked for what shipped, and how many get none, by reason."""
        t, ready, held = self.t, len(letters.ready), len(letters.held)
        empty(self._standing)
        self.ready.say(t.n("{count} letter ready", "{count} letters ready", ready))
        self.held.say(t.n("{count} held", "{count} held", held))
        self.held.setVisible(bool(held))
        unaddressed = sum(not letter.to.email for letter in letters.ready)
        if unaddressed:
            self._say(t.n("{count} only on paper: no e-mail address", "{count} only on paper: no e-mail address", unaddressed), "ink2")
        self._show_asked(letters)
        if letters.mailing.without:
            self._standing.addSpacing(8)
            self._say(t("Who gets none"), weight=600)
        for why, count in letters.mailing.without.items():
            self._say(f"{t.number(count)}: {t.say(WITHOUT[why])}", "ink2")
        self.export.refuse("" if ready else t("No letter is ready."))

    def _show_asked(self, letters: Letters) -> None:
        for asked in letters.asked(self.t.tag):
            self._standing.addSpacing(8)
            self._say(asked.title, weight=500)
            names = [to.name or self.t("No name") for to in asked.people]
            self._say(self.t("Raised by {people}", people=self.t.items(names)), "ink2")

    def _say(self, text: str, ink: str = "ink", *, weight: int = 400) -> None:
        self._standing.addWidget(Text(self._theme, text, "body", ink, weight=weight, wrap=True))

    @property
    def standing(self) -> tuple[str, ...]:
        """What is said there, line by line."""
        found = (self._standing.itemAt(number) for number in range(self._standing.count()))
        return tuple(label.text() for item in found if item is not None and isinstance(label := item.widget(), Text))
