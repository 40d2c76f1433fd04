"""Progress while somebody types: what is typed is kept, judged and marked, and the foot of the gate says what can be done."""

from __future__ import annotations

from collections.abc import Mapping

from council_app.errors import CouncilError
from council_app.services.posting_view import Typed, as_stored, as_typed
from council_app.ui.core.feedback import in_words
from council_app.ui.screens.progress.doing import ProgressVerbs
from council_app.ui.screens.progress.draft.marks import Mark
from council_app.ui.screens.progress.gate.points import Verdict, beside, marks_of
from council_app.ui.screens.progress.sending import BOARD_PANE, GATE_PANE


class TypingScreen(ProgressVerbs):
    """From the last letter to the marks."""

    def _typed(self, typed: Typed) -> None:
        self.writer.take(self.post, typed)
        self._judge()
        self._show_marks()
        self._tell()

    def _judge(self, *, at_once: bool = False) -> None:
        post = self.draft.post
        self.judging.ask(as_typed(post, self.draft.now) if post is not None else None, at_once=at_once)

    def _wait(self, waits: bool) -> None:
        if waits:
            self.gate.wait()
        self._tell()

    def _show_verdict(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.gate.show_verdict(verdict)
        self._show_marks()
        self._tell()

    def _show_marks(self) -> None:
        names: Mapping[str, str] = {one.id: f"{one.title}. {one.standing}" for one in self.settling.deliveries}
        marks = marks_of(self.t, self.verdict, self.draft.written, names)
        self.draft.show_marks(marks, beside(self.t, self.verdict.held) if self.verdict is not None else {})

    def _ask_mark(self, mark: Mark) -> None:
        """A number leads to the gate, a letter to the board."""
        if mark.number >= 0:
            self._columns.show_pane(GATE_PANE)
            self.gate.go_to(mark.number)
        elif mark.source and self.board.go_to(mark.source):
            self._columns.show_pane(BOARD_PANE)

    def _tell(self) -> None:
        """What the foot of the gate offers now."""
        if self.draft.post is not None:
            changed = as_stored(self.draft.post) != self.draft.now and self.writer.typed(self.post) is not None
            self.foot.show_post(self.draft.post, changed=changed)
            self.foot.let(held=self.why_not_export, signable=self.why_not_sign, outable=self.why_not_out)

    def _not_written(self, _post: str, error: CouncilError) -> None:
        """A title that is gone, or a text too long: said, and kept as it was typed."""
        self.ctx.refused.emit(error)

    def _tell_doubled(self) -> None:
        """What two changed stands there as each of them left it."""
        self.ctx.noticed.emit(
            self.t("Somebody changed this post meanwhile: what both changed stands there twice. Keep what is right."), False
        )

    def _refused(self, error: CouncilError) -> None:
        if not self.foot.fail(in_words(self.t, error)):
            self.ctx.refused.emit(error)
