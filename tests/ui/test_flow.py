"""Things that go on in the next line: nothing is cut, whatever is in the line and however narrow it gets."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from council_app.ui.core.buttons import Button
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.app import Dressed

WORDS = "Nobody reads the small print before paying, and everybody is told that they should have. " * 3


@pytest.mark.parametrize("nested", [False, True])
def test_words_that_wrap_stand_whole_in_a_line_of_any_width(looks: Dressed, qtbot: QtBot, nested: bool) -> None:
    page, flow, area = QWidget(), FlowLayout(gap=4, line_gap=4), QScrollArea()
    texts = [Text(looks.theme, WORDS, "body", wrap=True) for _ in range(3)]
    for text in texts:
        flow.addWidget(text)
        flow.addWidget(Button(looks.theme, "Go on"))
    if nested:
        QVBoxLayout(page).addLayout(flow)
    else:
        page.setLayout(flow)
    area.setWidget(page)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.show()
    for width in (900, 300, 120, 640):
        area.resize(width, 400)
        qtbot.wait(1)
        assert all(text.height() >= text.heightForWidth(text.width()) for text in texts)
        assert page.height() >= page.layout().heightForWidth(page.width())
    texts[0].say(WORDS * 2)
    qtbot.wait(1)
    assert texts[0].height() >= texts[0].heightForWidth(texts[0].width())


def test_what_fits_stays_in_one_line(looks: Dressed, qtbot: QtBot) -> None:
    box = QWidget()
    flow = FlowLayout(box, gap=4)
    buttons = [Button(looks.theme, name) for name in ("One", "Two", "Three")]
    for button in buttons:
        flow.addWidget(button)
    qtbot.addWidget(box)
    box.resize(600, 60)
    box.show()
    assert len({button.y() for button in buttons}) == 1
    box.resize(buttons[0].width() + 10, 300)
    qtbot.wait(1)
    assert len({button.y() for button in buttons}) == 3
