"""The row above the list: the box to find somebody, chips for what they have in common, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.chips import Chip, ChoiceChip, Option
from council_app.ui.core.field import line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.models import COMING, STATUS_WORDS, VIEWS, Listed, consent_missing, fits


def segments_of(lines: Sequence[RosterLine]) -> tuple[str, ...]:
    """The segments in use, each spelled as it came first, in the order of their letters."""
    found: dict[str, str] = {}
    for line in lines:
        for segment in line.segments:
            found.setdefault(fold(segment), segment)
    return tuple(found[key] for key in sorted(found))


class Views(QWidget):
    """Which columns beside seat and name.

    Signals:
        chosen: another view.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        for view, words in VIEWS.items():
            segment = Segment(theme, t.say(words))
            segment.setChecked(view == COMING)
            segment.clicked.connect(lambda _=False, view=view: self.chosen.emit(view))
            self._group.addButton(segment)
            row.addWidget(segment)

    def show_view(self, view: str) -> None:
        """Press the button of a view."""
        self._group.buttons()[list(VIEWS).index(view)].setChecked(True)


class FilterBar(Surface):
    """What is looked for.

    Signals:
        changed: something else is looked for.
        view_chosen: other columns.
    """

    changed = Signal()
    view_chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "b")
        self._t = t
        self._lines: tuple[RosterLine, ...] = ()
        self._cohort: frozenset[str] | None = None
        self.box = line_edit(theme, placeholder=t("Name, seat, segment or status"))
        self.box.setAccessibleName(t("Find somebody"))
        self.box.setMinimumWidth(180)
        self.box.setMaximumWidth(theme.size("field"))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.status = ChoiceChip(theme, t, t("Status"), self._statuses)
        self.segment = ChoiceChip(theme, t, t("Segment"), self._segments)
        self.needs = Chip(theme, t("Has needs"))
        self.consent = Chip(theme, t("Consent missing"))
        self.both = Chip(theme, t("On both lists"))
        self.views = Views(theme, t)
        self.box.textChanged.connect(lambda _text: self.changed.emit())
        for chooser in (self.status, self.segment):
            chooser.changed.connect(self.changed)
        for chip in (self.needs, self.consent, self.both):
            chip.toggled.connect(lambda _on: self.changed.emit())
        self.views.chosen.connect(self.view_chosen)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(20, 8, 20, 9)
        for widget in (self.views, self.box, self.status, self.segment, self.needs, self.consent, self.both):
            self._flow.addWidget(widget)

    def add_chooser(self, widget: QWidget) -> None:
        """Room for another filter, such as a cohort's, after the chips."""
        self._flow.addWidget(widget)

    def show_lines(self, lines: Sequence[RosterLine]) -> None:
        """What there is to choose from."""
        self._lines = tuple(lines)
        self.segment.setVisible(bool(self.segments))
        self.both.setVisible(self.both.on or any(line.elsewhere for line in lines))

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments in use on this list."""
        return segments_of(self._lines)

    def show_cohort(self, attendances: frozenset[str] | None) -> None:
        """Show only these registrations; None is everybody."""
        self._cohort = attendances
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing."""
        self.box.clear()
        for chip in (self.status, self.segment, self.needs, self.consent, self.both):
            chip.clear()

    @property
    def active(self) -> bool:
        """Whether anything is looked for."""
        chips = (self.status, self.segment, self.needs, self.consent, self.both)
        return bool(self.box.text().strip()) or any(chip.on for chip in chips) or self._cohort is not None

    def predicate(self) -> Callable[[Listed], bool] | None:
        """What fits now; None when everything does."""
        if not self.active:
            return None
        tests: list[Callable[[RosterLine], bool]] = []
        if self.status.on:
            tests.append(lambda line: line.status.value in self.status.values)
        if self.segment.on:
            tests.append(lambda line: not self.segment.values.isdisjoint(map(fold, line.segments)))
        if self.needs.on:
            tests.append(lambda line: bool(line.access_needs or line.dietary))
        if self.consent.on:
            tests.append(consent_missing)
        if self.both.on:
            tests.append(lambda line: bool(line.elsewhere))
        cohort = self._cohort
        if cohort is not None:
            tests.append(lambda line: line.id in cohort)
        said = fits(self.box.text())
        return lambda row: all(test(row.line) for test in tests) and said(row)

    def _statuses(self) -> Sequence[Option]:
        return [Option(status.value, self._t.say(STATUS_WORDS[status])) for status in AttendanceStatus]

    def _segments(self) -> Sequence[Option]:
        return [Option(fold(segment), segment) for segment in self.segments]
