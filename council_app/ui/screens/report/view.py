"""The report: for whom, in which language, and its pages to look at before they are saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Audience
from council_app.domain.records import Changes
from council_app.domain.report import about_session
from council_app.errors import Cancelled, CouncilError, Message, m_
from council_app.i18n import LANGUAGES, Translator, translator
from council_app.services.publications import Quoting, remember
from council_app.services.report.preview import PreparedReport, prepare_report, print_preview, save_report
from council_app.services.workspace import Workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.core.paper import PagesView
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.printed import Printed
from council_app.ui.core.screen import Screen
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text

_PAGES_PANE = 1
_AUDIENCES: tuple[tuple[Audience, Message, Message], ...] = (
    (Audience.INTERNAL, m_("Inside"), m_("Seat codes, and quotes that people allowed inside the company.")),
    (Audience.EXTERNAL, m_("Outside"), m_("No seat codes, and only quotes that people allowed in public.")),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: a session's, for somebody, in a language."""

    session: str
    audience: Audience
    language: str


class ReportScreen(Screen):
    """Pages are made when the place opens and when a choice changes; a write meanwhile offers to make them again."""

    commands = (
        Command("report.make", m_("Make the report again"), "make", "Ctrl+R", Need.SESSION, icon="refresh-cw"),
        Command("report.save", m_("Save the report as a file"), "save", "Ctrl+S", Need.SESSION, icon="download"),
    )
    shows = frozenset({"note", "note_tag", "insight", "evidence", "insight_visual", "attendance", "consent", "trial", "answer", "delivery"})

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._audience = Audience.INTERNAL
        self._language = ctx.t.language
        self._made: Wanted | None = None
        self._printed: Printed | None = None
        self._quoting: Quoting | None = None
        self._control: Control | None = None
        self.pages = PagesView(ctx, ctx.t("Pages of the report"))
        self.work = LongWork(ctx.theme, ctx.t)
        self._save = Button(ctx.theme, ctx.t("Save as"), Role.PRIMARY, height=32, icon="download", key="Ctrl+S")
        self._save.clicked.connect(self.save)
        self._columns = Columns(
            ctx.theme,
            (Pane(ctx.t("Choices"), self._make_left(), ctx.theme.size("panel-agenda")), Pane(ctx.t("Pages"), self._make_right())),
            front=_PAGES_PANE,
        )
        empty = EmptyState(
            self.theme, self.t("No session to report on."), self.t("A report is about one session. A plan brings sessions in.")
        )
        empty.offer(self.t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: ctx.go(Place.PROGRAMME))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._columns)
        self._layers.addWidget(empty)
        self._tell()

    # -- building

    def _make_left(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(Text(self.theme, self.t("For whom"), "body", weight=600))
        self._audience_help = Text(self.theme, "", "small", "ink3", wrap=True)
        for segment in self._segments(
            [(one.value, self.t.say(word)) for one, word, _ in _AUDIENCES], self._audience.value, self._choose_audience
        ):
            column.addWidget(segment)
        column.addWidget(self._audience_help)
        column.addSpacing(16)
        column.addWidget(Text(self.theme, self.t("Language of the report"), "body", weight=600))
        names = {value: self.t.say(word) for value, word in LANGUAGE.values}
        for segment in self._segments([(tag, names[tag]) for tag in LANGUAGES], self._language, self._choose_language):
            column.addWidget(segment)
        column.addSpacing(16)
        self._note = Text(self.theme, "", "small", "ink3", wrap=True)
        column.addWidget(self._note)
        self._again = Button(self.theme, self.t("Make it again"), Role.PLAIN, height=32, icon="refresh-cw", key="Ctrl+R")
        self._again.clicked.connect(self.make)
        column.addWidget(self._again)
        column.addStretch(1)
        left = Surface(self.theme, "canvas", "r")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(scroll_of(page))
        return left

    def _segments(self, choices: list[tuple[str, str]], chosen: str, act: Callable[[str], None]) -> list[Segment]:
        group = QButtonGroup(self)
        segments = []
        for value, label in choices:
            segment = Segment(self.theme, label)
            segment.setChecked(value == chosen)
            segment.clicked.connect(lambda _=False, picked=value: act(picked))
            group.addButton(segment)
            segments.append(segment)
        return segments

    def _make_right(self) -> QWidget:
        right = Surface(self.theme, "sunk")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(self.work)
        return right

    def header_actions(self) -> tuple[Button, ...]:
        """Save as."""
        return (self._save,)

    def first_focus(self) -> QWidget | None:
        """The pages: arrows and Page Down scroll."""
        return self.pages

    # -- choosing

    def _choose_audience(self, value: str) -> None:
        self._audience = Audience(value)
        self.make()

    def _choose_language(self, value: str) -> None:
        self._language = value
        self.make()

    def _maybe_reload(self, changes: Changes) -> None:
        """A write does not print again by itself: it says that the pages are older."""
        if not self.shows.isdisjoint(changes.entities) and self._made is not None:
            self._made = None
            self._tell(self.t("Something changed since these pages were made."))

    def reload(self) -> None:
        """Make the pages of the session at hand, unless they lie here."""
        session = self.ctx.session
        self._layers.setCurrentIndex(0 if session is not None else 1)
        if session is not None and self._wanted(session.key) != self._made:
            self.make()

    def enter(self) -> None:
        """Pages older than the data are made again when the place opens."""
        self._stale = self._stale or self._made is None
        super().enter()

    def _wanted(self, session: str) -> Wanted:
        return Wanted(session, self._audience, self._language)

    # -- making

    def make(self) -> None:
        """Read, print in a process of its own, and show the pages."""
        session, workspace = self.ctx.session, self.ctx.workspace
        if session is None or workspace is None:
            return
        if self._control is not None:
            self._control.cancel()
        wanted = self._made = self._wanted(session.key)
        t = translator(self.ctx.t.tag if self._language == self.ctx.t.language else self._language)
        self._columns.show_pane(_PAGES_PANE)
        self._control = self.ctx.jobs.submit(
            lambda control: _prepared(workspace, wanted, t, control),
            owner=self,
            done=lambda prepared: self._print(wanted, prepared),
            failed=lambda error: self._failed(wanted, error),
            cancelled=lambda: self._cancelled(wanted),
        )
        self.work.begin(self.t("Reading what was said"), self._control)
        self._tell()

    def _print(self, wanted: Wanted, prepared: PreparedReport) -> None:
        if wanted != self._made:
            return
        self._control = self.ctx.side.submit(
            lambda control: Printed(print_preview(prepared=prepared, progress=control.report, cancelled=control.cancelled)),
            owner=self,
            done=lambda printed: self._show(wanted, printed, prepared.quoting),
            failed=lambda error: self._failed(wanted, error),
            cancelled=lambda: self._cancelled(wanted),
            progress=self.work.advance,
        )
        self.work.begin(self.t("Laying out the pages"), self._control)

    def _show(self, wanted: Wanted, printed: Printed, quoting: Quoting) -> None:
        if wanted != self._made:
            return
        self._printed, self._quoting, self._control = printed, quoting, None
        self.pages.show_printed(printed)
        self.work.end()
        self._tell()

    def _cancelled(self, wanted: Wanted) -> None:
        if wanted == self._made:
            self._made, self._control = None, None
            self.work.end(self.t("Stopped. The pages before are still here.") if self._printed else self.t("Stopped."))
            self._tell()

    def _failed(self, wanted: Wanted, error: CouncilError) -> None:
        if wanted == self._made:
            self._made, self._control = None, None
            self.work.end()
            self._tell()
        self.ctx.refused.emit(error)

    def _tell(self, note: str = "") -> None:
        """Say what lies here, and why saving is not possible yet."""
        help_text = next(text for audience, _, text in _AUDIENCES if audience is self._audience)
        self._audience_help.say(self.t.say(help_text))
        count = len(self._printed.sizes) if self._printed is not None else 0
        if not note and count and self._control is None:
            note = self.t.n(
                "{count} page. The same data gives the same pages.", "{count} pages. The same data gives the same pages.", count
            )
        self._note.say(note)
        self._save.refuse("" if count and self._control is None else self.t("There are no pages yet."))

    # -- saving

    def save(self) -> None:
        """Ask where to, and put the PDF there."""
        printed, session = self._printed, self.ctx.session
        if printed is None or session is None or self._control is not None:
            return
        name = f"{session.key}-{self._audience.value}-{self._language}.pdf"
        label = self.t("PDF files")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Save the report"), str(Path.home() / name), f"{label} (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write the pages on show to a file."""
        printed, quoting = self._printed, self._quoting
        if printed is not None and quoting is not None:
            self.ctx.side.submit(
                lambda _control: save_report(pdf=printed.pdf, out=out),
                owner=self,
                done=lambda _: self._saved(out, quoting),
                failed=self.ctx.refused.emit,
            )

    def _saved(self, out: Path, quoting: Quoting) -> None:
        self.ctx.noticed.emit(self.t("Saved as {file}", file=str(out)), False)
        workspace = self.ctx.workspace
        if workspace is not None and not workspace.read_only:  # so that a later withdrawal of consent names this file
            self.ctx.jobs.submit(
                lambda _control: remember(workspace=workspace, documents=[quoting]),
                owner=self,
                done=lambda _: None,
                failed=self.ctx.refused.emit,
            )


def _prepared(workspace: Workspace, wanted: Wanted, t: Translator, control: Control) -> PreparedReport:
    """Read the report; somebody who stops meanwhile is heeded before it is printed."""
    prepared = prepare_report(workspace=workspace, about=about_session(wanted.session), audience=wanted.audience, t=t)
    if control.cancelled():
        raise Cancelled
    return prepared
