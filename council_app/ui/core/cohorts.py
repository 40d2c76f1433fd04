"""The cohort in the header: who lists show, in marigold while it is not everyone, and the way back to everyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import key_text
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

CHOOSE_KEYS, EVERYONE_KEYS = "Ctrl+Shift+F", "Ctrl+Shift+E"
_ICON, _CHEVRON, _PAD, _GAP = 16, 14, 10, 6
_WIDEST = 260


@dataclass(frozen=True, slots=True)
class Offered:
    """A cohort to choose: its key, its words with a count, and why it cannot be chosen ("" when it can)."""

    key: str
    label: str
    problem: str = ""


class CohortPill(QPushButton):
    """Quiet words with a chevron for everyone; a pill in marigold tint for a cohort.

    Signals:
        cleared: Delete was pressed on it.
    """

    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._active = self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def say(self, words: str, *, active: bool) -> None:
        """Name who shows."""
        self._active = active
        self.setText(words)
        self.updateGeometry()
        self.update()

    def fold(self, *, folded: bool) -> None:
        """Where room is short, everyone is the icon alone; a cohort keeps its name."""
        self._folded = folded
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete shows everyone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._active:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _bare(self) -> bool:
        return self._folded and not self._active

    @property
    def _weight(self) -> int:
        return 600 if self._active else 400

    def _around(self) -> int:
        return 2 * _PAD + _ICON + (0 if self._bare else 2 * _GAP + _CHEVRON)

    def sizeHint(self) -> QSize:
        """Icon, words and chevron."""
        words = 0 if self._bare else round(advance(self._theme, self.text(), "body", self._weight)) + 1
        return QSize(min(self._around() + words, _WIDEST), 32)

    def minimumSizeHint(self) -> QSize:
        """The words may be cut; the tooltip has them."""
        return QSize(min(self.sizeHint().width(), self._around() + 48), 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pill with an edge when active, quiet until hovered when not."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        painter.setPen(QPen(theme.colour("mark-ink"), 1.5) if self._active else Qt.PenStyle.NoPen)
        if self._active or lit:
            painter.setBrush(theme.colour("mark-tint" if self._active else "hover"))
            radius = 15.0 if self._active else 6.0
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        ink = "mark-ink" if self._active else "ink3"
        draw_icon(painter, "users", theme.colour(ink), _PAD, 8, _ICON)
        if self._bare:
            return
        x = _PAD + _ICON + _GAP
        words = elided(theme, self.text(), "body", self.width() - self._around(), self._weight)
        taken = draw_line(painter, theme, words, "body", x, 6, ink, weight=self._weight)
        draw_icon(painter, "chevron-down", theme.colour(ink), x + taken + _GAP, 9, _CHEVRON)


class CohortChip(QWidget):
    """Who lists show, and beside it, while that is not everyone, the way back.

    Signals:
        opened: the list of cohorts is wanted.
        chosen: a cohort was chosen by its key; "" is everyone.
        edit_asked: the cohorts are to be edited.
    """

    opened = Signal()
    chosen = Signal(str)
    edit_asked = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self.pill = CohortPill(theme)
        self.pill.clicked.connect(self.opened)
        self.pill.cleared.connect(lambda: self.chosen.emit(""))
        self.clear = Button(theme, "", Role.QUIET, height=32, icon="x")
        self.clear.setFixedWidth(32)
        self.clear.setAccessibleName(t("Show everyone"))
        self.clear.setToolTip(f"{t('Show everyone')} ({key_text(EVERYONE_KEYS)})")
        self.clear.clicked.connect(lambda: self.chosen.emit(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.pill)
        row.addWidget(self.clear)
        self.say("")

    def say(self, cohort: str) -> None:
        """Name the cohort that shows; "" is everyone."""
        self.pill.say(cohort or self._t("Everyone"), active=bool(cohort))
        self.pill.setAccessibleName(self._t("Only {cohort}", cohort=cohort) if cohort else self._t("Everyone"))
        self.pill.setToolTip(f"{self.pill.accessibleName()} ({key_text(CHOOSE_KEYS)})")
        self.clear.setVisible(bool(cohort))

    def open_menu(self, offered: Sequence[Offered], current: str) -> QMenu:
        """The cohorts to choose from, everyone first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for row in (Offered("", self._t("Everyone")), *offered):
            action = QAction(row.label.replace("&", "&&"), group)
            action.setCheckable(True)
            action.setChecked(row.key == current)
            action.setEnabled(not row.problem)
            action.setToolTip(row.problem)
            action.triggered.connect(lambda _=False, key=row.key: self.chosen.emit(key))
            menu.addAction(action)
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        edit = QAction(self._t("Edit cohorts"), menu)
        edit.triggered.connect(self.edit_asked)
        menu.addAction(edit)
        menu.setActiveAction(group.checkedAction() or menu.actions()[0])
        menu.popup(self.pill.mapToGlobal(self.pill.rect().bottomLeft()))
        return menu


class NobodyOfCohort(EmptyState):
    """What stands in place of a list that holds nobody of the cohort, with the way back to everyone."""

    def __init__(self, ctx: AppContext, words: Callable[[str], str], line: str, *, ground: str = "sheet") -> None:
        super().__init__(ctx.theme, "", line, ground=ground)
        self._ctx, self._words = ctx, words
        self.everyone = self.offer(ctx.t("Show everyone"), lambda: ctx.filter_by(None, None))
        ctx.cohort_changed.connect(self._name)
        self._name()

    def _name(self) -> None:
        cohort = self._ctx.cohort
        said = self._words(self._ctx.t.quote(cohort.name)) if cohort is not None else ""
        self.sentence.say(said)
        self.setAccessibleName(said)
