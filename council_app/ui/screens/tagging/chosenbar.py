"""What can be done with the notes chosen: one bar at the foot of the list, shown while any is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from council_app.domain.note_filter import Selection
from council_app.domain.steps import seconds_for
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme


class ChosenBar(Surface):
    """Acts on nothing itself.

    Signals:
        asked: something is to be done with them (the id of a command).
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "t", "line2")
        self._theme, self._t = theme, t
        self.count = Text(theme, "", "body", weight=600)
        flow = FlowLayout(self, gap=8, line_gap=4)
        flow.setContentsMargins(16, 7, 16, 6)
        flow.addWidget(self.count)
        for label, command, key in (
            (t("Tag"), "tagging.tag", "T"),
            (t("Star"), "tagging.star", "S"),
            (t("New insight"), "tagging.insight", ""),
            (t("To an insight"), "tagging.evidence", ""),
            (t("Join"), "tagging.join", ""),
            (t("To a board"), "tagging.board", ""),
            (t("To a coding round"), "tagging.coders", ""),
        ):
            flow.addWidget(self._button(label, command, key))
        clear = Button(theme, t("Choose nothing"), Role.QUIET, height=32, key="Esc")
        clear.clicked.connect(lambda: self.asked.emit("tagging.none"))
        flow.addWidget(clear)
        self.hide()

    def _button(self, label: str, command: str, key: str) -> Button:
        button = Button(self._theme, label, Role.PLAIN, height=32, key=key)
        act: Callable[[], None] = lambda: self.asked.emit(command)  # noqa: E731 - a closure for each command
        button.clicked.connect(lambda: act())
        return button

    def show_chosen(self, selection: Selection | None, found: int) -> None:
        """Say how many are chosen; `found` is how many the filter finds."""
        self.setVisible(selection is not None)
        if selection is not None:
            count = selection.counted if selection.counted is not None else max(0, found - len(selection.but))
            chosen, seconds = self._t.n("{count} note chosen", "{count} notes chosen", count), seconds_for(count)
            if seconds:  # nobody should find out in the room
                chosen += " · " + self._t("a change takes about {count} s", count=self._t.number(seconds))
            self.count.say(chosen)
            self.count.setToolTip(self._t("Lines typed in the room wait for it.") if seconds else "")
