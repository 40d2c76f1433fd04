"""Everything that can be done with what one stands on, as a menu: for the right button, and for the menu key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from council_app.i18n import Translator
from council_app.ui.core.keys import key_text
from council_app.ui.screens.tagging.board.keyboard import OF_CARDS, OF_GROUPS, OF_THE_BOARD, Deed, Verb
from council_app.ui.screens.tagging.board.state import BoardState


def open_menu(over: QWidget, t: Translator, state: BoardState, at: QPoint, do: Callable[[Verb], None]) -> QMenu:
    """Show it there on the screen."""
    menu = QMenu(over)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    parts = [OF_CARDS if state.target else {}, OF_GROUPS if state.group is not None else {}, OF_THE_BOARD]
    for part in parts:
        for verb, deed in part.items():
            menu.addAction(_action(menu, t, verb, deed, do))
        if part and part is not OF_THE_BOARD:
            menu.addSeparator()
    menu.popup(at)
    return menu


def _action(menu: QMenu, t: Translator, verb: Verb, deed: Deed, do: Callable[[Verb], None]) -> QAction:
    # The key stands in the text: a shortcut of the action would be one more in the window.
    action = QAction(f"{t.say(deed.words)}\t{key_text(deed.key)}" if deed.key else t.say(deed.words), menu)
    action.triggered.connect(lambda: do(verb))
    return action
