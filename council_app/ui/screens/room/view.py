"""The room: agenda, the live stream of notes with the capture line under it, and who was heard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.clock import Block
from council_app.domain.grammar import parse
from council_app.domain.records import Speaker, TagLabel
from council_app.errors import CouncilError, m_
from council_app.services import capture, programme, room
from council_app.services.capture import TakenNote
from council_app.services.workspace import Workspace
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.room.agenda import AgendaPanel
from council_app.ui.screens.room.capture import CaptureLine, ParseRow
from council_app.ui.screens.room.completion import Completion, begun_token
from council_app.ui.screens.room.drafts import DraftKeeper
from council_app.ui.screens.room.hearing import HearingPanel
from council_app.ui.screens.room.reading import read_line
from council_app.ui.screens.room.stream import NoteStream

_NOTES_PANE = 1
_ROOM_FOR_OFFERS = 120


class RoomScreen(Screen):
    """Where notes are taken. Enter puts the line on disk before it is cleared; what is typed meanwhile stays."""

    shows = frozenset({"note", "note_tag", "tag", "attendance"})
    by_cohort = True
    commands = (
        Command("room.capture", m_("Write a note"), "to_line", "Ctrl+L", Need.SESSION, icon="pencil"),
        Command("room.last", m_("Edit the last note"), "edit_last", "", Need.SESSION, icon="pencil"),
        Command("room.newest", m_("Go to the newest note"), "to_newest", "Ctrl+End", Need.SESSION),
    )

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self._speakers: tuple[Speaker, ...] = ()
        self._tags: tuple[TagLabel, ...] = ()
        self._pending = ""
        self._own_write = False
        self._just_written = ""
        self.stream = NoteStream(ctx)
        self.stream.loaded.connect(self._loaded)
        self.model = self.stream.notes
        self._make_line()
        self.stream.settled.connect(self.line.setFocus)
        self._drafts = DraftKeeper(ctx, self.line)
        self._agenda = AgendaPanel(self.theme, self.t)
        self._hearing = HearingPanel(self.theme, self.t)
        self._hearing.named.connect(self._write_token)
        self._columns = Columns(
            self.theme,
            (
                Pane(self.t("Agenda"), self._agenda, self.theme.size("panel-agenda")),
                Pane(self.t("Notes"), self._make_middle()),
                Pane(self.t("Heard"), self._hearing, self.theme.size("panel-side")),
            ),
            front=_NOTES_PANE,
        )
        self._columns.folded.connect(self._head.setHidden)
        empty = EmptyState(
            self.theme, self.t("No session to write notes in."), self.t("Notes belong to a session. A plan brings sessions in.")
        )
        self._way_on = empty.offer(self.t("Go to {place}", place=self.t("Programme")), lambda: ctx.go(Place.PROGRAMME))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._columns)
        self._layers.addWidget(empty)

    # -- building

    def _make_line(self) -> None:
        self.line = CaptureLine(self.theme, self.t)
        self.parse_row = ParseRow(self.theme, self.t)
        self.line.kept.connect(self._keep)
        self.line.typed.connect(self._understand)
        self.line.last_asked.connect(self.edit_last)

    def _make_middle(self) -> QWidget:
        middle = Surface(self.theme, "sheet")
        self._count = Text(self.theme, "", "body", "ink3")
        self._head = header = PanelHeader(self.theme, self.t("Notes"), margin=20, beside=(self._count,))
        foot = Surface(self.theme, "sheet", "t", "line2")
        foot_column = QVBoxLayout(foot)
        foot_column.setContentsMargins(20, 15, 20, 11)
        foot_column.setSpacing(10)
        foot_column.addWidget(self.line)
        foot_column.addWidget(self.parse_row)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._make_stream(), 1)
        column.addWidget(foot)
        self.completion = Completion(self.theme, self.t, middle)
        self.completion.taken.connect(self._complete)
        self.line.completion_key = self.completion.key
        self._middle = middle
        return middle

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

    def first_focus(self) -> QWidget | None:
        """The line is always ready."""
        return self.line if self.ctx.session is not None else self._way_on

    def leave(self) -> None:
        """Half-typed text goes to disk at once."""
        self.completion.hide()
        self._drafts.flush()

    def notice_area(self) -> QRect | None:
        """Never over the line: at the foot of the last column, or above the line where there is one column."""
        if self._columns.one_column:
            foot = self.stream.mapTo(self, self.stream.rect().bottomLeft())
            return QRect(0, foot.y() - 43, self.width(), 44)
        return QRect(self._hearing.mapTo(self, QPoint(1, self._hearing.height() - 44)), QSize(self._hearing.width() - 1, 44))

    def to_line(self) -> None:
        """Give the line the keyboard."""
        self._columns.show_pane(_NOTES_PANE)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _session_changed(self) -> None:
        self._drafts.leave()
        self.line.clear()
        super()._session_changed()

    def reload(self) -> None:
        """Read the newest page, the agenda, speakers and tags of the session at hand."""
        session = self.ctx.session
        self._layers.setCurrentIndex(0 if session is not None else 1)
        if session is None:
            return
        if self._own_write:
            self._own_write = False
        else:
            self.stream.load()
        self.ctx.read(self, lambda w: _around(w, session.key), self._show_around)
        self._drafts.restore()

    def _show_around(self, around: tuple[tuple[Block, ...], tuple[Speaker, ...], tuple[TagLabel, ...], int]) -> None:
        agenda, self._speakers, self._tags, count = around
        self._agenda.show_agenda(agenda)
        members, cohort = self.ctx.cohort_members, self.ctx.cohort
        self._hearing.show_speakers(tuple(one for one in self._speakers if members is None or one.id in members))
        self._count.say(
            self.t("Only {cohort}", cohort=cohort.name)
            if cohort is not None
            else self.t.n("{count} in this session", "{count} in this session", count)
        )
        self._understand()

    def to_newest(self) -> None:
        """Scroll to the newest note."""
        self.stream.to_newest()

    def edit_last(self) -> None:
        """Edit the newest note in place."""
        self._columns.show_pane(_NOTES_PANE)
        self.stream.edit_last()

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

    def _write_token(self, token: str) -> None:
        """Put a token at the end of the line, as if typed."""
        text = self.line.text()
        self._columns.show_pane(_NOTES_PANE)
        self.line.setText(f"{text}{'' if not text or text.endswith(' ') else ' '}{token} ")
        self.line.setFocus()

    def _understand(self) -> None:
        """Say what the line means so far, and offer how a token could go on."""
        cursor = self.line.cursorPosition() if self.line.hasFocus() else -1
        reading = read_line(self.t, self.line.text(), cursor, self._speakers, self._tags)
        self.parse_row.show_parse(reading.parsed, reading.names, reading.tags, reading.trouble)
        # The popup ends just above the newest note, which must stay readable while somebody is named.
        top = self.stream.top_of_newest()
        foot = self.stream.y() + (top - 2 if top is not None and top > _ROOM_FOR_OFFERS else self.stream.height() - 4)
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


def _around(workspace: Workspace, session: str) -> tuple[tuple[Block, ...], tuple[Speaker, ...], tuple[TagLabel, ...], int]:
    """What stands around the stream, in one go."""
    return (
        room.room(workspace=workspace, session=session).blocks,
        capture.speakers(workspace=workspace, session=session),
        capture.tags(workspace=workspace),
        programme.session(workspace=workspace, key=session).notes,
    )
