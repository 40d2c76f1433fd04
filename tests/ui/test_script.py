"""A script written from the keyboard: added, moved, deleted, taken back; one that was used is only to be read, and is rehearsed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from council_app.domain.enums import QuestionKind
from council_app.services import demo
from council_app.services.scripts.reading import scripts
from council_app.services.workspace import create_workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.script.rows import words
from council_app.ui.screens.script.view import ScriptScreen

ENTER, ESC, UP, DOWN, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete
ALT, CONTROL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
Settled = Callable[[], None]
Press = Callable[..., None]


@pytest.fixture
def press(opened: MainWindow, settled: Settled) -> Press:
    """A key wherever the keyboard is; then everything is kept and read again."""

    def key(pressed: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or opened, pressed, modifier)
        settled()

    return key


@pytest.fixture
def used(visit: Callable[[Place], ScriptScreen]) -> ScriptScreen:
    """The script that the sample's evening was asked by."""
    return visit(Place.SCRIPT)


def typed(text: str) -> None:
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(edit, text)


def outline(screen: ScriptScreen) -> list[str]:
    """The parts of the script at hand, in words."""
    return [words(row, screen.t).strip() for row in screen.model.rows if row.line is not None]


def write(press: Press) -> None:
    """A script with a section, a task with a probe and a must-ask, and a question."""
    press(Qt.Key.Key_N, ALT)
    typed("Paying")
    press(ENTER)
    press(Qt.Key.Key_E, ALT)
    typed("Warm-up")
    press(ENTER)
    press(Qt.Key.Key_T, ALT)
    typed("Pay for the shoes")
    press(Qt.Key.Key_P, ALT)
    typed("What did you expect?")
    press(ENTER, CONTROL)
    press(Qt.Key.Key_Q, ALT)
    typed("How was it?")
    press(ENTER)


def test_a_script_is_written_by_keys_alone(used: ScriptScreen, opened: MainWindow, press: Press) -> None:
    write(press)
    assert outline(used) == ["Warm-up", "Pay for the shoes", "? How was it?"]
    workspace = opened.ctx.workspace
    assert workspace is not None
    found = next(each for each in scripts(workspace=workspace) if each.title == "Paying")
    assert [(task.text, task.section, task.probes) for task in found.tasks] == [
        ("Pay for the shoes", found.sections[0].key, ("What did you expect?",))
    ]
    assert [(each.kind, each.text, each.after) for each in found.questions] == [(QuestionKind.OPEN, "How was it?", found.tasks[0].key)]


def test_parts_are_moved_deleted_and_brought_back(used: ScriptScreen, press: Press) -> None:
    write(press)
    press(ESC)
    press(Qt.Key.Key_T, ALT)
    typed("Send them back")
    press(ENTER, CONTROL)
    press(ESC)
    assert outline(used) == ["Warm-up", "Pay for the shoes", "? How was it?", "Send them back"]
    press(UP, ALT)
    assert outline(used) == ["Warm-up", "Send them back", "Pay for the shoes", "? How was it?"]
    assert (used.row is not None and used.row.line is not None and used.row.line.part.key) == "send-them-back"
    press(UP, ALT)
    assert outline(used) == ["Send them back", "Warm-up", "Pay for the shoes", "? How was it?"]
    used.table.setFocus()
    press(DELETE)
    assert outline(used) == ["Warm-up", "Pay for the shoes", "? How was it?"]
    press(Qt.Key.Key_Z, CONTROL)
    assert outline(used) == ["Send them back", "Warm-up", "Pay for the shoes", "? How was it?"]


def test_what_is_typed_is_kept_when_the_field_is_left_and_escape_puts_back(used: ScriptScreen, press: Press) -> None:
    write(press)
    press(ESC)
    press(Qt.Key.Key_F2)
    typed("Nothing of this")
    press(ESC)
    assert outline(used)[-1] == "? How was it?"
    press(Qt.Key.Key_F2)
    typed("What was hard?")
    used.table.setFocus()
    press(DOWN)
    assert outline(used)[-1] == "? What was hard?"


