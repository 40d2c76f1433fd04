"""The stage shows the agenda's own words, whatever is written, said or counted in the room; and it outlives a pulled cable."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QBuffer, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from council_app.domain.enums import SessionState
from council_app.domain.stage import StageFacts
from council_app.i18n import translator
from council_app.services import demo, room
from council_app.services.plan import apply_plan
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.stage import Part, StageWindow
from council_app.ui.screens.room.view import RoomScreen
from tests import factories as given
from tests.pausing import pause

ENTER, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
Settled = Callable[[], None]
NOW = StageFacts(
    SessionState.LIVE, "Reminders", "What had you expected?", 760.0, 2100.0, datetime(2026, 11, 19, 18, tzinfo=UTC), False, "UTC"
)


@pytest.fixture
def live(visit: Callable[[Place], RoomScreen], opened: MainWindow) -> RoomScreen:
    workspace = opened.ctx.workspace
    assert workspace is not None
    room.start_session(workspace=workspace, session=demo.SESSION, at=datetime.now(UTC) - timedelta(minutes=4))
    return visit(Place.ROOM)


@pytest.fixture
def stage(live: RoomScreen, settled: Settled) -> StageWindow:
    QTest.mouseClick(live._stage_button, LEFT)
    settled()
    assert live.projector.stage is not None
    return live.projector.stage


@pytest.fixture
def alone(qapp: QApplication) -> Iterator[StageWindow]:
    """A stage of its own, as large as a projector."""
    owner = QWidget()
    made = StageWindow(translator("en"), owner)
    made.resize(1280, 800)
    made.show()
    yield made
    owner.deleteLater()


def private_words(workspace: Workspace) -> set[str]:
    """Everything about people that the workspace holds: names, seats, words of notes, who parked what."""
    with workspace.read() as reading:
        found = reading.connection().exec_driver_sql(
            "SELECT name FROM person UNION SELECT seat FROM attendance WHERE seat IS NOT NULL UNION SELECT text FROM note "
            "UNION SELECT text FROM parked_item UNION SELECT owner FROM parked_item UNION SELECT email FROM person"
        )
        words = {str(word) for (word,) in found if word}
    return words | {word.split()[0] for word in words if word.split()[0] != "A"}


def painted(stage: StageWindow) -> list[str]:
    """Every string that painting it draws, read from the drawing itself."""
    drawn = QBuffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(drawn)
    drawing.setSize(stage.size())
    stage.render(drawing, QPoint())
    root = ElementTree.fromstring(bytes(drawn.data().data()))
    return ["".join(node.itertext()).strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


def everything_said(stage: StageWindow) -> list[str]:
    """All that can be read on it, heard from it, or found by pointing at it: painted, or kept in it or in anything within it."""
    texts = painted(stage)
    for each in (stage, *stage.findChildren(QObject)):
        texts += [str(each.property(str(each.metaObject().property(at).name()))) for at in range(each.metaObject().propertyCount())]
        texts += [action.text() for action in each.actions()] if isinstance(each, QWidget) else []
    handle = stage.windowHandle()
    return [*texts, *stage.words.values(), stage.accessibleName(), stage.windowTitle(), handle.title() if handle else ""]


def test_the_stage_says_block_prompt_clock_and_end(alone: StageWindow) -> None:
    alone.show_stage(NOW, "Vinga")
    words = alone.words
    words.pop(Part.WALL)
    assert words == {
        Part.TITLE: "Reminders",
        Part.PROMPT: "What had you expected?",
        Part.CLOCK: "12:40",
        Part.UNTIL: "until",
        Part.AT: "18:00",
    }
    alone.count_up(up=True)
    assert alone.words[Part.CLOCK] == "22:20"


def test_blackout_says_nothing_and_is_black(alone: StageWindow) -> None:
    alone.show_stage(NOW, "Vinga")
    alone.darken(blackout=True)
    image = alone.grab().toImage()
    assert (alone.words, alone.accessibleName()) == ({}, "")
    assert {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)} == {"#000000"}
    alone.darken(blackout=False)
    assert alone.words[Part.PROMPT] == "What had you expected?"


def test_a_message_stands_alone_with_the_clock_on_the_wall(alone: StageWindow) -> None:
    alone.show_stage(NOW, "Vinga")
    alone.announce("  Coffee until half past  ")
    assert (set(alone.words), alone.words[Part.PROMPT]) == ({Part.WALL, Part.PROMPT}, "Coffee until half past")
    alone.announce("")
    assert alone.words[Part.CLOCK] == "12:40"


@pytest.mark.parametrize("size", [(640, 400), (1024, 768), (1920, 1080), (3840, 2160)])
def test_long_words_are_made_to_fit(alone: StageWindow, size: tuple[int, int]) -> None:
    alone.resize(*size)
    words = "Imagine that a reminder arrives on the very day on which you paid, " * 5
    alone.show_stage(StageFacts(SessionState.LIVE, words, words, -3725.0, 600.0, None, True, "UTC"), "Vinga")
    place = alone._place(Part.PROMPT)
    box = alone._box(place)
    font = alone._fitted(place, words, box, wraps=True)
    assert font.pixelSize() < round(place.px * alone.height())
    clock = alone._place(Part.CLOCK)
    assert alone._fitted(clock, alone.words[Part.CLOCK], alone._box(clock), wraps=False).pixelSize() >= 16
    alone.grab()


def test_the_stage_never_says_anything_private(live: RoomScreen, stage: StageWindow, opened: MainWindow, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    live.desk.park("Zelda Quux and her refunds @Ulrika", lambda: None)
    live.turns.toggle(live._hearing.seats.talkers[0].id)
    live.turns._since -= 200
    QTest.keyClicks(live.line, '- !!! "Zqwords about the fee" @3')
    QTest.keyClick(live.line, ENTER)
    settled()
    QTest.keyClick(live.line, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(live.line, "Zqhalf typed @3")
    settled()
    private = private_words(workspace)
    assert {"Marta", "P03", "Zelda", "Ulrika", "Zqwords about the fee"} <= private
    private |= {"Zqhalf", "Zqhalf typed @3"}
    said: list[str] = []
    for act in (
        live.desk.pause_or_go_on,
        live.desk.next,
        lambda: live.desk.add(5),
        live.tick_ask,
        lambda: live.turns.end(),
        live.desk.close,
    ):
        act()
        settled()
        said += everything_said(stage)
        assert stage.findChildren(QWidget) == []
        assert " ".join(" ".join(painted(stage)).split()) == " ".join(" ".join(stage.words.values()).split())
    assert "Your last bill" in said
    spoken = {word.strip("“”.,?!:") for text in said for word in text.split()}
    assert sorted(private & (spoken | set(said))) == []
    assert [text for text in said if "%" in text or any(hidden in text for hidden in private if len(hidden) > 12)] == []


def test_the_stage_leaves_the_keyboard_with_the_line(live: RoomScreen, stage: StageWindow, settled: Settled) -> None:
    assert stage.isVisible()
    assert QApplication.focusWidget() is live.line
    QTest.keyClick(live.line, Qt.Key.Key_B, ALT)
    assert (stage.blackout, live.stage_bar.black.isChecked()) == (True, True)
    QTest.keyClick(live.line, Qt.Key.Key_B, ALT)
    QTest.keyClick(live.line, Qt.Key.Key_U, ALT)
    assert (stage.blackout, stage.counts_up) == (False, True)
    QTest.keyClick(live.line, Qt.Key.Key_M, ALT)
    assert QApplication.focusWidget() is live.stage_bar.line
    QTest.keyClicks(live.stage_bar.line, "Coffee")
    QTest.keyClick(live.stage_bar.line, ENTER)
    assert (stage.words[Part.PROMPT], QApplication.focusWidget() is live.line) == ("Coffee", True)
    QTest.keyClick(live.line, Qt.Key.Key_G, ALT)
    assert (live.projector.stage, live.stage_bar.isVisible()) == (None, False)


def test_before_and_after_the_session_the_stage_welcomes_and_thanks(visit: Callable[[Place], RoomScreen], settled: Settled) -> None:
    live = visit(Place.ROOM)
    live.toggle_stage()
    stage = live.projector.stage
    assert stage is not None
    assert (stage.words[Part.PROMPT], stage.words[Part.UNTIL], stage.words[Part.AT]) == ("Vinga Consumer Council", "begins", "18:00")
    for act in (live.desk.start, live.desk.close):
        act()
        settled()
    assert (stage.words[Part.PROMPT], set(stage.words)) == ("Thank you.", {Part.WALL, Part.PROMPT})


def test_the_stage_goes_on_while_another_place_is_in_front(
    live: RoomScreen, stage: StageWindow, opened: MainWindow, settled: Settled
) -> None:
    opened.show_place(Place.ROSTER)
    settled()
    before = stage.words[Part.CLOCK]
    pause(1200)
    assert (stage.isVisible(), stage.words[Part.CLOCK] != before) == (True, True)


def test_a_pulled_cable_hides_the_stage_which_never_comes_back_over_the_laptop(live: RoomScreen, stage: StageWindow, qtbot: QtBot) -> None:
    application, screen = QGuiApplication.instance(), QGuiApplication.primaryScreen()
    assert isinstance(application, QGuiApplication)
    stage.announce("Coffee")
    live.projector._put(screen)  # stands on the projector
    application.screenRemoved.emit(screen)
    assert (stage.isVisible(), live.projector.waiting, live.stage_bar._state.text()) == (False, True, "Stage: waiting for the projector")
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [live.window()]
    assert (live.window().isActiveWindow(), QApplication.focusWidget() is live.line) == (True, True)
    application.screenAdded.emit(screen)  # the laptop's own
    qtbot.waitUntil(lambda: not live.projector._timer.isActive())
    assert (stage.isVisible(), live.projector.waiting, stage.message) == (False, True, "Coffee")


def test_a_prompt_of_the_plan_is_on_the_stage_and_a_must_ask_is_not(
    visit: Callable[[Place], RoomScreen], opened: MainWindow, settled: Settled, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    plan = (
        f"council: 1\ncouncils: [{{key: stockholm-2026-11, sessions: [{{key: {demo.SESSION}, agenda: [{{title: Bills, minutes: 9, "
        "prompt: Think of your last bill., must_ask: [Why did Marta leave?]}]}]}]\n"
    )
    apply_plan(workspace=workspace, path=given.write(tmp_path_factory.mktemp("plan"), "plan.yaml", plan))
    room.start_session(workspace=workspace, session=demo.SESSION)
    live = visit(Place.ROOM)
    live.toggle_stage()
    settled()
    stage = live.projector.stage
    assert stage is not None
    assert (stage.words[Part.TITLE], stage.words[Part.PROMPT]) == ("Bills", "Think of your last bill.")
    assert (live.agenda.clock.prompt.text(), [ask.question for ask in live.desk.facts.asks]) == (  # type: ignore[union-attr]
        "Think of your last bill.",
        ["Why did Marta leave?"],
    )
