"""Commands about the same person twice: duplicates, merge-people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.duplicates import Strength
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services import duplicates as pairs
from council_app.services.duplicates import Choice, Pick, What
from council_app.services.merging import merge_people as merge
from council_app.services.people import person_id
from council_app.services.withdrawal import Touched

_WORDS: dict[Strength, Message] = {
    Strength.SURE: m_("almost certain"),
    Strength.LIKELY: m_("likely"),
    Strength.POSSIBLE: m_("possible"),
}
_KEPT = ("name", "email", "phone")


def duplicates(
    context: typer.Context,
    ws: WorkspaceArgument,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List people who may be in the workspace twice, the surest first, and why.

    Example: council duplicates london.council
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        found = pairs.duplicates(workspace=workspace)
    t = console.t

    def listed() -> str:
        lines = [
            f"{t.say(_WORDS[pair.strength])}: {_named(pair.one)} = {_named(pair.other)} ({t.items(t.say(why) for why in pair.reasons)})"
            for pair in found
        ]
        return "\n".join(lines) or t("Nobody seems to be here twice.")

    document = [
        {
            "one": _brief(pair.one),
            "other": _brief(pair.other),
            "strength": pair.strength.name.lower(),
            "reasons": [str(why) for why in pair.reasons],
        }
        for pair in found
    ]
    console.say({"pairs": document}, listed)


def merge_people(
    context: typer.Context,
    ws: WorkspaceArgument,
    who: Annotated[str, typer.Argument(metavar="WHO", help="Who is left: an e-mail address, a whole name, or SESSION/SEAT.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same person.")],
    keep: Annotated[list[str] | None, typer.Option("--keep", metavar="FIELD", help="Keep OTHER's name, email or phone.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Make one person of two: sessions, words and answers of both, WHO's fields unless told; council undo takes it back.

    Example: council merge-people london.council ada@example.org london-am/P07 --keep phone
    """
    if any(field not in _KEPT for field in keep or ()):
        raise typer.BadParameter("--keep takes name, email or phone")
    console = console_of(context)
    choices = {Choice(What(field)): Pick.OTHER for field in keep or ()}
    with writing(ws, passphrase_file) as workspace:
        one, two = (person_id(workspace=workspace, who=each) for each in (who, other))
        found = merge(workspace=workspace, one=one, other=two, choices=choices)
    document: dict[str, object] = {"person": found.person, "sessions": found.sessions, "joined": found.joined, "dropped": found.dropped}
    said = console.t.n("One person now, at {count} session", "One person now, at {count} sessions", found.sessions)
    rests = found.touched
    document |= {
        "withdrawn": list(found.ended),
        "reports": list(rests.reports) if rests else [],
        "posts": list(rests.posts) if rests else [],
        "published": list(rests.published) if rests else [],
    }
    console.say(document, "\n".join((said, *(_to_correct(console.t, rests) if rests else ()))))


def _to_correct(t: Translator, rests: Touched) -> Iterator[str]:
    """What quotes the person under a yes that ended with the merge."""
    yield from (t("Report of {about}, {day}", about=each.about, day=t.date(each.at.date())) for each in rests.reports)
    yield from (t("Post for {about}, {day}", about=each.about, day=t.date(each.at.date())) for each in rests.posts)


def _named(person: pairs.Brief) -> str:
    return " ".join(part for part in (person.name, f"<{person.email}>" if person.email else "", person.phone) if part)


def _brief(person: pairs.Brief) -> dict[str, object]:
    return {"id": person.id, "name": person.name, "email": person.email, "phone": person.phone, "sessions": person.sessions}


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(duplicates)
    app.command("merge-people")(merge_people)
