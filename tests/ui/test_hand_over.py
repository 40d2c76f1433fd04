"""The laptop in a guest's hands: answered by keyboard and mouse, signed, refused as a whole, in any language, on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from council_app.db.models import Person
from council_app.domain.enums import Purpose
from council_app.errors import m_
from council_app.services.roster import roster_lines
from council_app.ui.core.consent import HandOverPage, PaperPage, hand_over, on_paper
from council_app.ui.core.consent.signature import SignaturePad
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from tests.program import rows

Settled = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALL = [each.value for each in Purpose]


class Guest:
    """Somebody at the door, and what the file says of them."""

    def __init__(self, window: MainWindow, settled: Settled) -> None:
        self.window, self.settled = window, settled
        workspace, session = window.ctx.workspace, window.ctx.session
        assert workspace is not None
        assert session is not None
        self.workspace, self.session = workspace, session.key
        lines = roster_lines(workspace=workspace, session=session.key)
        self.line = next(line for line in lines if line.status.was_there)
        self.done: list[str] = []

    def give(self) -> HandOverPage:
        """Hand the laptop over."""
        hand_over(
            self.window.ctx,
            session=self.session,
            attendance=self.line.id,
            done=lambda: self.done.append("done"),
            put_off=lambda: self.done.append("put off"),
        )
        self.settled()
        page = self.window.cover.page
        assert isinstance(page, HandOverPage)
        return page

    def newest(self) -> list[tuple[object, ...]]:
        """The answers given since, as they are kept."""
        with self.workspace.read() as reading:
            return rows(
                reading,
                "SELECT purpose, granted, wording, method, locale, signature IS NOT NULL FROM consent "
                f"WHERE attendance_id = '{self.line.id}' AND id > '{self.line.id}' AND at > '2026-11-20' ORDER BY id",
            )


@pytest.fixture
def guest(opened: MainWindow, settled: Settled) -> Guest:
    return Guest(opened, settled)


def press(key: Qt.Key | str, window: QWidget, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, or letters one after the other, on whatever has the keyboard then."""
    for each in key if isinstance(key, str) else (key,):
        QTest.keyClick(QApplication.focusWidget() or window, each, modifier)


def draw(pad: SignaturePad, *points: tuple[float, float]) -> None:
    """One stroke with the mouse."""
    places = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in points]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def test_nothing_is_chosen_beforehand_and_what_is_missing_is_said(guest: Guest) -> None:
    page = guest.give()
    assert [row.pair.value for row in page.form.questions.rows] == [None] * 6
    assert page.form.missing.text() == page.form.t("Please answer each question, or refuse everything.")
    assert (page.form.done.isEnabled(), page.form.done.toolTip()) == (False, page.form.missing.text())
    page.form.languages.choose(1)
    for row in page.form.questions.rows[:4]:
        row.pair.choose(yes=False)
    assert page.form.missing.text() == "2 answers are missing: sound recording and being contacted"
    page.form.questions.rows[5].pair.choose(yes=True)
    assert page.form.missing.text() == "One answer is missing: sound recording"
    page.form.questions.rows[4].pair.choose(yes=False)
    assert page.form.missing.text() == "Your signature is missing."
    page.form.questions.rows[5].pair.choose(yes=False)
    assert (page.form.missing.text(), page.form.done.isEnabled()) == ("Everything is answered.", True)


def test_letters_answer_and_go_on_arrows_switch_and_walk(guest: Guest) -> None:
    page = guest.give()
    rows = page.form.questions.rows
    assert QApplication.focusWidget() is rows[0].pair.yes
    press("jn", guest.window)  # Ja and Nej: the market's language comes first
    assert [row.pair.value for row in rows[:3]] == [True, False, None]
    press(Qt.Key.Key_Right, guest.window)
    assert rows[2].pair.value is False
    press(Qt.Key.Key_Left, guest.window)
    assert (rows[2].pair.value, QApplication.focusWidget()) == (True, rows[2].pair.yes)
    press(Qt.Key.Key_Up, guest.window)
    assert QApplication.focusWidget() is rows[1].pair.no
    press(Qt.Key.Key_Delete, guest.window)
    assert rows[1].pair.value is None
    press("njnnn", guest.window)
    assert [row.pair.value for row in rows] == [True, False, True, False, False, False]


