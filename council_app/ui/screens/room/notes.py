"""The middle of the room: the stream of notes, and under it the line that is always ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.grammar import parse
from council_app.domain.records import Speaker, TagLabel
from council_app.errors import CouncilError
from council_app.services import capture
from council_app.services.capture import TakenNote
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.context import AppContext
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.room.capture import CaptureLine, ParseRow
from council_app.ui.screens.room.completion import Completion, begun_token
from council_app.ui.screens.room.drafts import DraftKeeper
from council_app.ui.screens.room.reading import read_line
from council_app.ui.screens.room.stream import NoteStream

_ROOM_FOR_OFFERS = 120


class NotesPane(Surface):
    """Enter puts the line on disk before it is cleared; what is typed meanwhile stays."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "sheet")
        self.ctx, self.t, self.theme = ctx, ctx.t, ctx.theme
        self._speakers: tuple[Speaker, ...] = ()
        self._tags: tuple[TagLabel, ...] = ()
        self._pending = ""
        self._own_write = False
        self._just_written = ""
        self.stream = NoteStream(ctx)
        self.stream.loaded.connect(self._loaded)
        self._make_line()
        self.stream.settled.connect(self.line.setFocus)
        self._drafts = DraftKeeper(ctx, self.line)
        self._count = Text(self.theme, "", "body", "ink3")
        self.head = PanelHeader(self.theme, self.t("Notes"), margin=20, beside=(self._count,))
        self._lay_out()
        self.completion = Completion(self.theme, self.t, self)
        self.completion.taken.connect(self._complete)
        self.line.completion_key = self.completion.key

    # -- building

    def _make_line(self) -> None:
        self.line = CaptureLine(self.theme, self.t)
        self.parse_row = ParseRow(self.theme, self.t)
        self.line.kept.connect(self._keep)
        self.line.typed.connect(self._understand)
        self.line.last_asked.connect(self.stream.edit_last)

    def _lay_out(self) -> None:
        foot = Surface(self.theme, "sheet", "t", "line2")
        foot_column = QVBoxLayout(foot)
        foot_column.setContentsMargins(20, 15, 20, 11)
        foot_column.setSpacing(10)
        foot_column.addWidget(self.line)
        foot_column.addWidget(self.parse_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._make_stream(), 1)
        column.addWidget(foot)

    def _make_stream(self) -> QWidget:
        t = self.t
        self.nobody = NobodyOfCohort(
            self.ctx,
            lambda cohort: t("Nobody in {cohort} has said anything here yet.", cohort=cohort),
            t("Every note is kept; only what is shown is filtered."),
        )
        whole = QWidget()
        self._said = QStackedLayout(whole)
        self._said.addWidget(self.stream)
        self._said.addWidget(self.nobody)
        return whole

    # -- coming and going

    def leave(self) -> None:
        """Half-typed text goes to disk at once."""
        self.completion.hide()
        self._drafts.flush()

    def change_session(self) -> None:
        """Another session comes: the text stays with the one it was typed in."""
        self._drafts.leave()
        self.line.clear()

    def reload(self) -> None:
        """Read the newest page, unless it is on show already, and bring back what was half-typed."""
        if self._own_write:
            self._own_write = False
        else:
            self.stream.load()
        self._drafts.restore()

    def show_known(self, speakers: Sequence[Speaker], tags: Sequence[TagLabel], count: int) -> None:
        """Who and what can be named, and how many notes there are."""
        self._speakers, self._tags = tuple(speakers), tuple(tags)
        cohort = self.ctx.cohort
        self._count.say(
            self.t("Only {cohort}", cohort=cohort.name)
            if cohort is not None
            else self.t.n("{count} in this session", "{count} in this session", count)
        )
        self._understand()

    def write_token(self, token: str) -> None:
        """Put a token at the end of the line, as if typed."""
        text = self.line.text()
        self.line.setText(f"{text}{'' if not text or text.endswith(' ') else ' '}{token} ")
        self.line.setFocus()

    # -- the line

    def _keep(self, text: str) -> None:
        session = self.ctx.session
        if session is None or self._pending:
            return
        trouble = parse(text).problem
        if trouble is not None:
            self.parse_row.show_parse(parse(text), (), (), self.t.say(trouble))
            return
        self._pending = text
        self.completion.hide()
        author = self.ctx.author
        self.ctx.write(
            self,
            lambda w: capture.take_note(workspace=w, session=session.key, line=text, author=author),
            self._kept,
            changes=lambda taken: taken.changes,
            failed=self._not_kept,
        )

    def _kept(self, taken: TakenNote) -> None:
        """The note is on disk: show it, and clear what was kept; what was typed since stays."""
        self._own_write = True
        rest = self.line.text().removeprefix(self._pending)
        self._pending = ""
        self.line.setText(rest)
        self._drafts.settle()
        if self.ctx.cohort is None:
            self.stream.add(taken.note)
        else:
            self._just_written = taken.note.id
            self.stream.load()

    def _loaded(self, shown: frozenset[str]) -> None:
        """Say where a note went that the filter does not show."""
        self._said.setCurrentIndex(1 if self.ctx.cohort is not None and not shown else 0)
        written, self._just_written = self._just_written, ""
        if written and written not in shown and self.ctx.cohort is not None:
            self.ctx.noticed.emit(self.t("Kept. It does not show, because only {cohort} does.", cohort=self.ctx.cohort.name), False)

    def _not_kept(self, error: CouncilError) -> None:
        self._pending = ""
        self.ctx.refused.emit(error)

    def _understand(self) -> None:
        """Say what the line means so far, and offer how a token could go on."""
        cursor = self.line.cursorPosition() if self.line.hasFocus() else -1
        reading = read_line(self.t, self.line.text(), cursor, self._speakers, self._tags)
        self.parse_row.show_parse(reading.parsed, reading.names, reading.tags, reading.trouble)
        # The popup ends just above the newest note, which must stay readable while somebody is named.
        top = self.stream.top_of_newest()
        stream = self.stream.mapTo(self, QPoint(0, 0)).y()
        foot = stream + (top - 2 if top is not None and top > _ROOM_FOR_OFFERS else self.stream.height() - 4)
        left = self.line.x() + self.line.cursorRect().left() - 40
        self.completion.offer(reading.offers, reading.begun.typed if reading.begun else "", left=left, foot=foot)

    def _complete(self, token: str) -> None:
        begun = begun_token(self.line.text(), self.line.cursorPosition())
        if begun is None:
            return
        line, cursor = self.line.text(), self.line.cursorPosition()
        gap = "" if line[cursor : cursor + 1] == " " else " "
        self.line.setText(line[: begun.start] + token + gap + line[cursor:])
        self.line.setCursorPosition(begun.start + len(token) + 1)
