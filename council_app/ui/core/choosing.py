"""A list to choose one thing from by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal

from council_app.domain.text import fold
from council_app.ui.core.picking import BesideRole, ColourRole, Look, NewRole, Picker, ValueRole, row_of
from council_app.ui.core.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what it stands for, its words, a second text at the right, its colour (`#rrggbb`, "" for none)."""

    value: str
    words: str
    aside: str = ""
    colour: str = ""


class ChoicePicker(Picker):
    """Typing narrows, arrows move, Enter chooses, Esc leaves.

    Signals:
        chosen: the value of a choice.
        made: a new thing was asked for, by the name that was typed.
    """

    chosen = Signal(str)
    made = Signal(str)

    def __init__(self, theme: Theme, look: Look, choices: Sequence[Choice], making: Callable[[str], str] | None = None) -> None:
        """`making` says how a row for what was typed is called, given that; None where nothing can be made."""
        super().__init__(theme, look)
        self._choices, self._making = tuple(choices), making
        self.typed.connect(self._list)
        self.picked.connect(self._take)
        self._list()

    def _list(self) -> None:
        words = fold(self.words).split()
        found = [choice for choice in self._choices if all(word in fold(choice.words) for word in words)]
        # What begins with what was typed comes first.
        found.sort(key=lambda choice: bool(words) and not fold(choice.words).startswith(words[0]))
        rows = []
        for choice in found:
            row = row_of(choice.words, choice.value)
            row.setData(choice.aside, BesideRole)
            row.setData(choice.colour, ColourRole)
            rows.append(row)
        if self._making is not None and words and all(fold(choice.words) != fold(self.words) for choice in found):
            rows.append(row_of(self._making(self.words), self.words, made=True))
        self.show_rows(rows)

    def _take(self, index: QModelIndex, _shift: bool) -> None:
        made, value = index.data(NewRole), index.data(ValueRole)
        self.close()
        if made:
            self.made.emit(str(made))
        else:
            self.chosen.emit(str(value))
