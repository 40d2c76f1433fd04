"""The menu of a tag."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from council_app.domain.steps import seconds_for
from council_app.errors import Message, m_
from council_app.services.tag_colours import palette
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.codebook.store import Codebook

if TYPE_CHECKING:
    from council_app.ui.screens.tagging.codebook.verbs import TagVerbs

COLOUR_WORDS: tuple[Message, ...] = (
    m_("red"),
    m_("green"),
    m_("blue"),
    m_("purple"),
    m_("grey"),
    m_("ochre"),
    m_("pink"),
    m_("slate"),
    m_("brown"),
    m_("plum"),
    m_("violet"),
)
"""What the colours of the codebook are called, in their order: nobody has to see them."""
_SQUARE = 12


class TagMenu(QMenu):
    """What can be done with one tag.

    Signals:
        put_on, only_these, edit: what the desk does.
    """

    put_on = Signal()
    only_these = Signal()
    edit = Signal()

    def __init__(self, ctx: AppContext, codebook: Codebook, verbs: TagVerbs, tag: str, over: QWidget) -> None:
        super().__init__(over)
        self._t, self._ctx = ctx.t, ctx
        self.aboutToHide.connect(self.deleteLater)
        t, found = ctx.t, codebook.tag(tag)
        at = QPoint(8, 8)
        self._row(t("Put on, or take off"), self.put_on.emit, "Return")
        self._row(t("Show only its notes"), self.only_these.emit)
        if found is None or not verbs.writes:
            return
        self.addSeparator()
        self._row(t("Rename"), partial(verbs.rename, tag, over, at), "F2")
        self._row(t("New tag below"), partial(verbs.ask_new, tag, over, at))
        self._row(t("Letter"), partial(verbs.ask_letter, tag, over, at))
        self._row(t("Synonyms"), partial(verbs.ask_synonyms, tag, over, at))
        self._colours(verbs, tag, found.colour)
        self.addSeparator()
        self._tell_slow(found.branch_notes)
        self._row(t("Merge into"), partial(verbs.choose_merge, tag, over, at))
        self._row(t("Split off"), partial(verbs.ask_split, tag, over, at))
        self._row(t("Move under"), partial(verbs.choose_parent, tag, over, at))
        self._row(t("Move up"), partial(verbs.step, tag, "up"), "Alt+Up")
        self._row(t("Move down"), partial(verbs.step, tag, "down"), "Alt+Down")
        if found.parent is not None:
            self._row(t("Move out"), partial(verbs.step, tag, "out"), "Alt+Left")
        self.addSeparator()
        self._row(t("Edit the codebook"), self.edit.emit)
        self._row(t("Delete"), partial(verbs.delete, tag), "Del")

    def _tell_slow(self, notes: int) -> None:
        """What is on very many notes is not changed in a moment, and the file takes nothing else meanwhile."""
        seconds = seconds_for(notes)
        if seconds:
            words = self._t("On {notes} notes: takes about {count} s", notes=self._t.number(notes), count=self._t.number(seconds))
            self._row(words, lambda: None)
            self.actions()[-1].setEnabled(False)

    def _row(self, label: str, act: Callable[[], None], keys: str = "") -> None:
        action = QAction(label.replace("&", "&&"), self)
        action.triggered.connect(lambda _=False: act())
        if keys:
            action.setText(f"{action.text()}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}")
        self.addAction(action)

    def _colours(self, verbs: TagVerbs, tag: str, now: str) -> None:
        below = self.addMenu(self._t("Colour"))
        for (light, _dark), words in zip(palette(), COLOUR_WORDS, strict=True):
            action = QAction(self._t.say(words), below)
            action.setIcon(square(self._ctx.theme.codebook(light)))
            action.setCheckable(True)
            action.setChecked(light == now.lower())
            action.triggered.connect(lambda _=False, colour=light: verbs.set_colour(tag, colour))
            below.addAction(action)


def square(colour: QColor) -> QIcon:
    """A colour as an icon."""
    pixmap = QPixmap(_SQUARE, _SQUARE)
    pixmap.fill(colour)
    return QIcon(pixmap)
