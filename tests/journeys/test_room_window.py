"""A session of two prototypes and fourteen seats, from the keyboard alone: held, wrapped up, closed, opened again, counted and reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from council_app.bootstrap import main
from council_app.domain.enums import NoteKind, Outcome, Raised, SessionState, Severity
from council_app.domain.records import NoteLine
from council_app.domain.room import RoomFacts
from council_app.services import capture, hearing, room
from council_app.services.workspace import create_workspace, open_workspace
from council_app.ui.core.questionnaire import AnswerPage
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.kinds import KindRow
from council_app.ui.screens.room.lists import Tick
from council_app.ui.screens.room.stage import Part
from council_app.ui.screens.room.trialgrid import TrialGrid
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.room.wrapup import WrapUpPage
from tests import factories as given

Key = Qt.Key
Settled = Callable[[], None]
NONE, ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NAMES = (*given.NAMES, "Max Nord", "Nia Ost")
PURPOSES = ("notes", "quote_internal", "quote_public", "photo", "recording", "contact")
PLAN = """
council: 1
markets: [{key: gb, country: GB, locales: [en-GB], currency: GBP}]
prototypes: [{key: slider, name: Velvet Slider}, {key: calendar, name: Paper Calendar}]
scripts:
  - key: two
    title: Two ways to choose a date
    sections: [{key: first, title: First, prototype: slider}, {key: second, title: Second, prototype: calendar}]
    tasks:
      - {key: slide, section: first, minutes: 8, text: Slide to the day you are paid, must_ask: [What did you expect?]}
      - {key: tap, section: second, minutes: 8, text: Tap the day you are paid}
    questions: [{key: ease-slide, kind: seq, after: slide}, {key: ease-tap, kind: seq, after: tap}, {key: sus, kind: sus}]
codebook: [{key: fees, name: Fees, children: [{key: late, name: Late fee}]}, {key: tone, name: Tone}]
councils:
  - key: bristol
    market: gb
    city: Bristol
    date: 2026-05-12
    timezone: Europe/London
    title: Bristol council
    sessions:
      - key: bristol-am
        starts: "09:30"
        ends: "11:00"
        capacity: 14
        script: two
        agenda:
          - {title: Your last bill, minutes: 10, prompt: Think of your last bill., must_ask: [Which bill was it?, Who opened it?]}
          - {title: The slider, minutes: 30, task: slide}
          - {title: The calendar, minutes: 30, task: tap}
          - {title: What we heard, minutes: 20}
"""
LINES = (
    '-@1 "I never know when I will be charged" !!! #fees/late',
    "+@2 the slider is quick",
    "? who reads the letter @cleo",
    "* send it a day before @4 #tone",
    ">@5 a week before would be better",
    "~@6 and so say I #fees",
    "@7 opened it on the bus",
    "- !!!! @P08 gave up and rang them",
    "+ @9 @P10 laughed together",
    '-@11 "Forty pounds for one day" !! #fees/late',
)


class Facilitator:
    """Somebody with two hands and a keyboard."""

    def __init__(self, window: MainWindow, settled: Settled, path: Path) -> None:
        self.window, self.settled, self.path = window, settled, path

    # -- hands

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One key, wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settled()

    def type(self, words: str) -> None:
        """Letter by letter, wherever each finds the keyboard."""
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)

    def note(self, line: str) -> None:
        """Type a line and keep it."""
        assert QApplication.focusWidget() is self.room.line
        self.type(line)
        self.press(Key.Key_Escape)  # what is offered for a word that is complete
        self.press(Key.Key_Return)
        assert self.room.line.text() == ""

    def walk_to(self, wanted: Callable[[QWidget], bool], key: Key = Key.Key_Tab) -> QWidget:
        """Tab until the keyboard is there."""
        for _ in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and wanted(focused):
                return focused
            self.press(key, SHIFT if key == Key.Key_Backtab else NONE)
        raise AssertionError("no number of Tabs leads there")

    # -- eyes

    @property
    def room(self) -> RoomScreen:
        front = self.window.frame.front
        assert isinstance(front, RoomScreen)
        return front

    @property
    def grid(self) -> TrialGrid:
        grid = QApplication.focusWidget()
        assert isinstance(grid, TrialGrid)
        return grid

    @property
    def page(self) -> WrapUpPage:
        page = self.room._pile.top
        assert isinstance(page, WrapUpPage)
        return page

    def facts(self) -> RoomFacts:
        with open_workspace(path=self.path, passphrase=None, read_only=True) as workspace:
            return room.room(workspace=workspace, session=given.SESSION)

    def notes(self) -> list[NoteLine]:
        """What is on disk, oldest first."""
        with open_workspace(path=self.path, passphrase=None, read_only=True) as workspace:
            return [*reversed(capture.stream(workspace=workspace, session=given.SESSION, limit=200))]

    def let_pass(self, minutes: int) -> None:
        """Time goes by, for the clocks that nobody can set."""
        for watch in (self.room.desk._block, self.room.desk._live):
            if watch._since is not None:
                watch._since -= minutes * 60
        self.room.desk.ticked.emit()


@pytest.fixture
def hands(tmp_path: Path, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch) -> Facilitator:
    """The workspace opened, and the room entered by its key."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "w.council"
    with create_workspace(path=path, passphrase=None, actor="kim") as workspace:  # keys are not stretched at every look at the disk
        given.apply(workspace, tmp_path, PLAN)
        given.apply(workspace, tmp_path, everybody())
    window.open_path(path)
    settled()
    hands = Facilitator(window, settled, path)
    hands.press(Key.Key_5, CONTROL)
    return hands


