"""Writing projects and codebooks, valid against the schemas and in the form that other programs read."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from council_app.exchange.qdpx.model import Case, Code, Coding, Project, Selection, TextSource, dashed

ORIGIN = "Council"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML cannot hold at all, not even escaped.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r'[&<>"\r\n\t]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
# The same project gives the same bytes, whenever it is written.
_STAMP = (1980, 1, 1, 0, 0, 0)


def write_project(project: Project, out: Path, told: Callable[[int], None] = lambda _done: None) -> None:
    """Write a `.qdpx` to `out`. Texts lie in files of their own, because that is the form that every program reads.

    Args:
        project: what to write.
        out: a new file.
        told: how many sources are through; may raise to stop.
    """
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for done, source in enumerate(project.sources):
            told(done)
            packed.writestr(_entry(f"sources/{dashed(source.guid)}.txt"), source.text.encode("utf-8", "replace"))
        packed.writestr(_entry("project.qde"), project_bytes(project))


def project_bytes(project: Project) -> bytes:
    """The XML of a project."""
    return (_HEAD + "\n".join(_project(project)) + "\n").encode("utf-8")


def codebook_bytes(codes: Sequence[Code]) -> bytes:
    """The XML of a codebook; `codes` are not empty, because the schema wants one at least."""
    lines = ['<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="' + ORIGIN + '">', *_codes(codes), "</CodeBook>"]
    return (_HEAD + "\n".join(lines) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Text as it stands in an attribute or between tags; what XML cannot hold becomes U+FFFD."""
    if text.isalnum() and text.isascii():
        return text
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], _NEVER.sub("\ufffd", text))


def moment(at: datetime) -> str:
    """A date and time as `xsd:dateTime` in UTC."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _project(project: Project) -> Iterator[str]:
    at = f' creationDateTime="{moment(project.at)}"' if project.at else ""
    yield f'<Project xmlns="urn:QDA-XML:project:1.0" name="{escaped(project.name)}" origin="{escaped(project.origin or ORIGIN)}"{at}>'
    if project.users:
        yield "<Users>"
        yield from (f'<User guid="{dashed(user.guid)}" name="{escaped(user.name)}"/>' for user in project.users)
        yield "</Users>"
    if project.codes:
        yield "<CodeBook>"
        yield from _codes(project.codes)
        yield "</CodeBook>"
    if project.variables:
        yield "<Variables>"
        for variable in project.variables:
            yield f'<Variable guid="{dashed(variable.guid)}" name="{escaped(variable.name)}" typeOfVariable="Text"/>'
        yield "</Variables>"
    if project.cases:
        yield "<Cases>"
        yield from map(_case, project.cases)
        yield "</Cases>"
    if project.sources:
        yield "<Sources>"
        for source in project.sources:
            yield from _source(source)
        yield "</Sources>"
    yield "</Project>"


def _codes(codes: Sequence[Code]) -> Iterator[str]:
    """The tree, without recursion: how deep it nests is not ours to say."""
    below: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        below[code.parent].append(code)
    yield "<Codes>"
    waiting: list[Code | None] = list(reversed(below[""]))
    while waiting:
        entered = waiting.pop()
        if entered is None:
            yield "</Code>"
        else:
            yield _code(entered)
            waiting += [None, *reversed(below[entered.guid])]
    yield "</Codes>"


def _code(code: Code) -> str:
    """A code, not yet closed."""
    colour = f' color="{code.colour}"' if code.colour else ""
    codable = "true" if code.codable else "false"
    described = f"<Description>{escaped(code.description)}</Description>" if code.description else ""
    return f'<Code guid="{dashed(code.guid)}" name="{escaped(code.name)}" isCodable="{codable}"{colour}>{described}'


def _case(case: Case) -> str:
    parts = [f'<Case guid="{dashed(case.guid)}" name="{escaped(case.name)}">']
    for variable, value in case.values:
        reference = f'<VariableRef targetGUID="{dashed(variable)}"/>'
        parts.append(f"<VariableValue>{reference}<TextValue>{escaped(value)}</TextValue></VariableValue>")
    parts += [f'<SourceRef targetGUID="{dashed(guid)}"/>' for guid in case.sources]
    parts += [f'<SelectionRef targetGUID="{dashed(guid)}"/>' for guid in case.selections]
    return "".join(parts) + "</Case>"


def _source(source: TextSource) -> Iterator[str]:
    guid = dashed(source.guid)
    made = _made(source.user, source.at)
    yield f'<TextSource guid="{guid}" name="{escaped(source.name)}" plainTextPath="internal://{guid}.txt"{made}>'
    if source.description:
        yield f"<Description>{escaped(source.description)}</Description>"
    yield from map(_selection, source.selections)
    yield "</TextSource>"


def _selection(selection: Selection) -> str:
    name = f' name="{escaped(selection.name)}"' if selection.name else ""
    place = f'startPosition="{selection.start}" endPosition="{selection.end}"'
    described = f"<Description>{escaped(selection.description)}</Description>" if selection.description else ""
    codings = "".join(map(_coding, selection.codings))
    start = f'<PlainTextSelection guid="{dashed(selection.guid)}"{name} {place}{_made(selection.user, selection.at)}>'
    return f"{start}{described}{codings}</PlainTextSelection>"


def _coding(coding: Coding) -> str:
    made = _made(coding.user, coding.at)
    return f'<Coding guid="{dashed(coding.guid)}"{made}><CodeRef targetGUID="{dashed(coding.code)}"/></Coding>'


def _made(user: str, at: datetime | None) -> str:
    """By whom and when, as attributes."""
    by = f' creatingUser="{dashed(user)}"' if user else ""
    return f'{by} creationDateTime="{moment(at)}"' if at else by
