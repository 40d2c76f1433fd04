"""The foot of the notes: markers to type out, the line, what it means, and the strip that says what is unclear or not on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.doubts import Doubt, Why
from council_app.domain.grammar import parse
from council_app.domain.marking import Mark
from council_app.domain.records import Speaker, TagLabel
from council_app.errors import CouncilError, TryLater
from council_app.services.capture import TakenNote
from council_app.ui.core.context import AppContext
from council_app.ui.core.text import Surface
from council_app.ui.screens.room.capture import CaptureLine, ParseRow
from council_app.ui.screens.room.completion import Completion, begun_token
from council_app.ui.screens.room.drafts import DraftKeeper
from council_app.ui.screens.room.keeping import NoteKeeper, Sent
from council_app.ui.screens.room.marks import MarkKeeper, MarkRow, mark_words
from council_app.ui.screens.room.reading import Reading, named, read_line
from council_app.ui.screens.room.strip import Choice, LineStrip
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
        self._ctx, self._t, self._pane, self._foot_for_offers = ctx, ctx.t, pane, foot_for_offers
        self._speakers: tuple[Speaker, ...] = ()
        self._tags: tuple[TagLabel, ...] = ()
        self._settled: set[str] = set()
        self._stuck = ""
        self._mark: Mark | None = None
        self._left: dict[str, str] = {}
        self._due: str | None = None
        self.line = CaptureLine(ctx.theme, ctx.t)
        self.parse_row = ParseRow(ctx.theme, ctx.t)
        self.strip = LineStrip(ctx.theme)
        self.mark_row = MarkRow(ctx.theme, ctx.t)
        self.tray = PhotoTray(ctx.theme, ctx.t)
        self.photos = PhotoKeeper(ctx, self)
        self.marks = MarkKeeper(ctx, self)
        self.keeper = NoteKeeper(ctx, self._rest_of, self)
        self.drafts = DraftKeeper(ctx, self.line)
        self.completion = Completion(ctx.theme, ctx.t, pane)
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
        self.completion.taken.connect(self._complete)
        self.line.completion_key = self.completion.key
        self.line.kept.connect(self._keep)
        self.line.typed.connect(self._understand)
        self.line.textChanged.connect(self._changed)
        self.line.pictured.connect(self.photos.add)
        self.line.holds = lambda: self.photos.free
        self.photos.shown.connect(self.tray.show_photos)
        self.photos.shown.connect(self._understand)
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
        self._mark, self._due = None, None
        self._settled.clear()
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
        self._speakers = self._speakers if speakers is None else tuple(speakers)
        self._tags = self._tags if tags is None else tuple(tags)
        self._understand()

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
        self.keeper.keep(
            Sent(self._session, line, self._ctx.author, self._mark.id if self._mark is not None else "", words, self.photos.take())
        )
        self._mark = None

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
            self._stuck = ""

    def _rest_of(self, sent: Sent) -> str | None:
        """What is half-typed in its session once this line is kept; None when nobody knows."""
        text = self.line.text() if sent.session == self._session else self._left.get(sent.session)
        return None if text is None else text.removeprefix(sent.line)

    def _kept(self, sent: Sent, taken: TakenNote, rest: str | None) -> None:
        """It is on disk: clear it; what was typed since stays, with the cursor where it was."""
        self._stuck = ""
        (self.photos.give_back if taken.unseen else self.photos.done)(sent.photos)
        if sent.session == self._session:
            text, cursor = self.line.text(), self.line.cursorPosition()
            if text.startswith(sent.line):
                self.line.setText(text.removeprefix(sent.line))
                self.line.setCursorPosition(max(0, cursor - len(sent.line)))
            self.drafts.settle(rest)
            self.kept.emit(taken)
        else:
            self.drafts.settle()
            self.drafts.rewrite(sent.session, self._left.pop(sent.session, "").removeprefix(sent.line))
        self._tell_what_stayed(taken)
        self._understand()

    def _tell_what_stayed(self, taken: TakenNote) -> None:
        """What nobody was asked about while it was typed is said now."""
        t, stayed = self._t, [token for token in taken.not_understood if token not in self._settled]
        new = [f"#{path}" for path in taken.new_tags if f"#{path}" not in self._settled]
        self._settled.clear()
        if taken.unseen:
            self._ctx.noticed.emit(t("Kept without the photo: whoever spoke does not allow photos."), True)
        elif stayed:
            self._ctx.noticed.emit(t("Kept, with {tokens} in the text: nobody is called that.", tokens=t.items(stayed)), True)
        elif new:
            self._ctx.noticed.emit(t("Kept. New in the codebook: {tags}", tags=t.items(new)), True)

    def _refused(self, sent: Sent, error: CouncilError) -> None:
        """It cannot become a note: the words stay, and so does the marker they were for."""
        if sent.session == self._session and sent.marker:
            self._mark = next((mark for mark in self.mark_row.marks if mark.id == sent.marker), None)
        self.drafts.settle()
        self.photos.give_back(sent.photos)
        self._ctx.refused.emit(error)
        self._understand()

    def _say_stuck(self, error: TryLater, seconds: int) -> None:
        self.drafts.settle()
        again = self._t.n("Trying again in {count} second.", "Trying again in {count} seconds.", seconds)
        self._stuck = f"{self._t('Not on disk yet: {why}.', why=self._t.say(error.why))} {again}"
        self._understand()

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
        self._mark = mark
        if not self.line.text():
            self.line.setText(mark.key.sign)
        self._to_line()
        self._understand()

    def type_out_next(self) -> None:
        """The oldest marker."""
        if self.mark_row.marks:
            self.type_out(self.mark_row.marks[0])

    def _back_to_now(self) -> None:
        self._mark = None
        self._understand()

    # -- understanding

    @property
    def _ahead(self) -> int:
        """How much of what stands in the line is on its way to disk and not being typed any more; while the disk refuses, nothing."""
        before = self.keeper.before(self._session)
        return len(before) if self.line.text().startswith(before) and not self.keeper.is_stuck else 0

    def _understand(self) -> None:
        """Say what the line means so far, what is unclear in it, and offer how a token could go on."""
        cursor = self.line.cursorPosition() if self.line.hasFocus() else -1
        text, ahead = self.line.text(), self._ahead
        reading = read_line(self._t, text[ahead:], max(-1, cursor - ahead), self._speakers, self._tags, self._settled)
        self.parse_row.show_parse(reading.parsed, reading.names, reading.tags, reading.trouble)
        self._show_strip(reading)
        left = self.mapTo(self._pane, QPoint(self.line.x() + self.line.cursorRect().left() - 40, 0)).x()
        self.completion.offer(reading.offers, reading.begun.typed if reading.begun else "", left=left, foot=self._foot_for_offers())

    def _show_strip(self, reading: Reading) -> None:
        """The most urgent thing there is to say, if any."""
        t = self._t
        if self._stuck:
            self.strip.say(self._stuck, [Choice(t("Try now"), self.keeper.try_now)], warns=True)
        elif reading.silent is not None:
            token, who = reading.silent
            words = t("{who} does not allow notes; Enter does not keep this.", who=who)
            self.strip.say(words, [Choice(t("Take {token} out", token=token), partial(self._replace, token, ""))], warns=True)
        elif reading.unseen is not None and self.photos.free:
            words = t("{who} does not allow photos; Enter keeps the words without it.", who=reading.unseen)
            self.strip.say(words, [Choice(t("Let the photo go"), self.photos.let_go_free)], warns=True)
        elif reading.doubt is not None:
            self.strip.say(self._asks(reading.doubt), self._answers(reading.doubt))
        elif self._mark is not None:
            words = t("Typing out {marker}", marker=mark_words(t, self._mark))
            self.strip.say(words, [Choice(t("Back to now"), self._back_to_now)])
        else:
            self.strip.clear()

    def _asks(self, doubt: Doubt) -> str:
        t, name = self._t, doubt.typed[1:]
        if doubt.why is Why.NO_SEAT:
            return t("No seat {seat}. Did you mean", seat=name)
        if doubt.why is Why.NOBODY:
            return t("Nobody is called {name}. Did you mean", name=name)
        if doubt.why is Why.SEVERAL:
            return t("Which {name}?", name=name)
        return t("New tag {tag}. Did you mean", tag=doubt.typed)

    def _answers(self, doubt: Doubt) -> list[Choice]:
        t = self._t
        by_token = {f"@{one.seat}": named(one) for one in self._speakers if one.seat}
        answers = [Choice(by_token.get(token, token), partial(self._replace, doubt.typed, token)) for token in doubt.meant]
        label = t("Make it") if doubt.why is Why.NEW_TAG else t("Keep as text")
        return [*answers, Choice(label, partial(self._settle, doubt.typed))]

    def _settle(self, token: str) -> None:
        self._settled.add(token)
        self._understand()

    def _replace(self, token: str, by: str) -> None:
        """Put what was meant in the place of what was typed, once, where the line says it as a token."""
        text, ahead = self.line.text(), self._ahead
        found = next((each for each in parse(text[ahead:]).tokens if each.text == token), None)
        if found is None:
            return
        start, end = ahead + found.start, ahead + found.end
        if not by and text[end : end + 1] == " ":
            end += 1
        self.line.setText(text[:start] + by + text[end:])

    def _complete(self, token: str) -> None:
        begun = begun_token(self.line.text(), self.line.cursorPosition())
        if begun is None:
            return
        line, cursor = self.line.text(), self.line.cursorPosition()
        gap = "" if line[cursor : cursor + 1] == " " else " "
        self.line.setText(line[: begun.start] + token + gap + line[cursor:])
        self.line.setCursorPosition(begun.start + len(token) + 1)
