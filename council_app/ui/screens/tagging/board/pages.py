"""Affinity boards as a page over the list of notes: all of them, or one in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.boards import BoardLine
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.services import boards
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.rereading import Reread
from council_app.ui.screens.tagging.board.desk import BoardDesk
from council_app.ui.screens.tagging.board.keyboard import Verb
from council_app.ui.screens.tagging.board.shelf import Shelf
from council_app.ui.screens.tagging.opening import NotesPage, Opening

_SHOWS = frozenset({"board", "board_group", "board_card"})
_SHELF, _DESK = range(2)
_NOTICE = 44


class BoardsPage(NotesPage):
    """The boards there are; one of them opened lies over the others."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx, "canvas")
        self.shelf = Shelf(self.theme, self.t)
        self.desk = BoardDesk(ctx)
        self._reread = Reread(ctx, self, lambda w, _session, _parts: boards.boards(workspace=w), self.shelf.show_lines)
        self._back = Button(self.theme, self.t("Back"), Role.QUIET, height=28, icon="arrow-left", key="Esc")
        self._back.clicked.connect(self.leave)
        self._head = PanelHeader(self.theme, self.t("Affinity boards"), extra=(self._back,))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.shelf)
        self._layers.addWidget(self.desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(body, 1)
        self._connect()
        self.take_notes(None, NoteFilter())
        self._reread.ask()

    def _connect(self) -> None:
        shelf, desk = self.shelf, self.desk
        shelf.opened.connect(self.open_board)
        shelf.making.connect(self._make)
        shelf.adding.connect(self._add)
        shelf.renaming.connect(self._rename)
        shelf.deleting.connect(self._delete)
        desk.named.connect(self._head.title.say)
        desk.gone.connect(self._to_shelf)
        self.ctx.changed.connect(self._maybe_reload)

    # -- the page

    def take_notes(self, selection: Selection | None, wanted: NoteFilter) -> None:
        """Notes chosen in the list, or else what its filter finds, can be put on a board."""
        self.shelf.take_notes(selection, wanted)

    def first_focus(self) -> QWidget | None:
        """The name of a new board."""
        return self.shelf.name

    def notice_area(self) -> QRect | None:
        """Above what can be done with what one stands on."""
        foot = self.desk.bar if self._layers.currentIndex() == _DESK else self.shelf.foot
        return None if foot.isHidden() else QRect(0, self.height() - foot.height() - _NOTICE, self.width(), _NOTICE)

    def open_board(self, key: str) -> None:
        """Take a board in hand."""
        self._layers.setCurrentIndex(_DESK)
        self.desk.open_board(key)
        self.desk.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """From a board to all of them, from there to the notes."""
        if self._layers.currentIndex() == _DESK:
            self._to_shelf()
        else:
            super().leave()

    def _escape(self) -> None:
        if self._layers.currentIndex() != _DESK or not self.desk.back():
            self.leave()

    def _to_shelf(self) -> None:
        self.desk.close_board()
        self._head.title.say(self.t("Affinity boards"))
        self._layers.setCurrentIndex(_SHELF)
        self._reread.ask()
        (self.shelf.table if self.shelf.model.rowCount() else self.shelf.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities) and self._layers.currentIndex() == _SHELF:
            self._reread.ask()

    def event(self, event: QEvent) -> bool:
        """Looking for words is for the board in hand, not for the list below the page."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F looks for words on the board."""
        if event.matches(QKeySequence.StandardKey.Find) and self._layers.currentIndex() == _DESK:
            self.desk.acting.do(Verb.SEARCH)
        else:
            super().keyPressEvent(event)

    # -- boards

    def _make(self, name: str, notes: Selection | None) -> None:
        self.ctx.write(
            self,
            lambda w: boards.make_board(workspace=w, name=name, notes=notes if notes is not None else ()),
            self._made,
            changes=lambda made: made.changes,
            failed=self.shelf.refuse,
            notice=m_("Made the board “{name}”", name=name),
        )

    def _made(self, made: boards.MadeBoard) -> None:
        self.shelf.made()
        self.open_board(made.key)

    def _add(self, key: str, notes: Selection) -> None:
        def told(made: boards.MadeBoard) -> None:
            said = mn_("Put {count} note on the board", "Put {count} notes on the board", made.cards)
            self.ctx.noticed.emit(self.t.say(said), bool(made.cards))
            self.open_board(key)

        self.ctx.write(self, lambda w: boards.add_cards(workspace=w, key=key, notes=notes), told, changes=lambda made: made.changes)

    def _rename(self, line: BoardLine, name: str) -> None:
        def kept(_changes: Changes) -> None:
            self.shelf.table.kept()

        def lost(error: CouncilError) -> None:
            self.shelf.table.refused(error.why.text)

        if name == line.name:
            self.shelf.table.kept()
            return
        self.ctx.write(
            self, lambda w: boards.rename_board(workspace=w, key=line.key, name=name), kept, changes=lambda done: done, failed=lost,
            notice=m_("Renamed a board to “{name}”", name=name),
        )  # fmt: skip

    def _delete(self, line: BoardLine) -> None:
        self.ctx.write(
            self, lambda w: boards.delete_board(workspace=w, key=line.key), lambda _done: None, changes=lambda done: done,
            notice=m_("Deleted the board “{name}”", name=line.name),
        )  # fmt: skip


OPENING = Opening(
    Command("tagging.board", m_("Affinity boards"), "open_page", "Ctrl+Shift+B", Need.WORKSPACE, argument="tagging.board"), BoardsPage
)
