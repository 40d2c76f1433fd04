"""Coding blind: one note large, the tags of the round, and nobody else's tags anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.codebook import CodebookTag
from council_app.domain.records import Changes, TagLabel
from council_app.domain.rounds import Coding, RoundLine
from council_app.errors import CouncilError
from council_app.services import codebook
from council_app.services import rounds as services
from council_app.services.rounds import CodingTask
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.text import Text
from council_app.ui.screens.tagging.coders.desk import TwoPanes, name_in, press_at_hand, words_pane
from council_app.ui.screens.tagging.coders.finder import TagFinder
from council_app.ui.screens.tagging.coders.words import CoderWords, quoted

_SHOWS = frozenset({"round_coding", "round_read", "round_note", "coding_round", "note", "consent"})
_NOTE, _THROUGH = 0, 1


class _Answer(NamedTuple):
    """What was asked for: the position (None: the first note that waits) and the task there."""

    position: int | None
    task: CodingTask | None


class CodingPage(Page):
    """One coder at work in one round.

    Signals:
        other_asked: somebody else sits down.
        agreement_asked: all notes are through, and the coder wants to see how far the coders agree.
    """

    other_asked = Signal()
    agreement_asked = Signal()

    def __init__(self, ctx: AppContext, line: RoundLine, coder: str) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._key, self.coder = line.key, coder
        self.task: CodingTask | None = None
        self.seen: tuple[Coding, ...] = ()
        self._asked: int | None = None
        self._finishing = False
        self.words = CoderWords(theme, t)
        self.about = Text(theme, "", "small", "ink3", elide=True)
        self.given = Text(theme, "", "small", "ink2", wrap=True)
        self.finder = TagFinder(theme, t, self._says)
        self.progress = Text(theme, "", "small", "ink2", tabular=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.next = Button(theme, t("Through, next"), Role.PRIMARY, height=32, key="Return")
        self.back = Button(theme, t("Note before"), Role.QUIET, height=32, key="PgUp")
        self._lay_out(line)
        self._connect()
        ctx.changed.connect(self._maybe_reload)
        ctx.read(self, lambda w: _tags(w, line.key), self._show_tags)
        self.read(None)

    def _lay_out(self, line: RoundLine) -> None:
        t, theme = self.t, self.theme
        self.who = Button(theme, t("as {name}", name=self.coder), Role.QUIET, height=28, icon="users")
        self.who.setToolTip(t("Somebody else codes now"))
        note = words_pane(theme, (self.about, self.words, self.given), (self.next, self.back))
        self.through = EmptyState(theme, t("Through with every note."), "", ground="sheet")
        self.through.offer(t("Look at agreement"), self.agreement_asked.emit)
        self.through.offer(t("Look again"), lambda: self.read(1), quiet=True)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(TwoPanes(theme, note, self.finder))
        self._layers.addWidget(self.through)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(name_in(self.top_bar(t("Coding"), self.progress, self.who), theme, line.name))
        whole.addWidget(self.bar)
        whole.addWidget(body, 1)

    def _connect(self) -> None:
        self.words.pressed_key.connect(self.finder.press)
        self.words.entered.connect(self.finish)
        self.words.left.connect(self.leave)
        self.finder.toggled.connect(self.toggle)
        self.finder.entered.connect(self.finish)
        self.finder.left.connect(self.words.setFocus)
        self.next.clicked.connect(self.finish)
        self.back.clicked.connect(lambda: self.step(-1))
        self.who.clicked.connect(self.other_asked)
        for key, act in (("PgUp", lambda: self.step(-1)), ("PgDown", lambda: self.step(1))):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def first_focus(self) -> QWidget | None:
        """The words: letters and digits tag, Enter goes on."""
        return self.words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        if not press_at_hand(self, event):
            super().keyPressEvent(event)

    # -- reading

    def read(self, position: int | None) -> None:
        """Show the note at a position, or the first that waits."""
        self._asked = position
        key, coder = self._key, self.coder
        self.ctx.read(
            self, lambda w: _Answer(position, services.coding_task(workspace=w, key=key, coder=coder, position=position)), self._show
        )

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities) and not self._finishing:
            self.read(self.task.position if self.task is not None else None)

    def _show_tags(self, tags: tuple[CodebookTag, ...]) -> None:
        self.finder.show_tags(tags)
        self._show_seen()

    def _show(self, answer: _Answer) -> None:
        if answer.position != self._asked:
            return  # another note was asked for meanwhile
        self._finishing = False
        task = answer.task
        if task is None:
            self._show_through()
            return
        other = self.task is None or self.task.note.id != task.note.id
        self.task, self.seen = task, task.codings
        t = self.t
        self._layers.setCurrentIndex(_NOTE)
        self.about.say(" · ".join(filter(None, (task.note.seat, task.note.city, t("through") if task.done else ""))))
        self._tell_progress(task.position, task.notes, task.through)
        self.back.refuse("" if task.position > 1 else t("This is the first note."))
        if other:
            self.finder.start_anew()
            if self.through.isAncestorOf(self.focusWidget() or self) or self.next.hasFocus():
                self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_seen()

    def _tell_progress(self, position: int, notes: int, through: int) -> None:
        t = self.t
        here = t("{done} of {total}", done=t.number(position), total=t.number(notes))
        self.progress.say(here if not through else t("{here}, {count} through", here=here, count=t.number(through)))
        self.bar.setRange(0, max(1, notes))
        self.bar.setValue(through)
        self.bar.setAccessibleName(self.progress.text())

    def _show_through(self) -> None:
        notes = self.task.notes if self.task is not None else self.bar.maximum()
        self.task = None
        self._tell_progress(notes, notes, notes)
        self.through.line.say(self.t("Once somebody else is, too, you see how far you agree, and decide where you do not."))
        self._layers.setCurrentIndex(_THROUGH)
        button = next(iter(self.through.findChildren(Button)), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- tags

    def _says(self, tag: str) -> tuple[bool, str]:
        """Whether this coder gave a tag, and on which words."""
        mine = [coding for coding in self.seen if coding.tag == tag]
        spans = [coding.span for coding in mine if coding.span is not None]
        return bool(mine), quoted(self.t, self.task.note.text, spans) if self.task is not None else ""

    def _show_seen(self) -> None:
        task, t = self.task, self.t
        if task is None:
            return
        labels = {tag.id: TagLabel(tag.id, tag.path, tag.colour) for tag in self.finder.tags}
        known = [coding for coding in self.seen if coding.tag in labels]
        self.words.show_spans(task.note, [(labels[coding.tag], coding.span) for coding in known if coding.span is not None])
        said = [
            labels[coding.tag].path if coding.span is None else t("{tag} on {words}", tag=labels[coding.tag].path, words=words)
            for coding in known
            for words in [quoted(t, task.note.text, [coding.span]) if coding.span is not None else ""]
        ]
        self.given.say(t("You gave {tags}.", tags=t.items(said)) if said else t("No tag yet. Enter says that none fits."))
        self.finder.show_found()

    def toggle(self, tag: str) -> None:
        """Give a tag: to the words chosen, or else to the whole note. Given there already, it is taken back."""
        task, key, coder = self.task, self._key, self.coder
        if task is None or self._finishing:
            return
        span, note = self.words.whole_words, task.note.id
        wanted = Coding(tag, span)
        mine = [coding for coding in self.seen if coding.tag == tag]
        gone = [wanted] if wanted in mine else mine if span is None else []
        self.seen = tuple(each for each in self.seen if each not in gone) if gone else (*self.seen, wanted)
        self._show_seen()
        self.words.choose_nothing()
        for each in gone:
            self._write(partial(services.take_coding, key=key, note=note, coder=coder, coding=each))
        if not gone:
            self._write(partial(services.put_coding, key=key, note=note, coder=coder, coding=wanted))

    def _write(self, act: Callable[..., Changes]) -> None:
        self.ctx.write(self, lambda w: act(workspace=w), lambda _changes: None, changes=lambda changes: changes, failed=self._refused)

    def _refused(self, error: CouncilError) -> None:
        self._finishing = False
        self.ctx.refused.emit(error)
        self.read(self.task.position if self.task is not None else None)

    # -- going on

    def finish(self) -> None:
        """Through with this note, with or without a tag: on to the next one that waits."""
        task, key, coder = self.task, self._key, self.coder
        if task is None or self._finishing:
            return
        self._finishing = True  # an Enter held down is one Enter for each note
        self.words.choose_nothing()
        self.ctx.write(
            self,
            lambda w: services.finish_note(workspace=w, key=key, note=task.note.id, coder=coder),
            lambda _changes: self._next(task),
            changes=lambda changes: changes,
            failed=self._refused,
        )

    def _next(self, task: CodingTask) -> None:
        """Who looks again at notes that are through goes on to the one behind; else the first that waits comes."""
        again = task.done and task.position < task.notes
        self.read(task.position + 1 if again else None)

    def step(self, by: int) -> None:
        """To the note before or behind, whatever its state; from the end back to the last."""
        if self._finishing:
            return
        if self.task is None:
            self.read(self.bar.maximum())
        elif 1 <= self.task.position + by <= self.task.notes:
            self.read(self.task.position + by)


def _tags(workspace: Workspace, key: str) -> tuple[CodebookTag, ...]:
    about = {tag.id for tag in services.branch(workspace=workspace, key=key)}
    return tuple(tag for tag in codebook.codebook(workspace=workspace) if tag.id in about)
