"""Who is to be called: name, and how it stands in words beside a shape."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from council_app.domain.calls import OUTCOMES, SOLVED, CallLine
from council_app.domain.enums import Solved
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.lines import Index, LineRole
from council_app.ui.core.peoplelist import PeopleList
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run, draw_line, elided
from council_app.ui.core.theme import Theme

_PAD, _ROW, _ICON, _HEIGHT = 16, 20, 14, 82


def shape(line: CallLine) -> str:
    """The icon of how it stands."""
    if line.is_solved:
        return "circle-check"
    if line.due:
        return "clock-alert"
    return "circle" if line.last is None else "clock"


def stands(line: CallLine, t: Translator) -> str:
    """How it stands, in words: due, solved, when the last call was."""
    if line.last is None:
        return t("not called yet")
    said = [t("due: call again on {day}", day=t.date(line.follow_up, style="medium"))] if line.due and line.follow_up else []
    if line.solved is not None:
        said.append(t.say(SOLVED[line.solved]))
    said.append(t("{outcome} {day}", outcome=OUTCOMES[line.last.outcome], day=t.date(line.last.at, style="medium")))
    if line.follow_up is not None and not line.due:
        said.append(t("call again on {day}", day=t.date(line.follow_up, style="medium")))
    return ", ".join(said)


class CallList(PeopleList[CallLine]):
    """The list at the left."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(
            t("Whom to call"),
            CallLine,
            name=lambda line: line.name or t("No name"),
            stands=lambda line: stands(line, t),
            person=lambda line: line.person,
        )
        self.setItemDelegate(_Delegate(theme, t, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters are the page's, which has a key for each answer."""
        if event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Delegate(RowDelegate):
    """Paints a line of the list."""

    def __init__(self, theme: Theme, t: Translator, view: CallList) -> None:
        super().__init__(theme, view)
        self._t = t

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A name, and two lines below it."""
        return QSize(self._view.viewport().width(), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, shape, name, how it stands."""
        line, theme, box = index.data(LineRole), self._theme, option.rect
        painter.save()
        self.paint_ground(painter, option)
        x, y, room = box.left() + _PAD, box.top() + 12, box.width() - 2 * _PAD - 24
        ink = "state.ok.text" if line.solved is Solved.YES and not line.due else "state.warn.text" if line.due else "ink2"
        draw_icon(painter, shape(line), theme.colour(ink), x, y + 3, _ICON)
        name = str(index.data())
        draw_line(painter, theme, elided(theme, name, "body", room, 600), "body", x + 24, y, "ink", weight=600)
        Block(theme, [Run(stands(line, self._t), 400)], "small", room, lines=2).paint(painter, x + 24, y + _ROW, ink)
        painter.restore()
