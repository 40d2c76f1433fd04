"""What an erasure did, and what lies outside the workspace and is somebody's to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.people.parts import column_of

_MEASURE = 560


class Outcome(Surface):
    """A sentence, and a line for each thing that is left to do."""

    def __init__(self, theme: Theme, sentence: str, lines: Sequence[str]) -> None:
        super().__init__(theme, "sheet")
        self.sentence, self.lines = sentence, tuple(lines)
        page = QWidget()
        said, column = column_of((0, 0, 0, 0), 10)
        said.setMaximumWidth(_MEASURE)
        column.addWidget(Text(theme, sentence, "place", wrap=True))
        for line in lines:
            column.addWidget(Text(theme, line, "body", "ink2", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(28, 28, 20, 20)
        row.addWidget(said, 1)
        row.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(page))
        self.setAccessibleName(sentence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Escape leads back


def left_outside(t: Translator, documents: Sequence[tuple[str, str]], copies: Sequence[str]) -> tuple[str, ...]:
    """Documents that were written from this file and copies beside it: Council cannot reach them."""
    lines = []
    if documents:
        said = [
            t("report on {about}", about=about) if kind == "report" else t("post about {about}", about=about) for kind, about in documents
        ]
        lines.append(t("Written already, outside this file, with these words in it: {documents}.", documents=t.items(said)))
    if copies:
        lines.append(t("Older copies beside the file still hold everything; delete them: {files}.", files=t.items(copies)))
    return tuple(lines)


def document_name(t: Translator, kind: str, about: str) -> str:
    """“report on stockholm-2026”, within a sentence."""
    return t("report on {about}", about=about) if kind == "report" else t("post about {about}", about=about)
