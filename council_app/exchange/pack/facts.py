"""What a pack says of itself before its changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAGIC = b"council-pack\n"
VERSION = 1
PACK_LIMIT = 512 * 1024 * 1024
"""Bytes of a pack's file."""
BODY_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes of its lines, once unpacked."""
LINE_LIMIT = 64 * 1024 * 1024
"""Bytes of one line: an attachment is one."""


@dataclass(frozen=True, slots=True)
class PackFacts:
    """The second line of a pack.

    Attributes:
        schema: the revision of the tables it was written from.
        device, name: whose file it is from, and who made it.
        has: how far that file knows every device.
        since: what the partner it was made for was known to have; empty for a whole pack.
        session: the key of the session it is about, or "" for everything.
        operations, changes, blobs: how many lines of each follow.
        digest: SHA-256 of what follows, as it stands in the file.
    """

    schema: str
    device: str
    name: str
    has: Mapping[str, int]
    since: Mapping[str, int]
    session: str
    operations: int
    changes: int
    blobs: int
    digest: str
