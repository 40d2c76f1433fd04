"""A place that is not furnished yet: it says what will be here and leads on to a place that works."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.errors import Message, m_
from council_app.ui.core.buttons import Button
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.screen import Screen

_LEAD = m_("Go to {place}")


class AheadScreen(Screen):
    """Subclasses give the sentence, the line and where to go meanwhile.

    Attributes:
        sentence: what will be done here.
        line: what there is of it today, and where.
        onward: the working place the button leads to.
    """

    sentence: Message
    line: Message
    onward: Place

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        empty = EmptyState(self.theme, self.t.say(self.sentence), self.t.say(self.line))
        label = self.t(_LEAD.text, place=stop_of(self.onward).name)
        self._button: Button = empty.offer(label, lambda: ctx.go(self.onward))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(empty)

    def first_focus(self) -> QWidget | None:
        """The way on."""
        return self._button
