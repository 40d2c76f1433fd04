"""Markers to type out: one row of moments above the line, each a press away from being written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from council_app.domain.marking import Mark
from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.services import markers
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.markers import KIND_WORDS
from council_app.ui.core.rereading import Reread
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.owing import Owing
from council_app.ui.screens.room.waitchip import WaitChip

_MOST, _WIDEST = 8, 168


def mark_words(t: Translator, mark: Mark) -> str:
    """“14:03 friction · Fees”."""
    time = t.time(mark.at, zone=ZoneInfo(mark.zone))
    kind = t.say(KIND_WORDS[mark.key.kind]) if mark.key.sign else ""
    return " ".join(part for part in (time, kind, f"· {mark.block}" if mark.block else "") if part)


class MarkChip(WaitChip):
    """One marker; Enter types it out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, height=32, icon="clock")
        self.setMaximumWidth(_WIDEST)


class MarkRow(QWidget):
    """The markers that are left, oldest first; there only while there are any.

    Signals:
        chosen: a marker is to be typed out (the `Mark`).
        let_go: a marker needs no note (the `Mark`).
        left: Escape was pressed on one.
    """

    chosen = Signal(object)
    let_go = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self.marks: tuple[Mark, ...] = ()
        self.title = Text(theme, t("To type out"), "small", "ink3")
        self.chips = tuple(MarkChip(theme) for _ in range(_MOST))
        self._more = Text(theme, "", "small", "ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.title)
        for place, chip in enumerate(self.chips):
            chip.setAccessibleDescription(t("Enter types it out, Delete lets it go."))
            chip.clicked.connect(partial(self._choose, place))
            chip.dropped.connect(partial(self._drop, place))
            chip.escaped.connect(self.left)
            row.addWidget(chip)
        row.addWidget(self._more)
        row.addStretch(1)
        self.setFixedHeight(32)
        self.setAccessibleName(t("Markers to type out"))
        self.hide()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show what is left."""
        had = any(chip.hasFocus() for chip in self.chips)
        self.marks = tuple(marks)
        self.setVisible(bool(marks))
        self._fit()
        if had:
            self.chips[0].setFocus(Qt.FocusReason.OtherFocusReason) if marks else self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many as fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Chips for as many as there is room for, and how many more there are."""
        room = self.width() - self.title.sizeHint().width() - 60
        fits = 0
        for chip, mark in zip(self.chips, self.marks, strict=False):
            chip.rename(mark_words(self._t, mark))
            chip.setToolTip(mark_words(self._t, mark))
            room -= min(_WIDEST, chip.sizeHint().width()) + 6
            fits += room >= 0 or fits == 0
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < fits)
        more = len(self.marks) - fits
        self._more.say(self._t.n("{count} more", "{count} more", more) if more > 0 else "")

    def _choose(self, place: int, _checked: bool = False) -> None:
        if place < len(self.marks):
            self.chosen.emit(self.marks[place])

    def _drop(self, place: int) -> None:
        if place < len(self.marks):
            self.let_go.emit(self.marks[place])


class MarkKeeper(QObject):
    """Reads and writes the markers of the session at hand.

    Attributes:
        owing: marked moments that are not on disk yet.

    Signals:
        read: what is left (a tuple of `Mark`).
    """

    read = Signal(object)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.owing = Owing(ctx, self)
        self._reread = Reread(ctx, self, lambda w, session, _parts: markers.markers(workspace=w, session=session), self.read.emit)
        ctx.changed.connect(self._maybe_read)

    def reload(self) -> None:
        """Read what is left in the session at hand."""
        session = self._ctx.session
        if session is not None:
            self._reread.ask(session.key)

    def _maybe_read(self, changes: Changes) -> None:
        if "marker" in changes.entities:
            self.reload()

    def mark(self, letter: str) -> None:
        """Keep this moment; the clock is read when the key is pressed, and a disk that refuses is asked again."""
        session, workspace = self._ctx.session, self._ctx.workspace
        if session is None or workspace is None:
            return
        key, moment = session.key, Mark(markers.new_marker_id(), datetime.now(UTC), session.zone, letter)

        def verb(w: Workspace) -> Changes:
            return markers.mark(workspace=w, session=key, letter=letter, at=moment.at, marker=moment.id)

        if workspace.read_only:  # told and let go: no trying again makes it one to be written to, and a moment has no words to save
            self._ctx.write(self, verb, lambda _changes: None, changes=lambda changes: changes)
        else:
            self.owing.keep(moment.id, mark_words(self._ctx.t, moment), verb)

    def let_go(self, mark: Mark) -> None:
        """Nothing needs be written about it."""
        self._ctx.write(
            self,
            lambda w: markers.let_go(workspace=w, marker=mark.id),
            lambda _changes: None,
            changes=lambda changes: changes,
            notice=m_("Let a marker go"),
        )
