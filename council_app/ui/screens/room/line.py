"""The foot of the notes: markers to type out, the line, what it means, and the strip that says what is unclear or not on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.grammar import parse
from council_app.domain.marking import Mark
from council_app.domain.records import Speaker, TagLabel
from council_app.errors import CouncilError, TryLater
from council_app.services.capture import TakenNote
from council_app.ui.core.context import AppContext
from council_app.ui.core.text import Surface
from council_app.ui.screens.room.capture import CaptureLine
from council_app.ui.screens.room.drafts import DraftKeeper
from council_app.ui.screens.room.keeping import NoteKeeper, Sent
from council_app.ui.screens.room.marks import MarkKeeper, MarkRow
from council_app.ui.screens.room.meaning import LineMeaning
from council_app.ui.screens.room.tray import PhotoTray
from council_app.ui.screens.room.waiting import PhotoKeeper


class LineDesk(Surface):
    """Everything about the line being typed; nothing typed is cleared before it is on disk.

    Signals:
        kept: a line of the session at hand is on disk (the `TakenNote`).
    """

    kept = Signal(object)

    def __init__(self, ctx: AppContext, pane: QWidget, foot_for_offers: Callable[[], int]) -> None:
        super().__init__(ctx.theme, "sheet", "t", "line2")
        self._ctx, self._t = ctx, ctx.t
        self._left: dict[str, str] = {}
        self._due: str | None = None
        self.line = CaptureLine(ctx.theme, ctx.t)
        self.mark_row = MarkRow(ctx.theme, ctx.t)
        self.tray = PhotoTray(ctx.theme, ctx.t)
        self.photos = PhotoKeeper(ctx, self)
        self.marks = MarkKeeper(ctx, self)
        self.keeper = NoteKeeper(ctx, self._rest_of, self)
        self.drafts = DraftKeeper(ctx, self.line)
        self.meaning = LineMeaning(ctx, self.line, self.keeper, self.photos, pane, foot_for_offers)
        self.parse_row, self.strip, self.completion = self.meaning.parse_row, self.meaning.strip, self.meaning.completion
        self._lay_out()
        self._connect()

    # -- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 11, 20, 11)
        column.setSpacing(8)
        for widget in (self.mark_row, self.tray, self.line, self.parse_row, self.strip):
            column.addWidget(widget)
        for before, after in pairwise((*self.mark_row.chips, *self.tray.chips, self.line, *self.strip.buttons)):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.line.kept.connect(self._keep)
        self.line.textChanged.connect(self._changed)
        self.line.pictured.connect(self.photos.add)
        self.line.holds = lambda: self.photos.free
        self.photos.shown.connect(self.tray.show_photos)
        self.photos.shown.connect(self.meaning.understand)
        self.photos.settled.connect(self._keep_due)
        self.tray.let_go.connect(self.photos.let_go)
        self.tray.left.connect(self._to_line)
        self.strip.left.connect(self._to_line)
        self.mark_row.left.connect(self._to_line)
        self.mark_row.chosen.connect(self.type_out)
        self.mark_row.let_go.connect(self.marks.let_go)
        self.marks.read.connect(self.mark_row.show_marks)
        self.keeper.sent.connect(self.drafts.hold)
        self.keeper.kept.connect(self._kept)
        self.keeper.refused.connect(self._refused)
        self.keeper.stuck.connect(self._say_stuck)

    # -- coming and going

    def leave(self) -> None:
        """Half-typed text goes to disk at once."""
        self.completion.hide()
        self.drafts.flush()

    def change_session(self) -> None:
        """Another session comes: the text stays with the one it was typed in, and what waits for the disk goes on waiting."""
        before = self.drafts.session
        if self.keeper.before(before):
            self._left[before] = self.line.text()
        self.drafts.leave()
        self._due = None
        self.meaning.forget()
        self.mark_row.show_marks(())
        self.line.clear()
        self.photos.come_to_session()

    def reload(self) -> None:
        """Bring back what was half-typed, and read the markers."""
        self.drafts.restore(self._left.pop(self._session, ""))
        self.photos.restore()
        self.marks.reload()

    def show_known(self, speakers: Sequence[Speaker] | None, tags: Sequence[TagLabel] | None) -> None:
        """Who and what can be named; None is as before."""
        self.meaning.show_known(speakers, tags)

    def write_token(self, token: str) -> None:
        """Put a token at the end of the line, as if typed."""
        text = self.line.text()
        self.line.setText(f"{text}{'' if not text or text.endswith(' ') else ' '}{token} ")
        self.line.setFocus()

    def take_in(self, words: str) -> None:
        """Words that have no other place go into the line."""
        text = self.line.text()
        self.line.setText(f"{text} {words}" if text else words)

    def _to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keeping

    @property
    def _session(self) -> str:
        return self._ctx.session.key if self._ctx.session is not None else ""

    def _keep(self, text: str) -> None:
        if not self._session:
            return
        self._due = text if self.photos.busy else None
        if self._due is not None:
            return
        before = self.keeper.before(self._session)
        if self.keeper.is_stuck and text == before:
            self.keeper.try_now()
            return
        if self.keeper.is_stuck:
            self._take_back()
            before = self.keeper.before(self._session)
        line = text.removeprefix(before)
        if not line.strip() and not self.photos.free:
            return
        trouble = parse(line).problem
        if trouble is not None and not self.photos.free:
            self.parse_row.show_parse(parse(line), (), (), self._t.say(trouble))
            return
        words = line if trouble is None else f"{line} {self._t('Photo')}"
        self.completion.hide()
        marker = self.meaning.mark.id if self.meaning.mark is not None else ""
        self.keeper.keep(Sent(self._session, line, self._ctx.author, marker, words, self.photos.take()))
        self.meaning.mark = None

    def _keep_due(self) -> None:
        """Enter was pressed while a photo was being made ready: now, if the line still says the same."""
        due, self._due = self._due, None
        if due is not None and due == self.line.text():
            self._keep(due)

    def _take_back(self) -> None:
        self.keeper.take_back(self._session)
        self.photos.give_all_back()

    def _changed(self, text: str) -> None:
        """What the disk refused is edited again: it is a line like any other, and waits for Enter."""
        if self.keeper.is_stuck and not text.startswith(self.keeper.before(self._session)):
            self._take_back()
            self.meaning.stuck = ""

    def _rest_of(self, sent: Sent) -> str | None:
        """What is half-typed in its session once this line is kept; None when nobody knows."""
        text = self.line.text() if sent.session == self._session else self._left.get(sent.session)
        return None if text is None else text.removeprefix(sent.line)

    def _kept(self, sent: Sent, taken: TakenNote, rest: str | None) -> None:
        """It is on disk: clear it; what was typed since stays, with the cursor where it was."""
        self.meaning.stuck = ""
        (self.photos.give_back if taken.unseen else self.photos.done)(sent.photos)
        if sent.session == self._session:
            with self.meaning.held():
                self._clear(sent.line)
                self.kept.emit(taken)  # shown at once: everything else can wait until it is
            self.drafts.settle(rest)
        else:
            self.drafts.settle()
            self.drafts.rewrite(sent.session, self._left.pop(sent.session, "").removeprefix(sent.line))
        self._tell_what_stayed(taken)
        self.meaning.understand()

    def _clear(self, line: str) -> None:
        text, cursor = self.line.text(), self.line.cursorPosition()
        if text.startswith(line):
            self.line.setText(text.removeprefix(line))
            self.line.setCursorPosition(max(0, cursor - len(line)))

    def _tell_what_stayed(self, taken: TakenNote) -> None:
        """What nobody was asked about while it was typed is said now."""
        t, settled = self._t, self.meaning.take_settled()
        stayed = [token for token in taken.not_understood if token not in settled]
        new = [f"#{path}" for path in taken.new_tags if f"#{path}" not in settled]
        if taken.unseen:
            self._ctx.noticed.emit(t("Kept without the photo: whoever spoke does not allow photos."), True)
        elif stayed:
            self._ctx.noticed.emit(t("Kept, with {tokens} in the text: nobody is called that.", tokens=t.items(stayed)), True)
        elif new:
            self._ctx.noticed.emit(t("Kept. New in the codebook: {tags}", tags=t.items(new)), True)

    def _refused(self, sent: Sent, error: CouncilError) -> None:
        """It cannot become a note: the words stay, and so does the marker they were for."""
        if sent.session == self._session and sent.marker:
            self.meaning.mark = next((mark for mark in self.mark_row.marks if mark.id == sent.marker), None)
        self.drafts.settle()
        self.photos.give_back(sent.photos)
        self._ctx.refused.emit(error)
        self.meaning.understand()

    def _say_stuck(self, error: TryLater, seconds: int) -> None:
        self.drafts.settle()
        again = self._t.n("Trying again in {count} second.", "Trying again in {count} seconds.", seconds)
        self.meaning.stuck = f"{self._t('Not on disk yet: {why}.', why=self._t.say(error.why))} {again}"
        self.meaning.understand()

    # -- what would be gone with the window

    @property
    def is_keeping(self) -> bool:
        """Whether a line, half-typed text or a photo is at the disk right now."""
        return self.keeper.at_disk or self.drafts.is_writing or self.photos.is_keeping

    @property
    def unkept(self) -> tuple[str, ...]:
        """Lines, half-typed text and photos that the disk has not taken."""
        owed = ((session, self.drafts.owed(session)) for session in self.drafts.sessions_owed)
        rests = (text.removeprefix(self.keeper.before(session)).strip() for session, text in owed)
        return (*(line.strip() for line in self.keeper.lines), *(rest for rest in rests if rest), *self.photos.unkept)

    def keep_now(self) -> None:
        """Try once more, without waiting for the next try."""
        self.keeper.try_now()
        self.drafts.flush()
        self.photos.keep_now()

    # -- markers

    def type_out(self, mark: Mark) -> None:
        """Let the line be the note of a marked moment; what is typed already stays."""
        self.meaning.mark = mark
        if not self.line.text():
            self.line.setText(mark.key.sign)
        self._to_line()
        self.meaning.understand()

    def type_out_next(self) -> None:
        """The oldest marker."""
        if self.mark_row.marks:
            self.type_out(self.mark_row.marks[0])
