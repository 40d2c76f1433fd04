"""Letting a window live for a while."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def pause(milliseconds: int) -> None:
    """Let everything go on for so long: this thread's events, and the workers.

    `qWait` of QTest keeps Python's lock while it waits, so that no worker of the window can go on: a house rule forbids it.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
