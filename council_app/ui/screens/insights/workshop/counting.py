"""Five counts of raised hands: digits, and Enter goes on to the next; the fifth Enter shows the result."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.domain.workshops import MOST_HANDS, NO_VOTES, POINTS, Votes, vote_sentence
from council_app.i18n import Translator
from council_app.ui.core.field import line_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_WIDE = 52


class HandsRow(QWidget):
    """One ballot.

    Signals:
        counted: all hands are counted (five numbers).
        done: the fifth Enter: on to what comes next.
    """

    counted = Signal(object)
    done = Signal()

    def __init__(self, theme: Theme, t: Translator, name: str) -> None:
        super().__init__()
        self._t = t
        self._kept: Votes = NO_VOTES
        self._said = Text(theme, "", "small", "ink3")
        self.edits = [line_edit(theme, placeholder="0") for _ in POINTS]
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for point, edit in zip(POINTS, self.edits, strict=True):
            edit.setFixedWidth(_WIDE)
            edit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            edit.setValidator(QIntValidator(0, MOST_HANDS, edit))
            edit.setAccessibleName(t("{what}: hands for {point}", what=name, point=t.number(point)))
            edit.returnPressed.connect(lambda at=point: self._go_on(at))
            edit.installEventFilter(self)
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(edit)
            cell.addWidget(Text(theme, t.number(point), "small", "ink3", align=Qt.AlignmentFlag.AlignHCenter))
            row.addLayout(cell)
        row.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(theme, name, "body", weight=500))
        head.addWidget(self._said)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(row)

    def show_votes(self, votes: Votes) -> None:
        """Show what is kept; a row that is being counted keeps its digits."""
        if votes == self._kept and self.counts != votes:
            return
        self._kept = votes
        self._said.say(self._t.say(vote_sentence(votes)))
        for edit, count in zip(self.edits, votes, strict=True):
            edit.setText(str(count) if any(votes) else "")

    def clear(self) -> None:
        """Another insight is before the workshop: nothing is half counted."""
        self._kept = NO_VOTES
        self._said.say("")
        for edit in self.edits:
            edit.clear()

    @property
    def counts(self) -> Votes:
        """The digits as they stand; an empty field is nobody."""
        return tuple(int(edit.text() or 0) for edit in self.edits)

    def flush(self) -> None:
        """Keep what was counted, where it is something new."""
        if self.counts != self._kept:
            self._kept = self.counts
            self.counted.emit(self.counts)

    def _go_on(self, point: int) -> None:
        if point < len(self.edits):
            self.edits[point].setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.flush()
        self.done.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is entered is typed over; when the keyboard leaves the row, the count is kept."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            watched.selectAll()
        elif event.type() is QEvent.Type.FocusOut and not self._inside(self.edits, self.window().focusWidget()):
            self.flush()
        return super().eventFilter(watched, event)

    @staticmethod
    def _inside(edits: Sequence[QWidget], focus: QWidget | None) -> bool:
        return any(edit is focus for edit in edits)
