"""Dragging a tag: between two it stands there, on another one it hangs below it or becomes one with it, after choosing."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from council_app.domain.codebook import CodebookTag
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.codebook.tree import TagRole, TagTree
from council_app.ui.screens.tagging.codebook.verbs import TagVerbs

_EDGE = 0.28
"""So much of a row, from its top and from its foot, stands for the room between it and the next."""


class Drop(NamedTuple):
    """Where a tag would go: on a tag (`before` is None), or before or behind it."""

    on: CodebookTag
    before: bool | None


class TagDragging(QObject):
    """Watches the mouse over a tree of tags."""

    def __init__(self, theme: Theme, tree: TagTree, codebook: Codebook, verbs: TagVerbs) -> None:
        super().__init__(tree)
        self._tree, self._codebook, self._verbs = tree, codebook, verbs
        self._tag: CodebookTag | None = None
        self._began, self._dragging = QPoint(), False
        self._mark = _Mark(theme, tree.viewport())
        tree.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on a tag begins; moving far enough drags; letting go drops."""
        if isinstance(event, QMouseEvent):
            place = event.position().toPoint()
            if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                self._tag, self._began, self._dragging = self._at(place), place, False
            elif event.type() is QEvent.Type.MouseMove and self._tag is not None and event.buttons() & Qt.MouseButton.LeftButton:
                return self._move(place)
            elif event.type() is QEvent.Type.MouseButtonRelease and self._tag is not None:
                return self._release(place)
        return super().eventFilter(watched, event)

    def _at(self, place: QPoint) -> CodebookTag | None:
        tag = self._tree.indexAt(place).data(TagRole)
        return tag if isinstance(tag, CodebookTag) else None

    def drop_at(self, place: QPoint) -> Drop | None:
        """Where the tag that is dragged would go; None where it may not."""
        on, tag = self._at(place), self._tag
        if on is None or tag is None or on.id == tag.id or on.path.startswith(f"{tag.path}/"):
            return None
        box = self._tree.row_box(on.id)
        part = (place.y() - box.top()) / max(1, box.height())
        return Drop(on, True if part < _EDGE else False if part > 1 - _EDGE else None)

    def _move(self, place: QPoint) -> bool:
        if not self._dragging and (place - self._began).manhattanLength() < QApplication.startDragDistance():
            return False
        self._dragging = self._verbs.writes
        if self._dragging:
            drop = self.drop_at(place)
            self._mark.show_drop(self._tree.row_box(drop.on.id) if drop is not None else QRect(), None if drop is None else drop.before)
            self._tree.viewport().setCursor(Qt.CursorShape.ClosedHandCursor if drop is not None else Qt.CursorShape.ForbiddenCursor)
        return True  # else the rows under the mouse would be chosen one after the other

    def _release(self, place: QPoint) -> bool:
        drop, tag, dragged = self.drop_at(place), self._tag, self._dragging
        self._tag, self._dragging = None, False
        self._mark.hide()
        self._tree.viewport().unsetCursor()
        if not dragged or tag is None:
            return False
        if drop is not None:
            self._drop(tag, drop, place)
        return True

    def _drop(self, tag: CodebookTag, drop: Drop, place: QPoint) -> None:
        if drop.before is None:
            self.offer(tag, drop.on).popup(self._tree.viewport().mapToGlobal(place))
            return
        others = [each.id for each in self._codebook.below(drop.on.parent) if each.id != tag.id]
        self._verbs.move(tag.id, drop.on.parent, others.index(drop.on.id) + (0 if drop.before else 1))

    def offer(self, tag: CodebookTag, on: CodebookTag) -> QMenu:
        """What dropping one tag on another can mean."""
        t = self._verbs.t
        menu = QMenu(self._tree)
        menu.aboutToHide.connect(menu.deleteLater)
        under = menu.addAction(t("Move “{tag}” under “{name}”", tag=tag.name, name=on.name).replace("&", "&&"))
        under.triggered.connect(partial(self._hang, tag.id, on.id))
        merge = menu.addAction(t("Merge “{tag}” into “{name}”", tag=tag.name, name=on.name).replace("&", "&&"))
        merge.triggered.connect(partial(self._merge, tag.id, on.id))
        menu.addSeparator()
        menu.addAction(t("Cancel"))
        return menu

    def _hang(self, tag: str, parent: str, _checked: bool = False) -> None:
        self._verbs.move(tag, parent)

    def _merge(self, tag: str, into: str, _checked: bool = False) -> None:
        self._verbs.merge(tag, into)


class _Mark(QWidget):
    """A line between two rows, or a frame around the one on which the tag would be dropped."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._over, self._frame = theme, parent, False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_drop(self, row: QRect, before: bool | None) -> None:
        """At a row; nothing where there is none."""
        self.setVisible(not row.isNull())
        width = self._over.width()
        self._frame = before is None
        top = row.top() if before or before is None else row.bottom()
        self.setGeometry(0, top if before is None else top - 1, width, row.height() if before is None else 2)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """2 px of ink."""
        painter = QPainter(self)
        if self._frame:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(self.rect(), self._theme.colour("ink"))