def test_a_number_that_is_none_is_said_at_its_field(used: ScriptScreen, press: Press) -> None:
    write(press)
    press(ESC)
    press(UP)
    assert used.editor.form is used.editor.task
    minutes = used.editor.task.edits["minutes"]
    minutes.setFocus()
    typed("ten")
    press(ENTER)
    assert minutes.accessibleDescription() == "Write a whole number."
    minutes.selectAll()
    typed("10")
    press(ENTER)
    assert used.script is not None
    assert used.script.minutes == 10


def test_a_section_names_what_it_tests_and_goes_back_to_what_the_script_tests(used: ScriptScreen, opened: MainWindow, press: Press) -> None:
    def under_test() -> list[str | None]:
        assert used.script is not None
        return [used.script.prototype, *(section.prototype for section in used.script.sections)]

    write(press)
    press(ESC)
    press(UP)
    press(UP)
    assert used.editor.form is used.editor.section
    name = used.editor.section.edits["prototype"]
    name.setFocus()
    typed("copper hatch")
    press(ENTER)
    assert under_test() == [None, "copper-hatch"]
    used.table.setFocus()
    press(UP)
    assert (used.editor.form is used.editor.script, used.editor.script.value("prototype")) == (True, "")
    press(DOWN)
    assert used.editor.section.value("prototype") == "copper hatch"
    name.setFocus()
    name.selectAll()
    press(DELETE)
    press(ENTER)
    assert under_test() == [None, None]
    press(ESC)
    press(Qt.Key.Key_Z, CONTROL)
    assert under_test() == [None, "copper-hatch"]


def test_a_used_script_is_read_only_until_its_next_version_is_made(used: ScriptScreen, opened: MainWindow, press: Press) -> None:
    assert used.script is not None
    before = outline(used)
    assert (used.script.frozen, used.version.isVisible(), used.editor.script.edits["title"].isReadOnly()) == (True, True, True)
    assert used.version.text() == "Make version 2"
    press(Qt.Key.Key_T, ALT)
    assert outline(used) == before
    press(Qt.Key.Key_V, ALT)
    assert (used.script.version, used.script.frozen, used.version.isVisible()) == (2, False, False)
    assert outline(used) == before
    assert opened.frame.notice.isVisible()
    press(Qt.Key.Key_Z, CONTROL)
    assert used.script.version == 1


def test_a_rehearsal_is_played_under_a_band_and_cleared(used: ScriptScreen, opened: MainWindow, press: Press, settled: Settled) -> None:
    band = opened.frame.rehearsal
    assert not band.isVisible()
    press(Qt.Key.Key_R, ALT)
    session = opened.ctx.session
    assert session is not None
    assert (session.rehearsal, opened.frame.place, band.isVisible(), band.word.text()) == (True, Place.ROOM, True, "REHEARSAL")
    held = [each.notes for each in opened.ctx.sessions if each.key == demo.SESSION]
    band.clear_button.setFocus()
    press(Qt.Key.Key_Space)
    settled()
    assert not band.isVisible()
    assert [each for each in opened.ctx.sessions if each.rehearsal] == []
    assert [each.notes for each in opened.ctx.sessions if each.key == demo.SESSION] == held


def test_the_choice_of_a_questionnaire_keeps_no_words_of_its_own(used: ScriptScreen, press: Press) -> None:
    write(press)
    assert used.editor.form is used.editor.question
    used.editor.question.kinds.button(1).setFocus()
    press(Qt.Key.Key_Space)
    assert outline(used)[-1] == "? Usability (SUS)"
    assert used.editor.question.value("text") == ""
    used.editor.question.edits["text"].setFocus()
    typed("About the whole")
    press(ENTER)
    assert used.script is not None
    assert [(each.kind, each.text) for each in used.script.questions] == [(QuestionKind.SUS, "About the whole")]


