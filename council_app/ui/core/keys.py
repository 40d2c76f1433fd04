"""Key hints: the shortcut of an action, painted where the action lives."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeySequence, QPainter, QPen

from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme

HEIGHT = 18
_PADDING = 6


@dataclass(frozen=True, slots=True)
class KeyLook:
    """Inks of a key on a ground: fill, edge, lower edge and text, by token name."""

    fill: str
    edge: str
    foot: str
    ink: str


ON_PLAIN = KeyLook("canvas", "line", "line2", "ink2")
ON_INK = KeyLook("", "line2", "line2", "on-button")


def key_text(sequence: QKeySequence | str) -> str:
    """The shortcut as the platform and the window's language write it, with spaces between keys (`Ctrl K`, `Strg K`)."""
    keys = _as_printed(sequence if isinstance(sequence, QKeySequence) else QKeySequence(sequence))
    native = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return native[:-1].replace("+", " ") + native[-1:] if native else ""


def _as_printed(keys: QKeySequence) -> QKeySequence:
    """Qt tells the two Enter keys apart; a hint names the one word printed on keyboards."""
    portable = QKeySequence.SequenceFormat.PortableText
    said = keys.toString(portable)
    return QKeySequence.fromString(f"{said.removesuffix('Return')}Enter", portable) if said.endswith("Return") else keys


def key_width(theme: Theme, text: str) -> int:
    """How wide the hint is."""
    return max(HEIGHT + 2, int(advance(theme, text, "key")) + 2 * _PADDING)


def draw_key(painter: QPainter, theme: Theme, text: str, x: float, y: float, look: KeyLook = ON_PLAIN) -> None:
    """Paint a key of 18 px height with its top left corner at `x`, `y`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(x + 0.5, y + 0.5, key_width(theme, text) - 1, HEIGHT - 1)
    radius = theme.size("radius-tag") - 0.5
    painter.setPen(QPen(theme.colour(look.edge), 1))
    if look.fill:
        painter.setBrush(theme.colour(look.fill))
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(QPen(theme.colour(look.foot), 1))
    painter.drawLine(box.bottomLeft() + type(box.bottomLeft())(radius, 0), box.bottomRight() - type(box.bottomRight())(radius, 0))
    text_width = advance(theme, text, "key")
    draw_line(painter, theme, text, "key", x + (key_width(theme, text) - text_width) / 2, y + (HEIGHT - theme.line("key")) / 2, look.ink)
    painter.restore()
