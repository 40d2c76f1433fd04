"""Who gets a letter: the name, and in words what it tells about and what holds it. Names show here; a letter is for its reader."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from council_app.domain.letters import Letter
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.lines import Index, LineRole, LinesModel
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.letters.wanted import stands

_PAD, _ROW, _ICON, _HEIGHT = 16, 20, 14, 60


class PeopleModel(LinesModel[Letter]):
    """Letters by the names of those they are to."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda letter: letter.to.person)
        self._t = t

    def _said(self, letter: Letter, role: int) -> str | None:
        name = letter.to.name or self._t("No name")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {stands(letter, self._t)}"
        return name if role == Qt.ItemDataRole.DisplayRole else None


class PeopleList(QListView):
    """The list at the left.

    Signals:
        picked: somebody is at hand.
        opened: Enter on them.
    """

    picked = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.people = PeopleModel(t, self)
        self.setModel(self.people)
        self.setAccessibleName(t("Letters"))
        self.setItemDelegate(_Delegate(theme, t, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit())

    @property
    def letter(self) -> Letter | None:
        """The letter at hand."""
        found = self.currentIndex().data(LineRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, Letter) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the letter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(RowDelegate):
    """Paints a line of the list."""

    def __init__(self, theme: Theme, t: Translator, view: PeopleList) -> None:
        super().__init__(theme, view)
        self._t = t

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A name, and a line below it."""
        return QSize(self._view.viewport().width(), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, shape, name, how it stands."""
        letter, theme, box = index.data(LineRole), self._theme, option.rect
        painter.save()
        self.paint_ground(painter, option, ring=True)
        x, y, room = box.left() + _PAD, box.top() + 10, box.width() - 2 * _PAD - 24
        icon, ink = ("octagon-x", "state.bad.text") if letter.held else ("circle-check", "state.ok.text")
        draw_icon(painter, icon, theme.colour(ink), x, y + 3, _ICON)
        draw_line(painter, theme, elided(theme, str(index.data()), "body", room, 600), "body", x + 24, y, "ink", weight=600)
        said = elided(theme, stands(letter, self._t), "small", room)
        draw_line(painter, theme, said, "small", x + 24, y + _ROW + 1, "state.bad.text" if letter.held else "ink2")
        painter.restore()
