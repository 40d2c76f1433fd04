"""What only the host reads of a guest: there while the key is held, or until the next key."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from council_app.i18n import Translator
from council_app.services.door_list import HostNotes
from council_app.ui.core.text import Run, Surface, Text
from council_app.ui.core.theme import Theme


def note_lines(t: Translator, notes: HostNotes) -> tuple[tuple[str, str], ...]:
    """Label and words of everything there is."""
    all_of_it = (
        (t("Access"), notes.access_needs),
        (t("Diet"), notes.dietary),
        (t("Comes with"), t.n("{count} guest", "{count} guests", notes.guests) if notes.guests else ""),
        (t("Segments"), ", ".join(notes.segments)),
        (t("Invited by"), notes.invited_by),
        (t("Registered as"), notes.email),
    )
    return tuple((label, words) for label, words in all_of_it if words)


class NotesPanel(Surface):
    """The panel in place of the strip."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "b")
        self._t = t
        self._lead = Text(theme, "", "micro", "ink3")
        self._lines = [Text(theme, "", "guest-body", "ink", wrap=True) for _ in range(6)]
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addWidget(self._lead)
        for line in self._lines:
            self._column.addWidget(line)
        self.fold(narrow=False, margin=40)

    def fold(self, *, narrow: bool, margin: int) -> None:  # noqa: ARG002 - the same in both forms
        """The margins of the place."""
        self._column.setContentsMargins(margin, 14, margin, 14)

    def show_notes(self, name: str, notes: HostNotes) -> None:
        """Show them."""
        self._lead.say(self._t("For the host, until the next key: {name}", name=name))
        found = note_lines(self._t, notes) or ((self._t("Nothing noted"), ""),)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(found))
            if index < len(found):
                label, words = found[index]
                line.show_runs((Run(f"{label}  ", 600), Run(words)))
        self.setAccessibleName(". ".join(f"{label}: {words}" if words else label for label, words in found))
