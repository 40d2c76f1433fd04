"""The line above the rows: in which order they stand, and what is left to do among them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu

from council_app.domain.note_filter import Facet, Sort
from council_app.domain.note_list import NoteCounts
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme

SORT_WORDS: Mapping[Sort, Message] = {
    Sort.NEWEST: m_("Newest first"),
    Sort.OLDEST: m_("Oldest first"),
    Sort.SEVERE: m_("Most serious first"),
    Sort.SEAT: m_("By seat"),
    Sort.AUTHOR: m_("By note-taker"),
    Sort.RANK: m_("Best match first"),
}


class ListHead(Surface):
    """Sort menu at the left, what is left to do at the right.

    Signals:
        sort_asked: another order (a `Sort`).
        facet_asked: show only what a facet holds of (a `Facet` that takes nothing).
    """

    sort_asked = Signal(object)
    facet_asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "canvas", "b")
        self._t = t
        self._sort, self._ranked = Sort.NEWEST, False
        self.setFixedHeight(theme.size("panel-header"))
        self.sort = Button(theme, t.say(SORT_WORDS[Sort.NEWEST]), Role.QUIET, height=28, after="chevron-down", weight=600)
        self.sort.clicked.connect(self.open_sorts)
        self.untagged = Button(theme, "", Role.LINK, height=28)
        self.disputed = Button(theme, "", Role.LINK, height=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 16, 1)
        row.setSpacing(16)
        row.addWidget(self.sort)
        row.addStretch(1)
        for button, facet in ((self.untagged, Facet.UNTAGGED), (self.disputed, Facet.DISPUTED)):
            button.clicked.connect(lambda _=False, facet=facet: self.facet_asked.emit(facet))
            button.hide()
            row.addWidget(button)

    def show_sort(self, sort: Sort, *, ranked: bool) -> None:
        """In which order the rows stand; `ranked`: they can stand by how well they match."""
        self._sort, self._ranked = sort, ranked
        self.sort.rename(self._t.say(SORT_WORDS[sort]))

    def show_counts(self, counts: NoteCounts) -> None:
        """What is left to do."""
        t = self._t
        self.untagged.rename(t.n("{count} without a tag", "{count} without a tag", counts.untagged))
        self.disputed.rename(t.n("{count} disputed", "{count} disputed", counts.disputed))
        self.untagged.setVisible(0 < counts.untagged < counts.notes)
        self.disputed.setVisible(0 < counts.disputed < counts.notes)

    def open_sorts(self) -> None:
        """Offer the orders."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for sort, words in SORT_WORDS.items():
            if sort is Sort.RANK and not self._ranked:
                continue
            action = QAction(self._t.say(words), menu)
            action.setCheckable(True)
            action.setChecked(sort is self._sort)
            action.triggered.connect(lambda _=False, sort=sort: self.sort_asked.emit(sort))
            group.addAction(action)
            menu.addAction(action)
        menu.popup(self.sort.mapToGlobal(QPoint(0, self.sort.height() + 2)))
