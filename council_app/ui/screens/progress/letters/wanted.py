"""Which letters are wanted, and how many of what somebody has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from council_app.domain.enums import DeliveryStatus
from council_app.domain.letters import Letter
from council_app.i18n import Translator


@dataclass(frozen=True, slots=True)
class Wanted:
    """Letters of a market as of a day; with `since`, only about what shipped from that day on.

    Attributes:
        locale: the language for those whose own nobody knows; "" is the market's first.
        contact: where people write to take consent back.
        again: also to those who were told before.
    """

    market: str
    as_of: date
    locale: str = ""
    since: date | None = None
    contact: str = ""
    again: bool = False

    def of(self, market: str) -> Wanted:
        """The same letters of another market, whose languages are others."""
        return replace(self, market=market, locale="")


def stands(letter: Letter, t: Translator) -> str:
    """What one letter tells about, and what holds it."""
    raised = len(letter.to.raised)
    shipped = sum(each.status is DeliveryStatus.SHIPPED for each in letter.to.raised)
    said = [t.n("{count} thing", "{count} things", raised)] if raised else [t("noted only")]
    if shipped:
        said.append(t.n("{count} shipped", "{count} shipped", shipped))
    if letter.held:
        said.insert(0, t.n("held by {count} point", "held by {count} points", len(letter.held)))
    if not letter.to.email:
        said.append(t("no e-mail address"))
    return ", ".join(said)
