"""Who was told what, and when: kept beside the workspace's documents, so that nobody is told twice that something shipped.

A record of ids on this laptop, without a word of a letter; whoever was erased since is in it no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Publication
from council_app.domain.draft import Claim
from council_app.domain.enums import Audience, DeliveryStatus, ReportScope
from council_app.domain.letters import Letter, Letters
from council_app.services.publications import Quoting

KIND = "letters"
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Told:
    """That letters told somebody how a delivery stood."""

    person: str
    delivery: str
    status: str
    at: datetime


def quoting_letters(letters: Letters, out: Path) -> Quoting:
    """What is remembered of letters that were written to the folder `out`; for `publications.remember`."""
    return Quoting(
        kind=KIND,
        about=letters.mailing.facts.market,
        audience=Audience.EXTERNAL,
        locale="",
        notes=(),
        scope=ReportScope.MARKET,
        file=out.name,
        format=KIND,
        told={_PEOPLE: {letter.to.person: _claims(letter) for letter in letters.ready}},
    )


def _claims(letter: Letter) -> dict[str, str]:
    blocks = (block for section in letter.draft.sections for block in section.blocks)
    return {block.delivery: str(block.status.value) for block in blocks if isinstance(block, Claim)}


def told_in(reading: Session, market: str) -> dict[str, frozenset[str]]:
    """By person, ids of the deliveries of which a letter said that they had shipped."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in everything_told(reading, market):
        if each.status == DeliveryStatus.SHIPPED:
            found[each.person].add(each.delivery)
    return {person: frozenset(deliveries) for person, deliveries in found.items()}


def everything_told(reading: Session, market: str) -> Iterator[Told]:
    """What letters of this market told whom, oldest first."""
    rows = reading.scalars(select(Publication).where(Publication.kind == KIND, Publication.about == market).order_by(Publication.at))
    for row in rows:
        for person, claims in _people(row.told).items():
            yield from (Told(person, delivery, status, row.at) for delivery, status in claims.items())


def forget_told(writing: Session, people: Collection[str]) -> None:
    """Take people out of the record, within a write: they are erased."""
    for row in writing.scalars(select(Publication).where(Publication.kind == KIND)).all():
        told = _people(row.told)
        if not told.keys().isdisjoint(people):
            row.told = {_PEOPLE: {person: claims for person, claims in told.items() if person not in people}}


def _people(told: object) -> dict[str, dict[str, str]]:
    """The record as it was kept; anything else is nobody."""
    people = told.get(_PEOPLE, {}) if isinstance(told, dict) else {}
    return {str(person): claims for person, claims in people.items() if isinstance(claims, dict)} if isinstance(people, dict) else {}
