"""The roadmap on paper: now, next and later side by side, what is not decided, the numbers behind it, and what a workshop decided."""

from __future__ import annotations

from datetime import UTC

from council_app.domain.initiatives import drag_sentence, effort_sentence, money_sentence, people_sentence, rate_sentence
from council_app.domain.roadmap import HORIZONS, Roadmap, RoadmapSheet
from council_app.domain.workshops import DECISIONS, vote_sentence
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.templates import environment

_SIZES = {RoadmapSheet.A4: "A4 landscape", RoadmapSheet.A3: "A3 landscape", RoadmapSheet.LETTER: "letter landscape"}
SHORT = 160
"""Letters of a text on a card; all of it stands with the numbers behind it."""


def roadmap_html(roadmap: Roadmap, t: Translator, sheet: RoadmapSheet) -> PrintHtml:
    """The roadmap as pages for print."""
    html = (
        environment(t)
        .get_template("roadmap/roadmap.html.j2")
        .render(
            lang=t.tag,
            faces=[(face, f"{FONT}{face.file}") for face in FACES],
            sheet=_SIZES[sheet],
            large=sheet is RoadmapSheet.A3,
            roadmap=roadmap,
            horizons=[(t.say(words), roadmap.of(horizon)) for horizon, words in HORIZONS.items()],
            unplaced=roadmap.of(None),
            decisions=DECISIONS,
            say=t.say,
            items=t.items,
            people=people_sentence,
            money=money_sentence,
            effort=effort_sentence,
            rate=rate_sentence,
            drag=drag_sentence,
            votes=vote_sentence,
            short=shortened,
            moment=f"{roadmap.as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )
    )
    return PrintHtml(html, {}, {}, identifier=f"roadmap/{t.tag}/{sheet}", epoch=int(roadmap.as_of.timestamp()))


def shortened(text: str) -> str:
    """The beginning of a text on one line, ended between words; all of it where it is short."""
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line
    kept = line[: SHORT - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept[SHORT // 2 :] else kept).rstrip(" ,;:–-") + "…"
