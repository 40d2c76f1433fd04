"""The language switch of a handed-over laptop: the market's languages side by side, every other one behind the globe."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from council_app.ui.core.handover.guest import GuestButton, Joined, Loud
from council_app.ui.core.handover.words import language_name
from council_app.ui.core.theme import Theme

_HEIGHT, _SIDE_BY_SIDE = 48, 2
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LanguageSwitch(QWidget):
    """One choice among the languages of a wording.

    Signals:
        chosen: a language was chosen (its place in the list given).
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, languages: Sequence[str], of_market: int) -> None:
        super().__init__()
        self._theme, self._languages = theme, tuple(languages)
        shown = range(min(max(of_market, _SIDE_BY_SIDE), _SIDE_BY_SIDE + 1, len(languages)))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: list[Joined] = []
        for place in shown:
            button = Joined(theme, left=place == 0, right=place == shown[-1], size=QSize(64, _HEIGHT))
            button.clicked.connect(lambda _=False, at=place: self.choose(at))
            button.installEventFilter(self)
            self._group.addButton(button, place)
            self.buttons.append(button)
            row.addWidget(button, 1)
        self.more = GuestButton(theme, Loud.OTHER, height=_HEIGHT, icon="globe")
        self.more.setFixedWidth(_HEIGHT + 4)
        self.more.clicked.connect(self._open)
        row.addSpacing(8 if len(languages) > len(shown) else 0)
        row.addWidget(self.more)
        self.more.setHidden(len(languages) <= len(shown))
        for place, button in enumerate(self.buttons):
            self._name(button, languages[place])

    def name_more(self, label: str) -> None:
        """What screen readers and the tooltip say of the globe."""
        self.more.setAccessibleName(label)
        self.more.setToolTip(label)

    def choose(self, place: int) -> None:
        """Choose a language; one from behind the globe takes the last place beside the others."""
        button = self._group.button(place)
        if not isinstance(button, Joined):
            button = self.buttons[-1]
            self._group.setId(button, place)
            self._name(button, self._languages[place])
        button.setChecked(True)
        self.chosen.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows switch."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _ARROWS.get(Qt.Key(event.key()))
            if step is not None and watched in self.buttons:
                place = self.buttons.index(watched) + step
                if 0 <= place < len(self.buttons):
                    self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
                    self.choose(self._group.id(self.buttons[place]))
                return True
        return super().eventFilter(watched, event)

    def _name(self, button: Joined, language: str) -> None:
        button.setText(language_name(language))
        button.setAccessibleName(language_name(language))
        button.update()

    def menu(self) -> QMenu:
        """Every language there is."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._theme.font("guest-body"))
        for place, language in enumerate(self._languages):
            action = QAction(language_name(language), menu)
            action.triggered.connect(lambda _=False, at=place: self.choose(at))
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
