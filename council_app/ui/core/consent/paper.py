"""What a paper form says, or what somebody said aloud, put in by the team: keyboard first, blanks stay blanks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.consent import ConsentRecord
from council_app.domain.enums import ConsentMethod, Purpose
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.services import consent
from council_app.services.asking import ConsentSheet, SheetText
from council_app.services.consent import Answers
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.consent.answers import AnswerPair
from council_app.ui.core.consent.choices import Choice
from council_app.ui.core.consent.words import METHOD_NAMES
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field
from council_app.ui.core.handover.measure import scrolled
from council_app.ui.core.handover.words import language_name
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme

_MEASURE = 720
_METHODS = (ConsentMethod.PAPER, ConsentMethod.VERBAL)


class PaperRow(QWidget):
    """One purpose: how the form asks about it, what is on record, and the two boxes."""

    def __init__(self, theme: Theme, purpose: Purpose, on_record: str) -> None:
        super().__init__()
        self.purpose = purpose
        self.pair = AnswerPair(theme, size=QSize(76, 36), style="note")
        self._label = Text(theme, "", "note", weight=500, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(Text(theme, on_record, "small", "ink3", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(20)
        row.addLayout(words, 1)
        row.addWidget(self.pair)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addLayout(row)

    def speak(self, label: str, t: Translator) -> None:
        """As the form in somebody's hand asks it; the boxes speak the team's language."""
        self._label.say(label)
        self.pair.speak(t("Yes"), t("No"), label)


class PaperPage(Page):
    """Answers from paper or by word of mouth.

    Signals:
        recorded: they are on disk, and the page is closed.
        put_off: the page is closed, and nothing was recorded.
    """

    recorded = Signal()
    put_off = Signal()

    def __init__(self, ctx: AppContext, sheet: ConsentSheet) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._sheet, self._warned, self._keeping = sheet, False, False
        self.version = Choice(theme, sheet.versions)
        self.language = Choice(theme, [])
        self.method = Choice(theme, [t.say(METHOD_NAMES[each]) for each in _METHODS])
        self.rows = tuple(PaperRow(theme, each.purpose, self._on_record(each.purpose)) for each in sheet.newest[0].wording.purposes)
        self.keep = Button(theme, t("Record these answers"), Role.PRIMARY, key="Ctrl+Enter")
        self.none = Button(theme, t("Everything refused"))
        self.said = Text(theme, "", "body", "ink2", wrap=True)
        self._build()
        self.version.chosen.connect(self._speak_languages)
        self.language.chosen.connect(self._speak)
        self.keep.clicked.connect(self._keep)
        self.none.clicked.connect(self._refuse_all)
        for place, row in enumerate(self.rows):
            row.pair.answered.connect(self._judge)
            row.pair.stepped.connect(lambda step, at=place: self._step(at, step))
        for keys in ("Ctrl+Enter", "Ctrl+Return"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.keep.click)
        self._speak_languages()
        self._judge()

    def _build(self) -> None:
        self.area = scrolled(self._build_form(), _MEASURE + 40)
        foot = Surface(self.theme, "canvas", "t")
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 10, 20, 12)
        below.setSpacing(8)
        below.addWidget(self.said)
        below.addLayout(action_row(self.keep, self.none))
        who = " · ".join(part for part in (self._sheet.first_name, self._sheet.seat) if part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Answers from paper: {who}", who=who)))
        whole.addWidget(self.area, 1)
        whole.addWidget(foot)

    def _build_form(self) -> QWidget:
        t, theme = self.t, self.theme
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addWidget(Field(theme, t("How they answered"), self.method, width=_MEASURE))
        column.addWidget(Field(theme, t("Wording on the form"), self.version, width=_MEASURE))
        column.addWidget(Field(theme, t("Language of the form"), self.language, width=_MEASURE))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in self.rows:
            rows.addWidget(row)
        rows.addWidget(Hairline(theme))
        column.addLayout(rows)
        blank = t("A box left blank, or both boxes ticked, is no answer: leave it open and ask.")
        column.addWidget(Text(theme, blank, "small", "ink3", wrap=True))
        column.addStretch(1)
        return content

    def first_focus(self) -> QWidget | None:
        """The first box."""
        return self.rows[0].pair.yes

    def may_close(self) -> bool:
        """Not while answers are being kept; with boxes ticked only when asked twice."""
        if self._keeping or not self._ticked or self._warned:
            return not self._keeping
        self._warned = True
        self._tell(self.t("These answers are not recorded yet. Go back once more to throw them away."), "state.warn.text")
        return False

    def leave(self) -> None:
        """Back to the team's own page, where nothing is lost by that."""
        if self.may_close():
            self.closed.emit()
            self.put_off.emit()

    @property
    def _ticked(self) -> bool:
        return any(row.pair.value is not None for row in self.rows)

    @property
    def _texts(self) -> tuple[SheetText, ...]:
        return self._sheet.texts[self._sheet.versions[self.version.place]]

    def _speak_languages(self) -> None:
        self.language.offer([language_name(each.wording.language) for each in self._texts])
        self._speak()

    def _speak(self) -> None:
        wording = self._texts[self.language.place].wording
        for row in self.rows:
            row.speak(wording.asked(row.purpose).label, self.t)

    def _on_record(self, purpose: Purpose) -> str:
        record = self._sheet.standing.get(purpose)
        return _recorded(self.t, record) if record is not None else self.t("Not asked yet")

    def _judge(self) -> None:
        self._warned = False
        open_ones = sum(row.pair.value is None for row in self.rows)
        self.keep.refuse("" if self._ticked else self.t("tick a box first"))
        said = self.t.n("{count} box is open and stays unanswered.", "{count} boxes are open and stay unanswered.", open_ones)
        self._tell(said if open_ones else self.t("Every box is ticked."), "ink2")

    def _tell(self, sentence: str, ink: str) -> None:
        self.said.say(sentence)
        self.said.use_ink(ink)

    def _step(self, place: int, step: int) -> None:
        target = place + step
        if target >= len(self.rows):
            self.keep.setFocus(Qt.FocusReason.TabFocusReason)
        elif target >= 0:
            pair = self.rows[target].pair
            (pair.focusProxy() or pair.yes).setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.rows[target], 0, 12)

    def _refuse_all(self) -> None:
        for row in self.rows:
            row.pair.choose(yes=False)
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self) -> None:
        sheet = self._sheet
        answers = Answers(
            granted=tuple(row.purpose for row in self.rows if row.pair.value is True),
            refused=tuple(row.purpose for row in self.rows if row.pair.value is False),
            wording=sheet.versions[self.version.place],
            method=_METHODS[self.method.place],
            locale=self._texts[self.language.place].locale,
        )
        self._keeping = True
        self.keep.refuse(self.t("being recorded"))
        self.ctx.write(
            self,
            lambda workspace: consent.record_for(workspace=workspace, session=sheet.session, attendance=sheet.attendance, answers=answers),
            lambda _: self._kept(),
            changes=lambda answered: answered.changes,
            failed=self._not_kept,
            notice=m_("Recorded the answers"),
        )

    def _kept(self) -> None:
        self._keeping = False
        self.closed.emit()
        self.recorded.emit()

    def _not_kept(self, error: CouncilError) -> None:
        self._keeping = False
        self._judge()
        self._tell(in_words(self.t, error), "state.bad.text")


def _recorded(t: Translator, record: ConsentRecord) -> str:
    """What is on record for one purpose, in a line."""
    if record.withdrawn_at is not None:
        return t("On record: taken back on {day}", day=t.date(record.withdrawn_at.date()))
    day, how = t.date(record.at.date()), t.say(METHOD_NAMES[record.method])
    return t("On record: yes, {day} ({how})", day=day, how=how) if record.granted else t("On record: no, {day} ({how})", day=day, how=how)
