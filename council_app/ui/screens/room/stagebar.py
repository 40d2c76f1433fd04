"""What the facilitator does with the stage: a message, black, counting up, away. At the foot of the agenda while the stage is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.keys import BLACK_KEYS, MESSAGE_KEYS, STAGE_KEYS, UP_KEYS
from council_app.ui.screens.room.projector import Projector


class MessageLine(QLineEdit):
    """What the room is told.

    Signals:
        left: the keyboard goes back to the notes.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back and leaves what is shown."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StageBar(Surface):
    """The stage's own controls; hidden while the stage is closed."""

    def __init__(self, theme: Theme, t: Translator, projector: Projector) -> None:
        super().__init__(theme, "canvas", "t")
        self._t, self._projector = t, projector
        self._state = Text(theme, "", "micro", "ink3", elide=True)
        self.away = Button(theme, t("Close"), Role.QUIET, height=28)
        self.line = MessageLine()
        self.line.setFont(theme.font("body"))
        self.line.setFixedHeight(theme.size("input"))
        self.line.setPlaceholderText(t("A message to the room"))
        self.line.setAccessibleName(t("A message to the room"))
        self.line.setAccessibleDescription(t("Enter shows it on the stage; an empty one takes it away."))
        self.line.setToolTip(f"{t('A message to the room')} ({key_text(MESSAGE_KEYS)})")
        self.black = Button(theme, t("Black"), height=28)
        self.up = Button(theme, t("Count up"), height=28)
        for button, keys in ((self.black, BLACK_KEYS), (self.up, UP_KEYS), (self.away, STAGE_KEYS)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(f"{button.text()} ({key_text(keys)})")
        for button in (self.black, self.up):
            button.setCheckable(True)
        self.black.clicked.connect(self._darken)
        self.up.clicked.connect(self._count)
        self.away.clicked.connect(projector.close)
        self.line.returnPressed.connect(self._announce)
        projector.changed.connect(self._refresh)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._state, 1)
        top.addWidget(self.away)
        row.setSpacing(6)
        row.addWidget(self.black)
        row.addWidget(self.up)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addLayout(row)

    def _refresh(self) -> None:
        stage = self._projector.stage
        self.setVisible(stage is not None)
        self._state.say(self._t("Stage: waiting for the projector") if self._projector.waiting else self._t("On the stage"))
        self.black.setChecked(stage is not None and stage.blackout)
        self.up.setChecked(stage is not None and stage.counts_up)
        if stage is None:
            self.line.clear()

    @property
    def unfinished(self) -> str:
        """A message that was typed and is not on the stage; "" when there is none."""
        stage, typed = self._projector.stage, self.line.text().strip()
        return typed if stage is not None and typed != stage.message else ""

    def toggle_black(self) -> None:
        """Show nothing, or everything again."""
        self.black.click()

    def toggle_up(self) -> None:
        """Show what is gone, or what is left."""
        self.up.click()

    def _darken(self) -> None:
        if self._projector.stage is not None:
            self._projector.stage.darken(blackout=self.black.isChecked())

    def _count(self) -> None:
        if self._projector.stage is not None:
            self._projector.stage.count_up(up=self.up.isChecked())

    def _announce(self) -> None:
        if self._projector.stage is not None:
            self._projector.stage.announce(self.line.text())
            self.line.left.emit()
