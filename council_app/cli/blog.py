"""The command for posts of a market: drafts for a site generator, and the list of what there is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, actor, console_of, passphrase_for, publishing
from council_app.errors import m_
from council_app.services import blog as drafts
from council_app.services import posts, workspace
from council_app.services.blog import Drafted, GeneratorName
from council_app.services.posts import CorrectionDue, PostFacts, PostState

_STATES = {
    PostState.DRAFT: m_("draft"),
    PostState.SIGNED: m_("signed off"),
    PostState.OUT: m_("out"),
    PostState.DOWN: m_("taken down"),
}


def blog(
    context: typer.Context,
    ws: WorkspaceArgument,
    market: Annotated[str, typer.Option("--market", metavar="KEY", help="Key of the market, or its country code.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="The site's folder, or an empty one.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="A language tag such as sv-SE.")] = None,
    generator: Annotated[GeneratorName, typer.Option("--for", help="The site generator.")] = GeneratorName.HUGO,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The day statuses are true."),
    ] = None,
    contact: Annotated[str, typer.Option("--contact", metavar="ADDRESS", help="Where readers ask for a correction.")] = "",
    listed: Annotated[bool, typer.Option("--posts", help="List the market's posts and what must be put right; write nothing.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> int:
    """Write a market's blog drafts; nothing is written while the gate holds anything back.

    Posts that somebody edited or signed off are written as they stand, the others from the data.

    Example: council blog london.council --market gb --for hugo --out site
    """
    console = console_of(context)
    if listed == (out is not None):
        raise typer.BadParameter("choose one of --out and --posts")
    if out is None:
        return _list(console, ws, passphrase_file, market)
    with publishing(ws, passphrase_file, console) as (opened, written):
        day = as_of.date() if as_of else None
        drafted = drafts.write_posts(workspace=opened, market=market, as_of=day, locale=locale, contact=contact)
        if any(post.held_back for post in drafted):
            return _tell_held(console, drafted)
        exported = drafts.export_posts(posts=drafted, generator=generator, out=out)
        written.extend(drafts.quoting_posts(drafted))
    files = [str(file) for file in exported.files]
    console.say({"files": files, "held_back": [], **_told(console, drafted)}, "\n".join(files))
    if exported.caution is not None:
        console.note(console.t.say(exported.caution))
    return 0


def _told(console: Console, drafted: tuple[Drafted, ...]) -> dict[str, object]:
    """What goes with every answer: what was left out, what somebody answers for, and which posts were stored."""
    return {
        "left_out": [entry for post in drafted for entry in _left(console, post)],
        "overridden": [entry for post in drafted for entry in _overridden(console, post)],
        "posts": [
            {
                "locale": each.draft.locale,
                "as_of": each.draft.as_of.isoformat(),
                "edited": each.post is not None and each.post.edited,
                "approved_by": each.draft.approved_by,
            }
            for each in drafted
        ],
    }


def _tell_held(console: Console, drafted: tuple[Drafted, ...]) -> int:
    held = [entry for post in drafted for entry in _held(console, post)]
    console.say({"held_back": held, **_told(console, drafted)}, "")
    for entry in held:
        console.note(
            "council: {locale}, {where}: {why}: “{text}”. {todo}".format(**entry, todo=console.t("Settle it; nothing was written."))
        )
    return 1


def _held(console: Console, post: Drafted) -> list[dict[str, object]]:
    return [
        {
            "rule": held.rule,
            "where": held.where,
            "why": console.t.say(held.why),
            "locale": post.draft.locale,
            "text": held.words,
        }
        for held in post.held_back
    ]


def _overridden(console: Console, post: Drafted) -> list[dict[str, object]]:
    return [
        {
            "rule": held.rule,
            "where": held.where,
            "why": console.t.say(held.why),
            "locale": post.draft.locale,
            "text": held.words,
            "by": answer.by,
            "reason": answer.reason,
        }
        for held, answer in post.overridden
    ]


def _left(console: Console, post: Drafted) -> list[dict[str, object]]:
    return [{"note": left.note, "why": console.t.say(left.why), "locale": post.draft.locale} for left in post.draft.left_out]


def _list(console: Console, ws: Path, passphrase_file: Path | None, market: str) -> int:
    passphrase = passphrase_for(ws, passphrase_file)
    with workspace.open_workspace(path=ws, passphrase=passphrase, read_only=True, actor=actor()) as opened:
        found = [posts.post_of(workspace=opened, id=ref.id) for ref in posts.posts(workspace=opened, market=market)]
        due = posts.corrections(workspace=opened, market=market)
    document = {"posts": [_post(post) for post in found], "corrections": [_due(console, one) for one in due]}
    lines = [_line(console, post) for post in found] or [console.t("No posts yet.")]
    lines += [_due_line(console, one) for one in due]
    console.say(document, "\n".join(lines))
    return 0


def _post(post: PostFacts) -> dict[str, object]:
    ref = post.ref
    return {
        "id": ref.id,
        "bundle": ref.bundle,
        "market": ref.market,
        "locale": ref.locale,
        "title": ref.title,
        "as_of": ref.as_of.isoformat(),
        "state": ref.state,
        "edited": post.edited,
        "newer": post.newer,
        "approved_by": post.approved_by,
        "overridden": len(post.overrides),
        "out": [{"day": str(one.day), "place": one.place, "down_on": str(one.down_on) if one.down_on else None} for one in post.outs],
    }


def _line(console: Console, post: PostFacts) -> str:
    return f"{post.ref.as_of.isoformat()}  {post.ref.locale}  {console.t.say(_STATES[post.ref.state])}  {post.ref.title}"


def _due(console: Console, due: CorrectionDue) -> dict[str, object]:
    return {
        "post": due.post,
        "out": due.out,
        "cause": due.cause,
        "locale": due.locale,
        "title": due.title,
        "day": due.day.isoformat(),
        "place": due.place,
        "why": console.t.say(due.why),
        "words": due.words,
        "text": due.text,
    }


def _due_line(console: Console, due: CorrectionDue) -> str:
    return console.t("To put right in {place}: {why}. {text}", place=due.place, why=console.t.say(due.why), text=due.text)


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command()(blog)
