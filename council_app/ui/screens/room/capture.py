"""The capture line: one line, always ready, its tokens painted as they are typed; and the row that says what was understood."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from council_app.domain.enums import Raised
from council_app.domain.grammar import SEVERITY_LABELS, ParsedLine, Token, TokenKind, parse
from council_app.domain.records import TagLabel
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.markers import (
    KIND_WORDS,
    SEVERITY_HEIGHT,
    SEVERITY_WIDTH,
    TAG_HEIGHT,
    draw_kind,
    draw_severity,
    draw_tag,
    tag_width,
)
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.photos import files_in, pasted

_INKS: dict[TokenKind, str] = {
    TokenKind.FRICTION: "kind.friction.ink",
    TokenKind.PRAISE: "kind.praise.ink",
    TokenKind.QUESTION: "kind.question.ink",
    TokenKind.SUGGESTION: "kind.suggestion.ink",
    TokenKind.AGREED: "ink3",
    TokenKind.REPLY: "ink3",
    TokenKind.TAG: "mark-ink",
    TokenKind.SPEAKER: "ink",
}


class CaptureLine(QLineEdit):
    """Paints the grammar's tokens in their colours; everything else is a line edit.

    Signals:
        kept: Enter was pressed on a line.
        typed: the text or the cursor changed; completion looks again.
        last_asked: Up in an empty line: edit the last note.
        pictured: a picture, or copied picture files, were pasted (a `QImage`, or paths).
    """

    kept = Signal(str)
    typed = Signal()
    last_asked = Signal()
    pictured = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.completion_key: Callable[[QKeyEvent], bool] = lambda _event: False
        self.holds: Callable[[], bool] = lambda: False
        self._composing = False
        self._painting = False
        self.setFont(theme.font("capture"))
        self.setFixedHeight(48)
        self.setFrame(False)
        self.setPlaceholderText(t("What was said, as it was said"))
        self.setAccessibleName(t("Capture line"))
        self.setAccessibleDescription(
            t("Minus, plus, star or question mark first for the kind; @ speaker, # tag, ! severity; Enter keeps the note.")
        )
        self.setTextMargins(14, 0, 14, 0)
        self._dress()
        self.textChanged.connect(self._colour_tokens)
        self.textChanged.connect(self.typed)
        self.cursorPositionChanged.connect(self._moved)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        ink, edge, sheet = (self._theme.colour(name).name() for name in ("ink", "line2", "sheet"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {sheet}; border: 1px solid {edge}; border-radius: 8px; padding: 1px; }}"
            f"QLineEdit:focus {{ border: 2px solid {ink}; padding: 0; }}"
        )
        self._colour_tokens()

    def sizeHint(self) -> QSize:
        """48 px high."""
        return QSize(480, 48)

    def _moved(self) -> None:
        if not self._painting:
            self.typed.emit()

    # -- painting tokens

    def _colour_tokens(self) -> None:
        """Hand the colours over as an input method does: the line edit then paints them itself, with selection and scrolling."""
        if self._composing or self._painting:
            return
        self._painting = True
        cursor = self.cursorPosition()
        attributes = [self._attribute(token, cursor) for token in parse(self.text()).tokens]
        QApplication.sendEvent(self, QInputMethodEvent("", attributes))
        self._painting = False

    def _attribute(self, token: Token, cursor: int) -> QInputMethodEvent.Attribute:
        look = QTextCharFormat()
        ink = _INKS.get(token.kind) or f"severity.{len(token.text)}"
        look.setForeground(self._theme.colour(ink))
        look.setFontWeight(600)
        if token.kind is TokenKind.SPEAKER or token.start < cursor <= token.end:
            look.setBackground(self._theme.colour("mark-tint"))
        return QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, token.start - cursor, token.end - token.start, look)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While an input method composes, its own marks show."""
        if not self._painting:
            self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._painting and not self._composing:
            self._colour_tokens()

    # -- keys

    def event(self, event: QEvent) -> bool:
        """Tab belongs to completion first; undo of the window works when the line has nothing to undo."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and not self.text() and self._undoes(event):
                event.ignore()
                return False
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.completion_key(event):
                return True
        return super().event(event)

    @staticmethod
    def _undoes(event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Completion first, then Enter keeps and Up edits the last note."""
        if self.completion_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip() or self.holds():
                self.kept.emit(self.text())
        elif event.key() == Qt.Key.Key_Up and not self.text():
            self.last_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and (found := pasted(QApplication.clipboard().mimeData())) is not None:
            self.pictured.emit(found)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for the room, words for the line."""
        if files_in(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)


class ParseRow(QWidget):
    """What the line means, in words and drawings; what was not understood stays there, in words."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._parsed: ParsedLine = parse("")
        self._speakers: tuple[str, ...] = ()
        self._tags: tuple[TagLabel, ...] = ()
        self._trouble = ""
        self.setFixedHeight(22)
        theme.changed.connect(self.update)

    def show_parse(self, parsed: ParsedLine, speakers: tuple[str, ...], tags: tuple[TagLabel, ...], trouble: str) -> None:
        """Show a reading: who is meant, which tags, and what is not understood."""
        self._parsed, self._speakers, self._tags, self._trouble = parsed, speakers, tags, trouble
        self.setAccessibleName(self._in_words())
        self.update()

    def _in_words(self) -> str:
        t, parsed = self._t, self._parsed
        parts = [t.say(KIND_WORDS[parsed.kind])]
        parts += [t.say(SEVERITY_LABELS[parsed.severity])] if parsed.severity else []
        parts += [t("word for word")] if parsed.verbatim else []
        return ", ".join([*parts, *self._speakers, *(tag.path for tag in self._tags), *([self._trouble] if self._trouble else [])])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Kind, severity, verbatim, agreed, reply, speaker, tags; at the right the key that keeps it."""
        painter = QPainter(self)
        right = self._paint_key(painter)
        if self._trouble:
            draw_icon(painter, "triangle-alert", self._theme.colour("state.warn.text"), 0, 4, 14)
            words = elided(self._theme, self._trouble, "small", right - 34, 500)
            draw_line(painter, self._theme, words, "small", 22, 2, "state.warn.text", weight=500)
            return
        if self._parsed.problem is not None and not self._parsed.tokens:
            hint = self._t("- friction  + praise  * suggestion  ? question  @ who  # tag  ! severity")
            draw_line(painter, self._theme, elided(self._theme, hint, "small", right - 12), "small", 0, 2, "ink3")
            return
        self._paint_parse(painter, right)

    def _paint_key(self, painter: QPainter) -> float:
        keep, key = self._t("keep"), key_text("Enter")
        right = self.width() - advance(self._theme, keep, "small")
        draw_line(painter, self._theme, keep, "small", right, 2, "ink3")
        right -= key_width(self._theme, key) + 8
        draw_key(painter, self._theme, key, right, (22 - KEY_HEIGHT) / 2)
        return right

    def _paint_parse(self, painter: QPainter, right: float) -> None:
        theme, t, parsed, x = self._theme, self._t, self._parsed, 0.0
        draw_kind(painter, theme, parsed.kind, x, 4, 14)
        x += 21 + draw_line(painter, theme, t.say(KIND_WORDS[parsed.kind]), "small", 21, 2) + 12
        if parsed.severity:
            draw_severity(painter, theme, parsed.severity, x, (22 - SEVERITY_HEIGHT) / 2)
            x += SEVERITY_WIDTH + 6
            x += draw_line(painter, theme, t.say(SEVERITY_LABELS[parsed.severity]), "small", x, 2, "ink2") + 12
        if parsed.verbatim:
            draw_icon(painter, "quote", theme.colour("ink2"), x, 4, 14)
            x += 20 + draw_line(painter, theme, t("word for word"), "small", x + 20, 2) + 12
        said = [t("reply")] if parsed.reply else []
        said += [t("agreed, not counted")] if parsed.raised is Raised.AGREED else []
        for words in (*said, *self._speakers):
            if x + advance(theme, words, "small", 600) > right - 12:
                return
            x += draw_line(painter, theme, words, "small", x, 2, weight=600 if words in self._speakers else 400) + 12
        for position, tag in enumerate(self._tags):
            if x + tag_width(theme, tag.path) > right - 12:
                draw_line(painter, theme, f"+{len(self._tags) - position}", "small", x, 2, "ink3")
                return
            x += draw_tag(painter, theme, tag, x, (22 - TAG_HEIGHT) / 2) + 6
