"""Markdown that looks like what it says: headings, quotes, bold and links are shown, their signs only where somebody types."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Flag, auto

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.draft.marks import ROOM
from council_app.ui.screens.progress.draft.places import widths

LINE = 26
"""Height of a line of the body, in px."""
_SMALLEST = 1

_HEADING, _QUOTE = re.compile(r"^#{1,6}[ \t]+"), re.compile(r"^>[ \t]?")
_LIST = re.compile(r"(?:^|(?<=\u2028))(?:[-*+]|\d+[.)])[ \t]+")
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|(?<=&)amp;")
_STRONG = re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=\S)(?<!\\)\*\*")
_EMPHASIS = re.compile(r"(?<![\\*])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?!\*)")
_LINK = re.compile(r"(?<!\\)\[([^\]\u2028]+)\]\(([^)\s]*)\)")


class Is(Flag):
    """How a character looks."""

    PLAIN = 0
    HEADING = auto()
    STRONG = auto()
    EMPHASIS = auto()
    LINK = auto()
    SIGN = auto()
    LAST = auto()


class Kind(Flag):
    """What a paragraph is."""

    TEXT = auto()
    HEADING = auto()
    QUOTE = auto()
    LIST = auto()


def kind_of(text: str) -> Kind:
    """What a paragraph of Markdown is."""
    if _HEADING.match(text):
        return Kind.HEADING
    if _QUOTE.match(text):
        return Kind.QUOTE
    return Kind.LIST if _LIST.match(text) else Kind.TEXT


def looks_of(text: str) -> list[Is]:
    """How every character of a paragraph looks."""
    kind = kind_of(text)
    found = [Is.HEADING if kind is Kind.HEADING else Is.PLAIN] * len(text)
    for start, end, look in _spans(text, kind):
        for at in range(start, end):
            found[at] |= look
    return found


def _spans(text: str, kind: Kind) -> Iterator[tuple[int, int, Is]]:
    head = {Kind.HEADING: _HEADING, Kind.QUOTE: _QUOTE}.get(kind)
    if head is not None and (sign := head.match(text)) is not None:
        yield 0, sign.end(), Is.SIGN
    for found in _SIGNS.finditer(text):
        yield found.start(), found.end(), Is.SIGN
    for pattern, look in ((_STRONG, Is.STRONG), (_EMPHASIS, Is.EMPHASIS), (_LINK, Is.LINK)):
        for found in pattern.finditer(text):
            yield found.start(), found.start(1), Is.SIGN
            yield found.start(1), found.end(1), look
            yield found.end(1), found.end(), Is.SIGN


def block_format(kind: Kind) -> QTextBlockFormat:
    """How a paragraph of a kind is set."""
    wanted = QTextBlockFormat()
    wanted.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    above, below, left = {Kind.HEADING: (9, 4, 0), Kind.QUOTE: (0, 10, 18)}.get(kind, (0, 10, 0))
    wanted.setTopMargin(above)
    wanted.setBottomMargin(below)
    wanted.setLeftMargin(left)
    return wanted


class Styler(QSyntaxHighlighter):
    """Colours one document; what it does is no part of what can be undone there."""

    def __init__(self, theme: Theme, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lasts: frozenset[int] = frozenset()
        self._open = -1
        self._formats: dict[tuple[Is, bool], QTextCharFormat] = {}
        self.setDocument(document)

    # -- where

    def mark_ends(self, lasts: Collection[int]) -> None:
        """Leave room for a mark behind these positions of the document."""
        wanted = frozenset(lasts)
        changed, self._lasts = self._lasts ^ wanted, wanted
        document = self.document()
        blocks = {document.findBlock(position).blockNumber() for position in changed}
        for number in sorted(blocks):
            block = document.findBlockByNumber(number)
            if block.isValid():
                self.rehighlightBlock(block)

    def open_block(self, number: int) -> None:
        """Show the signs of the paragraph in which somebody types; -1 for none."""
        before, self._open = self._open, number
        if before == number:
            return
        for each in (before, number):
            block = self.document().findBlockByNumber(each) if each >= 0 else QTextBlock()
            if block.isValid():
                self.rehighlightBlock(block)

    def recolour(self) -> None:
        """The theme is another one."""
        self._formats.clear()
        self.rehighlight()

    # -- how

    def highlightBlock(self, text: str) -> None:
        """One paragraph."""
        looks, at = looks_of(text), widths(text)
        start, opened = self.currentBlock().position(), self.currentBlock().blockNumber() == self._open
        if self._lasts:
            for index in range(len(looks)):
                if start + at[index] in self._lasts:
                    looks[index] |= Is.LAST
        begin = 0
        for index in range(1, len(looks) + 1):
            if index == len(looks) or looks[index] != looks[begin]:
                if looks[begin] is not Is.PLAIN:
                    self.setFormat(at[begin], at[index] - at[begin], self._format(looks[begin], opened=opened))
                begin = index

    def _format(self, look: Is, *, opened: bool) -> QTextCharFormat:
        key = (look, opened)
        if key not in self._formats:
            self._formats[key] = self._made(look, opened=opened)
        return self._formats[key]

    def _made(self, look: Is, *, opened: bool) -> QTextCharFormat:
        theme, made = self._theme, QTextCharFormat()
        font = QFont(theme.font("quote", 600 if look & (Is.HEADING | Is.STRONG) else None))
        if look & Is.HEADING:
            font.setPixelSize(18)
        if look & Is.EMPHASIS:
            font.setItalic(True)
        if look & Is.SIGN and not opened:
            font.setPixelSize(_SMALLEST)
        made.setFont(font)
        if look & Is.SIGN:
            made.setForeground(theme.colour("ink3") if opened else Qt.GlobalColor.transparent)
        elif look & Is.LINK:
            made.setForeground(theme.colour("mark-ink"))
        if look & Is.LAST:
            made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            made.setFontLetterSpacing(ROOM)
        return made


def set_blocks(document: QTextDocument, first: int, last: int) -> None:
    """Set the paragraphs from one number to another as what they are, as part of the last thing that was typed."""
    cursor = QTextCursor(document)
    for number in range(max(0, first), min(last, document.blockCount() - 1) + 1):
        block = document.findBlockByNumber(number)
        wanted = block_format(kind_of(block.text()))
        if block.blockFormat() != wanted:
            cursor.setPosition(block.position())
            cursor.joinPreviousEditBlock()
            cursor.setBlockFormat(wanted)
            cursor.endEditBlock()
