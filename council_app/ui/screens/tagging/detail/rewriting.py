"""Other words for the note on show, two notes of it, or one of it and the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from council_app.domain.note_list import ListedNote
from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.ui.screens.tagging.detail.panel import NotePanel


class Rewriting(QObject):
    """Puts the editor in the place of the words and takes it away; what was typed is kept when another note comes on show."""

    def __init__(self, ctx: AppContext, panel: NotePanel) -> None:
        super().__init__(panel)
        self._ctx, self._panel = ctx, panel
        panel.editor.kept.connect(self._keep)
        panel.editor.left.connect(self._leave)

    @property
    def is_on(self) -> bool:
        """Whether the words are being typed over."""
        return not self._panel.editor.isHidden()

    def begin(self) -> None:
        """Type over the words."""
        panel = self._panel
        if panel.note is not None and panel.saying.writes and not self.is_on:
            panel.words.hide()
            panel.editor.show()
            panel.editor.begin(panel.note.note.text, panel.words.caret)

    def _leave(self) -> None:
        self._put_away()
        self._panel.to_words()

    def _keep(self, words: str) -> None:
        if self._panel.note is not None:
            self._panel.saying.edit(self._panel.note.note.id, words)
        self._leave()

    def keep_typed(self) -> None:
        """Another note is wanted: what was typed over this one is kept."""
        if self.is_on:
            words = self._panel.editor.changed_words
            if words and self._panel.note is not None:
                self._panel.saying.edit(self._panel.note.note.id, words)
            self._put_away()

    def _put_away(self) -> None:
        self._panel.editor.hide()
        self._panel.words.show()

    def split(self) -> None:
        """Two notes of one, where the caret stands; where it stands at an end, the keyboard goes to the words first."""
        panel, note = self._panel, self._panel.note
        if note is None:
            return
        at, text = panel.words.caret, note.note.text
        if text[:at].strip() and text[at:].strip():
            panel.saying.split(note.note.id, at)
        else:
            panel.to_words()
            self._ctx.noticed.emit(panel.t("Walk to where the second note begins, then split once more."), False)

    def join(self) -> None:
        """One note of this one and the next, where the same person said it."""
        panel, note, following = self._panel, self._panel.note, self._following()
        if note is None:
            return
        if following is None:
            self._ctx.noticed.emit(panel.t("Nothing of the same person follows just after it."), False)
        else:
            panel.saying.join(note.note.id, following.id)

    def _following(self) -> ListedNote | None:
        note = self._panel.note
        after = self._panel.around.after
        return next((each for each in after if note is not None and each.seat == note.note.seat), None)