def test_tab_stops_once_at_each_question_that_is_answered(guest: Guest) -> None:
    page = guest.give()
    for row in page.form.questions.rows:
        row.pair.choose(yes=False)
    page.form.questions.rows[0].pair.no.setFocus(Qt.FocusReason.TabFocusReason)
    walked = []
    for _ in range(6):
        walked.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab, guest.window)
    assert walked == [row.pair.no for row in page.form.questions.rows]


def test_a_signed_answer_is_kept_with_wording_language_and_lines(guest: Guest) -> None:
    page = guest.give()
    for row, yes in zip(page.form.questions.rows, (True, True, False, False, False, True), strict=True):
        QTest.mouseClick(row.pair.yes if yes else row.pair.no, Qt.MouseButton.LeftButton)
    assert page.form.done.isEnabled() is False
    draw(page.form.sign.pad, (0.1, 0.5))
    assert page.form.done.isEnabled() is False
    draw(page.form.sign.pad, (0.1, 0.5), (0.3, 0.2), (0.6, 0.7))
    QTest.mouseClick(page.form.done, Qt.MouseButton.LeftButton)
    guest.settled()
    assert guest.newest() == [
        ("notes", 1, "2026-03", "screen", "sv-SE", 1),
        ("quote_internal", 1, "2026-03", "screen", "sv-SE", 1),
        ("contact", 1, "2026-03", "screen", "sv-SE", 1),
        ("quote_public", 0, "2026-03", "screen", "sv-SE", 1),
        ("photo", 0, "2026-03", "screen", "sv-SE", 1),
        ("recording", 0, "2026-03", "screen", "sv-SE", 1),
    ]
    with guest.workspace.read() as reading:
        (text,) = {row[0] for row in rows(reading, "SELECT signature FROM consent WHERE signature IS NOT NULL")}
    strokes = json.loads(str(text))
    assert [len(stroke) for stroke in strokes] == [1, 3]
    assert all(0 <= share <= 1 for stroke in strokes for point in stroke for share in point)


def test_the_thank_you_shows_no_answer_and_no_guests_key_leaves_it(guest: Guest) -> None:
    page = guest.give()
    QTest.mouseClick(page.form.refuse, Qt.MouseButton.LeftButton)
    guest.settled()
    assert (page.asking, page.form.touched) == (False, False)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        press(key, page)
    press("jn", page)
    assert (guest.window.cover.page, guest.done) == (page, [])
    press(Qt.Key.Key_Return, page, CONTROL)
    assert (guest.window.cover.page, guest.done) == (None, ["done"])


def test_refusing_everything_is_one_press_and_the_guest_stays(guest: Guest) -> None:
    page = guest.give()
    page.form.questions.rows[0].pair.choose(yes=True)
    assert (page.form.refuse.isEnabled(), page.form.refuse.height()) == (True, page.form.done.height())
    QTest.mouseClick(page.form.refuse, Qt.MouseButton.LeftButton)
    guest.settled()
    assert guest.newest() == [(purpose, 0, "2026-03", "screen", "sv-SE", 0) for purpose in ALL]
    line = next(line for line in roster_lines(workspace=guest.workspace, session=guest.session) if line.id == guest.line.id)
    assert (line.status, line.consents, line.refused) == (guest.line.status, (), tuple(Purpose))
    page.aside.buttons[0].click()
    assert (page.asking, [row.pair.value for row in page.form.questions.rows]) == (True, [None] * 6)


