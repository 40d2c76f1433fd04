"""Who is to be called: name, and how it stands in words beside a shape."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyleOptionViewItem

from council_app.domain.calls import OUTCOMES, SOLVED, CallLine
from council_app.domain.enums import Solved
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.lines import Index, LineRole, LinesModel
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


class PeopleModel(LinesModel[CallLine]):
    """Lines of the call list."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda line: line.person)
        self._t = t

    def _said(self, line: CallLine, role: int) -> str | None:
        """The name, everything in words."""
        name = line.name or self._t("No name")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {stands(line, self._t)}"
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
        self.setAccessibleName(t("Whom to call"))
        self.setItemDelegate(PeopleDelegate(theme, t, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit())

    @property
    def line(self) -> CallLine | None:
        """Who is at hand."""
        found = self.currentIndex().data(LineRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, CallLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the form; digits and letters are the page's, which has a key for each answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class PeopleDelegate(RowDelegate):
    """Paints a line of the list."""

    def __init__(self, theme: Theme, t: Translator, view: PeopleList) -> None:
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
