"""Hybrid logical clock: orders changes across laptops even when a wall clock is set back.

After Kulkarni et al., "Logical Physical Clocks" (2014): physical milliseconds, then a counter for what happens within one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

_COUNTER_LIMIT = 0xFFFF


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """One point of the hybrid clock; its text form sorts like the stamp itself."""

    millis: int
    counter: int

    def __str__(self) -> str:
        return f"{self.millis:012x}{self.counter:04x}"

    @classmethod
    def parse(cls, text: str) -> Stamp:
        """The stamp behind its 16 hexadecimal digits."""
        return cls(int(text[:12], 16), int(text[12:], 16))


ZERO = Stamp(0, 0)


def tick(last: Stamp, now_millis: int) -> Stamp:
    """The next local stamp: never behind `last`, whatever the wall clock says."""
    if now_millis > last.millis:
        return Stamp(now_millis, 0)
    if last.counter < _COUNTER_LIMIT:
        return Stamp(last.millis, last.counter + 1)
    return Stamp(last.millis + 1, 0)
