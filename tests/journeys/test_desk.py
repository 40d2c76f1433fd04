"""Two hundred notes from a table, coded from the keyboard: found, tagged, merged, compared, grouped, drawn, taken elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from council_app.bootstrap import main
from council_app.services import rounds
from council_app.services.workspace import create_workspace, open_workspace
from council_app.settings import load_settings
from council_app.ui.mainwindow.app import Dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.board.pages import BoardsPage
from council_app.ui.screens.tagging.coders.agreement import AgreementPage
from council_app.ui.screens.tagging.coders.page import CodersPage
from council_app.ui.screens.tagging.themes.page import ThemesPage
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
Key = Qt.Key
NONE, ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PATIENCE = 120_000
"""Milliseconds until what is learned is learned, however busy the machine is; nothing is measured by it."""
SUBJECTS = {
    "Fees/Late fee": (
        "the fee came late",
        "charged forty kronor",
        "a fee nobody named",
        "the reminder cost more",
        "paid and charged again",
    ),
    "Tone": (
        "the letter sounds angry",
        "they write like a judge",
        "cold words again",
        "the letter reads like a threat",
        "no please, no thanks",
    ),
    "App": ("the app is slow", "the screen froze", "tapped twice and nothing", "the app forgot my card", "cannot find the button"),
}
ROWS, LEFT_OPEN = 200, 50
CODINGS = """
    SELECT n.text, t.path, nt.whole, nt.coder, NULL, NULL FROM note_tag nt JOIN note n ON n.id = nt.note_id JOIN tag t ON t.id = nt.tag_id
    UNION ALL
    SELECT n.text, t.path, NULL, h.coder, h.starts, h.ends FROM highlight h JOIN note n ON n.id = h.note_id JOIN tag t ON t.id = h.tag_id
