"""Commands of cohorts: cohorts, cohort."""

from __future__ import annotations

from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.cohort_forms import form_of, rules_typed
from council_app.domain.cohorts import Cohort, sentences
from council_app.i18n import Translator
from council_app.services import cohorts as services
from council_app.services.cohorts import CohortLine
from council_app.services.workspace import Workspace

CohortOption = Annotated[str | None, typer.Option("--cohort", metavar="KEY", help="Only people of this cohort.")]
KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="The cohort's key.")]
RULES = "What must hold; may be repeated: segment=new,heavy  first-council  returned=2  complained-before  raised=fees  allows=contact"


def cohorts(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Count in this session, too.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List the saved cohorts with how many people are in each.

    Example: council cohorts london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        found = services.list_cohorts(workspace=workspace, session=session)
    console.say([_document(line, session) for line in found], lambda: "\n".join(_text(line, session, console.t) for line in found))


def cohort(
    context: typer.Context,
    ws: WorkspaceArgument,
    key: KeyArgument,
    rule: Annotated[list[str] | None, typer.Option("--rule", metavar="RULE", help=RULES)] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What it is called.")] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Remove it; nobody in it is touched.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Show one cohort; save, rename or delete it.

    Example: council cohort london.council newcomers --name "New here" --rule segment=new --rule first-council
    """
    console = console_of(context)
    if delete and (rule or name is not None):
        raise typer.BadParameter("--delete stands alone")
    if delete:
        with writing(ws, passphrase_file) as workspace:
            services.delete_cohort(workspace=workspace, key=key)
        console.say({"deleted": key}, console.t("Deleted: {key}", key=key))
        return
    change = bool(rule) or name is not None
    with (writing if change else reading)(ws, passphrase_file) as workspace:
        if rule:
            services.save_cohort(workspace=workspace, key=key, name=_name(workspace, key, name), rules=rules_typed(rule))
        elif name is not None:
            services.rename_cohort(workspace=workspace, key=key, name=name)
        found = services.cohort(workspace=workspace, key=key)
        line = CohortLine(found, services.count_people(workspace=workspace, rules=found.rules))
    console.say(_document(line, None), lambda: "\n  ".join([_text(line, None, console.t), *sentences(console.t, found.rules)]))


def _name(workspace: Workspace, key: str, given: str | None) -> str:
    """The name given, the one it has, or its key."""
    known = {line.cohort.key: line.cohort.name for line in services.list_cohorts(workspace=workspace)} if given is None else {}
    return given if given is not None else known.get(key, key)


def _document(line: CohortLine, session: str | None) -> dict[str, object]:
    found: Cohort = line.cohort
    document: dict[str, object] = {"key": found.key, "name": found.name, "rules": form_of(found.rules), "people": line.counted.people}
    document |= {} if session is None else {"here": line.counted.here}
    return document if line.problem is None else document | {"problem": str(line.problem)}


def _text(line: CohortLine, session: str | None, t: Translator) -> str:
    if line.problem is not None:
        return f"{line.cohort.key}  {line.cohort.name}  {t.say(line.problem)}"
    people = t.n("{count} person", "{count} people", line.counted.people)
    here = [] if session is None else [t.n("{count} in this session", "{count} in this session", line.counted.here)]
    return "  ".join([line.cohort.key, line.cohort.name, people, *here])


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (cohorts, cohort):
        app.command()(command)
