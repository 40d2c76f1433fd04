"""What is done to the notes at hand: each verb is one service call, one undo with its name, and the list reads again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from council_app.domain.note_filter import Selection
from council_app.domain.note_list import ListedNote
from council_app.domain.records import Changes
from council_app.errors import Message, m_, mn_
from council_app.services import coding, joining
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control
from council_app.ui.screens.tagging.insights.verbs import InsightVerbs
from council_app.ui.screens.tagging.picker.recent import Recent

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace


class Verbs(QObject):
    """Acts on what is chosen, or else on the note at hand.

    Attributes:
        recent: ids of the tags given last, by the digits that give them again.
        insights: what makes insights of notes.
    """

    def __init__(
        self, ctx: AppContext, parent: QObject, chosen: Callable[[], Selection | None], at_hand: Callable[[], ListedNote | None]
    ) -> None:
        super().__init__(parent)
        self._ctx, self._chosen, self._at_hand = ctx, chosen, at_hand
        self.recent = Recent()
        self.insights = InsightVerbs(ctx, self)

    @property
    def target(self) -> Selection | None:
        """What a verb is for now; None when there is nothing to act on."""
        chosen, note = self._chosen(), self._at_hand()
        if chosen is not None:
            return chosen
        return Selection(ids=frozenset({note.id})) if note is not None else None

    @property
    def carried(self) -> frozenset[str]:
        """The tags of the note at hand; of several chosen ones nothing is said."""
        note = self._at_hand()
        return frozenset(tag.id for tag in note.tags) if note is not None and self._chosen() is None else frozenset()

    def toggle_tag(self, tag: str) -> None:
        """Put a tag on, or take it off where the one note at hand carries it."""
        if tag in self.carried:
            self.untag([tag])
        else:
            self.tag([tag])

    def tag(self, tags: Sequence[str], typed: Sequence[str] = ()) -> None:
        """Put tags on, by id or as typed."""
        notes, coder = self.target, self._ctx.author
        if notes is not None:
            self._tell_recent(tags)
            self._ctx.write_long(
                self,
                lambda workspace, control: coding.tag_notes(
                    workspace=workspace,
                    notes=notes,
                    add=tags,
                    typed=typed,
                    coder=coder,
                    told=control.report,
                    cancelled=control.cancelled,
                ),
                self._tagged,
                changes=lambda done: done.changes,
                notice=_told(notes, m_("Tagged"), lambda count: mn_("Tagged {count} note", "Tagged {count} notes", count)),
            )

    def untag(self, tags: Sequence[str]) -> None:
        """Take tags off."""
        notes = self.target
        if notes is not None:
            self._ctx.write_long(
                self,
                lambda workspace, control: coding.tag_notes(
                    workspace=workspace, notes=notes, remove=tags, told=control.report, cancelled=control.cancelled
                ),
                lambda _done: None,
                changes=lambda done: done.changes,
                notice=m_("Tag taken off"),
            )

    def recent_tag(self, digit: int) -> None:
        """The tag that was given last but `digit` - 1."""
        if 1 <= digit <= len(self.recent):
            self.toggle_tag(self.recent[digit - 1])

    def star(self) -> None:
        """Star, or take the star away where the note at hand has one."""
        note = self._at_hand()
        starred = not (note is not None and note.starred)
        self._do(
            lambda workspace, notes, control: coding.star_notes(
                workspace=workspace, notes=notes, starred=starred, told=control.report, cancelled=control.cancelled
            )
        )

    def verbatim(self) -> None:
        """Mark as said word for word, or as retold."""
        note = self._at_hand()
        verbatim = not (note is not None and note.verbatim)
        self._do(
            lambda workspace, notes, control: coding.mark_verbatim(
                workspace=workspace, notes=notes, verbatim=verbatim, told=control.report, cancelled=control.cancelled
            )
        )

    def join(self) -> None:
        """Make one note of those chosen."""
        notes = self._chosen()
        if notes is not None and notes.filter is None and len(notes.ids) > 1:
            ids = sorted(notes.ids)
            self._ctx.write(
                self,
                lambda workspace: joining.join_notes(workspace=workspace, notes=ids),
                lambda _done: None,
                changes=lambda done: done.changes,
                notice=m_("Notes joined"),
            )

    def _do(self, act: Callable[[Workspace, Selection, Control], Changes]) -> None:
        notes = self.target
        if notes is not None:
            self._ctx.write_long(
                self, lambda workspace, control: act(workspace, notes, control), lambda _done: None, changes=lambda done: done
            )

    def _tagged(self, done: coding.Tagged) -> None:
        self._tell_recent([tag.id for tag in done.tags])

    def _tell_recent(self, tags: Sequence[str]) -> None:
        for tag in tags:
            self.recent.use(tag)


def _told(notes: Selection, one: Message, many: Callable[[int], Message]) -> Message:
    count = notes.counted
    return one if count is None or count == 1 else many(count)