def everybody() -> str:
    """Fourteen who are in and were asked about everything."""
    lines = ["council: 1", "people:"]
    answers = ", ".join(f"{{purpose: {each}, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}}" for each in PURPOSES)
    for number, name in enumerate(NAMES, start=1):
        who = f"email: p{number}@example.org, name: {name}, session: {given.SESSION}, seat: P{number:02}, status: arrived"
        lines.append(f"  - {{{who}, consents: [{answers}]}}")
    return "\n".join(lines) + "\n"


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    """One command of the program; what it prints."""
    assert main([*arguments]) == 0
    return capfd.readouterr().out


def test_a_session_of_two_prototypes_and_fourteen_seats_is_held_from_the_keyboard_alone(
    hands: Facilitator, capfd: pytest.CaptureFixture[str]
) -> None:
    keep_the_time(hands)
    write_notes(hands)
    hear_everybody_but_one(hands)
    try_both_prototypes(hands)
    show_the_stage(hands)
    close(hands)
    reopen_and_close(hands)
    hands.press(Key.Key_W, CONTROL)
    counted(capfd)
    reported(hands, capfd)


def keep_the_time(hands: Facilitator) -> None:
    """Start, five minutes more, a pause, an overrun, and later blocks made shorter."""
    hands.press(Key.Key_N, ALT)
    clock = hands.room.agenda.clock
    assert (hands.facts().state, clock.title.text(), clock.prompt.text()) == (
        SessionState.LIVE,
        "Your last bill",
        "Think of your last bill.",
    )
    for _ in range(2):
        hands.press(Key.Key_Q, ALT)
    assert [ask.question for ask in hands.facts().asks if ask.asked] == ["Which bill was it?", "Who opened it?"]
    hands.press(Key.Key_5, ALT)
    assert (clock.of.text(), clock.chip.accessibleName()) == ("left of 15", "5 min behind")
    hands.press(Key.Key_P, ALT)
    assert clock.chip.accessibleName() == "Paused"
    hands.press(Key.Key_P, ALT)
    hands.let_pass(18)
    assert (clock.digits.text()[0], clock.of.text(), clock.chip.accessibleName()) == ("−", "over 15", "8 min behind")
    hands.press(Key.Key_S, ALT)
    proposal = clock.proposal
    assert [(cut.title, cut.before) for cut in proposal.cuts] == [("The slider", 30), ("The calendar", 30), ("What we heard", 20)]
    hands.press(Key.Key_Space)
    assert (clock.chip.accessibleName(), QApplication.focusWidget() is hands.room.line) == ("On time", True)
    hands.press(Key.Key_N, ALT)
    assert (clock.title.text(), clock.prompt.text()) == ("The slider", "Slide to the day you are paid")


