"""The second step: what each column holds, guessed or remembered, to be changed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from council_app.services.roster_import import MANY, Draft, Field, with_columns
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.feedback import Icon
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.importing.chooser import Chooser
from council_app.ui.screens.roster.importing.words import FIELDS

_MOST, _FOLD_BELOW = 100, 560


class ColumnRow(QWidget):
    """One column of the file: its header, what stands in it, and what it is taken for.

    Signals:
        chosen: it is taken for something else (header, field).
    """

    chosen = Signal(str, object)

    def __init__(self, ctx: AppContext, draft: Draft, header: str) -> None:
        super().__init__()
        t, theme = ctx.t, ctx.theme
        samples = ", ".join(" ".join(sample.split())[:60] for sample in draft.samples(header))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(theme, header, "body", weight=600, elide=True))
        words.addWidget(Text(theme, samples or t("Nothing stands in it."), "small", "ink3", elide=True))
        options = [(field.value, t.say(name)) for field, name in FIELDS.items()]
        self.chooser = Chooser(theme, header, options, draft.mapping[header].value)
        self.chooser.setFixedWidth(260)
        self.chooser.chosen.connect(lambda value: self.chosen.emit(header, Field(value)))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 8, 0, 8)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.chooser)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chooser goes below where there is no room beside."""
        narrow = self.width() < _FOLD_BELOW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)


class Band(Surface):
    """A sentence on the ground of its state, with the icon that says the same."""

    def __init__(self, theme: Theme, state: str, icon: str) -> None:
        super().__init__(theme, f"state.{state}.fill")
        self.text = Text(theme, "", "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(Icon(theme, icon, f"state.{state}.text"))
        row.addWidget(self.text, 1)


class ColumnsStep(QWidget):
    """All columns.

    Signals:
        changed: a column was taken for something else (carries the `Draft`).
    """

    changed = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx, self._t, self._theme = ctx, ctx.t, ctx.theme
        self._draft: Draft | None = None
        self.rows: dict[str, ColumnRow] = {}
        self._note = Band(ctx.theme, "ok", "check")
        self._consent = Band(ctx.theme, "warn", "triangle-alert")
        self.left_out = Band(ctx.theme, "warn", "triangle-alert")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._note)
        column.addWidget(self._consent)
        column.addWidget(self.left_out)
        column.addLayout(self._list)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(inside))

    def first_focus(self) -> QWidget | None:
        """The first column's chooser."""
        return next((row.chooser for row in self.rows.values()), None)

    def show_draft(self, draft: Draft) -> None:
        """Another file, or the same read otherwise."""
        self._draft = draft
        empty(self._list)
        self.rows = {}
        for header in draft.table.headers[:_MOST]:
            row = ColumnRow(self._ctx, draft, header)
            row.chosen.connect(self._choose)
            self.rows[header] = row
            self._list.addWidget(row)
            self._list.addWidget(Hairline(self._theme))
        more = len(draft.table.headers) - _MOST
        if more > 0:
            words = self._t.n("{count} more column is read as guessed.", "{count} more columns are read as guessed.", more)
            self._list.addWidget(Text(self._theme, words, "small", "ink3"))
        self._note.setVisible(draft.remembered)
        self._note.text.say(self._t("A list like this was imported before. Its columns are read as they were then."))
        self._tell_consent()
        self._tell_left_out()

    def _choose(self, header: str, field: Field) -> None:
        draft = self._draft
        if draft is None:
            return
        changed = {header: field}
        if field not in MANY:
            # Only one column can be this; the one that was is left out.
            changed |= {other: Field.IGNORE for other, taken in draft.mapping.items() if taken is field and other != header}
        self._draft = with_columns(draft, changed)
        for other, row in self.rows.items():
            row.chooser.show_value(self._draft.mapping[other].value)
        self._tell_consent()
        self._tell_left_out()
        self.changed.emit(self._draft)

    def _tell_consent(self) -> None:
        consents = self._draft.consents if self._draft is not None else ()
        self._consent.setVisible(bool(consents))
        self._consent.text.say(
            self._t.n(
                "One column asks for consent: {columns}. Its answers are not taken over, because they were given to other words "
                "than ours; everybody is asked at the door.",
                "{count} columns ask for consent: {columns}. Their answers are not taken over, because they were given to other words "
                "than ours; everybody is asked at the door.",
                len(consents),
                columns=self._named(consents),
            )
        )

    def _tell_left_out(self) -> None:
        columns = self._draft.left_out if self._draft is not None else ()
        self.left_out.setVisible(bool(columns))
        self.left_out.text.say(
            self._t.n(
                "One column is left out, because another of the same header is read: {columns}.",
                "{count} columns are left out, because others of the same headers are read: {columns}.",
                len(columns),
                columns=self._named(columns),
            )
        )

    def _named(self, headers: Sequence[str]) -> str:
        return self._t.items([self._t.quote(" ".join(header.split())[:60]) for header in headers]) if headers else ""
