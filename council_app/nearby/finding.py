"""Laptops of one room find each other by multicast DNS (RFC 6762): nobody types an address.

What is announced names no person, council or workspace: a word made up at each start, and the port. Who it is, TLS says.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

import ifaddr
from zeroconf import InterfaceChoice, IPVersion, NonUniqueNameException, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

EXCHANGING, PAIRING = "_council._tcp.local.", "_council-pair._tcp.local."
_PATIENCE_MS = 3_000
_SEEN = 64  # in one room; a neighbour who announces thousands is not believed


@dataclass(frozen=True, slots=True)
class Found:
    """A laptop that says it is there.

    Attributes:
        word: what it made up for itself at this start.
        addresses: where it can be reached, the likeliest first.
    """

    word: str
    addresses: tuple[str, ...]
    port: int


class Finder:
    """Announces this laptop and watches for others while it is open; `changed` is called with all that are there.

    Use as an asynchronous context manager, in the thread of the loop.
    """

    def __init__(
        self, service: str, port: int, changed: Callable[[tuple[Found, ...]], None], *, interfaces: list[str] | None = None
    ) -> None:
        self.word = secrets.token_hex(8)
        self._service, self._port, self._changed, self._interfaces = service, port, changed, interfaces
        self._found: dict[str, Found] = {}
        self._zero: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._asking: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Finder:
        self._zero = AsyncZeroconf(interfaces=self._interfaces or InterfaceChoice.All, ip_version=IPVersion.V4Only)
        addresses = self._interfaces or _own_addresses()
        info = AsyncServiceInfo(
            self._service, f"{self.word}.{self._service}", port=self._port, parsed_addresses=addresses, server=f"{self.word}.local."
        )
        try:
            await self._zero.async_register_service(info)
        except NonUniqueNameException as error:  # 64 random bits are not taken: somebody answers to every name
            await self._zero.async_close()
            raise OSError("somebody in this network answers to every name") from error
        self._browser = AsyncServiceBrowser(self._zero.zeroconf, self._service, handlers=[self._heard])
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for task in self._asking:
            task.cancel()
        if self._browser is not None:
            await self._browser.async_cancel()
        if self._zero is not None:
            await self._zero.async_unregister_all_services()
            await self._zero.async_close()

    def _heard(self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        word = name.removesuffix(f".{service_type}")
        if word == self.word:
            return
        if state_change is ServiceStateChange.Removed:
            if self._found.pop(word, None) is not None:
                self._tell()
            return
        self._ask(zeroconf, service_type, name, word)

    def _ask(self, zeroconf: Zeroconf, service_type: str, name: str, word: str) -> None:
        async def ask() -> None:
            info = AsyncServiceInfo(service_type, name)
            if await info.async_request(zeroconf, _PATIENCE_MS) and info.port and (word in self._found or len(self._found) < _SEEN):
                self._found[word] = Found(word, tuple(info.parsed_addresses(IPVersion.V4Only)), info.port)
                self._tell()

        task = asyncio.ensure_future(ask())
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    def _tell(self) -> None:
        self._changed(tuple(self._found[word] for word in sorted(self._found)))


def _own_addresses() -> list[str]:
    """Where others of this network reach this laptop; its own inside is of no use to them, unless there is nothing else."""
    found = [str(address.ip) for adapter in ifaddr.get_adapters() for address in adapter.ips if address.is_IPv4]
    return [address for address in found if not address.startswith("127.")] or found
