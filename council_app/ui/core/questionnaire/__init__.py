"""The laptop handed to a guest for a questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from council_app.services.answering import AnswerSheet, answer_sheet
from council_app.ui.core.context import AppContext
from council_app.ui.core.questionnaire.handover import AnswerPage

__all__ = ["AnswerPage", "answer_by_hand"]

Then = Callable[[], None]


def answer_by_hand(
    ctx: AppContext,
    *,
    attendance: str,
    questions: Sequence[str] | None = None,
    language: str = "",
    done: Then | None = None,
    put_off: Then | None = None,
) -> None:
    """Hand the laptop to a guest: the questions cover the window, and every shortcut of the team rests.

    Args:
        ctx: the window's context.
        attendance: id of the attendance.
        questions: ids of the questions to ask; all that were not answered yet, when not given.
        language: the language to begin in (`de`); the market's first, when not given. The guest can change it.
        done: called when answers were kept and the team has the laptop back.
        put_off: called when the team has the laptop back without answers.
    """

    def show(sheet: AnswerSheet) -> None:
        page = AnswerPage(ctx, sheet, language)
        if done is not None:
            page.recorded.connect(done)
        if put_off is not None:
            page.put_off.connect(put_off)
        ctx.covering.emit(page)

    ctx.read(ctx, lambda workspace: answer_sheet(workspace=workspace, attendance=attendance, questions=questions), show)
