"""`council export tables`: tables and pictures of themes, for other programs and as numbers for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, console_of, language_of, reading
from council_app.domain.crosstabs import Breakdown
from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.theme_documents import document_of
from council_app.domain.theme_views import ThemesAsked, View
from council_app.services import note_export
from council_app.services.saved_filters import saved_filter
from council_app.services.theme_views import find_themes, save_themes, tag_named


def tables(
    context: typer.Context,
    ws: Annotated[Path, typer.Option("--from", metavar="WS", help="The workspace file to read.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv|FILE.xlsx|FILE.svg", help="Where the table or the picture goes.")],
    by: Annotated[Breakdown, typer.Option("--by", help="The columns of the heat map.")] = Breakdown.SEGMENT,
    together: Annotated[bool, typer.Option("--together", help="Which tags come together in one note.")] = False,
    curve: Annotated[bool, typer.Option("--curve", help="How themes became known, session by session.")] = False,
    trends: Annotated[bool, typer.Option("--trends", help="What grew and shrank since the council before.")] = False,
    promise: Annotated[bool, typer.Option("--promise", help="What is promised, and what was heard at each stage.")] = False,
    tag: Annotated[str | None, typer.Option("--tag", metavar="PATH", help="The tags below this one; the topmost, when not given.")] = None,
    market: Annotated[str | None, typer.Option("--market", metavar="KEY", help="Only this market.")] = None,
    where: Annotated[list[str] | None, typer.Option("--where", metavar="FACET=WORD", help="Only these notes, as `export notes`.")] = None,
    saved: Annotated[str | None, typer.Option("--filter", metavar="KEY", help="A saved filter.")] = None,
    minimum: Annotated[int, typer.Option("--minimum", min=MINIMUM_INSIDE, help="The smallest group that is told.")] = MINIMUM_INSIDE,
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="The language of titles and numbers.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write a table of themes in counts of people, or its picture; groups below the minimum are not told. `--json` prints the numbers.

    Example: council export tables --from london.council --by stage --out themes.svg
    """
    console = console_of(context)
    chosen = [
        view
        for view, on in zip((View.TOGETHER, View.CURVE, View.TRENDS, View.PROMISE), (together, curve, trends, promise), strict=True)
        if on
    ]
    if len(chosen) > 1:
        raise typer.BadParameter("--together, --curve, --trends and --promise are one table each")
    t = language_of(console, locale)
    with reading(ws, passphrase_file) as workspace, console.progress() as progress:
        base = saved_filter(workspace=workspace, key=saved) if saved else None
        wanted = note_export.filter_asked(workspace=workspace, conditions=where or (), base=base)
        root = tag_named(workspace=workspace, path=tag) if tag else None
        asked = ThemesAsked(chosen[0] if chosen else View.TAGS, by, root, wanted, market, minimum)
        found = find_themes(workspace=workspace, asked=asked, progress=progress)
        lines = save_themes(found=found, out=out, t=t)
    console.say({"file": str(out), "lines": lines, **document_of(found)}, console.t("Wrote {file}", file=str(out)))
