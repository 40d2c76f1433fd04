"""The report: what it is about, for whom and of what; its pages as they will be printed; and the words that people add."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Audience, ReportScope
from council_app.domain.records import Changes
from council_app.domain.report import ReportAbout, about_session
from council_app.errors import CouncilError
from council_app.i18n import LANGUAGES
from council_app.services.report.setup import ReportSetupFacts, sections_for
from council_app.ui.core.buttons import Button
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place, stop_of
from council_app.ui.screens.report.choices import ChoicesPane
from council_app.ui.screens.report.commands import COMMANDS
from council_app.ui.screens.report.doing import ReportVerbs
from council_app.ui.screens.report.heading import Heading
from council_app.ui.screens.report.keeping import Writer
from council_app.ui.screens.report.looking import LookingPane
from council_app.ui.screens.report.maker import Made, Maker
from council_app.ui.screens.report.problems import problems_of
from council_app.ui.screens.report.reading import Known, Reader
from council_app.ui.screens.report.saving import Saver
from council_app.ui.screens.report.wanted import Wanted
from council_app.ui.screens.report.writing import WritingPane

_PAGES = 1
_CHOICES_WIDTH, _WORDS_WIDTH = 264, 296
_KNOWN_OF = frozenset({"report_setup", "report_text", "session", "council", "market", "session_event", "note"})
_SHOWS = (
    "note", "note_tag", "tag", "insight", "evidence", "insight_visual", "attendance", "consent", "trial", "answer", "delivery", "session",
    "council", "market", "session_event", "brand", "report_setup", "report_text", "stage", "journey", "prototype", "initiative",
)  # fmt: skip


class ReportScreen(ReportVerbs):
    """Pages are made when the place opens and when a choice changes, and again a little after anything in them changed."""

    shows = frozenset(_SHOWS)
    commands = COMMANDS
    whole_council = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.about: ReportAbout | None = None
        self.audience, self.language = Audience.INTERNAL, ctx.t.language
        self.setup = ReportSetupFacts((), next(iter(self.sheets)))
        self.maker = Maker(ctx, self)
        self.writer = Writer(ctx, self)
        self.saver = Saver(ctx, self.maker, self)
        self.reader = Reader(ctx, self, self._show_known)
        self.choices = ChoicesPane(ctx)
        self.looking = LookingPane(ctx, self.maker)
        self.words = WritingPane(ctx, self.writer)
        self.heading = Heading(ctx)
        self._lay_out()
        self._connect()
        self._tell()

    def _lay_out(self) -> None:
        t = self.t
        self._columns = Columns(
            self.theme,
            (
                Pane(t("Choices"), self.choices, _CHOICES_WIDTH),
                Pane(t("Pages"), self.looking),
                Pane(t("Words"), self.words, _WORDS_WIDTH),
            ),
            front=_PAGES,
        )
        empty = EmptyState(
            self.theme, t("There is nothing to report on yet."), t("A report is about what was held. A plan brings councils in.")
        )
        self._way_on = empty.offer(t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: self.ctx.go(Place.PROGRAMME))
        view = QWidget()
        self._layers = QStackedLayout(view)
        self._layers.addWidget(self._columns)
        self._layers.addWidget(empty)
        self.pile = Pile(view)
        self.pile.emptied.connect(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def _connect(self) -> None:
        choices, looking = self.choices, self.looking
        choices.about_chosen.connect(self.choose)
        choices.audience_chosen.connect(self._choose_audience)
        choices.language_chosen.connect(self._choose_language)
        choices.sheet_chosen.connect(self.choose_sheet)
        choices.sections.arranged.connect(self.arrange)
        choices.sections.asked.connect(self.show_section)
        looking.make_asked.connect(self.make)
        looking.problems.asked.connect(self.go_to_problem)
        self.words.place_asked.connect(looking.go_to)
        self.maker.began.connect(lambda _: self._tell())
        self.maker.finished.connect(self._show_made)
        self.maker.refused.connect(self._refused)
        self.maker.stopped.connect(self._tell)
        self.maker.aged.connect(self._tell)
        self.saver.saved.connect(self._saved)
        self.saver.remembered.connect(self.read)
        self.saver.waiting.connect(self._wait)
        self.saver.began.connect(looking.show_saving)
        self.saver.advanced.connect(looking.work.advance)
        self.saver.ended.connect(looking.work.end)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """Save as PDF, its other forms, and the pages over the place."""
        return self.heading.buttons

    def first_focus(self) -> QWidget | None:
        """The pages, where arrows scroll; the way on where there is nothing; or what the page on top says."""
        if self.pile.top is not None:
            return self.pile.top.first_focus()
        return self.looking.first_focus() if self._layers.currentIndex() == 0 else self._way_on

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the palette has what leaves the header."""
        super().resizeEvent(event)
        self.heading.fit(self.width(), covered=self.pile.top is not None)

    def enter(self) -> None:
        """Pages older than the data are made again when the place opens."""
        super().enter()
        self.heading.fit(self.width(), covered=self.pile.top is not None)
        if self.maker.wanted is not None and not (self.maker.fresh or self.maker.busy):
            self.maker.make(quietly=True)

    def leave(self) -> None:
        """What was typed is in the report when one comes back."""
        self.writer.finish()

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk."""
        return self.writer.is_keeping

    @property
    def unkept(self) -> tuple[str, ...]:
        """Words that are not in the report."""
        return self.writer.owed

    def keep_now(self) -> None:
        """Put them there."""
        self.writer.finish()

    def _back(self) -> None:
        self.heading.fit(self.width(), covered=False)
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is read

    def _session_changed(self) -> None:
        """The session at hand is another one: the report is about that."""
        session = self.ctx.session
        if session is not None and not session.rehearsal:
            self.about = about_session(session.key)
        super()._session_changed()

    def _maybe_reload(self, changes: Changes) -> None:
        """The pages are made again once it is still; what can be chosen, and what is written, at once."""
        if self.shows.isdisjoint(changes.entities):
            return
        if not self.isVisible():
            self._stale = True
            self.maker.fresh = False
            return
        if not _KNOWN_OF.isdisjoint(changes.entities):
            self.read()
        self.maker.touch()

    def reload(self) -> None:
        """Read what the report at hand has, and make its pages unless they lie here."""
        self._layers.setCurrentIndex(0 if self.ctx.session is not None else 1)
        if self.about is None and self.ctx.session is not None and not self.ctx.session.rehearsal:
            self.about = about_session(self.ctx.session.key)
        if self.ctx.session is not None:
            self.read()

    def read(self) -> None:
        """What can be chosen, what was, and what is written."""
        self.reader.read(self.about, self.audience, self.language)

    def _show_known(self, known: Known) -> None:
        wanted, self.setup = known.wanted, known.setup
        self.about = wanted.about
        self.choices.show_choices(known.choices)
        self.choices.show_wanted(wanted, known.setup.sheet, refusal=self.refusal)
        self._show_sections()
        self._show_parts(wanted)
        for part, text in known.writing.typed.items():  # a power cut left it half-typed
            if self.writer.typed((wanted, part)) is None and not self.refusal and not self.writer.is_keeping:
                self.writer.take((wanted, part), text)
        self.words.show_writing(known.writing)
        self.maker.want(wanted)
        self._tell()

    def _show_sections(self) -> None:
        made = self.maker.made
        here = made is not None and made.wanted.about == self.about and made.wanted.audience is self.audience
        pages = made.printed.places if made is not None and here else None
        self.choices.sections.show_sections(sections_for(self.audience), self.setup.sections, pages)

    def _show_parts(self, wanted: Wanted) -> None:
        made = self.maker.made
        findings = made.prepared.findings if made is not None and made.wanted.about == wanted.about else ()
        names = dict(zip(LANGUAGES, (segment.text() for segment in self.choices.languages.values()), strict=True))
        self.words.show_parts(wanted, self.setup.sections, findings, names[wanted.language])
        self.words.let_write(self.refusal)

    # -- choosing

    def choose(self, about: ReportAbout) -> None:
        """Report on something else; a session chosen here is at hand everywhere."""
        self._columns.show_pane(_PAGES)
        if about.scope is ReportScope.SESSION:
            self.writer.finish()
            self.ctx.choose_session(about.key)
        else:
            self.about = about
            self._other()

    def _choose_audience(self, audience: Audience) -> None:
        self.audience = audience
        self._other()

    def _choose_language(self, language: str) -> None:
        self.language = language
        self._other()

    def _other(self) -> None:
        """Another report: what was typed into this one is written first."""
        self.writer.finish()
        self.looking.problems.show_problems(())
        self.read()

    # -- what was made

    def _show_made(self, made: Made) -> None:
        self._show_sections()
        self._show_parts(made.wanted)
        self.words.suggest(made.prepared.lead)
        self.words.show_wrong({})
        self._tell()

    def _refused(self, error: CouncilError) -> None:
        """Each place is said over the pages, and at its field where it has one."""
        problems = problems_of(error)
        self.looking.problems.show_problems(problems)
        wrong: dict[str, str] = {}
        for problem in problems:
            sentence = f"{self.t.say(problem.why)}. {self.t.say(problem.todo)}"
            wrong.setdefault(problem.part, f"{sentence[:1].upper()}{sentence[1:]}")
        self.words.show_wrong(wrong)
        self._tell()

    def _tell(self) -> None:
        """What the header offers, and what there is to know about the pages."""
        made = self.maker.made
        self.heading.refuse(self.t("Nothing is made yet.") if self.maker.wanted is None else "")
        changed = made.prepared.changed if made is not None else None
        note = ""
        if made is not None and self.maker.fresh:
            count = len(made.printed.sizes)
            note = self.t.n(
                "{count} page. The same data gives the same pages.", "{count} pages. The same data gives the same pages.", count
            )
        if changed is not None and changed.items:
            since = self.t.date(changed.day, style="medium")
            said = self.t.n(
                "{count} change since the version of {day}.", "{count} changes since the version of {day}.", len(changed.items), day=since
            )
            note = f"{note} {said}".strip()
        self.choices.note.say(note)
