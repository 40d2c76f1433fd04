"""Pages that lie over a place, or over the whole window, until they are closed; and the pile a place keeps them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.text import Surface

if TYPE_CHECKING:
    from council_app.domain.records import RosterLine


class Page(Surface):
    """One page. It re-reads by itself, and asks to be closed.

    Signals:
        closed: the page is done with; whoever shows it takes it away and deletes it.
    """

    closed = Signal()

    def __init__(self, ctx: AppContext, ground: str = "sheet") -> None:
        super().__init__(ctx.theme, ground)
        self.ctx, self.t, self.theme = ctx, ctx.t, ctx.theme

    def first_focus(self) -> QWidget | None:
        """Who gets the keyboard when the page opens."""
        return None

    def take_chosen(self, lines: Sequence[RosterLine]) -> None:
        """People were chosen in the list below; a page that is for people keeps to them."""

    def may_close(self) -> bool:
        """Whether the page may be left now; one that holds unsaved work asks first, in its own words, and answers False."""
        return True

    def leave(self) -> None:
        """Ask to be closed, where that is allowed."""
        if self.may_close():
            self.closed.emit()

    def top_bar(self, title: str, *extra: QWidget) -> PanelHeader:
        """A 40 px bar with the way back, the page's title and its own actions; Escape leaves, too."""
        back = Button(self.theme, self.t("Back"), Role.QUIET, height=28, icon="arrow-left", key="Esc")
        back.clicked.connect(self.leave)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        return PanelHeader(self.theme, title, extra=(*extra, back))


class Pile(QWidget):
    """A place's own view at the bottom, and pages on it; only the uppermost shows.

    Signals:
        emptied: the last page was closed; the place's own view shows again.
    """

    emptied = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(view)

    @property
    def top(self) -> Page | None:
        """The page on top; None when the place's own view shows."""
        current = self._layers.currentWidget()
        return current if isinstance(current, Page) else None

    def open(self, page: Page) -> None:
        """Lay a page on top and give it the keyboard."""
        self._layers.addWidget(page)
        page.closed.connect(lambda: self.close_page(page))
        self._layers.setCurrentWidget(page)
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self, page: Page) -> None:
        """Take a page away; what lies below shows."""
        if self._layers.indexOf(page) < 0:
            return
        self._layers.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._layers.setCurrentIndex(self._layers.count() - 1)
        if self.top is None:
            self.emptied.emit()

    def clear(self) -> None:
        """Take all pages away without asking: another session or workspace is at hand."""
        while (page := self.top) is not None:
            self.close_page(page)


def action_row(*buttons: QWidget) -> QHBoxLayout:
    """Buttons at the left, in their order, the primary one first."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