"""


class Researcher:
    """Somebody at the desk, with a keyboard and the file."""

    def __init__(self, window: MainWindow, qtbot: QtBot, path: Path) -> None:
        self.window, self._bot, self.path = window, qtbot, path

    # -- hands

    def settle(self) -> None:
        """Both workers have nothing left to do, and what they found has arrived."""
        jobs, side = self.window.ctx.jobs, self.window.ctx.side
        self._bot.waitUntil(lambda: not jobs.busy and not side.busy, timeout=PATIENCE)
        self._bot.wait(1)
        self._bot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE)

    def press(self, key: Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """One key, wherever the keyboard is."""
        for _ in range(times):
            QTest.keyClick(self.keyboard, key, held)
            self.settle()

    def type(self, words: str) -> None:
        """Letter by letter, wherever each finds the keyboard."""
        for letter in words:
            QTest.keyClicks(self.keyboard, letter)
        self.settle()

    def find(self, words: str, notes: int) -> None:
        """Look for words, and go to the list of what is found."""
        self.press(Key.Key_F, CONTROL)
        self.type(words)
        self.until(lambda: self.desk.filters.filter.text == words and self.found == notes)
        self.press(Key.Key_Return)
        assert QApplication.focusWidget() is self.desk.list

    def pick(self, entry: str) -> None:
        """An entry of the menu that is open, by arrows."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            QTest.keyClick(menu, Key.Key_Down)
            action = menu.activeAction()
            if action is not None and action.text().partition("\t")[0] == entry:
                QTest.keyClick(menu, Key.Key_Return)
                self.settle()
                return
        raise AssertionError(f"no {entry} in the menu")

    def until(self, true: Callable[[], bool]) -> None:
        self._bot.waitUntil(true, timeout=PATIENCE)
        self.settle()

    # -- eyes

    @property
    def keyboard(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget() or self.window

    @property
    def desk(self) -> TaggingScreen:
        front = self.window.frame.front
        assert isinstance(front, TaggingScreen)
        return front

    @property
    def found(self) -> int:
        """How many notes the list says there are; -1 while it counts."""
        return self.desk.reader.counts.notes if self.desk.reader.counts is not None else -1

    @property
    def carried(self) -> list[str]:
        """The tags of the note at hand."""
        assert self.desk.list.at_hand is not None
        return [tag.path for tag in self.desk.list.at_hand.tags]

    def digit(self, path: str) -> str:
        """The key that a tag given lately is on."""
        (tag,) = (tag.id for tag in self.desk.panes.codebook.tags if tag.path == path)
        return str([*self.desk.verbs.recent].index(tag) + 1)

    def count(self, sql: str) -> int:
        """What the file answers."""
        ((number,),) = asked(self.path, sql)
        assert isinstance(number, int)
        return number

    def tagged(self, path: str) -> int:
        """How many notes carry a tag, on file."""
        return self.count(f"SELECT count(*) FROM note_tag nt JOIN tag t ON t.id = nt.tag_id WHERE t.path = '{path}'")


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with open_workspace(path=path, passphrase=None, read_only=True) as workspace, workspace.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """One command of the program; what it prints."""
    capfd.readouterr()
    assert main([*arguments]) == 0
    return capfd.readouterr().out


def table(path: Path) -> None:
    """Two hundred invented rows; the last fifty have no tag."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Said", "By", "Theme", "Sort"])
        for number in range(ROWS):
            tag, said = list(SUBJECTS.items())[number % len(SUBJECTS)]
            words = f"{said[number % len(said)]}, {said[(number + 2) % len(said)]}, no {number}"
            rows.writerow([words, f"P{number % 12 + 1:02}", tag if number < ROWS - LEFT_OPEN else "", ("friction", "praise")[number % 2]])


def people() -> str:
    """Seven who came for the first time and five who come often."""
    answers = "consents: [{purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]"
    lines = ["council: 1", "people:"]
    for number, name in enumerate(given.NAMES, start=1):
        who = f"email: p{number}@example.org, name: {name}, session: {given.SESSION}, seat: P{number:02}, status: arrived"
        lines.append(f"  - {{{who}, segments: [{'first time' if number < 8 else 'often'}], {answers}}}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def sit_down(looks: Dressed, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Researcher]]:
    """Open the file in a window of its own, at the desk; the window before is closed."""
    monkeypatch.chdir(tmp_path)
    with create_workspace(path=tmp_path / "w.council", passphrase=None, actor="kim") as workspace:
        given.apply(workspace, tmp_path, given.PLAN.split("codebook:")[0])
        given.apply(workspace, tmp_path, people())
    windows: list[MainWindow] = []

    def stand_up() -> None:
        while windows:
            window = windows.pop()
            window.close()
            window.deleteLater()

    def sit() -> Researcher:
        stand_up()
        window = make_window(looks.theme, load_settings())
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.open_path(tmp_path / "w.council", "")
        window.activateWindow()
        who = Researcher(window, qtbot, tmp_path / "w.council")
        who.settle()
        who.press(Key.Key_6, CONTROL)
        who.until(lambda: who.found >= 0 and who.desk.list.hasFocus())
        return who

    yield sit
    stand_up()


def test_two_hundred_notes_become_themes_from_the_keyboard_alone(
    sit_down: Callable[[], Researcher], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bring_in(tmp_path, capfd)
    who = sit_down()
    find_and_tag(who)
    highlight(who)
    merge(who)
    who = sit_down()
    take_back_what_was_done_before(who)
    accept_a_suggestion(who)
    code_twice(who)
    lay_together(who)
    draw(who, tmp_path)
    who.press(Key.Key_W, CONTROL)
    take_elsewhere(tmp_path, capfd)
    report(tmp_path, capfd)


def bring_in(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The table, through the command line; the same file again adds nothing."""
    table(folder / "notes.csv")
    columns = ("--map", "Said=text", "--map", "By=speaker", "--map", "Theme=tags", "--map", "Sort=kind")
    told = run(capfd, "import", "notes", "notes.csv", "--into", "w.council", "--session", given.SESSION, *columns)
    assert told.splitlines()[0] == "200 rows: 200 added, 0 already there, 0 rejected"
    again = run(capfd, "import", "notes", "notes.csv", "--into", "w.council", "--session", given.SESSION, *columns)
    assert again.splitlines()[0] == "200 rows: 0 added, 200 already there, 0 rejected"
    names = asked(folder / "w.council", "SELECT path, name FROM tag ORDER BY path")
    assert names == [("app", "App"), ("fees", "Fees"), ("fees/late-fee", "Late fee"), ("tone", "Tone")]


def find_and_tag(who: Researcher) -> None:
    """A filter, words, a new tag by typing, a letter, a digit, and all that is found at once."""
    assert who.found == ROWS
    who.press(Key.Key_F)
    who.pick("Without a tag")
    who.until(lambda: who.found == LEFT_OPEN)
    who.find("lette* -judge", 6)
    who.press(Key.Key_T)
    who.type("tone/Threats")
    who.press(Key.Key_Return)
    who.until(lambda: who.found == 5)  # it fits no more, and the next one is at hand
    assert (who.tagged("tone/threats"), who.carried) == (1, [])
    digit = who.digit("tone/threats")
    who.type(digit)
    who.until(lambda: who.found == 4)
    who.press(Key.Key_A, CONTROL)
    who.type(digit)
    who.until(lambda: who.found == 0)
    assert who.tagged("tone/threats") == 6
    who.press(Key.Key_Return)  # the way out of a list that found nothing
    who.until(lambda: who.found == ROWS)
    assert (who.desk.list.hasFocus(), who.desk.filters.filter.conditions) == (True, ())


def highlight(who: Researcher) -> None:
    """Words of a note, twice over each other; they follow when the text is typed over."""
    who.find('"screen froze"', 26)
    who.press(Key.Key_Return)
    who.press(Key.Key_Home, CONTROL)
    who.press(Key.Key_Right, SHIFT, times=10)
    who.press(Key.Key_T)
    who.type("app/Freezes")
    who.press(Key.Key_Return)
    said = who.desk.panes.note.note
    assert said is not None
    text = said.note.text
    who.press(Key.Key_E)
    who.press(Key.Key_Home, CONTROL)
    QApplication.clipboard().setText("Well 🙂 ")
    who.press(Key.Key_V, CONTROL)
    who.press(Key.Key_Return, CONTROL)
    (found,) = asked(who.path, "SELECT n.text, h.starts, h.ends FROM highlight h JOIN note n ON n.id = h.note_id")
    whole, start, end = str(found[0]), int(str(found[1])), int(str(found[2]))
    assert (whole, whole[start:end]) == (f"Well 🙂 {text}", text[:10])
    who.press(Key.Key_Escape)
    assert who.desk.list.hasFocus()


def merge(who: Researcher) -> None:
    """One tag into another from the codebook; its notes carry the other."""
    tree = who.desk.panes.panel.tree
    before = who.tagged("tone")
    who.desk.to_codebook()
    tree.stand_on(next(tag.id for tag in who.desk.panes.codebook.tags if tag.path == "tone/threats"))
    tree.setFocus()
    who.press(Key.Key_Menu)
    who.pick("Merge into")
    who.type("tone")
    who.press(Key.Key_Return)
    assert (who.tagged("tone"), who.tagged("tone/threats")) == (before + 6, 0)


def take_back_what_was_done_before(who: Researcher) -> None:
    """Another day: the merge is taken back and done again by the same keys, under its name."""
    assert who.tagged("tone/threats") == 0
    who.press(Key.Key_Z, CONTROL)
    assert who.tagged("tone/threats") == 6
    who.press(Key.Key_Z, CONTROL | SHIFT)
    assert who.tagged("tone/threats") == 0


def accept_a_suggestion(who: Researcher) -> None:
    """What was learned from the tagged notes is offered, with how often it was right, and one key takes it."""
    who.press(Key.Key_F)
    who.pick("Without a tag")
    who.until(lambda: who.found == LEFT_OPEN - 7)
    shown = who.desk.panes.note.suggested
    who.until(lambda: len(shown.rows) > 0)
    first = shown.rows[0].suggestion
    assert f"right {first.right} of {first.shown} times" in shown.rows[0].accessibleName()
    who.press(Key.Key_1, ALT)
    who.until(lambda: who.found == LEFT_OPEN - 8)
    assert who.tagged(first.path) > 0


def code_twice(who: Researcher) -> None:
    """A round of three notes: two coders, neither sees the other; then how far they agree, and what they differ on is decided."""
    for _ in range(3):
        who.press(Key.Key_Space)
        who.press(Key.Key_Down)
    who.press(Key.Key_R, CONTROL | SHIFT)
    page = who.desk.pile.top
    assert isinstance(page, CodersPage)
    who.press(Key.Key_N, ALT)
    who.type("Three of them")
    who.press(Key.Key_Return)
    for name, given_tags in (("Sara", "121"), ("Jonas", "111")):
        page.coder = ""  # whoever sat there stands up
        who.press(Key.Key_Return)
        who.press(Key.Key_A, CONTROL)
        who.type(name)
        who.press(Key.Key_Return)
        for digit in given_tags:
            who.type(digit)
            who.press(Key.Key_Return)
        who.press(Key.Key_Escape)
    who.press(Key.Key_A, ALT)
    agreement = page.pile.top
    assert isinstance(agreement, AgreementPage)
    assert agreement.found is not None
    assert (agreement.found.notes, round(agreement.found.raw or 0, 3)) == (3, 0.667)
    who.press(Key.Key_Escape)
    who.press(Key.Key_D, ALT)
    who.type("1")
    who.press(Key.Key_Return)
    with open_workspace(path=who.path, passphrase=None, read_only=True) as workspace:
        (line,) = rounds.rounds(workspace=workspace)
    assert (line.name, line.through, line.disputed) == ("Three of them", {"Sara": 3, "Jonas": 3}, 0)
    who.press(Key.Key_Escape)
    who.press(Key.Key_Escape)
    assert who.desk.pile.top is None


def lay_together(who: Researcher) -> None:
    """What is still without a tag, on a board: a group of all of it gets a name, and becomes a tag."""
    who.until(lambda: who.found >= 0)
    left = who.found
    who.press(Key.Key_A, CONTROL | SHIFT)
    who.press(Key.Key_B, CONTROL | SHIFT)
    page = who.desk.pile.top
    assert isinstance(page, BoardsPage)
    who.type("What is left")
    who.press(Key.Key_Return)
    assert len(page.desk.state.board.cards) == left
    who.until(page.desk.canvas.hasFocus)
    who.press(Key.Key_A, CONTROL)
    who.press(Key.Key_G)
    who.type("Left over")
    who.press(Key.Key_Return)
    who.press(Key.Key_T)
    who.press(Key.Key_Return)
    assert who.tagged("left-over") == left
    while who.desk.pile.top is not None:
        who.press(Key.Key_Escape)
    who.until(lambda: who.found == 0)
    who.press(Key.Key_Return)
    who.until(lambda: who.found == ROWS)


def draw(who: Researcher, folder: Path) -> None:
    """People by theme and segment: the picture is saved as the command line saves it, and Enter on a number shows its notes."""
    who.press(Key.Key_T, CONTROL | SHIFT)
    page = who.desk.pile.top
    assert isinstance(page, ThemesPage)
    who.until(lambda: page.shown is not None)
    rows = page.table.rows
    assert [str(rows.data(rows.index(row, 0))) for row in range(rows.rowCount())] == ["Fees", "Tone", "App", "Left over", "Everybody heard"]
    page.taking.save_to(folder / "window.svg")
    who.settle()
    who.press(Key.Key_Right)
    who.press(Key.Key_Return)
    assert who.desk.pile.top is None
    who.until(lambda: 0 < who.found < ROWS)


def take_elsewhere(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The picture again; then out as a project and into a workspace that knows nothing: every coding is there, by whom, on which words."""
    run(capfd, "export", "tables", "--from", "w.council", "--by", "segment", "--out", "shell.svg")
    assert (folder / "shell.svg").read_bytes() == (folder / "window.svg").read_bytes()
    run(capfd, "export", "qdpx", "--from", "w.council", "--out", "out.qdpx")
    run(capfd, "new", "other.council", "--unencrypted")
    run(capfd, "import", "qdpx", "out.qdpx", "--into", "other.council", "--market", "GB")
    here, there = (sorted(map(repr, asked(folder / name, CODINGS))) for name in ("w.council", "other.council"))
    assert len(here) > ROWS
    assert there == here
    assert json.loads(run(capfd, "check", "other.council", "--json")) == {"ok": True, "problems": []}


def report(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The report of the session tells the themes, and nobody's name."""
    run(capfd, "report", "w.council", "--session", given.SESSION, "--format", "html", "--out", "report.html")
    told = (folder / "report.html").read_text(encoding="utf-8")
    assert "left-over, people by kind: Friction 6 and Praise 6" in told
    assert [path for path in ("fees/late-fee", "tone", "app/freezes") if f"{path}, people by kind" not in told] == []
    assert [name for name in given.NAMES if name in told] == []
    assert json.loads(run(capfd, "check", "w.council", "--json")) == {"ok": True, "problems": []}
