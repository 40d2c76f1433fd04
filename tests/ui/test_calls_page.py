"""The call list: whom to call, what to say, what came of it, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.calls import CallLine
from council_app.domain.enums import CallOutcome, Solved
from council_app.services import calling
from council_app.services.people import person_page
from council_app.ui.core.places import Place
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.calls.page import CallsPage
from council_app.ui.screens.insights.calls.pages import OPENING
from council_app.ui.screens.insights.pages import OPENINGS
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.roster.people.panes import WhoPane
from council_app.ui.screens.roster.people.words import call
from tests import factories as given

Settled = Callable[[], None]
Open = Callable[..., CallsPage]


@pytest.fixture
def opens(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Iterator[Open]:
    """Opens the page on a workspace."""
    made: list[CallsPage] = []

    def go(*, allow: tuple[str, ...] = ("notes", "contact"), width: int = 1132) -> CallsPage:
        given.workspace(
            tmp_path, given.people(count=3, allow=allow), given.notes(("P01", "The fee came out of nowhere"), ("P02", "Nobody answers"))
        ).close()
        window.open_path(tmp_path / "w.council", "")
        settled()
        page = OPENING.make(window.ctx)
        assert isinstance(page, CallsPage)
        page.resize(width, 640)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: page.seen is not None)
        page.list.setFocus()
        made.append(page)
        return page

    yield go
    for page in made:
        page.close()
        page.deleteLater()


def lines(window: MainWindow) -> dict[str, CallLine]:
    workspace = window.ctx.workspace
    assert workspace is not None
    return {line.name: line for line in calling.call_list(workspace=workspace)}


def test_a_call_is_written_down_with_the_keyboard_alone(
    opens: Open, window: MainWindow, settled: Settled, qtmodeltester: ModelTester
) -> None:
    page = opens()
    qtmodeltester.check(page.list.people)
    assert [line.name for line in page.list.people.lines] == ["Ada Lind", "Ben Moss"]
    for key in (Qt.Key.Key_1, Qt.Key.Key_P):
        QTest.keyClick(page.list, key)
    page.form.said.setFocus()
    QTest.keyClicks(page.form.said, "Half of it came back")
    QTest.keyClick(page.form.said, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    call = lines(window)["Ada Lind"].calls[0]
    assert (call.outcome, call.solved, call.said) == (CallOutcome.REACHED, Solved.PARTLY, "Half of it came back")
    assert page.form.draft.outcome is None
    window.ctx.asked.emit("edit.undo")
    settled()
    assert lines(window)["Ada Lind"].calls == ()


def test_half_a_call_stays_with_its_person_and_holds_the_page_once(opens: Open) -> None:
    page = opens()
    page.form.said.setPlainText("They said")
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert (page.panel.name.text(), page.form.draft.said) == ("Ben Moss", "")
    assert (page.may_close(), page.may_close()) == (False, True)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert (page.panel.name.text(), page.form.draft.said) == ("Ada Lind", "They said")


def test_a_call_without_an_outcome_is_not_kept(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens()
    page.form.keep()
    settled()
    assert page.form.wrong.text() == "Say what became of the call: keys 1 to 5."
    assert lines(window)["Ada Lind"].calls == ()


def test_the_number_or_the_address_is_copied(opens: Open) -> None:
    page = opens()
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "ada@example.org"


def test_a_script_is_written_and_read_with_its_fields_filled(opens: Open, settled: Settled) -> None:
    page = opens()
    page.panel.turn_script()
    page.panel.script.setPlainText("Hello {name}: {topic}")
    page.panel.turn_script()
    settled()
    assert page.panel.words == "Hello Ada Lind: “The fee came out of nowhere”"


def test_where_nobody_allows_contact_that_is_said(opens: Open) -> None:
    page = opens(allow=("notes",))
    assert (page.list.people.lines, page.columns.isVisible()) == ((), False)


def test_the_page_is_listed_among_those_of_the_place() -> None:
    assert OPENING in OPENINGS


def test_a_call_shows_on_the_page_of_its_person(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens()
    page.form.take_key("2")
    page.form.keep()
    settled()
    workspace = window.ctx.workspace
    assert workspace is not None
    facts = person_page(workspace=workspace, person=lines(window)["Ada Lind"].person)
    pane = WhoPane(window.ctx.theme, window.ctx.t, facts, None)
    said = [text.text() for text in pane.findChildren(Text)]
    assert [text for text in said if "no answer" in text] == [call(window.ctx.t, facts.calls[0])]
    pane.deleteLater()


def test_half_a_call_holds_the_window(visit: Callable[[Place], InsightsScreen], settled: Settled) -> None:
    place = visit(Place.INSIGHTS)
    place.open_page("insights.calls")
    settled()
    page = place.pile.top
    assert isinstance(page, CallsPage)
    page.form.said.setPlainText("They said")
    assert place.unfinished == ("They said",)
    page.form.said.clear()
    assert place.unfinished == ()
