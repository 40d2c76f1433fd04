"""The questions a guest answers alone, one to a page: how far they are, their language, and the ways on, back and around."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScroller, QStackedWidget, QVBoxLayout, QWidget

from council_app.domain.questionnaires import Answer
from council_app.i18n import translator
from council_app.services.answering import AnswerSheet
from council_app.ui.core.handover.guest import GuestButton, Loud
from council_app.ui.core.handover.languages import LanguageSwitch
from council_app.ui.core.handover.measure import scrolled
from council_app.ui.core.questionnaire.steps import Step, step_for
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_MEASURE, _LANGUAGES, _ROOMY_FROM, _NARROW_UNDER = 760, 340, 900, 560


class _Bar(QWidget):
    """How far, as a line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._share = theme, 0.0
        self.setFixedHeight(4)
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """From 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What is done in ink on a line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("line"))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), self._theme.colour("ink"))


class AnswerForm(QWidget):
    """One page per question; what was answered stays while one goes back and forth.

    Signals:
        finished: the guest is done (carries the answers by id of the question, None where there is none).
        changed: an answer, or the language, is another one.
    """

    finished = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme, sheet: AnswerSheet, language: str = "") -> None:
        super().__init__()
        self._theme, self._sheet = theme, sheet
        self._language = next(each for each in (sheet.begun_in, language, *sheet.languages) if each in sheet.languages)
        self.t = translator(self._language)
        self.languages = LanguageSwitch(theme, sheet.languages, sheet.of_market)
        self.how_far = Text(theme, "", "guest-body", "ink2")
        self.bar = _Bar(theme)
        self.said = Text(theme, "", "guest-body", "ink2", wrap=True)
        self.back = GuestButton(theme, Loud.OTHER, height=theme.size("guest-control"), icon="arrow-left")
        self.skip = GuestButton(theme, Loud.OTHER, height=theme.size("guest-control"))
        self.next = GuestButton(theme, Loud.MAIN, height=theme.size("guest-control"))
        self.steps = tuple(step_for(theme, question) for question in sheet.questions)
        self._areas: tuple[QScrollArea, ...] = ()
        self._columns: list[QVBoxLayout] = []
        self.pages = QStackedWidget()
        self._build()
        self.languages.chosen.connect(lambda place: self._speak(sheet.languages[place]))
        self.languages.choose(sheet.languages.index(self._language))
        self._restore()

    @property
    def step(self) -> Step:
        """The question on show."""
        return self.steps[self.pages.currentIndex()]

    @property
    def touched(self) -> bool:
        """Whether anything was answered."""
        return any(step.value is not None for step in self.steps)

    @property
    def answers(self) -> dict[str, Answer | None]:
        """By id of the question; None where there is none."""
        return {step.question.id: step.value for step in self.steps}

    @property
    def language(self) -> str:
        """The language the guest answers in."""
        return self._language

    def _restore(self) -> None:
        """What was answered before the lights went out, and the first question that is not."""
        for step in self.steps:
            if step.question.id in self._sheet.begun:
                step.restore(self._sheet.begun[step.question.id])
        last = len(self.steps) - 1
        self._show(next((place for place, step in enumerate(self.steps) if step.missing), last) if self._sheet.begun else 0)

    # -- the page

    def _build(self) -> None:
        for step in self.steps:
            self.pages.addWidget(self._page(step))
        self._top = QHBoxLayout()
        self._top.setSpacing(20)
        self._top.addWidget(self.how_far, 1)
        self.languages.setMaximumWidth(_LANGUAGES)
        self._top.addWidget(self.languages)
        sheet = Surface(self._theme, "sheet")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._top)
        inside.addWidget(self.bar)
        inside.addWidget(self.pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(sheet, 1)
        whole.addWidget(self._ways_on())
        self.back.clicked.connect(self.go_back)
        self.skip.clicked.connect(self._skip)
        self.next.clicked.connect(self.go_on)

    def _page(self, step: Step) -> QWidget:
        step.answered.connect(self._judge)
        step.answered.connect(self.changed)
        step.stepped_on.connect(self._to_next)
        inside = QWidget()
        inside.setMaximumWidth(_MEASURE)
        column = QVBoxLayout(inside)
        column.addWidget(step)
        column.addStretch(1)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        area = scrolled(held, 16_777_215)
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        step.showing.connect(lambda widget: area.ensureWidgetVisible(widget, 0, 12))
        self._areas = (*self._areas, area)
        self._columns.append(column)
        return area

    def _ways_on(self) -> QWidget:
        """What is missing, and the buttons that always show."""
        ground = Surface(self._theme, "canvas", "t")
        self._foot = QVBoxLayout(ground)
        self._foot.setSpacing(10)
        self._foot.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.skip)
        row.addStretch(1)
        row.addWidget(self.next)
        self._foot.addLayout(row)
        return ground

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More air where there is room."""
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY_FROM and self.height() >= _NARROW_UNDER
        side, edge = (64, 28) if roomy else (20, 12)
        self._top.setContentsMargins(side, edge, side, edge)
        for column in self._columns:
            column.setContentsMargins(20, 40 if roomy else 16, 20, 20)
        self._foot.setContentsMargins(side, 16 if roomy else 8, side, 20 if roomy else 10)
        self.next.enlarge(large=roomy)

    # -- what it says

    def _speak(self, language: str) -> None:
        """In another language; every answer stays, and so does where one is."""
        self._language, self.t = language, translator(language)
        for step in self.steps:
            words = self._sheet.words[step.question.asks.kind].spoken(language)
            step.speak(self.t, step.question.spoken(words))
        self.languages.name_more(self.t("More languages"))
        self.back.say(self.t("Back"))
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say what is missing; go on when nothing is, or around it."""
        t, step, place, count = self.t, self.step, self.pages.currentIndex() + 1, len(self.steps)
        self.how_far.say(t("Question {place} of {count}", place=place, count=count) if count > 1 else "")
        missing, begun = step.missing, step.value is not None
        self.next.say(t("Done, give the laptop back") if place == count else t("Next"))
        scale = step.question.asks.scale
        several = scale is not None and scale.items > 1
        unanswered = t.n("One statement is not answered.", "{count} statements are not answered.", missing) if several else ""
        self.next.refuse("" if not missing else unanswered or t("Answer, or skip this question."))
        self.skip.say(t("Leave the rest out") if begun and missing else t("Skip"))
        self.skip.setVisible(missing > 0)
        self.said.use_ink("ink2")
        self.said.say(unanswered if begun and missing else "")
        self.said.setVisible(bool(self.said.text()))

    def fail(self, sentence: str) -> None:
        """Nothing was kept: say why; every answer is still here."""
        self.wait(waiting=False)
        self.said.use_ink("state.bad.text")
        self.said.say(sentence)
        self.said.setVisible(True)

    def wait(self, *, waiting: bool) -> None:
        """While answers are being kept, nothing can be pressed twice."""
        for button in (self.back, self.skip, self.next):
            button.setEnabled(not waiting)
        if not waiting:
            self._judge()

    # -- what the guest does

    def start_again(self) -> None:
        """No answer, the first question; the language stays."""
        for step in self.steps:
            step.clear()
        self.wait(waiting=False)
        self._show(0)

    def go_on(self) -> None:
        """To the next question, or to the end."""
        if not self.next.isEnabled():
            return
        self._leave()

    def go_back(self) -> None:
        """To the question before."""
        if self.pages.currentIndex() > 0:
            self._show(self.pages.currentIndex() - 1)

    def _skip(self) -> None:
        """On without the rest; what was answered of it stays as it is."""
        self._leave()

    def _leave(self) -> None:
        place = self.pages.currentIndex() + 1
        if place < len(self.steps):
            self._show(place)
        else:
            self.finished.emit(self.answers)

    def _show(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self._areas[place].verticalScrollBar().setValue(0)
        self.bar.show_share((place + 1) / len(self.steps))
        self.back.setVisible(place > 0)
        self._judge()
        self.step.first.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_next(self) -> None:
        (self.next if self.next.isEnabled() else self.skip).setFocus(Qt.FocusReason.TabFocusReason)
