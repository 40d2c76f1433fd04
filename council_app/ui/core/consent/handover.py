"""The laptop in a guest's hands: the questions over the whole window, then a thank-you that hides the answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.errors import CouncilError, m_
from council_app.services import consent
from council_app.services.asking import ConsentSheet
from council_app.services.consent import Answered, Answers
from council_app.ui.core.consent.aside import CONTINUE_KEYS, Aside, Way
from council_app.ui.core.consent.form import ConsentForm
from council_app.ui.core.consent.words import greeted
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page


class HandOverPage(Page):
    """One guest's answers to one session.

    Signals:
        recorded: answers are on disk, and the team has the laptop back.
        put_off: the team has the laptop back, and there are no answers.
        paper_given: as `put_off`, and the answers come from paper now.
    """

    recorded = Signal()
    put_off = Signal()
    paper_given = Signal()

    def __init__(self, ctx: AppContext, sheet: ConsentSheet) -> None:
        super().__init__(ctx)
        self._sheet = sheet
        self.form = ConsentForm(ctx.theme, sheet)
        self.aside = Aside(ctx.theme)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self.form)
        self._layers.addWidget(self.aside)
        self._kept = False
        self.form.finished.connect(self._keep)
        self.form.paper_wished.connect(self._paper)
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
        """The first question."""
        return self.form.questions.rows[0].pair.yes if self.asking else self.aside

    def may_close(self) -> bool:
        """Only from a page without answers: the questions ask first."""
        return not self.asking

    # -- keys

    def _escape(self) -> None:
        """Never away from answers in one press: first a page that says what would be lost."""
        if self.asking:
            self._ask_to_stop()
        elif not self._kept:
            self._back_to_questions()

    def _continue(self) -> None:
        if self.asking:
            self.form.done.click()
        else:
            self.aside.go_on()

    # -- pages

    def _show_aside(self, title: str, text: str, *ways: Way) -> None:
        self._layers.setCurrentWidget(self.aside)
        self.aside.show_page(title, text, *ways)

    def _back_to_questions(self) -> None:
        self._layers.setCurrentWidget(self.form)
        target = self.first_focus()
        if target is not None:
            target.setFocus()

    def _ask_to_stop(self) -> None:
        t = self.form.t
        lost = t("What was chosen on this page is not kept.") if self.form.touched else t("Nothing was answered yet.")
        go_on = Way(t("Go on answering"), self._back_to_questions)
        stop = Way(self.t("Stop here (team)"), lambda: self._end(self.put_off), team=True)
        self._show_aside(t("Stop without answering?"), lost, go_on, stop)

    def _paper(self) -> None:
        t = self.form.t
        self._show_aside(
            t("On paper, then."),
            t("Please give the laptop back. The team has a form for you."),
            Way(t("Back to the questions"), self._back_to_questions),
            Way(self.t("Enter the form (team)"), lambda: self._end(self.paper_given)),
            Way(self.t("Later (team)"), lambda: self._end(self.put_off), team=True),
        )

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
        self.form.start_again()
        self._back_to_questions()

    def _end(self, how: SignalInstance) -> None:
        self.closed.emit()
        how.emit()

    # -- keeping

    def _keep(self, answers: Answers) -> None:
        self.form.wait(waiting=True)
        sheet = self._sheet
        self.ctx.write(
            self,
            lambda workspace: consent.record_for(workspace=workspace, session=sheet.session, attendance=sheet.attendance, answers=answers),
            self._after,
            changes=lambda answered: answered.changes,
            failed=self._not_kept,
        )

    def _after(self, _answered: Answered) -> None:
        self._kept = True
        self.form.start_again()
        self._thank()

    def _not_kept(self, error: CouncilError) -> None:
        why = self.form.t.say(error.why)
        self.form.fail(self.form.t.say(m_("Not kept: {why}. Your answers are still here; please tell the team.", why=why)))
