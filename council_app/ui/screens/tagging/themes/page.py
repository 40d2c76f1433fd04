"""Tables and pictures: the picture, the table with its numbers, what they are of, and the way out of the window."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.crosstabs import Breakdown, CrossTable
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.domain.records import Changes
from council_app.domain.theme_views import ThemesFound, View
from council_app.errors import CouncilError, Message, m_
from council_app.services.theme_views import draw_themes, save_png, save_themes, table_of
from council_app.settings import SMALLEST_GROUP
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.jobs import Control
from council_app.ui.core.pngs import png_of
from council_app.ui.screens.tagging.opening import NotesPage
from council_app.ui.screens.tagging.themes.choices import Choices
from council_app.ui.screens.tagging.themes.picture import PictureView
from council_app.ui.screens.tagging.themes.reading import Shown, ThemesReader
from council_app.ui.screens.tagging.themes.table import GridTable

_READS = frozenset({"note", "note_tag", "tag", "consent", "session", "council", "attendance", "stage", "journey"})
_PAPER = QColor("#FFFFFF")
_KINDS = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), ("xlsx", "Excel (XLSX)"))
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
        self.copy_button = Button(theme, t("Copy"), Role.QUIET, height=28, icon="copy", key="Ctrl+Shift+C")
        self.export_button = Button(theme, t("Export"), Role.PLAIN, height=28, icon="download", key="Ctrl+S")
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
        column.addWidget(self.top_bar(t("Tables and pictures"), self.copy_button, self.export_button))
        column.addWidget(self.choices)
        column.addWidget(body, 1)
        column.addWidget(self.work)

    def _connect(self) -> None:
        self.choices.changed.connect(self.read)
        self.table.asked.connect(self.filter_asked)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self.open_export)
        for keys, act in (("Ctrl+Shift+C", self.copy), ("Ctrl+S", self.open_export)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
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
        for button in (self.copy_button, self.export_button):
            button.setEnabled(not shown.found.empty)
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

    # -- out of the window

    def copy(self) -> None:
        """Picture and table to the clipboard; who pastes takes what they can."""
        if self.shown is None or self.shown.found.empty:
            return
        svg = draw_themes(found=self.shown.found, t=self.t)
        headers, rows = table_of(found=self.shown.found, t=self.t)
        lines = [headers, *(tuple(map(str, row)) for row in rows)]
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in lines))
        data.setHtml("<table>" + "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in lines) + "</table>")
        data.setImageData(QImage.fromData(png_of(svg, _PAPER)))
        data.setData("image/svg+xml", svg.encode())
        QApplication.clipboard().setMimeData(data)
        self.ctx.noticed.emit(self.t("Copied: the picture and its table"), False)

    def open_export(self) -> None:
        """Offer the kinds of file."""
        if self.shown is None or self.shown.found.empty:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for ending, words in _KINDS:
            menu.addAction(words).triggered.connect(lambda _=False, kind=ending: self._ask_where(kind))
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height() + 2)))

    def _ask_where(self, ending: str) -> None:
        name = str(Path.home() / f"themes-{self.choices.asked.view.value}.{ending}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.t("Export"), name, f"*.{ending}")
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix else target.with_suffix(f".{ending}"))

    def save_to(self, out: Path) -> None:
        """Write the picture or the table; the ending says which."""
        if self.shown is None:
            return
        found, t = self.shown.found, self.t
        if out.suffix.lower() == ".png":
            png = png_of(draw_themes(found=found, t=t), _PAPER)
            self._save(lambda: save_png(png=png, out=out), out)
        else:
            self._save(lambda: save_themes(found=found, out=out, t=t), out)

    def _save(self, write: Callable[[], object], out: Path) -> None:
        said = self.t("Saved as {file}", file=str(out))
        self.ctx.side.submit(
            lambda _control: write(), owner=self, done=lambda _: self.ctx.noticed.emit(said, False), failed=self.ctx.refused.emit
        )


def _missing(found: ThemesFound) -> Message:
    """Why there is nothing to show."""
    content, asked = found.content, found.asked
    if isinstance(content, CrossTable) and content.rows and not content.columns:
        return _COLUMNLESS.get(asked.by, _NOBODY)
    return _MISSING[asked.view]
