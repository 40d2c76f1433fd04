"""What was said just before and after a note, and what it answers; Enter goes there."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.note_list import ListedNote, Neighbours
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.detail.rows import LineRow


class Around(QWidget):
    """A few lines.

    Signals:
        asked: another note is wanted (its id).
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.rows: tuple[LineRow, ...] = ()
        self.after: tuple[ListedNote, ...] = ()
        self._shown: tuple[ListedNote | None, Neighbours] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_around(self, answers: ListedNote | None, around: Neighbours) -> None:
        """These stand around it."""
        if (answers, around) == self._shown:
            return
        self._shown, self.after = (answers, around), around.after
        empty(self._column)
        t, made = self._t, list[LineRow]()
        for title, notes in (
            (t("Answers"), (answers,) if answers is not None else ()),
            (t("Before"), around.before),
            (t("After"), around.after),
        ):
            if notes:
                self._column.addWidget(Text(self._theme, title, "micro", "ink3"))
                made += [self._line(note) for note in notes]
        self.rows = tuple(made)
        self.setVisible(bool(made))

    def _line(self, note: ListedNote) -> LineRow:
        when = self._t.time(note.at, zone=ZoneInfo(note.zone)) if note.at.year > 1 else ""
        row = LineRow(self._theme, self._t, note, when)
        row.clicked.connect(lambda: self.asked.emit(note.id))
        self._column.addWidget(row)
        return row
