"""A draft's body as Markdown in which every word of the data stays the word it is.

What people typed is hostile: HTML, Markdown, shortcodes and template tags must come out as letters. Backslashes are understood
differently by each Markdown, character references by all of them, and no template engine looks for `&#123;`: so references it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote as percent_quoted

from council_app.domain.draft import Block, Draft, Paragraph, Quote, Run

# Always a construct somewhere: HTML, emphasis, code, links, tables, maths, footnotes, templates, headings, strikethrough, mail links.
_ALWAYS = re.compile(r"[&<>*_`\[\]{}\\|~^$#@]")
# A construct only where it stands: links and emoji (`http:`, `:smile:`), `www.`, typographic replacements of dashes and dots.
_SOMEWHERE = re.compile(r":(?=[^\s\d])|(?<=www)\.|(?<=-)-|(?<=\.)\.(?=\.)|!(?=\[)", re.IGNORECASE)
# A construct only at the start of a line: lists, rules, definitions, headings, front matter.
_AT_START = re.compile(r"^\s*(?:[-+=:%]|\d+(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]+")

QuoteStyle = Callable[[str, str], str]
"""(escaped words, their language or "" for the post's own) → a block quote."""


def one_line(text: str) -> str:
    """`text` without line breaks and control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def escaped(text: str) -> str:
    """`text` as one line of Markdown that renders as exactly these characters."""
    marked = _SOMEWHERE.sub(lambda found: f"\x00{ord(found.group())}\x00", one_line(text))
    start = _AT_START.match(marked)
    if start is not None:
        marked = _first_mark(start.group()) + marked[start.end() :]
    literal = _ALWAYS.sub(lambda found: f"&#{ord(found.group())};", marked)
    return re.sub(r"\x00(\d+)\x00", r"&#\1;", literal)


def escaped_within(text: str) -> str:
    """As `escaped`, of words that do not begin a line."""
    return escaped(f"x{text}")[1:] if text else ""


def _first_mark(start: str) -> str:
    """A list number keeps its digits, the first is written as a reference; a sign likewise."""
    sign = start.lstrip()
    return f"\x00{ord(sign[0])}\x00{sign[1:]}"


def body(draft: Draft, quote: QuoteStyle) -> str:
    """The sections as Markdown: headings of level 2, paragraphs, lists, block quotes."""
    parts: list[str] = []
    for section in draft.sections:
        parts += [f"## {escaped(section.heading)}"] if section.heading else []
        parts += [_block(block, draft.locale, quote) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, locale: str, quote: QuoteStyle) -> str:
    if isinstance(block, Quote):
        return quote(escaped(block.text), "" if _language(block.lang) == _language(locale) else one_line(block.lang))
    if isinstance(block, Paragraph):
        words = "".join(_run(run, first=not number) for number, run in enumerate(block.runs))
        words = words.replace("![", "&#33;[")  # before a link it would make a picture of it
        return f"- {words}" if block.listed else words
    return escaped(block.text)


def _run(run: Run, *, first: bool) -> str:
    """A run with its emphasis close to the words, where every Markdown sees it; blanks at its ends stay outside."""
    words = run.text.strip()
    lead, tail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    said = escaped(words) if first else escaped_within(words)
    sign = "**" * run.strong + "*" * run.emphasis
    said = f"{sign}{said}{sign[::-1]}" if words else said
    said = f"[{said}]({_address(run.href)})" if run.href and words else said
    return f"{' ' if lead else ''}{said}{' ' if tail and words else ''}"


def _address(href: str) -> str:
    """An address in which nothing ends the link or starts a template."""
    return percent_quoted(href, safe="/:?#=&%@+,;~-._!$*")


def _language(tag: str) -> str:
    return tag.split("-")[0].lower()


def plain_quote(words: str, lang: str) -> str:
    """A block quote; words in another language than the post in `<q lang>`, where the generator lets HTML through."""
    return f'> <q lang="{_tag(lang)}">{words}</q>' if lang else f"> {words}"


def kramdown_quote(words: str, lang: str) -> str:
    """A block quote with kramdown's own attribute list for the language."""
    return f'> {words}\n{{: lang="{_tag(lang)}"}}' if lang else f"> {words}"


def _tag(lang: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", lang)
