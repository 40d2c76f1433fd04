"""The three columns of a person's page: who they are and what they allow, what they raised, what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Purpose, SessionKind
from council_app.i18n import Translator
from council_app.services.consent import Withdrawn
from council_app.services.people import Fate, PersonPageFacts, Sitting, Stand
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.people import words
from council_app.ui.screens.roster.people.parts import ProgressStrip, QuoteCard, column_of, heading

_FIRST = 60
_MEASURE = 640


class WhoPane(QWidget):
    """Contacts, sessions, calls, consents and rights.

    Signals:
        withdraw_asked: a consent is to be taken back (the `Sitting` it was found at, its purpose).
        look_asked: several are to be taken back, after a look at what that touches (the `Sitting`).
        ask_asked: they are to be asked at this `Sitting`.
        export_asked, erase_asked: the two other rights.
    """

    withdraw_asked = Signal(object, object)
    look_asked = Signal(object)
    ask_asked = Signal(object)
    export_asked = Signal()
    erase_asked = Signal()

    def __init__(self, theme: Theme, t: Translator, facts: PersonPageFacts, touched: Withdrawn | None) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 12, 20)
        self._column.setSpacing(0)
        self._add_contacts(facts)
        if touched is not None:
            self._add_touched(touched)
        calls = [sitting for sitting in facts.sittings if sitting.kind is SessionKind.CALL]
        sessions = [sitting for sitting in facts.sittings if sitting.kind is not SessionKind.CALL]
        self._add_sittings(t.n("{count} session", "{count} sessions", len(sessions)), sessions)
        if calls:
            self._add_sittings(t.n("{count} call", "{count} calls", len(calls)), calls)
        self._add_phone_calls(facts)
        for sitting in facts.sittings:
            self._add_consents(sitting, alone=len(facts.sittings) == 1)
        self._add_rights()
        self._column.addStretch(1)

    def _say(self, said: str, style: str = "body", ink: str = "ink", *, weight: int | None = None) -> None:
        self._column.addWidget(Text(self._theme, said, style, ink, weight=weight, wrap=True))

    def _head(self, said: str) -> None:
        self._column.addSpacing(20)
        self._column.addWidget(heading(self._theme, said))
        self._column.addSpacing(8)

    def _add_contacts(self, facts: PersonPageFacts) -> None:
        self._say(facts.name or self._t("No name"), "place")
        for line in (facts.email, facts.phone):
            if line:
                self._say(line, "body", "ink2")

    def _add_sittings(self, title: str, sittings: Sequence[Sitting]) -> None:
        self._head(title)
        for sitting in sittings:
            self._say(words.where(self._t, sitting), weight=600)
            self._say(words.how_it_went(self._t, sitting), "body", "ink2")
            for line in words.about_them(self._t, sitting):
                self._say(line, "small", "ink3")
            self._column.addSpacing(10)

    def _add_phone_calls(self, facts: PersonPageFacts) -> None:
        if facts.calls:
            self._head(self._t("Telephone calls"))
        for call in facts.calls:
            self._say(words.call(self._t, call), "body", "ink2")
            if call.said:
                self._say(" ".join(call.said.split()), "small", "ink3")
            self._column.addSpacing(6)

    def _add_touched(self, found: Withdrawn) -> None:
        t = self._t
        self._head(t("What was taken back"))
        for line in words.touched(t, found):
            self._say(line, "body", "ink2")

    def _add_consents(self, sitting: Sitting, *, alone: bool) -> None:
        t = self._t
        title = t("May be done") if alone else t("May be done, {where}", where=words.where(t, sitting))
        self._head(title)
        self._say(words.quotable(t, sitting), weight=500)
        self._column.addSpacing(6)
        for stand in sitting.stands:
            self._column.addLayout(self._consent(sitting, stand))
        if any(stand.at is None for stand in sitting.stands):
            ask = Button(self._theme, t("Ask for consent"), Role.PLAIN, height=32)
            ask.clicked.connect(lambda: self.ask_asked.emit(sitting))
            self._column.addSpacing(6)
            self._column.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
        if any(stand.allowed for stand in sitting.stands):
            look = Button(self._theme, t("Withdraw several"), Role.QUIET, height=32)
            look.setToolTip(t("Choose what is taken back and see what it touches first."))
            look.clicked.connect(lambda: self.look_asked.emit(sitting))
            self._column.addSpacing(6)
            self._column.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)

    def _consent(self, sitting: Sitting, stand: Stand) -> QHBoxLayout:
        theme, t = self._theme, self._t
        asked = stand.at is not None
        icon = Icon(theme, "check" if stand.allowed else "x", "state.ok.text" if stand.allowed else "ink3" if asked else "line2")
        said, lines = column_of((0, 4, 0, 4))
        purpose = words.purpose(t, stand.purpose)
        lines.addWidget(Text(theme, purpose, "body", weight=500, wrap=True))
        lines.addWidget(Text(theme, words.answer(t, stand), "small", "ink3", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        mark, below = column_of((0, 6, 0, 0))  # on the first line of the words
        below.addWidget(icon)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(said, 1)
        if stand.allowed:
            button = Button(theme, t("Withdraw"), Role.PLAIN, height=32)
            button.setAccessibleName(t("Withdraw: {purpose}", purpose=purpose))
            button.clicked.connect(lambda _=False, purpose=stand.purpose: self.withdraw_asked.emit(sitting, purpose))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _add_rights(self) -> None:
        theme, t = self._theme, self._t
        self._head(t("Their rights"))
        self.export = Button(theme, t("Export everything"), Role.PLAIN, height=32, icon="download")
        self.export.clicked.connect(self.export_asked)
        self.erase = Button(theme, t("Erase this person"), Role.PLAIN, height=32, icon="x")
        self.erase.clicked.connect(self.erase_asked)
        self._say(t("Everything kept about them as two files: one for machines, one to read."), "small", "ink3")
        self._column.addSpacing(6)
        self._column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(14)
        self._say(t("Out of every list, note and log, for good."), "small", "ink3")
        self._column.addSpacing(6)
        self._column.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)


class RaisedPane(QWidget):
    """Their notes, oldest first, each with whether it may be quoted."""

    def __init__(self, theme: Theme, t: Translator, facts: PersonPageFacts) -> None:
        super().__init__()
        self._theme, self._t, self._facts = theme, t, facts
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 16, 20, 20)
        outer.setSpacing(0)
        page, self._column = column_of((0, 0, 0, 0))
        page.setMaximumWidth(_MEASURE)
        outer.addWidget(page)
        outer.addStretch(1)
        notes = facts.notes
        title = t.n("What they raised, {count} note", "What they raised, {count} notes", len(notes)) if notes else t("What they raised")
        self._column.addWidget(heading(theme, title))
        if not notes:
            self._column.addSpacing(8)
            self._column.addWidget(Text(theme, t("Nothing was written down under their seat yet."), "body", "ink3", wrap=True))
        self._add(0, _FIRST)
        if len(notes) > _FIRST:
            self.more = Button(theme, t("Show all {count}", count=t.number(len(notes))), Role.LINK, height=32)
            self.more.clicked.connect(self._add_rest)
            self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_rest(self) -> None:
        self.more.hide()
        self._add(_FIRST, len(self._facts.notes))

    def _add(self, first: int, last: int) -> None:
        for note in self._facts.notes[first:last]:
            sitting = self._facts.sitting_of(note)
            self._column.addWidget(QuoteCard(self._theme, self._t, note, self._quoting(sitting)))
            self._column.addWidget(Hairline(self._theme))

    def _quoting(self, sitting: Sitting | None) -> str:
        t = self._t
        if sitting is None or not sitting.allows(Purpose.QUOTE_INTERNAL):
            return t("in public") if sitting is not None and sitting.allows(Purpose.QUOTE_PUBLIC) else t("not to be quoted")
        return t("inside and in public") if sitting.allows(Purpose.QUOTE_PUBLIC) else t("inside only")


class FatePane(QWidget):
    """The insights that rest on their words, what became of each per market, and what was written with them."""

    def __init__(self, theme: Theme, t: Translator, facts: PersonPageFacts) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 16, 12, 20)
        self._column.setSpacing(0)
        self._column.addWidget(heading(theme, t("What became of it")))
        self._column.addSpacing(10)
        if not facts.fates:
            self._say(t("No insight rests on their words yet."), "body", "ink3")
        for fate in facts.fates:
            self._add_fate(fate)
        self._column.addSpacing(12)
        self._column.addWidget(heading(theme, t("Written with their words")))
        self._column.addSpacing(8)
        if not facts.documents:
            self._say(t("No report or post made from this file quotes them."), "body", "ink3")
        for document in facts.documents:
            self._say(words.document(t, document), "body", "ink2")
            self._column.addSpacing(6)
        self._column.addStretch(1)

    def _say(self, said: str, style: str, ink: str = "ink", *, weight: int | None = None) -> None:
        self._column.addWidget(Text(self._theme, said, style, ink, weight=weight, wrap=True))

    def _add_fate(self, fate: Fate) -> None:
        t = self._t
        self._say(fate.title, "quote", weight=600)
        self._column.addSpacing(2)
        said = t.n("{count} of their notes speaks for it", "{count} of their notes speak for it", fate.notes) if fate.notes else ""
        against = t.n("{count} against it", "{count} against it", fate.against) if fate.against else ""
        self._say(", ".join(part for part in (fate.key, said, against) if part), "small", "ink3")
        self._column.addSpacing(6)
        if not fate.deliveries:
            self._say(t("Nothing was decided in any market yet."), "small", "ink2")
        for row in fate.deliveries:
            sentence = words.fate(t, row)
            self._column.addWidget(ProgressStrip(self._theme, row.status, sentence))
            self._column.addSpacing(4)
            self._say(sentence, "body", "ink2")
            self._column.addSpacing(6)
        self._column.addSpacing(14)
