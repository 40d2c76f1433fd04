"""Writes a pack."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping

from council_app.domain.merge.cargo import Cargo
from council_app.exchange.pack.facts import MAGIC, VERSION, PackFacts
from council_app.exchange.pack.seals import seal

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_QUICK = 1
"""zlib's level: a stick is slower than any, and a laptop's processor is what is waited for."""


def sealed(
    cargo: Cargo,
    *,
    schema: str,
    name: str,
    since: Mapping[str, int],
    session: str = "",
    passphrase: str | None = None,
    recipients: tuple[str, ...] = (),
) -> bytes:
    """The file: `cargo`, sealed with `passphrase`, or for `recipients`; open where neither is given.

    Args:
        cargo: what it holds.
        schema: the revision of the tables.
        name: who made it.
        since, session: as `PackFacts` has them.
        passphrase: of the pack.
        recipients: public keys.

    Raises:
        CouncilError: what was given as a key is none.
    """
    packer = zlib.compressobj(_QUICK)
    body = b"".join((*(packer.compress(line) for line in _lines(cargo)), packer.flush()))
    facts = PackFacts(
        schema=schema,
        device=cargo.device,
        name=name,
        has=cargo.has,
        since=since,
        session=session,
        operations=len(cargo.operations),
        changes=len(cargo.changes),
        blobs=len(cargo.blobs),
        digest=hashlib.sha256(body).hexdigest(),
    )
    head = _AS_JSON({"version": VERSION, **dataclasses.asdict(facts)})
    return seal(MAGIC + head.encode() + b"\n" + body, passphrase=passphrase, recipients=recipients)


def _lines(cargo: Cargo) -> Iterator[bytes]:
    """Every row a list: names for each value would be most of the file."""
    for one in cargo.operations:
        row: list[object] = [one.id, one.device, one.at, one.actor, one.label, one.fields, one.reverses]
        yield (_AS_JSON(row) + "\n").encode()
    for change in cargo.changes:
        row = [
            *(change.id, change.device, change.seq, change.hlc, change.actor),
            *(change.operation, change.entity, change.row_id, change.op, change.values),
        ]
        yield (_AS_JSON(row) + "\n").encode()
    for digest, (media_type, data) in sorted(cargo.blobs.items()):
        yield (_AS_JSON([digest, media_type, base64.b64encode(data).decode("ascii")]) + "\n").encode()
