"""What the commands of Progress do around its posts: each is one method, found by its name."""

from __future__ import annotations

from collections.abc import Mapping

from council_app.errors import m_
from council_app.services.posts import override, take_back_override
from council_app.ui.core.feedback import in_words
from council_app.ui.core.page import Page
from council_app.ui.screens.progress.commands import CORRECTIONS, LETTERS, POSTS, REWRITE
from council_app.ui.screens.progress.corrections.page import CorrectionsPage
from council_app.ui.screens.progress.gate.points import Point
from council_app.ui.screens.progress.letters import LettersPage
from council_app.ui.screens.progress.posts.page import PostsPage
from council_app.ui.screens.progress.rewriting.page import RewritePage
from council_app.ui.screens.progress.sending import BOARD_PANE, DRAFT_PANE, GATE_PANE, SendingVerbs


class ProgressVerbs(SendingVerbs):
    """Pages, places and points of the gate."""

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
