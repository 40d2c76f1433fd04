"""How reports of this workspace look, what stands in them, and what people wrote into them."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Items, Word
from council_app.domain.enums import Audience, ReportScope


class Brand(SyncedRow):
    """Whose reports they are; `logo` is the SHA-256 of its bytes, colours are `#rrggbb`, "" leaves the program's own."""

    __tablename__ = "brand"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    logo: Mapped[str | None] = mapped_column(String(64))
    logo_alt: Mapped[str] = mapped_column(Text, default="")
    first_colour: Mapped[str] = mapped_column(String(7), default="")
    second_colour: Mapped[str] = mapped_column(String(7), default="")
    typeface: Mapped[str] = mapped_column(String(32), default="")


class ReportSetup(SyncedRow):
    """Which sections the report about something has, in their order, for whom and on what paper; `about` is a key."""

    __tablename__ = "report_setup"
    __table_args__ = (UniqueConstraint("scope", "about", "audience"),)

    scope: Mapped[ReportScope] = mapped_column(Word(ReportScope))
    about: Mapped[str] = mapped_column(String(64))
    audience: Mapped[Audience] = mapped_column(Word(Audience))
    sections: Mapped[tuple[str, ...]] = mapped_column(Items)
    paper: Mapped[str] = mapped_column(String(16), default="")


class ReportText(SyncedRow):
    """What somebody wrote into a report in one language: its summary, or a comment beside a computed part; the numbers stay apart."""

    __tablename__ = "report_text"
    __table_args__ = (UniqueConstraint("scope", "about", "audience", "locale", "part"),)

    scope: Mapped[ReportScope] = mapped_column(Word(ReportScope))
    about: Mapped[str] = mapped_column(String(64))
    audience: Mapped[Audience] = mapped_column(Word(Audience))
    locale: Mapped[str] = mapped_column(String(16))
    part: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
