"""The two panes of journeys: which and its words, and the map with what can be done to a stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.journeys import JourneyMap, StageMap, Touched
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.keys import key_text
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.journeys.fields import Fields
from council_app.ui.screens.insights.journeys.views import JourneyList, MapView
from council_app.ui.screens.insights.journeys.words import hanging_words


class JourneysPane(Surface):
    """The journeys above, the words of the one at hand below."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "r")
        self.list, self.fields = JourneyList(theme, t), Fields(theme, t)
        self.new = Button(theme, t("New journey"), Role.PLAIN, height=28, icon="plus")
        self.remove = Button(theme, "", Role.QUIET, height=28, icon="trash-2")
        self.remove.setAccessibleName(t("Remove journey"))
        self.remove.setToolTip(t("Remove journey"))
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.remove)
        below = Surface(theme, "canvas", "t")
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 1, 1, 0)
        inside.setSpacing(0)
        inside.addLayout(row)
        inside.addWidget(scroll_of(self.fields), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 2)
        column.addWidget(below, 3)


class MapPane(Surface):
    """The promise, the stages, what hangs on the one at hand, and what can be done to it."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._t = t
        self.view = MapView(theme, t)
        self._promise = Text(theme, "", "body", "ink2", elide=True)
        self._hanging = Text(theme, "", "small", "ink2", wrap=True)
        self.open = Button(theme, t("Insights"), Role.QUIET, height=28, icon="chevron-right")
        self.notes = Button(theme, t("Notes"), Role.QUIET, height=28, icon="chevron-right")
        self.rename = Button(theme, t("Rename"), Role.QUIET, height=28, icon="pencil")
        self.mark = Button(theme, t("Moment of truth"), Role.QUIET, height=28, icon="star")
        self.remove = Button(theme, t("Remove"), Role.QUIET, height=28, icon="trash-2")
        for button, name, key in (
            (self.open, t("Insights at this stage"), key_text("Return")),
            (self.notes, t("Notes at this stage"), key_text("Ctrl+Return")),
            (self.rename, t("Rename stage"), "F2"),
            (self.mark, t("Moment of truth"), "C"),
            (self.remove, t("Remove stage"), "Del"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({key})")
        top, foot = QWidget(), Surface(theme, "canvas", "t")
        head = QVBoxLayout(top)
        head.setContentsMargins(14, 8, 14, 8)
        head.addWidget(self._promise)
        below = QVBoxLayout(foot)
        below.setContentsMargins(14, 7, 14, 6)
        below.setSpacing(2)
        below.addWidget(self._hanging)
        row = QHBoxLayout()
        row.setSpacing(0)
        for each in (self.open, self.notes, self.rename, self.mark, self.remove):
            row.addWidget(each)
        row.addStretch(1)
        below.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.view, 1)
        column.addWidget(foot)

    def fold(self, folded: bool) -> None:
        """Show the stages as a list; in one column there is no room for the words of what its icon says alone."""
        self.view.fold(folded=folded)
        for button, word in ((self.rename, self._t("Rename")), (self.remove, self._t("Remove"))):
            named = button.accessibleName()
            button.rename("" if folded else word)
            button.setAccessibleName(named)

    def show_journey(self, journey: JourneyMap) -> None:
        """Show a journey's promise and its stages."""
        self._promise.say(
            self._t("Promise: {promise}", promise=journey.promise) if journey.promise else self._t("No promise is written yet.")
        )
        self._promise.setToolTip(journey.promise)
        self.view.model_.show_lines(journey.stages)

    def offer(self, insights: Sequence[tuple[str, str]], chosen: Callable[[str], None]) -> QMenu:
        """Insights to choose from (key, title)."""
        menu = QMenu(self.open)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, title in insights:
            action = QAction(title.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, key=key: chosen(key))
            menu.addAction(action)
        menu.popup(self.open.mapToGlobal(QPoint(0, self.open.height() + 2)))
        return menu

    def say(self, stage: StageMap | None, touched: Touched | None) -> None:
        """What hangs on the stage at hand, and what can be done."""
        t = self._t
        for button in (self.rename, self.mark, self.remove):
            button.setEnabled(stage is not None)
        self.notes.setEnabled(touched is not None and touched.notes > 0)
        self.open.setEnabled(stage is not None and stage.insights > 0)
        if stage is None:
            self._hanging.say(t("No stage yet. Add the first step of the journey."))
        elif touched is not None:
            self._hanging.say(hanging_words(touched, t))