def test_an_empty_workspace_offers_the_first_script(window: MainWindow, settled: Settled, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("empty") / "e.council"
    create_workspace(path=path, passphrase=None).close()
    window.open_path(path, "")
    settled()
    window.show_place(Place.SCRIPT)
    settled()
    screen = window.frame.front
    assert isinstance(screen, ScriptScreen)
    assert QApplication.focusWidget() is screen.first_focus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    settled()
    typed("Our first")
    QTest.keyClick(QApplication.focusWidget() or window, ENTER)
    settled()
    assert [words(row, screen.t) for row in screen.model.rows] == ["Our first"]


@pytest.mark.parametrize("size", [(640, 400), (860, 600), (1280, 800)])
def test_nothing_is_wider_than_its_window(used: ScriptScreen, opened: MainWindow, settled: Settled, size: tuple[int, int]) -> None:
    opened.resize(*size)
    settled()
    assert (opened.width(), opened.height()) == size
    assert used.columns.one_column == (size[0] < 1000)


@pytest.mark.parametrize("width", [1280, 700])
def test_a_notice_lies_over_no_button_of_the_outline(used: ScriptScreen, opened: MainWindow, press: Press, width: int) -> None:
    opened.resize(width, 800)
    press(Qt.Key.Key_V, ALT)
    press(Qt.Key.Key_T, ALT)
    used.columns.show_pane(0)
    opened.ctx.noticed.emit("Said once more.", True)
    notice = opened.frame.notice
    lies = QRect(notice.mapTo(opened, QPoint()), notice.size())
    buttons = [each for each in used.outline.findChildren(QPushButton) if each.isVisible()]
    assert (notice.isVisible(), len(buttons)) == (True, 4)
    assert [each.accessibleName() for each in buttons if QRect(each.mapTo(opened, QPoint()), each.size()).intersects(lies)] == []


def test_a_question_is_taken_to_another_task_by_key_and_by_mouse(used: ScriptScreen, press: Press, settled: Settled) -> None:
    write(press)
    press(ESC)
    press(Qt.Key.Key_T, ALT)
    typed("Send them back")
    press(ENTER, CONTROL)
    press(ESC)
    assert outline(used) == ["Warm-up", "Pay for the shoes", "? How was it?", "Send them back"]
    used.table.selectRow(next(place for place, row in enumerate(used.model.rows) if words(row, used.t).strip() == "? How was it?"))
    press(DOWN, ALT)
    assert outline(used) == ["Warm-up", "Pay for the shoes", "Send them back", "? How was it?"]
    drag(used, "? How was it?", "Pay for the shoes")
    settled()
    assert outline(used) == ["Warm-up", "Pay for the shoes", "? How was it?", "Send them back"]


def drag(screen: ScriptScreen, name: str, onto: str) -> None:
    """Take one row of the outline to another with the mouse."""
    rows = {words(row, screen.t).strip(): place for place, row in enumerate(screen.model.rows)}
    start, end = (screen.table.visualRect(screen.model.index(rows[each], 0)).center() for each in (name, onto))
    view = screen.table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(view, start + (end - start) * part)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, end)


def test_a_question_let_go_on_another_script_stays_and_is_told_so(
    used: ScriptScreen, opened: MainWindow, press: Press, settled: Settled
) -> None:
    other = used.script
    assert other is not None
    write(press)
    press(ESC)
    before, told = outline(used), []
    opened.ctx.noticed.connect(lambda sentence, _undo: told.append(sentence))
    drag(used, "? How was it?", other.title)
    settled()
    assert (outline(used), told) == (before, ["A question stays in its script. Nothing was changed."])


def test_parts_made_here_take_their_keys_from_their_first_words(used: ScriptScreen, press: Press) -> None:
    write(press)
    script = used.script
    assert script is not None
    assert (script.key, script.sections[0].key, script.tasks[0].key, script.questions[0].key) == (
        "paying",
        "warm-up",
        "pay-for-the-shoes",
        "how-was-it",
    )
