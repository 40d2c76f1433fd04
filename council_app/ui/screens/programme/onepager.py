"""The programme as it will be printed: choose what and in which language, look at it, save it as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.papers import Sheet
from council_app.i18n import LANGUAGES, translator
from council_app.services.papers import Papers
from council_app.services.programme.paper import prepare_programme
from council_app.services.workspace import Workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.core.preview import Preview
from council_app.ui.core.printing import save_as_pdf
from council_app.ui.core.text import Surface

_NAMES = {Sheet.A4: "A4", Sheet.LETTER: "Letter"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is printed, on what, and in which language."""

    year: int | None
    market: str
    sheet: Sheet
    language: str

    def prepare(self, workspace: Workspace) -> Papers:
        """Read what is printed."""
        t = translator(self.language)
        return prepare_programme(workspace=workspace, t=t, market=self.market, year=self.year, sheet=self.sheet)


class OnePagerPage(Page):
    """Choices on top, the pages below; one primary action: Print."""

    def __init__(self, ctx: AppContext, year: int | None, markets: tuple[tuple[str, str], ...]) -> None:
        super().__init__(ctx, "sunk")
        self.wanted = _Wanted(year, "", Sheet.A4, self.t.tag)
        self._markets = (("", self.t("All markets")), *markets)
        self.preview = Preview(ctx, self, lambda: self.wanted, self.t("Pages of the programme"))
        self.print = Button(self.theme, self.t("Print"), Role.PRIMARY, height=28, icon="printer")
        self.print.clicked.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(self.t("The programme on one page"), self.print))
        column.addWidget(self._make_choices())
        column.addWidget(self.preview.pages, 1)
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
            segment.clicked.connect(lambda _=False, chosen=sheet: self._want(replace(self.wanted, sheet=chosen)))
            self._group.addButton(segment)
            row.addWidget(segment)
        self._languages = {value: self.t.say(word) for value, word in LANGUAGE.values}
        self.market = Button(self.theme, self._markets[0][1], Role.PLAIN, height=28, after="chevron-down", weight=400)
        self.market.clicked.connect(lambda: self._offer(self.market, dict(self._markets), self.show_market))
        language = self._languages[self.t.language]
        self.language = Button(self.theme, language, Role.PLAIN, height=28, icon="globe", after="chevron-down", weight=400)
        offered = {tag: self._languages[tag] for tag in LANGUAGES}
        self.language.clicked.connect(lambda: self._offer(self.language, offered, self.speak))
        for widget in (self.market, self.language):
            row.addSpacing(8)
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.preview.note, 1)
        return strip

    def _offer(self, button: Button, choices: dict[str, str], take: Callable[[str], None]) -> QMenu:
        menu = QMenu(button)
        for key, name in choices.items():
            action = QAction(name.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, chosen=key: take(chosen))
            menu.addAction(action)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def speak(self, tag: str) -> None:
        """Print in another language."""
        self.language.rename(self._languages[tag])
        self._want(replace(self.wanted, language=tag))

    def show_market(self, market: str) -> None:
        """Print one market only, with its numbers; "" is all of them."""
        self.market.rename(dict(self._markets)[market])
        self._want(replace(self.wanted, market=market))

    def first_focus(self) -> QWidget | None:
        """The paper."""
        return self.sheets[self.wanted.sheet]

    def _want(self, wanted: _Wanted) -> None:
        self.wanted = wanted
        self.preview.ask()

    # -- saving

    def save(self) -> None:
        """Ask where to, and put the file there."""
        name = f"programme-{self.wanted.market or 'all'}-{self.wanted.year or ''}.pdf".replace("-.", ".")
        save_as_pdf(self.ctx, self, name=name, prepare=self.wanted.prepare, button=self.print)
