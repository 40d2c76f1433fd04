"""The middle: the pages, what keeps them from being made, and how far they are; the pages before stay until there are others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.errors import Progress
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.core.paper import PagesView
from council_app.ui.core.printed import Bookmark, Printed
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.report.maker import Made, Maker
from council_app.ui.screens.report.problems import ProblemsPanel
from council_app.ui.screens.report.saved import SavedStrip

_DEEPEST = 1


class LookingPane(Surface):
    """Follows a `Maker`.

    Signals:
        make_asked: the pages are to be made again.
    """

    make_asked = Signal()

    def __init__(self, ctx: AppContext, maker: Maker) -> None:
        super().__init__(ctx.theme, "sunk")
        self._ctx, self.t, self._maker = ctx, ctx.t, maker
        t, theme = ctx.t, ctx.theme
        self.pages = PagesView(ctx, t("Pages of the report"))
        self.pages.page_changed.connect(lambda _: self._tell_page())
        self.work = LongWork(theme, t)
        self.problems = ProblemsPanel(theme, t)
        self.saved = SavedStrip(theme, t)
        self.contents = Button(theme, t("Contents"), Role.QUIET, height=28, icon="list-tree")
        self.contents.clicked.connect(self.open_contents)
        self.full = Button(theme, t("Full size"), Role.QUIET, height=28, icon="search")
        self.full.setCheckable(True)
        self.full.toggled.connect(lambda on: self.pages.show_full(full=on))
        self.page = Text(theme, "", "small", "ink2", tabular=True)
        self.state = Text(theme, "", "small", "ink3", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self.again = Button(theme, t("Make again"), Role.LINK, height=28)
        self.stop = Button(theme, t("Stop"), Role.LINK, height=28)
        self.again.clicked.connect(self.make_asked)
        self.stop.clicked.connect(maker.cancel)
        self._printed: Printed | None = None
        self._place = ""
        self._lay_out()
        self._follow(maker)
        self._tell_page()

    def _lay_out(self) -> None:
        bar = Surface(self._theme, "canvas", "b")
        bar.setFixedHeight(self._theme.size("panel-header"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 12, 1)
        row.setSpacing(8)
        for widget in (self.contents, self.full, self.page):
            row.addWidget(widget)
        row.addWidget(self.state, 1)
        row.addWidget(self.again)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.problems)
        column.addWidget(self.pages, 1)
        column.addWidget(self.saved)
        column.addWidget(self.work)

    def _follow(self, maker: Maker) -> None:
        maker.began.connect(self._begin)
        maker.advanced.connect(self._advance)
        maker.finished.connect(self._show)
        maker.stopped.connect(self._stopped)
        maker.refused.connect(lambda _: self._ended(self.t("These pages are older than what is written.")))
        maker.aged.connect(self._aged)

    # -- what goes on

    def _begin(self, quietly: bool) -> None:
        control = self._maker.control
        if quietly or control is None:
            self._say(self.t("Making them again…"), stop=True)
        else:
            self._say("")
            self.work.begin(self.t("Reading what was said"), control)

    def _advance(self, progress: Progress) -> None:
        if not self.work.isHidden():
            self.work.advance(progress)
            self.work.follow(self._maker.control)
        elif progress.total:
            share = self.t.percent(progress.done / progress.total)
            self._say(self.t("Making them again, {share}", share=share), stop=True)

    def _show(self, made: Made) -> None:
        """Other pages; of the same report one goes on looking where one looked."""
        self.work.end()
        self.problems.show_problems(())
        before, self._place = self._place, f"{made.wanted.about.scope}/{made.wanted.about.key}"
        if before == self._place:
            self.pages.renew(made.printed, place=self._moved(made.printed))
        else:
            self.pages.show_printed(made.printed)
        self._printed = made.printed
        self._say("")
        self._tell_page()

    def show_saving(self, control: Control) -> None:
        """Another form of the report is written: how far it is, and a way to stop it."""
        self.work.begin(self.t("Writing the file"), control)

    def _moved(self, printed: Printed) -> tuple[int, float]:
        """Where what one looks at stands now: as far behind the head of its section as before."""
        page, down = self.pages.place
        old = self._printed.places if self._printed is not None else {}
        behind = [(start, name) for name, start in old.items() if start <= page and name in printed.places]
        if not behind:
            return page, down
        start, name = max(behind)
        return printed.places[name] + page - start, down

    def _stopped(self) -> None:
        self._ended(self.t("Stopped. The pages before are still here.") if self._printed is not None else self.t("Stopped."))

    def _ended(self, sentence: str) -> None:
        """They were not made."""
        if self._printed is None and not self.problems.isVisible():
            self.work.end(sentence)
            self._say("", again=True)
        else:
            self.work.end()
            self._say(sentence if self._printed is not None else "", again=True)

    def _aged(self) -> None:
        if not self._maker.running and self._printed is not None:
            self._say(self.t("Something changed since."), again=False)

    def _say(self, sentence: str, *, stop: bool = False, again: bool = False) -> None:
        self.state.say(sentence)
        self.state.setToolTip(sentence)
        self.stop.setVisible(stop)
        self.again.setVisible(again)

    # -- going to

    @property
    def places(self) -> dict[str, int] | None:
        """Where parts of the report stand, once there are pages."""
        return self._printed.places if self._printed is not None else None

    def go_to(self, place: str) -> None:
        """Look at a part of the report by its name in the document."""
        page = (self.places or {}).get(place)
        if page is not None:
            self.pages.go_to(page)

    def open_contents(self) -> QMenu:
        """The table of contents, to choose where to look."""
        menu = QMenu(self.contents)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for line in self._lines():
            label = f"{'    ' * line.level}{_short(line.title)}".replace("&", "&&")
            action = menu.addAction(f"{label}\t{self.t.number(line.page + 1)}")
            action.triggered.connect(lambda _=False, page=line.page: self.pages.go_to(page))
        menu.popup(self.contents.mapToGlobal(QPoint(0, self.contents.height() + 2)))
        return menu

    def _lines(self) -> Sequence[Bookmark]:
        found = self._printed.bookmarks if self._printed is not None else ()
        return [line for line in found if line.level <= _DEEPEST]

    def _tell_page(self) -> None:
        count = len(self._printed.sizes) if self._printed is not None else 0
        at = min(self.pages.page + 1, count)
        self.page.say(self.t("{number} of {total}", number=at, total=count) if count else "")
        self.page.setAccessibleName(self.t("Page {number} of {total}", number=at, total=count) if count else "")
        for button in (self.contents, self.full):
            button.refuse("" if count else self.t("There are no pages yet."))

    def first_focus(self) -> QWidget:
        """The pages: arrows and Page Down scroll."""
        return self.pages


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59] + "…"
