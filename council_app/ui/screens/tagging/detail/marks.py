"""The list under a note: every tag on it, by its colour and its name, and who laid it there when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.note_list import Highlighted, NoteDetail, Tagged
from council_app.domain.records import TagLabel
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import tag_colour
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

_HEIGHT, _LINE, _X = 24, 18, 26
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Mark(NamedTuple):
    """One tag on a note: `highlights` are the spans it lies on for one coder; none where it is on the whole note."""

    tag: TagLabel
    coder: str
    said: str
    highlights: tuple[Highlighted, ...]


def marks_of(note: NoteDetail, t: Translator) -> tuple[Mark, ...]:
    """What lies on a note, the spans first, in the order of the text; a tag that several laid is named for each."""
    spans: dict[tuple[str, str], list[Highlighted]] = {}
    for each in note.highlights:
        spans.setdefault((each.tag.id, each.coder), []).append(each)
    laid = [Mark(found[0].tag, coder, _by(t, coder, found[0]), tuple(found)) for (_tag, coder), found in spans.items()]
    return (*laid, *(Mark(each.tag, each.coder, _by(t, each.coder, each), ()) for each in note.tagged if each.whole))


def _by(t: Translator, coder: str, made: Highlighted | Tagged) -> str:
    day = t.date(made.at.astimezone().date(), style="medium") if made.at.year > 1970 else ""
    whole = t("whole note") if isinstance(made, Tagged) else ""
    return ", ".join(filter(None, (coder, day, whole)))


class MarkRow(QAbstractButton):
    """One of them: Enter asks about it, Delete takes it away.

    Signals:
        removed: Delete, or its x.
    """

    removed = Signal()

    def __init__(self, theme: Theme, mark: Mark, words: str, *, writes: bool) -> None:
        super().__init__()
        self._theme, self.mark, self._writes = theme, mark, writes
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(filter(None, (mark.tag.path, words, mark.said))))
        self.setToolTip(f"{mark.tag.path}\n{mark.said}")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away, Enter asks."""
        if event.key() in _REMOVE and self._writes:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The x shows."""
        super().enterEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The x shows."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line as under the words, or a square where it is on all of them; the name; who and when."""
        painter, theme, mark = QPainter(self), self._theme, self.mark
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), theme.colour("hover"))
        colour = tag_colour(theme, mark.tag)
        if mark.highlights:
            painter.fillRect(0, _HEIGHT // 2 - 1, _LINE, 3, colour)
        else:
            painter.fillRect(_LINE - 13, _HEIGHT // 2 - 4, 8, 8, colour)
        right = float(self.width())
        if self._writes and (self.underMouse() or self.hasFocus()):
            right -= 20
            draw_icon(painter, "x", theme.colour("ink2"), right + 3, (_HEIGHT - 14) / 2, 14)
        y = (_HEIGHT - theme.line("small")) / 2
        name = elided(theme, mark.tag.path, "small", right - _X, 600)
        x = _X + draw_line(painter, theme, name, "small", _X, y, weight=600) + 8
        if right - x > 24:
            draw_line(painter, theme, elided(theme, mark.said, "small", right - x), "small", x, y, "ink3")

    def hits_x(self, place: QPoint) -> bool:
        """Whether a place is on the x."""
        return self._writes and place.x() >= self.width() - 20


class Marks(QWidget):
    """The list.

    Signals:
        asked: one of them is to be changed (the `Mark`, and where on the list).
        removed: one of them is to go (the `Mark`).
    """

    asked = Signal(object, QPoint)
    removed = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.marks: tuple[Mark, ...] = ()
        self._writes = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[MarkRow, ...]:
        """The rows, from the top."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        return tuple(row for item in items if item is not None and isinstance(row := item.widget(), MarkRow))

    def show_marks(self, marks: Sequence[Mark], text: str, *, writes: bool) -> None:
        """Show these; the keyboard stays in its row."""
        if (tuple(marks), writes) == (self.marks, self._writes):
            return
        here = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        self.marks, self._writes = tuple(marks), writes
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for mark in self.marks:
            self._column.addWidget(self._row(mark, text))
        self.setVisible(bool(self.marks))
        if here is not None and self.rows:
            self.rows[min(here, len(self.rows) - 1)].setFocus()

    def _row(self, mark: Mark, text: str) -> MarkRow:
        on = self._t.items(self._t.quote(text[each.starts : each.ends]) for each in mark.highlights)
        row = MarkRow(self._theme, mark, self._t("on {words}", words=on) if on else "", writes=self._writes)
        row.removed.connect(lambda: self.removed.emit(mark))
        row.clicked.connect(lambda: self._clicked(row))
        return row

    def _clicked(self, row: MarkRow) -> None:
        place = row.mapFromGlobal(row.cursor().pos())
        if row.underMouse() and row.hits_x(place):
            self.removed.emit(row.mark)
        else:
            self.asked.emit(row.mark, row.mapTo(self, QPoint(_X, _HEIGHT)))
