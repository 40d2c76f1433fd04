"""Another language while one works: what was built in the old one is gone, and hears of nothing any more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.errors import m_
from council_app.services.insights import edit_insight, list_insights
from council_app.settings import LANGUAGE
from council_app.ui.mainwindow.window import MainWindow


def test_saving_after_a_change_of_language_tells_the_new_window_only(opened: MainWindow, settled: Callable[[], None], qtbot: QtBot) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    key = list_insights(workspace=workspace)[0].facts.key
    opened.options.use(LANGUAGE, "de")
    settled()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.captureExceptions() as failures:
        opened.ctx.write(
            opened,
            lambda w: edit_insight(workspace=w, key=key, values={"owner": "Somebody Else"}),
            lambda _changes: None,
            changes=lambda changes: changes,
            notice=m_("Edited an insight"),
        )
        settled()
    assert failures == []
    assert opened.frame.notice.isVisibleTo(opened.frame)
