"""Laptops of one room: pairing by six digits, talking over pinned TLS, and what attackers get."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Sequence

import pytest

from council_app.nearby import pairing
from council_app.nearby.contexts import answering_strangers, calling, calling_strangers, serving
from council_app.nearby.finding import EXCHANGING, Finder, Found
from council_app.nearby.frames import MOST, Broken, Frame, Kind, Line, saying
from council_app.nearby.identity import Identity, make_identity, read_certificate
from council_app.nearby.pairing import NotPaired, Partner
from council_app.nearby.talking import Known, NotTaken, Talk

HOST = "127.0.0.1"


class Book:
    """What a laptop shares, as small as it gets: numbered lines of each laptop."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.lines: dict[str, list[str]] = {}
        self.changed = asyncio.Event()

    def write(self, text: str) -> None:
        self.lines.setdefault(self.own, []).append(text)

    async def known(self) -> Known:
        return {laptop: len(lines) for laptop, lines in self.lines.items()}

    async def since(self, known: Known) -> AsyncIterator[bytes]:
        for laptop, lines in self.lines.items():
            for number, text in enumerate(lines[known.get(laptop, 0) :], start=known.get(laptop, 0) + 1):
                yield json.dumps([laptop, number, text]).encode()

    async def take(self, pieces: Sequence[bytes]) -> None:
        for piece in pieces:
            try:
                laptop, number, text = json.loads(piece)
            except ValueError as error:
                raise NotTaken("not a line") from error
            lines = self.lines.setdefault(laptop, [])
            if number == len(lines) + 1:
                lines.append(text)
        self.changed.set()


async def _yes(_code: str, _name: str) -> bool:
    return True


async def _paired(a: Identity, b: Identity, compare: pairing.Compare) -> tuple[Partner, Partner]:
    server, found = await pairing.listen(b, "Laptop B", compare, host=HOST)
    async with server:
        port = server.sockets[0].getsockname()[1]
        of_b = await pairing.call(HOST, port, a, "Laptop A", compare)
        return of_b, await asyncio.wait_for(found.get(), 5)


def test_both_see_the_same_digits_and_keep_the_others_certificate() -> None:
    seen: list[str] = []

    async def compare(code: str, _name: str) -> bool:
        seen.append(code)
        return True

    a, b = make_identity(), make_identity()
    of_b, of_a = asyncio.run(_paired(a, b, compare))
    assert of_b == Partner(b.certificate, "Laptop B")
    assert of_a == Partner(a.certificate, "Laptop A")
    assert len(seen) == 2
    assert seen[0] == seen[1]
    assert [len(part) for part in seen[0].split(" ")] == [3, 3]


@pytest.mark.parametrize("who", ["caller", "called"])
def test_one_no_pairs_neither(who: str) -> None:
    async def no(_code: str, _name: str) -> bool:
        return False

    async def tried() -> bool:
        b = make_identity()
        server, found = await pairing.listen(b, "B", no if who == "called" else _yes, host=HOST)
        async with server:
            with pytest.raises(NotPaired):
                await pairing.call(HOST, server.sockets[0].getsockname()[1], make_identity(), "A", no if who == "caller" else _yes)
            await asyncio.sleep(0.05)
            return found.empty()

    assert asyncio.run(tried())


def test_somebody_in_between_shows_other_digits_on_the_two_screens() -> None:
    seen: dict[str, str] = {}

    async def tried() -> None:
        a, b, middle = make_identity(), make_identity(), make_identity()

        def looks(who: str) -> pairing.Compare:
            async def compare(code: str, _name: str) -> bool:
                seen[who] = code
                return True

            return compare

        behind, _ = await pairing.listen(b, "B", looks("b"), host=HOST)
        async with behind:
            towards_a, _ = await pairing.listen(middle, "B", _yes, host=HOST)
            async with towards_a:
                await pairing.call(HOST, towards_a.sockets[0].getsockname()[1], a, "A", looks("a"))
            await pairing.call(HOST, behind.sockets[0].getsockname()[1], middle, "A", _yes)

    asyncio.run(tried())
    assert seen["a"] != seen["b"]


def test_who_changes_the_number_it_was_bound_to_is_found_out() -> None:
    async def tried() -> None:
        b, cheat = make_identity(), make_identity()
        server, found = await pairing.listen(b, "B", _yes, host=HOST)
        async with server:
            line = Line(*await asyncio.open_connection(HOST, server.sockets[0].getsockname()[1], ssl=calling_strangers()))
            await line.send(saying(Kind.COMMIT, format=1, name="A", certificate=cheat.certificate.decode(), commit="0" * 64))
            await line.expect(Kind.NONCE, 5)
            await line.send(saying(Kind.REVEAL, number="11" * 32))  # searched for until the digits fit
            with pytest.raises((Broken, OSError)):
                await line.expect(Kind.AGREED, 5)
            await line.close()
            assert found.empty()

    asyncio.run(tried())


