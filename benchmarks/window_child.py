"""One window in a process of its own: `python -m benchmarks.window_child empty|ours [WORKSPACE]`.

Prints `ready` when the window can be typed into, and how many MiB the process took at most when it has shown what there is to show.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

_CALM = 10  # so many looks in a row must find nothing under way: an answer may ask the next question


def main(kind: str, workspace: Path | None) -> int:
    """Show the window, tell, and end."""
    qInstallMessageHandler(lambda *_: None)  # what Qt misses offscreen is of no interest here
    app = QApplication(["council"])
    busy = _empty() if kind == "empty" else _ours(app, workspace)
    calm = 0

    def look() -> None:
        nonlocal calm
        calm = 0 if busy() else calm + 1
        if calm == 1 and workspace is None:
            _tell("ready")
        if calm == _CALM:
            _tell(f"{_peak_mib():.1f}")
            app.quit()

    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    return app.exec()


def _empty() -> Callable[[], bool]:
    window = QMainWindow()
    window.setCentralWidget(QLineEdit())
    window.resize(1280, 800)
    window.show()
    return lambda: not window.windowHandle().isExposed()


def _ours(app: QApplication, workspace: Path | None) -> Callable[[], bool]:
    # What the empty window does not need is part of what is measured.
    from benchmarks.material import PASSPHRASE  # noqa: PLC0415
    from council_app.settings import load_settings  # noqa: PLC0415
    from council_app.ui.core.places import Place  # noqa: PLC0415
    from council_app.ui.core.theme import Mode  # noqa: PLC0415
    from council_app.ui.mainwindow.app import dressed, make_window  # noqa: PLC0415

    looks = dressed(app, Mode.LIGHT)
    window = make_window(looks.theme, load_settings())
    window.resize(1280, 800)
    window.show()
    if workspace is None:
        window.welcome.show_choices()
    else:
        window.open_path(workspace, PASSPHRASE)
        window.ctx.jobs.idle.connect(lambda: window.show_place(Place.ROOM))
    window.load_places()

    def busy() -> bool:
        _keep = looks
        return not window.windowHandle().isExposed() or window.ctx.jobs.busy or window.ctx.side.busy

    return busy


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
