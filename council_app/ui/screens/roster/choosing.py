"""What can be done with the people chosen in the list: one bar at its foot, shown while anybody is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QMenu, QWidget

from council_app.domain.attending import MAY_MOVE, NEXT
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import line_edit
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.models import STATUS_WORDS

_SETTABLE = (AttendanceStatus.CONFIRMED, AttendanceStatus.WAITING, AttendanceStatus.CANCELLED, AttendanceStatus.NO_SHOW)


class ChosenBar(Surface):
    """Acts on nothing itself.

    Signals:
        segment_added, segment_removed: with the segment typed.
        status_asked: everybody chosen is to stand so (an `AttendanceStatus`).
        promote_asked: who waits among them is to get a chair.
        move_asked: they are to go to another session of the council (its key).
        consent_asked: they are to be asked for consent again.
        off_asked: their registrations are to be removed.
        cleared: nobody is to be chosen.
    """

    segment_added = Signal(str)
    segment_removed = Signal(str)
    status_asked = Signal(object)
    promote_asked = Signal()
    move_asked = Signal(str)
    consent_asked = Signal()
    off_asked = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "t", "line2")
        self._theme, self._t = theme, t
        self._chosen: tuple[RosterLine, ...] = ()
        self._sittings: tuple[tuple[str, str], ...] = ()
        self.count = Text(theme, "", "body", weight=600)
        self.segment = line_edit(theme, placeholder=t("Segment"))
        self.segment.setAccessibleName(t("Segment"))
        self.segment.setFixedWidth(140)
        self.add, self.remove = self._button(t("Add"), self._add), self._button(t("Remove"), self._remove)
        self.status = self._button(t("Set status"), self._open_statuses, after="chevron-down")
        self.promote = self._button(t("Promote"), self.promote_asked.emit)
        self.move_to = self._button(t("Move"), self._open_sittings, after="chevron-down")
        self.consent = self._button(t("Ask for consent again"), self.consent_asked.emit)
        self.off = self._button(t("Take off the list"), self.off_asked.emit)
        self.clear = Button(theme, "", Role.QUIET, height=32, icon="x")
        self.clear.setFixedWidth(32)
        self.clear.setAccessibleName(t("Choose nobody"))
        self.clear.setToolTip(f"{t('Choose nobody')} ({key_text('Esc')})")
        self.clear.clicked.connect(self.cleared)
        self.segment.returnPressed.connect(self._add)
        self.segment.textChanged.connect(lambda _text: self._refuse_segments())
        chosen, segments = _row(self.count, self.clear), _row(self.segment, self.add, self.remove)
        flow = FlowLayout(self, gap=8, line_gap=4)
        flow.setContentsMargins(20, 7, 20, 6)
        for widget in (chosen, segments, self.status, self.promote, self.move_to, self.consent, self.off):
            flow.addWidget(widget)
        self.hide()

    def _button(self, label: str, act: Callable[..., None], *, after: str = "") -> Button:
        button = Button(self._theme, label, Role.PLAIN, height=32, after=after)
        button.clicked.connect(lambda: act())
        return button

    # -- what it is about

    def show_segments(self, segments: Sequence[str]) -> None:
        """What completes the segment."""
        completer = QCompleter(list(segments), self.segment)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.segment.setCompleter(completer)

    def show_sittings(self, sittings: Sequence[tuple[str, str]]) -> None:
        """The council's other sessions as (key, name)."""
        self._sittings = tuple(sittings)
        self.move_to.setVisible(bool(sittings))

    def show_chosen(self, lines: Sequence[RosterLine]) -> None:
        """Say how many are chosen and what can be done with them."""
        t = self._t
        self._chosen = tuple(lines)
        self.count.say(t.n("{count} chosen", "{count} chosen", len(lines)))
        standing = {line.status for line in lines}
        self.promote.setVisible(AttendanceStatus.WAITING in standing)
        self.off.refuse(t("Who was there stays on the list.") if any(status.was_there for status in standing) else "")
        self.move_to.refuse("" if standing <= set(MAY_MOVE) else t("Only people who are expected or wait can be moved."))
        self.status.refuse(t("Who is in was let in at the door.") if any(status.was_there for status in standing) else "")
        self._refuse_segments()
        self.setVisible(bool(lines))

    def _refuse_segments(self) -> None:
        reason = "" if self.segment.text().strip() else self._t("Type a segment first.")
        self.add.refuse(reason)
        self.remove.refuse(reason)

    # -- menus

    def _open_statuses(self) -> None:
        menu = self._menu()
        standing = {line.status for line in self._chosen}
        for status in _SETTABLE:
            action = QAction(self._t.say(STATUS_WORDS[status]), menu)
            may = all(now is status or status in NEXT[now] for now in standing) and standing != {status}
            action.setEnabled(may)
            action.setToolTip("" if may else self._t("Not everybody chosen can be set so."))
            action.triggered.connect(lambda _=False, status=status: self.status_asked.emit(status))
            menu.addAction(action)
        menu.popup(self.status.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))

    def _open_sittings(self) -> None:
        menu = self._menu()
        for key, name in self._sittings:
            action = QAction(name.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, key=key: self.move_asked.emit(key))
            menu.addAction(action)
        menu.popup(self.move_to.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        return menu

    # -- segments

    def _add(self) -> None:
        if self.segment.text().strip():
            self.segment_added.emit(self.segment.text())
            self._empty_later()

    def _remove(self) -> None:
        self.segment_removed.emit(self.segment.text())
        self._empty_later()

    def _empty_later(self) -> None:
        """The completer writes its word after Enter; empty the box behind it."""
        QTimer.singleShot(0, self.segment, self.segment.clear)


def _row(*widgets: QWidget) -> QWidget:
    """Widgets that stay together."""
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return together
