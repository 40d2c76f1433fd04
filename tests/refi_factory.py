"""Invented REFI-QDA projects, written by hand as other programs write them: nothing of Council's own writer is used."""

from __future__ import annotations

import random
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

PROJECT = "urn:QDA-XML:project:1.0"
LINES = (
    "I never know when I will be charged 🙈.",
    "The late fee came without warning, and nobody could say why.",
    "Åsa säger: det är för dyrt.",
    "  Indented, with spaces behind  ",
    "👩‍👩‍👧 the whole family uses it",
    "Fine.",
)
ENDS = ("\n", "\r\n", "\n\n", "\r\n\r\n", "\n \t\n")


class Made(NamedTuple):
    """One coding of an invented project: everything that a round trip has to keep."""

    source: str
    start: int
    end: int
    selection: str
    coding: str
    code: str
    coder: str


def guid(number: random.Random) -> str:
    return str(uuid.UUID(int=number.getrandbits(128), version=4))


def text(number: random.Random, paragraphs: int) -> str:
    return "".join(number.choice(LINES) + number.choice(ENDS) for _ in range(paragraphs))


def code(name: str, own: str, inside: str = "", *, colour: str = "", description: str = "", codable: str = "true") -> str:
    coloured = f" color={quoteattr(colour)}" if colour else ""
    said = f"<Description>{escape(description)}</Description>" if description else ""
    return f'<Code guid="{own}" name={quoteattr(name)} isCodable="{codable}"{coloured}>{said}{inside}</Code>'


def selection(start: object, end: object, codings: str = "", *, own: str = "", more: str = "") -> str:
    own = own or str(uuid.uuid4())
    return f'<PlainTextSelection guid="{own}" startPosition="{start}" endPosition="{end}"{more}>{codings}</PlainTextSelection>'


def coding(of: str, *, own: str = "", by: str = "") -> str:
    who = f' creatingUser="{by}"' if by else ""
    return f'<Coding guid="{own or uuid.uuid4()}"{who}><CodeRef targetGUID="{of}"/></Coding>'


def source(own: str, inside: str = "", *, name: str = "Interview", more: str = "") -> str:
    return f'<TextSource guid="{own}" name={quoteattr(name)} plainTextPath="internal://{own}.txt"{more}>{inside}</TextSource>'


def project(*, users: str = "", codes: str = "", cases: str = "", sources: str = "", more: str = "", name: str = "Fees") -> str:
    parts = [f"<Users>{users}</Users>" if users else "", f"<CodeBook><Codes>{codes}</Codes></CodeBook>" if codes else "", cases]
    parts += [f"<Sources>{sources}</Sources>" if sources else "", more]
    start = f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{PROJECT}" name={quoteattr(name)} origin="Peer 1">'
    return f"{start}{''.join(parts)}</Project>"


def pack(out: Path, xml: str | bytes, texts: Mapping[str, str | bytes] = {}, *, qde: str = "project.qde", more: Iterable[str] = ()) -> Path:
    """A `.qdpx` with this XML, and texts by guid."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(qde, xml)
        for own, said in texts.items():
            packed.writestr(f"sources/{own}.txt", said)
        for name in more:
            packed.writestr(name, "")
    return out


def large(out: Path, *, codings: int, sources: int = 20, paragraphs: int = 100, seed: int = 1) -> frozenset[Made]:
    """A project of many codings: nested codes, overlapping selections, several coders, across paragraphs, emoji, both line ends."""
    number = random.Random(seed)
    users = {guid(number): name for name in ("Kim", "Lee", "Åke Öst")}
    codes: list[str] = [guid(number) for _ in range(60)]
    nested = ""
    for depth, own in enumerate(codes[:9]):
        nested = code(f"Level {9 - depth}", own, nested, colour="#A1B2C3", description="First line\nand another & more")
    flat = "".join(code(f"Code {each[:4]} & <more> “{each[4:8]}”", each) for each in codes[9:])
    texts = {guid(number): text(number, paragraphs) for _ in range(sources)}
    made: list[Made] = []
    inside: dict[str, list[str]] = {own: [] for own in texts}
    while len(made) < codings:
        own = number.choice(list(texts))
        start = number.randrange(len(texts[own]) - 1)
        end = min(len(texts[own]), start + number.choice((1, 7, 40, 400)))
        chosen, found = guid(number), []
        for each in {(number.choice(codes), number.choice(list(users))) for _ in range(number.choice((1, 1, 1, 3)))}:
            found.append(Made(own, start, end, chosen, guid(number), each[0], users[each[1]]))
            inside[own].append("")
        marks = "".join(coding(one.code, own=one.coding, by=next(k for k, v in users.items() if v == one.coder)) for one in found)
        by = next(k for k, v in users.items() if v == found[0].coder)
        inside[own].append(selection(start, end, marks, own=chosen, more=f' creatingUser="{by}" creationDateTime="2024-05-06T07:08:09Z"'))
        made += found
    xml = project(
        users="".join(f'<User guid="{own}" name={quoteattr(name)}/>' for own, name in users.items()),
        codes=nested + flat,
        sources="".join(source(own, "".join(inside[own]), name=f"Interview {place}") for place, own in enumerate(texts)),
    )
    pack(out, xml, {own: said.encode() for own, said in texts.items()})
    return frozenset(made)
