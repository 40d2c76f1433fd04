"""The door in the window, worked as hosts work it: by keyboard, by scanner and by a finger, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from council_app.domain.enums import Purpose
from council_app.i18n import translator
from council_app.services import consent, door, programme
from council_app.services.history import history
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace, create_workspace, open_workspace
from council_app.settings import LANGUAGE
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.opening import Opened
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.door.matches import MatchModel, match_of
from council_app.ui.screens.door.view import DoorScreen
from tests import factories as given
from tests.pausing import pause

ENTER, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down
CONTROL = Qt.KeyboardModifier.ControlModifier
REST = "Welcome. Tell us your name, or show your badge"
ROOM, LATER = "bristol-am", "bristol-pm"
PLAN = given.PLAN.replace("capacity: 20", "capacity: 3").replace(
    "agenda: [{title: Welcome, minutes: 10}]}",
    'agenda: [{title: Welcome, minutes: 10}]}\n      - {key: bristol-pm, starts: "18:00", ends: "20:00"}',
)
PEOPLE = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, status: confirmed, access_needs: step-free, dietary: no nuts}
  - {email: ann@example.org, name: Ann Moss, session: bristol-am, status: confirmed}
  - {email: ann2@example.org, name: Ann Moss, session: bristol-am, status: confirmed}
  - {email: bo@example.org, name: Björn Ek, session: bristol-am, status: confirmed}
  - {email: cleo@example.org, name: Cleo Hart, session: bristol-am, status: waiting}
  - {email: dev@example.org, name: Dev Rao, session: bristol-am, status: waiting}
  - {email: ada@example.org, name: Ada Lind, session: bristol-pm, status: confirmed}
  - {email: eve@example.org, name: Eve Pole, session: bristol-pm, status: confirmed}
"""


