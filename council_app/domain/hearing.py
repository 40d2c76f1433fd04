"""Whether everybody was heard, and whether more sessions would bring more: balance, candour, saturation. Undefined is None."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """How evenly something was shared among everybody present, the silent included.

    Attributes:
        gini: 0 when all have the same, (n − 1) / n when one has everything.
        corrected: the same times n / (n − 1), so that it reaches 1.
        entropy: Shannon's, divided by ln n: 1 when all have the same.
        silent: how many have nothing.
    """

    gini: float
    corrected: float | None
    entropy: float | None
    silent: int


@dataclass(frozen=True, slots=True)
class Saturation:
    """After `reached_at` sessions, `run` more brought few new themes: written “5+2”. It never means that nothing is left to hear.

    Source: Guest, Namey & Chen 2020; runs overlap.

    Attributes:
        ratio: new themes in that run for each theme of the base.
    """

    reached_at: int
    run: int
    ratio: float


def balance(amounts: Sequence[float]) -> Balance | None:
    """How evenly `amounts`, one for each person present, are shared; None when nobody has anything.

    Source: Gini 1912 as mean absolute difference; entropy after Shannon 1948.
    """
    count, total = len(amounts), math.fsum(amounts)
    if total <= 0:
        return None
    gini = math.fsum((2 * place - count - 1) * amount for place, amount in enumerate(sorted(amounts), start=1)) / (count * total)
    shares = [amount / total for amount in amounts if amount > 0]
    spread = math.fsum(share * math.log(1 / share) for share in shares)
    several = count > 1
    return Balance(
        gini=gini,
        corrected=gini * count / (count - 1) if several else None,
        entropy=spread / math.log(count) if several else None,
        silent=sum(amount == 0 for amount in amounts),
    )


def saturation(new_themes: Sequence[int], *, base: int = 4, run: int = 2, threshold: float = 0.05) -> Saturation | None:
    """When the first run of sessions brought new themes at or below `threshold` of the base; None while none did.

    Args:
        new_themes: how many themes each session was the first to bring, in their order.
        base: sessions whose themes are what is compared with.
        run: sessions looked at together.
        threshold: share of the base's themes, 0–1.
    """
    known = sum(new_themes[:base])
    for after in range(base, len(new_themes) - run + 1):
        ratio = sum(new_themes[after : after + run]) / known if known else math.inf
        if ratio <= threshold:
            return Saturation(after, run, ratio)
    return None
