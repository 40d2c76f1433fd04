"""Commands about insights."""

from __future__ import annotations

from typing import Annotated

import typer

from council_app.cli.cohorts import CohortOption
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading
from council_app.i18n import Translator
from council_app.services import insights as services
from council_app.services import programme


def insights(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Count in this session only.")] = None,
    cohort: CohortOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List insights with their evidence in people, their likelihood, and what the gate still asks for.

    Example: council insights london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        if session is not None:
            programme.session(workspace=workspace, key=session)  # an unknown one is refused, not counted as nothing
        cards = services.list_insights(workspace=workspace, session=session, cohort=cohort)
    console.say([_document(card, console.t) for card in cards], lambda: "\n\n".join(_text(card, console.t) for card in cards))


def _document(card: services.InsightCard, t: Translator) -> dict[str, object]:
    facts, evidence, likely = card.facts, card.evidence, card.likelihood
    return {
        "key": facts.key,
        "title": facts.title,
        "evidence": {
            "people": evidence.people,
            "attendees": evidence.attendees,
            "unprompted": evidence.unprompted,
            "prompted": evidence.prompted,
            "agreed": evidence.agreed_seats,
            "sessions": evidence.sessions,
            "markets": evidence.markets,
            "notes": evidence.notes,
        },
        "gate": {"ready": card.gate.ready, "missing": [t.say(missing) for missing in card.gate.missing]},
        "likelihood": {
            "low": likely.low,
            "high": likely.high,
            "tail": likely.tail,
            "sentences": [t.say(sentence) for sentence in likely.sentences()],
        },
    }


def _text(card: services.InsightCard, t: Translator) -> str:
    lines = [f"{card.facts.key}  {card.facts.title}", *(t.say(sentence) for sentence in card.likelihood.sentences())]
    return "\n  ".join([*lines, t.say(card.gate.sentence)])


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(insights)
