"""One council's people: until when they are kept, and what happens when that day is over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from council_app.errors import CouncilError, Message, m_
from council_app.i18n import Translator
from council_app.services.retention import Kept
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.people.parts import column_of, heading


def state(kept: Kept) -> Message:
    """Whether anything is to be done, in words."""
    if kept.due:
        return m_("due: erase them")
    if kept.people and kept.elsewhere == kept.people:
        return m_("over, all are kept for another council")
    if not kept.people:
        return m_("nobody is kept")
    return m_("kept, as agreed") if kept.agreed else m_("kept for the usual time")


def what_would_happen(t: Translator, kept: Kept) -> str:
    """Who would go and who would stay."""
    if not kept.due:
        return t("There is nobody whose time is over.")
    going = kept.people - kept.elsewhere
    said = t.n("{count} person is erased with all they said.", "{count} people are erased with all they said.", going)
    if not kept.elsewhere:
        return said
    stays = t.n(
        "{count} person is on the list of a council whose time is not over, and stays.",
        "{count} people are on the list of a council whose time is not over, and stay.",
        kept.elsewhere,
    )
    return f"{said} {stays}"


class KeptPane(Surface):
    """The council at hand.

    Signals:
        agreed: its people are kept until this day.
        erase_asked, compact_asked: the two buttons.
    """

    agreed = Signal(object)
    erase_asked = Signal()
    compact_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "l")
        self._theme, self._t = theme, t
        inside, self._column = column_of((16, 16, 12, 20))
        self._add_date()
        self._add_end()
        self._add_file()
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.addWidget(scroll_of(inside))

    def _text(self, said: str, style: str, ink: str, space: int) -> Text:
        text = Text(self._theme, said, style, ink, wrap=True)
        self._column.addWidget(text)
        self._column.addSpacing(space)
        return text

    def _button(self, label: str, role: Role = Role.PLAIN) -> Button:
        button = Button(self._theme, label, role, height=32)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _head(self, said: str) -> None:
        self._column.addSpacing(24)
        self._column.addWidget(heading(self._theme, said))
        self._column.addSpacing(8)

    def _add_date(self) -> None:
        t = self._t
        self._name = self._text("", "place", "ink", 4)
        self._state = self._text("", "body", "ink2", 20)
        self.until = line_edit(self._theme)
        self.until.returnPressed.connect(self.agree)
        self._field = Field(self._theme, t("Kept until"), self.until, t("Year, month and day, such as 2028-03-10."), width=180)
        self._column.addWidget(self._field)
        self._column.addSpacing(8)
        self.save = self._button(t("Keep until this day"))
        self.save.clicked.connect(self.agree)

    def _add_end(self) -> None:
        self._head(self._t("When their time is over"))
        self._going = self._text("", "small", "ink3", 8)
        self.erase = self._button(self._t("Erase them"), Role.PRIMARY)
        self.erase.clicked.connect(self.erase_asked)

    def _add_file(self) -> None:
        self._head(self._t("What is left in the file"))
        self._text(self._t("Only needed after an erasure that found no room on the disk."), "small", "ink3", 8)
        self.compact = self._button(self._t("Write the file anew"))
        self.compact.clicked.connect(self.compact_asked)

    def show_council(self, kept: Kept) -> None:
        """Show one council."""
        t = self._t
        self._name.say(t("{city}, {day}", city=kept.city, day=t.date(kept.held, style="medium")))
        people = t.n("{count} person", "{count} people", kept.people)
        self._state.say(t("{people}, {state}", people=people, state=state(kept)))
        self.until.setText(kept.until.isoformat())
        self._field.wrong("")
        going = kept.people - kept.elsewhere
        self.erase.rename(t.n("Erase {count} person", "Erase {count} people", going) if kept.due else t("Erase them"))
        self.erase.refuse("" if kept.due else t("There is nobody whose time is over."))
        self._going.say(what_would_happen(t, kept))

    def agree(self) -> None:
        """Keep them until the day typed."""
        try:
            self.agreed.emit(date.fromisoformat(self.until.text().strip()))
        except ValueError:
            self._field.wrong(self._t("This is no day. Write it as {example}.", example="2028-03-10"))

    def refuse(self, error: CouncilError) -> None:
        """Say beside the field why the day cannot be."""
        why = self._t.say(error.why)
        self._field.wrong(f"{why[:1].upper()}{why[1:]}. {self._t.say(error.todo)}")
