"""Memory that stays is looked at once."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import gc
from council_app.ui.mainwindow.places import load_all
load_all()
kept = gc.get_freeze_count()
assert kept > 50_000, kept
assert len(gc.get_objects()) < kept / 10
"""


def test_what_the_window_loads_is_not_searched_for_garbage() -> None:
    ran = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
