"""When something goes wrong that should not: into the log with its traceback, and a calm sentence for the person."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

from council_app.errors import CouncilError
from council_app.i18n import Translator
from council_app.paths import log_file
from council_app.ui.core.context import DATA_IS_SAFE

_log = logging.getLogger("council_app")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_messages() -> None:
    """Qt's own warnings go to the same log."""

    def handle(level: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        _log.log(_LEVELS.get(level, logging.WARNING), "Qt: %s", text)

    qInstallMessageHandler(handle)


class CrashHook(QObject):
    """Catches what nobody caught, on any thread, and tells it once on the window's thread.

    Signals:
        caught: an exception escaped.
    """

    caught = Signal(object)

    def __init__(self, t: Translator, window: QWidget) -> None:
        super().__init__(window)
        self.t = t
        self._window = window
        self._showing = False
        self.caught.connect(self.tell)

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("unexpected", exc_info=(kind, error, trace))
        self.caught.emit(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def tell(self, error: BaseException) -> None:
        """Say it calmly: what happened, that the data is safe, what to do."""
        if self._showing or isinstance(error, CouncilError):
            return
        self._showing = True
        box = QMessageBox(self._window)
        box.setWindowTitle(self.t("Something went wrong"))
        box.setText(self.t("Council made a mistake and could not finish the last step."))
        todo = self.t("You can go on working. To help mend it, send this file: {file}", file=str(log_file()))
        box.setInformativeText(f"{self.t.say(DATA_IS_SAFE)} {todo}")
        box.addButton(self.t("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(self._told)
        box.open()

    def _told(self) -> None:
        self._showing = False
