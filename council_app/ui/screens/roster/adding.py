"""Putting somebody on the list by hand: four fields, the name is enough."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from council_app.domain.attending import Cell
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine
from council_app.errors import CouncilError
from council_app.services import attending, roster
from council_app.services.attending import CellRefused, Registered
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text
from council_app.ui.screens.roster.filters import segments_of


class AddPage(Page):
    """The form; Enter adds, and the page closes when they are on the list."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.edits: dict[Cell, QLineEdit] = {cell: line_edit(theme) for cell in (Cell.NAME, Cell.EMAIL, Cell.PHONE, Cell.SEGMENTS)}
        self.fields = {
            Cell.NAME: Field(theme, t("Name"), self.edits[Cell.NAME], t("As they want to be greeted.")),
            Cell.EMAIL: Field(theme, t("E-mail"), self.edits[Cell.EMAIL], t("An address that is known here makes them that person.")),
            Cell.PHONE: Field(theme, t("Phone"), self.edits[Cell.PHONE]),
            Cell.SEGMENTS: Field(theme, t("Segments"), self.edits[Cell.SEGMENTS], t("With commas between, such as: new, heavy user")),
        }
        self.trouble = Text(theme, "", "body", "state.bad.text", wrap=True)
        self.trouble.hide()
        self.add = Button(theme, t("Add to the list"), Role.PRIMARY, key="Return")
        self.add.clicked.connect(self.submit)
        self._asked = self._busy = False
        self._lay_out()
        if ctx.session is not None:
            key = ctx.session.key
            ctx.read(self, lambda w: roster.roster_lines(workspace=w, session=key), self._offer)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(14)
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.trouble)
        column.addLayout(action_row(self.add))
        column.addStretch(1)
        for edit in self.edits.values():
            edit.installEventFilter(self)
            edit.textEdited.connect(lambda _text: self._typed())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Add somebody")))
        whole.addWidget(scroll_of(inside), 1)

    def first_focus(self) -> QWidget | None:
        """The name."""
        return self.edits[Cell.NAME]

    def may_close(self) -> bool:
        """What was typed is not thrown away without a word."""
        if self._asked or self._busy or not any(edit.text().strip() for edit in self.edits.values()):
            return not self._busy
        self._asked = True
        self._say(self.t("They are not on the list yet. Go back once more to leave it so."))
        return False

    def submit(self) -> None:
        """Put them on the list."""
        session = self.ctx.session
        if session is None or self._busy:
            return
        self._busy = True
        self._say("")
        name, email, phone, segments = (self.edits[cell].text() for cell in (Cell.NAME, Cell.EMAIL, Cell.PHONE, Cell.SEGMENTS))
        self.ctx.write(
            self,
            lambda w: attending.register(workspace=w, session=session.key, name=name, email=email, phone=phone, segments=segments),
            self._added,
            changes=lambda added: added.changes,
            failed=self._refused,
        )

    def _added(self, added: Registered) -> None:
        name = " ".join(self.edits[Cell.NAME].text().split())
        if added.status is AttendanceStatus.WAITING:
            said = self.t("{name} is on the waiting list: every chair is taken.", name=name)
        else:
            said = self.t("{name} is on the list.", name=name)
        self.closed.emit()
        self.ctx.noticed.emit(said, True)

    def _refused(self, error: CouncilError) -> None:
        self._busy = False
        if isinstance(error, CellRefused):
            self.fields[error.cell].wrong(in_words(self.t, error))
            self.edits[error.cell].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._say(in_words(self.t, error))

    def _typed(self) -> None:
        self._asked = False
        self._say("")

    def _say(self, sentence: str) -> None:
        """A sentence above the button; none takes the fields' sentences away, too."""
        self.trouble.say(sentence)
        self.trouble.setVisible(bool(sentence))
        if not sentence:
            for field in self.fields.values():
                field.wrong("")

    def _offer(self, lines: tuple[RosterLine, ...]) -> None:
        completer = QCompleter(list(segments_of(lines)), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.edits[Cell.SEGMENTS].setCompleter(completer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return True
        return super().eventFilter(watched, event)