def write_notes(hands: Facilitator) -> None:
    """Forty lines; a seat and a tag that are not there; a marker typed out later; an earlier note put right; something parked."""
    for number in range(4):
        for line in LINES:
            hands.note(line if number == 0 else f"{line} again {number}".replace('" ', " ").replace('"', ""))
    kept = hands.notes()
    assert [(note.kind, note.seat, note.raised, note.verbatim) for note in kept[:6]] == [
        (NoteKind.FRICTION, "P01", Raised.ALONE, True),
        (NoteKind.PRAISE, "P02", Raised.ALONE, False),
        (NoteKind.QUESTION, "P03", Raised.ALONE, False),
        (NoteKind.SUGGESTION, "P04", Raised.ALONE, False),
        (NoteKind.OBSERVATION, "P05", Raised.ALONE, False),
        (NoteKind.OBSERVATION, "P06", Raised.AGREED, False),
    ]
    assert (len(kept), kept[4].reply_to, kept[0].severity, kept[7].severity) == (40, kept[3].id, Severity.SERIOUS, Severity.BLOCKS)

    hands.type("- too small @19 ")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)  # the likeliest
    assert hands.room.line.text() == "- too small @P09 "
    hands.press(Key.Key_Return)
    hands.type("+ kind words #tonne ")
    assert hands.room.notes.desk.strip.sentence == "New tag #tonne. Did you mean"
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    assert [(note.seat, [tag.path for tag in note.tags]) for note in hands.notes()[-2:]] == [("P09", []), (None, ["tone"])]

    hands.type("half a sent")
    hands.press(Key.Key_F, CONTROL)
    hands.type("ence @12")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_M, CONTROL | SHIFT)
    assert hands.room.line.text() == "- "
    hands.type("missed the button @12 ")
    hands.press(Key.Key_Return)
    texts = {note.text: note for note in hands.notes()}
    assert texts["missed the button"].at < texts["half a sentence"].at

    hands.press(Key.Key_Up)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    before = editor.toPlainText()
    hands.press(Key.Key_End, CONTROL)
    hands.type(", twice")
    hands.press(Key.Key_Return)
    assert f"{before}, twice" in [note.text for note in hands.notes()]
    assert QApplication.focusWidget() is hands.room.line

    hands.press(Key.Key_K, ALT)
    hands.type("Gift cards")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_B, CONTROL)
    assert [item.text for item in hands.facts().parked] == ["Gift cards"]


def hear_everybody_but_one(hands: Facilitator) -> None:
    """Turns by the letter on the seat, for those whose nods and laughs count for nothing, too; Nia says nothing."""
    hands.press(Key.Key_T, ALT)
    turns = hands.room.turns
    for letter in "ABFJM":
        hands.press(Qt.Key[f"Key_{letter}"])
        turns._since -= 40
    hands.press(Key.Key_M)
    hands.press(Key.Key_Escape)
    with open_workspace(path=hands.path, passphrase=None, read_only=True) as workspace:
        talkers = hearing.heard(workspace=workspace, session=given.SESSION).talkers
    assert {talker.seat: talker.turns for talker in talkers if talker.turns} == dict.fromkeys(("P01", "P02", "P06", "P10", "P13"), 1)
    assert [talker.seat for talker in talkers if not talker.heard] == ["P14"]


def try_both_prototypes(hands: Facilitator) -> None:
    """Several seats, both prototypes: paused, restarted, each outcome, how bad; and a guest answers on the laptop."""
    hands.press(Key.Key_R, ALT)
    for key in (Key.Key_Space, Key.Key_Space, Key.Key_R, Key.Key_Return, Key.Key_T):
        hands.press(key)
    hands.type("1:23")
    hands.press(Key.Key_Return)
    for key in (Key.Key_H, Key.Key_F, Key.Key_G):
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Space)
        hands.press(key)
        hands.press(Key.Key_3)
    hands.press(Key.Key_W)  # over the whole width
    for _ in range(3):
        hands.press(Key.Key_Up)
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Q)
    guest = hands.window.cover.page
    assert isinstance(guest, AnswerPage)
    hands.type("6")
    hands.press(Key.Key_Return)
    hands.type("5142323452")  # both were tried: the one about all of it is due, too
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return, CONTROL)
    assert hands.window.cover.page is None
    sheet = hands.grid.trials.sheet
    slide = [sheet.cell(seat.id, sheet.tasks[0].id) for seat in sheet.seats]
    assert [(cell.outcome, cell.severity) for cell in slide[:5]] == [
        (Outcome.SUCCESS, None),
        (Outcome.WITH_HELP, Severity.SERIOUS),
        (Outcome.FAIL, Severity.SERIOUS),
        (Outcome.ABANDONED, Severity.SERIOUS),
        (None, None),
    ]
    assert (slide[0].seconds, sheet.cell(sheet.seats[0].id, sheet.tasks[1].id).outcome) == (83.0, Outcome.SUCCESS)
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is hands.room.line


