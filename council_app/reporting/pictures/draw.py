"""From what was found about themes to an SVG in somebody's language, in the light colours of paper or the dark ones of a window."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache

from council_app.domain.crosstabs import CrossTable, Themes, Together
from council_app.domain.theme_views import Journeys, ThemesFound, Trends
from council_app.i18n import Translator
from council_app.paths import resources
from council_app.reporting.pictures.curve import draw_curve
from council_app.reporting.pictures.heat import draw_tags, draw_together
from council_app.reporting.pictures.promise import draw_promise
from council_app.reporting.pictures.shapes import Drawing
from council_app.reporting.pictures.trend import draw_trends
from council_app.reporting.templates import environment


def picture(found: ThemesFound, t: Translator, *, dark: bool = False) -> str:
    """The picture of what was found, as one SVG without a style sheet: the same bytes for the same numbers."""
    return svg(_drawn(found, t), t, dark=dark)


def svg(drawing: Drawing, t: Translator, *, dark: bool = False) -> str:
    """A drawing as SVG in the light or the dark colours."""
    template = environment(t).get_template("pictures/picture.svg.j2")
    return template.render(drawing=drawing, ink=_inks(dark), lang=t.tag).rstrip("\n")


def _drawn(found: ThemesFound, t: Translator) -> Drawing:
    match found.content:
        case CrossTable() as table:
            return draw_tags(found, table, t)
        case Together() as pairs:
            return draw_together(found, pairs, t)
        case Themes() as themes:
            return draw_curve(themes, t)
        case Trends() as trends:
            return draw_trends(found, trends, t)
        case Journeys() as journeys:
            return draw_promise(found, journeys, t)


@lru_cache(maxsize=2)
def _inks(dark: bool) -> Callable[[str], str]:
    """A colour by the name of its token: `ink`, `heat.3`, `kind.friction`."""
    raw = json.loads(resources("theme", "tokens.json").read_text(encoding="utf-8"))
    chosen = raw["dark" if dark else "light"]
    names = {name: value for name, value in chosen.items() if isinstance(value, str)}
    names |= {f"{name}.{step}": value for name in ("heat", "on-heat") for step, value in enumerate(chosen[name])}
    names |= {f"kind.{name}": pair["ink"] for name, pair in chosen["kind"].items()}
    names["bar"] = chosen["line2"] if dark else raw["report"]["bar"]
    return names.__getitem__
