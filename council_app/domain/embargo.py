"""The names under which a prototype is known before it is public: its own, those in brackets or behind a stroke, and its version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from council_app.domain.publishing_facts import PrototypeName

_INSIDE = re.compile(r"[(\[“\"]([^)\]”\"]+)[)\]”\"]")
_STROKE = re.compile(r"\s+[/|]\s+|\s+aka\s+")
_TELLING_VERSION = re.compile(r"(?=.*\d)(?=.*[A-Za-z.\-]).{3,}")
"""“0.9-beta” or “v2.1” are said of one thing; “2” is a number."""


def secret_names(prototype: PrototypeName) -> Iterator[str]:
    """Every name of a prototype, the whole one first: “Pausa (Project Heron)” is Pausa as well as Project Heron."""
    names = [prototype.name, *_STROKE.split(_INSIDE.sub(" ", prototype.name)), *_INSIDE.findall(prototype.name)]
    if _TELLING_VERSION.fullmatch(prototype.version.strip()):
        names.append(prototype.version)
    yield from dict.fromkeys(name.strip() for name in names if name.strip())


def widest(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that lie in no other."""
    found = sorted(set(spans), key=lambda span: (span[0], -span[1]))
    last = 0
    for start, end in found:
        if end > last:
            yield start, end
            last = end