def test_another_language_keeps_answers_and_ink_and_is_noted(guest: Guest) -> None:
    page = guest.give()
    form = page.form
    for row, yes in zip(form.questions.rows, (True, False, False, False, False, False), strict=True):
        row.pair.choose(yes=yes)
    draw(form.sign.pad, (0.1, 0.5), (0.3, 0.2), (0.6, 0.7))
    ink = form.sign.pad.strokes
    menu = form.languages.menu()
    next(action for action in menu.actions() if action.text() == "Deutsch").trigger()
    assert (form.questions.granted, form.questions.missing, form.sign.pad.strokes) == ((Purpose.NOTES,), (), ink)
    assert form.questions.rows[0].pair.accessibleName() == "Aufschreiben, was ich sage"
    assert [button.text() for button in form.languages.buttons if button.isChecked()] == ["Deutsch"]
    QTest.mouseClick(form.done, Qt.MouseButton.LeftButton)
    guest.settled()
    assert {row[4] for row in guest.newest()} == {"de"}


def test_who_cannot_sign_says_it_aloud(guest: Guest) -> None:
    page = guest.give()
    page.form.languages.choose(1)
    for row in page.form.questions.rows:
        row.pair.choose(yes=True)
    assert page.form.sign.other.text() == "I cannot sign"
    QTest.mouseClick(page.form.sign.other, Qt.MouseButton.LeftButton)
    draw(page.form.sign.pad, (0.1, 0.5), (0.3, 0.2), (0.6, 0.7))
    assert (page.form.sign.pad.empty, page.form.done.isEnabled(), page.form.sign.other.text()) == (True, True, "Sign after all")
    QTest.mouseClick(page.form.done, Qt.MouseButton.LeftButton)
    guest.settled()
    assert {row[3:] for row in guest.newest()} == {("verbal", "en-GB", 0)}


def test_again_wipes_the_ink(guest: Guest) -> None:
    pad = guest.give().form.sign.pad
    draw(pad, (0.1, 0.5), (0.3, 0.2), (0.6, 0.7))
    QTest.mouseClick(guest.window.cover.page.form.sign.other, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert pad.empty is True


def test_a_finger_draws_as_the_mouse_does(guest: Guest) -> None:
    pad = guest.give().form.sign.pad
    screen = guest.window.windowHandle()
    touch = QTest.touchEvent(screen, QTest.createTouchDevice())
    start, end = (pad.mapTo(guest.window, place) for place in (QPoint(20, 60), QPoint(120, 30)))
    touch.press(0, start, screen).commit()
    touch.move(0, end, screen).commit()
    touch.release(0, end, screen).commit()
    assert [len(stroke) for stroke in pad.strokes] == [2]
    assert pad.signed is True


def test_escape_loses_no_answer(guest: Guest) -> None:
    page = guest.give()
    press("jn", guest.window)
    press(Qt.Key.Key_Escape, page)
    assert (page.asking, guest.window.cover.page) == (False, page)
    press(Qt.Key.Key_Escape, page)
    assert (page.asking, [row.pair.value for row in page.form.questions.rows][:2]) == (True, [True, False])
    press(Qt.Key.Key_Escape, page)
    press(Qt.Key.Key_Return, page, CONTROL)
    assert (guest.window.cover.page, guest.done, guest.newest()) == (None, ["put off"], [])


def test_no_key_of_the_team_works_meanwhile(guest: Guest, visit: Callable[[Place], Screen]) -> None:
    visit(Place.ROOM)
    page = guest.give()
    for key in (Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_2, Qt.Key.Key_W):
        press(key, page, CONTROL)
    assert (guest.window.frame.place, guest.window.palette_overlay.isVisible(), guest.window.cover.page) == (Place.ROOM, False, page)


def test_somebody_elses_data_is_nowhere_on_the_page(guest: Guest) -> None:
    page = guest.give()
    lines = [line for line in roster_lines(workspace=guest.workspace, session=guest.session) if line.id != guest.line.id]
    said = "\n".join(f"{each.accessibleName()} {each.accessibleDescription()} {each.toolTip()}" for each in page.findChildren(QWidget))
    assert [name for line in lines for name in (line.name, line.email, line.seat or "–") if name in said] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 620), (860, 700), (640, 400), (560, 360)])
