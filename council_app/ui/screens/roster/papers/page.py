"""Papers: choose what, look at the first pages, save all of them as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes, RosterLine, SessionRef
from council_app.errors import CouncilError
from council_app.services import papers
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork, in_words
from council_app.ui.core.jobs import Control
from council_app.ui.core.page import Page
from council_app.ui.core.paper import PagesView
from council_app.ui.core.printed import Printed
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.papers.choices import Choices
from council_app.ui.screens.roster.papers.saving import Saver
from council_app.ui.screens.roster.papers.wanted import BY_HAND, Kind, Ready, Wanted, prepare

_PAGES_PANE = 1
_LINE = "\u2028"  # a new line within a label
_SHOWS = frozenset({"attendance", "person", "consent", "session", "council"})


class PapersPage(Page):
    """The choices at the left, the pages at the right; one primary action: Save as."""

    def __init__(self, ctx: AppContext, kind: Kind = Kind.BADGES) -> None:
        super().__init__(ctx, "canvas")
        t, theme = self.t, self.theme
        key = ctx.session.key if ctx.session is not None else ""
        self.choices = Choices(ctx, Wanted(key, kind, cohort=ctx.cohort_key))
        self.choices.changed.connect(lambda _wanted: self._make_soon())
        self.pages = PagesView(ctx, t("Pages of the papers"))
        self.work = LongWork(theme, t)
        self.note = Text(theme, "", "small", "ink2", wrap=True)
        self.empty = Text(theme, "", "body", "ink2", wrap=True)
        self.save_as = Button(theme, t("Save as"), Role.PRIMARY, height=28, icon="download", key="Ctrl+S")
        self.save_as.clicked.connect(self.save)
        keys = QShortcut(QKeySequence("Ctrl+S"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.save)
        self._saved: Path | None = None
        self._ready: Ready | None = None
        self._looking: Control | None = None
        self.saver = Saver(ctx, self.work)
        self.saver.saved.connect(self._show_saved)
        self.saver.ended.connect(self._tell)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self.make)
        self._lay_out()
        ctx.changed.connect(self._maybe_make)
        ctx.cohort_changed.connect(self._follow_cohort)
        self.closed.connect(self._stop)
        self._make_soon()

    # -- building

    def _lay_out(self) -> None:
        left = Surface(self.theme, "canvas", "r")
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 1, 0)
        beside.addWidget(scroll_of(self.choices))
        self.columns = Columns(
            self.theme,
            (Pane(self.t("Choices"), left, self.theme.size("panel-agenda")), Pane(self.t("Pages"), self._make_right())),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Papers"), self.save_as))
        whole.addWidget(self.columns, 1)

    def _make_right(self) -> QWidget:
        nothing = Surface(self.theme, "sunk")
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(28, 28, 28, 28)
        middle.addWidget(self.empty)
        middle.addStretch(1)
        front = QWidget()
        self._layers = QStackedLayout(front)
        self._layers.addWidget(self.pages)
        self._layers.addWidget(nothing)
        right = Surface(self.theme, "sunk")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_strip())
        column.addWidget(front, 1)
        column.addWidget(self.work)
        return right

    def _make_strip(self) -> QWidget:
        """How many, what will be changed, and the file once it is there."""
        strip = Surface(self.theme, "canvas", "b")
        self.open_file = Button(self.theme, self.t("Open"), Role.PLAIN, height=28)
        self.show_folder = Button(self.theme, self.t("Show in folder"), Role.PLAIN, height=28, icon="folder-open")
        self.open_file.clicked.connect(lambda: self._open(self._saved))
        self.show_folder.clicked.connect(lambda: self._open(self._saved.parent if self._saved else None))
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 8, 12, 9)
        row.setSpacing(8)
        row.addWidget(self.note, 1)
        row.addWidget(self.open_file)
        row.addWidget(self.show_folder)
        return strip

    def first_focus(self) -> QWidget | None:
        """The kind that is chosen: arrows choose another."""
        return self.choices.kinds[self.wanted.kind]

    def take_chosen(self, lines: Sequence[RosterLine]) -> None:
        """Print for the people who are chosen in the list."""
        self.choices.take_chosen([line.id for line in lines])

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        return self.choices.wanted

    # -- looking

    def _maybe_make(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self._make_soon()

    def _follow_cohort(self) -> None:
        self.choices.filter_by(self.ctx.cohort_key)

    def _make_soon(self) -> None:
        """What lies here is older than what is wanted; typing and walking through choices rest for a moment first."""
        self._saved = self._ready = None
        self._tell()
        self._soon.start()

    def make(self) -> None:
        """Read and print the first pages of what is chosen."""
        self._soon.stop()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        wanted, workspace = self.wanted, self.ctx.workspace
        if workspace is None or not wanted.session:
            return
        if wanted.kind is Kind.CALENDAR:
            self._show_calendar()
            return
        self._looking = self.ctx.jobs.submit(
            lambda _control: prepare(workspace, wanted, whole=False),
            owner=self,
            done=lambda ready: self._print_look(wanted, ready),
            failed=lambda error: self._no_look(wanted, error),
        )

    def _print_look(self, wanted: Wanted, ready: Ready) -> None:
        if wanted != self.wanted:
            return
        self._ready = ready
        self._tell()
        self._looking = self.ctx.side.submit(
            lambda control: Printed(papers.print_papers(papers=ready.papers, cancelled=control.cancelled)[0]),
            owner=self,
            done=lambda printed: self._show(wanted, printed),
            failed=lambda error: self._no_look(wanted, error),
            cancelled=lambda: None,
        )

    def _show(self, wanted: Wanted, printed: Printed) -> None:
        if wanted == self.wanted:
            self._looking = None
            self._layers.setCurrentIndex(0)
            self.pages.show_printed(printed)
            self._tell()

    def _no_look(self, wanted: Wanted, error: CouncilError) -> None:
        """Say in place of the pages what is missing."""
        if wanted == self.wanted:
            self._looking, self._ready = None, None
            self._say_instead(in_words(self.t, error))

    def _show_calendar(self) -> None:
        """A calendar file has no pages: its sessions in words."""
        self._ready = None
        own = [each for each in self.ctx.sessions if self.ctx.session is not None and each.council_key == self.ctx.session.council_key]
        self._say_instead((2 * _LINE).join(self._in_words(each) for each in own))

    def _in_words(self, session: SessionRef) -> str:
        when = f"{self.t.date(session.starts.date(), style='full')}, {self.t.time(session.starts)}–{self.t.time(session.ends)}"
        return _LINE.join(part for part in (f"{when} ({session.zone})", session.venue) if part)

    def _say_instead(self, text: str) -> None:
        self.empty.say(text)
        self._layers.setCurrentIndex(1)
        self._tell()

    def _tell(self) -> None:
        """How many there will be, and why saving is not possible yet."""
        t, ready = self.t, self._ready
        parts = []
        if ready is not None and self.wanted.kind is not Kind.CALENDAR:
            parts.append(t.n("For {count} person.", "For {count} people.", ready.numbers.people))
            if self.wanted.blanks:
                parts.append(t.n("And {count} without a name.", "And {count} without a name.", self.wanted.blanks))
            if self.ctx.cohort is not None and self.wanted.who not in BY_HAND:
                parts.append(t("Only the cohort “{name}”.", name=self.ctx.cohort.name))
            if self.wanted.kind.needs_seats and ready.numbers.seatless:
                parts.append(
                    t.n(
                        "{count} of them gets a seat when this is saved.",
                        "{count} of them get their seats when this is saved.",
                        ready.numbers.seatless,
                    )
                )
        if self._saved is not None:
            parts = [t("Saved as {file}", file=self._saved.name)]
        self.note.say(" ".join(parts) or t("The first pages are shown here before anything is saved."))
        for button in (self.open_file, self.show_folder):
            button.setVisible(self._saved is not None)
        possible = ready is not None or self.wanted.kind is Kind.CALENDAR
        self.save_as.refuse("" if possible and not self.saver.busy else t("There is nothing to save yet."))

    # -- saving

    def save(self) -> None:
        """Ask where to, and put the file there."""
        if not self.save_as.isEnabled():
            return
        wanted = self.wanted
        ending = "ics" if wanted.kind is Kind.CALENDAR else "pdf"
        label = self.t("Calendar files") if ending == "ics" else self.t("PDF files")
        name = str(Path.home() / f"{wanted.session}-{wanted.kind.value}.{ending}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Save the papers"), name, f"{label} (*.{ending})")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write what is chosen to a file; whoever needs a seat for it gets one first."""
        self.saver.save(self.wanted, self._ready, out)
        self._tell()

    def _show_saved(self, out: Path) -> None:
        self._saved = out
        self._tell()

    def _stop(self) -> None:
        """The page goes: what is under way is not wanted any more."""
        self.saver.cancel()
        if self._looking is not None:
            self._looking.cancel()

    def _open(self, place: Path | None) -> None:
        if place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def calendar_page(ctx: AppContext) -> PapersPage:
    """The page with the calendar file chosen."""
    return PapersPage(ctx, Kind.CALENDAR)