@pytest.mark.parametrize(
    "frame",
    [
        saying(Kind.COMMIT, format=1, name="A", certificate="no certificate", commit="0"),
        saying(Kind.COMMIT, format=1, name=7, certificate=None, commit="0"),
        saying(Kind.COMMIT, format=99),
        Frame(Kind.COMMIT, b"[" * 60_000),
        Frame(Kind.COMMIT, b"{}" + b" " * 100_000),
        Frame(Kind.HELLO, b"{}"),
    ],
)
def test_whoever_says_something_else_is_not_paired(frame: Frame) -> None:
    async def tried() -> bool:
        server, found = await pairing.listen(make_identity(), "B", _yes, host=HOST)
        async with server:
            line = Line(*await asyncio.open_connection(HOST, server.sockets[0].getsockname()[1], ssl=calling_strangers()))
            await line.send(frame)
            assert await _hung_up(line)
            await line.close()
            return found.empty()

    assert asyncio.run(tried())


def test_a_strangers_name_is_shown_without_what_steers_a_screen() -> None:
    a, b = make_identity(), make_identity()

    async def tried() -> str:
        server, found = await pairing.listen(b, "B", _yes, host=HOST)
        async with server:
            await pairing.call(HOST, server.sockets[0].getsockname()[1], a, "Kim\u202e\x1b[2J" + "x" * 500, _yes)
            return (await asyncio.wait_for(found.get(), 5)).name

    name = asyncio.run(tried())
    assert name.startswith("Kim[2J")
    assert len(name) <= 60


def test_a_certificate_that_another_key_signed_is_none() -> None:
    good = make_identity().certificate
    with pytest.raises(ValueError, match="beside"):
        read_certificate(good + make_identity().certificate)
    with pytest.raises(ValueError, match="too long"):
        read_certificate(good * 50)


class Meeting:
    """Two laptops that were paired, B serving."""

    def __init__(self) -> None:
        self.a, self.b = make_identity(), make_identity()
        self.book_a, self.book_b = Book("a"), Book("b")
        self.talks: list[Talk] = []
        self.ends: list[BaseException | None] = []

    async def served(self, partners: Sequence[bytes]) -> asyncio.Server:
        async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talk = Talk(Line(reader, writer), self.book_b, group="team")
            self.talks.append(talk)
            try:
                await talk.run()
                self.ends.append(None)
            except (Broken, NotTaken, OSError, TimeoutError) as error:
                self.ends.append(error)
            finally:
                writer.close()

        return await asyncio.start_server(called, HOST, 0, ssl=serving(self.b, partners))

    async def call(self, server: asyncio.Server, who: Identity, group: str = "team") -> Talk:
        port = server.sockets[0].getsockname()[1]
        return Talk(Line(*await asyncio.open_connection(HOST, port, ssl=calling(who, self.b.certificate))), self.book_a, group=group)


def test_paired_laptops_exchange_what_each_lacks_and_what_is_written_meanwhile() -> None:
    async def tried() -> None:
        meeting = Meeting()
        for number in range(50):
            meeting.book_a.write(f"a{number}")
            meeting.book_b.write(f"b{number}")
        server = await meeting.served([meeting.a.certificate])
        async with server:
            talk = await meeting.call(server, meeting.a)
            running = asyncio.ensure_future(talk.run())
            await asyncio.wait_for(meeting.book_a.changed.wait(), 5)
            await asyncio.wait_for(meeting.book_b.changed.wait(), 5)
            assert meeting.book_a.lines == meeting.book_b.lines
            meeting.book_a.changed.clear()
            meeting.book_b.write("a note of a colleague")
            meeting.talks[0].news()
            await asyncio.wait_for(meeting.book_a.changed.wait(), 5)
            assert meeting.book_a.lines["b"][-1] == "a note of a colleague"
            await talk.leave()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(tried())


async def _talked(meeting: Meeting, server: asyncio.Server) -> None:
    talk = await meeting.call(server, make_identity())
    await talk.run()


async def _hung_up(line: Line) -> bool:
    """Read until the other side ends it."""
    try:
        while True:
            await line.receive(5)
    except OSError:
        return True


async def _nameless(port: int) -> None:
    line = Line(*await asyncio.open_connection(HOST, port, ssl=calling_strangers()))
    try:
        await line.receive(5)
    finally:
        await line.close()


