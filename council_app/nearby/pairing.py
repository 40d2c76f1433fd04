"""Two laptops get to know each other: both show the same six digits, two people compare them, and each keeps the other's certificate.

Whoever sits between the two has another certificate on at least one side, and so other digits. They cannot search for one that gives the
same digits: the caller commits to its number before it learns the other's, and is bound to it (commitment before reveal, as in ZRTP,
RFC 6189, 4.4, and Bluetooth's numeric comparison). One try in a million goes through by chance, and every try asks two people.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from council_app.nearby.contexts import answering_strangers, calling_strangers
from council_app.nearby.frames import Broken, Frame, Kind, Line, saying
from council_app.nearby.identity import Identity, der_of, read_certificate

_FORMAT = 1
_PATIENCE = 10.0
_TO_COMPARE = 180.0
_NAME = 60

Waiting = tuple[asyncio.Server, asyncio.Queue["Partner"]]

Compare = Callable[[str, str], Awaitable[bool]]
"""Asked with the digits and the name that the other laptop gives itself: whether both screens show the same."""


class NotPaired(Exception):
    """They were not paired: somebody said no, nobody answered, or what came was not as agreed."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other laptop, as it is kept: its certificate in PEM, and what it calls itself."""

    certificate: bytes
    name: str


async def call(host: str, port: int, identity: Identity, name: str, compare: Compare) -> Partner:
    """Pair with the laptop at an address.

    Raises:
        NotPaired: they were not paired.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            line = Line(*await asyncio.open_connection(host, port, ssl=calling_strangers()))
    except (OSError, TimeoutError) as error:
        raise NotPaired("nobody answers there") from error
    try:
        return await _calling(line, identity, name, compare)
    finally:
        await line.close()


async def answer(line: Line, identity: Identity, name: str, compare: Compare) -> Partner:
    """Pair with the laptop that calls. Raises as `call`."""
    try:
        return await _answering(line, identity, name, compare)
    finally:
        await line.close()


async def listen(identity: Identity, name: str, compare: Compare, *, host: str, port: int = 0) -> Waiting:
    """Wait to be called, by one at a time; who has been paired comes out of the queue. Close the server when the minute is over."""
    found: asyncio.Queue[Partner] = asyncio.Queue()
    busy = asyncio.Lock()

    async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = Line(reader, writer)
        if busy.locked():  # two codes on one screen would be compared with each other's
            await line.close()
            return
        async with busy:
            try:
                found.put_nowait(await answer(line, identity, name, compare))
            except NotPaired:
                return  # the page that asked to compare has said so

    server = await asyncio.start_server(called, host, port, ssl=answering_strangers(identity), ssl_handshake_timeout=_PATIENCE, backlog=4)
    return server, found


async def _calling(line: Line, identity: Identity, name: str, compare: Compare) -> Partner:
    with _explained():
        shown = line.certificate()
        if shown is None:
            raise Broken("no certificate")
        own = secrets.token_bytes(32)
        about = {"name": _clean(name), "certificate": identity.certificate.decode()}
        await line.send(saying(Kind.COMMIT, format=_FORMAT, commit=_commit(own), **about))
        said = (await line.expect(Kind.NONCE, _PATIENCE)).said()
        partner = _partner(said)
        if der_of(partner.certificate) != shown:
            raise Broken("a certificate other than the one it showed")
        theirs = _number(said)
        await line.send(saying(Kind.REVEAL, number=own.hex()))
    code = digits(der_of(identity.certificate), der_of(partner.certificate), own, theirs)
    return await _agreed(line, partner, code, compare)


async def _answering(line: Line, identity: Identity, name: str, compare: Compare) -> Partner:
    with _explained():
        said = (await line.expect(Kind.COMMIT, _PATIENCE)).said()
        if said.get("format") != _FORMAT:
            raise Broken("another version")
        partner, commit = _partner(said), str(said.get("commit"))
        own = secrets.token_bytes(32)
        await line.send(saying(Kind.NONCE, name=_clean(name), certificate=identity.certificate.decode(), number=own.hex()))
        theirs = _number((await line.expect(Kind.REVEAL, _PATIENCE)).said())
        if not hmac.compare_digest(_commit(theirs), commit):
            raise Broken("a number other than the one it was bound to")
    code = digits(der_of(partner.certificate), der_of(identity.certificate), theirs, own)
    return await _agreed(line, partner, code, compare)


async def _agreed(line: Line, partner: Partner, code: str, compare: Compare) -> Partner:
    """Both people must say yes: who is told no, or that the other hung up, keeps nothing."""
    with _explained():
        asked = asyncio.ensure_future(compare(code, partner.name))
        heard = asyncio.ensure_future(line.expect(Kind.AGREED, _TO_COMPARE))
        try:
            async with asyncio.timeout(_TO_COMPARE):
                await asyncio.wait({asked, heard}, return_when=asyncio.FIRST_COMPLETED)
                if heard.done():
                    heard.result()  # the other side has hung up: no need to ask on
                if not await asked:
                    raise NotPaired("the digits are not the same")
                await line.send(Frame(Kind.AGREED))
                await heard
        finally:
            asked.cancel()
            heard.cancel()
            await asyncio.gather(asked, heard, return_exceptions=True)
    return partner


def digits(caller: bytes, answerer: bytes, of_caller: bytes, of_answerer: bytes) -> str:
    """The six digits of two certificates (DER) and two numbers of 32 bytes, as both screens show them: `042 817`."""
    hashed = hashlib.sha256(b"council pairing 1\0")
    for part in (caller, answerer, of_caller, of_answerer):
        hashed.update(len(part).to_bytes(4, "big") + part)
    code = int.from_bytes(hashed.digest()[:8], "big") % 1_000_000
    return f"{code // 1000:03d} {code % 1000:03d}"


def _commit(number: bytes) -> str:
    return hashlib.sha256(b"council commit 1\0" + number).hexdigest()


def _number(said: object) -> bytes:
    found = said.get("number") if isinstance(said, dict) else None
    try:
        number = bytes.fromhex(found) if isinstance(found, str) else b""
    except ValueError:
        number = b""
    if len(number) != 32:
        raise Broken("not a number of 32 bytes")
    return number


def _partner(said: object) -> Partner:
    pem, name = (said.get("certificate"), said.get("name")) if isinstance(said, dict) else (None, None)
    if not isinstance(pem, str) or not isinstance(name, str):
        raise Broken("no certificate, or no name")
    try:
        read_certificate(pem.encode("ascii"))
    except ValueError as error:
        raise Broken("no certificate that can be kept") from error
    return Partner(pem.encode("ascii"), _clean(name))


def _clean(name: str) -> str:
    """A laptop's name as it may be shown: a stranger chose it."""
    return "".join(letter for letter in name if letter.isprintable())[:_NAME].strip() or "?"


class _explained:  # noqa: N801 - reads as a word where it is used
    """Whatever goes wrong between strangers is one thing: they were not paired."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Broken | OSError | TimeoutError):
            raise NotPaired(str(error) or type(error).__name__) from error
