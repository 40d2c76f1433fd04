"""The boards there are, and a form to make one: empty, of the notes chosen, or of what the filter finds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.boards import BoardLine
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.errors import CouncilError
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.rows import Column, RowsModel
from council_app.ui.core.table import Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

NAME = "name"
_MIDDLE, _WIDE = 480, 760
_TABLE, _EMPTY, _READING = range(3)


class Shelf(QWidget):
    """Acts on nothing itself.

    Signals:
        opened: a board is to be opened (its key).
        making: a board is to be made (its name, the notes on it as a `Selection`, or None for an empty one).
        adding: notes are to be put on a board (its key, a `Selection`).
        renaming: a board is to be called something else (its `BoardLine`, the name).
        deleting: a board is to be deleted (its `BoardLine`).
    """

    opened = Signal(str)
    making = Signal(str, object)
    adding = Signal(str, object)
    renaming = Signal(object, str)
    deleting = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._notes: Selection | None = None
        self.model = RowsModel[BoardLine](_columns(t), self, identity=lambda line: line.key, tag=t.tag)
        self.table = Table(theme, self.model, t("Affinity boards"))
        self.table.installEventFilter(self)
        self.table.opened.connect(lambda line: self.opened.emit(line.key))
        self.table.typed.connect(self._typed)
        self.table.chosen.connect(self._show_buttons)
        self._make_form()
        self._make_buttons()
        self._lay_out()

    # -- building

    def _make_form(self) -> None:
        t, theme = self._t, self._theme
        self.name = line_edit(theme, placeholder=t("What is to be found out"))
        self.name.returnPressed.connect(self._make)
        self.name.setMinimumWidth(260)
        self.name.installEventFilter(self)
        self.field = Field(theme, t("New board"), self.name)
        self.make_button = Button(theme, t("Make the board"), Role.PRIMARY, height=32)
        self.make_button.clicked.connect(self._make)
        self.with_notes = Segment(theme, "")
        self.empty_one = Segment(theme, t("Empty"))
        self._group = QButtonGroup(self)
        for segment in (self.with_notes, self.empty_one):
            self._group.addButton(segment)

    def _make_buttons(self) -> None:
        t, theme = self._t, self._theme
        self.open_button = Button(theme, t("Open"), Role.PLAIN, height=28, key="Return")
        self.add_button = Button(theme, "", Role.PLAIN, height=28)
        self.rename_button = Button(theme, t("Rename"), Role.PLAIN, height=28, key="F2")
        self.delete_button = Button(theme, t("Delete"), Role.PLAIN, height=28, key="Del")
        self.open_button.clicked.connect(self._open)
        self.add_button.clicked.connect(self._add)
        self.rename_button.clicked.connect(self.table.edit_here)
        self.delete_button.clicked.connect(self._delete)

    def _lay_out(self) -> None:
        t, theme = self._t, self._theme
        head, foot = Surface(theme, "sheet", "b"), Surface(theme, "canvas", "t", "line2")
        top = FlowLayout(head, gap=12, line_gap=8)
        top.setContentsMargins(20, 14, 20, 14)
        top.addWidget(self.field)
        top.addWidget(self._beside())
        below = FlowLayout(foot, gap=8, line_gap=4)
        below.setContentsMargins(16, 6, 16, 5)
        for button in (self.open_button, self.add_button, self.rename_button, self.delete_button):
            below.addWidget(button)
        empty = EmptyState(
            theme,
            t("No board yet."),
            t("On a board, notes are laid together by what they have in common. A group gets a name, and can be made a tag."),
            ground="sheet",
        )
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (self.table, empty, Surface(theme, "sheet")):
            self._layers.addWidget(layer)
        self._layers.setCurrentIndex(_READING)
        self.foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (head, body, foot):
            column.addWidget(widget, int(widget is body))

    def _beside(self) -> QWidget:
        """What is to lie on it, and the button, level with the input."""
        beside = QWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.with_notes)
        row.addWidget(self.empty_one)
        row.addSpacing(12)
        row.addWidget(self.make_button)
        row.addStretch(1)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(self._theme, self._t("With"), "body", weight=500))
        column.addLayout(row)
        return beside

    # -- what there is

    def take_notes(self, selection: Selection | None, wanted: NoteFilter) -> None:
        """Notes that were chosen in the list, or else what its filter finds, can be put on a board."""
        t = self._t
        self._notes = selection if selection is not None else Selection(filter=wanted)
        count = self._notes.counted
        if selection is not None:
            said = t.n("{count} note chosen", "{count} notes chosen", count) if count is not None else t("The notes chosen")
        else:
            said = t("What the filter finds") if wanted.conditions else t("All notes")
        self.with_notes.rename(said)
        self.add_button.rename(
            t.n("Put {count} note on it", "Put {count} notes on it", count or 0) if count else t("Put these notes on it")
        )
        (self.with_notes if selection is not None or wanted.conditions else self.empty_one).setChecked(True)
        self._show_buttons()

    def show_lines(self, lines: Sequence[BoardLine]) -> None:
        """These boards there are."""
        self.model.show_rows(lines)
        self._layers.setCurrentIndex(_TABLE if lines else _EMPTY)
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_buttons()

    def _show_buttons(self) -> None:
        line = self.line
        self.foot.setVisible(line is not None)
        self.add_button.setVisible(self._notes is not None)

    @property
    def line(self) -> BoardLine | None:
        """The board at hand."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() and index.row() < self.model.rowCount() else None

    def refuse(self, error: CouncilError) -> None:
        """It could not be made."""
        self.field.wrong(in_words(self._t, error))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def made(self) -> None:
        """It was made: the form is for the next one."""
        self.name.clear()
        self.field.wrong("")

    # -- what is asked

    def _make(self) -> None:
        name = " ".join(self.name.text().split())
        if not name:
            self.field.wrong(self._t("A board needs a name."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.making.emit(name, self._notes if self.with_notes.isChecked() else None)

    def _add(self) -> None:
        if self.line is not None and self._notes is not None:
            self.adding.emit(self.line.key, self._notes)

    def _open(self) -> None:
        if self.line is not None:
            self.opened.emit(self.line.key)

    def _delete(self) -> None:
        if self.line is not None:
            self.deleting.emit(self.line)

    def _typed(self, line: BoardLine, _column: str, name: str) -> None:
        self.renaming.emit(line, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete deletes the board at hand; Down goes from the name to the boards."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.table and event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif watched is self.name and event.key() == Qt.Key.Key_Down and self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True


def _columns(t: Translator) -> tuple[Column[BoardLine], ...]:
    number, some = t.number, _MIDDLE
    return (
        Column(t("Board"), lambda line: line.name, key=NAME, weight=500, typed=lambda line: line.name, opens=True),
        Column(t("Cards"), lambda line: number(line.cards), 110, right=True, key="cards", sort=lambda line: line.cards),
        Column(
            t("Groups"), lambda line: number(line.groups), 110, right=True, shown_from=some, key="groups", sort=lambda line: line.groups
        ),
        Column(t("Loose"), lambda line: number(line.loose), 110, right=True, shown_from=some, key="loose", sort=lambda line: line.loose),
        Column(t("Made on"), lambda line: t.date(line.at.date()), 190, shown_from=_WIDE, key="at", sort=lambda line: line.at.timestamp()),
    )
