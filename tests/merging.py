"""Laptops that share a council: copies of one workspace, each in its own folder, and packs that go between them in memory."""

from __future__ import annotations

import shutil

from council_app.db.merging.merge import merge
from council_app.db.merging.packing import cargo_since
from council_app.db.merging.verifying import differences
from council_app.db.workspace import Workspace
from council_app.domain.merge.cargo import Cargo, Merged
from council_app.domain.steps import Steps
from council_app.errors import m_
from council_app.services.plan import dump_workspace
from council_app.services.workspace import open_workspace


def laptops(first: Workspace, *actors: str) -> list[Workspace]:
    """`first`, and for every other actor a copy of it as another laptop has it."""
    path = first.path
    first.compact()
    found = [first]
    for actor in actors:
        folder = path.parent / f"of-{actor}"
        folder.mkdir()
        shutil.copy(path, folder / path.name)
        found.append(open_workspace(path=folder / path.name, passphrase=None, actor=actor))
    return found


def packed(workspace: Workspace) -> Cargo:
    """A whole pack."""
    with workspace.read() as reading:
        return cargo_since(reading.connection(), workspace.device, {})


def take(workspace: Workspace, cargo: Cargo) -> Merged:
    """Merge it."""
    with workspace.write(m_("Merge a pack")) as writing:
        found = merge(writing, cargo, Steps(m_("Merging")))
    workspace.others_wrote()
    return found


def give(from_: Workspace, to: Workspace) -> Merged:
    """Everything that one has goes to the other."""
    return take(to, packed(from_))


def unlike_the_log(workspace: Workspace) -> list[object]:
    """Rows that are not what the whole log makes of them."""
    with workspace.read() as reading:
        return list(differences(reading.connection()))


def shown(workspace: Workspace) -> str:
    """Everything there is to see, as text."""
    return dump_workspace(workspace=workspace, with_people=True)
