"""Letters on paper: each begins on a page of its own and is in its reader's language; one accessible file holds many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from council_app.domain.letter_lines import laid_out
from council_app.domain.letters import Letter
from council_app.domain.papers import Sheet
from council_app.i18n import Translator
from council_app.reporting.assets import FONT, SPARE_FAMILIES, faces_for
from council_app.reporting.html import PrintHtml, faced
from council_app.reporting.templates import environment

_SIZES = {Sheet.A4: "A4", Sheet.LETTER: "letter"}


def letters_html(letters: Sequence[Letter], t: Translator, *, company: str, moment: datetime, sheet: Sheet, number: int) -> PrintHtml:
    """Letters as pages for print; `t` is the language of the file itself, `number` which of several files it is."""
    html = (
        environment(t)
        .get_template("letters/letters.html.j2")
        .render(
            lang=t.tag,
            sheet=_SIZES[sheet],
            company=company,
            spare=SPARE_FAMILIES,
            letters=[laid_out(letter) for letter in letters],
            moment=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        )
    )
    html = faced(html, {face: f"{FONT}{face.file}" for face in faces_for(html)})
    return PrintHtml(html, {}, {}, identifier=f"letters/{t.tag}/{sheet}/{number}", epoch=int(moment.timestamp()), lacking=" ")
