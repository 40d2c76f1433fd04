"""May this be done with a person's words or picture? The one function every export asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from council_app.domain.enums import ConsentMethod, Purpose


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One answer to one purpose.

    Attributes:
        wording: version of the text the person read; an answer without it is incomplete and allows nothing.
        at: when it was given (aware).
        granted: False when the person refused.
        withdrawn_at: when this answer was taken back.
    """

    purpose: Purpose
    wording: str
    method: ConsentMethod
    at: datetime
    granted: bool = True
    withdrawn_at: datetime | None = None


RESTS_ON_NOTES = (Purpose.QUOTE_INTERNAL, Purpose.QUOTE_PUBLIC)
"""Nothing can be quoted that may not be written down."""


def may(purpose: Purpose, consents: Iterable[ConsentRecord]) -> bool:
    """True when the latest answer to `purpose` grants it, names its wording, and nothing was withdrawn since.

    Of two answers at the same moment the refusal wins, and a withdrawal wins over an answer at its own moment. Of contradictory answers
    the narrower one: words that may not be written down may not be quoted either.
    """
    records = list(consents)
    if purpose in RESTS_ON_NOTES and is_refused(Purpose.NOTES, records):
        return False
    return _stands(purpose, records)


def is_refused(purpose: Purpose, consents: Iterable[ConsentRecord]) -> bool:
    """True when somebody was asked about `purpose` and said no, or took it back. Not asked yet is no refusal."""
    records = [record for record in consents if record.purpose is purpose]
    return bool(records) and not _stands(purpose, records)


def _stands(purpose: Purpose, consents: Iterable[ConsentRecord]) -> bool:
    answers = [record for record in consents if record.purpose is purpose]
    if not answers:
        return False
    latest = max(answers, key=lambda record: (record.at, not record.granted))
    withdrawn = [record.withdrawn_at for record in answers if record.withdrawn_at is not None]
    if latest.withdrawn_at is not None or any(moment >= latest.at for moment in withdrawn):
        return False
    return latest.granted and bool(latest.wording.strip())


def standing(consents: Iterable[ConsentRecord]) -> dict[Purpose, ConsentRecord]:
    """By purpose, the answer that counts now, taken back or not; purposes never asked about are not there."""
    found: dict[Purpose, ConsentRecord] = {}
    for record in sorted(consents, key=lambda record: (record.at, not record.granted)):
        found[record.purpose] = record
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}
