"""Tables and pictures: the picture, the table with its numbers, what they are of, and the way out of the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.crosstabs import Breakdown, CrossTable
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.records import Changes
from council_app.domain.theme_views import ThemesFound, View
from council_app.errors import CouncilError, Message, m_
from council_app.services.saving import save_made
from council_app.services.theme_views import draw_themes, save_themes, table_of
from council_app.settings import SMALLEST_GROUP
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import NOTICE, LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.core.taking import Taken, TakingAlong
from council_app.ui.screens.tagging.opening import NotesPage
from council_app.ui.screens.tagging.themes.choices import Choices
from council_app.ui.screens.tagging.themes.picture import PictureView
from council_app.ui.screens.tagging.themes.reading import Shown, ThemesReader
from council_app.ui.screens.tagging.themes.table import GridTable

_READS = frozenset({"note", "note_tag", "tag", "consent", "session", "council", "attendance", "stage", "journey"})
_PATIENCE = 250
_TABLE = 420
_NOBODY = m_("This table comes from tagged notes whose speaker has a seat.")
_COLUMNLESS: dict[Breakdown, Message] = {
    Breakdown.SEGMENT: m_("Nobody who spoke here belongs to a segment. Compare by something else."),
    Breakdown.STAGE: m_("No note here says at which stage it was heard. Compare by something else."),
}
_MISSING: dict[View, Message] = {
    View.TAGS: _NOBODY,
    View.TOGETHER: _NOBODY,
    View.CURVE: m_("The curve begins with the first session whose notes are tagged."),
    View.TRENDS: m_("A trend needs two councils in one market, with enough people who spoke of a theme."),
    View.PROMISE: m_("Write down a journey with its promise and stages; notes say at which stage they were heard."),
}


class ThemesPage(NotesPage):
    """Over the list of notes.

    Signals:
        filter_asked: the notes behind a cell are wanted in the list (carries the `NoteFilter`).
    """

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.shown: Shown | None = None
        self._stale = True
        self.choices = Choices(theme, t, int(ctx.settings.get(SMALLEST_GROUP)))
        self.picture = PictureView(theme)
        self.table = GridTable(theme, t)
        self.work = LongWork(theme, t)
        self.taking = TakingAlong(self, self._give, "Ctrl+S")
        self.reader = ThemesReader(ctx, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        t = self.t
        self.columns = Columns(self.theme, (Pane(t("Picture"), self.picture), Pane(t("Table"), self.table, _TABLE)))
        self.empty = EmptyState(self.theme, t("Nothing to compare yet."), "", ground="sheet")
        self._way_back = self.empty.offer(t("Back to the notes"), self.leave)
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.columns)
        self._layers.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Tables and pictures"), *self.taking.buttons))
        column.addWidget(self.choices)
        column.addWidget(body, 1)
        column.addWidget(self.work)

    def _connect(self) -> None:
        self.choices.changed.connect(self.read)
        self.table.asked.connect(self.filter_asked)
        self.reader.begun = self._begun
        self.reader.done = self._done
        self.reader.failed = self._failed
        self._late.timeout.connect(self._show_work)
        self.theme.changed.connect(self.read)
        self.ctx.changed.connect(self._changed)

    def first_focus(self) -> QWidget:
        """The table: from there arrows and Enter lead everywhere; where there is none, the way back."""
        return self.table if self._layers.currentIndex() == 0 else self._way_back

    def take_notes(self, _selection: Selection | None, wanted: NoteFilter) -> None:
        """The list below shows these notes: begin with them."""
        self.choices.take_filter(wanted)
        if self.isVisible():
            self.read()

    def notice_area(self) -> QRect | None:
        """Over what can be asked for: the last row of the table cannot be scrolled out from under it."""
        return QRect(0, self.choices.y(), self.width(), NOTICE) if self.table.isVisible() else None

    def may_close(self) -> bool:
        """Always; what is still being read is given up."""
        self.reader.stop()
        return True

    # -- reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not read while nobody saw it."""
        super().showEvent(event)
        if self._stale:
            self.read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more: a million notes are not counted for nobody."""
        super().hideEvent(event)
        self._stale = self._stale or self.reader.busy
        self.reader.stop()

    def read(self) -> None:
        """Answer what is asked for."""
        self._stale = False
        self.reader.ask(self.choices.asked, self.work.advance)

    def _changed(self, changes: Changes) -> None:
        if not _READS.isdisjoint(changes.entities):
            self.reader.forget()
            if self.isVisible():
                self.read()
            else:
                self._stale = True

    def _begun(self, control: Control) -> None:
        self._control = control
        self._late.start()

    def _show_work(self) -> None:
        self.work.begin(self.t("Counting"), self._control)

    def _done(self, shown: Shown) -> None:
        self._late.stop()
        self.work.end()
        self.shown = shown
        self.choices.show_said(shown.said)
        self.empty.line.say(self.t.say(_missing(shown.found)))
        self._turn_to(1 if shown.found.empty else 0)
        self.taking.allow(there=not shown.found.empty)
        self.picture.show_svg(shown.svg)
        self.table.show_grid(shown.grid)

    def _turn_to(self, layer: int) -> None:
        """The table and its picture, or why there are none; the keyboard goes along."""
        held, before = self.window().focusWidget(), self._layers.currentWidget()
        inside = held is None or not held.isVisible() or (before is not None and before.isAncestorOf(held))
        goes_along = self.isVisible() and inside
        if layer != self._layers.currentIndex():
            self._layers.setCurrentIndex(layer)
            if goes_along:
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: CouncilError | None) -> None:
        self._late.stop()
        self.work.end(self.t("Stopped.") if error is None else "")
        if error is not None:
            self.ctx.refused.emit(error)

    def _give(self) -> Taken | None:
        if self.shown is None or self.shown.found.empty:
            return None
        found, t, name = self.shown.found, self.t, f"themes-{self.choices.asked.view.value}"
        return Taken(
            picture_name=name,
            table_name=name,
            svg=lambda: draw_themes(found=found, t=t),
            lines=lambda: table_of(found=found, t=t),
            save_picture=lambda content, out: save_made(content=content, out=out),
            save_table=lambda out: save_themes(found=found, out=out, t=t),
        )


def _missing(found: ThemesFound) -> Message:
    """Why there is nothing to show."""
    content, asked = found.content, found.asked
    if isinstance(content, CrossTable) and content.rows and not content.columns:
        return _COLUMNLESS.get(asked.by, _NOBODY)
    return _MISSING[asked.view]
