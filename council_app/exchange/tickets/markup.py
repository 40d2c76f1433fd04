"""The description of a ticket in the markup its tracker reads: Jira's wiki markup, Markdown, HTML.

What people typed is escaped: it can neither format the ticket nor call anybody's name there.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from html import escape

from council_app.exchange.text import cleaned, one_line
from council_app.exchange.tickets.model import Block, Heading, Paragraph, Points, Said

_WIKI = re.compile(r"([\\{}\[\]|*_^~!?+]|(?<!\w)-(?=\w))")
_WIKI_START = re.compile(r"^(\s*)([#-]|h[1-6]\.|bq\.)")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_MARKDOWN_START = re.compile(r"^(\s*)([#+=-])")
_MARKDOWN_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
# A mention or a link to another ticket begins so; a word joiner, which nobody sees, keeps the two apart.
_CALLS = re.compile(r"([@#])(?=\w)")
_JOINER = "\u2060"


class Markup(ABC):
    """How one markup writes the four blocks; a block is a piece of text, `gap` stands between two of them."""

    gap = "\n\n"

    def body(self, blocks: Sequence[Block]) -> list[str]:
        """Each block written out."""
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text):
                return self._heading(one_line(text))
            case Paragraph(text):
                return self._paragraph(cleaned(text).split("\n"))
            case Points(items):
                return self._points([(one_line(label), one_line(text)) for label, text in items])
            case Said(text, source):
                return self._said(one_line(text), one_line(source))

    @abstractmethod
    def _heading(self, text: str) -> str:
        """A heading of the third level."""

    @abstractmethod
    def _paragraph(self, lines: Sequence[str]) -> str:
        """A paragraph of these lines."""

    @abstractmethod
    def _points(self, items: Sequence[tuple[str, str]]) -> str:
        """A list of (label, text)."""

    @abstractmethod
    def _said(self, text: str, source: str) -> str:
        """A quotation and where it comes from."""


class Wiki(Markup):
    """Jira's wiki markup ("Text Formatting Notation"); its importer turns it into rich text."""

    def _heading(self, text: str) -> str:
        return f"h3. {self._safe(text)}"

    def _paragraph(self, lines: Sequence[str]) -> str:
        return "\n".join(map(self._begun, lines))

    def _points(self, items: Sequence[tuple[str, str]]) -> str:
        return "\n".join(f"* *{self._safe(label)}:* {self._safe(text)}" if label else f"* {self._begun(text)}" for label, text in items)

    def _said(self, text: str, source: str) -> str:
        return f"{{quote}}\n{self._begun(text)}\n{self._begun(source)}\n{{quote}}"

    def _begun(self, text: str) -> str:
        """At the start of a line, where more has a meaning."""
        return _WIKI_START.sub(r"\1\\\2", self._safe(text))

    def _safe(self, text: str) -> str:
        return _WIKI.sub(r"\\\1", text)


class Markdown(Markup):
    """CommonMark as GitHub and Linear read it."""

    def _heading(self, text: str) -> str:
        return f"### {self._safe(text)}"

    def _paragraph(self, lines: Sequence[str]) -> str:
        return "\\\n".join(self._begun(line) for line in lines if line.strip())

    def _points(self, items: Sequence[tuple[str, str]]) -> str:
        return "\n".join(f"- **{self._safe(label)}:** {self._safe(text)}" if label else f"- {self._begun(text)}" for label, text in items)

    def _said(self, text: str, source: str) -> str:
        return f"> {self._begun(text)}\\\n> {self._begun(source)}"

    def _begun(self, text: str) -> str:
        """At the start of a line, where more has a meaning: a heading, a rule, a list with marks or numbers."""
        safe = self._safe(text)
        return _MARKDOWN_NUMBER.sub(r"\1\\\2", _MARKDOWN_START.sub(r"\1\\\2", safe))

    def _safe(self, text: str) -> str:
        return _CALLS.sub(rf"\1{_JOINER}", _MARKDOWN.sub(r"\\\1", text))


class Html(Markup):
    """HTML without a line end: Azure Boards shows a plain line end as nothing and refuses some quoted cells that hold one."""

    gap = ""

    def _heading(self, text: str) -> str:
        return f"<h3>{escape(text, quote=False)}</h3>"

    def _paragraph(self, lines: Sequence[str]) -> str:
        return f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>"

    def _points(self, items: Sequence[tuple[str, str]]) -> str:
        return f"<ul>{''.join(self._point(label, text) for label, text in items)}</ul>"

    def _said(self, text: str, source: str) -> str:
        return f"<blockquote>{escape(text, quote=False)}<br>{escape(source, quote=False)}</blockquote>"

    def _point(self, label: str, text: str) -> str:
        named = f"<b>{escape(label, quote=False)}:</b> " if label else ""
        return f"<li>{named}{escape(text, quote=False)}</li>"
