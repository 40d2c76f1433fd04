"""The words of a note before a coder: a caret that walks from word to word, and spans that are whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from council_app.domain.agreement import Span
from council_app.domain.note_list import Highlighted
from council_app.domain.records import NoteLine, TagLabel
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.detail.places import lanes
from council_app.ui.screens.tagging.detail.words import NoteWords

_WORD = re.compile(r"\w+")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Left: QTextCursor.MoveOperation.WordLeft,
    Qt.Key.Key_Right: QTextCursor.MoveOperation.WordRight,
}
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


class CoderWords(NoteWords):
    """Shows a note with spans, without anything else that is known of it.

    Signals:
        entered: Enter.
    """

    entered = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, t)
        self._note = ""

    def show_spans(self, note: NoteLine, spans: Iterable[tuple[TagLabel, Span]]) -> None:
        """Show a note, and where tags lie on it."""
        laid = tuple(Highlighted(f"{tag.id}{span}", tag, tag.path, "", _NO_MOMENT, *span, "") for tag, span in spans)
        self._laid, self._lanes = laid, lanes(laid)
        if (note.text, note.verbatim) != self._shown or note.id != self._note:
            self._note, self._shown = note.id, (note.text, note.verbatim)
            self._put(note.text, verbatim=note.verbatim)
        self.setAccessibleDescription(self._in_words())
        self.viewport().update()

    @property
    def whole_words(self) -> Span | None:
        """The words chosen, each of them whole; None when none is."""
        return None if self.chosen is None else whole_words(self._text, self.chosen)

    def event(self, event: QEvent) -> bool:
        """Esc lets go of the words chosen before it leaves the page."""
        escape = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape
        if escape and self.textCursor().hasSelection():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by words, with Shift they choose them; Enter is for the page."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER:
            self.entered.emit()
        elif key in _STEPS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            cursor = self.textCursor()
            shift = held == Qt.KeyboardModifier.ShiftModifier
            cursor.movePosition(_STEPS[Qt.Key(key)], QTextCursor.MoveMode.KeepAnchor if shift else QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)


def whole_words(text: str, span: Span) -> Span:
    """A span grown to the words that it begins and ends in, without the white space around them."""
    starts, ends = span
    starts += len(text[starts:ends]) - len(text[starts:ends].lstrip())
    ends = starts + len(text[starts:ends].rstrip())
    for word in _WORD.finditer(text):
        if word.start() < starts < word.end():
            starts = word.start()
        if word.start() < ends < word.end():
            ends = word.end()
    return starts, ends


def quoted(t: Translator, text: str, spans: Sequence[Span]) -> str:
    """The words of spans, between quotation marks."""
    return ", ".join(t.quote(_short(text[starts:ends])) for starts, ends in spans)


def all_spans(given: Mapping[str, Sequence[Span]], labels: Mapping[str, TagLabel]) -> tuple[tuple[TagLabel, Span], ...]:
    """Spans of tags in the order of the text, each once."""
    found = {(tag, span): None for tag, spans in given.items() if tag in labels for span in spans}
    return tuple((labels[tag], span) for tag, span in sorted(found, key=lambda each: (each[1], each[0])))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37].rstrip()}…"
