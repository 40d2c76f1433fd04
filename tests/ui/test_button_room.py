"""A button with little room: its key hint goes before its words do."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from council_app.ui.core.buttons import Button
from council_app.ui.mainwindow.app import Dressed


def test_the_key_hint_gives_way_before_the_words(looks: Dressed, qtbot: QtBot) -> None:
    button = Button(looks.theme, "Exportieren", height=28, icon="download", key="Ctrl+Shift+E")
    bare = Button(looks.theme, "Exportieren", height=28, icon="download")
    qtbot.addWidget(button)
    qtbot.addWidget(bare)
    for width in (button.sizeHint().width(), bare.sizeHint().width()):
        button.resize(width, 28)
        assert button._fitting_label(button._shown_key) == "Exportieren"
    assert button._shown_key == ""
    bare.resize(bare.sizeHint())
    button.resize(bare.size())
    assert button.grab().toImage() == bare.grab().toImage()
