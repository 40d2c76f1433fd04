"""The foot of a note: tags that notes like it carry, one key away; learned on this laptop, never put on by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.suggesting import Suggestion
from council_app.i18n import Translator
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.detail.rows import SuggestionRow


class Suggested(QWidget):
    """The rows, or why there are none.

    Signals:
        accepted: a tag is wanted (its id).
    """

    accepted = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.rows: tuple[SuggestionRow, ...] = ()
        self._title = Text(theme, t("Suggested, learned on this laptop"), "micro", "ink2", elide=True)
        self._aside = Text(theme, t("accept with one key"), "micro", "ink2")
        self.sentence = Text(theme, "", "small", "ink3", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._aside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(6)
        self._column.addWidget(self.sentence)

    def show_suggestions(self, suggestions: Sequence[Suggestion], sentence: str) -> None:
        """Show these; or say why there are none."""
        if [row.suggestion for row in self.rows] != list(suggestions):
            for row in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = tuple(SuggestionRow(self._theme, self._t, each, number) for number, each in enumerate(suggestions, start=1))
            for row in self.rows:
                row.clicked.connect(lambda _=False, tag=row.suggestion.tag_id: self.accepted.emit(tag))
                self._column.addWidget(row)
        self._aside.setVisible(bool(self.rows))
        self.sentence.say(sentence)
        self.sentence.setVisible(bool(sentence) and not self.rows)

    def accept(self, number: int) -> None:
        """Take the suggestion of this number, from 1."""
        if 1 <= number <= len(self.rows):
            self.rows[number - 1].click()
