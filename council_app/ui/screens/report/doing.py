"""What the commands of the Report do: each is one method, found by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from council_app.domain.enums import Audience
from council_app.domain.papers import Sheet
from council_app.domain.report import SUMMARY_PART, ReportAbout, Section
from council_app.errors import Problem, m_
from council_app.services.report.rendering import ReportFormat
from council_app.services.report.setup import ReportSetupFacts, set_up
from council_app.ui.core.columns import Columns
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.screens.report.choices import ChoicesPane
from council_app.ui.screens.report.heading import Heading
from council_app.ui.screens.report.keeping import Writer
from council_app.ui.screens.report.looking import LookingPane
from council_app.ui.screens.report.maker import Maker
from council_app.ui.screens.report.pages import page_of
from council_app.ui.screens.report.saving import Saved, Saver
from council_app.ui.screens.report.writing import WritingPane

CHOICES_PANE, PAGES_PANE, WORDS_PANE = range(3)


class ReportVerbs(Screen):
    """A screen with these parts; whoever makes them is the place itself."""

    sheets = tuple(Sheet)
    about: ReportAbout | None
    audience: Audience
    language: str
    setup: ReportSetupFacts
    maker: Maker
    writer: Writer
    saver: Saver
    choices: ChoicesPane
    looking: LookingPane
    words: WritingPane
    heading: Heading
    pile: Pile
    read: Callable[[], None]
    _columns: Columns

    @property
    def refusal(self) -> str:
        """Why nothing can be kept; "" when it can."""
        workspace = self.ctx.workspace
        return self.t("This file is open for reading only.") if workspace is not None and workspace.read_only else ""

    # -- what it has

    def arrange(self, sections: tuple[Section, ...]) -> None:
        """These sections, in this order."""
        self._set_up(ReportSetupFacts(sections, self.setup.sheet))

    def choose_sheet(self, sheet: Sheet) -> None:
        """Another paper."""
        self._set_up(ReportSetupFacts(self.setup.sections, sheet))

    def _set_up(self, setup: ReportSetupFacts) -> None:
        about, audience = self.about, self.audience
        if about is None or self.refusal or setup == self.setup:
            return
        self.setup = setup
        self.ctx.write(
            self,
            lambda workspace: set_up(workspace=workspace, about=about, audience=audience, sections=setup.sections, sheet=setup.sheet),
            lambda _: None,
            changes=lambda changes: changes,
            notice=m_("Chose what the report has"),
        )

    # -- looking

    def make(self) -> None:
        """Read, print in a process of its own, and show the pages."""
        self.writer.finish()
        self._columns.show_pane(PAGES_PANE)
        self.maker.make()

    def show_section(self, section: Section) -> None:
        """Go to the pages of a section."""
        self._columns.show_pane(PAGES_PANE)
        self.looking.go_to(section.value)

    def open_contents(self) -> None:
        """Choose where to look."""
        self._columns.show_pane(PAGES_PANE)
        self.looking.open_contents()

    def toggle_full(self) -> None:
        """As printed, or as wide as there is room."""
        self.looking.full.toggle()

    def choose_about(self) -> None:
        """Report on something else."""
        self._columns.show_pane(CHOICES_PANE)
        self.choices.open_picker()

    def go_to_sections(self) -> None:
        """Stand in the list of sections."""
        self._columns.show_pane(CHOICES_PANE)
        self.choices.show_list()

    def write_summary(self) -> None:
        """Stand in the summary."""
        self._columns.show_pane(WORDS_PANE)
        self.words.go_to(SUMMARY_PART)

    def go_to_problem(self, problem: Problem) -> None:
        """Where it is to be written anew: in a field here, or with the insights."""
        if problem.part in self.words.fields:
            self._columns.show_pane(WORDS_PANE)
            self.words.go_to(problem.part)
        else:
            self.ctx.go(Place.INSIGHTS)

    def open_page(self, command: str) -> None:
        """Lay a page over the place, about the report at hand."""
        page = page_of(command, self.ctx, self.maker.made, self.choices.choice)
        self.writer.finish()
        self.pile.clear()
        self.pile.open(page)
        self.heading.fit(self.width(), covered=True)

    # -- saving

    def save(self) -> None:
        """Save as PDF."""
        self.save_as(ReportFormat.PDF.value)

    def save_as(self, form: str) -> None:
        """Ask where to, and put it there."""
        self.writer.finish()
        self.saver.ask(ReportFormat(form))

    def save_to(self, out: Path, form: ReportFormat = ReportFormat.PDF) -> None:
        """Write the report to a file."""
        self.writer.finish()
        self.saver.save_to(form, out)

    def _saved(self, saved: Saved) -> None:
        aside = self.t("It is not in the list of versions: this file is open for reading only.") if self.refusal else ""
        self.looking.saved.tell(saved.out, aside)
        self._columns.show_pane(PAGES_PANE)

    def _wait(self, waits: bool) -> None:
        self.heading.wait(self.t("Saved once its pages are there") if waits else "")
