"""Which translator the window speaks with."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from council_app.i18n import Translator, translator
from council_app.settings import SYSTEM


def translator_for(choice: str) -> Translator:
    """The translator of a settings value; the system's language when asked for, English when that is unknown."""
    tag = QLocale.system().bcp47Name() if choice == SYSTEM else choice
    try:
        return translator(tag)
    except ValueError:
        return translator("en")
