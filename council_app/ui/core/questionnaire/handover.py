"""The laptop in a guest's hands for a questionnaire; then a thank-you that hides the answers. Only the team's keys lead away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.domain.questionnaires import Answer
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.answering import AnswerSheet, record_answers
from council_app.ui.core.consent.aside import CONTINUE_KEYS, Aside, Way
from council_app.ui.core.consent.words import greeted
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.core.questionnaire.form import AnswerForm


class AnswerPage(Page):
    """One guest's answers.

    Signals:
        recorded: answers are on disk, and the team has the laptop back.
        put_off: the team has the laptop back, and nothing was kept.
    """

    recorded = Signal()
    put_off = Signal()

    def __init__(self, ctx: AppContext, sheet: AnswerSheet, language: str = "") -> None:
        super().__init__(ctx)
        self._sheet = sheet
        self.form = AnswerForm(ctx.theme, sheet, language)
        self.aside = Aside(ctx.theme)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self.form)
        self._layers.addWidget(self.aside)
        self._kept = self._kept_before = False
        self.form.finished.connect(self._keep)
        self._on(QKeySequence(Qt.Key.Key_Escape), self._escape)
        self._on(QKeySequence(CONTINUE_KEYS), self._continue)
        self._on(QKeySequence("Ctrl+Return"), self._continue)

    def _on(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    @property
    def asking(self) -> bool:
        """True while the questions show."""
        return self._layers.currentWidget() is self.form

    def first_focus(self) -> QWidget | None:
        """The first thing to answer."""
        return self.form.step.first if self.asking else self.aside

    def may_close(self) -> bool:
        """Only from a page without answers: the questions ask first."""
        return not self.asking

    def _escape(self) -> None:
        """Never away from answers in one press: first a page that says what would be lost."""
        if self.asking:
            self._ask_to_stop()
        elif not self._kept:
            self._back_to_questions()

    def _continue(self) -> None:
        if self.asking:
            self.form.go_on()
        else:
            self.aside.go_on()

    # -- pages

    def _show_aside(self, title: str, text: str, *ways: Way) -> None:
        self._layers.setCurrentWidget(self.aside)
        self.aside.show_page(title, text, *ways)

    def _back_to_questions(self) -> None:
        self._layers.setCurrentWidget(self.form)
        self.form.step.take_keyboard()

    def _ask_to_stop(self) -> None:
        t, touched = self.form.t, self.form.touched
        ways = [Way(t("Go on answering"), self._back_to_questions)]
        if touched:
            ways.append(Way(self.t("Keep what is answered (team)"), self._keep_so_far))
        ways.append(Way(self.t("Stop here (team)"), lambda: self._end(self.recorded if self._kept_before else self.put_off), team=True))
        lost = t("What was answered so far is not kept.") if touched else t("Nothing was answered yet.")
        self._show_aside(t("Stop without answering?"), lost, *ways)

    def _thank(self) -> None:
        t, name = self.form.t, greeted(self._sheet.first_name)
        self._show_aside(
            t("Thank you, {name}.", name=name) if name else t("Thank you."),
            t("Your answers are kept. Please give the laptop back."),
            Way(t("Answer again"), self._again),
            Way(self.t("Continue (team)"), lambda: self._end(self.recorded), team=True),
        )

    def _again(self) -> None:
        """Empty questions: what was answered before is on record, and nobody else can read it here."""
        self._kept = False
        self._back_to_questions()

    def _end(self, how: SignalInstance) -> None:
        self.closed.emit()
        how.emit()

    # -- keeping

    def _keep_so_far(self) -> None:
        self._back_to_questions()
        self._keep({question: answer for question, answer in self.form.answers.items() if answer is not None})

    def _keep(self, answers: dict[str, Answer | None]) -> None:
        self.form.wait(waiting=True)
        attendance = self._sheet.attendance
        self.ctx.write(
            self,
            lambda workspace: record_answers(workspace=workspace, attendance=attendance, given=answers),
            self._after,
            changes=lambda changes: changes,
            failed=self._not_kept,
        )

    def _after(self, _changes: Changes) -> None:
        self._kept = self._kept_before = True
        self.form.start_again()
        self._thank()

    def _not_kept(self, error: CouncilError) -> None:
        why = self.form.t.say(error.why)
        self.form.fail(self.form.t.say(m_("Not kept: {why}. Your answers are still here; please tell the team.", why=why)))
