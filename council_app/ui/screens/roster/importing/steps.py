"""Where in the wizard one is: four words, the one at hand standing out."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtWidgets import QHBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.text import Run, Text
from council_app.ui.core.theme import Theme


class Step(IntEnum):
    """The steps, in order."""

    FILE = 0
    COLUMNS = 1
    PREVIEW = 2
    RESULT = 3


class Steps(QWidget):
    """“1 File  2 Columns  3 Preview  4 Result”, or only the step at hand where there is no room."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._words = (t("File"), t("Columns"), t("Preview"), t("Result"))
        self._at = Step.FILE
        self._folded = False
        self._text = Text(theme, "", "body", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        self._show()

    def show_step(self, at: Step) -> None:
        """Stand at a step."""
        self._at = at
        self._show()

    def fold(self, *, folded: bool) -> None:
        """Name the step at hand alone, or all of them."""
        if folded is not self._folded:
            self._folded = folded
            self._show()

    def _show(self) -> None:
        at, count = self._at, len(self._words)
        runs: list[Run] = []
        for place, word in enumerate(self._words):
            here = place == at
            runs += [Run("    " if runs else ""), Run(f"{place + 1} {word}", 600 if here else None, "ink" if here else "ink3")]
        short = self._t("{number} of {count}", number=at + 1, count=count)
        self._text.show_runs((Run(short),) if self._folded else [run for run in runs if run.text])
        said = self._t("Step {number} of {count}: {name}", number=at + 1, count=count, name=self._words[at])
        self.setAccessibleName(said)
        self.setToolTip(said)
        self._text.setAccessibleName(said)
