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
    """“1 File  2 Columns  3 Preview  4 Result”."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self._words = (t("File"), t("Columns"), t("Preview"), t("Result"))
        self._text = Text(theme, "", "body", "ink3", elide=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        self.show_step(Step.FILE)

    def show_step(self, at: Step) -> None:
        """Stand at a step."""
        runs: list[Run] = []
        for place, word in enumerate(self._words):
            here = place == at
            runs += [Run("    " if runs else ""), Run(f"{place + 1} {word}", 600 if here else None, "ink" if here else "ink3")]
        self._text.show_runs([run for run in runs if run.text])
        said = self._t("Step {number} of {count}: {name}", number=at + 1, count=len(self._words), name=self._words[at])
        self.setAccessibleName(said)
        self._text.setAccessibleName(said)
