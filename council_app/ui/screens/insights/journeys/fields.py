"""The words of a journey: what is typed is kept when its field is left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.journeys import JourneyMap
from council_app.i18n import Translator
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.theme import Theme

Words = Mapping[str, str]


class Fields(QWidget):
    """Name, owner and promise.

    Signals:
        saved: words to keep, for the journey that showed when they were typed (its key, the words by field).
    """

    saved = Signal(str, object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._journey: JourneyMap | None = None
        self.name, self.owner, self.promise = line_edit(theme), line_edit(theme), text_edit(theme, 3)
        labels: tuple[tuple[str, QLineEdit | QPlainTextEdit, str], ...] = (
            ("name", self.name, t("Name")),
            ("owner", self.owner, t("Owner")),
            ("promise", self.promise, t("Promise")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self._fields = {name: Field(theme, label, widget) for name, widget, label in labels}
        self._widgets = {name: widget for name, widget, _ in labels}
        for name, field in self._fields.items():
            column.addWidget(field)
            self._widgets[name].installEventFilter(self)
        column.addStretch(1)
        for edit in (self.name, self.owner):
            edit.returnPressed.connect(self.flush)

    def show_journey(self, journey: JourneyMap) -> None:
        """Show a journey; a field that is being typed in keeps what was typed."""
        another = self._journey is None or self._journey.key != journey.key
        before, self._journey = self._journey, journey
        for name, widget in self._widgets.items():
            typed = not another and before is not None and _text(widget) != _shown(before, name)
            if not typed and _text(widget) != _shown(journey, name):
                widget.setText(_shown(journey, name)) if isinstance(widget, QLineEdit) else widget.setPlainText(_shown(journey, name))
            if another or not typed:
                self._fields[name].wrong("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field was left."""
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        """Keep what differs from what is kept."""
        journey = self._journey
        if journey is None:
            return
        typed = {name: _text(widget) for name, widget in self._widgets.items()}
        changed = {name: text for name, text in typed.items() if text.strip() != _shown(journey, name).strip()}
        if changed:
            self.saved.emit(journey.key, changed)

    def refuse(self, names: Words, sentence: str) -> None:
        """Say at the fields why they were not kept."""
        for name in names:
            self._fields[name].wrong(sentence)


def _text(widget: QLineEdit | QPlainTextEdit) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def _shown(journey: JourneyMap, name: str) -> str:
    return {"name": journey.name, "owner": journey.owner, "promise": journey.promise}[name]