def show_the_stage(hands: Facilitator) -> None:
    """Opened, the next block, black, a message, away."""
    hands.press(Key.Key_G, ALT)
    stage = hands.room.projector.stage
    assert stage is not None
    hands.press(Key.Key_Q, ALT)
    hands.press(Key.Key_N, ALT)
    assert (stage.words[Part.TITLE], stage.words[Part.PROMPT]) == ("The calendar", "Tap the day you are paid")
    hands.press(Key.Key_B, ALT)
    assert stage.words == {}
    hands.press(Key.Key_B, ALT)
    hands.press(Key.Key_M, ALT)
    hands.type("Tea is ready")
    hands.press(Key.Key_Return)
    assert stage.words[Part.PROMPT] == "Tea is ready"
    hands.press(Key.Key_G, ALT)
    assert (hands.room.projector.stage, QApplication.focusWidget() is hands.room.line) == (None, True)


def close(hands: Facilitator) -> None:
    """What is still open is settled where it stands, and the session closed with nothing left."""
    hands.press(Key.Key_N, ALT)
    hands.press(Key.Key_N, ALT)
    page = hands.page
    assert [section.count.text() for section in (page.asks, page.parked, page.silent, page.gaps, page.marks)] == ["", "1", "1", "", "1"]
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_T, ALT)  # Nia is asked now
    hands.press(Key.Key_N)
    hands.room.turns._since -= 20
    hands.press(Key.Key_N)
    hands.press(Key.Key_W, ALT)
    page = hands.page
    hands.walk_to(lambda widget: isinstance(widget, QLineEdit) and widget.accessibleName() == "Who takes on: Gift cards")
    hands.type("Sara")
    hands.press(Key.Key_Return)
    hands.walk_to(lambda widget: isinstance(widget, Tick) and widget.text() == "Gift cards", Key.Key_Backtab)
    hands.press(Key.Key_Space)
    hands.walk_to(lambda widget: isinstance(widget, Tick) and page.marks.isAncestorOf(widget))
    hands.press(Key.Key_Space)
    while page.kindless.count.text():
        hands.walk_to(lambda widget: isinstance(widget, KindRow))
        hands.type("-")
        hands.settled()
    assert page.sentence.text() == "Nothing is left open."
    hands.walk_to(lambda widget: widget is page.close_button)
    hands.press(Key.Key_Space)
    facts = hands.facts()
    assert (facts.state, [(item.owner, item.done) for item in facts.parked]) == (SessionState.CLOSED, [("Sara", True)])


def reopen_and_close(hands: Facilitator) -> None:
    """Two came back with something to say."""
    assert QApplication.focusWidget() is hands.page.reason
    hands.type("Two came back")
    hands.press(Key.Key_Return)
    assert (hands.facts().state, hands.facts().events[-1].reason) == (SessionState.LIVE, "Two came back")
    hands.note("+ they found it after all @13")
    hands.press(Key.Key_W, ALT)
    hands.press(Key.Key_Space)
    assert hands.facts().state is SessionState.CLOSED
    hands.press(Key.Key_Escape)
    assert QApplication.focusWidget() is hands.room.line


def counted(capfd: pytest.CaptureFixture[str]) -> None:
    """The command line counts what was recorded."""
    (found,) = json.loads(run(capfd, "stats", "w.council", "--session", given.SESSION, "--json"))["sessions"]
    tasks = {task["key"]: (task["success"], task["with_help"], task["tried"], round(task["seconds"] or 0)) for task in found["tasks"]}
    assert tasks == {"slide": (1, 1, 4, 83), "tap": (1, 0, 1, 0)}
    scores = {question["key"]: (question["answers"], question["score"]) for question in found["questions"]}
    assert scores == {"ease-slide": (1, 6.0), "ease-tap": (0, None), "sus": (1, 72.5)}
    assert found["attendees"] == 14


def reported(hands: Facilitator, capfd: pytest.CaptureFixture[str]) -> None:
    """The report tells of it, by seat and never by name."""
    out = hands.path.parent / "report.html"
    run(capfd, "report", "w.council", "--session", given.SESSION, "--format", "html", "--out", str(out))
    told = out.read_text(encoding="utf-8")
    assert [words for words in ("Forty pounds for one day", "Bristol", "Velvet Slider", "Paper Calendar") if words not in told] == []
    assert [name for name in NAMES if name in told] == []
    assert json.loads(run(capfd, "check", "w.council", "--json")) == {"ok": True, "problems": []}
