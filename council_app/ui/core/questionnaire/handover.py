"""The laptop in a guest's hands for a questionnaire."""

from __future__ import annotations

from council_app.domain.questionnaires import Answer
from council_app.domain.records import Changes
from council_app.services.answering import AnswerSheet, record_answers
from council_app.ui.core.context import AppContext
from council_app.ui.core.handover import Asked, GuestPage, Way
from council_app.ui.core.questionnaire.form import AnswerForm
from council_app.ui.core.questionnaire.halves import HalfKeeper


class AnswerPage(GuestPage):
    """One guest's answers."""

    def __init__(self, ctx: AppContext, sheet: AnswerSheet, language: str = "") -> None:
        self._sheet = sheet
        self.form = form = AnswerForm(ctx.theme, sheet, language)
        super().__init__(
            ctx,
            Asked(
                form=form,
                first_name=sheet.first_name,
                words=lambda: form.t,
                first=lambda: form.step.first,
                go_on=form.go_on,
                fail=form.fail,
                stop=self._ask_to_stop,
            ),
        )
        self._halves = HalfKeeper(ctx, sheet, form)
        self._kept_before = False
        form.finished.connect(self._keep)

    def _ask_to_stop(self) -> None:
        t, touched = self.form.t, self.form.touched
        keep = (Way(self.t("Keep what is answered (team)"), self._keep_so_far),) if touched else ()
        lost = t("What was answered so far is not kept.") if touched else t("Nothing was answered yet.")
        self.ask_to_stop(lost, *keep, Way(self.t("Stop here (team)"), self._stop, team=True))

    def _stop(self) -> None:
        self._halves.forget()
        self.end(self.recorded if self._kept_before else self.put_off)

    def _keep_so_far(self) -> None:
        self.back_to_questions()
        self._keep({question: answer for question, answer in self.form.answers.items() if answer is not None})

    def _keep(self, answers: dict[str, Answer | None]) -> None:
        self.form.wait(waiting=True)
        attendance, language = self._sheet.attendance, self.form.language
        self._halves.rest()
        self.ctx.write(
            self,
            lambda workspace: record_answers(workspace=workspace, attendance=attendance, given=answers, locale=language),
            self._after,
            changes=lambda changes: changes,
            failed=self.not_kept,
        )

    def _after(self, _changes: Changes) -> None:
        self._kept_before = True
        self.form.start_again()
        self._halves.rest()
        self.thank()
