"""What is done to very many notes: the window shows how far it is wherever one is, lives meanwhile, and can stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.records import Changes
from council_app.errors import Progress
from council_app.services import coding, listing
from council_app.services.workspace import Workspace
from council_app.ui.core.jobs import Control
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.view import TaggingScreen

EVERYTHING = Selection(filter=NoteFilter())
Settled = Callable[[], None]


class Slow:
    """Stars every note, and goes no further than the first step before it may."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()

    def __call__(self, workspace: Workspace, control: Control) -> Changes:
        def told(step: Progress) -> None:
            if step.total and step.done == 0:
                self.may_go_on.wait(0.3)  # what takes no longer than that is not shown
            control.report(step)
            if step.total:
                self.may_go_on.wait(20)

        return coding.star_notes(workspace=workspace, notes=EVERYTHING, starred=True, told=told, cancelled=control.cancelled)


@pytest.fixture
def slow(opened: MainWindow, settled: Settled, qtbot: QtBot) -> Slow:
    opened.show_place(Place.TAGGING)
    settled()
    work = Slow()
    opened.ctx.write_long(opened.frame, work, lambda _: None, changes=lambda done: done)
    qtbot.waitUntil(lambda: opened.frame.work.isVisible())
    return work


def starred(window: MainWindow) -> int:
    assert window.ctx.workspace is not None
    return sum(note.starred for note in listing.page(workspace=window.ctx.workspace, filter=NoteFilter(), limit=10_000).notes)


def test_long_work_is_shown_in_every_place_and_stopping_it_changes_nothing(
    opened: MainWindow, slow: Slow, settled: Settled, qtbot: QtBot
) -> None:
    before_total = opened.ctx.sessions
    opened.show_place(Place.PROGRAMME)
    assert opened.frame.work.isVisible()
    assert opened.frame.work._sentence.text().startswith("Changing notes · 0 of ")
    opened.frame.work._cancel.click()
    slow.may_go_on.set()
    settled()
    assert not opened.frame.work.isVisible()
    assert opened.frame.notice.accessibleName() == "Stopped; nothing was changed."
    assert opened.ctx.sessions == before_total
    assert starred(opened) != opened.ctx.sessions[0].notes


def test_long_work_that_went_on_ends_with_all_of_it_done(opened: MainWindow, slow: Slow, settled: Settled) -> None:
    slow.may_go_on.set()
    settled()
    assert not opened.frame.work.isVisible()
    assert opened.ctx.workspace is not None
    assert starred(opened) == listing.counts(workspace=opened.ctx.workspace, filter=NoteFilter()).of_all


def test_the_window_answers_while_the_file_is_held(opened: MainWindow, slow: Slow, settled: Settled) -> None:
    answered: list[bool] = []
    opened.ctx.side.submit(lambda _control: True, owner=opened, done=answered.append, failed=opened.ctx.refused.emit)
    while not answered:
        QApplication.processEvents()
    assert opened.ctx.jobs.busy
    slow.may_go_on.set()
    settled()


def test_how_long_a_change_takes_is_said_before_it_begins(opened: MainWindow, slow: Slow, settled: Settled) -> None:
    slow.may_go_on.set()
    settled()
    desk = opened.frame.front
    assert isinstance(desk, TaggingScreen)
    desk.bar.show_chosen(EVERYTHING, 19_999)
    assert desk.bar.count.text() == "19,999 notes chosen"
    desk.bar.show_chosen(EVERYTHING, 400_000)
    assert desk.bar.count.text() == "400,000 notes chosen · a change takes about 20 s"
