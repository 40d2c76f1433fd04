"""Commands of the door: check-in, door, promote, consent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.options import JsonOption, PassphraseOption, SessionOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.enums import ConsentMethod, Purpose
from council_app.services import consent as consents
from council_app.services import door as doors
from council_app.services.door import CheckedIn, DoorResult, Guest
from council_app.services.workspace import Workspace

PurposeOption = list[Purpose] | None
NumberOption = Annotated[int, typer.Option("--number", min=1, max=999, help="How many, in their order.")]


def check_in(
    context: typer.Context,
    ws: WorkspaceArgument,
    who: Annotated[str, typer.Argument(metavar="WHO", help="Letters of a name, an e-mail address, a seat or a badge code.")],
    session: SessionOption,
    undo: Annotated[bool, typer.Option("--undo", help="Take an arrival back.")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="Why it is taken back.")] = "",
    walk_in: Annotated[bool, typer.Option("--walk-in", help="WHO is the name of somebody who is not on the list.")] = False,
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="The walk-in's address.")] = "",
    let_in: Annotated[bool, typer.Option("--let-in", help="Also somebody from the waiting list.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Let somebody in, or say what is in the way; only one exact match is let in.

    Example: council check-in london.council --session london-am ad
    """
    console = console_of(context)
    if undo + walk_in + let_in > 1:
        raise typer.BadParameter("choose one of --undo, --walk-in, --let-in")
    with writing(ws, passphrase_file) as workspace:
        if undo:
            undone = doors.undo_check_in(workspace=workspace, session=session, who=who, reason=reason)
            guest = undone.matches[0]
            document = {"result": "undone", "seat": guest.seat, "status": guest.status, "missing_consents": [], "matches": [_guest(guest)]}
            console.say(document, console.t("Taken back: {name}", name=guest.name or guest.seat or ""))
            return
        done = _done(workspace, session, who, walk_in=walk_in, let_in=let_in, email=email)
    console.say(_document(done), lambda: _line(console, who, done))


def _done(workspace: Workspace, session: str, who: str, *, walk_in: bool, let_in: bool, email: str) -> CheckedIn:
    if walk_in:
        return doors.walk_in(workspace=workspace, session=session, name=who, email=email)
    if let_in:
        return doors.let_in(workspace=workspace, session=session, who=who)
    return doors.check_in(workspace=workspace, session=session, who=who)


def _document(done: CheckedIn) -> dict[str, object]:
    one = done.matches[0] if len(done.matches) == 1 else None
    document: dict[str, object] = {
        "result": done.result,
        "seat": one.seat if one else None,
        "missing_consents": list(done.let.missing) if done.let else [],
        "matches": [_guest(guest) for guest in done.matches],
    }
    if done.badge_of is not None:
        document["badge_of"] = done.badge_of
    return document | ({"at": done.let.at, "by": done.let.by} if done.let else {})


def _guest(guest: Guest) -> dict[str, object]:
    """What a door may show: neither addresses nor needs nor answers. The badge code tells two of one name apart."""
    return {"name": guest.name, "seat": guest.seat, "status": guest.status, "code": guest.secret}


def _line(console: Console, who: str, done: CheckedIn) -> str:
    t = console.t
    names = t.items([guest.name or guest.seat or "" for guest in done.matches])
    if done.badge_of is not None:
        return t("This badge is for another session: {session}. Nothing was changed.", session=done.badge_of)
    if done.let is None:
        said = {
            DoorResult.AMBIGUOUS: t("Several people: {names}", names=names),
            DoorResult.UNKNOWN: t("Not on the list: {who}", who=who),
            DoorResult.WAITLISTED: t("On the waiting list: {name}", name=names),
        }
        return said[done.result]
    if done.result is DoorResult.ALREADY:
        by = done.let.by
        greeting = t("Already in: {name} (let in by {by})", name=names, by=by) if by else t("Already in: {name}", name=names)
    else:
        greeting = t("Welcome, {name}. Seat {seat}", name=names, seat=done.let.guest.seat or "")
    asked = ", ".join(done.let.missing)
    return f"{greeting}\n{t('Still to ask: {purposes}', purposes=asked)}" if asked else greeting