@pytest.mark.parametrize("language", ["sv", "en", "de", "fr", "nl"])
def test_the_way_out_shows_in_every_window_and_nothing_is_cut_off(guest: Guest, language: str, width: int, height: int) -> None:
    page = guest.give()
    page.form.languages.choose([text.wording.language for text in page._sheet.newest].index(language))
    guest.window.resize(width, height)
    QApplication.processEvents()
    whole = page.rect()
    for button in (page.form.done, page.form.refuse):
        corner = button.mapTo(page, QPoint(0, 0))
        assert whole.contains(corner)
        assert whole.contains(corner + QPoint(button.width() - 1, button.height() - 1))
    area = page.form.area
    inside = area.widget()
    assert inside is not None
    assert inside.width() <= area.viewport().width()
    for row in page.form.questions.rows:
        area.ensureWidgetVisible(row.pair, 0, 0)
        corner = row.pair.mapTo(area.viewport(), QPoint(0, 0))
        assert area.viewport().rect().contains(corner)


def test_paper_is_a_way_that_the_team_can_go_at_once(guest: Guest) -> None:
    page = guest.give()
    QTest.mouseClick(page.form.paper, Qt.MouseButton.LeftButton)
    assert page.asking is False
    page.aside.buttons[1].click()
    guest.settled()
    form = guest.window.cover.page
    assert isinstance(form, PaperPage)
    press("ynyn", guest.window)
    assert form.said.text() == "2 boxes are open and stay unanswered."
    press(Qt.Key.Key_Return, form, CONTROL)
    guest.settled()
    assert (guest.window.cover.page, guest.done) == (None, ["done"])
    assert guest.newest() == [
        ("notes", 1, "2026-03", "paper", "sv-SE", 0),
        ("quote_public", 1, "2026-03", "paper", "sv-SE", 0),
        ("quote_internal", 0, "2026-03", "paper", "sv-SE", 0),
        ("photo", 0, "2026-03", "paper", "sv-SE", 0),
    ]


def test_a_paper_form_says_what_is_on_record_and_warns_before_it_is_left(guest: Guest) -> None:
    on_paper(guest.window.ctx, session=guest.session, attendance=guest.line.id, put_off=lambda: guest.done.append("put off"))
    guest.settled()
    page = guest.window.cover.page
    assert isinstance(page, PaperPage)
    assert page.keep.isEnabled() is False
    press("y", guest.window)
    page.method._group.button(1).click()
    page.language._group.button(2).click()
    assert page.rows[0].pair.accessibleName() == "Aufschreiben, was ich sage"
    press(Qt.Key.Key_Escape, page)
    assert guest.window.cover.page is page
    press(Qt.Key.Key_Escape, page)
    assert (guest.window.cover.page, guest.done, guest.newest()) == (None, ["put off"], [])


def test_a_full_disk_is_said_on_the_page_and_the_answers_stay(guest: Guest, sample: Path) -> None:
    page = guest.give()
    guest.workspace.read_only = True
    for row in page.form.questions.rows:
        row.pair.choose(yes=False)
    QTest.mouseClick(page.form.done, Qt.MouseButton.LeftButton)
    guest.settled()
    assert (page.asking, len(page.form.questions.refused), page.form.done.isEnabled()) == (True, 6, True)
    assert page.form.missing.text().startswith("Not kept: ")
    guest.workspace.read_only = False
    QTest.mouseClick(page.form.done, Qt.MouseButton.LeftButton)
    guest.settled()
    assert (page.asking, len(guest.newest())) == (False, 6)


def test_a_name_of_two_hundred_letters_is_greeted_in_short(guest: Guest) -> None:
    with guest.workspace.write(m_("Name somebody")) as writing:
        writing.get_one(Person, guest.line.person_id).name = "{" + "W" * 199
    page = guest.give()
    page.form.languages.choose(1)
    assert page.form._greeting.text() == "{" + "W" * 22 + "…, what may we do?"
    guest.window.resize(640, 400)
    QApplication.processEvents()
    assert page.form.area.widget().width() <= page.form.area.viewport().width()  # type: ignore[union-attr]
