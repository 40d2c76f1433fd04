"""Keys are called what is printed on them: hints and the card of keys follow the window's language, while the keys stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from council_app.i18n import translator
from council_app.settings import LANGUAGE
from council_app.ui.core.keys import key_text
from council_app.ui.mainwindow.languages import speak_qt
from council_app.ui.mainwindow.window import MainWindow

NAMES = {
    "en-GB": ("Ctrl K", "Ctrl Shift Z", "Space", "Ctrl Enter", "Left"),
    "de": ("Strg K", "Strg Umschalt Z", "Leertaste", "Strg Enter", "Links"),
    "fr": ("Ctrl K", "Ctrl Maj Z", "Espace", "Ctrl Entrée", "Gauche"),
    "sv": ("Ctrl K", "Ctrl Skift Z", "Mellanslag", "Ctrl Enter", "Vänster"),
    "nl": ("Ctrl K", "Ctrl Shift Z", "Spatiebalk", "Ctrl Enter", "Pijl links"),
}
KEYS = ("Ctrl+K", "Ctrl+Shift+Z", "Space", "Ctrl+Return", "Left")


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    speak_qt(translator("en-GB"))


@pytest.mark.parametrize("tag", NAMES)
def test_keys_are_called_as_they_are_printed(qapp: QApplication, tag: str) -> None:
    speak_qt(translator("de"))
    speak_qt(translator(tag))
    assert tuple(map(key_text, KEYS)) == NAMES[tag]


@pytest.mark.parametrize("tag", NAMES)
def test_the_keys_themselves_stay_the_same(qapp: QApplication, tag: str) -> None:
    portable = QKeySequence.SequenceFormat.PortableText
    speak_qt(translator(tag))
    assert [QKeySequence(each).toString(portable) for each in KEYS] == ["Ctrl+K", "Ctrl+Shift+Z", "Space", "Ctrl+Return", "Left"]


def test_another_language_of_the_window_names_its_keys_anew(window: MainWindow, settled: Callable[[], None]) -> None:
    window.options.use(LANGUAGE, "de")
    settled()
    assert key_text("Ctrl+K") == "Strg K"
