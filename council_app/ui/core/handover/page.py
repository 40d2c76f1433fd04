"""A page over the whole window for a guest alone: questions, then a thank-you that hides the answers. Only the team's keys lead away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.ui.core.context import AppContext
from council_app.ui.core.handover.aside import CONTINUE_KEYS, Aside, Way
from council_app.ui.core.handover.words import greeted
from council_app.ui.core.page import Page


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions, and what the page around them needs of them.

    Attributes:
        form: the widget that asks.
        first_name: what the guest is thanked by; "" where only the seat is known.
        words: the language the guest reads in now.
        first: what has the keyboard first.
        go_on: what the team's key does while the questions show.
        fail: say why nothing was kept, with every answer still there.
        stop: the guest, or somebody of the team, wishes to stop.
    """

    form: QWidget
    first_name: str
    words: Callable[[], Translator]
    first: Callable[[], QWidget]
    go_on: Callable[[], None]
    fail: Callable[[str], None]
    stop: Callable[[], None]


class GuestPage(Page):
    """Questions and the calm pages around them.

    Signals:
        recorded: answers are on disk, and the team has the laptop back.
        put_off: the team has the laptop back, and there are no answers.
    """

    recorded = Signal()
    put_off = Signal()

    def __init__(self, ctx: AppContext, asked: Asked) -> None:
        super().__init__(ctx)
        self._asked = asked
        self.aside = Aside(ctx.theme)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(asked.form)
        self._layers.addWidget(self.aside)
        self._kept = False
        self._on(QKeySequence(Qt.Key.Key_Escape), self._escape)
        self._on(QKeySequence(CONTINUE_KEYS), self._continue)
        self._on(QKeySequence("Ctrl+Return"), self._continue)

    def _on(self, keys: QKeySequence, act: Callable[[], None]) -> None:
        shortcut = QShortcut(keys, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    @property
    def asking(self) -> bool:
        """True while the questions show."""
        return self._layers.currentWidget() is self._asked.form

    def first_focus(self) -> QWidget | None:
        """The first thing to answer."""
        return self._asked.first() if self.asking else self.aside

    def may_close(self) -> bool:
        """Only from a page without answers: the questions ask first."""
        return not self.asking

    # -- keys

    def _escape(self) -> None:
        """Never away from answers in one press: first a page that says what would be lost."""
        if self.asking:
            self._asked.stop()
        elif not self._kept:
            self.back_to_questions()

    def _continue(self) -> None:
        if self.asking:
            self._asked.go_on()
        else:
            self.aside.go_on()

    # -- pages

    def show_aside(self, title: str, text: str, *ways: Way) -> None:
        """A calm page with its ways on."""
        self._layers.setCurrentWidget(self.aside)
        self.aside.show_page(title, text, *ways)

    def back_to_questions(self) -> None:
        """The questions again, as they were."""
        self._layers.setCurrentWidget(self._asked.form)
        self._asked.first().setFocus(Qt.FocusReason.TabFocusReason)

    def ask_to_stop(self, lost: str, *ways: Way) -> None:
        """Say what would be lost; going on comes first."""
        t = self._asked.words()
        self.show_aside(t("Stop without answering?"), lost, Way(t("Go on answering"), self.back_to_questions), *ways)

    def thank(self) -> None:
        """The answers are on disk: hide them."""
        self._kept = True
        t, name = self._asked.words(), greeted(self._asked.first_name)
        self.show_aside(
            t("Thank you, {name}.", name=name) if name else t("Thank you."),
            t("Your answers are kept. Please give the laptop back."),
            Way(t("Answer again"), self._again),
            Way(self.t("Continue (team)"), lambda: self.end(self.recorded), team=True),
        )

    def _again(self) -> None:
        """Empty questions: what was answered before is on record, and nobody else can read it here."""
        self._kept = False
        self.back_to_questions()

    def end(self, how: SignalInstance) -> None:
        """The team has the laptop back."""
        self.closed.emit()
        how.emit()

    def not_kept(self, error: CouncilError) -> None:
        """The disk, or a rule, refused."""
        t = self._asked.words()
        why = t.say(error.why)
        self._asked.fail(t.say(m_("Not kept: {why}. Your answers are still here; please tell the team.", why=why)))
