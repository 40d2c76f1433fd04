"""The insight picker: type a few letters of a title, Enter chooses it; a title nobody has yet becomes an insight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.services.insights import InsightTitle
from council_app.ui.core.keys import key_text
from council_app.ui.core.picking import Look, NewRole, Picker, ValueRole, row_of
from council_app.ui.core.theme import Theme

_WIDTH, _MOST_ROWS, _MOST_FOUND = 440, 8, 100


class InsightPicker(Picker):
    """A box and the insights that its words can mean.

    Signals:
        chosen: an insight is wanted (its key), and whether the notes speak against it.
        made: an insight that is not there yet is wanted (its title).
    """

    chosen = Signal(str, bool)
    made = Signal(str)

    def __init__(self, theme: Theme, t: Translator, title: str, insights: Sequence[InsightTitle] | None, typed: str = "") -> None:
        """`insights` None asks for the title of a new one only."""
        if insights is None:
            asks, hint = t("What people said, in one sentence"), t("{key} makes it; the notes are its evidence", key=key_text("Return"))
        else:
            asks, hint = t("Find or make an insight"), t("{key} where the notes speak against it", key=key_text("Shift+Return"))
        super().__init__(theme, Look(title, asks, title, hint, t("Insights"), width=_WIDTH, most=_MOST_ROWS))
        self._t = t
        self._insights = None if insights is None else tuple((fold(each.title), each) for each in insights)
        self.view.setVisible(insights is not None)
        self.typed.connect(self._list)
        self.picked.connect(self._choose)
        self.box.setText(typed)
        self.box.selectAll()

    def _list(self) -> None:
        words = fold(self.words).split()
        found = [each for title, each in self._insights or () if all(word in title for word in words)]
        rows = [row_of(each.title, each.key) for each in found[:_MOST_FOUND]]
        if words and all(fold(each.title) != fold(self.words) for each in found):
            rows.append(row_of(self._t("New insight: {title}", title=self.words), self.words, made=True))
        self.show_rows(rows)

    def _choose(self, index: QModelIndex, against: bool) -> None:
        new, key = index.data(NewRole), index.data(ValueRole)
        self.close()
        if new:
            self.made.emit(str(new))
        elif key:
            self.chosen.emit(str(key), against)
