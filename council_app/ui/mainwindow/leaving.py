"""Letting go of the file, or of the window: not before everything typed is on disk, unless somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.screen import Screen
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text

_WIDEST = 640
_WAIT = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class UnkeptPage(Page):
    """Shows the words that are not on disk, and what can be done about them.

    Signals:
        again: try to put them on disk once more.
        going: leave without them.
    """

    again = Signal()
    going = Signal()

    def __init__(self, ctx: AppContext, words: Sequence[str]) -> None:
        super().__init__(ctx)
        t = self.t
        self._words = tuple(words)
        self.sentence = Text(self.theme, "", "place", wrap=True)
        self.why = Text(self.theme, t("The disk does not take it now. Whoever leaves now loses these words."), "body", "ink2", wrap=True)
        self.words = Text(self.theme, "", "body", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again_button = Button(self.theme, t("Try again"), Role.PRIMARY)
        self.copy_button = Button(self.theme, t("Copy to the clipboard"))
        self.leave_button = Button(self.theme, t("Leave anyway"))
        self.again_button.clicked.connect(self.again)
        self.copy_button.clicked.connect(self._copy)
        self.leave_button.clicked.connect(self.going)
        self._lay_out()
        self.show_words(words)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(16)
        for text in (self.sentence, self.why, self.words):
            column.addWidget(text)
        column.addStretch(1)
        buttons = action_row(self.again_button, self.copy_button, self.leave_button)
        buttons.setContentsMargins(28, 12, 28, 12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(self.t("Not on disk yet")))
        whole.addWidget(scroll_of(inside), 1)
        whole.addLayout(buttons)

    def show_words(self, words: Sequence[str]) -> None:
        """These are not on disk."""
        self._words = tuple(words)
        self.sentence.say(self.t.n("{count} line is not kept.", "{count} lines are not kept.", len(self._words)))
        self.words.say("\n".join(self._words))

    def still(self) -> None:
        """It was tried in vain."""
        self.why.say(self.t("Tried again; the disk still does not take it."))

    def first_focus(self) -> QWidget | None:
        """What keeps the words."""
        return self.again_button

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(self._words))
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
        words = self._unkept()
        if not words:
            return True
        page = UnkeptPage(self._ctx, words)
        page.again.connect(lambda: self._again(page, later))
        page.going.connect(lambda: self._go(page, later))
        self._ctx.covering.emit(page)
        return False

    def _unkept(self) -> tuple[str, ...]:
        """What the disk has refused; what it is asked for right now is waited for."""
        while any(screen.is_keeping for screen in self._screens()):
            QCoreApplication.processEvents(_WAIT)
        return tuple(words for screen in self._screens() for words in screen.unkept)

    def _again(self, page: UnkeptPage, act: Callable[[], None]) -> None:
        for screen in self._screens():
            screen.keep_now()
        words = self._unkept()
        if words:
            page.show_words(words)
            page.still()
        else:
            self._go(page, act)

    def _go(self, page: UnkeptPage, act: Callable[[], None]) -> None:
        page.closed.emit()
        act()
