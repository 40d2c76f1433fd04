"""The right side of the desk: the codebook as a tree, a box to find or make a tag, and what the tag at hand means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.codebook import found
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import line_edit
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.tagging.codebook.dragging import TagDragging
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.codebook.tree import TagTree
from council_app.ui.screens.tagging.codebook.verbs import TagVerbs

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CodebookPanel(Surface):
    """Shows the codebook beside a note.

    Signals:
        toggled: a tag is to be put on, or taken off (its id).
        made: a tag that is not there yet is to be put on (as typed).
        filter_asked: only notes with this tag are to be shown (its id).
        edit_asked: the codebook is to be edited, from this tag on (its id, or "").
        pressed_key: a letter or digit was typed while the tree had the keyboard.
        left: Esc: the keyboard goes back to the list.
    """

    toggled = Signal(str)
    made = Signal(str)
    filter_asked = Signal(str)
    edit_asked = Signal(str)
    pressed_key = Signal(str)
    left = Signal()

    def __init__(self, ctx: AppContext, codebook: Codebook, verbs: TagVerbs) -> None:
        super().__init__(ctx.theme, "canvas", "l")
        self._ctx, self._t, self.codebook, self.verbs = ctx, ctx.t, codebook, verbs
        theme, t = ctx.theme, ctx.t
        self.tree = TagTree(theme, t)
        self.dragging = TagDragging(theme, self.tree, codebook, verbs)
        self.box = line_edit(theme, placeholder=t("Find or make a tag"))
        self.box.setAccessibleName(t("Find or make a tag"))
        self.box.textChanged.connect(lambda _text: self._find())
        self.box.installEventFilter(self)
        self.edit = Button(theme, "", Role.QUIET, height=28, icon="pencil")
        self.edit.setAccessibleName(t("Edit the codebook"))
        self.edit.setToolTip(t("Edit the codebook"))
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self.tree.at_hand))
        self._name = Text(theme, "", "body", weight=600, elide=True)
        self._definition = Text(theme, "", "small", "ink2", wrap=True)
        self._synonyms = Text(theme, "", "small", "ink3", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        header = PanelHeader(self._ctx.theme, self._t("Codebook"), extra=(self.edit,))
        search = QWidget()
        row = QVBoxLayout(search)
        row.setContentsMargins(13, 8, 12, 6)
        row.addWidget(self.box)
        self._foot = Surface(self._ctx.theme, "canvas", "t")
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(14, 10, 14, 12)
        foot.setSpacing(4)
        for widget in (self._name, self._definition, self._synonyms):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(search)
        column.addWidget(self.tree, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.codebook.changed.connect(self._show)
        self.tree.at.connect(self._describe)
        self.tree.toggled.connect(self.toggled)
        self.tree.pressed_key.connect(self.pressed_key)
        self.tree.moved.connect(self.verbs.step)
        self.tree.rename_asked.connect(lambda tag: self.verbs.rename(tag, self.tree, self._below(tag)))
        self.tree.delete_asked.connect(self.verbs.delete)
        self.tree.menu_asked.connect(self._open_menu)

    # -- what is shown

    def _show(self) -> None:
        self.tree.show_tags(self.codebook.tags, counted=self.codebook.counted)
        self._describe(self.tree.at_hand)

    def show_carried(self, tag_ids: frozenset[str]) -> None:
        """Tick the tags of the note at hand."""
        self.tree.show_carried(tag_ids)

    def _describe(self, tag_id: str) -> None:
        tag, t = self.codebook.tag(tag_id), self._t
        self._foot.setVisible(tag is not None)
        if tag is not None:
            self._name.say(tag.name)
            self._definition.say(tag.definition or t("Nobody said yet what belongs here."))
            self._synonyms.say(t("also: {words}", words=", ".join(tag.synonyms)) if tag.synonyms else "")
            self._synonyms.setVisible(bool(tag.synonyms))

    # -- finding

    def to_box(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _find(self) -> None:
        typed = self.box.text().strip()
        matches = found(self.codebook.tags, typed, limit=1) if typed else ()
        if matches:
            self.tree.stand_on(matches[0].tag.id)

    def _take(self) -> None:
        """Enter: the tag that was found, or else a new one."""
        typed = self.box.text().strip()
        if not typed.strip("/ "):
            return
        matches = found(self.codebook.tags, typed, limit=1)
        self.box.clear()
        if matches:
            self.toggled.emit(matches[0].tag.id)
        else:
            self.made.emit(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box: Enter takes what is found, Down goes into the tree, Esc back to the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ENTER:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.box.clear()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    # -- a tag

    def _below(self, tag: str) -> QPoint:
        return self.tree.viewport().mapTo(self.tree, self.tree.row_box(tag).bottomLeft())

    def _open_menu(self, tag: str, where: QPoint) -> None:
        menu = self.verbs.menu(tag, self.tree)
        menu.put_on.connect(lambda: self.toggled.emit(tag))
        menu.only_these.connect(lambda: self.filter_asked.emit(tag))
        menu.edit.connect(lambda: self.edit_asked.emit(tag))
        menu.popup(where)
