"""A draft as Markdown for people to edit, with a span for every paragraph that stands on something."""

from __future__ import annotations

import re

from council_app.domain.draft import Block, Claim, Draft, Paragraph, Prose, Quote, Section
from council_app.domain.enums import SaidKind
from council_app.domain.posts.said import HEADING, Said, Written

_SIGNS = re.compile(r"([\\`*_\[\]<>]|(?<![^\s])[#+](?=\s|$))")
"""What Markdown would take for a sign; the rest of its signs only count where no sentence begins."""
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_DASH = re.compile(r"^([-=~|])")


def compose(draft: Draft) -> Written:
    """The body of `draft`: headings of level 2, paragraphs and block quotes with a blank line between them."""
    parts: list[tuple[str, Said | None]] = []
    for number, section in enumerate(draft.sections):
        parts.append((f"## {escaped(section.heading)}", Said(SaidKind.PART, f"{HEADING}{_name(section, number)}", 0, 0)))
        parts += [_block(block, f"{_name(section, number)}-{place}") for place, block in enumerate(section.blocks)]
    return _joined(parts)


def _name(section: Section, number: int) -> str:
    return section.name or str(number)


def _block(block: Block, name: str) -> tuple[str, Said | None]:
    match block:
        case Claim():
            return escaped(block.text), Said(SaidKind.DELIVERY, block.delivery, 0, 0, block.status)
        case Quote():
            return f"> {escaped(block.text)}", Said(SaidKind.QUOTE, block.note, 0, 0, lang=block.lang)
        case Prose():
            said = Said(SaidKind.INSIGHT, block.insight, 0, 0) if block.insight else Said(SaidKind.PART, name, 0, 0)
            return escaped(block.text), said
        case Paragraph():
            return escaped(block.text), Said(SaidKind.PART, name, 0, 0)


def _joined(parts: list[tuple[str, Said | None]]) -> Written:
    text, said = "", []
    for part, one in parts:
        start = len(text)
        if one is not None:
            said.append(Said(one.kind, one.source, start, start + len(part), one.status, one.lang))
        text += f"{part}\n\n"
    return Written(text.rstrip("\n") + "\n" if text else "", tuple(said))


def escaped(text: str) -> str:
    """`text` on one line so that Markdown reads it as exactly these letters."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
    return _DASH.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", line))
