"""The stage and its screens, played with three real screens in a process of its own: lids, cables, resolutions, windows dragged about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LAPTOP, PROJECTOR, THIRD = (0, 0, 1280, 800), (1280, 0, 1920, 1080), (3200, 0, 1024, 768)

BEGIN = """
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from council_app.i18n import translator
from council_app.ui.screens.room.projector import Projector
from tests.pausing import pause

app = QApplication(["test", "-platform", f"offscreen:configfile={sys.argv[1]}"])
laptop, beamer, third = app.screens()
there = [laptop, beamer]
desk = QWidget()
desk.setGeometry(20, 20, 1000, 700)
desk.show()
projector = Projector(translator("en"), desk, lambda: there)

def settle():
    pause(400)

def stands():
    '''Where the stage is: its screen's width, or why it is not.'''
    stage = projector.stage
    if not stage.isVisible():
        return "waits" if projector.waiting else "hidden"
    own = desk.window().screen().geometry()
    assert not (stage.isFullScreen() and stage.geometry().intersects(own)), "over the facilitator"
    return stage.geometry().width() if stage.isFullScreen() else "window"

projector.open()
settle()
said = [stands()]
"""

STORIES = {
    "a cable is pulled and comes back": (
        """
there.remove(beamer); app.screenRemoved.emit(beamer); said.append(stands()); settle(); said.append(stands())
there.append(beamer); app.screenAdded.emit(beamer); settle(); said.append(stands())
""",
        [1920, "waits", "waits", 1920],
    ),
    "the lid is closed, so that the laptop's window comes to the projector, and opened again": (
        """
there.remove(laptop); app.screenRemoved.emit(laptop); desk.move(1400, 40); settle(); said.append(stands())
there.append(laptop); app.screenAdded.emit(laptop); desk.move(20, 20); settle(); said.append(stands())
""",
        [1920, "waits", 1920],
    ),
    "the laptop's window is dragged onto the projector": (
        "desk.move(1400, 40); settle(); said.append(stands()); desk.move(20, 20); settle(); said.append(stands())",
        [1920, 1280, 1920],
    ),
    "another screen takes over when the projector goes": (
        "there[:] = [laptop, third]; app.screenRemoved.emit(beamer); settle(); said.append(stands())",
        [1920, 1024],
    ),
    "another primary screen changes nothing": (
        "app.primaryScreenChanged.emit(beamer); settle(); said.append(stands())",
        [1920, 1920],
    ),
    "a third screen does not take the stage from the projector": (
        "there.insert(0, third); app.screenAdded.emit(third); settle(); said.append(stands())",
        [1920, 1920],
    ),
    "a stage that was closed stays closed": (
        """
projector.close(); there.remove(beamer); app.screenRemoved.emit(beamer); there.append(beamer); app.screenAdded.emit(beamer); settle()
said.append(projector.stage is None)
""",
        [1920, True],
    ),
}


def played(folder: Path, story: str, *screens: tuple[int, int, int, int]) -> list[object]:
    config = folder / "screens.json"
    rows = [{"name": str(at), "x": x, "y": y, "width": wide, "height": high} for at, (x, y, wide, high) in enumerate(screens)]
    config.write_text(json.dumps({"screens": rows}), encoding="utf-8")
    script = f"{BEGIN}\n{story}\nimport json\nprint(json.dumps(said))\n"
    around = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run([sys.executable, "-c", script, str(config)], capture_output=True, text=True, check=False, env=around)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("story", STORIES)
def test_the_stage_keeps_off_the_laptop_and_comes_back(tmp_path: Path, story: str) -> None:
    steps, said = STORIES[story]
    assert played(tmp_path, steps, LAPTOP, PROJECTOR, THIRD) == said


def test_a_projector_that_mirrors_the_laptop_gets_no_full_screen(tmp_path: Path) -> None:
    assert played(tmp_path, "", LAPTOP, LAPTOP, THIRD) == ["window"]
