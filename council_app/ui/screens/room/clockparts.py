"""The parts of the agenda clock: its digits and bar, the pace in words, and the proposal to shrink later blocks."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.clock import Cut
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_CHIP = 24


def digits(seconds: float) -> str:
    """“12:40”, “75:00”; below nothing with a minus of its own width."""
    whole = math.ceil(seconds) if seconds >= 0 else math.ceil(-seconds)
    return f"{'−' if seconds < 0 else ''}{whole // 60}:{whole % 60:02}"


class ClockBar(QWidget):
    """How much of the block's time is gone: marigold with an ink edge where it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._part, self._over = theme, 0.0, False
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_part(self, part: float, *, over: bool) -> None:
        """Draw 0–1 of the bar; repainted only when a pixel changes."""
        moved = round(part * self.width()) != round(self._part * self.width()) or over is not self._over
        self._part, self._over = part, over
        if moved:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The track, what is gone, and the edge."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), 8), 2, 2)
        gone = self.width() * self._part
        painter.setBrush(theme.colour("state.warn.text" if self._over else "mark"))
        painter.drawRoundedRect(QRectF(0, 0, gone, 8), 2, 2)
        painter.fillRect(QRectF(min(max(0.0, gone - 1), self.width() - 2), 0, 2, 8), theme.colour("ink"))


class PaceChip(QWidget):
    """Ahead, on time, behind or paused: words, a ground and an icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._words, self._state, self._icon = theme, "", "", ""
        self.setFixedHeight(_CHIP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.changed.connect(self.update)

    def say(self, words: str, state: str, icon: str) -> None:
        """Show these words; `state` is warn, ok or "" (quiet)."""
        if (words, state, icon) == (self._words, self._state, self._icon):
            return
        self._words, self._state, self._icon = words, state, icon
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        return QSize(round(advance(self._theme, self._words, "body", 500)) + 38, _CHIP)

    def minimumSizeHint(self) -> QSize:
        """Long words may be cut; the tooltip keeps them."""
        return QSize(min(96, self.sizeHint().width()), _CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A small pill."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = f"state.{self._state}.fill" if self._state else "mark-tint"
        ink = f"state.{self._state}.text" if self._state else "ink2"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        draw_icon(painter, self._icon, theme.colour(ink), 9, 5, 14)
        words = elided(theme, self._words, "body", self.width() - 36, 500)
        draw_line(painter, theme, words, "body", 29, 2, ink, weight=500)


class Proposal(Surface):
    """Which blocks would become how short, with the two ways out.

    Signals:
        taken, left: do it; leave everything as it is.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas")
        self._theme, self._t = theme, t
        self.cuts: tuple[Cut, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.saves = Text(theme, "", "small", "ink2", elide=True)
        self.take, leave = Button(theme, t("Shrink"), height=28), Button(theme, t("Leave it"), Role.QUIET, height=28)
        self.take.clicked.connect(self.taken)
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setContentsMargins(4, 6, 0, 4)  # the ring of the keyboard lies around the button
        row.setSpacing(8)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        row.addWidget(self.take)
        row.addWidget(leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(2)
        column.addLayout(self._rows)
        column.addWidget(self.saves)
        column.addLayout(row)
        self.hide()

    def show_cuts(self, cuts: tuple[Cut, ...], behind: int) -> None:
        """Say what would be done."""
        t, self.cuts = self._t, cuts
        empty(self._rows)
        for cut in cuts:
            self._rows.addWidget(self._line(cut))
        saved = sum(cut.before - cut.after for cut in cuts)
        self.saves.say(t("Makes up {saved} of {behind} min.", saved=t.number(saved), behind=t.number(max(saved, behind))))
        self.show()
        self.take.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _line(self, cut: Cut) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self._theme, cut.title, "small", elide=True), 1)
        minutes = self._t("{before} → {after}", before=self._t.number(cut.before), after=self._t.number(cut.after))
        row.addWidget(Text(self._theme, minutes, "small", weight=600))
        return line


def say(label: Text, words: str) -> None:
    """Change a label only where the words change: a second that goes by repaints its digits alone."""
    if label.text() != words:
        label.say(words)
