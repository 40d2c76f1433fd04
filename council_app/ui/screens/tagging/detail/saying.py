"""What is done to the one note on show: each is one service call, and one undo with its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.note_filter import Facet
from council_app.domain.note_list import FacetValue
from council_app.domain.records import Changes
from council_app.errors import Message, m_
from council_app.services import capture, coding, highlighting, joining, listing, splitting
from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace


class Saying(QObject):
    """Writes.

    Attributes:
        stages: the stages of journeys that a note can be laid to.
    """

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.stages: tuple[FacetValue, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether anything can be changed here."""
        return self._ctx.workspace is not None and not self._ctx.workspace.read_only

    def read_stages(self) -> None:
        """Read what stages there are."""
        self._ctx.read(self, lambda workspace: listing.facet_values(workspace=workspace, facet=Facet.STAGE), self._show_stages)

    def _show_stages(self, found: tuple[FacetValue, ...]) -> None:
        self.stages = tuple(each for each in found if "/" in each.word)

    # -- what it is

    def kind(self, note: str, kind: NoteKind) -> None:
        """Of what kind it is."""
        self._do(lambda workspace: coding.set_kind(workspace=workspace, notes=[note], kind=kind), m_("Set the kind of a note"))

    def severity(self, note: str, severity: Severity | None) -> None:
        """How bad it is."""
        told = m_("Set the severity of a note")
        self._do(lambda workspace: coding.set_severity(workspace=workspace, notes=[note], severity=severity), told)

    def raised(self, note: str, raised: Raised) -> None:
        """How it came up."""
        self._do(lambda workspace: coding.set_raised(workspace=workspace, notes=[note], raised=raised), m_("Said how a note was raised"))

    def channel(self, note: str, channel: Channel | None) -> None:
        """Where it happened."""
        told = m_("Set the channel of a note")
        self._do(lambda workspace: coding.set_channel(workspace=workspace, notes=[note], channel=channel), told)

    def stage(self, note: str, stage: str | None) -> None:
        """At which stage of a journey."""
        self._do(lambda workspace: coding.set_stage(workspace=workspace, notes=[note], stage=stage), m_("Set the stage of a note"))

    def star(self, note: str, *, starred: bool) -> None:
        """To come back to."""
        told = m_("Starred a note") if starred else m_("Took the star off a note")
        self._do(lambda workspace: coding.star_notes(workspace=workspace, notes=[note], starred=starred), told)

    def verbatim(self, note: str, *, verbatim: bool) -> None:
        """Word for word, or retold."""
        told = m_("Marked a note as a quote") if verbatim else m_("Marked a note as retold")
        self._do(lambda workspace: coding.mark_verbatim(workspace=workspace, notes=[note], verbatim=verbatim), told)

    # -- its words

    def edit(self, note: str, words: str) -> None:
        """Other words."""
        self._do(lambda workspace: capture.edit_note(workspace=workspace, note=note, text=words), m_("Edited a note"))

    def split(self, note: str, at: int) -> None:
        """Two notes of one."""
        self._do(lambda workspace: splitting.split_note(workspace=workspace, note=note, at=at).changes, m_("Split a note"))

    def join(self, note: str, other: str) -> None:
        """One note of two."""
        self._do(lambda workspace: joining.join_notes(workspace=workspace, notes=[note, other]).changes, m_("Joined two notes"))

    # -- what lies on it

    def highlight(self, note: str, span: tuple[int, int], *, tag: str = "", typed: str = "") -> None:
        """Lay a tag on words."""
        starts, ends, coder = *span, self._ctx.author
        self._do(
            lambda w: highlighting.highlight(workspace=w, note=note, starts=starts, ends=ends, tag=tag, typed=typed, coder=coder).changes,
            m_("Highlighted words"),
        )

    def untag(self, note: str, tag: str) -> None:
        """Take a tag off, with its highlights."""
        self._do(lambda workspace: coding.tag_notes(workspace=workspace, notes=[note], remove=[tag]).changes, m_("Took a tag off"))

    def remove_highlight(self, highlight: str) -> None:
        """Take a highlight away."""
        self._do(lambda workspace: highlighting.remove_highlight(workspace=workspace, highlight=highlight), m_("Removed a highlight"))

    def retag(self, highlight: str, tag: str) -> None:
        """Another tag on the same words."""
        told = m_("Gave words another tag")
        self._do(lambda workspace: highlighting.retag_highlight(workspace=workspace, highlight=highlight, tag=tag), told)

    def _do(self, write: Callable[[Workspace], Changes], told: Message) -> None:
        if self.writes:
            self._ctx.write(self, write, lambda _changes: None, changes=lambda changes: changes, notice=told)
