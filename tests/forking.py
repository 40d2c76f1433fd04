"""Processes that are there at once: forked from one that has loaded what the program and its printer need.

A process that starts from nothing loads Council for a second, and WeasyPrint for most of another. What is forked is a process of its
own like any other: it is killed, starved, locked out and talked to through pipes.
"""

from __future__ import annotations

import os
from multiprocessing import context

LOADED = ("tests.program", "council_app.cli.app", "council_app.reporting.pdf", "weasyprint", "rich.progress")


class _Forked(context.ForkServerProcess):
    """Has the environment of whoever starts it, as a process that starts from nothing has, and not that of the first test."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self._variables = dict(os.environ)

    def run(self) -> None:
        os.environ.clear()
        os.environ.update(self._variables)
        super().run()


class _Forking(context.ForkServerContext):
    Process = _Forked  # type: ignore[assignment]


FORKING = _Forking()
FORKING.set_forkserver_preload(list(LOADED))
