"""The left side: scripts and their parts, how long it all takes against the session's time, and what can be added."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.scripts import ScriptFacts, ScriptUse
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.keys import key_text
from council_app.ui.core.table import Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.script.dragging import Dragging
from council_app.ui.screens.script.rows import OutlineModel, Row, columns


class Outline(Surface):
    """The list, the sum, the buttons."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "r")
        self._t = t
        self.model = OutlineModel(columns(t), self, identity=lambda row: row.id, tag=t.tag)
        self.table: Table[Row] = Table(theme, self.model, t("Scripts"))
        self.total = Text(theme, "", "small", "ink2", wrap=True)
        self.foot = foot = Surface(theme, "sheet", "t")
        low = QVBoxLayout(foot)
        low.setContentsMargins(12, 8, 12, 10)
        low.setSpacing(8)
        low.addWidget(self.total)
        self._adders = QWidget()
        self._flow = FlowLayout(self._adders, gap=6, line_gap=6)
        low.addWidget(self._adders)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        self.delete_key = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        self.delete_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.dragging = Dragging(theme, self.table, self.model)
        self._theme = theme

    def offer(self, label: str, key: str, icon: str = "plus") -> Button:
        """A button below the list."""
        button = Button(self._theme, label if icon == "plus" else "", Role.PLAIN, height=32, icon=icon)
        button.setToolTip(f"{label} ({key_text(key)})")
        button.setAccessibleName(label)
        self._flow.addWidget(button)
        return button

    def let_write(self, *, writes: bool) -> None:
        """Offer what adds to a script, or hide it where there is nothing to add to."""
        self._adders.setVisible(writes)

    def show_total(self, script: ScriptFacts, use: ScriptUse | None) -> None:
        """How long the script takes, against the time of a session."""
        t, minutes = self._t, script.minutes
        if not minutes:
            self.total.say(t("Nobody said yet how long it takes."))
        elif use is None:
            self.total.say(t.n("{count} minute in all", "{count} minutes in all", minutes))
        elif minutes > use.minutes:
            over = t.n("{count} minute too long", "{count} minutes too long", minutes - use.minutes)
            self.total.say(t("{over} for {city}, {day}", over=over, city=use.city, day=t.date(use.date, style="medium")))
        else:
            day = t.date(use.date, style="medium")
            self.total.say(t("{taken} of {there} minutes of {city}, {day}", taken=minutes, there=use.minutes, city=use.city, day=day))
        self.total.use_ink("state.bad.text" if use is not None and minutes > use.minutes else "ink2")
