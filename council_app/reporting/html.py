"""From a `Report` to HTML: one page for print (turned into a PDF) and one that stands alone on a screen, from the same templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from markupsafe import Markup

from council_app.domain.enums import Audience
from council_app.domain.ranking.quadrants import Matrix, matrices
from council_app.domain.theme_grids import grid
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT, PICTURE, addresses_in_page, data_address, picture_name, subset
from council_app.reporting.audience import permitted
from council_app.reporting.fitting import setting, shown_on_page
from council_app.reporting.model import Picture, Report
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.pictures.draw import picture
from council_app.reporting.pictures.matrix import Form, draw_matrix
from council_app.reporting.templates import environment
from council_app.reporting.tokens import tokens

PRINTED_NOTES = 300
"""Rows of the printed appendix: one huge table would take most of the time of a large report; the rest is in the CSV."""


@dataclass(frozen=True, slots=True)
class PrintHtml:
    """Finished HTML for paper, with the pictures it may load by name. Picklable, because another process prints it.

    `identifier` and `epoch` (seconds since 1970) stand in the file for what would otherwise be random or the clock.
    """

    html: str
    pictures: dict[str, bytes]
    media_types: dict[str, str]
    identifier: str
    epoch: int


def print_html(report: Report, t: Translator) -> PrintHtml:
    """The report as HTML for paper.

    Raises:
        CouncilError: an external report would name a seat.
    """
    pictures = _pictures(report)
    addresses = {name: f"{PICTURE}{name}" for name in pictures}
    fonts = {face.file: f"{FONT}{face.file}" for face in FACES}
    html = _render(report, t, addresses, fonts, medium="print")
    return PrintHtml(
        html,
        {name: picture.data for name, picture in pictures.items()},
        {name: picture.media_type for name, picture in pictures.items()},
        identifier=f"{report.about.scope}/{report.about.key}/{t.tag}/{report.audience}",
        epoch=int(report.as_of.timestamp()),
    )


def screen_html(report: Report, t: Translator) -> str:
    """The report as one HTML file that needs nothing beside it: pictures and the used part of the fonts are inside.

    Raises:
        CouncilError: an external report would name a seat.
    """
    addresses = addresses_in_page(_pictures(report))
    bare = _render(report, t, addresses, {}, medium="screen")
    used = frozenset(bare) | frozenset("“”„«»’–…")
    fonts = {face.file: data_address(subset(face.file, used), "font/woff2") for face in FACES}
    return _render(report, t, addresses, fonts, medium="screen")


def _render(report: Report, t: Translator, addresses: dict[str, str], fonts: dict[str, str], *, medium: str) -> str:
    shown = permitted(report)
    internal, says = shown.audience is Audience.INTERNAL, PageSentences(t)
    chosen = setting(shown, says)
    html = (
        environment(t)
        .get_template("session/report.html.j2")
        .render(
            internal=internal,
            variant="session" if internal else "external",
            accent=_accent(report),
            report=shown,
            says=says,
            setting=chosen,
            shown_on_page=shown_on_page(shown, chosen),
            lang=t.tag,
            medium=medium,
            faces=[(face, fonts[face.file]) for face in FACES if face.file in fonts],
            picture=lambda picture: addresses[picture_name(picture)],
            moment=report.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            notes=shown.notes[:PRINTED_NOTES],
            notes_total=max(shown.notes_total, len(shown.notes)),
            heat=Markup(picture(shown.heat, t)) if shown.heat is not None else None,
            heat_table=grid(shown.heat) if shown.heat is not None else None,
            placed=_placed(shown, t),
        )
    )
    if not internal:
        _refuse_seats(html, report)
    return html


def _accent(report: Report) -> str:
    """The brand's colour when it is one; a style sheet takes no other text from outside."""
    return report.brand.first if re.fullmatch("#[0-9A-Fa-f]{6}", report.brand.first) else tokens().colour["mark"]


def _placed(report: Report, t: Translator) -> list[tuple[Matrix, Markup]]:
    """Impact against effort of the findings, by their numbers: a matrix for each currency in which there are two to compare."""
    found = matrices([(number, each.facts, each.facts.title) for number, each in enumerate(report.findings, start=1)])
    return [(each, Markup(draw_matrix(each, t, form=Form.PAPER).svg)) for each in found if len(each.points) > 1]


def _pictures(report: Report) -> dict[str, Picture]:
    logo = (report.brand.logo,) if report.brand.logo else ()
    found = (*logo, *(picture for finding in report.findings for picture in finding.pictures))
    return {picture_name(picture): picture for picture in found}


def _refuse_seats(html: str, report: Report) -> None:
    """What people typed may name a seat; such a page must not go out."""
    words = frozenset(_words(html))
    for seat in sorted(_seats(report)):
        if seat in words:
            raise CouncilError(
                report.about.key,
                m_("the external report would name seat {seat}", seat=seat),
                m_("Take the seat code out of the text and make the report again."),
            )


def _words(html: str) -> Iterable[str]:
    return "".join(character if character.isalnum() else " " for character in html).split()


def _seats(report: Report) -> set[str]:
    quotes = (quote for finding in report.findings for quote in (*finding.quotes, *finding.against))
    nods = (seat for finding in report.findings for seat in finding.evidence.agreed_seats)
    seats = {quote.seat for quote in quotes} | {note.seat for note in report.notes} | set(nods)
    return {seat for seat in seats if seat}
