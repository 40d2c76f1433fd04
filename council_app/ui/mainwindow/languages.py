"""Which translator the window speaks with."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from council_app.i18n import Translator, translator
from council_app.settings import SYSTEM

# English that names no country writes dates the way the report does: 19 Nov 2026.
_PLAIN_ENGLISH = "en-GB"


def translator_for(choice: str) -> Translator:
    """The translator of a settings value; the system's language when asked for, English when that is unknown."""
    machine = QLocale.system()
    system = "C" if machine.language() is QLocale.Language.C else machine.bcp47Name()
    tag = system if choice == SYSTEM or system.startswith(f"{choice}-") else choice
    try:
        return translator(_PLAIN_ENGLISH if tag in ("en", "C") else tag)
    except ValueError:
        return translator(_PLAIN_ENGLISH)
