"""The laptop in a guest's hands for a questionnaire: by keyboard, by touch, in another language, left only by the team."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from council_app.domain.questionnaires import Answer
from council_app.services.answering import answers_given, questions_due
from council_app.services.plan import apply_plan
from council_app.services.roster import roster_lines
from council_app.ui.core.questionnaire import AnswerPage, answer_by_hand
from council_app.ui.core.questionnaire.large import NARROWEST
from council_app.ui.core.questionnaire.points import Points
from council_app.ui.core.questionnaire.steps import ChoiceStep, NumbersStep, OpenStep
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from tests.pausing import pause

Settled = Callable[[], None]
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAN = """
council: 1
scripts:
  - key: everything
    title: Everything
    tasks: [{key: try, text: Try it}]
    questions:
      - {key: ease, kind: seq, after: try}
      - {key: sus, kind: sus}
      - {key: nps, kind: nps}
      - {key: which, kind: choice, text: Which one?, choices: [now, at the end of the month, in three parts]}
      - {key: more, kind: open, text: What else?}
councils: [{key: COUNCIL, sessions: [{key: SESSION, script: everything}]}]
"""


class Guest:
    """Somebody in the room, and what the file holds of them."""

    def __init__(self, window: MainWindow, settled: Settled, folder: Path) -> None:
        self.window, self.settled = window, settled
        workspace, session = window.ctx.workspace, window.ctx.session
        assert workspace is not None
        assert session is not None
        self.workspace, self.session = workspace, session.key
        plan = folder / "everything.yaml"
        plan.write_text(PLAN.replace("COUNCIL", session.council_key).replace("SESSION", session.key), encoding="utf-8")
        window.ctx.jobs.submit(lambda _: apply_plan(workspace=workspace, path=plan), owner=window, done=lambda _: None, failed=print)
        settled()
        self.id = next(line.id for line in roster_lines(workspace=workspace, session=session.key) if line.status.was_there)
        self.others = [line.name for line in roster_lines(workspace=workspace, session=session.key) if line.id != self.id]
        self.keys = {each.id: each.key for each in questions_due(workspace=workspace, attendance=self.id)}
        self.told: list[str] = []

    def give(self, *keys: str, language: str = "en") -> AnswerPage:
        """Hand the laptop over for some questions, or all."""
        answer_by_hand(
            self.window.ctx,
            attendance=self.id,
            questions=[each for each, key in self.keys.items() if key in keys] or None,
            language=language,
            done=lambda: self.told.append("done"),
            put_off=lambda: self.told.append("put off"),
        )
        self.settled()
        page = self.window.cover.page
        assert isinstance(page, AnswerPage)
        return page

    def kept(self) -> dict[str, Answer]:
        """What the file holds, by key of the question."""
        given = answers_given(workspace=self.workspace, session=self.session)
        return {self.keys[question]: answer for (who, question), answer in given.items() if who == self.id and question in self.keys}


@pytest.fixture
def guest(opened: MainWindow, settled: Settled, tmp_path: Path) -> Guest:
    return Guest(opened, settled, tmp_path)


def press(window: QWidget, keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, or letters one after the other, on whatever has the keyboard then."""
    for each in keys if isinstance(keys, str) else (keys,):
        QTest.keyClick(QApplication.focusWidget() or window, each, modifier)


def scales(page: AnswerPage) -> tuple[Points, ...]:
    step = page.form.step
    assert isinstance(step, NumbersStep)
    return step.scales


def words(page: AnswerPage) -> str:
    """Everything that can be read on the page or heard from it."""
    heard = [each.accessibleName() + each.text() for each in page.findChildren(QPushButton)]
    return "\n".join([*heard, *(each.text() for each in page.findChildren(Text)), *(each.text() for each in page.findChildren(QLabel))])


def test_everything_is_answered_by_keyboard_alone(guest: Guest) -> None:
    page = guest.give()
    press(page, "6")
    press(page, Qt.Key.Key_Return)  # on Next
    press(page, "5142323452")
    press(page, Qt.Key.Key_Space)
    press(page, "10")
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return)
    press(page, "The date.")
    press(page, Qt.Key.Key_Return, CONTROL)
    guest.settled()
    press(page, Qt.Key.Key_Return, CONTROL)
    kept = {"ease": 6, "sus": (5, 1, 4, 2, 3, 2, 3, 4, 5, 2), "nps": 10, "which": "at the end of the month", "more": "The date."}
    assert (guest.kept(), guest.told, guest.window.cover.page) == (kept, ["done"], None)


