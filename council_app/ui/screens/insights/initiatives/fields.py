"""The words of an initiative: what is typed is kept when its field is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.initiatives import InitiativeFacts
from council_app.i18n import Translator
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.theme import Theme

_WIDE = 560


class Fields(QWidget):
    """The form.

    Signals:
        saved: values to keep, for the initiative that showed when they were typed (its key, the values).
    """

    saved = Signal(str, object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._facts: InitiativeFacts | None = None
        self.title, self.owner, self.segments = line_edit(theme), line_edit(theme), line_edit(theme)
        self.customer_value, self.internal_impact, self.case = text_edit(theme, 2), text_edit(theme, 2), text_edit(theme, 3)
        labels: tuple[tuple[str, QLineEdit | QPlainTextEdit, str, str], ...] = (
            ("title", self.title, t("Title"), ""),
            ("owner", self.owner, t("Owner"), t("One person or role.")),
            ("customer_value", self.customer_value, t("For customers"), ""),
            ("internal_impact", self.internal_impact, t("Inside the company"), ""),
            ("case", self.case, t("Business case"), ""),
            ("segments", self.segments, t("Segments"), t("With commas; those of its insights are added.")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._fields = {name: Field(theme, label, widget, help_text, width=_WIDE) for name, widget, label, help_text in labels}
        self._widgets = {name: widget for name, widget, _, _ in labels}
        for name, field in self._fields.items():
            column.addWidget(field)
            self._widgets[name].installEventFilter(self)
        for edit in (self.title, self.owner, self.segments):
            edit.returnPressed.connect(self.flush)

    def show_facts(self, facts: InitiativeFacts) -> None:
        """Show an initiative; a field that is being typed in keeps what was typed."""
        another = self._facts is None or self._facts.key != facts.key
        before, self._facts = self._facts, facts
        for name, widget in self._widgets.items():
            typed = not another and before is not None and _text(widget) != _shown(before, name)
            if not typed and _text(widget) != _shown(facts, name):
                widget.setText(_shown(facts, name)) if isinstance(widget, QLineEdit) else widget.setPlainText(_shown(facts, name))
            if another:
                self._fields[name].wrong("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field was left."""
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        """Keep what differs from what is kept."""
        values = self.typed
        if values and self._facts is not None:
            self.saved.emit(self._facts.key, values)

    @property
    def typed(self) -> Mapping[str, object]:
        """What was typed and is not kept yet, by the name of its field."""
        facts = self._facts
        if facts is None:
            return {}
        changed = {name: _text(widget) for name, widget in self._widgets.items() if _text(widget).strip() != _shown(facts, name).strip()}
        found: dict[str, object] = dict(changed)
        if "segments" in changed:
            given = tuple(part for each in changed["segments"].split(",") if (part := each.strip()))
            found.pop("segments")
            if given != facts.segments:
                found["segments"] = given
        return found

    def refuse(self, names: Mapping[str, object], sentence: str) -> bool:
        """Say why it was not kept, at the field; False when none of them is here."""
        here = [self._fields[name] for name in names if name in self._fields]
        for field in here:
            field.wrong(sentence)
        return bool(here)

    def accept(self) -> None:
        """What was typed is kept."""
        for field in self._fields.values():
            field.wrong("")


def _text(widget: QLineEdit | QPlainTextEdit) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def _shown(facts: InitiativeFacts, name: str) -> str:
    words = {
        "title": facts.title,
        "owner": facts.owner,
        "customer_value": facts.customer_value,
        "internal_impact": facts.internal_impact,
        "case": facts.case,
        "segments": ", ".join(facts.segments),
    }
    return words[name]
