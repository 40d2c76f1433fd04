"""Who gets a letter: the name, and in words what it tells about and what holds it. Names show here; a letter is for its reader."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from council_app.domain.letters import Letter
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.lines import Index, LineRole
from council_app.ui.core.peoplelist import PeopleList
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.letters.wanted import stands

_PAD, _ROW, _ICON, _HEIGHT = 16, 20, 14, 60


class LetterList(PeopleList[Letter]):
    """The list at the left."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(
            t("Letters"),
            Letter,
            name=lambda letter: letter.to.name or t("No name"),
            stands=lambda letter: stands(letter, t),
            person=lambda letter: letter.to.person,
        )
        self.setItemDelegate(_Delegate(theme, t, self))
        self.setUniformItemSizes(True)


class _Delegate(RowDelegate):
    """Paints a line of the list."""

    def __init__(self, theme: Theme, t: Translator, view: LetterList) -> None:
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
