"""What the commands of Progress do around its posts: each is one method, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.posts import (
    Begun,
    Exported,
    GeneratorName,
    OutFacts,
    begin,
    override,
    publish,
    remove,
    sign_off,
    take_back_override,
    take_down,
)
from council_app.services.workspace import Workspace
from council_app.ui.core.columns import Columns
from council_app.ui.core.feedback import in_words
from council_app.ui.core.page import Page, Pile
from council_app.ui.core.screen import Screen
from council_app.ui.screens.progress.beginning import BeginPane
from council_app.ui.screens.progress.board import BoardPanel
from council_app.ui.screens.progress.commands import CORRECTIONS, LETTERS, POSTS, REWRITE
from council_app.ui.screens.progress.corrections.page import CorrectionsPage
from council_app.ui.screens.progress.draft.keeping import PostWriter
from council_app.ui.screens.progress.draft.pane import DraftPane
from council_app.ui.screens.progress.gate.exporting import ExportedStrip, Exporter
from council_app.ui.screens.progress.gate.foot import GateFoot
from council_app.ui.screens.progress.gate.judging import Judging
from council_app.ui.screens.progress.gate.panel import GatePanel
from council_app.ui.screens.progress.gate.points import Point, Verdict
from council_app.ui.screens.progress.letters import LettersPage
from council_app.ui.screens.progress.posts.page import PostsPage
from council_app.ui.screens.progress.reading import Known
from council_app.ui.screens.progress.rewriting.page import RewritePage
from council_app.ui.screens.progress.settling import Settling
from council_app.ui.screens.progress.words import day_of

BOARD_PANE, DRAFT_PANE, GATE_PANE = range(3)


class ProgressVerbs(Screen):
    """A screen with these parts; whoever makes them is the place itself."""

    market: str
    post: str
    language: str
    known: Known | None
    verdict: Verdict | None
    board: BoardPanel
    writer: PostWriter
    draft: DraftPane
    gate: GatePanel
    foot: GateFoot
    judging: Judging
    settling: Settling
    exporter: Exporter
    exported: ExportedStrip
    begin_pane: BeginPane
    pile: Pile
    show_post: Callable[[str], None]
    open_page: Callable[[str], None]
    _columns: Columns

    @property
    def refusal(self) -> str:
        """Why nothing can be changed; "" when it can."""
        workspace = self.ctx.workspace
        return self.t("This file is open for reading only.") if workspace is not None and workspace.read_only else ""

    @property
    def keepers(self) -> tuple[CorrectionsPage, ...]:
        """Pages with words that are typed."""
        return (self.pile.top,) if isinstance(self.pile.top, CorrectionsPage) else ()

    # -- what can be done, and why not

    @property
    def why_not_export(self) -> str:
        """Why no files can be written; "" when they can."""
        t = self.t
        if self.draft.post is None:
            return t("There is no post here yet.")
        if self.verdict is None:
            return t("The gate still reads.")
        count = len(self.verdict.held)
        return t.n("{count} sentence holds this back", "{count} sentences hold this back", count) if count else ""

    @property
    def why_not_sign(self) -> str:
        """Why nobody can sign it off now."""
        post = self.draft.post
        if post is not None and post.approved_by and self.writer.typed(post.ref.id) is None:
            return self.t("It is signed off as it stands.")
        return self.refusal or self.why_not_export

    @property
    def why_not_out(self) -> str:
        """Why it cannot be recorded as out."""
        post = self.draft.post
        if self.refusal or self.why_not_export:
            return self.refusal or self.why_not_export
        signed = post is not None and post.approved_by and self.writer.typed(post.ref.id) is None
        return "" if signed else self.t("A second person signs it off first.")

    # -- pages

    def page_of(self, command: str) -> Page | None:
        """The page that a command opens; None where it would be about a post and there is none."""
        if command == POSTS:
            posts = PostsPage(self.ctx, self.market, self.post)
            posts.post_asked.connect(self._show_asked)
            return posts
        if command == CORRECTIONS:
            due = CorrectionsPage(self.ctx)
            due.post_asked.connect(self._show_asked)
            return due
        if command == LETTERS:
            return LettersPage(self.ctx, self.market)
        assert command == REWRITE
        return RewritePage(self.ctx, self.draft.post.ref) if self.draft.post is not None else None

    def _show_asked(self, post: str) -> None:
        self.pile.clear()
        self.show_post(post)

    def new_post(self) -> None:
        """Ask for the market's next post."""
        self.open_page(POSTS)
        if isinstance(self.pile.top, PostsPage):
            self.pile.top.new_post()

    def begin(self, market: str, day: date, contact: str) -> None:
        """Write a post from the data, in every language of its market."""

        def show(begun: Begun) -> None:
            if begun.ids:
                self.show_post(begun.ids[0])

        self.ctx.write(
            self,
            lambda workspace: begin(workspace=workspace, market=market, as_of=day, contact=contact),
            show,
            changes=lambda begun: begun.changes,
            failed=lambda error: self.begin_pane.form.fail(in_words(self.t, error)),
            notice=m_("Began a post"),
        )

    # -- where one is

    def to_board(self) -> None:
        """Give the keyboard to the board."""
        self._columns.show_pane(BOARD_PANE)
        self.board.first_focus().setFocus()

    def find_on_board(self) -> None:
        """Look for words on the board."""
        self._columns.show_pane(BOARD_PANE)
        self.board.seek()

    def follow(self) -> None:
        """Offer the insights that this market says nothing of yet."""
        self._columns.show_pane(BOARD_PANE)
        self.board.add()

    def next_market(self) -> None:
        """The market beside, with its board and its newest post."""
        self.board.next_market()

    def to_text(self) -> None:
        """Give the keyboard to the text."""
        self._columns.show_pane(DRAFT_PANE)
        self.draft.edit.setFocus()

    def to_gate(self) -> None:
        """Give the keyboard to what holds the post back, or to the foot when nothing does."""
        self._columns.show_pane(GATE_PANE)
        if self.gate.rows:
            self.gate.go_to(0)
        else:
            self.foot.first_focus().setFocus()

    def next_locale(self) -> None:
        """The same post in its next language."""
        refs = self.known.bundle_of(self.post) if self.known is not None else ()
        if len(refs) > 1:
            at = next(number for number, ref in enumerate(refs) if ref.id == self.post)
            self.show_post(refs[(at + 1) % len(refs)].id)

    # -- points of the gate

    def show_point(self, point: Point) -> None:
        """Go to its place."""
        self._columns.show_pane(DRAFT_PANE)
        self.settling.show_place(point)

    def settle(self, point: Point) -> None:
        """Do what its remedy says, or take back what somebody answered."""
        if point.answered is not None:
            answer = point.answered.id
            self._write(lambda workspace: take_back_override(workspace=workspace, override=answer), m_("Took back an answer"))
        else:
            self._columns.show_pane(DRAFT_PANE)
            self.settling.settle(point)

    def next_point(self) -> None:
        """Go to the next one behind the caret."""
        self._step(forward=True)

    def previous_point(self) -> None:
        """Go to the next one before the caret."""
        self._step(forward=False)

    def _step(self, *, forward: bool) -> None:
        points = self.verdict.held if self.verdict is not None else ()
        if not points:
            return
        caret = self.draft.edit.chosen[0] if self.draft.edit.hasFocus() else -1
        ordered = points if forward else tuple(reversed(points))
        places = [point.span[0] if point.span is not None else -1 for point in ordered]
        beyond = (point for point, at in zip(ordered, places, strict=True) if (at > caret if forward else at < caret))
        self.show_point(next(beyond, ordered[0]))

    @property
    def _point_here(self) -> Point | None:
        """The point whose words the caret is in, or whose row has the keyboard."""
        if self.verdict is None:
            return None
        if self.draft.edit.hasFocus():
            at = self.draft.edit.caret
            return next((point for point in self.verdict.held if point.span is not None and point.span[0] <= at <= point.span[1]), None)
        row = self.gate.at_hand
        return row.point if row is not None else None

    def settle_point(self) -> None:
        """Do what the remedy of the point at hand says."""
        point = self._point_here
        if point is not None and not self.refusal:
            self.settle(point)

    def answer_point(self) -> None:
        """Ask who answers for the point at hand."""
        row = next((row for row in self.gate.rows if row.point == self._point_here), None)
        if row is None or self.refusal:
            return
        if not row.point.held.rule.overridable:
            self.ctx.noticed.emit(self.t("Nobody can answer for this: change the words."), False)
            return
        self._columns.show_pane(GATE_PANE)
        row.open_form()

    def answer(self, point: Point, values: Mapping[str, str]) -> None:
        """A second person answers for it."""
        self.writer.then(lambda: self._answer(point, values))

    def _answer(self, point: Point, values: Mapping[str, str]) -> None:
        post, by, reason = self.post, values["by"], values["reason"]
        self.ctx.write(
            self,
            lambda workspace: override(workspace=workspace, id=post, held=point.held, by=by, reason=reason),
            lambda _: self.gate.answered(point),
            changes=lambda changes: changes,
            failed=lambda error: self.gate.answered(point, in_words(self.t, error)),
            notice=m_("Somebody answers for a sentence"),
        )

    def link_here(self) -> None:
        """Link the sentence with the caret to a delivery."""
        if self.draft.post is not None and not self.refusal:
            self.to_text()
            self.settling.offer_deliveries(*self.draft.edit.chosen)

    # -- out of the house

    def sign(self) -> None:
        """Ask for both names."""
        self._columns.show_pane(GATE_PANE)
        if not self.why_not_sign:
            self.foot.open_sign()
        else:
            self.ctx.noticed.emit(self.why_not_sign, False)

    def sign_off(self, values: Mapping[str, str]) -> None:
        """A second person signs the post off."""
        post, by, wrote = self.post, values["by"], values["wrote"]
        self.writer.then(
            lambda: self._write_from_form(lambda w: sign_off(workspace=w, id=post, by=by, wrote=wrote), m_("Signed the post off"))
        )

    def export(self) -> None:
        """Ask for a folder, and write the drafts there."""
        if self.why_not_export:
            self.ctx.noticed.emit(self.why_not_export, False)
        else:
            self.writer.then(lambda: self.exporter.ask(self.to_export, self.foot.generator))

    def export_for(self, generator: str) -> None:
        """The same, for another generator."""
        self.foot.choose(GeneratorName(generator))
        self.export()

    def export_to(self, out: Path) -> None:
        """Write the drafts into a folder."""
        self.writer.then(lambda: self.exporter.export_to(self.to_export, self.foot.generator, out))

    @property
    def to_export(self) -> tuple[str, ...]:
        """The post in all its languages, or in this one."""
        if self.known is None or not self.foot.whole:
            return (self.post,)
        return tuple(ref.id for ref in self.known.bundle_of(self.post))

    def _exported(self, out: Path, exported: Exported) -> None:
        self.exported.tell(out, exported)
        self._columns.show_pane(DRAFT_PANE)

    def record_out(self) -> None:
        """Ask since when it is out, and where."""
        self._columns.show_pane(GATE_PANE)
        if not self.why_not_out:
            self.foot.open_out()
        else:
            self.ctx.noticed.emit(self.why_not_out, False)

    def record_down(self) -> None:
        """Ask since when it is not out any more."""
        self._columns.show_pane(GATE_PANE)
        self.foot.open_down()

    def publish(self, values: Mapping[str, str]) -> None:
        """It is out."""
        post, day, place = self.post, self._day(values), values["place"]
        if day is not None:
            self._write_from_form(lambda w: publish(workspace=w, id=post, day=day, place=place), m_("Recorded the post as out"))

    def take_down(self, out: OutFacts, values: Mapping[str, str]) -> None:
        """It is not out any more."""
        day = self._day(values)
        if day is not None:
            self._write_from_form(lambda w: take_down(workspace=w, out=out.id, day=day), m_("Recorded the post as taken down"))

    def _day(self, values: Mapping[str, str]) -> date | None:
        day = day_of(values["day"])
        if day is None:
            self.foot.fail(self.t("Write a day as 2026-12-08."), "day")
        return day

    def remove_post(self) -> None:
        """Take the post in this language away; undo brings it back."""
        post = self.post
        if post and not self.refusal:
            self.writer.then(lambda: self._write(lambda w: remove(workspace=w, id=post), m_("Removed a post")))

    # -- writing

    def _write(self, work: Callable[[Workspace], Changes], notice: Message) -> None:
        self.ctx.write(self, work, lambda _: None, changes=lambda changes: changes, notice=notice)

    def _write_from_form(self, work: Callable[[Workspace], Changes], notice: Message) -> None:
        def failed(error: CouncilError) -> None:
            if not self.foot.fail(in_words(self.t, error)):
                self.ctx.refused.emit(error)

        self.ctx.write(self, work, lambda _: self.foot.close_form(), changes=lambda changes: changes, failed=failed, notice=notice)
