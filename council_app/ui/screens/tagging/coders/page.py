"""The second coder's page: the rounds, and over them the page that one of them leads to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.rounds import RoundLine
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page, Pile
from council_app.ui.screens.tagging.coders.agreement import AgreementPage
from council_app.ui.screens.tagging.coders.beginning import BeginPage
from council_app.ui.screens.tagging.coders.coding import CodingPage
from council_app.ui.screens.tagging.coders.deciding import DecidePage
from council_app.ui.screens.tagging.coders.overview import RoundsView
from council_app.ui.screens.tagging.coders.who import WhoPage
from council_app.ui.screens.tagging.opening import NotesPage


class CodersPage(NotesPage):
    """Rounds at the bottom; coding, agreement and decisions over them.

    Attributes:
        coder: who codes, once somebody said so; asked anew when the page is opened again, for another person may sit there.
    """

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.coder = ""
        self._selection: Selection | None = None
        self._filter = NoteFilter()
        self.rounds = RoundsView(ctx)
        ground = QWidget()  # a pile's lowest is no page: it stays
        below = QVBoxLayout(ground)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.rounds)
        self.pile = Pile(ground)
        self.pile.emptied.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self.rounds.closed.connect(self.leave)
        self.rounds.begin_asked.connect(self.begin)
        self.rounds.code_asked.connect(self.code)
        self.rounds.agreement_asked.connect(self.show_agreement)
        self.rounds.decide_asked.connect(self.decide)

    def take_notes(self, selection: Selection | None, wanted: NoteFilter) -> None:
        """What is chosen and filtered in the list below: a new round can be about it."""
        self._selection, self._filter = selection, wanted

    def first_focus(self) -> QWidget | None:
        """The list of rounds; or what the page on top says."""
        return self.rounds.first_focus() if self.pile.top is None else self.pile.top.first_focus()

    def _back(self) -> None:
        target = self.rounds.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Begin a round."""
        page = BeginPage(self.ctx, self._selection, self._filter)
        page.begun.connect(self.rounds.choose)
        self.pile.open(page)

    def code(self, line: RoundLine) -> None:
        """Code in a round, once it is known who does."""
        self._as_somebody(line, lambda: self._code_as(line))

    def _code_as(self, line: RoundLine) -> None:
        page = CodingPage(self.ctx, line, self.coder)
        page.other_asked.connect(lambda: self._another(page, line))
        page.agreement_asked.connect(lambda: self._instead(page, lambda: self.show_agreement(line)))
        self.pile.open(page)

    def _another(self, page: Page, line: RoundLine) -> None:
        self.coder = ""
        self._instead(page, lambda: self.code(line))

    def show_agreement(self, line: RoundLine) -> None:
        """How far the coders agree."""
        self.pile.open(AgreementPage(self.ctx, line))

    def decide(self, line: RoundLine) -> None:
        """Decide where they do not, once it is known who does."""
        self._as_somebody(line, lambda: self.pile.open(DecidePage(self.ctx, line, self.coder)))

    def _as_somebody(self, line: RoundLine, act: Callable[[], None]) -> None:
        if self.coder:
            act()
            return
        page = WhoPage(self.ctx, line.name, tuple(line.through))

        def named(name: str) -> None:
            self.coder = name
            self._instead(page, act)

        page.named.connect(named)
        self.pile.open(page)

    def _instead(self, page: Page, act: Callable[[], None]) -> None:
        self.pile.close_page(page)
        act()
