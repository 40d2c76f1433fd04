"""The welcome page: a sample to look around in, a new workspace, an existing one, language and colours, and the loop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout, QWidget

from council_app.settings import LANGUAGE, THEME
from council_app.settings import Choice as Option
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import Icon, LongWork
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.welcome.cards import Choice
from council_app.ui.screens.welcome.forms import SUFFIX, StartForm, UnlockForm
from council_app.ui.screens.welcome.loop import Loop

_LOOP_FROM, _INTRO_FROM = 1080, 520
_RECENT_SHOWN = 3


class WelcomeScreen(QWidget):
    """The first thing seen.

    Signals:
        sample_asked: look around in the sample.
        create_asked: make this file with this passphrase.
        open_asked: open this file; the passphrase is "" until one was typed.
        option_chosen: another language or other colours (the option, the value).
    """

    sample_asked = Signal()
    create_asked = Signal(object, str)
    open_asked = Signal(object, str)
    option_chosen = Signal(object, str)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx, self._t, self._theme = ctx, ctx.t, ctx.theme
        self.setAcceptDrops(True)
        self._options = self._option_buttons()
        self._pages = QStackedWidget()
        self._start, self._unlock = StartForm(ctx.theme, ctx.t), UnlockForm(ctx.theme, ctx.t)
        self._choices = self._make_choices()
        for page in (self._choices, self._start, self._unlock):
            self._pages.addWidget(page)
        for form in (self._start, self._unlock):
            form.left.connect(self.show_choices)
        self._start.asked.connect(self.create_asked)
        self._unlock.asked.connect(self.open_asked)
        self.work = LongWork(ctx.theme, ctx.t)
        self._lay_out()
        self._turn_to(self._choices)

    # -- what the window asks of it

    def show_choices(self) -> None:
        """Back to the three ways in, the first one ready for Enter."""
        self._turn_to(self._choices)
        self.sample.setFocus()

    def start(self) -> None:
        """Show the form of a new workspace."""
        self._turn_to(self._start)
        self._start.name.setFocus()

    def _turn_to(self, page: QWidget) -> None:
        """Bring a page to the front; the headline belongs to the choices, and only the page in front takes room."""
        for each in (self._choices, self._start, self._unlock):
            policy = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)
        self._intro.setVisible(page is self._choices and self.height() >= _INTRO_FROM)
        self._pages.setCurrentWidget(page)

    def choose_file(self) -> None:
        """Ask which file to open."""
        label = self._t("Council workspaces")
        chosen, _ = QFileDialog.getOpenFileName(self, self._t("Open a workspace"), str(Path.home()), f"{label} (*{SUFFIX})")
        if chosen:
            self.open_asked.emit(Path(chosen), "")

    def unlock(self, path: Path) -> None:
        """Ask for the passphrase of a file."""
        self._turn_to(self._unlock)
        self._unlock.ask_for(path)

    def fail(self, sentence: str) -> None:
        """Say what went wrong where it was asked for."""
        self.work.end()
        page = self._pages.currentWidget()
        if page in (self._start, self._unlock):
            (self._start if page is self._start else self._unlock).fail(sentence)
        else:
            self._trouble.say(sentence)
            self._trouble.show()

    def show_options(self) -> None:
        """Name the language and the colours in use."""
        self._language.rename(self._t.say(dict(LANGUAGE.values)[self._t.language]))
        self._colours.rename(self._t("Dark") if self._theme.dark else self._t("Light"))
        self._colours.use_icon("moon" if self._theme.dark else "sun")

    # -- building

    def _make_choices(self) -> QWidget:
        t, theme, page = self._t, self._theme, QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.sample = Choice(
            theme,
            "play",
            t("Look around in a sample council"),
            t("Three councils, people and notes, all invented. Change anything."),
            "",
        )
        begin = Choice(theme, "file-plus", t("Start a workspace"), t("Choose a name, a place for the file and a passphrase."), "Ctrl+N")
        existing = Choice(theme, "folder-open", t("Open a workspace"), t("Or drop a file with the ending .council here."), "Ctrl+O")
        self.sample.clicked.connect(self.sample_asked)
        begin.clicked.connect(self.start)
        existing.clicked.connect(self.choose_file)
        for card in (self.sample, begin, existing):
            column.addWidget(card)
        self._trouble = Text(theme, "", "body", "state.bad.text", wrap=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        recent = self._make_recent()
        if recent is not None:
            column.addSpacing(4)
            column.addWidget(recent)
        column.addStretch(1)
        return page

    def _make_recent(self) -> QWidget | None:
        known = [path for path in self._ctx.settings.recent if path.is_file()][:_RECENT_SHOWN]
        if not known:
            return None
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(Text(self._theme, self._t("Recently"), "micro", "ink3"))
        for path in known:
            button = Button(self._theme, path.stem, Role.LINK, height=32)
            button.setToolTip(str(path))
            button.clicked.connect(lambda _=False, chosen=path: self.open_asked.emit(chosen, ""))
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _option_buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._language = self._option_button(LANGUAGE, "globe")
        self._colours = self._option_button(THEME, "sun")
        row.addWidget(self._language)
        row.addWidget(self._colours)
        self.show_options()
        return box

    def _option_button(self, option: Option, icon: str) -> Button:
        words = {value: self._t.say(label) for value, label in option.values}
        button = Button(self._theme, "", Role.PLAIN, icon=icon, after="chevron-down")
        button.setAccessibleDescription(self._t.say(option.label))
        button.clicked.connect(lambda: self._open_options(button, option, words))
        return button

    def _open_options(self, button: Button, option: Option, words: dict[str, str]) -> None:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, label in words.items():
            action = QAction(label, menu)
            action.triggered.connect(lambda _=False, chosen=value: self.option_chosen.emit(option, chosen))
            menu.addAction(action)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _lay_out(self) -> None:
        t, theme = self._t, self._theme
        left = QWidget()
        self._left = column = QVBoxLayout(left)
        column.setSpacing(0)
        self._top_left = QHBoxLayout()
        self._top_left.addWidget(Text(theme, "Council", "wordmark"))
        self._top_left.addStretch(1)
        column.addLayout(self._top_left)
        self._air = QSpacerItem(0, 64)
        column.addItem(self._air)
        self._intro = self._make_intro()
        column.addWidget(self._intro)
        column.addWidget(self._pages, 1)
        column.addSpacing(16)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Icon(theme, "wifi-off", "ink3"))
        foot.addWidget(Text(theme, t("Council works without the internet and sends nothing anywhere."), "body", "ink3", elide=True))
        column.addLayout(foot)
        self._right = self._make_right()
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(scroll_of(left), 761)
        across.addWidget(self._right, 519)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.work)

    def _make_intro(self) -> QWidget:
        t, theme, intro = self._t, self._theme, QWidget()
        column = QVBoxLayout(intro)
        column.setContentsMargins(0, 0, 0, 34)
        column.setSpacing(18)
        column.addWidget(Text(theme, t("Hear people out.\nThen do something about it.").replace("\n", "\u2028"), "welcome", wrap=True))
        lead = t("From the invitation to the blog post that says what was done, one file on this laptop, encrypted.")
        lead_text = Text(theme, lead, "welcome-lead", "ink2", wrap=True)
        lead_text.setMaximumWidth(540)
        column.addWidget(lead_text)
        return intro

    def _make_right(self) -> QWidget:
        right = Surface(self._theme, "canvas", "l")
        column = QVBoxLayout(right)
        column.setContentsMargins(87, 52, 40, 20)
        column.setSpacing(24)
        self._top_right = QHBoxLayout()
        self._top_right.addStretch(1)
        column.addLayout(self._top_right)
        column.addWidget(Loop(self._theme, self._t))
        column.addStretch(1)
        return right

    # -- events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The loop needs room; without it the language and colours move to the left column."""
        super().resizeEvent(event)
        wide = self.width() >= _LOOP_FROM
        self._right.setVisible(wide)
        (self._top_right if wide else self._top_left).addWidget(self._options)
        side = 88 if wide else max(20, min(64, self.width() // 16))
        top = 56 if self.height() >= 760 else 24
        self._left.setContentsMargins(side, top, 40 if wide else side, 40 if self.height() >= 760 else 16)
        self._intro.setVisible(self._pages.currentWidget() is self._choices and self.height() >= _INTRO_FROM)
        self._air.changeSize(0, 64 if self.height() >= 760 else 24)
        self._left.invalidate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("canvas"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One .council file may be dropped."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_asked.emit(path, "")

    def _dropped(self, event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
        return path if path is not None and path.suffix == SUFFIX else None
