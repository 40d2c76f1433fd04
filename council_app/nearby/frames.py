"""What goes over the wire: pieces with a kind and a length, never longer than agreed, so that nobody can fill a laptop's memory."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct(">BI")
MOST = 4 * 1024 * 1024
"""The longest piece, in bytes."""
_MOST_SAID = 64 * 1024


class Kind(IntEnum):
    """What a piece is."""

    COMMIT = 1
    NONCE = 2
    REVEAL = 3
    AGREED = 4
    HELLO = 16
    PART = 17
    END = 18
    KNOWS = 19
    STILL_THERE = 20
    BYE = 21


class Broken(Exception):
    """The other side said something that nobody who keeps to what is agreed says; the connection ends."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One piece."""

    kind: Kind
    body: bytes = b""

    def said(self) -> Mapping[str, object]:
        """The body as a document.

        Raises:
            Broken: it is none.
        """
        if len(self.body) > _MOST_SAID:
            raise Broken("a document longer than any")
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Broken("not a document") from error
        if not isinstance(found, dict):
            raise Broken("not a document")
        return found


def saying(kind: Kind, **fields: object) -> Frame:
    """A piece that holds a document."""
    return Frame(kind, json.dumps(fields, separators=(",", ":"), sort_keys=True).encode())


class Line:
    """A connection as pieces go over it, in both directions."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._turn = asyncio.Lock()

    async def send(self, frame: Frame) -> None:
        """Send a piece, and wait while the other side is slow to read."""
        async with self._turn:
            self._writer.write(_HEAD.pack(frame.kind, len(frame.body)))
            self._writer.write(frame.body)
            await self._writer.drain()

    async def receive(self, within: float | None = None) -> Frame:
        """The next piece.

        Raises:
            Broken: it is too long, or of no known kind.
            TimeoutError: it did not come within so many seconds.
            ConnectionError: the other side has gone.
        """
        async with asyncio.timeout(within):
            try:
                kind, length = _HEAD.unpack(await self._reader.readexactly(_HEAD.size))
                if length > MOST or kind not in set(Kind):
                    raise Broken("a piece of no known kind, or too long")
                return Frame(Kind(kind), await self._reader.readexactly(length))
            except asyncio.IncompleteReadError as error:
                raise ConnectionResetError("the other side has gone") from error

    async def expect(self, kind: Kind, within: float) -> Frame:
        """The next piece, which must be of this kind. Raises as `receive`."""
        frame = await self.receive(within)
        if frame.kind is not kind:
            raise Broken(f"{frame.kind.name} where {kind.name} was due")
        return frame

    def certificate(self) -> bytes | None:
        """The other side's certificate as DER, when it showed one."""
        shown = self._writer.get_extra_info("ssl_object")
        found: bytes | None = shown.getpeercert(binary_form=True) if shown is not None else None
        return found

    async def close(self) -> None:
        """End it."""
        self._writer.close()
        try:
            async with asyncio.timeout(2):
                await self._writer.wait_closed()
        except (OSError, TimeoutError):  # the other side went first
            self._writer.transport.abort()
