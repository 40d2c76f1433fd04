"""Consent in the window: the laptop handed to a guest, answers from paper, and taking answers back."""

from __future__ import annotations

from collections.abc import Callable

from council_app.services.asking import ConsentSheet, consent_sheet
from council_app.ui.core.consent.handover import HandOverPage
from council_app.ui.core.consent.paper import PaperPage
from council_app.ui.core.consent.withdraw import WithdrawPage
from council_app.ui.core.context import AppContext

__all__ = ["HandOverPage", "PaperPage", "WithdrawPage", "hand_over", "on_paper"]

Then = Callable[[], None]


def _nothing() -> None:
    """Nobody waits for this."""


def hand_over(ctx: AppContext, *, session: str, attendance: str, done: Then | None = None, put_off: Then | None = None) -> None:
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
        page.recorded.connect(done or _nothing)
        page.put_off.connect(put_off or _nothing)
        page.paper_given.connect(lambda: on_paper(ctx, session=session, attendance=attendance, done=done, put_off=put_off))
        ctx.covering.emit(page)

    ctx.read(ctx, lambda workspace: consent_sheet(workspace=workspace, session=session, attendance=attendance), show)


def on_paper(ctx: AppContext, *, session: str, attendance: str, done: Then | None = None, put_off: Then | None = None) -> None:
    """Put in what a paper form says, or what somebody said aloud.

    Args:
        ctx: the window's context.
        session: key of the session.
        attendance: id of the attendance.
        done: called when the answers were kept and the page is closed.
        put_off: called when the page was closed without.
    """

    def show(sheet: ConsentSheet) -> None:
        page = PaperPage(ctx, sheet)
        page.recorded.connect(done or _nothing)
        page.put_off.connect(put_off or _nothing)
        ctx.covering.emit(page)

    ctx.read(ctx, lambda workspace: consent_sheet(workspace=workspace, session=session, attendance=attendance), show)
