"""Applying a plan: everything checked first, then created or updated by key in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import text

from council_app.db.workspace import Workspace, changes
from council_app.domain.memory import uncollected
from council_app.domain.records import Changes
from council_app.errors import Message, Refused, m_
from council_app.exchange.plan import Plan
from council_app.exchange.plan.load import PlanFile, load_plan
from council_app.exchange.plan.references import check_references
from council_app.exchange.plan.visuals import VisualFile, read_visuals
from council_app.services.attachments import cleaned
from council_app.services.company import company_in, put_company
from council_app.services.plan.acting import put_acting, put_initiatives
from council_app.services.plan.coding import put_boards, put_filters
from council_app.services.plan.cohorts import put_cohorts
from council_app.services.plan.followed import put_followed
from council_app.services.plan.gates import refuse_before_the_gate
from council_app.services.plan.heard import note_ids, put_heard
from council_app.services.plan.known import known_of
from council_app.services.plan.people import put_people
from council_app.services.plan.posted import put_posts
from council_app.services.plan.prepared import put_prepared
from council_app.services.plan.putting import CHANGED, CREATED, UNCHANGED, Putting
from council_app.services.plan.rounds import put_rounds


@dataclass(frozen=True, slots=True)
class Applied:
    """How many entries a plan created, changed and left as they were; `kinds` has the same three per kind of entry."""

    created: int
    changed: int
    unchanged: int
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    changes: Changes = field(default_factory=lambda: Changes(frozenset()))


def apply_plan(*, workspace: Workspace, path: Path, dry_run: bool = False) -> Applied:
    """Create or update everything in the plan file at `path`; applying it twice changes nothing the second time.

    Args:
        workspace: where to.
        path: the plan file; pictures lie beside it.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: the file cannot be read.
        Refused: one problem per entry that is wrong, with line and column; nothing was applied.
    """
    return apply_file(workspace=workspace, file=load_plan(path), label=m_("Apply a plan"), dry_run=dry_run)


def apply_file(*, workspace: Workspace, file: PlanFile, label: Message, dry_run: bool = False) -> Applied:
    """As `apply_plan`, with a file that was read already; `label` names the change."""
    pictures, problems = read_visuals(file, _clean)
    with uncollected(), workspace.write(label, rehearsed=dry_run) as writing:
        known = known_of(writing, file.plan)
        found = check_references(file.plan, file.where, known) + problems
        if found:
            raise Refused(found)
        # Rows may name each other in any order; the references were checked above.
        writing.execute(text("PRAGMA defer_foreign_keys = ON"))
        putting = Putting(writing)
        _put_company(putting, file.plan)
        put_prepared(putting, file.plan)
        put_people(putting, file.plan)
        put_heard(putting, file.plan, pictures)
        put_initiatives(putting, file.plan)
        put_followed(putting, file.plan, pictures)
        refuse_before_the_gate(writing, file, known.delegations)
        put_acting(putting, file.plan)
        put_posts(putting, file.plan)
        put_cohorts(putting, file.plan)
        put_filters(putting, file.plan)
        put_boards(putting, file.plan, note_ids(writing, {card.note for board in file.plan.boards for card in board.cards}))
        put_rounds(putting, file.plan, note_ids(writing, {note.note for each in file.plan.rounds for note in each.notes}))
        return _applied(putting)


def _clean(picture: VisualFile) -> VisualFile:
    content, media_type = cleaned(picture.filename, picture.content)
    return replace(picture, content=content, format=media_type.removeprefix("image/").upper())


def _put_company(putting: Putting, plan: Plan) -> None:
    if "company" not in plan.model_fields_set:
        return
    name, before = " ".join((plan.company or "").split()), company_in(putting.session)
    if name != before:
        put_company(putting.session, name)
    putting.count("company", UNCHANGED if name == before else CHANGED if before else CREATED)


def _applied(putting: Putting) -> Applied:
    written = changes(putting.session)
    totals = {name: sum(kind[name] for kind in putting.counts.values()) for name in ("created", "changed", "unchanged")}
    return Applied(**totals, kinds=putting.counts, changes=written)
