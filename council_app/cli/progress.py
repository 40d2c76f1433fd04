"""The command that says what became of what was heard: the board of each market, and its way from heard to shipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading
from council_app.domain.deliveries import STATUS_WORDS, DeliveryLine, Remark
from council_app.domain.delivery_words import besides, told
from council_app.domain.programme import MarketFunnel
from council_app.i18n import Translator
from council_app.services import deliveries, programme
from council_app.services.deliveries import Board
from council_app.services.workspace import Workspace


def progress(
    context: typer.Context,
    ws: WorkspaceArgument,
    market: Annotated[
        str | None, typer.Option("--market", metavar="KEY", help="This market only, by key or country; all of them, when not given.")
    ] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Say what became of what was heard in each market: how it stands, what is overdue, what is missing, and the funnel.

    Example: council progress london.council --market GB
    """
    console = console_of(context)
    t = console.t
    with reading(ws, passphrase_file) as workspace:
        found = [(board, _funnel(workspace, board)) for board in _boards(workspace, market, t)]
    console.say(
        {"markets": [_document(board, funnel, t) for board, funnel in found]},
        lambda: "\n\n".join("\n".join(_lines(board, funnel, t)) for board, funnel in found),
    )


def _boards(workspace: Workspace, market: str | None, t: Translator) -> list[Board]:
    """One board for each market asked for, titles in the terminal's language."""
    first = deliveries.board(workspace=workspace, market=market or "", locale=t.tag)
    if market is not None or not first.markets:
        return [first] if first.market else []
    return [deliveries.board(workspace=workspace, market=tab.key, locale=t.tag) for tab in first.markets]


def _funnel(workspace: Workspace, board: Board) -> MarketFunnel:
    return programme.funnel(workspace=workspace, market=board.market)[0]


# -- JSON


def _document(board: Board, funnel: MarketFunnel, t: Translator) -> dict[str, object]:
    return {
        "market": board.market,
        "country": board.country,
        "locales": board.locales,
        "board": [_line(line, t) for line in board.lines],
        "not_followed": board.insights,
        "funnel": {
            "notes": funnel.notes,
            "carried": funnel.carried,
            "insights": funnel.insights,
            "delegated": funnel.delegated,
            "shipped": funnel.shipped,
            "declined": funnel.declined,
            "waiting": [
                {"insight": each.key, "heard_on": each.heard_on.isoformat(), "days": each.days(funnel.today)} for each in funnel.waiting
            ],
            "oldest_open_days": funnel.oldest_open_days,
        },
    }


def _line(line: DeliveryLine, t: Translator) -> dict[str, object]:
    """The names are those of a plan file's `deliveries`; `owner` is who sees to it, by this market or by the insight."""
    facts = line.facts
    return {
        "insight": facts.insight_key,
        "title": line.title,
        "status": facts.status,
        "since": facts.since.isoformat() if facts.since is not None else None,
        "days": line.days,
        "owner": line.owner,
        "with": facts.with_whom,
        "due": facts.due,
        "overdue_since": line.overdue.isoformat() if line.overdue is not None else None,
        "proof": facts.proof,
        "reason": facts.reason,
        "wording": facts.wording,
        "worry": line.worry,
        "missing": [_remark(remark, t) for remark in line.needs],
        "doubts": [_remark(remark, t) for remark in line.doubts],
    }


def _remark(remark: Remark, t: Translator) -> dict[str, str]:
    return {"part": "with" if remark.part == "with_whom" else remark.part.value, "says": t.say(remark.says)}


# -- text


def _lines(board: Board, funnel: MarketFunnel, t: Translator) -> Iterator[str]:
    yield t("{country} ({key})", country=t.territory(board.country), key=board.market)
    yield f"  {_way(funnel, t)}"
    if not board.lines:
        yield f"  {t('Nothing is followed here yet.')}"
    words = {status: t.say(word) for status, word in STATUS_WORDS.items()}
    width = max(len(word) for word in words.values())
    for line in board.lines:
        yield f"  {words[line.status]:<{width}}  {line.title}: {told(line, t)}"
        yield from (f"  {'':<{width}}  ! {remark}" for remark in besides(line, t))


def _way(funnel: MarketFunnel, t: Translator) -> str:
    """“412 notes, 9 insights, 5 delegated, 2 shipped, 1 declined; the oldest open: 210 days”."""
    steps = (
        t.n("{count} note", "{count} notes", funnel.notes),
        t.n("{count} insight", "{count} insights", funnel.insights),
        t.n("{count} delegated", "{count} delegated", funnel.delegated),
        t.n("{count} shipped", "{count} shipped", funnel.shipped),
        t.n("{count} declined", "{count} declined", funnel.declined),
    )
    oldest = funnel.oldest_open_days
    if oldest is None:
        return ", ".join(steps)
    return t("{steps}; the oldest open: {days}", steps=", ".join(steps), days=t.n("{count} day", "{count} days", oldest))


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command()(progress)
