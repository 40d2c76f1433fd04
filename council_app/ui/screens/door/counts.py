"""How full the session is: four numbers, the bar, and a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.door import DoorCounts
from council_app.ui.core.capacity import CapacityBar, Figure, in_the_room, prediction, said_yes, too_many_words
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class Counts(QWidget):
    """Arrived, confirmed, expected, chairs; what is not known is left out."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self.title = Text(theme, "", "micro", "ink3")
        words = (t("arrived"), t("confirmed"), t("expected"), t("chairs"))
        self.figures = [Figure(theme, word) for word in words]
        self.bar = CapacityBar(theme, t)
        self.too_many = Text(theme, "", "body", "state.warn.text", wrap=True)
        self.sentence = Text(theme, "", "body", "ink3", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(36)
        for figure in self.figures:
            row.addWidget(figure)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(6)
        column.addLayout(row)
        column.addSpacing(14)
        column.addWidget(self.bar)
        column.addSpacing(16)
        column.addWidget(self.too_many)
        column.addWidget(self.sentence)
        column.addStretch(1)

    def show_counts(self, title: str, counts: DoorCounts, *, others: bool) -> None:
        """Show them; `others` when the council has another session that day."""
        t = self._t
        self.title.say(title)
        numbers = (
            t.number(in_the_room(counts)),
            t.number(said_yes(counts)),
            prediction(t, counts),
            t.number(counts.capacity) if counts.capacity is not None else "",
        )
        for figure, number in zip(self.figures, numbers, strict=True):
            figure.say(number)
            figure.setVisible(bool(number))
        self.bar.show_counts(counts)
        warning = too_many_words(t, counts)
        self.too_many.say(warning)
        self.too_many.setVisible(bool(warning))
        self.sentence.say(" ".join(self._sentences(counts, others=others)))

    def _sentences(self, counts: DoorCounts, *, others: bool) -> list[str]:
        t, said = self._t, []
        if counts.waiting:
            said.append(t.n("{count} more is on the waiting list.", "{count} more are on the waiting list.", counts.waiting))
        if counts.plus_ones:
            said.append(t.n("{count} guest came along.", "{count} guests came along.", counts.plus_ones))
        if counts.unasked:
            said.append(t.n("{count} of those here has consent open.", "{count} of those here have consent open.", counts.unasked))
        if others:
            said.append(t("Arriving here does not mark the other session of this council."))
        return said
