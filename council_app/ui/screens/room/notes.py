"""The middle of the room: the stream of notes, and under it the line that is always ready."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Speaker, TagLabel
from council_app.services.capture import TakenNote
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.context import AppContext
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.room.line import LineDesk
from council_app.ui.screens.room.stream import NoteStream

_ROOM_FOR_OFFERS, _LEAST_STREAM = 120, 64


class NotesPane(Surface):
    """Enter puts the line on disk before it is cleared; what is typed meanwhile stays."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "sheet")
        self.ctx, self.t, self.theme = ctx, ctx.t, ctx.theme
        self._own_write = False
        self._just_written = ""
        self.stream = NoteStream(ctx)
        self.stream.loaded.connect(self._loaded)
        self.desk = LineDesk(ctx, self, self._foot_for_offers)
        self.line, self.parse_row, self.completion = self.desk.line, self.desk.parse_row, self.desk.completion
        self.line.last_asked.connect(self.stream.edit_last)
        self.stream.settled.connect(self.line.setFocus)
        self.stream.stranded.connect(self.desk.take_in)
        self.desk.kept.connect(self._kept)
        self._count = Text(self.theme, "", "body", "ink3")
        self.head = PanelHeader(self.theme, self.t("Notes"), margin=20, beside=(self._count,))
        self._lay_out()

    # -- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._make_stream(), 1)
        column.addWidget(self.desk)

    def _make_stream(self) -> QWidget:
        t = self.t
        self.nobody = NobodyOfCohort(
            self.ctx,
            lambda cohort: t("Nobody in {cohort} has said anything here yet.", cohort=cohort),
            t("Every note is kept; only what is shown is filtered."),
        )
        whole = QWidget()
        whole.setMinimumHeight(_LEAST_STREAM)
        self._said = QStackedLayout(whole)
        self._said.addWidget(self.stream)
        self._said.addWidget(self.nobody)
        return whole

    # -- coming and going

    def leave(self) -> None:
        """Half-typed text goes to disk at once."""
        self.desk.leave()

    def change_session(self) -> None:
        """Another session comes: the text stays with the one it was typed in."""
        self.desk.change_session()

    def reload(self) -> None:
        """Read the newest page, bring back what was half-typed, and read the markers."""
        self._own_write = False
        self.stream.refresh()
        self.desk.reload()

    def follow(self) -> None:
        """Something on show may have changed: read it again, unless it was the note that was just written here, which is on show."""
        if self._own_write:
            self._own_write = False
            self.stream.drop_oldest()
        else:
            self.stream.refresh()

    def show_count(self, count: int) -> None:
        """How many notes there are, or whose are shown."""
        cohort = self.ctx.cohort
        self._count.say(
            self.t("Only {cohort}", cohort=cohort.name)
            if cohort is not None
            else self.t.n("{count} in this session", "{count} in this session", count)
        )

    def show_known(self, speakers: Sequence[Speaker] | None, tags: Sequence[TagLabel] | None) -> None:
        """Who and what can be named; None is as before."""
        self.desk.show_known(speakers, tags)

    def write_token(self, token: str) -> None:
        """Put a token at the end of the line, as if typed."""
        self.desk.write_token(token)

    # -- what was kept

    def _kept(self, taken: TakenNote) -> None:
        """The note is on disk: show it, before anything is read again because of it."""
        self._own_write = True
        if self.ctx.cohort is None and self.stream.add(taken.note):
            self.stream.viewport().repaint()
            return
        self._just_written = taken.note.id
        self.stream.load()

    def _loaded(self, shown: frozenset[str]) -> None:
        """Say where a note went that the filter does not show."""
        self._said.setCurrentIndex(1 if self.ctx.cohort is not None and not shown else 0)
        written, self._just_written = self._just_written, ""
        if written and written not in shown and self.ctx.cohort is not None:
            self.ctx.noticed.emit(self.t("Kept. It does not show, because only {cohort} does.", cohort=self.ctx.cohort.name), False)

    def _foot_for_offers(self) -> int:
        """Where the offers end: just above the newest note, which must stay readable while somebody is named."""
        top = self.stream.top_of_newest()
        stream = self.stream.mapTo(self, QPoint(0, 0)).y()
        return stream + (top - 2 if top is not None and top > _ROOM_FOR_OFFERS else self.stream.height() - 4)
