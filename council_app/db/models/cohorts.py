"""What a team keeps about its lists: cohorts to filter by, layouts of files it imports, and who is not the same person."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow
from council_app.db.types import Pairs, Value


class Cohort(SyncedRow):
    """A saved choice of attendees by what they have in common; `rules` is the JSON form of the domain's cohort."""

    __tablename__ = "cohort"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    rules: Mapped[object] = mapped_column(Value)


class ImportLayout(SyncedRow):
    """What the columns of one layout of roster files mean: `layout` is a hash of its headers, `fields` header -> field."""

    __tablename__ = "import_layout"

    layout: Mapped[str] = mapped_column(String(64), unique=True)
    fields: Mapped[dict[str, str]] = mapped_column(Pairs)


class DistinctPair(SyncedRow):
    """Two people who look like one and are not: somebody said so, and they are not offered for merging again. `person_id < other_id`."""

    __tablename__ = "distinct_pair"
    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
