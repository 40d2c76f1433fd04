"""Consent in the window: the laptop handed to a guest, answers from paper, and taking answers back."""

from __future__ import annotations

from collections.abc import Callable

from council_app.services.asking import ConsentSheet, consent_sheet
from council_app.ui.core.consent.handover import HandOverPage
from council_app.ui.core.context import AppContext

__all__ = ["HandOverPage", "hand_over"]


def hand_over(
    ctx: AppContext,
    *,
    session: str,
    attendance: str,
    done: Callable[[], None] | None = None,
    put_off: Callable[[], None] | None = None,
) -> None:
    """Hand the laptop to a guest: their questions cover the window, and every shortcut of the team rests.

    Args:
        ctx: the window's context.
        session: key of the session.
        attendance: id of the attendance.
        done: called when answers were kept (here or from paper) and the team has the laptop back.
        put_off: called when the team has the laptop back without answers.
    """

    def show(sheet: ConsentSheet) -> None:
        page = HandOverPage(ctx, sheet)
        page.recorded.connect(lambda: done() if done is not None else None)
        page.put_off.connect(lambda: put_off() if put_off is not None else None)
        ctx.covering.emit(page)

    ctx.read(ctx, lambda workspace: consent_sheet(workspace=workspace, session=session, attendance=attendance), show)
