"""The facilitator's side of one insight: what to say, the hands, the decision with its reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.enums import Decision
from council_app.domain.initiatives import effort_sentence, money_sentence
from council_app.domain.records import InsightFacts
from council_app.domain.slides import Slide
from council_app.domain.workshops import DECISIONS, Ballot, Ruling
from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.field import Field, text_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.keys import key_text
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.strips import PeopleStrip
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.workshop.counting import HandsRow

KEYS: dict[Decision, Qt.Key] = {
    Decision.DO: Qt.Key.Key_D,
    Decision.LATER: Qt.Key.Key_L,
    Decision.LEARN_MORE: Qt.Key.Key_M,
    Decision.DECLINE: Qt.Key.Key_X,
}
"""With Alt, wherever the keyboard is; alone, where nothing is being typed."""


class Desk(Surface):
    """One insight in hand.

    Signals:
        counted: hands for a ballot (which, five numbers).
        decided: a decision and its reason; None takes it back.
    """

    counted = Signal(object, object)
    decided = Signal(object, str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self._ruling: Ruling | None = None
        self.title = Text(theme, "", "claim", wrap=True)
        self._strip, self._people = PeopleStrip(theme), Text(theme, "", "body", weight=500, wrap=True)
        self._honest = Text(theme, "", "body", "ink2", wrap=True)
        self._worth = Text(theme, "", "body", weight=600, wrap=True)
        self._own = Text(theme, "", "small", "ink3", wrap=True)
        self.hands = {Ballot.IMPACT: HandsRow(theme, t, t("Impact")), Ballot.EFFORT: HandsRow(theme, t, t("Effort"))}
        self.reason = text_edit(theme, 2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.decisions = {each: Segment(theme, t.say(words), height=32) for each, words in DECISIONS.items()}
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        for ballot, row in self.hands.items():
            row.counted.connect(lambda counts, on=ballot: self.counted.emit(on, counts))
        self.hands[Ballot.IMPACT].done.connect(lambda: self.hands[Ballot.EFFORT].edits[0].setFocus())
        self.hands[Ballot.EFFORT].done.connect(lambda: self.decisions[Decision.DO].setFocus())
        for decision, segment in self.decisions.items():
            segment.setToolTip(f"{segment.text()} ({key_text('Alt+' + chr(KEYS[decision].value))})")
            segment.clicked.connect(lambda _=False, chosen=decision: self.decide(chosen))
        self.reason.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """Whatever has the keyboard is in sight, also in a low window."""
        if focus is not None and self._scroll.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus, 0, 60)

    def begin(self) -> None:
        """Put the keyboard where hands are counted, or where the decision is read once the workshop is closed."""
        first = self.hands[Ballot.IMPACT].edits[0]
        (first if first.isEnabled() else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        t, inside = self._t, QWidget()
        inside.setMaximumWidth(760)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 20, 20)
        column.setSpacing(10)
        for widget in (self.title, self._strip, self._people, self._honest, self._worth, self._own, Hairline(self._theme)):
            column.addWidget(widget)
        for row in self.hands.values():
            column.addWidget(row)
        column.addWidget(Hairline(self._theme))
        column.addWidget(Text(self._theme, t("Decision"), "body", weight=500))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=6)
        for segment in self.decisions.values():
            flow.addWidget(segment)
        column.addWidget(buttons)
        column.addWidget(Field(self._theme, t("Reason"), self.reason, t("Stands in the record, never on the projector."), width=560))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = scroll_of(inside)
        whole.addWidget(self._scroll)

    def show_insight(self, slide: Slide, facts: InsightFacts, ruling: Ruling, *, closed: bool) -> None:
        """Show one insight; what is being typed for it stays."""
        t, another = self._t, self._ruling is None or self._ruling.insight_key != ruling.insight_key
        self.title.say(slide.title)
        people = t.say(slide.people)
        self._strip.show_people(unprompted=slide.unprompted, prompted=slide.prompted, attendees=slide.attendees, words=people)
        self._people.say(f"{people[:1].upper()}{people[1:]}")
        said = [t.say(each) for each in slide.honest]
        self._honest.say(" ".join(f"{each[:1].upper()}{each[1:]}." for each in said))
        amount = t.say(money_sentence(slide.amount)) if slide.amount is not None else t("No amount yet")
        effort = t.say(effort_sentence(slide.effort_days)) if slide.effort_days else t("No effort yet")
        self._worth.say(f"{amount} · {effort}")
        own = [facts.problem, facts.solution, t("Owner: {name}", name=facts.owner) if facts.owner else t("No owner yet")]
        self._own.say("  ·  ".join(part for part in own if part))
        for ballot, row in self.hands.items():
            if another:
                row.clear()
            row.show_votes(ruling.votes(ballot))
            row.setEnabled(not closed)
        typed = not another and self._ruling is not None and self.reason.toPlainText() != self._ruling.reason
        self._ruling = ruling
        if not typed:
            self.reason.setPlainText(ruling.reason)
        self.reason.setReadOnly(closed)
        for decision, segment in self.decisions.items():
            segment.setChecked(ruling.decision is decision)
            segment.setEnabled(not closed)

    def flush(self) -> None:
        """Keep what was counted and typed, before another insight comes."""
        for row in self.hands.values():
            row.flush()
        self._keep_reason()

    def decide(self, decision: Decision) -> None:
        """Decide; the same once more takes the decision back."""
        ruling = self._ruling
        if ruling is None or not self.decisions[decision].isEnabled():
            return
        again = ruling.decision is decision
        for each, segment in self.decisions.items():
            segment.setChecked(each is decision and not again)
        self.decided.emit(None if again else decision, self.reason.toPlainText())

    def _keep_reason(self) -> None:
        ruling, reason = self._ruling, self.reason.toPlainText().strip()
        if ruling is not None and ruling.decision is not None and reason != ruling.reason and not self.reason.isReadOnly():
            self.decided.emit(ruling.decision, reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A reason that is left is kept."""
        if event.type() is QEvent.Type.FocusOut:
            self._keep_reason()
        return super().eventFilter(watched, event)

    def key_decides(self, event: QKeyEvent, focus: QWidget | None) -> bool:
        """Whether a key was a decision's: with Alt anywhere, alone where nothing is typed."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typing = isinstance(focus, QLineEdit | QPlainTextEdit)
        if held == Qt.KeyboardModifier.AltModifier or (held == Qt.KeyboardModifier.NoModifier and not typing):
            for decision, key in KEYS.items():
                if event.key() == key:
                    self.decide(decision)
                    return True
        return False
