"""Commands about insights."""

from __future__ import annotations

from typing import Annotated

import typer

from council_app.cli.cohorts import CohortOption
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading
from council_app.domain.enums import Nature
from council_app.domain.evidence import Evidence, not_counted
from council_app.domain.gate import Gate
from council_app.domain.likelihood import Likelihood
from council_app.domain.ranking.simulation import Standing
from council_app.domain.records import InsightFacts
from council_app.errors import Message, m_, mn_
from council_app.i18n import Translator
from council_app.services import insights as services
from council_app.services import programme, ranking

_NATURE = {Nature.BASICS: m_("basics"), Nature.DELIGHT: m_("delight")}


def insights(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Count in this session only.")] = None,
    cohort: CohortOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List insights with their evidence in people, their likelihood in each market, their ranks, and what the gate still asks for.

    Example: council insights london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        if session is not None:
            programme.session(workspace=workspace, key=session)  # an unknown one is refused, not counted as nothing
        cards = services.list_insights(workspace=workspace, session=session, cohort=cohort)
        ranked = ranking.ranking(workspace=workspace, session=session, cohort=cohort)
    t = console.t
    ranks, standings = ranking.ranking_document(ranking=ranked, t=t), {row.key: row.standing for row in ranked.rows}
    console.say(
        [{**_document(card, t), **ranks.get(card.facts.key, {})} for card in cards],
        lambda: "\n\n".join(_text(card, standings.get(card.facts.key), t) for card in cards),
    )


def _document(card: services.InsightCard, t: Translator) -> dict[str, object]:
    return {
        **_facts(card.facts),
        "evidence": _evidence(card.evidence),
        "against": _evidence(card.against),
        "withheld": card.withheld,
        "gate": _gate(card.gate, t),
        "likelihood": _likelihood(card.likelihood, t),
        "markets": [
            {
                "market": reach.market,
                "country": reach.country,
                "evidence": _evidence(reach.evidence),
                "likelihood": _likelihood(reach.likelihood, t),
            }
            for reach in card.by_market
        ],
    }


def _facts(facts: InsightFacts) -> dict[str, object]:
    return {
        "key": facts.key,
        "title": facts.title,
        "problem": facts.problem,
        "solution": facts.solution,
        "nature": facts.nature,
        "promise": facts.promise,
        "stage": facts.stage_key,
        "moment_of_truth": facts.stage_critical,
        "segments": facts.segments,
        "initiative": facts.initiative,
        "owner": facts.owner,
        "teams": facts.teams,
        "approvals": facts.approvals,
        "effort_days": facts.effort_days,
        "impact": None
        if facts.impact is None
        else {
            "low": facts.impact.low,
            "likely": facts.impact.likely,
            "high": facts.impact.high,
            "currency": facts.impact.currency,
            "per": facts.impact.per,
        },
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "people": evidence.people,
        "attendees": evidence.attendees,
        "unprompted": evidence.unprompted,
        "prompted": evidence.prompted,
        "agreed": evidence.agreed_seats,
        "sessions": evidence.sessions,
        "councils": evidence.councils,
        "markets": evidence.markets,
        "notes": evidence.notes,
        "unattributed": evidence.unattributed,
        "withheld": evidence.withheld,
        "outside": evidence.outside,
    }


def _gate(gate: Gate, t: Translator) -> dict[str, object]:
    return {
        "ready": gate.ready,
        "missing": [t.say(missing) for missing in gate.missing],
        "criteria": [{"requirement": each.requirement, "met": each.met, "says": t.say(each.says)} for each in gate.criteria],
    }


def _likelihood(likely: Likelihood, t: Translator) -> dict[str, object]:
    return {
        "verdict": likely.verdict,
        "low": likely.low,
        "high": likely.high,
        "one_in": likely.one_in,
        "tail": likely.tail,
        "above_half": likely.above_half,
        "hearing": likely.hearing,
        "again": likely.again,
        "population": likely.population,
        "sentences": [t.say(sentence) for sentence in likely.sentences()],
        "outlook": [t.say(sentence) for sentence in likely.outlook()],
    }


def _text(card: services.InsightCard, standing: Standing | None, t: Translator) -> str:
    lines = [f"{card.facts.key}  {card.facts.title}", *_about(card.facts, t), *(t.say(said) for said in _reach(card.likelihood))]
    if len(card.by_market) > 1:
        lines += [f"{reach.country}: {t.say(reach.likelihood.sentences()[0])}" for reach in card.by_market]
    if card.against.notes:
        lines.append(t("Against it: {people}", people=_people(card.against, t)))
    if card.against.withheld:
        lines.append(t.say(not_counted(card.against.withheld)))
    if standing is not None:
        lines.append(_rank(standing, t))
    return "\n  ".join([*lines, t.say(card.gate.sentence), *_missing(card.gate, t)])


def _rank(standing: Standing, t: Translator) -> str:
    """The rank with its currency, because each has a ranking of its own, and how firm it is."""
    return t(
        "Rank by expected value for each day of work: {rank} of {of} in {currency}, {stability}",
        rank=standing.rank,
        of=standing.of,
        currency=standing.currency,
        stability=standing.stability(),
    )


def _reach(likely: Likelihood) -> tuple[Message, ...]:
    return (*likely.sentences(), *likely.outlook())


def _about(facts: InsightFacts, t: Translator) -> list[str]:
    """Stage, nature, promise, segments and initiative, as far as they are given."""
    stage = facts.stage_key and (t("{stage}, a moment of truth", stage=facts.stage_key) if facts.stage_critical else facts.stage_key)
    said = (
        stage,
        t.say(_NATURE[facts.nature]) if facts.nature else "",
        t("breaks {promise}", promise=t.quote(facts.promise)) if facts.promise else "",
        t("concerns {segments}", segments=", ".join(facts.segments)) if facts.segments else "",
        t("part of {initiative}", initiative=facts.initiative_title) if facts.initiative else "",
    )
    line = "; ".join(part for part in said if part)
    return [line] if line else []


def _people(evidence: Evidence, t: Translator) -> str:
    notes = mn_("{count} note", "{count} notes", evidence.notes)
    people = mn_("{count} person", "{count} people", evidence.people)
    return t.say(m_("{notes} from {people}", notes=notes, people=people))


def _missing(gate: Gate, t: Translator) -> list[str]:
    return [f"- {t.say(each.title)}: {t.say(each.says)}" for each in gate.criteria if not each.met]


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(insights)
