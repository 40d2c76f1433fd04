"""One window in a process of its own: `python -m benchmarks.window_child empty|ours [WORKSPACE]`.

Prints `ready` when a letter that was typed stands in the window (without WORKSPACE), and, when nothing is under way any more, how many MiB
the process took at most. The passphrase of WORKSPACE stands in COUNCIL_PASSPHRASE, as a person may have it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    Watched = tuple[QApplication, QWidget, Callable[[], bool]]

_SIZE = (1280, 800)
_CALM = 10  # so many looks in a row must find nothing under way: an answer may ask the next question
_LETTER = "s"


def main(kind: str, workspace: Path | None) -> int:
    """Show the window, tell, and end."""
    app, window, busy = _empty() if kind == "empty" else _ours(workspace)
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - what is measured loads Qt by itself

    calm, typed = 0, workspace is not None

    def look() -> None:
        nonlocal calm, typed
        if not window.windowHandle().isExposed():
            return
        if not typed:
            typed = _type(window)
            return
        calm = 0 if busy() else calm + 1
        if calm == _CALM:
            _tell(f"{_peak_mib():.1f}")
            app.quit()

    timer = QTimer(interval=2)
    timer.timeout.connect(look)
    timer.start()
    return app.exec()


def _empty() -> Watched:
    from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow  # noqa: PLC0415 - what is measured loads it by itself

    app = QApplication(["council"])
    window = QMainWindow()
    window.setCentralWidget(QLineEdit())
    window.resize(*_SIZE)
    window.show()
    return app, window, lambda: False


def _ours(workspace: Path | None) -> Watched:
    """The whole way of `council`, from its own beginning."""
    from council_app.bootstrap import open_window, start_log  # noqa: PLC0415 - what is measured loads it by itself

    start_log()
    shown = open_window(None, "")
    window = shown.window
    window.resize(*_SIZE)
    if workspace is None:
        window.open_palette()  # the line of the first page that takes letters
    else:
        from council_app.ui.core.places import Place  # noqa: PLC0415 - what is measured loads it by itself

        window.open_path(workspace, os.environ["COUNCIL_PASSPHRASE"])
        window.ctx.jobs.idle.connect(lambda: window.show_place(Place.ROOM))

    def busy() -> bool:
        _keep = shown
        return window.ctx.jobs.busy or window.ctx.side.busy

    return shown.app, window, busy


def _type(window: QWidget) -> bool:
    """Type a letter where the keyboard is; tells when it stands there and is drawn."""
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415 - what is measured loads it by itself
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415 - what is measured loads it by itself
    from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: PLC0415 - what is measured loads it by itself

    line = QApplication.focusWidget()
    if not isinstance(line, QLineEdit):
        return False
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier, _LETTER))
    if line.text() != _LETTER:
        raise RuntimeError("the letter did not arrive")
    window.repaint()
    _tell("ready")
    return True


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _peak_mib() -> float:
    """The most memory this process ever held; 0 where the system does not say it."""
    # Not `getrusage`: a child starts with the peak of the process that started it.
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None))
