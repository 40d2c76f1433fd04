"""From two hundred notes to three delegated insights, at a desk, from the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from council_app.domain.gate import Requirement
from council_app.services import delegating, insights
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.delegated.page import DelegatedPage
from council_app.ui.screens.insights.evidence.finder import Finder
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Key = Qt.Key
Settled = Callable[[], None]
NONE, ALT, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PATIENCE = 300_000

THEMES = (
    ("fees/late", "the late fee came before I knew"),
    ("tone", "the letter sounds like a court"),
    ("fees", "nobody says what a fee is for"),
    ("", "the button to pause hides under a menu"),
)
TITLES = ("The late fee comes without a warning", "The first letter sounds like a court", "Nobody finds the button to pause")
FILLED = (
    (Requirement.PROBLEM, ("It is met first when it is too late to act",)),
    (Requirement.SOLUTION, ("Say it three days before, in plain words",)),
    (Requirement.IMPACT, ("10 000", "25 000", "60 000", "gbp")),
    (Requirement.EFFORT, ("8",)),
    (Requirement.OWNER, ("Mia Vance",)),
)


def two_hundred_notes(folder: Path) -> Path:
    """A council of twelve at which two hundred things were said."""
    workspace = given.workspace(folder, given.people())
    lines = []
    for number in range(200):
        tag, words = THEMES[number % len(THEMES)]
        tags = f", tags: [{tag}]" if tag else ""
        lines.append(
            f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T09:{number // 60:02}:{number % 60:02}+00:00, "
            f"seat: P{number // 4 % 12 + 1:02}, author: Kim, text: '{words}, number {number}', kind: friction, raised: alone{tags}}}\n"
        )
    given.apply(workspace, folder, "council: 1\nnotes:\n" + "".join(lines))
    workspace.close()
    return workspace.path


class Desk:
    """Hands on a keyboard: what is pressed goes where the keyboard is."""

    def __init__(self, window: MainWindow, settled: Settled) -> None:
        self.window, self.settled = window, settled

    def there(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup.focusWidget() or popup if popup is not None else QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.there(), key, held)
        self.settled()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.there(), words)
        self.settled()

    @property
    def front(self) -> QWidget:
        assert self.window.frame.front is not None
        return self.window.frame.front

    @property
    def insights(self) -> InsightsScreen:
        assert isinstance(self.front, InsightsScreen)
        return self.front

    @property
    def workspace(self) -> Workspace:
        assert self.window.ctx.workspace is not None
        return self.window.ctx.workspace


def from_a_search(desk: Desk, qtbot: QtBot) -> None:
    """In Tagging: what is found for some words becomes an insight."""
    desk.press(Key.Key_6, CONTROL)
    tagging = desk.front
    assert isinstance(tagging, TaggingScreen)
    qtbot.waitUntil(tagging.list.hasFocus, timeout=PATIENCE)
    desk.press(Key.Key_F, CONTROL)
    desk.type("late fee")
    qtbot.waitUntil(lambda: tagging.reader.counts is not None and tagging.reader.counts.notes == 50, timeout=PATIENCE)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_I, CONTROL)
    desk.type(TITLES[0])
    desk.press(Key.Key_Return)


def from_a_tag(desk: Desk, qtbot: QtBot) -> None:
    """In Insights: a tag brings its notes along; then the claim is put into a sentence."""
    desk.press(Key.Key_N, ALT)
    finder = QApplication.activePopupWidget()
    assert isinstance(finder, Finder)
    desk.type("tone")
    qtbot.waitUntil(lambda: finder.model.rowCount() == 2, timeout=PATIENCE)  # the sentence, and the tag
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_F2)
    desk.type(TITLES[1])
    desk.press(Key.Key_Return)


def from_a_sentence(desk: Desk, qtbot: QtBot) -> None:
    """In Insights: the sentence first, then notes found by typing, one of which says otherwise."""
    desk.press(Key.Key_N, ALT)
    desk.type(TITLES[2])
    desk.press(Key.Key_Return)
    desk.press(Key.Key_E, ALT)
    finder = QApplication.activePopupWidget()
    assert isinstance(finder, Finder)
    desk.type("button to pause")
    qtbot.waitUntil(lambda: finder.model.rowCount() == 40 and "pause" in finder.model.item(0).text(), timeout=PATIENCE)
    for _ in range(3):
        desk.press(Key.Key_Return)
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Escape)
    desk.window.activateWindow()  # the platform without a screen does not give it back after a popup
    desk.press(Key.Key_R, ALT)
    desk.press(Key.Key_A)


def fill_the_gate(desk: Desk) -> None:
    """A picture, and everything that is typed: one thing leads to the next."""
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkRed)
    QApplication.clipboard().setImage(image)
    desk.press(Key.Key_V, CONTROL)
    desk.press(Key.Key_M, ALT)
    for number, (requirement, words) in enumerate(FILLED):
        if number:
            desk.press(Key.Key_Space)  # Add, at what is missing next
        row = desk.insights.gate.editing
        assert row is not None
        assert row.name is requirement
        for place, word in enumerate(words):
            if place:
                desk.press(Key.Key_Tab)
            desk.type(word)
        desk.press(Key.Key_Return, CONTROL)


def delegate_all(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    """Everything that passes its gate goes into a folder: tickets and evidence."""
    desk.press(Key.Key_D, CONTROL)
    page = desk.insights.pile.top
    assert isinstance(page, DelegatedPage)
    qtbot.waitUntil(lambda: page.seen is not None, timeout=PATIENCE)
    page.form.which["all"].setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_Space)
    page.form.folder.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_A, CONTROL)
    desk.type(str(folder))
    with qtbot.waitSignal(page.doing.done, timeout=PATIENCE):
        QTest.keyClick(desk.there(), Key.Key_Return, CONTROL)
    desk.settled()


def test_two_hundred_notes_become_three_delegated_insights(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> None:
    window.open_path(two_hundred_notes(tmp_path), "")
    settled()
    window.activateWindow()
    desk = Desk(window, settled)
    from_a_search(desk, qtbot)
    desk.press(Key.Key_7, CONTROL)
    assert desk.window.frame.place is Place.INSIGHTS
    assert [card.facts.title for card in desk.insights.model.cards] == [TITLES[0]]
    fill_the_gate(desk)
    for begin in (from_a_tag, from_a_sentence):
        begin(desk, qtbot)
        fill_the_gate(desk)
    found = {card.facts.title: card for card in insights.list_insights(workspace=desk.workspace)}
    assert {title: (found[title].gate.ready, found[title].evidence.notes, found[title].against.notes) for title in TITLES} == {
        TITLES[0]: (True, 50, 0),
        TITLES[1]: (True, 50, 0),
        TITLES[2]: (True, 2, 1),
    }
    assert desk.insights.gate.delegate.hasFocus()
    delegate_all(desk, qtbot, tmp_path / "out")
    tickets = delegating.delegations(workspace=desk.workspace)
    assert sorted(line.insight for line in tickets) == sorted(found[title].facts.key for title in TITLES)
    assert len(list((tmp_path / "out").glob("*-evidence.pdf"))) == len(TITLES)
