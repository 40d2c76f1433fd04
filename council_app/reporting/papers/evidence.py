"""The evidence pack: everything behind one insight, for the team it is handed to. It stays inside the company: seat codes, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from council_app.domain.papers import Sheet
from council_app.domain.records import DeliveryFacts, SessionRef
from council_app.errors import Message
from council_app.i18n import Translator
from council_app.reporting.assets import FONT, PICTURE, faces_for, picture_name
from council_app.reporting.html import Medium, PrintHtml, faced, glyphs
from council_app.reporting.look import look
from council_app.reporting.model import Brand, CouncilCount, Finding
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.templates import environment

_MOST_IDS = 200
"""Note ids in small print; who needs more of them exports the insight."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One insight with all that stands behind it.

    Attributes:
        brand: whose paper it is.
        finding: the claim, its numbers over all councils, the quotes allowed inside the company, what contradicts, the pictures.
        by_market: the same numbers per market, where there are several.
        deliveries: what became of it, by the name of the country.
        sessions: where it was heard, oldest first.
        notes, against: ids of the notes it rests on, and of those that contradict it.
        limits: what has to be said of these numbers beside what every pack says.
        as_of: aware; the state of the data.
    """

    brand: str
    finding: Finding
    by_market: tuple[tuple[str, CouncilCount], ...]
    deliveries: tuple[tuple[str, DeliveryFacts], ...]
    sessions: tuple[SessionRef, ...]
    notes: tuple[str, ...]
    against: tuple[str, ...]
    limits: tuple[Message, ...]
    as_of: datetime


def pack_html(pack: Pack, t: Translator) -> PrintHtml:
    """The pack as HTML for paper, in the language of `t`."""
    looks = look(Brand(pack.brand), Sheet.A4)
    pictures = {picture_name(picture): picture for picture in pack.finding.pictures} | glyphs(looks.tokens, t)
    template = environment(t).get_template("pack/pack.html.j2")
    html = template.render(
        pack=pack,
        finding=pack.finding,
        facts=pack.finding.facts,
        says=PageSentences(t),
        lang=t.tag,
        medium=Medium.PRINT,
        look=looks,
        tokens=looks.tokens,
        picture=lambda picture: f"{PICTURE}{picture_name(picture)}",
        moment=pack.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        day=t.date(pack.as_of.date()),
        say=t.say,
        ids=lambda notes: _ids(notes, t),
    )
    return PrintHtml(
        faced(html, {face: f"{FONT}{face.file}" for face in faces_for(html)}),
        {name: picture.data for name, picture in pictures.items()},
        {name: picture.media_type for name, picture in pictures.items()},
        identifier=f"pack/{pack.finding.facts.key}/{t.tag}",
        epoch=int(pack.as_of.timestamp()),
    )


def _ids(notes: tuple[str, ...], t: Translator) -> str | Markup:
    """Note ids in one line; an id does not break."""
    shown = Markup(", ").join(Markup('<span class="nowrap">{}</span>').format(note) for note in notes[:_MOST_IDS])
    more = len(notes) - _MOST_IDS
    return shown if more <= 0 else shown + " " + t.n("and {count} more", "and {count} more", more)