class Host:
    """Hands at the door, and eyes on it."""

    def __init__(self, window: MainWindow, screen: DoorScreen, settled: Callable[[], None]) -> None:
        self.window, self.screen, self.front, self.box = window, screen, screen.front, screen.box
        self.settled = settled

    def type(self, text: str) -> None:
        QTest.keyClicks(self.box, text)

    def enter(self, text: str = "") -> None:
        if not text:
            pause(170)  # longer than a scanner's second Enter
        self.type(text)
        QTest.keyClick(self.box, ENTER)
        self.rest()

    def rest(self) -> None:
        """Until everything is written, shown and counted."""
        self.settled()
        while self.screen.listing.counting:
            pause(10)
        self.settled()

    @property
    def said(self) -> str:
        return self.front.flood.accessibleName()

    @property
    def spoken(self) -> str:
        return self.front.flood.accessibleDescription()

    @property
    def shown(self) -> list[str]:
        """The rows of the list; empty while a result shows."""
        model = self.front.matches.model
        return [] if self.front.matches.isHidden() else [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def under(self) -> str:
        return self.front.under.accessibleName() if self.front.under is not None else ""

    @property
    def just_in(self) -> list[str]:
        return [came.guest.name for came in self.front.just_now.came]

    def badge(self, who: str, session: str = ROOM) -> str:
        workspace = self.workspace
        return door.look_up(workspace=workspace, session=session, who=who).matches[0].secret or ""

    @property
    def workspace(self) -> Workspace:
        assert self.window.ctx.workspace is not None
        return self.window.ctx.workspace

    def statuses(self, session: str = ROOM) -> dict[str, str]:
        return {line.name: line.status.value for line in roster_lines(workspace=self.workspace, session=session)}


def made(folder: Path) -> Path:
    """A workspace of two sessions with a list each."""
    with create_workspace(path=folder / "door.council", passphrase=None, actor="kim") as workspace:
        given.apply(workspace, folder, PLAN)
        given.apply(workspace, folder, PEOPLE)
    return folder / "door.council"


def open_door(window: MainWindow, settled: Callable[[], None], path: Path, session: str = ROOM) -> Host:
    window.open_path(path)
    settled()
    window.ctx.choose_session(session)
    window.show_place(Place.DOOR)
    settled()
    screen = window.frame.front
    assert isinstance(screen, DoorScreen)
    return Host(window, screen, settled)


@pytest.fixture
def host(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> Host:
    return open_door(window, settled, made(tmp_path))


def test_the_box_has_the_keyboard_and_the_list_is_not_shown_unasked(host: Host) -> None:
    assert QApplication.focusWidget() is host.box
    assert (host.said, host.shown, host.under) == (REST, [], "")


def test_two_letters_show_who_may_be_meant_and_nothing_of_them(host: Host) -> None:
    host.type("a")
    assert host.shown == []
    host.type("n")
    ends = [host.badge(f"{who}@example.org")[-4:] for who in ("ann", "ann2")]
    assert sorted(host.shown) == sorted(f"Ann Moss, badge …{end}" for end in ends)
    host.box.clear()
    host.type("Åd")
    assert host.shown == ["Ada Lind"]


def test_enter_lets_in_the_one_who_is_meant(host: Host) -> None:
    host.enter("bjo")
    seat = host.front.just_now.came[0].guest.seat
    assert (host.said, host.box.text()) == ("Welcome, Björn. Björn Ek", "")
    assert host.spoken == f"Welcome, Björn. Björn Ek. Seat {seat}. Consent not given yet."
    assert host.front.flood.plate.accessibleName() == f"Seat {seat}"
    assert host.under.startswith("Consent not given yet")
    assert (host.just_in, host.statuses()["Björn Ek"]) == (["Björn Ek"], "arrived")
    assert host.statuses(LATER) == {"Ada Lind": "confirmed", "Eve Pole": "confirmed"}
    assert host.front.counts.bar.accessibleName() == "1 arrived, 3 chairs"


def test_the_result_stays_until_the_next_letter(host: Host) -> None:
    host.enter("bjo")
    pause(50)
    assert host.front.matches.isHidden()
    host.type("a")
    assert host.front.flood.isHidden()
    QTest.keyClick(host.box, ESC)
    assert host.said == REST


def test_of_several_nobody_is_let_in_before_one_is_chosen(host: Host) -> None:
    host.enter("an")
    assert (host.box.text(), host.just_in) == ("an", [])
    QTest.keyClick(host.box, DOWN)
    QTest.keyClick(host.box, DOWN)
    chosen = host.front.matches.chosen
    assert chosen is not None
    QTest.keyClick(host.box, ENTER)
    host.settled()
    assert [came.guest.id for came in host.front.just_now.came] == [chosen.id]


def test_a_finger_lets_in_whom_it_taps_and_leaves_the_keyboard_to_the_box(host: Host) -> None:
    host.type("an")
    rows = host.front.matches.list
    second = rows.visualRect(host.front.matches.model.index(1, 0))
    assert second.height() >= 44
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=second.center())
    host.settled()
    assert host.just_in == ["Ann Moss"]
    assert QApplication.focusWidget() is host.box


def test_a_badge_is_let_in_at_once_whatever_stood_in_the_box(host: Host) -> None:
    host.type("ann")
    host.enter(host.badge("cleo@example.org") and host.badge("bo@example.org"))
    assert (host.said, host.box.text()) == ("Welcome, Björn. Björn Ek", "")


def test_a_scan_with_caps_lock_on_or_ended_by_tab_is_a_scan(host: Host) -> None:
    first, second = (host.badge(f"{who}@example.org") for who in ("bo", "ada"))
    host.enter(first.swapcase())
    host.type(second)
    QTest.keyClick(host.box, Qt.Key.Key_Tab)
    host.rest()
    assert host.just_in == ["Ada Lind", "Björn Ek"]
    host.enter(host.badge("eve", LATER).swapcase())
    assert host.said.startswith("Another session’s badge")


def test_a_second_scan_says_already_in_and_changes_nothing(host: Host) -> None:
    code = host.badge("bo@example.org")
    host.enter(code)
    changes = len(history(workspace=host.workspace))
    host.enter(code)
    assert host.said.startswith("Already in. Björn Ek, at ")
    assert host.under.startswith("Consent not given yet")
    assert (len(history(workspace=host.workspace)), host.just_in) == (changes, ["Björn Ek"])


def test_a_scanner_that_sends_two_enters_presses_nothing(host: Host) -> None:
    host.type(host.badge("bo@example.org"))
    QTest.keyClick(host.box, ENTER)
    QTest.keyClick(host.box, ENTER)
    host.settled()
    assert (host.said, host.window.cover.page) == ("Welcome, Björn. Björn Ek", None)


def test_two_scans_in_a_row_are_both_let_in_in_their_order(host: Host) -> None:
    for code in [host.badge(f"{who}@example.org") for who in ("bo", "ada", "ann")]:
        host.type(code)
        QTest.keyClick(host.box, ENTER)
    host.type("cl")
    host.settled()
    assert host.just_in == ["Ann Moss", "Ada Lind", "Björn Ek"]
    assert (host.box.text(), host.shown) == ("cl", ["Cleo Hart, waiting list, number 1"])


def test_what_needs_somebody_is_not_lost_behind_the_next_guest(host: Host) -> None:
    first, second = (host.badge(f"{who}@example.org") for who in ("cleo", "bo"))
    host.type(first)
    QTest.keyClick(host.box, ENTER)
    host.enter(second)
    assert host.said == "Welcome, Björn. Björn Ek"
    assert host.front.also.accessibleName() == "On the waiting list. Cleo Hart, number 1 in the queue"
    show = host.front.also.findChildren(type(host.front.walk_in.keep))[0]
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert host.said == "On the waiting list. Cleo Hart, number 1 in the queue"
    assert host.front.also.isHidden()


def test_a_badge_of_another_session_is_named_and_lets_nobody_in_by_itself(host: Host) -> None:
    host.enter(host.badge("eve", LATER))
    assert host.said == "Another session’s badge. This badge is for Bristol, 12 May 2026, 18:00. Nothing was changed"
    assert host.under == "Nobody with this badge is on this list"
    host.enter()
    assert host.just_in == []
    host.enter(host.badge("ada", LATER))
    host.enter(host.badge("ada", LATER))
    assert (host.under, host.just_in) == ("Ada Lind is on this list, too", [])
    host.enter()
    assert (host.just_in, host.statuses(LATER)["Ada Lind"]) == (["Ada Lind"], "confirmed")


def test_an_unknown_badge_offers_no_name_made_of_its_code(host: Host) -> None:
    host.enter("Zz9Zz9Zz9Zz9Zz9Z")
    assert host.said == "Not on the list. Nobody here has this badge"
    host.enter()
    assert host.front.walk_in.name.text() == ""


def test_whoever_waits_is_let_in_only_by_a_decision(host: Host) -> None:
    host.enter("dev")
    assert host.said == "On the waiting list. Dev Rao, number 2 in the queue"
    assert host.statuses()["Dev Rao"] == "waiting"
    host.enter()
    assert (host.said, host.statuses()["Dev Rao"]) == ("Welcome, Dev. Dev Rao", "arrived")


def test_somebody_who_walks_in_has_a_seat_after_three_enters(host: Host) -> None:
    host.enter("zed  unknown")
    assert host.said == "Not on the list. Nobody here is called “zed  unknown”"
    host.enter()
    assert host.front.walk_in.name.text() == "Zed Unknown"
    assert QApplication.focusWidget() is host.front.walk_in.name
    QTest.keyClick(host.front.walk_in.name, ENTER)
    host.settled()
    assert (host.said, host.statuses()["Zed Unknown"]) == ("Welcome, Zed. Zed Unknown", "walk-in")
    assert host.under.startswith("Consent not given yet")
    assert QApplication.focusWidget() is host.box


def test_a_walk_in_of_a_known_address_is_refused_in_the_form(host: Host) -> None:
    host.enter("zed@example.org")
    host.enter()
    form = host.front.walk_in
    assert (form.name.text(), form.email.text()) == ("", "zed@example.org")
    QTest.keyClick(form.name, ENTER)
    assert form.name.accessibleDescription() == "Type what they are called."
    QTest.keyClicks(form.name, "Zed")
    form.email.setText("ada@example.org")
    QTest.keyClick(form.email, ENTER)
    host.settled()
    assert form.email.accessibleDescription().startswith("ada@example.org: somebody of this address is on the list")
    QTest.keyClick(form.email, ESC)
    assert host.under == "Did they walk in?. A name is enough."


def test_a_badge_scanned_into_the_form_is_a_badge(host: Host) -> None:
    host.enter("zed")
    host.enter()
    host.front.walk_in.name.clear()
    QTest.keyClicks(host.front.walk_in.name, host.badge("bo@example.org"))
    QTest.keyClick(host.front.walk_in.name, ENTER)
    host.settled()
    assert (host.just_in, "Zed" in host.statuses()) == (["Björn Ek"], False)


def test_a_full_house_is_said_and_still_open_to_a_decision(host: Host) -> None:
    for who in ("ada", "bjo", "cleo"):
        host.enter(who)
    host.enter()
    host.enter("zed")
    assert host.under == "Did they walk in?. Every chair is taken: 3 of 3."
    host.enter()
    form = host.front.walk_in
    assert form.keep.text() == "Let in all the same"
    QTest.mouseClick(form.keep, Qt.MouseButton.LeftButton)
    host.settled()
    assert host.statuses()["Zed"] == "walk-in"


def test_an_arrival_is_taken_back_with_its_reason(host: Host) -> None:
    host.enter("bjo")
    host.enter("ada")
    row = host.front.just_now.rows[1]
    assert min(row.undo.height() + 4, row.height()) >= 44
    QTest.mouseClick(row.undo, Qt.MouseButton.LeftButton)
    assert host.under == "Björn Ek is not in after all? Say why."
    QTest.keyClick(host.front.reasons.line, Qt.Key.Key_2)
    host.settled()
    assert host.said == "Taken back. Björn Ek is not in any more: left again"
    assert (host.statuses()["Björn Ek"], host.just_in) == ("confirmed", ["Ada Lind"])
    assert str(history(workspace=host.workspace, limit=1)[0].label) == "Take back a check-in: left again"
    assert QApplication.focusWidget() is host.box


def test_the_newest_arrival_is_taken_back_by_its_key_in_words_of_ones_own_and_consents_stay(host: Host) -> None:
    host.enter("bjo")
    consent.record_answers(workspace=host.workspace, session=ROOM, person="bo@example.org", refused=tuple(Purpose), locale="en")
    QTest.keyClick(host.box, Qt.Key.Key_U, CONTROL)
    QTest.keyClicks(host.front.reasons.line, "wrong door")
    QTest.keyClick(host.front.reasons.line, ENTER)
    host.settled()
    host.enter("bjo")
    assert (host.said, host.under) == ("Welcome, Björn. Björn Ek", "Every consent question is answered")


def test_a_badge_scanned_as_a_reason_is_a_badge(host: Host) -> None:
    host.enter("bjo")
    QTest.keyClick(host.box, Qt.Key.Key_U, CONTROL)
    QTest.keyClicks(host.front.reasons.line, host.badge("ada@example.org"))
    QTest.keyClick(host.front.reasons.line, ENTER)
    host.settled()
    assert (host.just_in, host.statuses()["Björn Ek"]) == (["Ada Lind", "Björn Ek"], "arrived")


def test_more_or_fewer_came_along_than_was_said_by_key_by_touch_and_undone(host: Host) -> None:
    def company() -> dict[str, int]:
        return {line.name: line.guests for line in roster_lines(workspace=host.workspace, session=ROOM) if line.guests}

    host.enter("bjo")
    QTest.keyClick(host.box, Qt.Key.Key_G, CONTROL)
    assert host.under == "How many came along with Björn Ek?"
    line = host.front.plus_ones.line
    QTest.keyClicks(line, "21")
    QTest.keyClick(line, ENTER)
    host.rest()
    assert (host.under, company()) == ("How many came along with Björn Ek?", {})
    assert line.accessibleDescription() == "21: not a number of guests up to 20. Type how many they bring."
    QTest.keyClicks(line, "12")
    QTest.keyClick(line, ENTER)
    host.rest()
    assert (host.said, company()) == ("Björn. Björn Ek, with 12 guests", {"Björn Ek": 12})
    assert host.under.startswith("Consent")
    assert "12 guests came along." in host.front.counts.sentence.text()

    QTest.keyClick(host.box, Qt.Key.Key_G, CONTROL)
    QTest.mouseClick(host.front.plus_ones.buttons[2], Qt.MouseButton.LeftButton)
    host.rest()
    assert (company(), QApplication.focusWidget()) == ({"Björn Ek": 2}, host.box)
    assert host.just_in == ["Björn Ek"]
    host.window.undo()
    host.rest()
    assert company() == {"Björn Ek": 12}


def test_a_badge_scanned_as_a_number_is_a_badge(host: Host) -> None:
    host.enter("bjo")
    QTest.keyClick(host.box, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(host.front.plus_ones.line, host.badge("ada@example.org"))
    QTest.keyClick(host.front.plus_ones.line, ENTER)
    host.rest()
    assert host.just_in == ["Ada Lind", "Björn Ek"]


def test_notes_for_the_host_are_behind_a_key_and_gone_with_the_next(host: Host) -> None:
    host.enter("ada")
    assert host.said == "Welcome, Ada. Ada Lind. 2 notes for the host"
    assert "nuts" not in "".join(widget.accessibleName() for widget in host.front.findChildren(object) if hasattr(widget, "accessibleName"))
    QTest.keyClick(host.box, Qt.Key.Key_I, CONTROL)
    host.settled()
    assert host.under == "Access: step-free. Diet: no nuts. Registered as: a…@example.org"
    host.type("b")
    assert host.under == ""


def test_notes_are_shown_by_a_finger_too_and_hidden_by_it(host: Host) -> None:
    host.enter("ada")
    link = host.front.flood.notes
    assert link.height() >= 44
    for shown in (True, False):
        QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        host.settled()
        assert host.under.startswith("Access") is shown


def test_answers_of_others_never_stand_in_the_list(host: Host) -> None:
    host.enter("bjo")
    consent.record_answers(workspace=host.workspace, session=ROOM, person="bo@example.org", refused=tuple(Purpose), locale="en")
    host.enter("ada")
    names = [row.accessibleName() for row in host.front.just_now.rows if not row.isHidden()]
    assert [name.split(", ")[2:] for name in names] == [["Ada Lind", "consent open"], ["Björn Ek"]]


def test_full_screen_leaves_nothing_but_the_door(host: Host) -> None:
    frame, window = host.window.frame, host.window

    def seen() -> tuple[bool, ...]:
        return frame.rail.isVisible(), frame.header.isVisible(), host.front.header.isVisible(), window.isFullScreen()

    QTest.keyClick(host.box, Qt.Key.Key_F11)
    assert seen() == (False, False, True, True)
    assert host.front.header.session.text() == "Bristol, 12 May 2026, 09:30"
    QTest.keyClick(host.box, ESC)
    assert seen() == (True, True, False, False)
    QTest.keyClick(host.box, Qt.Key.Key_F11)
    window.show_place(Place.ROSTER)
    assert (frame.rail.isVisible(), window.isFullScreen()) == (True, False)


def test_pasted_lines_and_control_characters_do_no_harm(host: Host) -> None:
    host.box.setText("  bjö\u2028rn\t\x07 ")
    QTest.keyClick(host.box, ENTER)
    host.settled()
    assert host.just_in == []
    host.box.clear()
    host.box.setText("\x1b\x00ek\r\n")
    QTest.keyClick(host.box, ENTER)
    host.settled()
    assert host.just_in == ["Björn Ek"]


def test_letters_typed_on_a_button_go_to_the_box(host: Host) -> None:
    host.enter("bjo")
    undo = host.front.just_now.rows[0].undo
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(undo, "ad")
    assert (host.box.text(), QApplication.focusWidget() is host.box) == ("ad", True)


def test_everything_is_reached_by_tab_and_pressed_by_enter(host: Host) -> None:
    host.enter("bjo")
    undo = host.front.just_now.rows[0].undo
    for _ in range(30):
        if QApplication.focusWidget() is undo:
            break
        QTest.keyClick(QApplication.focusWidget() or host.box, Qt.Key.Key_Tab)
    QTest.keyClick(undo, ENTER)
    assert host.under == "Björn Ek is not in after all? Say why."


def test_what_could_not_be_kept_is_said_and_tried_again(host: Host) -> None:
    ctx = host.window.ctx
    assert ctx.session is not None
    there = ctx.session
    ctx.session = replace(there, key="gone")
    host.screen.listing.session = "gone"
    host.enter("bjo")
    assert host.said.startswith("Not let in. gone: there is no session of this key")
    assert host.just_in == []
    ctx.session, host.screen.listing.session = there, ROOM
    host.enter()
    assert host.just_in == ["Björn Ek"]


def test_undo_of_the_window_takes_the_welcome_off_the_screen(host: Host) -> None:
    host.enter("bjo")
    QTest.keyClick(host.box, Qt.Key.Key_Z, CONTROL)
    host.settled()
    assert (host.just_in, host.statuses()["Björn Ek"]) == ([], "confirmed")
    assert host.said == REST


def test_in_another_language_the_door_goes_on(host: Host, settled: Callable[[], None]) -> None:
    host.window.options.use(LANGUAGE, "sv")
    settled()
    screen = host.window.frame.front
    assert isinstance(screen, DoorScreen)
    again = Host(host.window, screen, settled)
    again.enter("bjo")
    assert (again.just_in, again.front.header.saved.text()[:6]) == (["Björn Ek"], "Sparat")


def test_another_session_has_another_list(host: Host) -> None:
    host.enter("bjo")
    host.window.ctx.choose_session(LATER)
    host.settled()
    assert (host.just_in, host.said) == ([], REST)
    host.type("ev")
    assert host.shown == ["Eve Pole"]


def test_a_file_for_reading_only_says_so_and_still_finds_people(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    workspace = open_workspace(path=made(tmp_path), passphrase=None, read_only=True)
    window.opener.opened.emit(Opened(workspace, programme.list_sessions(workspace=workspace)))
    settled()
    window.ctx.choose_session(ROOM)
    window.show_place(Place.DOOR)
    settled()
    screen = window.frame.front
    assert isinstance(screen, DoorScreen)
    host = Host(window, screen, settled)
    assert host.under == "Open for reading only. Names can be looked up here; nobody can be let in."
    host.enter("bjo")
    assert host.said == "Expected. Björn Ek is on the list. This file is open for reading only"
    assert host.statuses()["Björn Ek"] == "confirmed"


def test_an_empty_list_leads_to_the_roster_and_lets_walk_ins_in(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    with create_workspace(path=tmp_path / "empty.council", passphrase=None, actor="kim") as workspace:
        given.apply(workspace, tmp_path, PLAN)
    host = open_door(window, settled, tmp_path / "empty.council")
    assert host.said == "Welcome. Nobody is on this list yet"
    assert host.under == "Who walks in can be added by name. Registrations are imported at the roster."


def test_a_workspace_without_a_session_leads_on(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    create_workspace(path=tmp_path / "bare.council", passphrase=None, actor="kim").close()
    window.open_path(tmp_path / "bare.council")
    settled()
    window.show_place(Place.DOOR)
    settled()
    screen = window.frame.front
    assert isinstance(screen, DoorScreen)
    assert screen.first_focus() is QApplication.focusWidget()
    assert screen.front.isHidden()


def test_the_matches_are_a_model_qt_trusts(qtmodeltester: ModelTester, host: Host) -> None:
    model = MatchModel()
    qtmodeltester.check(model)
    guests = door.look_up(workspace=host.workspace, session=ROOM, who="an").matches
    model.show_matches([match_of(translator("en"), guest, namesake=True) for guest in guests])
    model.show_matches(())
    assert model.rowCount() == 0
