"""The first step: which file, and how it is read. What was found out is shown, and each of it can be changed by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.roster_import import Draft, Reading
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import Field as FormField
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.importing.chooser import Chooser
from council_app.ui.screens.roster.importing.words import DELIMITERS, ENCODINGS, encoding_words

_BETWEEN = "  ·  "
_CHOOSER_WIDTH = 240
_NO_HEADERS = "0"
_TOP_HEIGHT = 300


@dataclass(frozen=True, slots=True)
class TopRow:
    """One of the first lines of the file."""

    line: int
    said: str
    headers: bool


class DropPlace(Surface):
    """A dashed place for a file.

    Signals:
        dropped: a file was let go over it.
    """

    dropped = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "canvas")
        self._over = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be let go here."""
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It went on."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self._over = False
        self.update()
        file = _dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a dashed edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("ink" if self._over else "line2"), 2 if self._over else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


def _dropped_file(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


class FileStep(QWidget):
    """Choose or drop a file; see how it was read.

    Signals:
        asked: a file is to be read (its path, and the `Reading`).
    """

    asked = Signal(object, object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._t, self._theme = ctx.t, ctx.theme
        self.reading = Reading()
        self._path: Path | None = None
        self._fields: dict[Chooser, FormField] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._make_drop(ctx))
        self._trouble = Text(ctx.theme, "", "body", "state.bad.text", wrap=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self.damaged = Text(ctx.theme, "", "body", "state.warn.text", wrap=True)
        self.damaged.hide()
        column.addWidget(self.damaged)
        column.addWidget(self._make_found())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(inside))

    def _make_drop(self, ctx: AppContext) -> QWidget:
        t, theme = self._t, self._theme
        place = DropPlace(ctx)
        place.dropped.connect(self.take)
        self.choose = Button(theme, t("Choose a file"), Role.PLAIN, icon="folder-open")
        self.choose.clicked.connect(self.ask)
        self._name = Text(theme, t("Drop a list here, or choose it."), "body", weight=600, elide=True)
        self._about = Text(
            theme, t("CSV, TSV, XLSX or ODS, as ticket shops, forms and spreadsheets write them."), "small", "ink3", wrap=True
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._about)
        row = QHBoxLayout(place)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.choose)
        return place

    def _make_found(self) -> QWidget:
        t = self._t
        choosers = QWidget()
        self._choosers = FlowLayout(choosers, gap=16, line_gap=12)
        self.encoding = self._chooser(t("Encoding"), lambda value: replace(self.reading, encoding=value))
        self.delimiter = self._chooser(t("Separator"), lambda value: replace(self.reading, delimiter=value))
        self.sheet = self._chooser(t("Sheet"), lambda value: Reading(sheet=value))
        self.header_line = self._chooser(t("Headers"), lambda value: replace(self.reading, header_line=int(value)))
        self._found = QWidget()
        column = QVBoxLayout(self._found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(choosers)
        column.addWidget(self._make_top())
        self._found.hide()
        return self._found

    def _chooser(self, name: str, changed: Callable[[str], Reading]) -> Chooser:
        chooser = Chooser(self._theme, name, (), "")
        chooser.setFixedWidth(_CHOOSER_WIDTH)
        chooser.chosen.connect(lambda value: self._read_again(changed(value)))
        self._fields[chooser] = FormField(self._theme, name, chooser, width=_CHOOSER_WIDTH)
        self._choosers.addWidget(self._fields[chooser])
        return chooser

    def _make_top(self) -> QWidget:
        t = self._t
        columns: tuple[Column[TopRow], ...] = (
            Column(t("Line"), lambda row: t.number(row.line), 80, right=True, ink="ink3"),
            Column(t("As it is read"), lambda row: row.said),
            Column("", lambda row: t("headers") if row.headers else "", 120, ink="mark-ink", weight=600),
        )
        self.top = RowsModel[TopRow](columns, self)
        table = Table(self._theme, self.top, t("The first lines of the file"))
        table.setFixedHeight(_TOP_HEIGHT)
        return table

    def ask(self) -> None:
        """Ask which file."""
        kinds = f"{self._t('Lists')} (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods)"
        chosen, _ = QFileDialog.getOpenFileName(self, self._t("Choose a file"), str(Path.home()), kinds)
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Read a file, everything about it found out."""
        self._path = path
        self._read_again(Reading())

    def _read_again(self, reading: Reading) -> None:
        self.reading = reading
        if self._path is not None:
            self.asked.emit(self._path, reading)

    def fail(self, sentence: str) -> None:
        """Say why the file cannot be read so; what was chosen stays, to be chosen otherwise."""
        self._trouble.say(sentence)
        self._trouble.show()
        self.damaged.hide()

    def show_draft(self, draft: Draft) -> None:
        """Show what was found out."""
        t, table = self._t, draft.table
        self._trouble.hide()
        self._name.say(draft.path.name)
        self._about.say(
            t(
                "{rows}, {columns}",
                rows=t.n("{count} row", "{count} rows", len(table.rows) + len(table.rejected)),
                columns=t.n("{count} column", "{count} columns", len(table.headers)),
            )
        )
        self.damaged.setVisible(table.damaged > 0)
        self.damaged.say(
            t.n(
                "In {count} place, what stands in the file is no letter. It shows as �; a row with one is rejected until you correct it.",
                "In {count} places, what stands in the file is no letter. They show as �; a row with one is rejected until you correct it.",
                table.damaged,
            )
        )
        self.choose.rename(t("Choose another file"))
        self._offer(self.encoding, _encodings(t, table.encoding), table.encoding)
        self._offer(self.delimiter, [(value, t.say(words)) for value, words in DELIMITERS], table.delimiter, there=bool(table.encoding))
        self._offer(self.sheet, [(name, name) for name in table.sheets], table.sheet)
        lines = [(str(row.line), self._line_words(row.line, row.cells)) for row in table.top if any(row.cells)]
        self._offer(self.header_line, [*lines, (_NO_HEADERS, t("There are none"))], str(table.header_line))
        self.top.show_rows([TopRow(row.line, _said(row.cells), row.line == table.header_line) for row in table.top])
        self._found.show()

    def _line_words(self, line: int, cells: Sequence[str]) -> str:
        return self._t("Line {line}: {cells}", line=line, cells=_said(cells)[:80])

    def _offer(self, chooser: Chooser, options: Sequence[tuple[str, str]], value: str, *, there: bool | None = None) -> None:
        chooser.offer(options, value)
        self._fields[chooser].setVisible(bool(value) if there is None else there)


def _said(cells: Sequence[str]) -> str:
    return _BETWEEN.join(" ".join(cell.split()) or "–" for cell in cells)


def _encodings(t: Translator, found: str) -> list[tuple[str, str]]:
    """All encodings, the one found first and under its own name."""
    words = encoding_words(t, found)
    listed = [(value, t.say(message)) for value, message in ENCODINGS]
    return [(found, words), *(each for each in listed if each[1] != words)]
