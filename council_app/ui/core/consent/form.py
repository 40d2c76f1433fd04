"""The questions a guest answers alone: six pairs, a language, a signature, and what is still missing said beside the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import ConsentMethod, Purpose
from council_app.domain.signature import to_json
from council_app.i18n import translator
from council_app.services.asking import ConsentSheet, SheetText
from council_app.services.consent import Answers
from council_app.ui.core.consent.answers import Questions
from council_app.ui.core.consent.sign_here import SignHere
from council_app.ui.core.consent.words import what_is_missing
from council_app.ui.core.feedback import Icon
from council_app.ui.core.handover.guest import GuestButton, Loud
from council_app.ui.core.handover.languages import LanguageSwitch
from council_app.ui.core.handover.measure import scrolled
from council_app.ui.core.handover.words import greeted, language_name
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_WIDE_FROM, _HIGH_FROM, _ROOMY_FROM = 1000, 600, 1180
_PAIRS_BELOW_UNDER, _LOW_UNDER, _LARGE_FROM = 560, 520, 760
_MEASURE, _UNBOUND = 716, 16_777_215


class ConsentForm(QWidget):
    """Everything on one page where there is room, else one column that scrolls above buttons that always show.

    Signals:
        finished: the guest is done (carries the `Answers`).
        paper_wished: the guest would rather have paper.
    """

    finished = Signal(object)
    paper_wished = Signal()

    def __init__(self, theme: Theme, sheet: ConsentSheet) -> None:
        super().__init__()
        self._theme, self._sheet = theme, sheet
        self._text: SheetText = sheet.newest[0]
        self.t = translator(self._text.locale)
        self.languages = LanguageSwitch(
            theme, [each.wording.language for each in sheet.newest], sum(each.of_market for each in sheet.newest)
        )
        self.questions = Questions(theme, [each.purpose for each in self._text.wording.purposes])
        self.sign = SignHere(theme)
        self.done = GuestButton(theme, Loud.MAIN, height=theme.size("guest-action"), large=True)
        self.refuse = GuestButton(theme, Loud.EQUAL, height=theme.size("guest-action"), large=True)
        self.paper = GuestButton(theme, Loud.OTHER, height=theme.size("guest-control"))
        self._greeting = Text(theme, "", "guest-title", wrap=True)
        self._low_greeting = Text(theme, "", "claim", wrap=True)
        self._intro = Text(theme, "", "welcome-lead", "ink2", wrap=True)
        self._terms = Text(theme, "", "guest-body", "ink3", wrap=True)
        self._icon = Icon(theme, "circle-alert", "state.warn.text", theme.size("icon"))
        self.missing = Text(theme, "", "guest-body", wrap=True)
        self._wide: bool | None = None
        self._build()
        self.questions.answered.connect(self._judge)
        self.questions.stepped_on.connect(self._to_way_out)
        self.questions.showing.connect(lambda row: self.area.ensureWidgetVisible(row, 0, 12))
        self.sign.changed.connect(self._judge)
        self.done.clicked.connect(self._finish)
        self.refuse.clicked.connect(self._refuse_everything)
        self.paper.clicked.connect(self.paper_wished)
        self.languages.chosen.connect(lambda place: self._speak(sheet.newest[place]))
        self.languages.choose(0)

    # -- the page

    def _build(self) -> None:
        sheet = Surface(self._theme, "sheet")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(self._build_reading(), _MEASURE + 2 * 64)
        inside.addWidget(self.area)
        self._edge = Surface(self._theme, "line")
        self._side = Surface(self._theme, "canvas")
        self._beside = QVBoxLayout(self._side)
        self._beside.setSpacing(0)
        self._way_out = self._build_way_out()
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(sheet, 1)
        self._whole.addWidget(self._edge)
        self._whole.addWidget(self._side)

    def _build_reading(self) -> QWidget:
        """What scrolls; in one column the language, the signature and the way to paper stand in it too."""
        content = QWidget()
        self._reading = QVBoxLayout(content)
        self._reading.setSpacing(0)
        self._switch_above, self._sign_below, self._paper_below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._reading.addLayout(self._switch_above)
        parts = ((self._greeting, 0), (self._low_greeting, 0), (self._intro, 8), (self.questions, 20), (self._terms, 14))
        for widget, gap in parts:
            self._reading.addSpacing(gap)
            self._reading.addWidget(widget)
        self._reading.addLayout(self._sign_below)
        self._reading.addLayout(self._paper_below)
        self._reading.addStretch(1)
        return content

    def _build_way_out(self) -> QWidget:
        """What is missing, and the buttons that always show."""
        way_out = QWidget()
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(12)
        self._buttons.addWidget(self.done, 1)
        self._buttons.addWidget(self.refuse, 1)
        said = QHBoxLayout()
        said.setSpacing(12)
        aligned = QVBoxLayout()
        aligned.setContentsMargins(0, 2, 0, 0)
        aligned.addWidget(self._icon)
        aligned.addStretch(1)
        said.addLayout(aligned)
        said.addWidget(self.missing, 1)
        self._paper_beside = QVBoxLayout()
        out = QVBoxLayout(way_out)
        out.setContentsMargins(0, 0, 0, 0)
        out.setSpacing(12)
        out.addLayout(said)
        out.addLayout(self._buttons)
        out.addLayout(self._paper_beside)
        return way_out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns, or one above the buttons."""
        super().resizeEvent(event)
        self._lay_out(wide=self.width() >= _WIDE_FROM and self.height() >= _HIGH_FROM)
        margin = 64 if self.width() >= _ROOMY_FROM else 40 if self._wide else 20
        self._reading.setContentsMargins(margin, 32 if self._wide else 20, 48 if margin == 64 else margin, 12)
        self._side.setFixedWidth(self._side_width()) if self._wide else self._side.setMaximumWidth(_UNBOUND)
        self.questions.fold(folded=not self._wide and self.width() < _PAIRS_BELOW_UNDER)
        for button in (self.done, self.refuse):
            button.enlarge(large=bool(self._wide and self.width() >= _ROOMY_FROM) or (not self._wide and self.width() >= _LARGE_FROM))
        self._greeting.setVisible(self.height() >= _LOW_UNDER)
        self._low_greeting.setVisible(self.height() < _LOW_UNDER)

    def _side_width(self) -> int:
        return 452 if self.width() >= _ROOMY_FROM else 380

    def _lay_out(self, *, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        way = QBoxLayout.Direction
        self._whole.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._buttons.setDirection(way.TopToBottom if wide else way.LeftToRight)
        self._edge.setMinimumSize(1, 1)
        self._edge.setMaximumSize(*((1, _UNBOUND) if wide else (_UNBOUND, 1)))
        while self._beside.count():
            self._beside.takeAt(0)
        if wide:
            self._side.setMinimumWidth(0)
            self._beside.setContentsMargins(48, 40, 48, 40)
            self._beside.addWidget(self.languages)
            self._switch_above.setContentsMargins(0, 0, 0, 0)
            self._beside.addSpacing(28)
            self._beside.addWidget(self.sign, 3)
            self._beside.addStretch(1)
            self._beside.addSpacing(12)
            self._paper_beside.addWidget(self.paper)
        else:
            self._side.setMinimumWidth(0)
            self._beside.setContentsMargins(20, 10, 20, 12)
            self._switch_above.addWidget(self.languages)
            self._switch_above.setContentsMargins(0, 0, 0, 16)
            self._sign_below.addSpacing(20)
            self._sign_below.addWidget(self.sign)
            self._paper_below.addWidget(self.paper)
        self._beside.addWidget(self._way_out)

    # -- what it says

    def _speak(self, text: SheetText) -> None:
        """In another language; every answer and the ink stay."""
        self._text, self.t = text, translator(text.locale)
        t, wording = self.t, text.wording
        name = greeted(self._sheet.first_name)
        for greeting in (self._greeting, self._low_greeting):
            greeting.say(wording.greeting.replace(self._sheet.first_name, name) if name else wording.title)
        self._intro.say(wording.intro)
        self.questions.speak(t, wording.purposes)
        version = t("Wording {version}, {language}.", version=wording.version, language=language_name(wording.language))
        self._terms.say(f"{version} {wording.retention} {wording.rights}")
        self.sign.speak(t)
        self.languages.name_more(t("More languages"))
        self.done.say(t("Done, give the laptop back"))
        self.refuse.say(t("Refuse everything and stay"))
        self.paper.say(t("I would rather do this on paper"))
        self._judge()

    def _judge(self) -> None:
        """Say what is missing, and open the way out when nothing is."""
        missing = self.questions.missing
        unsigned = bool(self.questions.granted) and not self.sign.settled
        said = what_is_missing(self.t, missing, unsigned=unsigned)
        self.done.refuse(said)
        self._tell(
            said or self.t("Everything is answered."), *(("circle-alert", "state.warn.text") if said else ("check", "state.ok.text"))
        )

    def _tell(self, sentence: str, icon: str, ink: str) -> None:
        self._icon.swap(icon, ink)
        self.missing.say(sentence)

    def fail(self, sentence: str) -> None:
        """Nothing was kept: say why; every answer is still here."""
        self.wait(waiting=False)
        self._tell(sentence, "octagon-x", "state.bad.text")

    def wait(self, *, waiting: bool) -> None:
        """While answers are being kept, nothing can be pressed twice."""
        for button in (self.done, self.refuse, self.paper):
            button.setEnabled(not waiting)

    # -- what the guest does

    @property
    def touched(self) -> bool:
        """Whether anything was answered or drawn."""
        return len(self.questions.missing) < len(Purpose) or not self.sign.pad.empty

    def start_again(self) -> None:
        """No answer and no ink; the language stays."""
        self.wait(waiting=False)
        self.questions.clear()
        self.sign.clear()
        self.area.verticalScrollBar().setValue(0)

    def _to_way_out(self) -> None:
        if self.done.isEnabled():
            self.done.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(self.sign, 0, 12)

    def _finish(self) -> None:
        signed = bool(self.questions.granted) and not self.sign.aloud and self.sign.pad.signed
        self.finished.emit(
            Answers(
                granted=self.questions.granted,
                refused=self.questions.refused,
                wording=self._sheet.version,
                method=ConsentMethod.VERBAL if self.sign.aloud and self.questions.granted else ConsentMethod.SCREEN,
                locale=self._text.locale,
                signature=to_json(self.sign.pad.strokes) if signed else None,
            )
        )

    def _refuse_everything(self) -> None:
        self.finished.emit(Answers(refused=tuple(Purpose), wording=self._sheet.version, locale=self._text.locale))
