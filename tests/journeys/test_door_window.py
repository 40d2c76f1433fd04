"""The same evening at the door, in the window: scanned, typed and tapped; answers given on the laptop; and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.domain.enums import Purpose
from council_app.ui.core.consent import HandOverPage, PaperPage
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.door.view import DoorScreen
from tests import factories as given
from tests.journeys.test_door import DELIVERY, INVITED, LATER, ROOM, SAID, WALK_INS, Door, badges, invited, opened, quoted, roster
from tests.pausing import pause

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


class Evening:
    """One host with a keyboard and a scanner."""

    def __init__(self, window: MainWindow, settled: Callable[[], None]) -> None:
        self.window, self._settled = window, settled
        screen = window.frame.front
        assert isinstance(screen, DoorScreen)
        self.screen, self.front, self.box = screen, screen.front, screen.box

    def rest(self) -> None:
        """Until all is written and counted."""
        self._settled()
        while self.screen.listing.counting:
            pause(5)
        self._settled()

    def enter(self, typed: str = "") -> str:
        """Type or scan, press Enter, and hear what the door says."""
        if not typed:
            pause(170)  # longer than a scanner's second Enter
        QTest.keyClicks(self.box, typed)
        QTest.keyClick(self.box, ENTER)
        self.rest()
        return self.front.flood.accessibleName()

    def walk_in(self, name: str) -> str:
        """Somebody nobody expected."""
        self.enter(name)
        self.enter()
        QTest.keyClick(self.front.walk_in.name, ENTER)
        self.rest()
        return self.front.flood.accessibleName()

    def refuse_on_the_laptop(self) -> None:
        """Handed over with Enter; the guest refuses everything, and the team takes the laptop back."""
        self.enter()
        page = self.window.cover.page
        assert isinstance(page, HandOverPage)
        QTest.mouseClick(page.form.refuse, Qt.MouseButton.LeftButton)
        self._settled()
        QTest.keyClick(QApplication.focusWidget() or page, ENTER, CONTROL)
        self.rest()

    def refuse_on_paper(self) -> None:
        """The form says no to everything."""
        QTest.keyClick(self.box, Qt.Key.Key_P, CONTROL)
        self._settled()
        page = self.window.cover.page
        assert isinstance(page, PaperPage)
        for row in page.rows:
            QTest.mouseClick(row.pair.no, Qt.MouseButton.LeftButton)
        QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
        self.rest()


def test_an_evening_at_the_door_of_the_window(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, window: MainWindow, settled: Callable[[], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    line = Door(capfd)
    opened(tmp_path, line)
    codes, came = badges(), invited()[:40]
    window.open_path(tmp_path / "w.council")
    settled()
    window.ctx.choose_session(ROOM)
    window.show_place(Place.DOOR)
    settled()
    evening = Evening(window, settled)
    QTest.keyClick(evening.box, Qt.Key.Key_F11)

    # Three refuse: two on the laptop, one on paper; they are in all the same.
    refusers = came[:3]
    for name in refusers:
        assert evening.enter(name) == f"Welcome, {name.split()[0]}. {name}"
        evening.refuse_on_paper() if name == refusers[2] else evening.refuse_on_the_laptop()
        assert evening.front.under is evening.front.offer
        assert evening.front.offer.lead.text() == "Every consent question is answered"
        assert QApplication.focusWidget() is evening.box
    for number, name in enumerate(came[3:]):  # every other one scans a badge, over letters left from a search
        assert evening.enter(f"an{codes[name]}" if number % 2 else name) == f"Welcome, {name.split()[0]}. {name}"
    assert evening.enter("Zed Unknown") == "Not on the list. Nobody here is called “Zed Unknown”"
    for name in came[3:5]:  # scanned twice
        assert evening.enter(codes[name]).startswith(f"Already in. {name}, at ")
    for name in WALK_INS:
        assert evening.walk_in(name) == f"Welcome, {name.split()[0]}. {name}"
    evening.enter("ada")
    assert (evening.box.text(), evening.front.matches.model.rowCount()) == ("ada", 5)
    evening.box.clear()
    assert evening.front.counts.bar.accessibleName() == "45 arrived, 50 chairs"
    seats = {line.name: line.seat or "" for line in roster(ROOM) if line.status.was_there}
    close(window, settled)

    everybody = tuple(name for name in seats if name not in refusers)
    for name in everybody:
        line.consent(seats[name], *(part for purpose in Purpose for part in ("--grant", purpose.value)))
    speaker, other = came[5], came[6]
    for name, words in zip((speaker, other), SAID, strict=True):
        said = f'- !!! "{words}" #fees/late @{seats[name]}'
        assert line.run("note", "w.council", "--session", ROOM, "--", said)["seat"] == seats[name]
    unwanted = f"Do not write this anywhere at all @{seats[refusers[0]]}"
    assert "the line was not stored" in line.refused("note", "w.council", "--session", ROOM, "--", unwanted)

    # The roster and the seats.
    lines = {each.name: each for each in roster(ROOM)}
    assert len(lines) == INVITED + 5
    assert set(seats) == {*came, *WALK_INS}
    assert len(set(seats.values())) == 45
    assert sorted(name for name in seats if not lines[name].consents) == sorted(refusers)
    assert {each.status.value for each in roster(LATER)} == {"confirmed"}
    counts = line.run("door", "w.council", "--session", ROOM)
    assert (counts["arrived"], counts["walk_ins"], counts["expected"], counts["unasked"]) == (40, 5, 1, 0)

    # The report and the draft, before and after a withdrawal.
    given.write(tmp_path, "insight.yaml", given.INSIGHT)
    given.write(tmp_path, "delivery.yaml", DELIVERY)
    for plan in ("insight.yaml", "delivery.yaml"):
        line.run("apply", plan, "--into", "w.council")
    assert quoted(line, tmp_path, "before") == ([True, True], [True, True])
    found = line.consent(seats[speaker], "--withdraw", "quote_public", "--withdraw", "quote_internal")
    assert (found["notes"], found["insights"]) == (1, ["late-fee"])
    assert quoted(line, tmp_path, "after") == ([False, True], [False, True])
    assert line.run("check", "w.council") == {"ok": True, "problems": []}


def close(window: MainWindow, settled: Callable[[], None]) -> None:
    """Let go of the file, so that the command line can write to it."""
    window.close_workspace()
    settled()
