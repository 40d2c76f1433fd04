"""Tagging everything that a filter finds, from the command line: how far it is on standard error, Ctrl C stops it with nothing changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from council_app.cli.console import Console
from council_app.cli.filters import filter_typed
from council_app.cli.options import writing
from council_app.domain.note_filter import Selection
from council_app.domain.steps import seconds_for
from council_app.errors import CouncilError, m_
from council_app.services import codebook, coding, listing
from council_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TagAll:
    """What is to be done to which notes, as typed."""

    where: Sequence[str]
    without: Sequence[str]
    add: Sequence[str]
    remove: Sequence[str]
    star: bool | None
    coder: str


def tag_all(console: Console, ws: Path, passphrase_file: Path | None, asked: TagAll) -> None:
    """Tag, untag or star every note that fits; prints `{"notes", "added", "removed", "starred"}`.

    Raises:
        CouncilError: nothing is to be done, or a tag to take off is not there.
    """
    if not (asked.add or asked.remove) and asked.star is None:
        raise CouncilError("tag", m_("it does not say what to do"), m_("Say --add, --remove, --star or --no-star."))
    if (asked.add or asked.remove) and asked.star is not None:
        raise CouncilError("tag", m_("it is one change at a time"), m_("Tag first, then star with another command."))
    with writing(ws, passphrase_file) as workspace:
        document = _done(console, workspace, asked)
    t = console.t
    said = t.n("Changed one note.", "Changed {count} notes.", int(document["notes"] or 0))
    console.say(document, said)


def _done(console: Console, workspace: Workspace, asked: TagAll) -> dict[str, int | bool | None]:
    wanted = filter_typed(workspace, asked.where, asked.without)
    notes, count = Selection(filter=wanted), listing.counts(workspace=workspace, filter=wanted).notes
    seconds = seconds_for(count)
    if seconds:
        console.note(
            console.t("{notes} notes: this takes about {count} s.", notes=console.t.number(count), count=console.t.number(seconds))
        )
    with console.progress() as told:
        if asked.star is not None:
            coding.star_notes(workspace=workspace, notes=notes, starred=asked.star, told=told)
            return {"notes": count, "added": 0, "removed": 0, "starred": asked.star}
        known = {tag.path: tag.id for tag in codebook.codebook(workspace=workspace)}
        missing = next((path for path in asked.remove if path not in known), None)
        if missing is not None:
            raise CouncilError(missing, m_("there is no tag of this path"), m_("Name it from the root of the codebook: checkout/fees"))
        done = coding.tag_notes(
            workspace=workspace, notes=notes, typed=asked.add, remove=[known[path] for path in asked.remove], coder=asked.coder, told=told
        )
    return {"notes": done.notes, "added": done.added, "removed": done.removed, "starred": None}
