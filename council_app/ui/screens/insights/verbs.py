"""What is done to insights: each verb is one service call and one undo with its name; then the place reads again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.domain.note_filter import Selection
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.services import initiatives, insights
from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace


class Verbs(QObject):
    """Acts on the insight at hand.

    Signals:
        made: a new insight is there (its key).
        refused: a rule refused what was asked for (a `CouncilError`).
    """

    made = Signal(str)
    refused = Signal(object)

    def __init__(self, ctx: AppContext, parent: QObject, at_hand: Callable[[], str]) -> None:
        super().__init__(parent)
        self._ctx, self._at_hand = ctx, at_hand

    def new(self, title: str, tag: str | None = None) -> None:
        """Make one, resting on what carries a tag where one is given."""
        self._ctx.write(
            self,
            lambda w: insights.new_insight(workspace=w, title=title, tag=tag),
            lambda made: self.made.emit(made.key),
            changes=lambda made: made.changes,
            failed=self.refused.emit,
            notice=m_("New insight “{title}”", title=title),
        )

    def edit(self, values: Mapping[str, object]) -> None:
        """Change fields."""
        self._do(lambda w, key: insights.edit_insight(workspace=w, key=key, values=values), m_("Edited an insight"))

    def add(self, notes: Sequence[str], *, against: bool) -> None:
        """Let notes be evidence."""
        chosen = Selection(ids=frozenset(notes))
        said = mn_("Added {count} note", "Added {count} notes", len(notes))
        self._do(lambda w, key: insights.add_evidence(workspace=w, key=key, notes=chosen, against=against), said)

    def add_to(self, key: str, notes: Sequence[str]) -> None:
        """Let notes be evidence for another insight."""
        chosen = Selection(ids=frozenset(notes))
        said = mn_("Added {count} note", "Added {count} notes", len(notes))
        self._write(lambda w: insights.add_evidence(workspace=w, key=key, notes=chosen), said)

    def add_tag(self, tag: str, *, against: bool) -> None:
        """Let everything under a tag be evidence."""
        said = m_("Added all notes tagged “{tag}”", tag=tag)
        self._do(lambda w, key: insights.add_evidence(workspace=w, key=key, tag=tag, against=against), said)

    def turn(self, note: str, *, against: bool) -> None:
        """Let a note stand on a side."""
        said = m_("The note contradicts the insight now") if against else m_("The note speaks for the insight now")
        self._do(lambda w, key: insights.turn_evidence(workspace=w, key=key, note=note, against=against), said)

    def take(self, note: str) -> None:
        """Take a note out of the evidence."""
        self._do(lambda w, key: insights.remove_evidence(workspace=w, key=key, note=note), m_("Took a note out of the evidence"))

    def take_tag(self, tag: str) -> None:
        """Take a tag out of the evidence."""
        said = m_("Took the tag “{tag}” out of the evidence", tag=tag)
        self._do(lambda w, key: insights.remove_evidence(workspace=w, key=key, tag=tag), said)

    def add_picture(self, filename: str, read: Callable[[], bytes]) -> None:
        """Attach a picture; it is read where the writing is done."""
        self._do(lambda w, key: insights.add_visual(workspace=w, key=key, filename=filename, data=read()), m_("Added a picture"))

    def put_in(self, initiative: str) -> None:
        """Put it in an initiative, by its key; "" takes it out of the one that it is in."""
        if initiative:
            said = m_("Put the insight in an initiative")
            self._do(lambda w, key: initiatives.put_insights(workspace=w, key=initiative, insights=(key,)), said)
        else:
            said = m_("Took the insight out of its initiative")
            self._do(lambda w, key: initiatives.take_insights(workspace=w, insights=(key,)), said)

    def remove(self, title: str) -> None:
        """Remove it."""
        said = m_("Removed the insight “{title}”", title=title)
        self._do(lambda w, key: insights.remove_insight(workspace=w, key=key), said)

    def _do(self, act: Callable[[Workspace, str], Changes], told: Message) -> None:
        key = self._at_hand()
        if key:
            self._write(lambda w: act(w, key), told)

    def _write(self, act: Callable[[Workspace], Changes], told: Message) -> None:
        self._ctx.write(self, act, lambda _done: None, changes=lambda done: done, failed=self.refused.emit, notice=told)


def bytes_of(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        CouncilError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        why = m_("the picture cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(str(path), why, m_("Choose another file.")) from error