def test_everything_is_answered_by_touch(guest: Guest) -> None:
    page = guest.give("ease", "which")
    QTest.mouseClick(scales(page)[0].buttons[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.next, Qt.MouseButton.LeftButton)
    step = page.form.step
    assert isinstance(step, ChoiceStep)
    QTest.mouseClick(step.buttons[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.form.next, Qt.MouseButton.LeftButton)
    guest.settled()
    assert guest.kept() == {"ease": 2, "which": "in three parts"}


def test_nothing_is_chosen_beforehand_and_next_waits(guest: Guest) -> None:
    page = guest.give()
    assert [step.value for step in page.form.steps] == [None] * 5
    assert [(page.form._show(place), page.form.next.isEnabled())[1] for place in range(5)] == [False] * 5


def test_what_is_skipped_is_not_answered(guest: Guest) -> None:
    page = guest.give("ease", "sus", "nps")
    page.form.skip.click()
    press(page, "55")
    page.form.skip.click()
    press(page, "0")
    page.form.next.click()
    guest.settled()
    assert guest.kept() == {"sus": (5, 5, *[None] * 8), "nps": 0}


def test_going_back_keeps_what_was_answered(guest: Guest) -> None:
    page = guest.give("ease", "nps")
    press(page, "3")
    page.form.next.click()
    page.form.back.click()
    assert (page.form.step.value, scales(page)[0].value) == (3, 3)


def test_another_language_keeps_every_answer(guest: Guest) -> None:
    page = guest.give("ease", language="de")
    before = words(page)
    press(page, "4")
    page.form.languages.choose(guest_place(page, "fr"))
    assert ("Aufgabe insgesamt" in before, "cette tâche" in words(page), page.form.step.value) == (True, True, 4)


def guest_place(page: AnswerPage, language: str) -> int:
    return page._sheet.languages.index(language)


@pytest.mark.parametrize("language", ["en", "sv", "de", "fr", "nl"])
def test_no_point_is_too_small_for_a_thumb(guest: Guest, qtbot: QtBot, language: str) -> None:
    guest.window.resize(640, 400)
    page = guest.give(language=language)
    small = []
    for place in range(len(page.form.steps)):
        page.form._show(place)
        QApplication.processEvents()
        shown = [each for each in page.findChildren(QPushButton) if each.isVisible()]
        small += [each.accessibleName() for each in shown if min(each.width(), each.height()) < NARROWEST]
    assert small == []


def test_a_guest_sees_nobody_else(guest: Guest) -> None:
    page = guest.give()
    seen = words(page)
    assert [name for name in guest.others if name and name in seen] == []


def test_no_key_of_the_team_or_of_a_guest_leads_away_in_one_press(guest: Guest) -> None:
    page = guest.give("ease")
    press(page, "7")
    for key, modifier in ((Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_K, CONTROL), (Qt.Key.Key_2, CONTROL)):
        press(guest.window, key, modifier)
    assert (guest.window.cover.page, page.asking) == (page, False)
    press(page, Qt.Key.Key_Escape)
    assert (page.asking, page.form.step.value) == (True, 7)


def test_stopping_keeps_nothing_unless_the_team_says_so(guest: Guest) -> None:
    page = guest.give("ease", "nps")
    press(page, "7")
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Return, CONTROL)
    guest.settled()
    assert (guest.kept(), guest.told) == ({}, ["put off"])
    page = guest.give("ease", "nps")
    press(page, "7")
    press(page, Qt.Key.Key_Escape)
    page.aside.buttons[1].click()
    guest.settled()
    assert guest.kept() == {"ease": 7}


def test_a_thank_you_holds_no_answer_and_answering_again_starts_empty(guest: Guest) -> None:
    page = guest.give("more")
    press(page, "Only for the team")
    page.form.next.click()
    guest.settled()
    assert page.asking is False
    page.aside.buttons[0].click()
    step = page.form.step
    assert isinstance(step, OpenStep)
    assert (page.asking, step.edit.toPlainText(), "Only for the team" in words(page)) == (True, "", False)


def test_what_could_not_be_kept_stays_on_the_page(guest: Guest) -> None:
    page = guest.give("ease")
    press(page, "7")
    guest.workspace.read_only = True
    page.form.next.click()
    guest.settled()
    guest.workspace.read_only = False
    assert page.form.said.text().startswith("Not kept: the workspace is open for reading only.")
    page.form.next.click()
    guest.settled()
    assert guest.kept() == {"ease": 7}


def test_arrows_walk_and_delete_takes_back(guest: Guest) -> None:
    page = guest.give("sus")
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Up)
    assert page.form.step.value == (2, 1, *[None] * 8)
    press(page, Qt.Key.Key_Delete)
    assert page.form.step.value == (None, 1, *[None] * 8)


def lights_out(guest: Guest) -> None:
    """The page is gone without a word, and what was answered was at most a moment behind."""
    page = guest.window.cover.page
    assert isinstance(page, AnswerPage)
    pause(150)
    guest.settled()
    page.closed.emit()
    guest.settled()


def test_half_a_questionnaire_is_there_again_after_a_power_cut(guest: Guest) -> None:
    page = guest.give()
    press(page, "6")
    press(page, Qt.Key.Key_Return)
    press(page, "514")
    page.form.languages.choose(1)
    lights_out(guest)
    assert guest.kept() == {}
    page = guest.give()
    assert [step.value for step in page.form.steps] == [6, (5, 1, 4, *[None] * 7), None, None, None]
    assert (page.form.pages.currentIndex(), page.form.language) == (1, page._sheet.languages[1])


def test_a_guest_who_stopped_begins_with_nothing(guest: Guest) -> None:
    page = guest.give("ease", "which")
    press(page, "6")
    pause(150)
    guest.settled()
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Return, CONTROL)
    guest.settled()
    assert [step.value for step in guest.give("ease", "which").form.steps] == [None, None]


def test_who_was_done_begins_with_nothing(guest: Guest) -> None:
    page = guest.give("ease", "more")
    press(page, "6")
    press(page, Qt.Key.Key_Return)
    press(page, "The date.")
    page.form.next.click()
    guest.settled()
    pause(150)
    guest.settled()
    press(page, Qt.Key.Key_Return, CONTROL)
    assert [step.value for step in guest.give("ease", "more").form.steps] == [None, None]
    assert guest.kept() == {"ease": 6, "more": "The date."}
