"""The sections of the report: Space turns one on or off, Alt and arrows or the mouse move it, Enter goes to its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.report import Section
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.report.wanted import SECTIONS

_ROW, _BOX, _LEFT, _LINE = 32, 16, 34, 2
_RowRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section, whether it is printed, and on which page (from 1; 0 when it is not, or is not known yet)."""

    section: Section
    on: bool
    page: int = 0


def arranged(may: Sequence[Section], on: Sequence[Section]) -> tuple[SectionRow, ...]:
    """Those that are printed in their order, and each that is not behind the one it would follow by nature."""
    rows = [SectionRow(section, True) for section in on]
    for place, section in enumerate(may):
        if section not in on:
            before = set(may[:place])
            behind = max((index for index, row in enumerate(rows) if row.section in before), default=-1)
            rows.insert(behind + 1, SectionRow(section, False))
    return tuple(rows)


class SectionsModel(QAbstractListModel):
    """The rows, for the view and for screen readers."""

    def __init__(self, t: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._t = t
        self.rows: tuple[SectionRow, ...] = ()
        self.known = False

    def show_rows(self, rows: Sequence[SectionRow], *, known: bool) -> None:
        """Show these; `known` says whether there are pages that they stand on."""
        alike = [row.section for row in rows] == [row.section for row in self.rows]
        if alike:
            self.rows, self.known = tuple(rows), known
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        else:
            self.beginResetModel()
            self.rows, self.known = tuple(rows), known
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Its name, and all of it in words."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._t.say(SECTIONS[row.section])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._t.say(SECTIONS[row.section]), self.stands(row))))
        return row if role == _RowRole else None

    def short(self, row: SectionRow) -> str:
        """Its page, or that there is nothing on one; what is left out shows that in its box."""
        if row.on and row.page:
            return self._t.number(row.page)
        return self._t("empty") if row.on and self.known else ""

    def stands(self, row: SectionRow) -> str:
        """Whether it is printed, and where."""
        if not row.on:
            return self._t("left out")
        if row.page:
            return self._t("page {number}", number=row.page)
        return self._t("nothing to show") if self.known else ""


class SectionsList(QListView):
    """As high as its rows.

    Signals:
        arranged: other sections are wanted, or in another order (carries those that are on).
        asked: the pages of a section are wanted (carries the section).
    """

    arranged = Signal(object)
    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.rows = SectionsModel(t, self)
        self.writes = True
        self._pressed, self._began, self._gap = -1, QPoint(), -1
        self.setModel(self.rows)
        self.setItemDelegate(_SectionDelegate(theme, self.rows, self))
        self.setProperty("surface", "canvas")
        self.setAccessibleName(t("Sections"))
        self.setAccessibleDescription(t("Space turns a section on or off; Alt and arrows move it; Enter goes to its page."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_sections(self, may: Sequence[Section], on: Sequence[Section], pages: Mapping[str, int] | None) -> None:
        """Show what is printed; `pages` are the places of the pages on show, or None where there are none."""
        here = self.at_hand
        found = pages or {}
        rows = [SectionRow(row.section, row.on, found[row.section] + 1 if row.section in found else 0) for row in arranged(may, on)]
        self.rows.show_rows(rows, known=pages is not None)
        self.setFixedHeight(len(rows) * _ROW)
        self._stand_on(here or (rows[0].section if rows else None))

    @property
    def at_hand(self) -> Section | None:
        """The section of the current row."""
        row = self.currentIndex().row()
        return self.rows.rows[row].section if 0 <= row < len(self.rows.rows) else None

    def _stand_on(self, section: Section | None) -> None:
        for row, each in enumerate(self.rows.rows):
            if each.section is section:
                self.setCurrentIndex(self.rows.index(row))

    # -- arranging

    def toggle(self, row: int) -> None:
        """Turn a section on or off."""
        if self.writes and 0 <= row < len(self.rows.rows):
            changed = [SectionRow(each.section, each.on != (place == row)) for place, each in enumerate(self.rows.rows)]
            self._tell(changed)

    def move_row(self, row: int, to: int) -> None:
        """Put a section elsewhere; one that was left out is printed there."""
        rows = list(self.rows.rows)
        if self.writes and row != to and 0 <= row < len(rows) and 0 <= to < len(rows):
            moved = rows.pop(row)
            rows.insert(to, SectionRow(moved.section, True))
            self._tell(rows)

    def _tell(self, rows: Sequence[SectionRow]) -> None:
        here = self.at_hand
        self.rows.show_rows(rows, known=False)
        self._stand_on(here)
        self.arranged.emit(tuple(row.section for row in rows if row.on))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for the section at hand."""
        row, alt = self.currentIndex().row(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Space:
            self.toggle(row)
        elif event.key() in _ENTER and self.at_hand is not None:
            self.asked.emit(self.at_hand)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_row(row, row + (1 if event.key() == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    # -- by mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses, and may begin a drag."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        self._pressed, self._began, self._gap = self.indexAt(place).row(), place, -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A section that is dragged shows where it would go."""
        place = event.position().toPoint()
        far = (place - self._began).manhattanLength() >= QApplication.startDragDistance()
        if self._pressed < 0 or not event.buttons() or not self.writes or not (far or self._gap >= 0):
            super().mouseMoveEvent(event)
            return
        self._gap = max(0, min(len(self.rows.rows), round(place.y() / _ROW)))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: moved, turned on or off at its box, or gone to."""
        pressed, gap, place = self._pressed, self._gap, event.position().toPoint()
        self._pressed = self._gap = -1
        self.viewport().unsetCursor()
        self.viewport().update()
        super().mouseReleaseEvent(event)
        if pressed >= 0 and gap >= 0:
            self.move_row(pressed, gap - 1 if gap > pressed else gap)
        elif pressed >= 0 and self.indexAt(place).row() == pressed:
            if place.x() < _LEFT:
                self.toggle(pressed)
            else:
                self.asked.emit(self.rows.rows[pressed].section)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the line where a dragged one would go."""
        super().paintEvent(event)
        if self._gap >= 0:
            y = min(self.viewport().height() - _LINE, max(0, self._gap * _ROW - _LINE // 2))
            QPainter(self.viewport()).fillRect(0, y, self.viewport().width(), _LINE, self._theme.colour("ink"))


class _SectionDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: SectionsModel, view: SectionsList) -> None:
        super().__init__(view)
        self._theme, self._rows, self._view = theme, rows, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(160, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box, name, and where it stands."""
        theme, place, row = self._theme, QRect(option.rect), self._rows.rows[index.row()]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, hover = (bool(option.state & flag) for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver))
        focused = here and self._view.hasFocus()
        if focused:
            painter.fillRect(place, theme.colour("mark-tint"))
            painter.fillRect(place.x(), place.y(), 3, place.height(), theme.colour("mark"))
        elif hover:
            painter.fillRect(place, theme.colour("hover"))
        self._box(painter, QRectF(place.x() + 9.5, place.y() + (_ROW - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1), on=row.on)
        stands = self._rows.short(row)
        taken = advance(theme, stands, "small") + 10 if stands else 0
        name = elided(theme, str(index.data()), "body", place.width() - _LEFT - 8 - taken)
        ink = "ink" if row.on and (row.page or not self._rows.known) else "ink2" if focused else "ink3"
        draw_line(painter, theme, name, "body", place.x() + _LEFT, place.y() + 6, ink)
        if stands:
            draw_line(painter, theme, stands, "small", place.right() + 2 - taken, place.y() + 8, "ink2" if focused else "ink3")

    def _box(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.colour("button" if on else "line2"), 1))
        painter.setBrush(theme.colour("button" if on else "sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            draw_icon(painter, "check", theme.colour("on-button"), box.x() + 1.5, box.y() + 1.5, 12)
