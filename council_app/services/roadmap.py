"""The roadmap page for a leadership workshop: initiatives by horizon with their numbers, what is not decided, and what was."""

from __future__ import annotations

from sqlalchemy.orm import Session

from council_app.db.queries import initiatives as reads
from council_app.db.workspace import Workspace
from council_app.domain.initiatives import Part, amount_of
from council_app.domain.roadmap import Roadmap, RoadmapCard, RoadmapSheet, Standing
from council_app.domain.workshops import NO_VOTES, WorkshopFacts
from council_app.i18n import Translator
from council_app.reporting.papers.roadmap import roadmap_html
from council_app.services.as_of import last_change
from council_app.services.company import company_in
from council_app.services.initiatives import initiatives, insights_without
from council_app.services.insights import InsightCard
from council_app.services.insights.counting import Rooms
from council_app.services.papers import Papers


def roadmap(*, workspace: Workspace) -> Roadmap:
    """Everything on the roadmap page, as the data stands now."""
    cards = initiatives(workspace=workspace)
    loose = insights_without(workspace=workspace)
    with workspace.read() as reading:
        rooms = Rooms.read(reading, None)
        held = [rooms.there[key] for key in rooms.together if rooms.there.get(key)]
        return Roadmap(
            company=company_in(reading),
            as_of=last_change(reading),
            councils=len(held),
            people=len(frozenset[str]().union(*held)),
            cards=tuple(
                RoadmapCard(card.facts, card.case, tuple(_standing(each) for each in card.insights), card.undecided) for card in cards
            ),
            loose=tuple(_standing(card) for card in loose),
            workshops=_workshops(reading),
        )


def _standing(card: InsightCard) -> Standing:
    return Standing(card.facts, card.evidence, card.likelihood, amount_of(Part(card.facts, card.gate, card.likelihood)), card.gate.ready)


def _workshops(reading: Session) -> tuple[WorkshopFacts, ...]:
    """Those with something to tell: a vote or a decision."""
    found = (reads.workshop(reading, line.key) for line in reads.workshops(reading))
    return tuple(
        facts for facts in found if any(each.decision or (each.impact, each.effort) != (NO_VOTES, NO_VOTES) for each in facts.rulings)
    )


def prepare_roadmap(*, workspace: Workspace, t: Translator, sheet: RoadmapSheet = RoadmapSheet.A4) -> Papers:
    """The roadmap as a paper, landscape, in the language of `t`; it can be printed without the workspace."""
    found = roadmap(workspace=workspace)
    return Papers((), lambda _: roadmap_html(found, t, sheet))
