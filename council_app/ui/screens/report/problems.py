"""What keeps a report from being made: each place that names somebody or repeats words without consent, with the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.errors import CouncilError, Problem, Refused
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Run, Surface, Text
from council_app.ui.core.theme import Theme

_MOST, _HIGHEST = 30, 240


def problems_of(error: CouncilError) -> tuple[Problem, ...]:
    """Everything that a refusal names."""
    return tuple(error.problems) if isinstance(error, Refused) else (Problem(error.what, error.why, error.todo),)


class ProblemsPanel(Surface):
    """A band over the pages; hidden while nothing is refused.

    Signals:
        asked: the way to a problem was asked for (carries the `Problem`).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "state.bad.fill", "b", "line2")
        self._t = t
        self.rows: list[QWidget] = []
        self.ways: list[Button] = []
        self._title = Text(theme, "", "body", weight=600, wrap=True)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(4)
        self._area = scroll_of(inside)
        self._inside = inside
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Icon(theme, "octagon-x", "state.bad.text"))
        top.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 11)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._area)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these, or nothing."""
        empty(self._rows)
        self.rows, self.ways = [], []
        count = len(problems)
        self._title.say(
            self._t.n("Not made: {count} place must not go out as it is.", "Not made: {count} places must not go out as they are.", count)
        )
        for problem in problems[:_MOST]:
            self._rows.addWidget(self._row(problem))
        if count > _MOST:
            more = self._t.n("And {count} more problem.", "And {count} more problems.", count - _MOST)
            self._rows.addWidget(Text(self._theme, more, "small", "ink2"))
        self.setVisible(bool(problems))
        self._fit()

    def _row(self, problem: Problem) -> QWidget:
        why, row = self._t.say(problem.why), QWidget()
        words = Text(self._theme, "", "small", "ink", wrap=True)
        words.show_runs((Run(f"{why[:1].upper()}{why[1:]}. "), Run(self._t.say(problem.todo), None, "ink2")))
        way = Button(self._theme, self._t("Go there"), Role.LINK, height=28)
        way.setAccessibleDescription(why)
        way.clicked.connect(lambda: self.asked.emit(problem))
        line = QHBoxLayout(row)
        line.setContentsMargins(26, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(words, 1)
        line.addWidget(way)
        self.rows.append(row)
        self.ways.append(way)
        return row

    def _fit(self) -> None:
        """As high as its rows, but never so high that no page is left to see."""
        width = max(200, self.width() - 60)
        height = sum(max(28, row.heightForWidth(width) if row.hasHeightForWidth() else row.sizeHint().height()) + 4 for row in self.rows)
        self._area.setFixedHeight(min(_HIGHEST, max(28, height)))
