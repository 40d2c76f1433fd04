"""The tag picker: type a few letters of a name or synonym, Enter puts the tag on; a name nobody has yet becomes a tag."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem
from PySide6.QtWidgets import QWidget

from council_app.domain.codebook import CodebookTag, Match, found
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.picking import FREE, Line, Look, NewRole, Picker, PickRows, ValueRole, row_of
from council_app.ui.core.rows import Index
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

_MOST_FOUND, _SIGN, _LEAST = 50, 24, 40
_ByRole, _DigitRole, _TickRole = (FREE + number for number in range(3))


class _TagRows(PickRows):
    """A tick, the tag's colour and path, the synonym it was found by, and the digit that gives it."""

    def draw(self, painter: QPainter, line: Line, index: Index) -> None:
        theme, right = self._theme, line.right
        tag, digit, x = index.data(ValueRole), str(index.data(_DigitRole) or ""), line.x
        if index.data(_TickRole):
            self.draw_sign(painter, line, "check", x, "mark-ink")
        elif not isinstance(tag, CodebookTag):
            self.draw_sign(painter, line, "plus", x)
        x += _SIGN
        if digit:
            right -= key_width(theme, digit)
            draw_key(painter, theme, digit, right, line.middle(KEY_HEIGHT))
            right -= 8
        if isinstance(tag, CodebookTag):
            x = self.draw_colour(painter, line, tag.colour, x)
        by = str(index.data(_ByRole) or "")
        words = elided(theme, str(index.data(Qt.ItemDataRole.DisplayRole)), "body", right - x)
        x += draw_line(painter, theme, words, "body", x, line.middle(theme.line("body"))) + 8
        if by and right - x > _LEAST:
            draw_line(painter, theme, elided(theme, by, "small", right - x), "small", x, line.middle(theme.line("small")), "ink2")


class TagPicker(Picker):
    """A box and the tags that its words can mean, over the list or the note.

    Attributes:
        carried: ids of the tags on show with a tick.

    Signals:
        put: a tag is wanted (its id).
        taken: a tag that is carried is not wanted any more (its id).
        made: a tag that is not there yet is wanted (as typed).
    """

    put = Signal(str)
    taken = Signal(str)
    made = Signal(str)
    painted_by = _TagRows

    def __init__(
        self, theme: Theme, t: Translator, tags: Sequence[CodebookTag], *, recent: Sequence[str] = (), makes: bool = True, title: str = ""
    ) -> None:
        named = title or t("Find or make a tag")
        hint = t("{key} stays open for the next one", key=key_text("Shift+Return")) if makes else t("{key} chooses", key=key_text("Return"))
        super().__init__(theme, Look(named, named, hint=hint, rows=t("Tags")))
        self._t, self._tags, self._recent, self._makes = t, tuple(tags), tuple(recent), makes
        self.carried: frozenset[str] = frozenset()
        self.typed.connect(self._list)
        self.picked.connect(lambda index, shift: self._choose(index, shift=shift))

    def offer_over(self, widget: QWidget, carried: Collection[str], at: QPoint | None = None) -> None:
        """Open it with a tick at the tags (ids) that are carried already."""
        self.carried = frozenset(carried)
        self.open_over(widget, at)

    # -- what is found

    def _list(self) -> None:
        rows = [self._row(match) for match in found(self._tags, self.words, self._recent, _MOST_FOUND)]
        if self._makes and self.words.strip("/ ") and not self._is_there(self.words):
            rows.append(row_of(self._t("New tag: {name}", name=self.words), self.words, made=True))
        self.show_rows(rows)

    def _row(self, match: Match) -> QStandardItem:
        tag, t = match.tag, self._t
        row = row_of(tag.path, tag)
        row.setData(match.by, _ByRole)
        digit = self._recent.index(tag.id) + 1 if tag.id in self._recent else 0
        row.setData(str(digit) if 0 < digit < 10 else "", _DigitRole)
        carries = tag.id in self.carried
        row.setData(carries, _TickRole)
        said = [tag.path, match.by, t("carried") if carries else ""]
        row.setData(", ".join(filter(None, said)), Qt.ItemDataRole.AccessibleTextRole)
        return row

    def _is_there(self, typed: str) -> bool:
        wanted = [fold(part).strip() for part in typed.split("/")]
        for tag in self._tags:
            if fold(tag.name) == wanted[-1] and (len(wanted) == 1 or tag.path == "/".join(wanted)):
                return True
            if tag.path == "/".join(part.replace(" ", "-") for part in wanted):
                return True
        return False

    # -- choosing

    def _choose(self, index: Index, *, shift: bool) -> None:
        typed, tag, stays = index.data(NewRole), index.data(ValueRole), shift and self._makes
        if not stays:
            self.close()
        if typed:
            self.made.emit(typed)
        elif isinstance(tag, CodebookTag):
            carries = tag.id in self.carried
            self.carried ^= {tag.id}
            (self.taken if carries else self.put).emit(tag.id)
        if stays:
            self.box.clear()
            self._list()

    def takes_key(self, event: QKeyEvent) -> bool:
        """While nothing is typed, a digit is the recent tag that stands beside it."""
        digit = event.text()
        if not self.box.text() and digit.isdigit() and 1 <= int(digit) <= min(9, len(self._recent)):
            return self._choose_recent(self._recent[int(digit) - 1])
        return False

    def _choose_recent(self, tag: str) -> bool:
        for row in range(self.model.rowCount()):
            each = self.model.index(row, 0).data(ValueRole)
            if isinstance(each, CodebookTag) and each.id == tag:
                self._choose(self.model.index(row, 0), shift=False)
                return True
        return False
