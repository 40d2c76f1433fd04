"""A long session in short: after hundreds of notes, turns, markers and edits the window is made of as much as after the first."""

from __future__ import annotations

from pathlib import Path

from benchmarks.soak import Session, soak
from council_app.services import demo
from council_app.services import room as room_service
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.models import LIVE, PAGE


def test_nothing_grows_while_a_session_goes_on(opened: MainWindow, sample: Path) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    room_service.start_session(workspace=workspace, session=demo.SESSION)
    opened.show_place(Place.ROOM)
    session = Session(opened)
    found = soak(session, notes=80, hours=0.02)
    half, end = found.counts[9], found.counts[-1]
    # Marks are typed out in turns: by how many chips and rows differ for the moment must not add up.
    assert end.timers == half.timers
    assert abs(end.objects - half.objects) <= 24
    assert PAGE <= session.room.model.rowCount() <= LIVE
