"""How a page that lies over the list of notes is opened; each page's own module gives one row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.ui.core.actions import Command
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page


@dataclass(frozen=True, slots=True)
class Opening:
    """A page and the command that opens it: the command's handler is `open_page`, its argument its own id."""

    command: Command
    make: Callable[[AppContext], Page]
