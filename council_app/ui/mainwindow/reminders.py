"""What a workspace reminds of when it is opened: people whose time is over."""

from __future__ import annotations

from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place
from council_app.ui.mainwindow import verbs
from council_app.ui.mainwindow.frame import Frame

RETENTION = "roster.retention"


def remind_of_retention(ctx: AppContext, frame: Frame) -> None:
    """Offer the list of councils whose people are kept no longer, where there are any and they can be erased."""
    t, workspace = ctx.t, ctx.workspace
    if workspace is None or workspace.read_only:
        return

    def show_list() -> None:
        ctx.go(Place.ROSTER)
        ctx.asked.emit(RETENTION)

    def told(due: int) -> None:
        if due:
            sentence = t.n("The people of one council are kept too long.", "The people of {count} councils are kept too long.", due)
            frame.notice.offer(sentence, t("Show the list"), show_list)

    ctx.read(frame, verbs.due_councils, told)
