"""The command that counts: questionnaires, tasks, candour, balance, saturation, agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from council_app.cli.cohorts import CohortOption
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading
from council_app.domain.success import Method
from council_app.domain.theme_documents import discovery_document
from council_app.i18n import Translator
from council_app.services import stats as services
from council_app.services.stats import QuestionStats, RoundStats, SessionStats, Statistics, TaskStats


def stats(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="This session only.")] = None,
    cohort: CohortOption = None,
    method: Annotated[Method, typer.Option("--method", help="How the interval of a success rate is worked out.")] = Method.ADJUSTED_WALD,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Say what was measured: questionnaires, task success with intervals, candour, balance, saturation, agreement.

    What cannot be worked out is n/a in words and null in JSON. Agreement is of the notes that
    several coders read in one round: raw beside kappa (Cohen's for two coders, Fleiss' for more) and Krippendorff's alpha.

    Example: council stats london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        found = services.statistics(workspace=workspace, session=session, cohort=cohort, method=method)
    console.say(_document(found), lambda: "\n".join(_lines(console.t, found)))


def _document(found: Statistics) -> dict[str, object]:
    return {
        "sessions": [asdict(each) for each in found.sessions],
        "new_themes": list(found.new_themes),
        "saturation": None if found.saturation is None else asdict(found.saturation),
        "discovery": discovery_document(found.discovery),
        "agreement": [_agreement(each) for each in found.agreement] or None,
    }


def _agreement(found: RoundStats) -> dict[str, object]:
    """Tags by their paths: ids mean nothing outside."""
    document = asdict(found.agreement)
    document["tags"] = {found.paths.get(each.tag, each.tag): _without_id(asdict(each)) for each in found.agreement.tags}
    return {"round": found.key, "name": found.name, **document}


def _without_id(tag: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in tag.items() if name != "tag"}


def _lines(t: Translator, found: Statistics) -> Iterator[str]:
    for each in found.sessions:
        yield each.session
        yield from (f"  {line}" for line in _session(t, each))
    reached = found.saturation
    known = t("n/a") if reached is None else f"{t.number(reached.reached_at)}+{t.number(reached.run)}"
    themes = ", ".join(t.number(number) for number in found.new_themes)
    yield t("New themes by session: {numbers}; few new ones after: {when}", numbers=themes or t("n/a"), when=known)
    if found.discovery is not None:
        yield from (f"{t.say(said)}." for said in found.discovery.sentences())
    yield from (_agreed(t, each) for each in found.agreement)


def _agreed(t: Translator, found: RoundStats) -> str:
    agreement = found.agreement
    return t(
        "Agreement in “{name}”, {notes} notes read by several: same tags {raw}, kappa {kappa}, alpha {alpha}",
        name=found.name,
        notes=t.number(agreement.notes),
        raw=t("n/a") if agreement.raw is None else t.percent(agreement.raw),
        kappa=_number(t, agreement.kappa, 2),
        alpha=_number(t, agreement.alpha, 2),
    )


def _session(t: Translator, found: SessionStats) -> Iterator[str]:
    yield t("Attendees with a friction : with a praise: {friction} : {praise}", friction=found.friction, praise=found.praise)
    even = found.balance
    if even is not None:
        yield t(
            "Notes per attendee: Gini {gini}, corrected {corrected}; not heard: {silent}",
            gini=_number(t, even.gini, 2),
            corrected=_number(t, even.corrected, 2),
            silent=t.number(even.silent),
        )
    tested = (*(each.prototype for each in found.tasks), *(each.prototype for each in found.questions))
    for prototype in dict.fromkeys(tested):
        yield f"{prototype}:"
        yield from (f"  {_question(t, each)}" for each in found.questions if each.prototype == prototype)
        yield from (f"  {_task(t, each)}" for each in found.tasks if each.prototype == prototype)


def _question(t: Translator, found: QuestionStats) -> str:
    return t(
        "{key} ({kind}): {score}, 95% {low} to {high}, {answers} answers",
        key=found.key,
        kind=found.kind.value.upper(),
        score=_number(t, found.score, 1),
        low=_number(t, found.low, 1),
        high=_number(t, found.high, 1),
        answers=t.number(found.answers),
    ) + (f", {found.grade}" if found.grade else "")


def _task(t: Translator, found: TaskStats) -> str:
    return t(
        "{key}: {success} of {tried} unaided, 95% {low} to {high}; typical time {seconds} s",
        key=found.key,
        success=t.number(found.success),
        tried=t.number(found.tried),
        low=t("n/a") if found.low is None else t.percent(found.low),
        high=t("n/a") if found.high is None else t.percent(found.high),
        seconds=_number(t, found.seconds, 0),
    )


def _number(t: Translator, value: float | None, digits: int) -> str:
    return t("n/a") if value is None else t.number(round(value, digits))


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command()(stats)