def test_a_stranger_is_not_even_heard() -> None:
    async def tried() -> list[Talk]:
        meeting = Meeting()
        meeting.book_b.write("a secret of the room")
        server = await meeting.served([meeting.a.certificate])
        async with server:
            with pytest.raises((ssl.SSLError, OSError)):
                await _talked(meeting, server)
            port = server.sockets[0].getsockname()[1]
            with pytest.raises((ssl.SSLError, OSError)):  # without any certificate
                await _nameless(port)
            assert meeting.book_a.lines == {}
            return meeting.talks

    assert asyncio.run(tried()) == []


def test_a_laptop_does_not_speak_to_who_took_its_partners_place() -> None:
    async def tried() -> None:
        meeting = Meeting()
        thief = make_identity()

        async def called(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server = await asyncio.start_server(called, HOST, 0, ssl=answering_strangers(thief))
        async with server:
            with pytest.raises(ssl.SSLCertVerificationError):
                await meeting.call(server, meeting.a)

    asyncio.run(tried())


@pytest.mark.parametrize(
    "frames",
    [
        [saying(Kind.HELLO, format=1, group="another", knows={})],
        [saying(Kind.HELLO, format=2, group="team", knows={})],
        [saying(Kind.HELLO, format=1, group="team", knows={"b": -1})],
        [saying(Kind.HELLO, format=1, group="team", knows={"b": "many"})],
        [saying(Kind.HELLO, format=1, group="team", knows={}), Frame(Kind.COMMIT)],
        [saying(Kind.HELLO, format=1, group="team", knows={}), Frame(Kind.PART, b"no line"), Frame(Kind.END)],
        [saying(Kind.HELLO, format=1, group="team", knows={}), Frame(Kind.KNOWS, b"\xff")],
    ],
)
def test_a_partner_who_breaks_what_is_agreed_is_hung_up_on_and_changes_nothing(frames: list[Frame]) -> None:
    async def tried() -> tuple[dict[str, list[str]], list[BaseException | None]]:
        meeting = Meeting()
        server = await meeting.served([meeting.a.certificate])
        async with server:
            port = server.sockets[0].getsockname()[1]
            line = Line(*await asyncio.open_connection(HOST, port, ssl=calling(meeting.a, meeting.b.certificate)))
            for frame in frames:
                await line.send(frame)
            assert await _hung_up(line)
            await line.close()
            return meeting.book_b.lines, meeting.ends

    lines, ends = asyncio.run(tried())
    assert lines == {}
    assert [type(end) in (Broken, NotTaken) for end in ends] == [True]


def test_a_piece_that_claims_to_be_huge_is_not_waited_for() -> None:
    async def tried() -> None:
        claim = bytes([Kind.PART]) + (MOST + 1).to_bytes(4, "big")

        async def called(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(claim)
            writer.close()

        server = await asyncio.start_server(called, HOST, 0)
        async with server:
            line = Line(*await asyncio.open_connection(HOST, server.sockets[0].getsockname()[1]))
            with pytest.raises(Broken):
                await line.receive(5)
            await line.close()

    asyncio.run(tried())


def test_a_connection_cut_in_the_middle_changes_nothing() -> None:
    async def tried() -> dict[str, list[str]]:
        meeting = Meeting()
        server = await meeting.served([meeting.a.certificate])
        async with server:
            port = server.sockets[0].getsockname()[1]
            line = Line(*await asyncio.open_connection(HOST, port, ssl=calling(meeting.a, meeting.b.certificate)))
            await line.send(saying(Kind.HELLO, format=1, group="team", knows={}))
            await line.send(Frame(Kind.PART, json.dumps(["a", 1, "half"]).encode()))
            await line.close()
            while not meeting.ends:
                await asyncio.sleep(0.01)
            return meeting.book_b.lines

    assert asyncio.run(tried()) == {}


def test_laptops_of_one_network_find_each_other_and_notice_who_leaves() -> None:
    async def tried() -> None:
        seen: asyncio.Queue[tuple[Found, ...]] = asyncio.Queue()
        async with Finder(EXCHANGING, 4001, seen.put_nowait, interfaces=[HOST]) as one:
            async with Finder(EXCHANGING, 4002, lambda _: None, interfaces=[HOST]) as other:
                found = await asyncio.wait_for(seen.get(), 10)
                assert [(each.word, each.port, HOST in each.addresses) for each in found] == [(other.word, 4002, True)]
                assert one.word != other.word
            while found:
                found = await asyncio.wait_for(seen.get(), 10)

    asyncio.run(tried())
