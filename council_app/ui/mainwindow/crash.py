"""When something goes wrong that should not: into the log with its traceback, and a calm sentence for the person."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QEvent, QMessageLogContext, QObject, QRectF, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.paths import log_file
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import DATA_IS_SAFE
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_log = logging.getLogger("council_app")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_WIDTH, _HEIGHT = 480, 260


def log_qt_messages() -> None:
    """Qt's own warnings go to the same log."""

    def handle(level: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        _log.log(_LEVELS.get(level, logging.WARNING), "Qt: %s", text)

    qInstallMessageHandler(handle)


class CrashPanel(QWidget):
    """A sheet over the window: what happened, that the data is safe, which file to send."""

    def __init__(self, theme: Theme, t: Translator, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._over = theme, window
        title = t("Council made a mistake")
        safe = t("The last step could not be finished. {safe}", safe=DATA_IS_SAFE)
        todo = t("You can go on working. To help mend it, send this file:")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        column.addWidget(Text(theme, title, "place"))
        column.addWidget(Text(theme, safe, "body", "ink2", wrap=True))
        column.addWidget(Text(theme, todo, "body", "ink2", wrap=True))
        where = Text(theme, str(log_file()), "small", "ink", wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(where)
        column.addStretch(1)
        self.go_on = Button(theme, t("Go on"), Role.PRIMARY, key="Esc")
        self.go_on.clicked.connect(self.close)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(f"{title}. {safe} {todo} {log_file()}")
        window.installEventFilter(self)
        self._lie_in_middle()

    def _lie_in_middle(self) -> None:
        width, height = min(_WIDTH, self._over.width() - 32), min(_HEIGHT, self._over.height() - 32)
        self.setGeometry((self._over.width() - width) // 2, (self._over.height() - height) // 2, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if event.type() is QEvent.Type.Resize:
            self._lie_in_middle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes on."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sheet with an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(self._theme.colour("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9.5, 9.5)


class CrashHook(QObject):
    """Catches what nobody caught, on any thread, and tells it once on the window's thread.

    Signals:
        caught: an exception escaped.
    """

    caught = Signal(object)

    def __init__(self, theme: Theme, t: Translator, window: QWidget) -> None:
        super().__init__(window)
        self.t = t
        self._theme, self._window = theme, window
        self.panel: CrashPanel | None = None
        self.caught.connect(self.tell)

    def install(self) -> None:
        """Become the hook of this process."""
        sys.excepthook = self.on_exception
        threading.excepthook = self._on_thread_exception

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What `sys.excepthook` calls."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("unexpected", exc_info=(kind, error, trace))
        self.caught.emit(error)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def tell(self, _error: BaseException) -> None:
        """Say it calmly, once until the person goes on."""
        if self.panel is None:
            self.panel = CrashPanel(self._theme, self.t, self._window)
            self.panel.destroyed.connect(self._told)
            self.panel.show()
            self.panel.raise_()
            self.panel.go_on.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _told(self) -> None:
        self.panel = None
