"""What the line means so far: said in words below it, asked about where it is unclear, and offered to be completed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from council_app.domain.doubts import Doubt, Why
from council_app.domain.grammar import parse
from council_app.domain.marking import Mark
from council_app.domain.records import Speaker, TagLabel
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.capture import CaptureLine, ParseRow
from council_app.ui.screens.room.completion import Completion, begun_token
from council_app.ui.screens.room.keeping import NoteKeeper
from council_app.ui.screens.room.marks import mark_words
from council_app.ui.screens.room.reading import Reading, named, read_line
from council_app.ui.screens.room.strip import Choice, LineStrip
from council_app.ui.screens.room.waiting import PhotoKeeper


class LineMeaning(QObject):
    """Reads the line after every key, and changes it where somebody answers what was asked.

    Attributes:
        stuck: why the disk did not take the line yet; "" when it takes what comes.
        mark: the marked moment that the line is typed out for, if any.
        tags: what can be named after `#`.
    """

    def __init__(
        self, ctx: AppContext, line: CaptureLine, keeper: NoteKeeper, photos: PhotoKeeper, pane: QWidget, foot: Callable[[], int]
    ) -> None:
        super().__init__(line)
        self._ctx, self._t, self._line, self._keeper, self._photos = ctx, ctx.t, line, keeper, photos
        self._pane, self._foot = pane, foot
        self._speakers: tuple[Speaker, ...] = ()
        self.tags: tuple[TagLabel, ...] = ()
        self._settled: set[str] = set()
        self._held = False
        self.stuck = ""
        self.mark: Mark | None = None
        self.parse_row = ParseRow(ctx.theme, ctx.t)
        self.strip = LineStrip(ctx.theme)
        self.completion = Completion(ctx.theme, ctx.t, pane)
        self.completion.taken.connect(self._complete)
        line.completion_key = self.completion.key
        line.typed.connect(self.understand)

    def show_known(self, speakers: Sequence[Speaker] | None, tags: Sequence[TagLabel] | None) -> None:
        """Who and what can be named; None is as before."""
        self._speakers = self._speakers if speakers is None else tuple(speakers)
        self.tags = self.tags if tags is None else tuple(tags)
        self.understand()

    def forget(self) -> None:
        """Another session comes: nothing was answered, and no marker is typed out."""
        self.mark = None
        self._settled.clear()

    def take_settled(self) -> frozenset[str]:
        """Tokens that are to be taken as they stand; what is typed next is asked about again."""
        settled = frozenset(self._settled)
        self._settled.clear()
        return settled

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whoever changes the line several times in here has it read once, by `understand` afterwards."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    # -- understanding

    @property
    def ahead(self) -> int:
        """How much of what stands in the line is on its way to disk and not being typed any more; while the disk refuses, nothing."""
        before = self._keeper.before(self._ctx.session.key if self._ctx.session is not None else "")
        return len(before) if self._line.text().startswith(before) and not self._keeper.is_stuck else 0

    def understand(self) -> None:
        """Say what the line means so far, what is unclear in it, and offer how a token could go on."""
        if self._held:
            return
        cursor = self._line.cursorPosition() if self._line.hasFocus() else -1
        text, ahead = self._line.text(), self.ahead
        reading = read_line(self._t, text[ahead:], max(-1, cursor - ahead), self._speakers, self.tags, self._settled)
        self.parse_row.show_parse(reading.parsed, reading.names, reading.tags, reading.trouble)
        self._show_strip(reading)
        if not reading.offers:
            self.completion.hide()
            return
        left = self._line.mapTo(self._pane, QPoint(self._line.cursorRect().left() - 40, 0)).x()
        self.completion.offer(reading.offers, reading.begun.typed if reading.begun else "", left=left, foot=self._foot())

    def _show_strip(self, reading: Reading) -> None:
        """The most urgent thing there is to say, if any."""
        t = self._t
        if self.stuck:
            self.strip.say(self.stuck, [Choice(t("Try now"), self._keeper.try_now)], warns=True)
        elif reading.silent is not None:
            token, who = reading.silent
            words = t("{who} does not allow notes; Enter does not keep this.", who=who)
            out = [Choice(t("Take {token} out", token=token), partial(self._replace, token, ""))] if token != "@" else []
            self.strip.say(words, out, warns=True)
        elif reading.unseen is not None and self._photos.free:
            words = t("{who} does not allow photos; Enter keeps the words without it.", who=reading.unseen)
            self.strip.say(words, [Choice(t("Let the photo go"), self._photos.let_go_free)], warns=True)
        elif reading.doubt is not None:
            self.strip.say(self._asks(reading.doubt), self._answers(reading.doubt))
        elif self.mark is not None:
            words = t("Typing out {marker}", marker=mark_words(t, self.mark))
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

    # -- answering

    def _answers(self, doubt: Doubt) -> list[Choice]:
        t = self._t
        by_token = {f"@{one.seat}": named(one) for one in self._speakers if one.seat}
        answers = [Choice(by_token.get(token, token), partial(self._replace, doubt.typed, token)) for token in doubt.meant]
        label = t("Make it") if doubt.why is Why.NEW_TAG else t("Keep as text")
        return [*answers, Choice(label, partial(self._settle, doubt.typed))]

    def _back_to_now(self) -> None:
        self.mark = None
        self.understand()

    def _settle(self, token: str) -> None:
        self._settled.add(token)
        self.understand()

    def _replace(self, token: str, by: str) -> None:
        """Put what was meant in the place of what was typed, once, where the line says it as a token."""
        text, ahead = self._line.text(), self.ahead
        found = next((each for each in parse(text[ahead:]).tokens if each.text == token), None)
        if found is None:
            return
        start, end = ahead + found.start, ahead + found.end
        if not by and text[end : end + 1] == " ":
            end += 1
        self._line.setText(text[:start] + by + text[end:])

    def _complete(self, token: str) -> None:
        line, cursor = self._line.text(), self._line.cursorPosition()
        begun = begun_token(line, cursor)
        if begun is None:
            return
        gap = "" if line[cursor : cursor + 1] == " " else " "
        self._line.setText(line[: begun.start] + token + gap + line[cursor:])
        self._line.setCursorPosition(begun.start + len(token) + 1)
