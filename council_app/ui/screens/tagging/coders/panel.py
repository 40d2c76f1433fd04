"""One round: what it is about, how far each coder is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from council_app.domain.limits import LINE_LIMIT
from council_app.domain.rounds import RoundLine
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.emptying import empty
from council_app.ui.core.field import line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme

_WIDEST, _BAR = 640, 160


class RoundPanel(Surface):
    """Shows a `RoundLine`; acts on nothing itself but its own name.

    Signals:
        renamed: another name was typed.
    """

    renamed = Signal(str)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self.line: RoundLine | None = None
        self.title = Text(theme, "", "place", wrap=True)
        self.name = line_edit(theme)
        self.name.setMaxLength(LINE_LIMIT)
        self.name.setAccessibleName(t("Name"))
        self.name.hide()
        self.about = Text(theme, "", "body", "ink2", wrap=True)
        self.code = Button(theme, t("Code notes"), Role.PRIMARY, key="Return")
        self.agreement = Button(theme, t("Agreement"), Role.PLAIN, key="Alt+A")
        self.decide = Button(theme, t("Decide"), Role.PLAIN, key="Alt+D")
        self.close_button = Button(theme, t("Close round"), Role.QUIET, height=32)
        self.rename = Button(theme, t("Rename"), Role.QUIET, height=32, icon="pencil", key="F2")
        self.delete = Button(theme, t("Delete"), Role.QUIET, height=32, icon="trash-2")
        self.rename.clicked.connect(self.begin_rename)
        self.name.returnPressed.connect(self._renamed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.name)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_name)
        self._coders = QVBoxLayout()
        self._coders.setSpacing(6)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.name)
        column.addSpacing(4)
        column.addWidget(self.about)
        column.addSpacing(16)
        column.addLayout(_flow(self.code, self.agreement, self.decide))
        column.addSpacing(24)
        column.addWidget(Text(self._theme, self._t("Coders"), "body", weight=600))
        column.addSpacing(8)
        column.addWidget(Hairline(self._theme))
        column.addSpacing(10)
        column.addLayout(self._coders)
        column.addSpacing(24)
        column.addLayout(_flow(self.close_button, self.rename, self.delete))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(inside))

    def show_round(self, line: RoundLine | None) -> None:
        """Show a round; None while there is none."""
        before, self.line = self.line, line
        if line is None or line == before:
            return
        t = self._t
        if before is None or before.key != line.key:
            self._leave_name()
        self.title.say(line.name)
        self.about.say(_about(t, line))
        self.code.refuse(t("The round is closed. Reopen it to go on coding.") if line.closed else "")
        self.agreement.refuse("" if len(line.through) > 1 else t("Two people have to be through with a note first."))
        self.decide.rename(t("Decide {count}", count=t.number(line.disputed)) if line.disputed else t("Decide"))
        self.decide.refuse("" if len(line.through) > 1 else t("Nothing to decide yet: two people have to be through with a note first."))
        self.close_button.rename(t("Reopen round") if line.closed else t("Close round"))
        self._show_coders(line)

    def _show_coders(self, line: RoundLine) -> None:
        empty(self._coders)
        for coder, notes in line.through.items():
            self._coders.addWidget(self._coder(coder, notes, line.notes))
        if not line.through:
            self._coders.addWidget(Text(self._theme, self._t("Nobody is through with a note yet."), "body", "ink3", wrap=True))

    def _coder(self, coder: str, notes: int, of: int) -> QWidget:
        t = self._t
        said = t("{done} of {total}", done=t.number(notes), total=t.number(of))
        widget, bar = QWidget(), QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, max(1, of))
        bar.setValue(notes)
        bar.setFixedWidth(_BAR)
        bar.setAccessibleName(f"{coder}: {said}")
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Text(self._theme, coder, "body", elide=True), 1)
        row.addWidget(bar)
        row.addWidget(Text(self._theme, said, "small", "ink2", tabular=True))
        return widget

    # -- the name

    def begin_rename(self) -> None:
        """Type over the name; Enter keeps it, Escape leaves it."""
        if self.line is not None:
            self.name.setText(self.line.name)
            self.title.hide()
            self.name.show()
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def _leave_name(self) -> None:
        had = self.name.hasFocus()
        self.name.hide()
        self.title.show()
        if had:
            self.rename.setFocus()

    def _renamed(self) -> None:
        name = self.name.text()
        self._leave_name()
        if name.strip():
            self.renamed.emit(name)


def _about(t: Translator, line: RoundLine) -> str:
    parts = [
        line.tag.path if line.tag is not None else t("All tags"),
        t.n("{count} note", "{count} notes", line.notes),
        t("begun {day}", day=t.date(line.at.astimezone().date(), style="medium")),
    ]
    return " · ".join([*parts, t("closed")] if line.closed else parts)


def _flow(*buttons: QWidget) -> FlowLayout:
    flow = FlowLayout()
    for button in buttons:
        flow.addWidget(button)
    return flow
