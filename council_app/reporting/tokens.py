"""The one token file (`resources/theme/tokens.json`) as the report reads it: light colours and the sizes meant for paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

from council_app.domain.enums import NoteKind
from council_app.paths import resources
from council_app.reporting.assets import SPARE_FAMILIES


@dataclass(frozen=True, slots=True)
class TypeSize:
    """One step of the type scale, in CSS px (the page is laid out at 96 px per inch)."""

    family: str
    px: float
    line: float
    weight: int
    spacing: float

    @property
    def css(self) -> str:
        """The declarations of this step, for one rule of a style sheet."""
        spacing = f"; letter-spacing: {self.spacing:g}px" if self.spacing else ""
        return f"font: {self.weight} {self.px:g}px/{self.line:g}px {self.families}{spacing}"

    @property
    def families(self) -> str:
        """The typeface, and where its missing letters come from."""
        return f"'{self.family}', {SPARE_FAMILIES}, 'Inter', sans-serif"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours (light, as paper is) and type of the report.

    Attributes:
        colour: `ink`, `mark`, `line` … to `#rrggbb`, with `bar` for a bar that is not the one meant.
        kind: the colour of each kind of note.
        severity: five colours, 0 (an empty bar) to 4.
        heat: cell colours from no person to the most; `on_heat` the text on them.
        state: `ok`, `warn`, `bad` to (fill, text).
        type: the report's type scale.
    """

    colour: dict[str, str]
    kind: dict[NoteKind, str]
    severity: tuple[str, ...]
    heat: tuple[str, ...]
    on_heat: tuple[str, ...]
    state: dict[str, tuple[str, str]]
    type: dict[str, TypeSize]


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """Read the token file once."""
    raw = json.loads(resources("theme", "tokens.json").read_text(encoding="utf-8"))
    light, report = raw["light"], raw["report"]
    colour = {name: value for name, value in light.items() if isinstance(value, str)}
    return Tokens(
        colour={**colour, "bar": report["bar"]},
        kind={NoteKind(name): pair["ink"] for name, pair in light["kind"].items()},
        severity=tuple(light["severity"]),
        heat=tuple(light["heat"]),
        on_heat=tuple(light["on-heat"]),
        state={name: (pair["fill"], pair["text"]) for name, pair in light["state"].items()},
        type={name: TypeSize(**step) for name, step in report["type"].items()},
    )
