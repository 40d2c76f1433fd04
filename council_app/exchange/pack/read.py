"""Reads a pack. Nothing that it says of itself is believed before it is looked at, and nothing is written to the disk."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from council_app.domain.merge.cargo import Cargo, ForeignChange, ForeignOperation
from council_app.errors import CouncilError, m_
from council_app.exchange.pack.facts import BODY_LIMIT, LINE_LIMIT, MAGIC, PACK_LIMIT, VERSION, PackFacts
from council_app.exchange.pack.seals import AGE, opened

_STEP = 1024 * 1024
_AGAIN = m_("Ask for the pack again; nothing was changed.")


def unsealed(path: Path, *, passphrase: str | None, secret: str | None = None) -> bytes:
    """What is in the file, opened with the pack's passphrase or with one's own secret key.

    Raises:
        CouncilError: there is no such file, it is no pack, too large, or sealed otherwise.
    """
    data = _content(path)
    if not data.startswith((AGE, MAGIC)):
        raise CouncilError(path.name, m_("this is not a pack"), m_("Choose a file made with: council pack"))
    return opened(data, path.name, passphrase=passphrase, secret=secret)


def open_pack(plain: bytes, name: str, schemas: Sequence[str]) -> tuple[PackFacts, Cargo]:
    """A pack's lines, checked in form and against what it says of itself.

    Args:
        plain: as `unsealed` returns it.
        name: the file's, for errors.
        schemas: revisions of the tables that can be read.

    Raises:
        CouncilError: it is damaged, made up, or from a newer Council.
    """
    try:
        facts, body = _facts(plain, name, schemas)
        if hashlib.sha256(body).hexdigest() != facts.digest:
            raise _damaged(name)
        lines = _lines(body)
        operations = tuple(_operation(next(lines)) for _ in range(facts.operations))
        changes = tuple(_change(next(lines)) for _ in range(facts.changes))
        blobs = dict(_blob(next(lines)) for _ in range(facts.blobs))
        if next(lines, None) is not None:
            raise _damaged(name)
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration, RecursionError, RuntimeError, zlib.error) as error:
        raise _damaged(name) from error
    return facts, Cargo(facts.device, facts.has, operations, changes, blobs)


def _content(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > PACK_LIMIT:
            raise CouncilError(path.name, m_("the pack is too large"), m_("Ask for one of what is new only."))
        return path.read_bytes()
    except OSError as error:
        why = m_("the file cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(str(path), why, m_("Check its name and the disk it lies on.")) from error


def _facts(plain: bytes, name: str, schemas: Sequence[str]) -> tuple[PackFacts, bytes]:
    if not plain.startswith(MAGIC):
        raise CouncilError(name, m_("this is not a pack"), m_("Choose a file made with: council pack"))
    head, found, body = plain[len(MAGIC) :].partition(b"\n")
    if not found or len(head) > _STEP:
        raise _damaged(name)
    said = json.loads(head)
    if int(said["version"]) > VERSION or (str(said["schema"]).isdigit() and str(said["schema"]) > max(schemas)):
        raise CouncilError(name, m_("it was made by a newer Council"), m_("Install the newest Council; nothing was changed."))
    facts = PackFacts(
        schema=_text(said["schema"]),
        device=_text(said["device"]),
        name=_text(said["name"]),
        has={_text(device): _whole(seq) for device, seq in said["has"].items()},
        since={_text(device): _whole(seq) for device, seq in said["since"].items()},
        session=_text(said["session"]),
        operations=_whole(said["operations"]),
        changes=_whole(said["changes"]),
        blobs=_whole(said["blobs"]),
        digest=_text(said["digest"]),
    )
    if facts.schema not in schemas:
        raise _damaged(name)
    return facts, body


def _lines(body: bytes) -> Iterator[bytes]:
    """The unpacked lines, a stretch at a time: what unpacks to more than it may is never held whole."""
    unpacker, rest, total, at = zlib.decompressobj(), b"", 0, 0
    while not unpacker.eof:
        given = unpacker.unconsumed_tail or body[at : (at := at + _STEP)]
        stretch = unpacker.decompress(given, _STEP)
        if not stretch and not given:
            raise ValueError("cut short")
        total += len(stretch)
        *lines, rest = (rest + stretch).split(b"\n")
        if total > BODY_LIMIT or len(rest) > LINE_LIMIT:
            raise ValueError("too large")
        yield from lines
    if rest or unpacker.unused_data or at < len(body):
        raise ValueError("more than it says")


def _operation(line: bytes) -> ForeignOperation:
    row_id, device, at, actor, label, fields, reverses = json.loads(line)
    taken = None if reverses is None else _text(reverses)
    return ForeignOperation(_text(row_id), _text(device), _text(at), _text(actor), _text(label), _text(fields), taken)


def _change(line: bytes) -> ForeignChange:
    row_id, device, seq, hlc, actor, operation, entity, row, op, values = json.loads(line)
    for text in (row_id, device, hlc, actor, operation, entity, row, op, values):
        _text(text)
    return ForeignChange(row_id, device, _whole(seq), hlc, actor, operation, entity, row, op, values)


def _blob(line: bytes) -> tuple[str, tuple[str, bytes]]:
    digest, media_type, data = json.loads(line)
    try:
        content = base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise ValueError("no attachment") from error
    if hashlib.sha256(content).hexdigest() != digest or _text(media_type) not in _PICTURES:
        raise ValueError("not what it says")
    return digest, (media_type, content)


_PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    value.encode()
    return value


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(type(value).__name__)
    return value


def _damaged(name: str) -> CouncilError:
    return CouncilError(name, m_("the pack is damaged"), _AGAIN)
