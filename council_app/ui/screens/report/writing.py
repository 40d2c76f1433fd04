"""The right side: the summary and comments, as somebody writes them in the report's language; what is computed stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.report import SUMMARY_PART, Section, part_of
from council_app.errors import CouncilError
from council_app.services.report.preview import FindingPart
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.screens.report.keeping import Slot, Writer
from council_app.ui.screens.report.parts import PartField
from council_app.ui.screens.report.wanted import SECTIONS, Wanted

_MOST = 40
_NO_COMMENT = (Section.SUMMARY, Section.CHANGES, Section.CLAIMS)
"""Sections without a comment: the summary is written as a whole, and the others are lists of what stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is in the report (`written`) and what was typed and never sent there (`typed`), by part."""

    written: dict[str, str]
    typed: dict[str, str]


class WritingPane(Surface):
    """A field for the summary, and for each section and finding one that opens.

    Signals:
        place_asked: the keyboard is in a field: what it is about is wanted in sight (its name in the document).
    """

    place_asked = Signal(str)

    def __init__(self, ctx: AppContext, writer: Writer) -> None:
        super().__init__(ctx.theme, "sheet", "l")
        self._ctx, self.t, self._writer = ctx, ctx.t, writer
        self._wanted: Wanted | None = None
        self._shape: tuple[object, ...] = ()
        self._writing = Writing({}, {})
        self._refusal = ""
        self._all = False
        self._on: tuple[Section, ...] = ()
        self._findings: tuple[FindingPart, ...] = ()
        self.fields: dict[str, PartField] = {}
        self._language = Text(ctx.theme, "", "small", "ink3")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(8)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scroll_of(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHeader(ctx.theme, ctx.t("Your words"), extra=(self._language,)))
        column.addWidget(self._scroll, 1)
        writer.refused.connect(self._refused)
        writer.written.connect(self._written)

    # -- what there is to write

    def show_parts(self, wanted: Wanted, on: Sequence[Section], findings: Sequence[FindingPart], language: str) -> None:
        """Fields for what the report has; what is typed into one that stays is left alone."""
        other = wanted != self._wanted
        self._wanted = wanted
        self._language.say(language)
        shape = (wanted.about, tuple(on), tuple(findings))
        if shape != self._shape:
            self._shape, self._on, self._findings = shape, tuple(on), tuple(findings)
            self._all = self._all and not other
            self._build(on, findings)
        self._fill(other=other)

    def _build(self, on: Sequence[Section], findings: Sequence[FindingPart]) -> None:
        kept = self.fields  # one that stays is not made anew: somebody may be typing in it
        here = next((part for part, field in kept.items() if field.typing), "")
        for field in kept.values():
            self._column.removeWidget(field)
        empty(self._column)
        self.fields = {}
        if Section.SUMMARY in on:
            self._add(SUMMARY_PART, self.t("Summary"), "summary", kept, lead=True)
        self._column.addSpacing(6)
        self._column.addWidget(Text(self._theme, self.t("Comments"), "body", weight=600))
        self._column.addWidget(
            Text(self._theme, self.t("Set apart from what was counted, and marked as yours."), "small", "ink3", wrap=True)
        )
        for section in on:
            if section not in _NO_COMMENT:
                self._column.addWidget(Hairline(self._theme))
                self._add(part_of(section), self.t.say(SECTIONS[section]), section.value, kept)
            if section is Section.FINDINGS:
                self._add_findings(findings, kept)
        for part, field in kept.items():
            if self.fields.get(part) is not field:
                field.hide()
                field.deleteLater()
        if here in self.fields:
            self.fields[here].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_findings(self, findings: Sequence[FindingPart], kept: dict[str, PartField]) -> None:
        """A field for each; of a market's hundreds the first ones, those with words in them, and the others when they are asked for."""
        words = self._writing.written
        shown = findings if self._all else [each for n, each in enumerate(findings) if n < _MOST or each.part in words]
        for finding in shown:
            self._add(finding.part, finding.title, finding.place, kept)
        more = len(findings) - len(shown)
        if more:
            button = Button(self._theme, self.t.n("Show {count} more finding", "Show {count} more findings", more), Role.LINK, height=32)
            button.clicked.connect(self._show_all)
            self._column.addWidget(button)

    def _show_all(self) -> None:
        self._all = True
        self._build(self._on, self._findings)
        self._fill()

    def _add(self, part: str, label: str, place: str, kept: dict[str, PartField], *, lead: bool = False) -> None:
        field = kept.get(part)
        if field is None or field.label != label:
            help_text = self.t("Stands in place of the sentences that the report makes itself; its figures stay.") if lead else ""
            field = PartField(self._theme, self.t, part, label, help_text, lead=lead)
            field.typed.connect(self._typed)
            field.left.connect(self._writer.finish)
            field.add.clicked.connect(partial(self._ask_place, field))
            field.refuse(self._refusal)
        field.place = place
        self.fields[part] = field
        self._column.addWidget(field)

    def _ask_place(self, field: PartField) -> None:
        self.place_asked.emit(field.place)

    # -- what is written

    def show_writing(self, writing: Writing) -> None:
        """What was read: what is in the report, and what a power cut left half-typed."""
        self._writing = writing
        if any(finding.part in writing.written and finding.part not in self.fields for finding in self._findings):
            self._build(self._on, self._findings)
        self._fill()

    def suggest(self, lead: str) -> None:
        """What the summary says where nothing is written."""
        if SUMMARY_PART in self.fields:
            self.fields[SUMMARY_PART].suggest(lead)

    def let_write(self, refusal: str) -> None:
        """Whether words can be kept; `refusal` says why not."""
        self._refusal = refusal
        for field in self.fields.values():
            field.refuse(refusal)

    def _fill(self, *, other: bool = False) -> None:
        """What somebody is typing stays, unless it is `other` words that are on show now."""
        wanted = self._wanted
        if wanted is None:
            return
        for part, field in self.fields.items():
            text = self._writer.typed((wanted, part))
            if text is None and (other or not field.typing):
                field.show_text(self._writing.written.get(part, ""))
            elif text is not None:
                field.show_text(text)

    def _typed(self, part: str, text: str) -> None:
        if self._wanted is not None:
            self.fields[part].wrong("")
            self._writer.take((self._wanted, part), text)

    def _written(self, slot: Slot, text: str) -> None:
        """It is in the report now, before that is read again."""
        wanted, part = slot
        if wanted == self._wanted:
            self._writing.written[part] = text.strip()

    # -- what must not go out

    def show_wrong(self, sentences: dict[str, str]) -> None:
        """By part, what is wrong with it."""
        for part, field in self.fields.items():
            field.wrong(sentences.get(part, ""))

    def _refused(self, slot: Slot, error: CouncilError) -> None:
        _, part = slot
        if part in self.fields:
            self.fields[part].wrong(f"{self.t.say(error.why)}. {self.t.say(error.todo)}")

    def go_to(self, part: str) -> bool:
        """Stand in a field; False where there is none for the part."""
        field = self.fields.get(part)
        if field is None:
            return False
        field.open_field()
        self._scroll.ensureWidgetVisible(field)
        return True
