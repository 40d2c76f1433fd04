"""Half a questionnaire survives a power cut: what a guest answers goes to disk as they answer it, and is gone when they are done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from council_app.errors import CouncilError
from council_app.services.answering import AnswerSheet
from council_app.services.half_answers import forget_half, keep_half
from council_app.ui.core.context import AppContext
from council_app.ui.core.questionnaire.form import AnswerForm

_BEHIND, _AGAIN = 100, 2000
"""How far the disk may lag behind an answer, and how long to wait where it refuses; in ms."""


class HalfKeeper(QObject):
    """Keeps what is answered on one form."""

    def __init__(self, ctx: AppContext, sheet: AnswerSheet, form: AnswerForm) -> None:
        super().__init__(form)
        self._ctx, self._sheet, self._form = ctx, sheet, form
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._keep)
        form.changed.connect(self._changed)

    def _changed(self) -> None:
        # Started, not restarted: somebody who never pauses is still at most so far behind.
        if not self._timer.isActive():
            self._timer.start(_BEHIND)

    def rest(self) -> None:
        """What is on the form is on record, or not wanted: nothing more is to be kept of it."""
        self._timer.stop()

    def forget(self) -> None:
        """The guest stopped: what they answered is not kept."""
        self.rest()
        workspace, sheet = self._ctx.workspace, self._sheet
        if workspace is not None:
            asked = [question.id for question in sheet.questions]
            self._ctx.jobs.submit(
                lambda _control: forget_half(workspace=workspace, attendance=sheet.attendance, questions=asked),
                owner=self._ctx,
                done=lambda _none: None,
                failed=self._ctx.refused.emit,
            )

    def _keep(self) -> None:
        workspace, attendance = self._ctx.workspace, self._sheet.attendance
        answers, language = self._form.answers, self._form.language
        if workspace is not None and not workspace.read_only:
            self._ctx.jobs.submit(
                lambda _control: keep_half(workspace=workspace, attendance=attendance, given=answers, locale=language),
                owner=self,
                done=lambda _none: None,
                failed=self._again,
            )

    def _again(self, _error: CouncilError) -> None:
        """The answers are still on the page, and keeping them for good says so if the disk still refuses then."""
        if not self._timer.isActive():
            self._timer.start(_AGAIN)
