"""From a `Report` to HTML: a page for print (turned into a PDF), one that stands alone on a screen, one that becomes a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum

from markupsafe import Markup, escape

from council_app.domain.enums import Audience, NoteKind
from council_app.domain.ranking.quadrants import Matrix, matrices
from council_app.domain.report import SUMMARY_PART
from council_app.domain.theme_grids import Grid, grid
from council_app.domain.theme_views import ThemesFound
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.reporting.assets import FACES, FONT, PICTURE, Face, addresses_in_page, data_address, faces_for, picture_name, subset
from council_app.reporting.audience import permitted
from council_app.reporting.figures_told import row_name
from council_app.reporting.fitting import setting, shown_on_page
from council_app.reporting.look import look
from council_app.reporting.model import Picture, Report
from council_app.reporting.outline import TITLES, contents, places, printed
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.pictures.draw import picture
from council_app.reporting.pictures.likelihoods import draw_likelihoods
from council_app.reporting.pictures.matrix import Form, draw_matrix
from council_app.reporting.templates import environment
from council_app.reporting.tokens import Tokens
from council_app.reporting.words import breakable

PRINTED_NOTES = 300
"""Rows of the printed appendix: one huge table would take most of the time of a large report; the rest is in the figures (XLSX)."""


class Medium(StrEnum):
    """What a page is for."""

    PRINT = "print"
    SCREEN = "screen"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class PrintHtml:
    """Finished HTML for paper, with the pictures it may load by name. Picklable, because another process prints it.

    `identifier` and `epoch` (seconds since 1970) stand in the file for what would otherwise be random or the clock. `lacking` is HTML
    that is put where the page holds `LACKING` when no font here can print some of its letters.
    """

    html: str
    pictures: dict[str, bytes]
    media_types: dict[str, str]
    identifier: str
    epoch: int
    lacking: str = ""

    def without(self, letters: str) -> PrintHtml:
        """The same page with an empty box for each of `letters`, and a sentence that says so."""
        boxed = self.html.translate({ord(letter): BOX for letter in letters})
        return replace(self, html=boxed.replace(LACKING, self.lacking), lacking="")


LACKING = "<!-- letters that cannot be printed -->"
BOX = "\u25a1"
"""Stands for a letter that cannot be printed; Inter has it."""


def print_html(report: Report, t: Translator) -> PrintHtml:
    """The report as HTML for paper.

    Raises:
        CouncilError: an external report would name a seat.
    """
    pictures = _pictures(report)
    html = _render(report, t, {name: f"{PICTURE}{name}" for name in pictures}, Medium.PRINT)
    html = breakable(html)
    told = t("No font here has some of the letters that were written. A box stands for each of them: {box}. The notes keep them.", box=BOX)
    pictures |= glyphs(look(report.brand, report.sheet).tokens, t)
    return PrintHtml(
        faced(html, {face: f"{FONT}{face.file}" for face in faces_for(html)}),
        {name: picture.data for name, picture in pictures.items()},
        {name: picture.media_type for name, picture in pictures.items()},
        identifier=f"{report.about.scope}/{report.about.key}/{t.tag}/{report.audience}/{report.sheet}",
        epoch=int(report.as_of.timestamp()),
        lacking=f"<li>{escape(told)}</li>",
    )


def screen_html(report: Report, t: Translator) -> str:
    """The report as one HTML file that needs nothing beside it: pictures and the used part of the fonts are inside.

    Raises:
        CouncilError: an external report would name a seat.
    """
    html = _render(report, t, addresses_in_page(_pictures(report)), Medium.SCREEN)
    used = frozenset(html) | frozenset("“”„«»’–…")
    return faced(html, {face: data_address(subset(face.file, used), "font/woff2") for face in FACES})


def document_html(report: Report, t: Translator) -> str:
    """The report as the HTML that an editable document is made from; its pictures are named by their hash.

    Raises:
        CouncilError: an external report would name a seat.
    """
    return _render(report, t, {name: name for name in _pictures(report)}, Medium.DOCUMENT)


def pictures_of(report: Report) -> Mapping[str, Picture]:
    """The pictures of a page by the names it gives them."""
    return _pictures(report)


def _render(report: Report, t: Translator, addresses: dict[str, str], medium: Medium) -> str:
    shown = permitted(report)
    summary = shown.wrote(SUMMARY_PART)
    shown = replace(shown, lead=summary or shown.lead)
    internal, says, looks = shown.audience is Audience.INTERNAL, PageSentences(t), look(shown.brand, shown.sheet)
    chosen = setting(shown, says, looks.paper.room)
    drawings = {"curve": shown.curve, "heat": shown.heat, "pairs": shown.pairs}
    html = (
        environment(t)
        .get_template("session/report.html.j2")
        .render(
            internal=internal,
            variant="session" if internal else "external",
            look=looks,
            tokens=looks.tokens,
            report=shown,
            summary_written=bool(summary),
            says=says,
            printed=printed(shown),
            titles={section: t.say(title) for section, title in TITLES.items()},
            contents=contents(shown, t),
            places=places(shown),
            setting=chosen,
            shown_on_page=shown_on_page(shown, chosen),
            lang=t.tag,
            medium=medium,
            picture=lambda picture: addresses[picture_name(picture)],
            moment=report.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            notes=shown.notes[:PRINTED_NOTES],
            notes_total=max(shown.notes_total, len(shown.notes)),
            drawn=[_drawn(name, found, says) for name, found in drawings.items() if found is not None],
            likelihoods=Markup(draw_likelihoods(shown.likelihoods, t).svg) if shown.likelihoods else None,
            placed=_placed(shown, t),
            lacking=Markup(LACKING),
        )
    )
    if not internal:
        refuse_seats(html, report)
    return _anchored(html, places(shown))


def _anchored(html: str, where: Mapping[str, str]) -> str:
    """Lead from each line of the claims to where its id stands first, or to the part that tells it."""
    for number, place in where.items():
        link = f'<a class="id" href="#claim-{number}">'
        if link in html:
            html = html.replace(link, f'<a class="id" id="{number}" href="#claim-{number}">', 1)
        else:
            html = html.replace(f'"#{number}"', f'"#{place}"')
    return html


def faced(html: str, addresses: Mapping[Face, str]) -> str:
    """The page with its fonts; they come last, because which are needed is known from the page."""
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; src: url("{address}") }}\n'
        for face, address in addresses.items()
    )
    return html.replace("<style>", f"<style>\n{rules}", 1)


def glyphs(used: Tokens, t: Translator) -> dict[str, Picture]:
    """The signs of the kinds as files: 300 rows of an appendix would else hold as many drawings, some 40 MB of a printer's memory."""
    template = environment(t).get_template("session/kind.svg.j2")
    shapes = ((kind, template.render(kind=kind, tokens=used, medium=Medium.SCREEN)) for kind in NoteKind)
    return {f"kind-{kind}": Picture(shape.strip().encode(), "image/svg+xml", "") for kind, shape in shapes}


def _drawn(name: str, found: ThemesFound, says: PageSentences) -> tuple[Markup, Grid, list[str]]:
    """A picture of the themes page with its numbers, and the place of each row among the figures."""
    table = grid(found)
    return Markup(picture(found, says.t)), table, [f"{name}:{row_name(row, says)}" for row in table.rows]


def _placed(report: Report, t: Translator) -> list[tuple[Matrix, Markup]]:
    """Impact against effort of the findings, by their numbers: a matrix for each currency in which there are two to compare."""
    found = matrices([(number, each.facts, each.facts.title) for number, each in enumerate(report.findings, start=1)])
    return [(each, Markup(draw_matrix(each, t, form=Form.PAPER).svg)) for each in found if len(each.points) > 1]


def _pictures(report: Report) -> dict[str, Picture]:
    logo = (report.brand.logo,) if report.brand.logo else ()
    found = (*logo, *(picture for finding in report.findings for picture in finding.pictures))
    return {picture_name(picture): picture for picture in found}


def refuse_seats(html: str, report: Report) -> None:
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
