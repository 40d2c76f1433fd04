"""What is read for one look at the list, all of it on the worker: lines with their words folded, and how full the session is."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.memory import uncollected
from council_app.i18n import Translator
from council_app.services import door, roster
from council_app.services.door import DoorCounts
from council_app.services.workspace import Workspace
from council_app.ui.screens.roster.models import Listed, listed


@dataclass(frozen=True, slots=True)
class Found:
    """The list of one session."""

    session: str
    rows: tuple[Listed, ...]
    counts: DoorCounts


def read_list(workspace: Workspace, session: str, t: Translator) -> Found:
    """Read the list of the session of this key."""
    # A search for garbage that is not there would hold up the window's own thread, too.
    with uncollected():
        lines = roster.roster_lines(workspace=workspace, session=session)
        return Found(session, listed(lines, t), door.door_counts(workspace=workspace, session=session))
