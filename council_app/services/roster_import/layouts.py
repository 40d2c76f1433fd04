"""What the columns of a layout mean: kept when a file of it was imported, and the guess when the next one comes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import ImportLayout
from council_app.exchange.roster import Field


def recall(view: Session, layout: str) -> Mapping[str, str] | None:
    """Header -> field as last imported; None for a layout never seen."""
    return view.scalar(select(ImportLayout.fields).where(ImportLayout.layout == layout))


def remember(writing: Session, layout: str, mapping: Mapping[str, Field]) -> None:
    """Keep what the columns were taken for, in the transaction of the import itself: undone with it."""
    fields = {header: field.value for header, field in mapping.items()}
    known = writing.scalar(select(ImportLayout).where(ImportLayout.layout == layout))
    if known is None:
        writing.add(ImportLayout(layout=layout, fields=fields))
    elif known.fields != fields:
        known.fields = fields
