"""Pairs of people who may be one: their list, and how a row of it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.duplicates import Strength
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.duplicates import Brief, Pair
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

Index = QModelIndex | QPersistentModelIndex
PairRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()
_HEIGHT, _LEFT, _TOP = 76, 16, 8

STRENGTH_WORDS: dict[Strength, Message] = {
    Strength.SURE: m_("Almost certain"),
    Strength.LIKELY: m_("Likely"),
    Strength.POSSIBLE: m_("Possible"),
}


def called(t: Translator, person: Brief) -> str:
    """What somebody is called in a list."""
    return person.name or person.email or person.phone or t("no name")


def names_of(t: Translator, pair: Pair) -> str:
    """Both names."""
    return t("{one} and {other}", one=called(t, pair.one), other=called(t, pair.other))


def why(t: Translator, pair: Pair) -> str:
    """How sure it is, and by which signs."""
    return t("{strength}: {reasons}", strength=STRENGTH_WORDS[pair.strength], reasons=t.items([t.say(reason) for reason in pair.reasons]))


class PairsModel(QAbstractListModel):
    """The pairs, the surest first."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self._pairs: tuple[Pair, ...] = ()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._pairs = tuple(pairs)
        self.endResetModel()

    def pair(self, row: int) -> Pair:
        """The pair of a row."""
        return self._pairs[row]

    def row_of(self, one: str, other: str) -> int:
        """Where a pair stands, or -1."""
        return next((row for row, pair in enumerate(self._pairs) if (pair.one.id, pair.other.id) == (one, other)), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Both names, the sentence for screen readers, or the pair."""
        if not index.isValid():
            return None
        pair = self._pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return names_of(self._t, pair)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{names_of(self._t, pair)}. {why(self._t, pair)}"
        return pair if role == PairRole else None


class _PairDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, t: Translator, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One height for all: that keeps ten thousand rows flat."""
        return QSize(self._view.viewport().width(), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A name, the other name, and how sure it is."""
        pair: Pair = index.data(PairRole)
        theme, t, box = self._theme, self._t, option.rect
        chosen, focused = bool(option.state & QStyle.StateFlag.State_Selected), self._view.hasFocus()
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint" if focused else "sunk"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark" if focused else "line2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        room, x, weight = box.width() - _LEFT - 12, float(box.left() + _LEFT), 600 if chosen else 500
        for row, person in enumerate((pair.one, pair.other)):
            said = elided(theme, called(t, person), "body", room, weight)
            draw_line(painter, theme, said, "body", x, box.top() + _TOP + 20 * row, weight=weight)
        soft = "ink2" if chosen else "ink3"
        draw_line(painter, theme, elided(theme, why(t, pair), "small", room), "small", x, box.top() + _TOP + 42, soft)
        painter.restore()


class PairsList(QListView):
    """The list of pairs; a row is one question."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.pairs = PairsModel(t, self)
        self.setModel(self.pairs)
        self.setItemDelegate(_PairDelegate(theme, t, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("People who may be here twice"))
