"""Which translator the window speaks with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from council_app.i18n import Translator, translator
from council_app.settings import SYSTEM

# English that names no country writes dates the way the report does: 19 Nov 2026.
_PLAIN_ENGLISH = "en-GB"
_QT_WORDS = "qt-words"


def translator_for(choice: str) -> Translator:
    """The translator of a settings value; the system's language when asked for, English when that is unknown."""
    machine = QLocale.system()
    system = "C" if machine.language() is QLocale.Language.C else machine.bcp47Name()
    tag = system if choice == SYSTEM or system.startswith(f"{choice}-") else choice
    try:
        return translator(_PLAIN_ENGLISH if tag in ("en", "C") else tag)
    except ValueError:
        return translator(_PLAIN_ENGLISH)


def speak_qt(t: Translator) -> None:
    """Let Qt's own words follow the window's language: the names of keys (“Strg”, “Leertaste”), and what its file dialogs say."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for before in app.findChildren(QTranslator, _QT_WORDS):
        app.removeTranslator(before)
        before.deleteLater()
    words = QTranslator(app)
    words.setObjectName(_QT_WORDS)
    # English is what Qt speaks by itself.
    if words.load(QLocale(t.tag), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(words)
