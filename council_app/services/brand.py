"""Whose reports they are: a logo, two colours that can be read on paper, and one of the typefaces that are shipped."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Brand
from council_app.db.queries import insights as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.brand import PAPER, RULE_CONTRAST, TEXT_CONTRAST, Typeface, contrast, plain_colour
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.reporting import model
from council_app.services.attachments import keep_picture

TYPEFACES = tuple(Typeface)
"""What titles and quotes can be set in: those whose letters are shipped."""

LONGEST_ALT = 200
"""Letters of the words for who cannot see the logo."""

_KEY = "report"


@dataclass(frozen=True, slots=True)
class BrandFacts:
    """How reports look; an empty colour is the program's own.

    Attributes:
        first_colour: `#RRGGBB`, for words such as the name of the brand.
        second_colour: `#RRGGBB`, for the short rule at the head of a page.
    """

    logo: bytes | None = None
    logo_alt: str = ""
    first_colour: str = ""
    second_colour: str = ""
    typeface: Typeface = Typeface.SOURCE_SERIF


def brand_of(*, workspace: Workspace) -> BrandFacts:
    """How reports of this workspace look."""
    with workspace.read() as reading:
        row = _row(reading)
        if row is None:
            return BrandFacts()
        return BrandFacts(
            logo=reads.blob(reading, row.logo)[0] if row.logo else None,
            logo_alt=row.logo_alt,
            first_colour=row.first_colour,
            second_colour=row.second_colour,
            typeface=_typeface(row),
        )


def brand_in(reading: Session, name: str) -> model.Brand:
    """The brand of a report called `name`, within a read."""
    row = _row(reading)
    if row is None:
        return model.Brand(name)
    return model.Brand(
        name=name,
        logo=_logo(reading, row, name),
        first=row.first_colour,
        second=row.second_colour,
        typeface=_typeface(row),
    )


def set_brand(
    *,
    workspace: Workspace,
    logo: bytes | None = None,
    logo_alt: str | None = None,
    first_colour: str | None = None,
    second_colour: str | None = None,
    typeface: Typeface | None = None,
) -> Changes:
    """Change how reports look; `None` leaves a part as it is, an empty one takes it away.

    Args:
        workspace: where.
        logo: a PNG, JPEG, WebP or GIF.
        logo_alt: what it shows, for who cannot see it; the brand's name when nothing is said.
        first_colour: for words; must stand out from paper by 4.5 to 1.
        second_colour: for rules; must stand out from paper by 3 to 1.
        typeface: for titles and quotes.

    Raises:
        CouncilError: not a picture, not a colour, too pale to be read, or words that are too long.
    """
    put: dict[str, str | None] = {}
    if first_colour is not None:
        put["first_colour"] = _readable(first_colour, TEXT_CONTRAST, m_("words"))
    if second_colour is not None:
        put["second_colour"] = _readable(second_colour, RULE_CONTRAST, m_("rules"))
    if typeface is not None:
        put["typeface"] = typeface
    if logo_alt is not None:
        put["logo_alt"] = _words(logo_alt)
    with workspace.write(m_("Change how reports look")) as writing:
        if logo is not None:
            put["logo"] = keep_picture(writing, "logo", logo) if logo else None
        row = _row(writing)
        if row is None:
            row = Brand(key=_KEY)
            writing.add(row)
        for column, value in put.items():
            setattr(row, column, value)
        return changes(writing)


def _row(session: Session) -> Brand | None:
    return session.scalar(select(Brand).where(Brand.key == _KEY))


def _typeface(row: Brand) -> Typeface:
    """The one chosen; one that a later version shipped gives way to the first."""
    return next((each for each in Typeface if each == row.typeface), Typeface.SOURCE_SERIF)


def _logo(reading: Session, row: Brand, name: str) -> model.Picture | None:
    if row.logo is None:
        return None
    data, media_type = reads.blob(reading, row.logo)
    return model.Picture(data=data, media_type=media_type, alt=row.logo_alt or name)


def _readable(typed: str, least: float, use: Message) -> str:
    """The colour as it is kept; "" stays "".

    Raises:
        CouncilError: not a colour, or too pale.
    """
    if not typed.strip():
        return ""
    colour = plain_colour(typed)
    if colour is None:
        raise CouncilError(typed[:20], m_("this is not a colour"), m_("Write it as #1B4F8A: six digits from 0 to 9 and A to F."))
    ratio = contrast(colour, PAPER)
    if ratio < least:
        # Cut off, not rounded: 4.46 is not enough, and must not be told as 4.5.
        shown = Decimal(int(ratio * 10)) / 10
        why = m_("on paper it stands out by {ratio} to 1; {use} need {least} to 1", ratio=shown, use=use, least=Decimal(str(least)))
        raise CouncilError(colour, why, m_("Choose a darker one; nothing was changed."))
    return colour


def _words(typed: str) -> str:
    words = " ".join(typed.split())
    if len(words) > LONGEST_ALT:
        raise CouncilError(words[:20] + "…", m_("the words have more than {most} letters", most=LONGEST_ALT), m_("Say it shorter."))
    return words
