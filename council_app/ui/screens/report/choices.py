"""The left side: what the report is about, for whom, in which language, on what paper, and which sections it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from council_app.domain.enums import Audience
from council_app.domain.papers import Sheet
from council_app.i18n import LANGUAGES
from council_app.services.report.choosing import ReportChoice
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.report.picker import AboutButton, AboutPicker
from council_app.ui.screens.report.sections import SectionsList
from council_app.ui.screens.report.wanted import AUDIENCES, SHEETS, Wanted, choice_stands, choice_title

_GAP = 16


class ChoicesPane(Surface):
    """Shows what is chosen and says what somebody chooses; it keeps nothing itself.

    Signals:
        about_chosen, audience_chosen, language_chosen, sheet_chosen: another one is wanted.
    """

    about_chosen = Signal(object)
    audience_chosen = Signal(object)
    language_chosen = Signal(str)
    sheet_chosen = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "r")
        self._ctx, self.t, self._theme = ctx, ctx.t, ctx.theme
        self._choices: tuple[ReportChoice, ...] = ()
        self._wanted: Wanted | None = None
        self.about = AboutButton(ctx.theme, ctx.t)
        self.about.clicked.connect(self.open_picker)
        self.sections = SectionsList(ctx.theme, ctx.t)
        self.audiences = {one: Segment(ctx.theme, ctx.t.say(word)) for one, word, _ in AUDIENCES}
        names = {value: ctx.t.say(word) for value, word in LANGUAGE.values}
        self.languages = {tag: Segment(ctx.theme, names[tag]) for tag in LANGUAGES}
        self.sheets = {sheet: Segment(ctx.theme, ctx.t.say(word)) for sheet, word in SHEETS.items()}
        self._help = Text(ctx.theme, "", "small", "ink3", wrap=True)
        self.note = Text(ctx.theme, "", "small", "ink3", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        t, page = self.t, QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(Text(self._theme, t("What it is about"), "body", weight=600))
        column.addWidget(self.about)
        self._add(t("For whom"), list(self.audiences.values()), [_telling(self.audience_chosen.emit, one) for one in self.audiences])
        column.addWidget(self._help)
        self._add(
            t("Language of the report"), list(self.languages.values()), [_saying(self.language_chosen.emit, one) for one in LANGUAGES]
        )
        self._add(t("Paper"), list(self.sheets.values()), [_telling(self.sheet_chosen.emit, one) for one in self.sheets])
        column.addSpacing(10)
        column.addWidget(Text(self._theme, t("Sections"), "body", weight=600))
        column.addWidget(self.sections)
        column.addSpacing(6)
        column.addWidget(self.note)
        column.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 1, 0)
        self._scroll = scroll_of(page)
        inside.addWidget(self._scroll)

    def _add(self, title: str, segments: Sequence[Segment], acts: Sequence[Callable[[], None]]) -> None:
        """A heading and a few that exclude each other."""
        group, row = QButtonGroup(self), QWidget()
        flow = FlowLayout(row, gap=4, line_gap=4)
        row.setAccessibleName(title)
        for segment, act in zip(segments, acts, strict=True):
            segment.clicked.connect(act)
            group.addButton(segment)
            flow.addWidget(segment)
        self._column.addSpacing(10)
        self._column.addWidget(Text(self._theme, title, "body", weight=600))
        self._column.addWidget(row)

    # -- showing

    def show_choices(self, choices: Sequence[ReportChoice]) -> None:
        """What a report can be about, and where each stands now."""
        self._choices = tuple(choices)
        self._name_about()

    def show_wanted(self, wanted: Wanted, sheet: Sheet, *, refusal: str) -> None:
        """What is chosen; `refusal` says why the report's set-up cannot be changed, "" when it can."""
        self._wanted = wanted
        self.audiences[wanted.audience].setChecked(True)
        self.languages[wanted.language].setChecked(True)
        self.sheets[sheet].setChecked(True)
        for segment in self.sheets.values():
            segment.refuse(refusal)
        self.sections.writes = not refusal
        self.sections.setToolTip(refusal)
        help_text = next(text for audience, _, text in AUDIENCES if audience is wanted.audience)
        self._help.say(self.t.say(help_text))
        self._name_about()

    def _name_about(self) -> None:
        choice = self.choice
        if choice is not None:
            self.about.say(choice_title(self.t, choice), choice_stands(self.t, choice))

    @property
    def choice(self) -> ReportChoice | None:
        """What the report is about, with its dates; None while that is not read."""
        about = self._wanted.about if self._wanted is not None else None
        return next((each for each in self._choices if each.about == about), None)

    def show_list(self) -> None:
        """Stand in the list of sections, with its head in sight."""
        self._scroll.verticalScrollBar().setValue(self.sections.y() - 2 * _GAP)
        self.sections.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_picker(self) -> AboutPicker:
        """Choose something else."""
        picker = AboutPicker(self._theme, self.t, self._choices)
        picker.chosen.connect(self.about_chosen)
        picker.open_under(self.about, self._wanted.about if self._wanted is not None else None)
        return picker


def _telling(tell: Callable[[object], None], value: Audience | Sheet) -> Callable[[], None]:
    return lambda: tell(value)


def _saying(say: Callable[[str], None], value: str) -> Callable[[], None]:
    return lambda: say(value)
