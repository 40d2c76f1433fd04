"""What a board is narrowed to: steps of the ladder, what is to be seen to, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from council_app.domain.deliveries import DeliveryLine
from council_app.domain.enums import DeliveryStatus
from council_app.domain.text import fold
from council_app.errors import Message, m_


class Concern(StrEnum):
    """Something to be seen to, as people look for it."""

    OVERDUE = "overdue"
    OWNERLESS = "ownerless"
    MISSING = "missing"
    SLOW = "slow"


CONCERNS: Mapping[Concern, Message] = {
    Concern.OVERDUE: m_("Overdue"),
    Concern.OWNERLESS: m_("Without an owner"),
    Concern.MISSING: m_("Something is missing or looks wrong"),
    Concern.SLOW: m_("Stands still"),
}
_HOLDS: Mapping[Concern, Callable[[DeliveryLine], bool]] = {
    Concern.OVERDUE: lambda line: line.overdue is not None,
    Concern.OWNERLESS: lambda line: line.ownerless,
    Concern.MISSING: lambda line: bool(line.needs or line.doubts),
    Concern.SLOW: lambda line: line.slow,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: any of the statuses and all of the concerns; nothing chosen is everything."""

    text: str = ""
    statuses: frozenset[DeliveryStatus] = frozenset()
    concerns: frozenset[Concern] = frozenset()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text.strip() or self.statuses or self.concerns)

    def with_status(self, status: DeliveryStatus) -> Sought:
        """With a status put in, or taken out where it was in."""
        return replace(self, statuses=self.statuses ^ {status})

    def with_concern(self, concern: Concern) -> Sought:
        """With a concern put in, or taken out where it was in."""
        return replace(self, concerns=self.concerns ^ {concern})

    def found_in(self, lines: Iterable[DeliveryLine]) -> tuple[DeliveryLine, ...]:
        """The lines that fit, in their order."""
        words = fold(self.text).split()
        return tuple(line for line in lines if self._fits(line, words))

    def _fits(self, line: DeliveryLine, words: list[str]) -> bool:
        if self.statuses and line.status not in self.statuses:
            return False
        if not all(_HOLDS[concern](line) for concern in self.concerns):
            return False
        said = fold(f"{line.title} {line.owner} {line.facts.with_whom}") if words else ""
        return all(word in said for word in words)
