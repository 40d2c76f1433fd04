"""The tags of a round to give: found by typing, or by the digit or letter that stands beside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from council_app.domain.codebook import CodebookTag, found
from council_app.i18n import Translator
from council_app.ui.core.field import line_edit
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.coders.taglist import TagList, TagRow

_DIGITS = "123456789"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_MANY = 100_000


class TagFinder(Surface):
    """A box and the tags below it.

    Args:
        theme, t: looks and words.
        says: of a tag (its id), whether it is given, and where.

    Signals:
        toggled: a tag is to be given, or taken back (its id).
        entered: Enter with nothing typed.
        left: Esc.
    """

    toggled = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, says: Callable[[str], tuple[bool, str]]) -> None:
        super().__init__(theme, "canvas")
        self._says = says
        self.tags: tuple[CodebookTag, ...] = ()
        self.box = line_edit(theme, placeholder=t("Find a tag"))
        self.box.setAccessibleName(t("Find a tag"))
        self.box.textChanged.connect(lambda _text: self.show_found())
        self.box.installEventFilter(self)
        self.list = TagList(theme, t, t("Tags of the round"))
        self.list.toggled.connect(self.toggled)
        self.list.entered.connect(self.entered)
        self.list.pressed_key.connect(self.press)
        finding = QVBoxLayout()
        finding.setContentsMargins(12, 0, 12, 0)
        finding.addWidget(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(finding)
        column.addWidget(self.list, 1)

    def show_tags(self, tags: Sequence[CodebookTag]) -> None:
        """Offer these."""
        self.tags = tuple(tags)
        self.show_found()

    def show_found(self) -> None:
        """Show what is found, with what is said of it now."""
        typed = self.box.text().strip()
        tags = [match.tag for match in found(self.tags, typed, limit=_MANY)] if typed else list(self.tags)
        self.list.show_rows([self._row(tag, place) for place, tag in enumerate(tags)])
        if typed and tags:
            self.list.setCurrentIndex(self.list.tags.index(0))

    def start_anew(self) -> None:
        """Another note: nothing typed, the first tag at hand."""
        self.box.clear()
        self.list.setCurrentIndex(self.list.tags.index(0))

    def _row(self, tag: CodebookTag, place: int) -> TagRow:
        keys = filter(None, (_DIGITS[place] if place < len(_DIGITS) else "", tag.shortcut.upper()))
        given, where = self._says(tag.id)
        return TagRow(tag.id, tag.path, tag.colour, " ".join(keys), given, where)

    def press(self, key: str) -> None:
        """A letter gives the tag that has it as its shortcut, a digit the one that stands beside it; / goes to the box."""
        rows = self.list.tags.rows
        lettered = next((tag.id for tag in self.tags if tag.shortcut and tag.shortcut.casefold() == key.casefold()), None)
        if lettered is not None:
            self.toggled.emit(lettered)
        elif key in _DIGITS and _DIGITS.index(key) < len(rows):
            self.toggled.emit(rows[_DIGITS.index(key)].id)
        elif key == "/":
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box: arrows move among what is found, Enter gives it; with nothing typed Enter goes on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # Esc goes back to the words, and from there out of the page
            return True
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.step(_STEPS[key])
        elif key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self.box.clear()
            self.left.emit()
        else:
            return super().eventFilter(watched, event)
        return True

    def _enter(self) -> None:
        row = self.list.at_hand
        if not self.box.text().strip():
            self.entered.emit()
        elif row is not None:
            self.box.clear()
            self.toggled.emit(row.id)
