"""One insight to read: the claim, the people behind it, what that says about others, their words, and what contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.enums import NoteKind
from council_app.domain.likelihood import Likelihood, Verdict
from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.services.insights import InsightDetail
from council_app.ui.core.markers import KIND_WORDS, draw_kind
from council_app.ui.core.spoken import style_of, words_of
from council_app.ui.core.strips import IntervalBar, PeopleStrip
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme

_SHOWN = 6


class KindMark(QWidget):
    """A kind's marker on its own."""

    def __init__(self, theme: Theme, t: Translator, kind: NoteKind, size: int) -> None:
        super().__init__()
        self._theme, self._kind, self._size = theme, kind, size
        self.setFixedSize(size, size + 4)
        self.setAccessibleName(t.say(KIND_WORDS[kind]))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The marker, a little below the top so that it sits on the first line."""
        draw_kind(QPainter(self), self._theme, self._kind, 0, 3, self._size)


class QuoteCard(QWidget):
    """What was said, who and where; no box, a hairline above."""

    def __init__(self, theme: Theme, t: Translator, note: NoteLine) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(KindMark(theme, t, note.kind, theme.size("marker-list")), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, words_of(t, note), style_of(note), "ink3" if note.withheld else "ink", wrap=True))
        time = t.time(note.at, zone=ZoneInfo(note.zone))
        words.addWidget(Text(theme, ", ".join(part for part in (note.seat, note.city, time) if part), "small", "ink3"))
        row.addLayout(words, 1)
        column.addLayout(row)


class DetailPane(Surface):
    """The reading column."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_insight(self, detail: InsightDetail) -> None:
        """Show one insight from its beginning."""
        page = QWidget()
        page.setProperty("scrolled", "true")
        page.setMaximumWidth(760)
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 20, 16, 28)
        column.setSpacing(0)
        self._add_head(column, detail)
        self._add_reach(column, detail.card.likelihood)
        t = self._t
        notes = t.n("Evidence, {count} note", "Evidence, {count} notes", len(detail.supporting))
        self._add_quotes(column, notes, detail.supporting)
        if detail.against:
            self._add_quotes(
                column, t.n("What contradicts it, {count} note", "What contradicts it, {count} notes", len(detail.against)), detail.against
            )
        column.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setAccessibleName(detail.card.facts.title_in(self._t.tag))

    def _add_head(self, column: QVBoxLayout, detail: InsightDetail) -> None:
        theme, t, facts, evidence = self._theme, self._t, detail.card.facts, detail.card.evidence
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Text(theme, facts.key, "small", weight=600))
        where = [facts.stage or facts.journey, t("moment of truth") if facts.stage_critical else ""]
        top.addWidget(Text(theme, ", ".join(part for part in where if part), "small", "ink3", elide=True), 1)
        if facts.promise:
            top.addWidget(Text(theme, t("breaks {promise}", promise=t.quote(facts.promise)), "small", "ink3"))
        column.addLayout(top)
        column.addSpacing(8)
        column.addWidget(Text(theme, facts.title_in(t.tag), "claim", wrap=True))
        column.addSpacing(12)
        words = t.say(detail.card.likelihood.people())
        strip = PeopleStrip(theme)
        strip.show_people(unprompted=evidence.unprompted, prompted=evidence.prompted, attendees=evidence.attendees, words=words)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(strip)
        row.addWidget(Text(theme, words, "body", weight=500, wrap=True), 1)
        column.addLayout(row)
        column.addSpacing(14)
        column.addWidget(Hairline(theme))
        column.addSpacing(14)

    def _add_reach(self, column: QVBoxLayout, reach: Likelihood) -> None:
        theme, t = self._theme, self._t
        said = [reach.reach(), reach.surprise()]
        column.addWidget(Text(theme, " ".join(f"{capital(t.say(one))}." for one in said if one is not None), "lead", wrap=True))
        if reach.verdict is Verdict.KNOWN and reach.low is not None and reach.high is not None:
            column.addSpacing(14)
            bar = IntervalBar(theme, t)
            bar.show_interval(reach.low, reach.high, t.say(reach.reach()))
            column.addWidget(bar)
        cautions = reach.cautions()
        if cautions:
            column.addSpacing(6)
            column.addWidget(Text(theme, " ".join(f"{capital(t.say(one))}." for one in cautions), "small", "ink3", wrap=True))
        column.addSpacing(18)

    def _add_quotes(self, column: QVBoxLayout, title: str, notes: Sequence[NoteLine]) -> None:
        column.addWidget(Text(self._theme, title, "micro", "ink3"))
        column.addSpacing(8)
        for note in notes[:_SHOWN]:
            column.addWidget(QuoteCard(self._theme, self._t, note))
        left = len(notes) - _SHOWN
        if left > 0:
            column.addWidget(Text(self._theme, self._t.n("and {count} more note", "and {count} more notes", left), "small", "ink3"))
        column.addSpacing(12)


def capital(sentence: str) -> str:
    """The sentence with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
