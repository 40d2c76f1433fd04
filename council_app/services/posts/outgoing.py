"""Writing stored posts as drafts for a site generator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from council_app.db.models import Market, Post
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft
from council_app.errors import CouncilError, Refused, m_
from council_app.reporting.blog import Exported, GeneratorName, export
from council_app.services import publications
from council_app.services.posts import rows
from council_app.services.posts.facts import PostFacts
from council_app.services.posts.gating import Judged, MarketGate, draft_of
from council_app.services.posts.market import facts_of
from council_app.services.posts.reading import facts_in
from council_app.services.posts.signing import refuse_held


def export_bundle(*, workspace: Workspace, ids: Collection[str], generator: GeneratorName, out: Path) -> Exported:
    """Write posts below the folder `out` as drafts; locales of one post are linked with one another.

    Raises:
        Refused: the gate holds one of them, one problem per point, or files stand there that somebody changed; nothing was written.
        CouncilError: no post is named, one is not there or was changed meanwhile, or the folder cannot be written.
    """
    if not ids:
        raise CouncilError(str(out), m_("no post is chosen"), m_("Choose one or more."))
    with workspace.read() as session:
        drafts = _passed(session, ids)
    written = export(drafts, generator, out, lambda: require_still_so(workspace=workspace, ids=ids, drafts=drafts))
    try:
        remember(workspace, drafts)
    except CouncilError:
        # The files lie there: saying that nothing was written would not be true.
        why = m_("The workspace can only be read now: a later withdrawal of consent will not name this document.")
        return replace(written, unremembered=why)
    return written


def require_still_so(*, workspace: Workspace, ids: Collection[str], drafts: Sequence[Draft]) -> None:
    """Make sure that posts are what they were when they were read, and that the gate holds none of them by now.

    Raises:
        Refused: the gate holds one of them.
        CouncilError: somebody changed one.
    """
    with workspace.read() as session:
        now = _passed(session, ids)
    changed = next((was for was, one in zip(drafts, now, strict=True) if was != one), None)
    if changed is not None:
        raise CouncilError(changed.title, m_("somebody changed the post meanwhile"), m_("Write them again; nothing was written."))


def _passed(session: Session, ids: Collection[str]) -> list[Draft]:
    judged = judged_of(session, [rows.post_row(session, id) for id in dict.fromkeys(ids)])  # noqa: A001 - the word of lists
    refused: list[Refused] = []
    for post, found in judged:
        try:
            refuse_held(post, found)
        except Refused as error:
            refused.append(error)
    if refused:
        raise Refused([problem for error in refused for problem in error.problems])
    return [draft_of(post) for post, _ in judged]


def remember(workspace: Workspace, drafts: Sequence[Draft]) -> None:
    """Keep whose words went out of the workspace, where it may be written to."""
    if not workspace.read_only:
        publications.remember(workspace=workspace, documents=publications.quoting_drafts(drafts))


def judged_of(session: Session, wanted: Sequence[Post]) -> list[tuple[PostFacts, Judged]]:
    """Posts with what the gate of their market says of each."""
    gates: dict[str, MarketGate] = {}
    found = []
    for row in wanted:
        if row.market_id not in gates:
            gates[row.market_id] = MarketGate(facts_of(session, session.get_one(Market, row.market_id)))
        post = facts_in(session, row)
        found.append((post, gates[row.market_id].judged(post)))
    return found
