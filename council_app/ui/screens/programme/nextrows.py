"""What is next: a sentence with the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.next_things import NextThing, Step
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Hairline, Run, Text
from council_app.ui.core.theme import Theme

_MOST = 5


class NextRows(QWidget):
    """The most pressing first; the others on demand.

    Signals:
        asked: a thing is to be done (the `NextThing`).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._things: tuple[NextThing, ...] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_things(self, things: tuple[NextThing, ...]) -> None:
        """These."""
        self._things = things
        empty(self._column)
        for thing in things if self._all else things[:_MOST]:
            self._column.addWidget(Hairline(self._theme))
            self._column.addWidget(self._row(thing))
        if not things:
            self._column.addWidget(Text(self._theme, self._t("Nothing is waiting."), "body", "ink3"))
        if len(things) > _MOST:
            label = self._t("Show fewer") if self._all else self._t("Show all {count}", count=len(things))
            more = Button(self._theme, label, Role.LINK, height=28)
            more.clicked.connect(self._toggle)
            self._column.addWidget(more)

    def _toggle(self) -> None:
        self._all = not self._all
        self.show_things(self._things)

    def _row(self, thing: NextThing) -> QWidget:
        t, row = self._t, QWidget()
        said = t.say(thing.says)
        about = thing.city if thing.day is None else t("{city}, {day}", city=thing.city, day=t.date(thing.day, style="medium"))
        words = Text(self._theme, "", "body", wrap=True)
        words.show_runs((Run(f"{about}: ", 600), Run(said)))
        button = Button(self._theme, self._label(thing.step), Role.PLAIN, height=32)
        button.setAccessibleDescription(words.text())
        button.clicked.connect(lambda: self.asked.emit(thing))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(12)
        icon = ("triangle-alert", "state.warn.text") if thing.urgent else ("clock", "ink2")
        line.addWidget(Icon(self._theme, *icon))
        line.addWidget(words, 1)
        line.addWidget(button)
        return row

    def _label(self, step: Step) -> str:
        return self._t("Plan it") if step is Step.PLAN else self._t("Open")
