"""The settings: drawn from the option table, one field per row, in effect at once; below them what belongs to the open workspace."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from council_app.settings import OPTIONS, Choice
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field
from council_app.ui.core.screen import Screen
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.settings.company import CompanyName


class SettingsScreen(Screen):
    """Each option is a row of segments; the window carries it out."""

    whole_council = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._first: Segment | None = None
        page = Surface(self.theme, "canvas")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(28)
        for option in OPTIONS:
            column.addWidget(Field(self.theme, self.t.say(option.label), self._segments(option), self.t.say(option.help), width=760))
        column.addWidget(
            Text(self.theme, self.t("Settings belong to this machine and are kept outside the workspace."), "small", "ink3", wrap=True)
        )
        self.company = CompanyName(ctx)
        column.addWidget(self.company)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(page))

    def _segments(self, option: Choice) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(box)
        for value, label in option.values:
            segment = Segment(self.theme, self.t.say(label))
            segment.setChecked(value == self.ctx.settings.get(option))
            segment.clicked.connect(lambda _=False, chosen=value: self._choose(option, chosen))
            group.addButton(segment)
            row.addWidget(segment)
            self._first = self._first or segment
        row.addStretch(1)
        return box

    def _choose(self, option: Choice, value: str) -> None:
        self.ctx.option_chosen.emit(option, value)

    def header_actions(self) -> tuple[Button, ...]:
        """Back to where the person was."""
        done = Button(self.theme, self.t("Back"), Role.PLAIN, height=32, icon="arrow-left", key="Esc")
        done.setShortcut("Esc")
        done.clicked.connect(lambda: self.ctx.asked.emit("settings.done"))
        return (done,)

    def enter(self) -> None:
        """Another workspace may be open than last time."""
        super().enter()
        self.company.reload()

    def first_focus(self) -> QWidget | None:
        """The first option."""
        return self._first
