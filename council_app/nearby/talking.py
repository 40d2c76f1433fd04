"""Two paired laptops keep each other up to date for as long as both are in the room.

Each says what it knows (for every laptop that ever wrote, the number of the last change it has); each sends what the other lacks, and
whatever is written meanwhile as soon as it is. What arrives is taken in only when it is whole: a connection that ends in the middle has
changed nothing, and the next one goes on from what is known.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Protocol

from council_app.nearby.frames import MOST, Broken, Frame, Kind, Line, saying

Known = Mapping[str, int]
"""By laptop, the number of the last change that is known of it; numbers have no gaps."""

FORMAT = 1
_PATIENCE = 15.0
_STILL = 5.0
_MOST_TAKEN = 512 * 1024 * 1024


class Shares(Protocol):
    """What a laptop shares: its workspace, as this room sees it. Pieces are bytes that the other side's `take` understands."""

    async def known(self) -> Known:
        """What this laptop knows now."""
        ...

    def since(self, known: Known) -> AsyncIterator[bytes]:
        """What somebody who knows this much lacks, in pieces of at most `frames.MOST` bytes; nothing when they lack nothing."""
        ...

    async def take(self, pieces: Sequence[bytes]) -> None:
        """Take in what somebody sent, whole or not at all.

        Raises:
            NotTaken: it is not what anybody of this team sends.
        """
        ...


class NotTaken(Exception):
    """What came was refused; nothing of it was taken in."""


class Talk:
    """One connection with one partner.

    Attributes:
        theirs: what the partner said to know last; None before it said anything.
    """

    def __init__(self, line: Line, shares: Shares, *, group: str) -> None:
        self.theirs: Known | None = None
        self._line, self._shares, self._group = line, shares, group
        self._news = asyncio.Event()
        self._sent: dict[str, int] = {}

    def news(self) -> None:
        """Something was written here, or taken in from somebody else: tell the partner."""
        self._news.set()

    async def run(self) -> None:
        """Talk until somebody leaves.

        Raises:
            Broken: the partner does not keep to what is agreed, or belongs to another team.
            NotTaken: what it sent was refused.
            ConnectionError, TimeoutError: it has gone, or fallen asleep.
        """
        try:
            await self._talk()
        finally:
            await self._line.close()

    async def _talk(self) -> None:
        await self._hello()
        tasks = [asyncio.ensure_future(one) for one in (self._tell(), self._listen(), self._stay())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def leave(self) -> None:
        """Say goodbye and hang up."""
        with contextlib.suppress(OSError):
            await self._line.send(Frame(Kind.BYE))
        await self._line.close()

    async def _hello(self) -> None:
        await self._line.send(saying(Kind.HELLO, format=FORMAT, group=self._group, knows=dict(await self._shares.known())))
        said = (await self._line.expect(Kind.HELLO, _PATIENCE)).said()
        if said.get("format") != FORMAT:
            raise Broken("another version of the program")
        if said.get("group") != self._group:
            raise Broken("another team's workspace")
        self.theirs = _known(said)
        self._sent = dict(self.theirs)
        self._news.set()

    async def _tell(self) -> None:
        """Send what the partner lacks, again and again; what is on its way already is not sent twice."""
        while True:
            await self._news.wait()
            self._news.clear()
            knows = dict(await self._shares.known())
            sent = False
            async for piece in self._shares.since(dict(self._sent)):
                if len(piece) > MOST:
                    raise ValueError("a piece longer than agreed")
                await self._line.send(Frame(Kind.PART, piece))
                sent = True
            if sent:
                await self._line.send(Frame(Kind.END))
            for laptop, last in knows.items():
                self._sent[laptop] = max(last, self._sent.get(laptop, 0))

    async def _listen(self) -> None:
        pieces: list[bytes] = []
        held = 0
        while True:
            frame = await self._line.receive(_PATIENCE)
            match frame.kind:
                case Kind.PART:
                    held += len(frame.body)
                    if held > _MOST_TAKEN:
                        raise Broken("more at once than anybody sends")
                    pieces.append(frame.body)
                case Kind.END:
                    await self._shares.take(pieces)
                    pieces, held = [], 0
                    await self._line.send(saying(Kind.KNOWS, knows=dict(await self._shares.known())))
                case Kind.KNOWS:
                    self.theirs = _known(frame.said())
                case Kind.STILL_THERE:
                    pass
                case Kind.BYE:
                    return
                case _:
                    raise Broken(f"{frame.kind.name} in the middle of a talk")

    async def _stay(self) -> None:
        """Say now and then that this laptop is awake: one that was closed says nothing, and no network tells."""
        while True:
            await asyncio.sleep(_STILL)
            await self._line.send(Frame(Kind.STILL_THERE))


def _known(said: Mapping[str, object]) -> Known:
    found = said.get("knows")
    if not isinstance(found, dict) or not all(isinstance(last, int) and 0 <= last < 2**63 for last in found.values()):
        raise Broken("not what a laptop knows")
    return found
