"""The parts of Progress, and what takes a post out of the house: signed off, written as files, recorded as out and as taken down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.posting_view import as_stored
from council_app.services.posts import (
    Exported,
    GeneratorName,
    OutFacts,
    post_of,
    publish,
    remove,
    sign_off,
    take_down,
)
from council_app.services.workspace import Workspace
from council_app.ui.core.columns import Columns
from council_app.ui.core.feedback import in_words
from council_app.ui.core.piled import PiledScreen
from council_app.ui.screens.progress.beginning import BeginPane
from council_app.ui.screens.progress.board import BoardPanel
from council_app.ui.screens.progress.corrections.page import CorrectionsPage
from council_app.ui.screens.progress.draft.keeping import PostWriter
from council_app.ui.screens.progress.draft.pane import DraftPane
from council_app.ui.screens.progress.gate.exporting import ExportedStrip, Exporter
from council_app.ui.screens.progress.gate.foot import GateFoot
from council_app.ui.screens.progress.gate.judging import Judging
from council_app.ui.screens.progress.gate.panel import GatePanel
from council_app.ui.screens.progress.gate.points import Verdict
from council_app.ui.screens.progress.reading import Known
from council_app.ui.screens.progress.settling import Settling
from council_app.ui.screens.progress.words import day_of

BOARD_PANE, DRAFT_PANE, GATE_PANE = range(3)


class SendingVerbs(PiledScreen):
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
        read, typed = self.draft.post, self.draft.now
        if read is None:
            return

        def sign(workspace: Workspace) -> Changes:
            found = post_of(workspace=workspace, id=read.ref.id)
            # What was typed here is in the post by now; anything else that changed was not read.
            same = as_stored(found) == typed and found.overrides == read.overrides
            seen = found.seal if same else read.seal
            return sign_off(workspace=workspace, id=read.ref.id, by=values["by"], wrote=values["wrote"], seen=seen)

        self.writer.then(lambda: self._write_from_form(sign, m_("Signed the post off")))

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
