"""The main window: the welcome page or the frame of places, the palette over both, and what commands do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.errors import CouncilError
from council_app.settings import THEME
from council_app.ui.core.actions import Actions
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.cohorts import COHORT_COMMANDS
from council_app.ui.mainwindow.commands import COMMANDS, PALETTE, refusal
from council_app.ui.mainwindow.cover import Cover
from council_app.ui.mainwindow.crash import CrashHook
from council_app.ui.mainwindow.frame import Frame
from council_app.ui.mainwindow.history import TakingBack
from council_app.ui.mainwindow.leaving import Leaving
from council_app.ui.mainwindow.opening import Opened, Opener, latest
from council_app.ui.mainwindow.options import Options
from council_app.ui.mainwindow.palette import CommandPalette
from council_app.ui.mainwindow.places import load_beside
from council_app.ui.mainwindow.reminders import Reminder
from council_app.ui.screens.welcome.view import WelcomeScreen

_SMALLEST = QSize(560, 360)


class MainWindow(QWidget):
    """One window. Its parts are built again when the language changes; the workspace stays open meanwhile."""

    welcome: WelcomeScreen
    frame: Frame

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self.ctx = ctx
        self.setMinimumSize(_SMALLEST)
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self.opener = Opener(ctx)
        self.opener.opened.connect(self._opened)
        self.opener.locked.connect(self._locked)
        self.opener.failed.connect(self._not_opened)
        self.opener.progressed.connect(lambda step: self.welcome.work.advance(step))
        self.opener.stopped.connect(lambda: self.welcome.work.end(ctx.t("Stopped; nothing was made.")))
        ctx.going.connect(self.show_place)
        ctx.note_asked.connect(lambda note: self.frame.show_note(note))
        ctx.notes_asked.connect(lambda wanted: self.frame.show_found(wanted))
        ctx.insight_asked.connect(lambda key: self.frame.show_insight(key))
        ctx.asked.connect(lambda command: self.actions_table.run(command))
        self.cover = Cover(self._layers, lambda paused: self.actions_table.pause(paused=paused), self._give_keyboard_back)
        ctx.covering.connect(self.cover.lay)
        self.leaving = Leaving(ctx, lambda: self.frame.screens, self)
        self.options = Options(ctx, self, self.leaving.then)
        self.options.speaks.connect(self._rebuild)
        self.options.used.connect(lambda: self.welcome.show_options())
        self._may_end = False
        ctx.refused.connect(self.tell_failure)
        self.history = TakingBack(ctx, self)
        self.history.told.connect(lambda sentence: ctx.noticed.emit(sentence, False))
        self.history.named.connect(lambda command, name: self.actions_table.relabel(command, name))
        self.crash = CrashHook(ctx.theme, ctx.t, self)
        self._build()

    def _build(self) -> None:
        ctx = self.ctx
        self.actions_table = Actions(self, ctx.t, lambda command: refusal(ctx, command))
        self.actions_table.add(COMMANDS, self)
        self.welcome = WelcomeScreen(ctx)
        self.welcome.sample_asked.connect(self.open_sample)
        self.welcome.create_asked.connect(self.opener.create)
        self.welcome.open_asked.connect(self.open_path)
        self.welcome.option_chosen.connect(self.options.use)
        self.frame = Frame(ctx)
        self.reminder = Reminder(ctx, self.frame.notice)
        self.actions_table.add(COHORT_COMMANDS, self.frame.cohorts)
        self.frame.cohorts.edit_asked.connect(self._edit_cohorts)
        self.frame.header.palette_asked.connect(self.open_palette)
        self.frame.notice.undo_asked.connect(self.undo)
        self.frame.arrived.connect(self._arrived)
        self.frame.left.connect(self._left)
        self.palette_overlay = CommandPalette(ctx.theme, ctx.t, self)
        self.palette_overlay.chosen.connect(lambda command: self.actions_table.run(command))
        self._layers.addWidget(self.welcome)
        self._layers.addWidget(self.frame)
        self._layers.setCurrentWidget(self.frame if ctx.workspace is not None else self.welcome)
        self._name_window()

    def _rebuild(self) -> None:
        """Build everything again in another language, at the same place."""
        self.crash.t = self.ctx.t
        place, opened, reminded = self.frame.place, self.ctx.workspace, self.frame.notice.offers
        in_settings = self._layers.currentWidget() is self.frame and place is None
        for part in (self.welcome, self.frame, self.palette_overlay):
            self._layers.removeWidget(part)
            part.setParent(None)
            part.deleteLater()
        self.actions_table.clear()
        self._build()
        if opened is not None:
            self.frame.show_where(opened)
            self.frame.show_place(place)
            if reminded:
                self.reminder.remind()
        elif in_settings:
            self.open_settings()
        else:
            self.welcome.show_choices()

    def _name_window(self) -> None:
        workspace = self.ctx.workspace
        self.setWindowTitle(f"{workspace.path.stem} – Council" if workspace is not None else "Council")

    def sizeHint(self) -> QSize:
        """The size the places are drawn for."""
        return QSize(1280, 800)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper under everything."""
        QPainter(self).fillRect(self.rect(), self.ctx.theme.colour("canvas"))

    def load_places(self) -> None:
        """Load what the places need beside the window."""
        load_beside(self.ctx)

    # -- opening and closing

    def open_path(self, path: Path, passphrase: str = "") -> None:
        """Open a workspace file; the one at hand stays open until the other is."""
        workspace = self.ctx.workspace
        if workspace is None or workspace.path.resolve() != path.resolve():
            self.leaving.then(lambda: self.opener.open(path, passphrase))

    def open_sample(self) -> None:
        """Build the sample council, or open it as it was left."""
        self.leaving.then(self._open_sample)

    def _open_sample(self) -> None:
        self._to_welcome()
        self.welcome.work.begin(self.ctx.t("Getting the sample council ready"), self.opener.open_sample())

    def start_workspace(self) -> None:
        """The form of a new workspace."""
        self.leaving.then(self._start_workspace)

    def _start_workspace(self) -> None:
        self._to_welcome()
        self.welcome.start()

    def choose_workspace(self) -> None:
        """Ask for a file."""
        self.welcome.choose_file()

    def close_workspace(self) -> None:
        """Let go of the file and go back to the welcome page."""
        self.leaving.then(self._close_workspace)

    def _close_workspace(self) -> None:
        self._to_welcome()
        self.welcome.show_choices()

    def _to_welcome(self) -> None:
        self._let_go()
        self._layers.setCurrentWidget(self.welcome)

    def _let_go(self) -> None:
        workspace = self.ctx.workspace
        if workspace is None:
            return
        self.cover.lift()
        screen = self.frame.front
        if screen is not None:
            screen.leave()
        self.ctx.workspace, self.ctx.session, self.ctx.sessions = None, None, ()
        self.opener.close(workspace)
        self._rebuild()

    def _opened(self, opened: Opened) -> None:
        self._let_go()
        ctx = self.ctx
        ctx.workspace, ctx.sessions, ctx.session = opened.workspace, opened.sessions, latest(opened.sessions)
        ctx.author = opened.workspace.actor
        self.welcome.work.end()
        try:
            ctx.settings.remember(opened.workspace.path)
        except CouncilError as error:
            self.tell_failure(error)
        self.frame.show_where(opened.workspace)
        self.frame.rail.setEnabled(True)
        self._layers.setCurrentWidget(self.frame)
        self._name_window()
        self.frame.show_place(Place.PROGRAMME)
        self.reminder.remind()

    def _locked(self, path: Path) -> None:
        self._to_welcome()
        self.welcome.unlock(path)

    def _not_opened(self, error: CouncilError) -> None:
        self.welcome.fail(in_words(self.ctx.t, error))

    # -- places

    def go_to(self, place: str) -> None:
        """A command names the place."""
        self.show_place(Place(place))

    def show_place(self, place: Place) -> None:
        """Bring a place to the front."""
        self.frame.show_place(place)

    def open_settings(self) -> None:
        """The settings, with or without a workspace."""
        self._layers.setCurrentWidget(self.frame)
        self.frame.rail.setEnabled(self.ctx.workspace is not None)
        self.frame.show_place(None)

    def leave_settings(self) -> None:
        """Back to where the person was."""
        if self.ctx.workspace is None:
            self._layers.setCurrentWidget(self.welcome)
            self.welcome.show_choices()
        else:
            self.frame.show_place(self.frame.before_settings)

    def _edit_cohorts(self) -> None:
        """The page lies over the roster, wherever it is asked for."""
        self.show_place(Place.ROSTER)
        self.actions_table.run("roster.cohorts")

    def focus_rail(self) -> None:
        """Give the keyboard to the rail."""
        self.frame.rail.focus_current()

    def _give_keyboard_back(self) -> None:
        target = self.frame.front.first_focus() if self.frame.front is not None else None
        if target is not None:
            target.setFocus()

    def _arrived(self, screen: Screen) -> None:
        self.actions_table.add(screen.commands, screen)

    def _left(self, screen: Screen) -> None:
        self.actions_table.remove(screen.commands)

    # -- commands

    def open_palette(self) -> None:
        """Everything that can be done, to choose from."""
        self.palette_overlay.open([row for row in self.actions_table.rows() if row[0].id != PALETTE])

    def undo(self) -> None:
        """Take back the newest change of this person."""
        self.history.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self.history.redo()

    def use_theme(self, mode: str) -> None:
        """Light, dark, or as the system."""
        self.options.use(THEME, mode)

    def tell_failure(self, error: CouncilError) -> None:
        """Say what went wrong where the person is."""
        if self.ctx.workspace is None:
            self.welcome.fail(in_words(self.ctx.t, error))
        else:
            self.frame.notice.fail(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the file when everything typed is on disk, or somebody said to leave anyway."""
        if not self._may_end and not self.leaving.is_free(self._end_after_all):
            event.ignore()
            return
        self._let_go_at_end()
        super().closeEvent(event)

    def _end_after_all(self) -> None:
        """It was held back; nothing keeps it any more."""
        self._may_end = True
        self.close()

    def _let_go_at_end(self) -> None:
        screen, workspace = self.frame.front, self.ctx.workspace
        if screen is not None:
            screen.leave()
        if workspace is not None:
            self.ctx.workspace = None
            self.opener.close(workspace)
        self.ctx.ending.emit()
        self.ctx.side.stop()
        self.ctx.jobs.stop()
