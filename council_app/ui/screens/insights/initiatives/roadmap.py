"""The roadmap page as it will be printed: choose the paper and the language, look at it, save it as a PDF."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.domain.roadmap import RoadmapSheet
from council_app.i18n import LANGUAGES, translator
from council_app.services.papers import Papers
from council_app.services.roadmap import prepare_roadmap
from council_app.services.workspace import Workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.preview import Preview
from council_app.ui.core.printing import save_as_pdf
from council_app.ui.core.text import Surface
from council_app.ui.screens.insights.opening import InsightPage

_SHOWS = frozenset({"initiative", "insight", "evidence", "note", "note_tag", "attendance", "consent", "workshop", "workshop_item"})
_NAMES = {RoadmapSheet.A4: "A4", RoadmapSheet.A3: "A3", RoadmapSheet.LETTER: "Letter"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What it is printed on, and in which language."""

    sheet: RoadmapSheet
    language: str

    def prepare(self, workspace: Workspace) -> Papers:
        """Read what is printed."""
        return prepare_roadmap(workspace=workspace, t=translator(self.language), sheet=self.sheet)


class RoadmapPage(InsightPage):
    """Choices on top, the pages below; one primary action: Print."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "sunk")
        self.wanted = _Wanted(RoadmapSheet.A4, self.t.tag)
        self.preview = Preview(ctx, self, lambda: self.wanted, self.t("Pages of the roadmap"))
        self.print = Button(self.theme, self.t("Print"), Role.PRIMARY, height=28, icon="printer", key="Ctrl+P")
        self.print.clicked.connect(self.save)
        self.print.setShortcut("Ctrl+P")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("Roadmap page"), self.print))
        column.addWidget(self._make_choices())
        column.addWidget(self.preview.pages, 1)
        ctx.changed.connect(self._maybe_make)
        self.closed.connect(self.preview.stop)
        self.preview.ask()

    def _make_choices(self) -> QWidget:
        strip = Surface(self.theme, "canvas", "b")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 6, 16, 7)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self.sheets = {sheet: Segment(self.theme, name, height=28) for sheet, name in _NAMES.items()}
        for sheet, segment in self.sheets.items():
            segment.setChecked(sheet is self.wanted.sheet)
            segment.clicked.connect(lambda _=False, chosen=sheet: self._want(_Wanted(chosen, self.wanted.language)))
            self._group.addButton(segment)
            row.addWidget(segment)
        self._names = {value: self.t.say(word) for value, word in LANGUAGE.values}
        language = self.t.language
        self.language = Button(self.theme, self._names[language], Role.PLAIN, height=28, icon="globe", after="chevron-down", weight=400)
        self.language.clicked.connect(self.open_languages)
        row.addSpacing(8)
        row.addWidget(self.language)
        row.addSpacing(8)
        row.addWidget(self.preview.note, 1)
        return strip

    def open_languages(self) -> QMenu:
        """Offer the languages; the window's own is the one to begin with."""
        menu = QMenu(self.language)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tag in LANGUAGES:
            action = QAction(self._names[tag], menu)
            action.triggered.connect(lambda _=False, chosen=tag: self.speak(chosen))
            menu.addAction(action)
        menu.popup(self.language.mapToGlobal(self.language.rect().bottomLeft()))
        return menu

    def speak(self, tag: str) -> None:
        """Print in another language."""
        self.language.rename(self._names[tag])
        self._want(_Wanted(self.wanted.sheet, tag))

    def first_focus(self) -> QWidget | None:
        """The paper."""
        return self.sheets[self.wanted.sheet]

    def _want(self, wanted: _Wanted) -> None:
        self.wanted = wanted
        self.preview.ask()

    def _maybe_make(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.preview.ask()

    # -- saving

    def save(self) -> None:
        """Ask where to, and put the file there."""
        save_as_pdf(self.ctx, self, name=f"roadmap-{self.wanted.sheet}.pdf", prepare=self.wanted.prepare, button=self.print)
