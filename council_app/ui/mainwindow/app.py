"""Starting the window: settings, fonts, looks, workers, crash hook, and the first page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QStyle

from council_app.settings import LANGUAGE, SCALE, THEME, Settings, load_settings
from council_app.ui.core.context import AppContext
from council_app.ui.core.focus import FocusRing
from council_app.ui.core.jobs import Jobs
from council_app.ui.core.looks import dress
from council_app.ui.core.theme import Mode, Theme, load_fonts, load_tokens
from council_app.ui.mainwindow.crash import log_qt_messages
from council_app.ui.mainwindow.languages import speak_qt, translator_for
from council_app.ui.mainwindow.window import MainWindow


@dataclass(frozen=True, slots=True)
class Dressed:
    """What must live as long as the application's looks."""

    theme: Theme
    ring: FocusRing


def dressed(app: QApplication, mode: Mode) -> Dressed:
    """Give the application its fonts, style and colours, kept up to date when they change."""
    load_fonts()
    theme = Theme(load_tokens(), mode, app)
    app.setStyle("Fusion")
    dress(app, theme)
    theme.changed.connect(lambda: dress(app, theme))
    return Dressed(theme, FocusRing(theme, app))


def make_window(theme: Theme, settings: Settings) -> MainWindow:
    """The window with its workers, not yet shown."""
    t = translator_for(settings.get(LANGUAGE))
    speak_qt(t)
    ctx = AppContext(t=t, theme=theme, jobs=Jobs("workspace"), side=Jobs("side"), settings=settings)
    window = MainWindow(ctx)
    for worker in (ctx.jobs, ctx.side):
        worker.crashed.connect(window.crash.tell)
    return window


def show_fitting(window: MainWindow) -> None:
    """Show the window in the size it is drawn for, or filling the screen where that is too small for it and its title bar.

    A 1280 by 800 laptop is the common case: a window of that size has its lowest row, with the primary action, below the edge.
    """
    room, size = window.screen().availableSize(), window.sizeHint()
    title_bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    window.resize(size)
    if size.width() > room.width() or size.height() + title_bar > room.height():
        window.showMaximized()
    else:
        window.show()


@dataclass(frozen=True, slots=True)
class Shown:
    """A window that is shown, and what must live as long as it."""

    app: QApplication
    looks: Dressed
    window: MainWindow


def shown(argv: Sequence[str], workspace: Path | None, passphrase: str = "") -> Shown:
    """Show the window, with a workspace when one was named.

    Args:
        argv: for Qt: the program's name and Qt's own options.
        workspace: a file to open at once.
        passphrase: of that file; asked for when it is needed and empty.
    """
    settings = load_settings()
    # Qt reads the factor once, before the application exists.
    if settings.get(SCALE) != SCALE.default:
        os.environ.setdefault("QT_SCALE_FACTOR", str(int(settings.get(SCALE)) / 100))
    app = QApplication(list(argv))
    app.setApplicationName("Council")
    app.setDesktopFileName("council")
    log_qt_messages()
    looks = dressed(app, Mode(settings.get(THEME)))
    window = make_window(looks.theme, settings)
    window.crash.install()
    show_fitting(window)
    if workspace is not None:
        window.open_path(workspace, passphrase)
    else:
        window.welcome.show_choices()
    window.load_places()
    return Shown(app, looks, window)
