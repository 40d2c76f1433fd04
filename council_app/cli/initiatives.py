"""Commands about initiatives: the business cases as text or JSON, and the roadmap page for a leadership workshop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.atomic import require_place
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, language_of, reading
from council_app.domain.initiatives import (
    Amount,
    BusinessCase,
    drag_sentence,
    effort_sentence,
    money_sentence,
    people_sentence,
    rate_sentence,
)
from council_app.domain.roadmap import HORIZONS, Roadmap, RoadmapCard, RoadmapSheet, Standing
from council_app.domain.workshops import Ruling, WorkshopFacts
from council_app.i18n import Translator
from council_app.services import papers
from council_app.services import roadmap as services


def initiatives(
    context: typer.Context,
    ws: WorkspaceArgument,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List initiatives with their business cases, what is not decided, and what workshops decided.

    Example: council initiatives london.council --json
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        found = services.roadmap(workspace=workspace)
    console.say(_document(found, console.t), lambda: "\n\n".join(_text(card, console.t) for card in found.cards))


def roadmap(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where the page goes.")],
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="The language; the terminal's own, when not given.")] = None,
    paper: Annotated[RoadmapSheet, typer.Option("--paper", help="What it is printed on, landscape.")] = RoadmapSheet.A4,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print the roadmap: now, next and later with their numbers, what is not decided, and what workshops decided and why.

    Example: council roadmap london.council --paper a3 --out roadmap.pdf
    """
    console = console_of(context)
    t = language_of(console, locale)
    require_place(out)
    with reading(ws, passphrase_file) as workspace:
        ready = services.prepare_roadmap(workspace=workspace, t=t, sheet=paper)
    with console.progress() as told:
        papers.write_papers(papers=ready, out=out, progress=told)
    console.say({"file": str(out), "paper": paper}, console.t("Wrote {file}", file=str(out)))


def _document(found: Roadmap, t: Translator) -> dict[str, object]:
    return {
        "initiatives": [_card(card, t) for card in found.cards],
        "without_initiative": [each.facts.key for each in found.loose],
        "workshops": [_workshop(facts) for facts in found.workshops],
    }


def _card(card: RoadmapCard, t: Translator) -> dict[str, object]:
    facts, case = card.facts, card.case
    return {
        "key": facts.key,
        "title": facts.title,
        "horizon": facts.horizon,
        "owner": facts.owner,
        "case": facts.case,
        "customer_value": facts.customer_value,
        "internal_impact": facts.internal_impact,
        "segments": case.segments,
        "evidence": {"people": case.evidence.people, "sessions": case.evidence.sessions, "markets": case.evidence.markets},
        **_numbers(case),
        "insights": [_standing(each) for each in card.insights],
        "undecided": [t.say(each) for each in card.undecided],
        "cautions": [t.say(each) for each in case.cautions()],
    }


def _numbers(case: BusinessCase) -> dict[str, object]:
    return {
        "impact": [_amount(amount) for amount in case.amounts],
        "effort_days": case.effort_days,
        "expected_per_day": [{"currency": rate.currency, "value": rate.value} for rate in case.rates],
        "gate": {"ready": case.ready, "of": case.insights},
        "teams": case.teams,
        "approvals": case.approvals,
    }


def _amount(amount: Amount) -> dict[str, object]:
    return {"low": amount.low, "likely": amount.likely, "high": amount.high, "currency": amount.currency, "per": amount.per}


def _standing(each: Standing) -> dict[str, object]:
    return {"key": each.facts.key, "people": each.evidence.people, "attendees": each.evidence.attendees, "ready": each.ready}


def _workshop(facts: WorkshopFacts) -> dict[str, object]:
    line = facts.line
    return {
        "key": line.key,
        "title": line.title,
        "at": line.at,
        "closed": line.closed_at,
        "decisions": [_ruling(each) for each in facts.rulings],
    }


def _ruling(each: Ruling) -> dict[str, object]:
    return {
        "insight": each.insight_key,
        "impact_votes": each.impact,
        "effort_votes": each.effort,
        "decision": each.decision,
        "reason": each.reason,
        "decided": each.decided_at,
    }


def _text(card: RoadmapCard, t: Translator) -> str:
    facts, case = card.facts, card.case
    when = t.say(HORIZONS[facts.horizon]) if facts.horizon is not None else t("not placed")
    said = [people_sentence(case.evidence), *(money_sentence(amount) for amount in case.amounts), *map(rate_sentence, case.rates)]
    if case.effort_days is not None:
        said.append(effort_sentence(case.effort_days))
    drag = drag_sentence(case)
    if drag is not None:
        said.append(drag)
    lines = [f"{facts.key}  {facts.title} ({when})", *map(t.say, said), *(f"! {t.say(each)}" for each in card.undecided)]
    return "\n  ".join(lines)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(initiatives)
    app.command()(roadmap)
