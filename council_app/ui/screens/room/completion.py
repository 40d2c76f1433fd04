"""Completion of `@` and `#`: a popup above the newest note that never takes the keyboard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.domain.records import Speaker, TagLabel
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.markers import tag_colour
from council_app.ui.core.text import Hairline, advance, draw_line, elided
from council_app.ui.core.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_TOKEN = re.compile(r"(?:^|(?<=[\s\-+*?~>]))([@#])([^\s@#]*)$")
_ROW, _WIDTH, _FOOT, _MOST = 36, 330, 34, 5
_OfferRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to complete to.

    Attributes:
        inserts: the token it writes (`@P03`, `#fees/clarity`).
        seat: the seat of a speaker, or "".
        words: what is matched and shown.
        aside: what is known of it.
        tag: the tag, for its colour.
    """

    inserts: str
    words: str
    seat: str = ""
    aside: str = ""
    tag: TagLabel | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A token being typed: its sign, what follows, and where it starts."""

    sign: str
    typed: str
    start: int


def begun_token(line: str, cursor: int) -> Begun | None:
    """The `@` or `#` token that ends at the cursor."""
    found = _TOKEN.search(line[:cursor])
    return Begun(found[1], found[2], found.start(1)) if found is not None else None


def offered_speakers(t: Translator, speakers: Sequence[Speaker], typed: str) -> tuple[Offer, ...]:
    """Who could be meant: seats and the beginnings of any part of a name; with nothing typed, the unheard first."""
    wanted = fold(typed)
    found = [speaker for speaker in speakers if _names(speaker, wanted)]
    if not wanted:
        found.sort(key=lambda speaker: speaker.heard)
    return tuple(
        Offer(f"@{speaker.seat or fold(speaker.first_name)}", speaker.name, speaker.seat or "", heard(t, speaker)) for speaker in found
    )


def _names(speaker: Speaker, wanted: str) -> bool:
    seat = fold(speaker.seat or "")
    if wanted.isdigit():
        return seat.lstrip("p").lstrip("0").startswith(wanted.lstrip("0"))
    return seat.startswith(wanted) or any(part.startswith(wanted) for part in fold(speaker.name).split())


def heard(t: Translator, speaker: Speaker) -> str:
    """How often somebody was heard, in words."""
    return t("heard {count}×", count=t.number(speaker.heard)) if speaker.heard else t("not heard yet")


def offered_tags(tags: Sequence[TagLabel], typed: str) -> tuple[Offer, ...]:
    """Tags of which any step begins as typed."""
    wanted = fold(typed)
    found = [tag for tag in tags if fold(tag.path).startswith(wanted) or any(step.startswith(wanted) for step in fold(tag.path).split("/"))]
    found.sort(key=lambda tag: (not fold(tag.path).startswith(wanted), tag.path))
    return tuple(Offer(f"#{tag.path}", tag.path, tag=tag) for tag in found)


class OfferModel(QAbstractListModel):
    """What completion offers now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Replace them."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, or the offer."""
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (offer.seat, offer.words, offer.aside) if part)
        return offer if role == _OfferRole else None


class _OfferDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.typed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: Offer = index.data(_OfferRole)
        theme, box = self._theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        x, y, right = box.left() + 12.0, box.top() + 8.0, box.right() - 12.0
        if offer.aside:
            right -= advance(theme, offer.aside, "small")
            draw_line(painter, theme, offer.aside, "small", right, y + 1, "ink2" if chosen else "ink3")
        if offer.seat:
            draw_line(painter, theme, offer.seat, "body", x, y, weight=600)
            x += 40
        if offer.tag is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tag_colour(theme, offer.tag))
            painter.drawRoundedRect(QRectF(x, y + 6, 8, 8), 2, 2)
            x += 16
        self._paint_words(painter, elided(theme, offer.words, "body", right - x - 12), x, y)
        painter.restore()

    def _paint_words(self, painter: QPainter, words: str, x: float, y: float) -> None:
        """The part that was typed in bold, where the words begin with it."""
        bold = len(self.typed) if self.typed and fold(words).startswith(fold(self.typed)) else 0
        if bold:
            x += draw_line(painter, self._theme, words[:bold], "body", x, y, weight=600)
        draw_line(painter, self._theme, words[bold:], "body", x, y)


class Completion(QWidget):
    """The popup; the line hands its keys over while it is open.

    Signals:
        taken: an offer was chosen (the token to write).
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, t: Translator, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._t = theme, t
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = OfferModel(self)
        self._view = QListView()
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setUniformItemSizes(True)
        self._view.setModel(self._model)
        self._view.setAccessibleName(t("Completion"))
        self._delegate = _OfferDelegate(theme, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._view)
        column.addWidget(Hairline(theme))
        column.addSpacing(_FOOT)
        self.hide()

    def offer(self, offers: Sequence[Offer], typed: str, *, left: int, foot: int) -> None:
        """Show offers with the popup's foot at `foot`; nothing to offer closes it."""
        if not offers:
            self.hide()
            return
        self._delegate.typed = typed
        self._model.show_offers(offers)
        self._view.setCurrentIndex(self._model.index(0, 0))
        self._moved = False
        over = self.parentWidget()
        rows = min(_MOST, len(offers), max(1, (foot - _FOOT - 14) // _ROW))
        width = min(_WIDTH, over.width() - 16) if over is not None else _WIDTH
        height = rows * _ROW + 6 + _FOOT + 1
        most = over.width() - width - 8 if over is not None else left
        self.setGeometry(max(8, min(left, most)), max(0, foot - height), width, height)
        self.show()
        self.raise_()

    def key(self, event: QKeyEvent) -> bool:
        """Tab takes, arrows choose (and then Enter takes too), Esc closes; True when the key was used."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = (self._view.currentIndex().row() + step) % self._model.rowCount()
            self._view.setCurrentIndex(self._model.index(row, 0))
            self._moved = True
        elif key == Qt.Key.Key_Tab or (self._moved and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self._take(self._view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _take(self, index: QModelIndex) -> None:
        offer = index.data(_OfferRole)
        self.hide()
        if isinstance(offer, Offer):
            self.taken.emit(offer.inserts)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sheet, edge, and the keys at the foot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(self._theme.colour("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        x, y = 12.0, self.height() - _FOOT + (_FOOT - KEY_HEIGHT) / 2
        for keys, words in ((key_text("Tab"), self._t("take")), ("↑ ↓", self._t("choose")), (key_text("Esc"), self._t("close"))):
            draw_key(painter, self._theme, keys, x, y)
            x += key_width(self._theme, keys) + 8
            x += draw_line(painter, self._theme, words, "small", x, y + 0.5, "ink3") + 10
