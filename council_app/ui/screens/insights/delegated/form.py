"""The form that delegates: which insights, to which tracker, into which folder, in which language. It remembers the last time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Tracker
from council_app.errors import Message
from council_app.i18n import LANGUAGES
from council_app.services.delegating import TRACKER_NAMES
from council_app.settings import LANGUAGE
from council_app.ui.core.buttons import Button, Role, Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text


@dataclass(frozen=True, slots=True)
class AtHand:
    """The insight at hand: its key and title, and what its gate still asks for."""

    key: str
    title: str
    missing: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be delegated, as chosen."""

    insights: tuple[str, ...]
    tracker: Tracker
    language: str
    folder: Path


class DelegateForm(Surface):
    """At the side of the board.

    Signals:
        wanted: delegate this (carries `Wanted`).
        dropped: not now.
        jump: an insight lacks something: go there (its key).
    """

    wanted = Signal(object)
    dropped = Signal()
    jump = Signal(str)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas", "l")
        self._ctx, self._theme, self._t = ctx, ctx.theme, ctx.t
        self._at: AtHand | None = None
        self._ready: tuple[str, ...] = ()
        self._busy = False
        self.which = self._group([("one", self._t("This one")), ("all", self._t("All that pass"))], "one")
        self.what = Text(self._theme, "", "body", wrap=True)
        self.trackers = self._group(
            [(each.value, name) for each, name in TRACKER_NAMES.items()], ctx.settings.kept("delegate_to") or "jira"
        )
        names = {value: self._t.say(word) for value, word in LANGUAGE.values}
        chosen = ctx.settings.kept("delegate_language") or self._t.language
        self.languages = self._group([(tag, names[tag]) for tag in LANGUAGES], chosen)
        self.folder = line_edit(self._theme)
        self.folder.setText(ctx.settings.kept("delegate_folder") or str(Path.home() / "council-tickets"))
        self.folder_field = Field(self._theme, self._t("Folder"), self.folder, self._t("It is made when it is not there."))
        self.choose = Button(self._theme, self._t("Choose a folder"), Role.PLAIN, height=28, icon="folder-open")
        self.go = Button(self._theme, self._t("Delegate"), Role.PRIMARY, key="Ctrl+Return")
        self.not_now = Button(self._theme, self._t("Not now"), Role.QUIET)
        self.why = Text(self._theme, "", "small", "state.warn.text", weight=500, wrap=True)
        self.seen = Button(self._theme, self._t("See what is missing"), Role.LINK, height=28)
        self._lay_out()
        self._connect()

    def _group(self, choices: list[tuple[str, str]], chosen: str) -> dict[str, Segment]:
        group = QButtonGroup(self)
        made: dict[str, Segment] = {}
        for value, label in choices:
            segment = Segment(self._theme, label)
            segment.setChecked(value == chosen)
            segment.clicked.connect(self._tell)
            group.addButton(segment)
            made[value] = segment
        if chosen not in made:
            next(iter(made.values())).setChecked(True)
        return made

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for label, part in (
            (self._t("What"), self.which),
            (self._t("To"), self.trackers),
            (self._t("Language of tickets and packs"), self.languages),
        ):
            column.addWidget(Text(self._theme, label, "body", weight=600))
            column.addLayout(_grid(part))
            if part is self.which:
                column.addWidget(self.what)
                column.addWidget(self.why)
                column.addWidget(self.seen)
        column.addWidget(self.folder_field)
        column.addLayout(action_row(self.choose))
        column.addStretch(1)
        foot = Surface(self._theme, "canvas", "t")
        row = QVBoxLayout(foot)
        row.setContentsMargins(16, 9, 16, 8)
        row.addLayout(action_row(self.go, self.not_now))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(scroll_of(page), 1)
        inside.addWidget(foot)

    def _connect(self) -> None:
        self.go.clicked.connect(self.delegate)
        self.not_now.clicked.connect(self.dropped)
        self.choose.clicked.connect(self.choose_folder)
        self.folder.textChanged.connect(self._tell)
        self.seen.clicked.connect(lambda: self.jump.emit(self._at.key if self._at is not None else ""))

    def show_choice(self, at: AtHand | None, ready: tuple[str, ...], *, refusal: str = "") -> None:
        """The insight at hand, and all that pass their gate and are in no tracker yet."""
        self._at, self._ready, self._refusal = at, ready, refusal
        self.which["one"].setEnabled(at is not None)
        if at is None:
            self.which["all"].setChecked(True)
        self._tell()

    def work(self, *, busy: bool) -> None:
        """Something is being delegated, or not any more."""
        self._busy = busy
        self._tell()

    _refusal = ""

    @property
    def insights(self) -> tuple[str, ...]:
        """Keys of what is chosen."""
        if self.which["one"].isChecked():
            return (self._at.key,) if self._at is not None else ()
        return self._ready

    def delegate(self) -> None:
        """Ask for it, where nothing stands against it."""
        if not self.go.isEnabled():
            return
        tracker, language = self._chosen(self.trackers), self._chosen(self.languages)
        folder = self.folder.text().strip()
        self._ctx.settings.keep(delegate_to=tracker, delegate_language=language, delegate_folder=folder)
        self.wanted.emit(Wanted(self.insights, Tracker(tracker), language, Path(folder).expanduser()))

    def choose_folder(self) -> None:
        """Ask where to."""
        found = QFileDialog.getExistingDirectory(self, self._t("Folder for tickets and evidence packs"), self.folder.text())
        if found:
            self.folder.setText(found)

    def _chosen(self, group: dict[str, Segment]) -> str:
        return next(value for value, segment in group.items() if segment.isChecked())

    def _tell(self) -> None:
        one = self.which["one"].isChecked()
        missing = self._at.missing if one and self._at is not None else ()
        count = self._t.n("{count} insight passes its gate", "{count} insights pass their gate", len(self._ready))
        self.what.say(self._at.title if one and self._at is not None else count)
        self.why.say(self._t("Missing: {parts}", parts=self._t.items([self._t.say(part) for part in missing])) if missing else "")
        self.why.setVisible(bool(missing))
        self.seen.setVisible(bool(missing))
        self.go.refuse(self._reason(missing=bool(missing)))

    def _reason(self, *, missing: bool) -> str:
        """Why it cannot be delegated now."""
        if self._busy:
            return self._t("Something is under way.")
        if self._refusal:
            return self._refusal
        if missing:
            return self._t("Its gate is not passed yet.")
        if not self.insights:
            return self._t("No insight passes its gate.")
        return "" if self.folder.text().strip() else self._t("Choose a folder first.")


def _grid(segments: dict[str, Segment]) -> QGridLayout:
    """Two beside each other: names of languages and trackers are long."""
    grid = QGridLayout()
    grid.setSpacing(4)
    for number, segment in enumerate(segments.values()):
        grid.addWidget(segment, number // 2, number % 2)
    return grid
