"""What travels between laptops: operations and their changes, line by line as the log has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ForeignOperation:
    """A verb of somebody else; `fields` is JSON, `at` as the log writes moments."""

    id: str
    device: str
    at: str
    actor: str
    label: str
    fields: str
    reverses: str | None


@dataclass(frozen=True, slots=True)
class ForeignChange:
    """A change of somebody else; `values` is JSON."""

    id: str
    device: str
    seq: int
    hlc: str
    actor: str
    operation: str
    entity: str
    row_id: str
    op: str
    values: str


@dataclass(frozen=True, slots=True)
class Cargo:
    """What came from one partner.

    Attributes:
        device: whose file it was made from.
        has: how far that file knows every device.
        operations, changes: by device and number, without gaps within.
        blobs: hash -> media type and bytes of attachments, whose bytes are what the hash says.
    """

    device: str
    has: Mapping[str, int]
    operations: tuple[ForeignOperation, ...]
    changes: tuple[ForeignChange, ...]
    blobs: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Disputed:
    """Something to decide: a text of a row, or (without a column) the row itself.

    Attributes:
        kind: the word of a `ConflictKind`.
    """

    entity: str
    row: str
    kind: str
    column: str
    locale: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, or would do.

    Attributes:
        new, already_known: changes that were new here, and that were not.
        rows: table -> how many rows are different now, of those that came.
        conflicts: what there is to decide that there was not before.
        by_time: columns with different values of which the newest stands.
        joined: rows that two laptops had added for one thing; seats: people who got another seat.
        erased: rows that are gone for good because somebody was erased.
        ahead: milliseconds that a partner's clock is ahead of this one, where that is more than a day.
    """

    new: int = 0
    already_known: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[Disputed, ...] = ()
    by_time: int = 0
    joined: int = 0
    seats: int = 0
    erased: int = 0
    ahead: int = 0


def vector_of(changes: Iterable[ForeignChange]) -> dict[str, int]:
    """The last number of every device among them."""
    found: dict[str, int] = {}
    for change in changes:
        found[change.device] = max(change.seq, found.get(change.device, 0))
    return found
