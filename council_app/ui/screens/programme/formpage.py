"""A page with one column of fields and its buttons: what the small forms of the programme share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text

_WIDEST = 760


class FormPage(Page):
    """Subclasses add to `column` and end with `finish`; a refusal is said above the fields and the page stays."""

    def __init__(self, ctx: AppContext, title: str, lead: str = "") -> None:
        super().__init__(ctx)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(20, 16, 20, 20)
        self.column.setSpacing(12)
        self.refusal = Text(self.theme, "", "body", "state.bad.text", wrap=True)
        self.refusal.hide()
        if lead:
            self.column.addWidget(Text(self.theme, lead, "body", "ink2", wrap=True))
        self.column.addWidget(self.refusal)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top_bar(title))
        outer.addWidget(scroll_of(_at_the_left(inside)), 1)

    def field(self, label: str, text: str = "", help_text: str = "", *, width: int | None = None) -> QLineEdit:
        """A line to write in, under its label."""
        edit = line_edit(self.theme)
        edit.setText(text)
        self.column.addWidget(Field(self.theme, label, edit, help_text, width=width))
        return edit

    def finish(self) -> None:
        """Nothing more comes below."""
        self.column.addStretch(1)

    def keep(self, work: Callable[[Workspace], Changes], notice: Message) -> None:
        """Write, and close the page once it is written."""
        self.ctx.write(self, work, lambda _: self.closed.emit(), changes=lambda found: found, failed=self.refuse, notice=notice)

    def refuse(self, error: CouncilError) -> None:
        """Say why not."""
        self.refusal.say(in_words(self.t, error))
        self.refusal.show()


def _at_the_left(inside: QWidget) -> QWidget:
    """A column that stays narrow enough to read across, at the left edge of the page."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside, 100)
    row.addStretch(1)
    return page


def day_of(text: str) -> date | None:
    """A day written as 2026-11-24; None of anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def number_of(text: str) -> int | None:
    """A whole number; None of nothing.

    Raises:
        ValueError: it is none.
    """
    found = text.strip()
    return int(found) if found else None