def door(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print how full a session is, and how full it will be.

    Example: council door london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        counts = doors.door_counts(workspace=workspace, session=session)
    t, told = console.t, counts.forecast
    lines = [
        t.n("{count} person is in", "{count} people are in", counts.arrived + counts.walk_ins),
        t("{expected} still to come, {waiting} on the waiting list", expected=counts.expected, waiting=counts.waiting),
    ]
    if told is not None:
        lines.append(t("Likely {likely} in the room ({low}–{high})", likely=told.likely, low=told.low, high=told.high))
    console.say(counts, "\n".join(lines))


def promote(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    number: NumberOption = 1,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Confirm the next people of the waiting list, in its order, as far as there is room.

    Example: council promote london.council --session london-am --number 2
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        promoted = doors.promote(workspace=workspace, session=session, number=number)
    names = console.t.items([guest.name or guest.seat or "" for guest in promoted])
    console.say({"promoted": [_guest(guest) for guest in promoted]}, console.t("Confirmed: {names}", names=names))


def consent(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    person: Annotated[str, typer.Option("--person", metavar="SEAT_OR_EMAIL", help="Whose answer it is.")],
    grant: Annotated[PurposeOption, typer.Option("--grant", help="What they allow; may be repeated.")] = None,
    refuse: Annotated[PurposeOption, typer.Option("--refuse", help="What they do not allow; may be repeated.")] = None,
    withdraw: Annotated[PurposeOption, typer.Option("--withdraw", help="What they take back; may be repeated.")] = None,
    wording: Annotated[str | None, typer.Option("--wording", metavar="VERSION", help="The text they read; the newest by default.")] = None,
    method: Annotated[ConsentMethod, typer.Option("--method", help="How they answered.")] = ConsentMethod.SCREEN,
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="The language they read it in.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Record what somebody allows, or take it back and print everything that touches.

    Example: council consent london.council --session london-am --person P07 --withdraw quote_public
    """
    console = console_of(context)
    if withdraw and (grant or refuse):
        raise typer.BadParameter("--withdraw stands alone")
    with writing(ws, passphrase_file) as workspace:
        if withdraw:
            _tell_withdrawn(console, consents.withdraw(workspace=workspace, session=session, person=person, purposes=withdraw))
            return
        answered = consents.record_answers(
            workspace=workspace,
            session=session,
            person=person,
            granted=grant or (),
            refused=refuse or (),
            wording=wording,
            method=method,
            locale=locale,
        )
    document = {name: value for name, value in asdict(answered).items() if name not in ("changes", "missing")}
    said = console.t("Recorded for seat {seat}", seat=answered.seat) if answered.seat else console.t("Recorded")
    console.say(document | {"missing_consents": list(answered.missing)}, said)


def _tell_withdrawn(console: Console, found: consents.Withdrawn) -> None:
    t = console.t
    document: dict[str, object] = {
        "seat": found.seat,
        "withdrawn": list(found.ended),
        "sessions": found.sessions,
        "notes": found.notes,
        "highlights": found.highlights,
        "insights": list(found.insights),
        "reports": list(found.reports),
        "posts": list(found.posts),
        "published": list(found.published),
    }
    lines = [
        t.n("{count} note", "{count} notes", found.notes),
        *(t("Insight: {key}", key=key) for key in found.insights),
        *(t("Report of {about}, {day}", about=each.about, day=t.date(each.at.date())) for each in found.reports),
        *(t("Post for {about}, {day}", about=each.about, day=t.date(each.at.date())) for each in found.posts),
    ]
    console.say(document, "\n".join(lines))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command("check-in")(check_in)
    for command in (door, promote, consent):
        app.command()(command)
