"""Drawing the trials grid: a state is a shape and a word, never a colour alone; heads name seats and tasks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from council_app.domain.enums import Outcome, Severity
from council_app.domain.trials import Standing, is_time
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import draw_key, key_width
from council_app.ui.core.markers import SEVERITY_WIDTH, draw_severity
from council_app.ui.core.text import Block, Run, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.trialmodel import Index, TrialModel

ROW, SEATS, HEAD, SECTION = 38, 104, 44, 16
_PAD, _ICON, _TEXT = 6, 14, 26
_SHAPES: dict[Outcome, tuple[str, str]] = {
    Outcome.SUCCESS: ("circle-check", "state.ok.text"),
    Outcome.WITH_HELP: ("users", "state.warn.text"),
    Outcome.FAIL: ("octagon-x", "state.bad.text"),
    Outcome.ABANDONED: ("minus", "ink2"),
}


class TimeLine(QLineEdit):
    """Where a time is typed; no key in it is a step of the trial below."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what is typed (the delegate hears it first) and is not the grid's “done”."""
        super().keyPressEvent(event)
        event.accept()


class TrialDelegate(QStyledItemDelegate):
    """Paints a trial in two lines: shape and word with the severity, then the time and what is due; and makes the line for a time."""

    def __init__(self, theme: Theme, t: Translator, view: QTableView, model: TrialModel) -> None:
        super().__init__(view)
        self._theme, self._t, self._view, self._model = theme, t, view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, shape, words, and a ring round the cell at hand."""
        box, model, theme = option.rect, self._model, self._theme
        barred, standing = model.seat(index).barred is not None, model.cell(index).standing
        painter.save()
        ground = "sunk" if barred else {Standing.RUNNING: "mark", Standing.PAUSED: "mark-tint"}.get(standing, "sheet")
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.colour("line"))
        if model.is_silent(index):
            self._words(painter, box, model.state(index), "ink3", 4, box.top() + 10)
        elif standing is Standing.UNTRIED:
            draw_icon(painter, "circle", theme.colour("line2"), box.left() + _PAD, box.top() + 12, _ICON)
        elif standing is Standing.ENDED:
            self._paint_ended(painter, box, index)
        else:
            self._paint_clock(painter, box, index, runs=standing is Standing.RUNNING)
        if index == self._view.currentIndex():
            painter.setPen(QPen(theme.colour("ink" if self._view.hasFocus() else "line2"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, words: str, ink: str, aside: int, y: float, weight: int = 400) -> None:
        cut = elided(self._theme, words, "small", box.width() - _TEXT - aside, weight)
        draw_line(painter, self._theme, cut, "small", box.left() + _TEXT, y, ink, weight=weight, tabular=weight == 600)

    def _paint_clock(self, painter: QPainter, box: QRect, index: Index, *, runs: bool) -> None:
        """Two bars or a triangle, the digits, and the word below."""
        ink = "on-mark" if runs else "ink"
        draw_icon(painter, "play" if runs else "pause", self._theme.colour(ink), box.left() + _PAD, box.top() + 12, _ICON)
        self._words(painter, box, self._model.time(index), ink, 4, box.top() + 3, 600)
        self._words(painter, box, self._model.state(index), ink, 4, box.top() + 18)

    def _paint_ended(self, painter: QPainter, box: QRect, index: Index) -> None:
        theme, cell = self._theme, self._model.cell(index)
        if cell.outcome is None:
            return
        shape, ink = _SHAPES[cell.outcome]
        draw_icon(painter, shape, theme.colour(ink), box.left() + _PAD, box.top() + 12, _ICON)
        severity, due = cell.severity or Severity.NONE, self._model.is_due(index)
        self._words(painter, box, self._model.state(index), "ink", SEVERITY_WIDTH + 10 if severity else 4, box.top() + 3, 500)
        self._words(painter, box, self._model.time(index), "ink3", 30 if due else 4, box.top() + 18)
        draw_severity(painter, theme, severity, box.right() - SEVERITY_WIDTH - 6, box.top() + 4)
        if due:
            draw_key(painter, theme, "Q", box.right() - key_width(theme, "Q") - 5, box.top() + 18)

    # -- a time typed over

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex) -> QWidget:  # type: ignore[override]
        """The line for a time."""
        editor = TimeLine(parent)
        editor.setFont(self._theme.font("body"))
        editor.setPlaceholderText("1:23")
        editor.setMaxLength(7)
        editor.setAccessibleName(self._t("Time in minutes and seconds"))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # type: ignore[override]
        """The time as it stands, ready to be typed over; a cell that changes meanwhile does not overwrite what is being typed."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keyboard goes elsewhere: what cannot be read as a time stays to be put right."""
        if event.type() is QEvent.Type.FocusOut and isinstance(editor, QLineEdit) and not is_time(editor.text()):
            return False
        return super().eventFilter(editor, event)

    def setModelData(self, editor: QWidget, _model: object, index: QModelIndex) -> None:  # type: ignore[override]
        """Hand what was typed on."""
        if isinstance(editor, QLineEdit):
            self._model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """Over the whole cell."""
        editor.setGeometry(option.rect.adjusted(2, 3, -3, -4))


