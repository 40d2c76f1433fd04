"""A colour of the brand: typed, shown beside the field, and how well it stands out from paper."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.brand import PAPER, contrast, plain_colour
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_STEP = 0.97


class Swatch(QWidget):
    """A square of the colour; decoration for the words beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._colour = theme, ""
        self.setFixedSize(QSize(32, 32))

    def show_colour(self, colour: str) -> None:
        """Show it; "" is an empty square."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line2"))
        painter.setBrush(QColor(self._colour) if self._colour else self._theme.colour("sunk"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)


class ColourField(QWidget):
    """Says with each key whether the colour can be read; one that is too pale can be darkened until it can.

    Signals:
        kept: this colour is wanted ("" for the program's own); only one that can be read.
    """

    kept = Signal(str)

    def __init__(self, theme: Theme, t: Translator, label: str, help_text: str, least: float) -> None:
        super().__init__()
        self._t, self._least, self._kept = t, least, ""
        self.line = line_edit(theme, placeholder="#1B4F8A")
        self.line.setMaxLength(9)
        self.swatch = Swatch(theme)
        self.darker = Button(theme, "", Role.LINK, height=28)
        self.darker.clicked.connect(self._darken)
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.line)
        inside.addWidget(self.swatch)
        self._help = help_text
        self.said = Text(theme, help_text, "small", "ink3", wrap=True)
        self.said.setMaximumWidth(theme.size("field"))
        self.field = Field(theme, label, row)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.darker)
        self.line.textChanged.connect(lambda _: self._judge())
        self.line.editingFinished.connect(self._keep)
        self.darker.hide()

    @property
    def colour(self) -> str | None:
        """The colour as typed; "" for none, None where it cannot be used."""
        typed = self.line.text().strip()
        colour = plain_colour(typed) if typed else ""
        return colour if not colour or contrast(colour, PAPER) >= self._least else None

    def show_colour(self, colour: str) -> None:
        """What is kept; what is being typed, or cannot be kept as it is, is left alone."""
        self._kept = colour
        if not self.line.hasFocus() and self.colour is not None:
            self.line.setText(colour)
            self._judge()

    def _judge(self) -> None:
        """Say how well it stands out, or what is wrong with it."""
        t, typed = self._t, self.line.text().strip()
        colour = plain_colour(typed) if typed else None
        self.swatch.show_colour(colour or "")
        said, pale = "", False
        if colour is not None:
            ratio = contrast(colour, PAPER)
            shown = t.number(Decimal(int(ratio * 10)) / 10)  # cut off, not rounded: 4.46 is not enough
            need = t.number(Decimal(str(self._least)))
            pale = ratio < self._least
            said = (
                t("Too pale: it stands out from paper by {ratio} to 1 and needs {least}.", ratio=shown, least=need)
                if pale
                else t("Stands out from paper by {ratio} to 1.", ratio=shown)
            )
        elif typed:
            said = t("Write it as #1B4F8A: six digits from 0 to 9 and A to F.")
        bad = bool(typed) and (colour is None or pale)
        self.said.say(said or self._help)
        self.said.use_ink("state.bad.text" if bad else "ink3")
        self.line.setAccessibleDescription(said or self._help)
        self.darker.setVisible(pale)
        if pale and colour is not None:
            self.darker.rename(t("Take {colour}, which is dark enough", colour=darkened(colour, self._least)))

    def _darken(self) -> None:
        colour = plain_colour(self.line.text())
        if colour is not None:
            self.line.setText(darkened(colour, self._least))
            self._keep()

    def _keep(self) -> None:
        colour = self.colour
        if colour is not None and colour != self._kept:
            self._kept = colour
            self.kept.emit(colour)


def darkened(colour: str, least: float) -> str:
    """The nearest darker shade of a colour that stands out from paper by `least` to 1."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while contrast(_hex(parts), PAPER) < least:
        parts = [int(part * _STEP) for part in parts]
    return _hex(parts)


def _hex(parts: list[int]) -> str:
    return "#" + "".join(f"{part:02X}" for part in parts)
