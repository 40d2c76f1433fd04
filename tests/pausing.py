"""Letting a window live for a while."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer

from council_app.ui.core.context import AppContext


def pause(milliseconds: int) -> None:
    """Let everything go on for so long: this thread's events, and the workers.

    `qWait` of QTest keeps Python's lock while it waits, so that no worker of the window can go on: a house rule forbids it.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until_idle(ctx: AppContext) -> None:
    """Wait until neither worker has anything to do.

    Keys that are pressed let events happen, and one that was put off may make a worker read again. A workspace has one connection:
    a test that reads on its own meanwhile would begin a transaction within the worker's.
    """
    while ctx.jobs.busy or ctx.side.busy:
        pause(1)
