"""Who may be meant while somebody types: one row each, without colour, large enough for a finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from council_app.domain.door import FEWEST_LETTERS, Guest
from council_app.domain.enums import AttendanceStatus
from council_app.i18n import Translator
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = 52
MOST_ROWS = 6
_HEAD = 32
_SEAT = 84
_NO_INDEX = QModelIndex()
_MatchRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Match:
    """A guest with what tells them from a namesake without saying anything of them."""

    guest: Guest
    status: str
    apart: str = ""


def match_of(t: Translator, guest: Guest, *, namesake: bool) -> Match:
    """A row. Two of one name are told apart by the end of the code on their badge: everything else known of them is theirs."""
    words = {
        AttendanceStatus.ARRIVED: t("already in"),
        AttendanceStatus.WALK_IN: t("already in"),
        AttendanceStatus.WAITING: t("waiting list, number {place}", place=guest.waits),
        AttendanceStatus.CANCELLED: t("cancelled"),
        AttendanceStatus.NO_SHOW: t("did not come"),
    }
    apart = t("badge …{end}", end=guest.secret[-4:]) if namesake and guest.secret else ""
    return Match(guest, words.get(guest.status, ""), apart)


def about(t: Translator, typed: str, count: int) -> str:
    """The sentence over the list: how many there are, and what is needed to go on."""
    words = typed.strip()
    if not count:
        return (
            t("One more letter") if len(words) < FEWEST_LETTERS else t("Nobody here is called {name}. Enter goes on.", name=t.quote(words))
        )
    if count == 1:
        return t("One person")
    return t.n("{count} person: choose with the arrows or a tap", "{count} people: choose with the arrows or a tap", count)


class MatchModel(QAbstractListModel):
    """The guests who may be meant."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matches: tuple[Match, ...] = ()

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Replace them."""
        self.beginResetModel()
        self._matches = tuple(matches)
        self.endResetModel()

    @property
    def seated(self) -> bool:
        """Whether any of them has a seat; else there is no column for it."""
        return any(match.guest.seat for match in self._matches)

    def guest(self, index: Index) -> Guest:
        """Who stands in a row."""
        return self._matches[index.row()].guest

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._matches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The match, and its words for screen readers."""
        if not index.isValid():
            return None
        match = self._matches[index.row()]
        if role == _MatchRole:
            return match
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (match.guest.name, match.guest.seat, match.apart, match.status) if part)
        return None


class _MatchDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView, margin: Callable[[], int], seats: Callable[[], bool]) -> None:
        super().__init__(view)
        self._theme, self._view, self._margin, self._seats = theme, view, margin, seats
        self._enter = key_text("Enter")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """52 px: a finger finds it."""
        return QSize(self._view.viewport().width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Seat, name, what tells namesakes apart, status; the row that Enter takes shows the key."""
        theme, box, match = self._theme, option.rect, index.data(_MatchRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        margin = self._margin()
        painter.save()
        if chosen or hovered:
            painter.fillRect(box, theme.colour("mark-tint" if chosen else "hover"))
        if chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        painter.fillRect(box.left() + margin, box.bottom(), box.width() - 2 * margin, 1, theme.colour("line"))
        right = box.right() + 1 - margin
        if chosen:
            right -= key_width(theme, self._enter)
            draw_key(painter, theme, self._enter, right, box.top() + (ROW - KEY_HEIGHT) / 2)
            right -= 16
        left = self._paint_name(painter, match, box.left() + margin, box.top(), right, chosen=chosen)
        status = elided(theme, match.status, "lead", max(0, right - left - 16))
        draw_line(painter, theme, status, "lead", right - advance(theme, status, "lead"), box.top() + 14, "ink2")
        painter.restore()

    def _paint_name(self, painter: QPainter, match: Match, left: int, top: int, right: int, *, chosen: bool) -> float:
        """The seat, the name and what tells it apart; returns where they end."""
        theme, x = self._theme, float(left)
        if match.guest.seat:
            draw_line(painter, theme, match.guest.seat, "guest-body", x, top + 14, "ink", weight=600)
        if self._seats():
            x += _SEAT if right - left > 460 else 56
        weight = 600 if chosen else 500
        name = elided(theme, match.guest.name, "guest-body", (right - x) * 0.72, weight)
        x += draw_line(painter, theme, name, "guest-body", x, top + 14, "ink", weight=weight)
        if match.apart:
            x += 14 + draw_line(painter, theme, match.apart, "lead", x + 14, top + 14, "ink2")
        return x


class Matches(Surface):
    """The list in the place of the result.

    Signals:
        taken: a row was tapped or clicked (the guest).
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, t: Translator, least: int) -> None:
        super().__init__(theme, "sheet", "tb")
        self._t, self._margin = t, 40
        self.model = MatchModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_MatchDelegate(theme, self.list, lambda: self._margin, lambda: self.model.seated))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(t("Who may be meant"))
        self.list.clicked.connect(lambda index: self.taken.emit(self.model.guest(index)))
        self._head = Text(theme, "", "body", "ink2", elide=True)
        self._head.setFixedHeight(_HEAD)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._head_row = QHBoxLayout()
        self._head_row.addWidget(self._head)
        self._column.addLayout(self._head_row)
        self._column.addWidget(self.list)
        self._column.addStretch(1)
        self.fold(least=least, margin=40)

    def fold(self, *, least: int, margin: int) -> None:
        """The margins of the place, and the height below which the band never falls."""
        self._margin = margin
        self.setMinimumHeight(least)
        self._column.setContentsMargins(0, 1, 0, 1)
        self._head_row.setContentsMargins(margin, 0, margin, 0)

    def show_matches(self, matches: Sequence[Match], sentence: str) -> None:
        """The rows, and the sentence over them; a single one is chosen already."""
        self.model.show_matches(matches)
        self.list.setFixedHeight(ROW * min(len(matches), MOST_ROWS))
        self._head.say(sentence)
        if len(matches) == 1:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._head.use_ink("ink2")
        self.setAccessibleName(sentence)

    def ask(self) -> None:
        """Enter was pressed while several may be meant: the sentence over the list comes forward, and is said."""
        self._head.use_ink("mark-ink")
        self._announce(self._head.text())

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def step(self, by: int) -> None:
        """Choose the next or the one before."""
        count = self.model.rowCount()
        if not count:
            return
        now = self.list.currentIndex()
        row = (0 if by > 0 else count - 1) if not now.isValid() else max(0, min(count - 1, now.row() + by))
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._announce(str(self.model.index(row, 0).data()))

    @property
    def chosen(self) -> Guest | None:
        """Who Enter would take; None while several may be meant."""
        index = self.list.currentIndex()
        return self.model.guest(index) if index.isValid() else None
