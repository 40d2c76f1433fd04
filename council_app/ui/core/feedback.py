"""What happened, said at the foot of the place: done with Undo, failed and why, long work with its count and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from council_app.errors import CouncilError, Progress, Refused
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import DATA_IS_SAFE
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.jobs import Control
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_STAYS = 8000
NOTICE = 44
"""How high the bar is that says what was done, in px."""


def in_words(t: Translator, error: CouncilError) -> str:
    """A refusal as one line: what, why, and what to do."""
    why = t.say(error.why)
    said = f"{error.what}: {why}. {t.say(error.todo)}" if error.what else f"{why[:1].upper()}{why[1:]}. {t.say(error.todo)}"
    others = len(error.problems) - 1 if isinstance(error, Refused) else 0
    return f"{said} {t.n('And {count} more problem.', 'And {count} more problems.', others)}" if others else said


class Icon(QWidget):
    """A Lucide icon on its own, decoration for the words beside it."""

    def __init__(self, theme: Theme, name: str, ink: str, size: int = 16) -> None:
        super().__init__()
        self._theme, self._name, self._ink, self._size = theme, name, ink, size
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def swap(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, _event: QEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        draw_icon(painter, self._name, self._theme.colour(self._ink), 0, 0, self._size)


class Offer(NamedTuple):
    """Something to be seen to: a sentence, and the button that leads there."""

    sentence: str
    label: str
    act: Callable[[], None]


class Notice(Surface):
    """The bar over the foot of a place: 44 px, 8 s, stays while hovered or focused; failures stay until closed.

    What is offered comes back after whatever else was told, and at every place, until it is taken or closed.

    Signals:
        undo_asked: Undo was pressed.
    """

    undo_asked = Signal()

    def __init__(self, theme: Theme, t: Translator, place: QWidget) -> None:
        super().__init__(theme, "sheet", "t", "line2")
        self.setParent(place)
        self._t = t
        self._icon = Icon(theme, "check", "state.ok.text")
        self._text = Text(theme, "", "body", elide=True)
        self._undo = Button(theme, t("Undo"), Role.PLAIN, height=28, icon="undo-2", key="Ctrl+Z")
        self._close = Button(theme, t("Close"), Role.QUIET, height=28, icon="x")
        self._offer = Button(theme, "", Role.PLAIN, height=28)
        self._offer.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the sentence gives way first
        self._offer.clicked.connect(self._take_offer)
        self._standing: Offer | None = None
        self._offering = False
        self._undo.clicked.connect(self._ask_undo)
        self._close.clicked.connect(self._put_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 12, 0)
        row.setSpacing(10)
        for widget in (self._icon, self._text, self._undo, self._offer, self._close):
            row.addWidget(widget)
        self.area: Callable[[], QRect | None] = lambda: None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        place.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str, *, can_undo: bool) -> None:
        """Say what was done."""
        self._show(sentence, "check", "state.ok.text", "sheet", can_undo=can_undo)
        self._announce(sentence)
        self._timer.start(_STAYS)

    def outdate(self) -> None:
        """Something else was written since: Undo would take that back, and no longer what is said here."""
        self._undo.hide()

    def offer(self, sentence: str, label: str, act: Callable[[], None]) -> None:
        """Say what is to be done, with the button that leads there; stays until it is closed or taken."""
        self._standing = Offer(sentence, label, act)
        self.settle()
        self._announce(sentence)

    def withdraw(self) -> None:
        """What was offered was seen to elsewhere."""
        self._standing = None
        if self._offering:
            self.settle()

    @property
    def offers(self) -> bool:
        """Whether something offered was neither taken nor closed yet."""
        return self._standing is not None

    def settle(self) -> None:
        """What was told is over, or was about another place; what is offered stays."""
        self._timer.stop()
        self._offering = False
        if self._standing is None:
            self.hide()
            return
        self._show(self._standing.sentence, "triangle-alert", "state.warn.text", "state.warn.fill", can_undo=False)
        self._offering = True
        self._offer.rename(self._standing.label)
        self._offer.show()

    def fail(self, error: CouncilError) -> None:
        """Say what went wrong, that the data is safe, and what to do; stays."""
        self._timer.stop()
        sentence = f"{in_words(self._t, error)} {self._t.say(DATA_IS_SAFE)}"
        self._show(sentence, "octagon-x", "state.bad.text", "state.bad.fill", can_undo=False)
        self._announce(sentence)

    def _show(self, sentence: str, icon: str, ink: str, ground: str, *, can_undo: bool) -> None:
        self.recolour(ground)
        self._icon.swap(icon, ink)
        self._text.say(sentence)
        self._text.setToolTip(sentence)
        self.setAccessibleName(sentence)
        self._undo.setVisible(can_undo)
        self._offer.hide()
        self._offering = False
        self._lie_at_foot()
        self.show()
        self.raise_()

    def _announce(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _take_offer(self) -> None:
        offer, self._standing = self._standing, None
        self.settle()
        if offer is not None:
            offer.act()

    def _put_off(self) -> None:
        """Close what is on show: an offer comes back when the workspace is opened the next time."""
        if self._offering:
            self._standing = None
        self.settle()

    def _ask_undo(self) -> None:
        self.settle()
        self.undo_asked.emit()

    def _leave(self) -> None:
        if self.underMouse() or self.isAncestorOf(self.focusWidget() or self):
            self._timer.start(_STAYS)
        else:
            self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the foot of the place when it is resized, or something else comes to the front in it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._lie_at_foot()
        return super().eventFilter(watched, event)

    def _lie_at_foot(self) -> None:
        place = self.parentWidget()
        if place is not None:
            self.setGeometry(self.area() or QRect(0, place.height() - NOTICE, place.width(), NOTICE))


class LongWork(Surface):
    """A sentence, a thin bar and Cancel while something takes its time; then how it ended."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "t")
        self._t = t
        self._control: Control | None = None
        self._sentence = Text(theme, "", "body", elide=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(theme, t("Cancel"), Role.PLAIN, height=28)
        self._cancel.clicked.connect(self._ask_cancel)
        column = QVBoxLayout()
        column.setSpacing(5)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 1, 12, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(44)
        self.hide()

    def begin(self, sentence: str, control: Control) -> None:
        """Work started; Cancel stops it."""
        self._control = control
        self._sentence.say(sentence)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(sentence)
        self._bar.show()
        self._cancel.show()
        self.show()

    def follow(self, control: Control | None) -> None:
        """The work goes on as another job; Cancel stops that."""
        self._control = control

    def advance(self, progress: Progress) -> None:
        """How far it is."""
        said = self._t.say(progress.doing) if progress.doing.text else self._sentence.text()
        if progress.total:
            count = self._t("{done} of {total}", done=self._t.number(progress.done), total=self._t.number(progress.total))
            said = f"{said} · {count}"
        self._sentence.say(said)
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)

    def end(self, sentence: str = "") -> None:
        """Work ended; a sentence stays when there is something to say."""
        self._control = None
        self._bar.hide()
        self._cancel.hide()
        self._sentence.say(sentence)
        self.setVisible(bool(sentence))

    def _ask_cancel(self) -> None:
        if self._control is not None:
            self._control.cancel()
