"""TLS as it is used in a room: version 1.3 alone, and nobody is believed but the certificates that are kept."""

from __future__ import annotations

import secrets
import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

from council_app.nearby.identity import Identity


def serving(identity: Identity, partners: Iterable[bytes]) -> ssl.SSLContext:
    """For a laptop that is called: lets in who shows one of `partners` (certificates in PEM) and has its key, nobody else."""
    context = _context(ssl.PROTOCOL_TLS_SERVER, identity, partners)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def calling(identity: Identity, partner: bytes) -> ssl.SSLContext:
    """For a laptop that calls: speaks to the one that has `partner`'s key, to no other."""
    context = _context(ssl.PROTOCOL_TLS_CLIENT, identity, [partner])
    context.check_hostname = False  # an address in a room says nothing; the key does
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def answering_strangers(identity: Identity) -> ssl.SSLContext:
    """For the minute in which two laptops are paired, on the side that is called: whoever it is, the code will tell."""
    return _context(ssl.PROTOCOL_TLS_SERVER, identity, ())


def calling_strangers() -> ssl.SSLContext:
    """The same on the side that calls. It shows no certificate here: it says it, and the code covers what it said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _context(side: int, identity: Identity, partners: Iterable[bytes]) -> ssl.SSLContext:
    context = ssl.SSLContext(side)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    if side == ssl.PROTOCOL_TLS_SERVER:
        context.num_tickets = 0  # a resumed connection would outlive a partner who was forgotten
    # Python's ssl reads keys from files alone: what stands in this one for a moment is locked with a word that nobody keeps.
    word = secrets.token_bytes(24).hex().encode("ascii")
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        chain = Path(folder) / "identity.pem"
        chain.touch(mode=0o600)
        chain.write_bytes(identity.locked(word) + identity.certificate)
        context.load_cert_chain(chain, password=word)
    known = b"\n".join(partners).decode("ascii")
    if known:
        context.load_verify_locations(cadata=known)
    return context
