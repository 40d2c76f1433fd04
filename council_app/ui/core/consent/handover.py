"""The laptop in a guest's hands: consent over the whole window."""

from __future__ import annotations

from PySide6.QtCore import Signal

from council_app.services import consent
from council_app.services.asking import ConsentSheet
from council_app.services.consent import Answered, Answers
from council_app.ui.core.consent.form import ConsentForm
from council_app.ui.core.context import AppContext
from council_app.ui.core.handover import Asked, GuestPage, Way


class HandOverPage(GuestPage):
    """One guest's answers to one session.

    Signals:
        paper_given: as `put_off`, and the answers come from paper now.
    """

    paper_given = Signal()

    def __init__(self, ctx: AppContext, sheet: ConsentSheet) -> None:
        self._sheet = sheet
        self.form = form = ConsentForm(ctx.theme, sheet)
        super().__init__(
            ctx,
            Asked(
                form=form,
                first_name=sheet.first_name,
                words=lambda: form.t,
                first=lambda: form.questions.rows[0].pair.yes,
                go_on=form.done.click,
                fail=form.fail,
                stop=self._ask_to_stop,
            ),
        )
        form.finished.connect(self._keep)
        form.paper_wished.connect(self._paper)

    def _ask_to_stop(self) -> None:
        t = self.form.t
        lost = t("What was chosen on this page is not kept.") if self.form.touched else t("Nothing was answered yet.")
        self.ask_to_stop(lost, Way(self.t("Stop here (team)"), lambda: self.end(self.put_off), team=True))

    def _paper(self) -> None:
        t = self.form.t
        self.show_aside(
            t("On paper, then."),
            t("Please give the laptop back. The team has a form for you."),
            Way(t("Back to the questions"), self.back_to_questions),
            Way(self.t("Enter the form (team)"), lambda: self.end(self.paper_given)),
            Way(self.t("Later (team)"), lambda: self.end(self.put_off), team=True),
        )

    def _keep(self, answers: Answers) -> None:
        self.form.wait(waiting=True)
        sheet = self._sheet
        self.ctx.write(
            self,
            lambda workspace: consent.record_for(workspace=workspace, session=sheet.session, attendance=sheet.attendance, answers=answers),
            self._after,
            changes=lambda answered: answered.changes,
            failed=self.not_kept,
        )

    def _after(self, _answered: Answered) -> None:
        self.form.start_again()
        self.thank()
