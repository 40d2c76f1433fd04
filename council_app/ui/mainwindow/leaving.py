"""Letting go of the file, or of the window: not before everything typed is on disk, unless somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.screen import Screen
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text

_WIDEST = 640
_WAIT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


@dataclass(frozen=True, slots=True)
class Left:
    """What would be gone with the window: words the disk refused, and words nobody sent off."""

    unkept: tuple[str, ...]
    unfinished: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.unkept, *self.unfinished)


class UnkeptPage(Page):
    """Shows the words that are not on disk, or were never sent off, and what can be done about them.

    Signals:
        again: try to put them on disk once more.
        going: leave without them.
    """

    again = Signal()
    going = Signal()

    def __init__(self, ctx: AppContext, left: Left) -> None:
        super().__init__(ctx)
        t = self.t
        self._left = left
        self._reads_only = ctx.workspace is not None and ctx.workspace.read_only
        self.sentence = Text(self.theme, "", "place", wrap=True)
        self.why = Text(self.theme, "", "body", "ink2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.again_button = Button(self.theme, t("Try again"), Role.PRIMARY)
        self.back_button = Button(self.theme, t("Go back to it"), Role.PRIMARY)
        self.copy_button = Button(self.theme, t("Copy to the clipboard"))
        self.leave_button = Button(self.theme, t("Leave anyway"))
        self.again_button.clicked.connect(self.again)
        self.back_button.clicked.connect(self.leave)
        self.copy_button.clicked.connect(self._copy)
        self.leave_button.clicked.connect(self.going)
        self._lay_out()
        self.show_left(left)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(16)
        column.addWidget(self.sentence)
        column.addWidget(self.why)
        column.addLayout(self._rows)
        column.addStretch(1)
        buttons = action_row(self.again_button, self.back_button, self.copy_button, self.leave_button)
        buttons.setContentsMargins(28, 12, 28, 12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Not on disk yet")))
        whole.addWidget(scroll_of(inside), 1)
        whole.addLayout(buttons)

    def show_left(self, left: Left) -> None:
        """These are not on disk."""
        t, self._left = self.t, left
        self.sentence.say(t.n("{count} thing is not kept.", "{count} things are not kept.", len(left.words)))
        if left.unkept and self._reads_only:
            self.why.say(t("This file is open for reading only. Copy these words; whoever leaves now loses them."))
        elif left.unkept:
            self.why.say(t("The disk does not take it now. Whoever leaves now loses these words."))
        else:
            self.why.say(t("It was typed, and Enter was never pressed on it. Whoever leaves now loses these words."))
        empty(self._rows)
        for words in left.words:
            self._rows.addWidget(self._row(words))
        self.again_button.setVisible(self._may_help)
        self.back_button.setVisible(not self._may_help)

    @property
    def _may_help(self) -> bool:
        """Whether the disk may take it when it is asked again."""
        return bool(self._left.unkept) and not self._reads_only

    def _row(self, words: str) -> Text:
        """One of them, to be marked with the mouse."""
        row = Text(self.theme, words, "body", wrap=True)
        row.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return row

    @property
    def words(self) -> str:
        """What would be gone, each on a line of its own."""
        return "\n".join(self._left.words)

    def still(self) -> None:
        """It was tried in vain."""
        self.why.say(self.t("Tried again; the disk still does not take it."))

    def first_focus(self) -> QWidget | None:
        """What keeps the words."""
        return self.again_button if self._may_help else self.back_button

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.words)
        self.why.say(self.t("Copied. Paste it somewhere else before leaving."))


class Leaving(QObject):
    """Stands before everything that would take typed words away."""

    def __init__(self, ctx: AppContext, screens: Callable[[], Sequence[Screen]], parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._screens = ctx, screens

    def then(self, act: Callable[[], None]) -> None:
        """Do it now if everything typed is on disk, otherwise when what is not was shown and settled."""
        if self.is_free(act):
            act()

    def is_free(self, later: Callable[[], None]) -> bool:
        """Whether everything typed is on disk; if not, show what is not, and do `later` when that is settled."""
        for screen in self._screens():
            if screen.isVisible():
                screen.leave()
        left = self._what_is_left()
        if not left.words:
            return True
        page = UnkeptPage(self._ctx, left)
        page.again.connect(lambda: self._again(page, later))
        page.going.connect(lambda: self._go(page, later))
        self._ctx.covering.emit(page)
        return False

    def _what_is_left(self) -> Left:
        """What the disk has refused, and what was never sent off; what the disk is asked for right now is waited for."""
        while any(screen.is_keeping for screen in self._screens()):
            QCoreApplication.processEvents(_WAIT)
        screens = self._screens()
        unkept = tuple(words for screen in screens for words in screen.unkept)
        return Left(unkept, tuple(words for screen in screens for words in screen.unfinished))

    def _again(self, page: UnkeptPage, act: Callable[[], None]) -> None:
        for screen in self._screens():
            screen.keep_now()
        left = self._what_is_left()
        if left.words:
            page.show_left(left)
            if left.unkept:
                page.still()
        else:
            self._go(page, act)

    def _go(self, page: UnkeptPage, act: Callable[[], None]) -> None:
        page.closed.emit()
        act()