class TaskHead(QHeaderView):
    """Tasks in two lines, and above them what is tried from there on, or the section of the script that begins there."""

    def __init__(self, theme: Theme, model: TrialModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._trials = theme, model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(56)
        theme.changed.connect(self.viewport().update)

    @property
    def _sections(self) -> bool:
        return any(self._trials.sheet.heading(task) for task in self._trials.sheet.tasks)

    def sizeHint(self) -> QSize:
        """Two lines, and one more where the script has sections."""
        return QSize(super().sizeHint().width(), HEAD + SECTION * self._sections)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Section, task, hairlines."""
        theme, tasks = self._theme, self._trials.sheet.tasks
        painter.save()
        painter.fillRect(rect, theme.colour("canvas"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line2"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        if index < len(tasks):
            task, top = tasks[index], rect.top() + 4.0
            if self._sections:
                heading = self._trials.sheet.heading(task)
                if heading and (index == 0 or self._trials.sheet.heading(tasks[index - 1]) != heading):
                    draw_line(painter, theme, elided(theme, heading, "micro", rect.width() - 10), "micro", rect.left() + _PAD, top, "ink3")
                top += SECTION
            here = task.id == self._trials.sheet.current
            words = Block(theme, (Run(task.text),), "small", rect.width() - 10, lines=2)
            if words.elided:
                words = Block(theme, (Run(_two_lines(theme, task.text, rect.width() - 10)),), "small", rect.width() - 10, lines=2)
            words.paint(painter, rect.left() + _PAD, top, "ink" if here else "ink2")
            if here:
                painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 3, theme.colour("mark"))
        painter.restore()


def _two_lines(theme: Theme, text: str, width: float) -> str:
    """The text cut to what two lines hold, with an ellipsis: by words from the end."""
    words = text.split()
    while len(words) > 1:
        words.pop()
        tried = " ".join(words) + "…"
        if not Block(theme, (Run(tried),), "small", width, lines=2).elided:
            return tried
    return elided(theme, text, "small", width)


class SeatHead(QHeaderView):
    """Seat and first name."""

    def __init__(self, theme: Theme, model: TrialModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme, self._trials = theme, model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(ROW)
        self.setDefaultSectionSize(ROW)
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """A seat and a short name."""
        return QSize(SEATS, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """One line; quiet where somebody cannot be timed."""
        theme, seats = self._theme, self._trials.sheet.seats
        painter.save()
        painter.fillRect(rect, theme.colour("canvas"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line2"))
        if index < len(seats):
            seat = seats[index]
            quiet = seat.barred is not None
            x, y = rect.left() + 12.0, rect.top() + (rect.height() - 20) / 2
            x += draw_line(painter, theme, seat.seat, "body", x, y, "ink3" if quiet else "ink", weight=600) + 6
            name = elided(theme, seat.first_name, "body", rect.right() - x - 4)
            draw_line(painter, theme, name, "body", x, y, "ink3" if quiet else "ink2")
        painter.restore()
