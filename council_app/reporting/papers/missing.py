"""Names with letters that no font of this machine has: a line to write on instead of boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from council_app.i18n import translator
from council_app.reporting.assets import FACES, FONT
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.fitting import shipped
from council_app.reporting.papers.model import Holder
from council_app.reporting.templates import environment


def unusual_html(holders: Sequence[Holder]) -> PrintHtml | None:
    """The words with letters that the shipped font lacks, for the printer to try before hundreds of pages; None when there are none.

    Whole words, because the machine looks for a font by what stands together.
    """
    texts = (text for holder in holders for text in (holder.name, holder.dietary, holder.access_needs))
    words = sorted({word for text in texts for word in text.split() if not all(shipped(letter) for letter in word)})
    if not words:
        return None
    template = environment(translator("en")).get_template("forms/unusual.html.j2")
    html = template.render(words=words, faces=[(face, f"{FONT}{face.file}") for face in FACES])
    return PrintHtml(html, {}, {}, identifier="unusual", epoch=0)


def without(missing: str, holder: Holder) -> Holder:
    """`holder` as it can be printed: pictures and signs that are missing go, a name that would lose a letter is left to be written by hand.

    Needs keep what can be printed.
    """
    lost = set(missing)
    if any(unicodedata.category(letter)[0] in "LMN" for letter in lost & set(holder.name)):
        first = rest = ""
    else:
        first, _, rest = _stripped(holder.name, lost).partition(" ")
    return replace(
        holder, first=first, rest=rest, dietary=_stripped(holder.dietary, lost), access_needs=_stripped(holder.access_needs, lost)
    )


def _stripped(text: str, lost: set[str]) -> str:
    return " ".join("".join(" " if letter in lost else letter for letter in text).split())
