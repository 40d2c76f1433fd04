"""The look from `resources/theme/tokens.json`: colours, fonts and sizes by token name, light and dark, switched live."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from council_app.paths import resources

CODEBOOK_COLOURS = 11


class Mode(StrEnum):
    """Which colours a person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale, in px at 100 %."""

    family: str
    px: float
    line: int
    weight: int
    spacing: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token file, flattened: `kind.friction.ink`, `state.warn.fill`, `severity.3`."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    type: Mapping[str, TypeStyle]
    size: Mapping[str, int]


def _flat(prefix: str, node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield prefix, node
        return
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in pairs:
        yield from _flat(f"{prefix}.{name}" if prefix else str(name), value)


def load_tokens(file: Path | None = None) -> Tokens:
    """Read the token file shipped with Council."""
    raw = json.loads((file or resources("theme", "tokens.json")).read_text(encoding="utf-8"))
    flood = dict(_flat("flood", raw["flood"]))
    return Tokens(
        light=dict(_flat("", raw["light"])) | flood,
        dark=dict(_flat("", raw["dark"])) | flood,
        type={name: TypeStyle(**style) for name, style in raw["type"].items()},
        size={**raw["size"], **{f"radius-{name}": value for name, value in raw["radius"].items()}},
    )


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; nothing is read from the machine's own fonts.

    Raises:
        FileNotFoundError: a font of the installation is missing or broken.
    """
    for file in sorted(resources("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(str(file))


class Theme(QObject):
    """Colours, fonts and sizes by token name.

    Signals:
        changed: the colours are other ones now; everything painted repaints.
    """

    changed = Signal()

    def __init__(self, tokens: Tokens, mode: Mode = Mode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._mode = mode
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self._take()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def mode(self) -> Mode:
        """What was asked for."""
        return self._mode

    @property
    def dark(self) -> bool:
        """True when the dark colours are in use."""
        if self._mode is Mode.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def choose(self, mode: Mode) -> None:
        """Switch the colours, live."""
        self._mode = mode
        self._take()
        self.changed.emit()

    def _system_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.choose(Mode.SYSTEM)

    def _take(self) -> None:
        source = self._tokens.dark if self.dark else self._tokens.light
        self._colours = {name: QColor(value) for name, value in source.items()}

    def colour(self, name: str) -> QColor:
        """A colour by token name; a `#rrggbb` (a tag's own colour) passes through."""
        return QColor(name) if name.startswith("#") else self._colours[name]

    def codebook(self, colour: str) -> QColor:
        """A codebook colour in this theme: the light and dark forms stand in the same order; any other colour stays as it is."""
        light = {self._tokens.light[f"codebook.{index}"].lower(): index for index in range(CODEBOOK_COLOURS)}
        index = light.get(colour.lower())
        return QColor(colour) if index is None else self._colours[f"codebook.{index}"]

    def style(self, name: str) -> TypeStyle:
        """A step of the type scale."""
        return self._tokens.type[name]

    def line(self, name: str) -> int:
        """The line height of a step."""
        return self._tokens.type[name].line

    def size(self, name: str) -> int:
        """A size or `radius-…` in px."""
        return self._tokens.size[name]

    def font(self, name: str, weight: int | None = None, *, tabular: bool = False) -> QFont:
        """The font of a step; `tabular` only for digits that move (it widens Inter's hyphen)."""
        style = self._tokens.type[name]
        key = (name, weight or style.weight, tabular)
        if key not in self._fonts:
            self._fonts[key] = _font(style, key[1], tabular=tabular)
        return self._fonts[key]


def _font(style: TypeStyle, weight: int, *, tabular: bool) -> QFont:
    font = QFont(style.family)
    font.setPixelSize(round(style.px))  # Qt rounds font sizes to whole pixels in any case; the report keeps the half ones
    font.setWeight(QFont.Weight(weight))
    if style.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.spacing)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
