"""Packs: what goes to other laptops, and what comes from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlcipher3 import dbapi2

from council_app.atomic import require_place, write_whole
from council_app.db import migrate, partners
from council_app.db.journal import JournalledSession
from council_app.db.merging.log import Gap
from council_app.db.merging.merge import merge
from council_app.db.merging.packing import cargo_since
from council_app.db.models import Device
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace, place_of
from council_app.domain.merge.cargo import Cargo, Disputed, Merged
from council_app.domain.records import Changes
from council_app.domain.steps import Asking, Steps, Told, never, untold
from council_app.errors import CouncilError, m_
from council_app.exchange import pack


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written.

    Attributes:
        changes, attachments: how many are in it.
        whole: everything there is, not only what a partner lacks.
        sealed: nobody reads it without its passphrase or key; False only for an unencrypted workspace.
    """

    out: Path
    changes: int
    attachments: int
    whole: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class MergedPacks:
    """What merging did, or would do.

    Attributes:
        packs: file by file, in the order in which they were merged: its name, who made it, and what it brought.
        conflicts: what there is to decide that there was not before.
        changes: which kinds of thing are different now.
    """

    packs: tuple[tuple[str, str, Merged], ...]
    conflicts: tuple[Disputed, ...]
    changes: Changes

    @property
    def new(self) -> int:
        """Changes that were new here."""
        return sum(merged.new for _, _, merged in self.packs)

    @property
    def already_known(self) -> int:
        """Changes that were known here."""
        return sum(merged.already_known for _, _, merged in self.packs)


def make_pack(
    *,
    workspace: Workspace,
    out: Path,
    since: str = "",
    passphrase: str | None = None,
    recipients: Sequence[str] = (),
    told: Told = untold,
    cancelled: Asking = never,
) -> Packed:
    """Write a pack to `out`.

    Args:
        workspace: whose changes.
        out: the file.
        since: only what this partner (a name, or the beginning of their device's id) is not known to have.
        passphrase: that opens it; recipients: or the public keys of those who can.
        told, cancelled: hear how far it is, and say whether to stop.

    Raises:
        CouncilError: an unknown partner, a key that is none, or `out` cannot be written.
        Cancelled: somebody stopped it; nothing was written.
    """
    require_place(out)
    steps = Steps(m_("Packing"), told, cancelled)
    with workspace.read() as reading, stopping(reading, cancelled):
        has = partners.has(reading, since) if since else {}
        steps.expect(3)
        cargo = cargo_since(reading.connection(), _device(workspace, reading), has)
    steps.done += 1
    steps.look()
    data = pack.sealed(
        cargo, schema=migrate.known_revisions()[-1], name=workspace.actor, since=has, passphrase=passphrase, recipients=tuple(recipients)
    )
    steps.done += 1
    steps.look()
    write_whole(out, data, private=True)
    return Packed(out, len(cargo.changes), len(cargo.blobs), not since, passphrase is not None or bool(recipients))


def merge_packs(
    *,
    workspace: Workspace,
    files: Sequence[Path],
    passphrase: str | None = None,
    secret: str | None = None,
    only_look: bool = False,
    told: Told = untold,
    cancelled: Asking = never,
) -> MergedPacks:
    """Merge packs, in whatever order they are given: all of them or none.

    Args:
        workspace: where to.
        files: the packs.
        passphrase: that opens them; secret: or one's own secret key.
        only_look: find out what it would do, and change nothing.
        told, cancelled: hear how far it is, and say whether to stop.

    Raises:
        CouncilError: a pack cannot be opened, is damaged, another workspace's or a newer Council's, or leaves something out.
        Cancelled: somebody stopped it; nothing was changed.
    """
    steps = Steps(m_("Merging"), told, cancelled)
    opened = [_opened(path, passphrase, secret) for path in files]
    try:
        with workspace.write(m_("Merge what others wrote"), rehearsed=only_look) as writing, stopping(writing, cancelled):
            found = _merged(writing, opened, steps)
    except dbapi2.IntegrityError as error:
        raise CouncilError("merge", m_("the pack holds what cannot be"), m_("Ask for the pack again; nothing was changed.")) from error
    if not only_look:
        workspace.others_wrote()
        if any(merged.erased for _, _, merged in found.packs):
            workspace.compact()
    return found


def new_keys(*, out: Path) -> str:
    """Write a secret key to `out`, for this person alone; returns the public key that others seal packs for.

    Raises:
        CouncilError: `out` cannot be written, or something is there already.
    """
    if out.exists():
        raise CouncilError(str(out), m_("something is there already"), m_("Choose another name: a lost key opens nothing any more."))
    keys = pack.new_keys()
    write_whole(out, f"# {keys.public}\n{keys.secret}\n".encode(), private=True)
    return keys.public


def _opened(path: Path, passphrase: str | None, secret: str | None) -> tuple[str, pack.PackFacts, Cargo]:
    plain = pack.unsealed(path, passphrase=passphrase, secret=secret)
    return path.name, *pack.open_pack(plain, path.name, migrate.known_revisions())


def _merged(writing: JournalledSession, opened: list[tuple[str, pack.PackFacts, Cargo]], steps: Steps) -> MergedPacks:
    waiting, done = list(opened), list[tuple[str, str, Merged]]()
    conflicts: dict[Disputed, None] = {}
    kinds: set[str] = set()
    while waiting:
        late: list[tuple[str, pack.PackFacts, Cargo]] = []
        for name, facts, cargo in waiting:
            partners.refuse_strangers(writing, name, cargo)
            try:
                merged = merge(writing, cargo, steps)
            except Gap as gap:
                late.append((name, facts, cargo))
                why = gap
                continue
            partners.heard_from(writing, facts.device, facts.name, facts.has)
            done.append((name, facts.name, merged))
            conflicts |= dict.fromkeys(merged.conflicts)
            kinds |= merged.rows.keys()
        if len(late) == len(waiting):
            raise CouncilError(late[0][0], why.why, why.todo) from why
        waiting = late
    return MergedPacks(tuple(done), tuple(conflicts), Changes(frozenset(kinds)))


def _device(workspace: Workspace, reading: JournalledSession) -> str:
    """This file's id among the devices; "" where it was never open for writing."""
    return reading.scalar(select(Device.id).where(Device.place == place_of(workspace.path))) or ""
