"""What a person sets while the window is open: its colours and its language, in effect at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from council_app.errors import CouncilError
from council_app.settings import LANGUAGE, THEME, Choice
from council_app.ui.core.context import AppContext
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.languages import speak_qt, translator_for


class Options(QObject):
    """Keeps what was chosen and lets it take effect.

    Signals:
        speaks: the words are another language's now; everything is to be built again.
        used: an option has another value.
    """

    speaks = Signal()
    used = Signal()

    def __init__(self, ctx: AppContext, parent: QObject, then: Callable[[Callable[[], None]], None]) -> None:
        """`then` does something once everything typed is on disk: what is built again comes back from the file."""
        super().__init__(parent)
        self._ctx, self._then = ctx, then
        ctx.option_chosen.connect(self.use)

    def use(self, option: Choice, value: str) -> None:
        """Set an option and let it take effect."""
        try:
            self._ctx.settings.put(option, value)
        except CouncilError as error:
            self._ctx.refused.emit(error)
        if option is THEME:
            self._ctx.theme.choose(Mode(value))
        if option is LANGUAGE:
            self._then(lambda: self._speak(value))
        self.used.emit()

    def _speak(self, language: str) -> None:
        self._ctx.t = translator_for(language)
        speak_qt(self._ctx.t)
        self.speaks.emit()
