"""A laptop's clock may be set back, sleep, or pass midnight: what was written stays in the order it was written in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from council_app.services import capture, hearing, markers, moments
from council_app.services.workspace import Workspace, open_workspace
from tests import factories as given

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
SetClock = Callable[[datetime], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """The laptop's clock, as somebody sets it."""
    shown = [NOON]

    class Clock(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:  # type: ignore[override]
            return shown[0]

    def set_to(moment: datetime) -> None:
        shown[0] = moment

    monkeypatch.setattr(moments, "datetime", Clock)
    return set_to


def note(made: Workspace, words: str, marker: str = "") -> None:
    capture.take_note(workspace=made, session=given.SESSION, line=words, marker=marker)


def stream(made: Workspace) -> list[str]:
    """Oldest first, as the room shows them."""
    return [line.text for line in reversed(capture.stream(workspace=made, session=given.SESSION, limit=50))]


@pytest.mark.parametrize(
    "back", [timedelta(seconds=1), timedelta(hours=1), timedelta(hours=23)], ids=["a second", "an hour", "nearly a day"]
)
def test_notes_stay_in_the_order_they_were_typed_in_when_the_clock_is_set_back(
    tmp_path: Path, set_clock: SetClock, back: timedelta
) -> None:
    typed = [f"note {number}" for number in range(6)]
    with given.workspace(tmp_path) as made:
        for number, words in enumerate(typed):
            set_clock(NOON + timedelta(minutes=number) - (back if number >= 3 else timedelta()))
            note(made, words)
        assert stream(made) == typed
    with open_workspace(path=tmp_path / "w.council", passphrase=None) as again:  # begun anew, with the clock still behind
        note(again, "after a restart")
        assert stream(again) == [*typed, "after a restart"]
        set_clock(NOON + timedelta(hours=30))
        note(again, "put right")
        assert (stream(again)[-1], capture.stream(workspace=again, session=given.SESSION)[0].at) == (
            "put right",
            NOON + timedelta(hours=30),
        )


def test_markers_stay_in_the_order_they_were_pressed_in_and_so_do_their_notes(tmp_path: Path, set_clock: SetClock) -> None:
    with given.workspace(tmp_path) as made:
        note(made, "before")
        for letter, moment in (("f", NOON + timedelta(minutes=1)), ("g", NOON - timedelta(hours=1)), ("h", NOON - timedelta(minutes=59))):
            set_clock(moment)
            markers.mark(workspace=made, session=given.SESSION, letter=letter, at=moment)
        note(made, "behind them")
        waiting = markers.markers(workspace=made, session=given.SESSION)
        assert [mark.letter for mark in waiting] == ["f", "g", "h"]
        for mark in reversed(waiting):
            note(made, f"typed out {mark.letter}", mark.id)
        assert stream(made) == ["before", "typed out f", "typed out g", "typed out h", "behind them"]


def test_a_marker_that_had_to_wait_for_the_disk_keeps_its_moment(tmp_path: Path, set_clock: SetClock) -> None:
    with given.workspace(tmp_path) as made:
        set_clock(NOON + timedelta(minutes=1))
        note(made, "meanwhile")
        set_clock(NOON + timedelta(minutes=2))
        markers.mark(workspace=made, session=given.SESSION, letter="m", at=NOON)
        assert [mark.at for mark in markers.markers(workspace=made, session=given.SESSION)] == [NOON]


def test_what_was_brought_in_with_a_moment_of_its_own_does_not_push_notes_ahead(tmp_path: Path, set_clock: SetClock) -> None:
    with given.workspace(tmp_path) as made:
        capture.take_note(workspace=made, session=given.SESSION, line="from a plan", at=NOON + timedelta(days=2))
        note(made, "typed now")
        assert stream(made) == ["typed now", "from a plan"]
        assert capture.stream(workspace=made, session=given.SESSION)[-1].at == NOON


def test_midnight_and_hours_of_sleep_are_like_any_minute_for_notes_and_turns(tmp_path: Path, set_clock: SetClock) -> None:
    late = NOON.replace(hour=23, minute=59, second=59)
    with given.workspace(tmp_path, given.people(count=2)) as made:
        for after in (timedelta(), timedelta(seconds=2), timedelta(hours=5)):
            set_clock(late + after)
            note(made, f"{after}")
        assert stream(made) == ["0:00:00", "0:00:02", "5:00:00"]
        speaker = hearing.heard(workspace=made, session=given.SESSION).talkers[0].id
        hearing.record_turn(workspace=made, attendance=speaker, started_at=late, seconds=90)
        hearing.record_turn(workspace=made, attendance=speaker, started_at=late - timedelta(hours=1), seconds=30)  # set back in between
        first = hearing.heard(workspace=made, session=given.SESSION).talkers[0]
        assert (first.turns, first.seconds) == (2, 120)
