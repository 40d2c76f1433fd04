"""The menus of a note: what can be said of it, and what can be done with what lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from council_app.domain.note_list import Highlighted
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.detail.marks import Mark
from council_app.ui.screens.tagging.detail.menu import add_action, add_sayings, popup_menu
from council_app.ui.screens.tagging.picker.popup import TagPicker

if TYPE_CHECKING:
    from council_app.ui.screens.tagging.detail.panel import NotePanel


class Offering(QObject):
    """Opens them."""

    def __init__(self, panel: NotePanel, codebook: Codebook) -> None:
        super().__init__(panel)
        self._panel, self._codebook = panel, codebook

    def open_note_menu(self, under: QWidget) -> QMenu | None:
        """What can be said of the note, and done with it."""
        panel, note = self._panel, self._panel.note
        if note is None or not panel.saying.writes:
            return None
        t, line, saying = panel.t, note.note, panel.saying
        menu = popup_menu(panel)
        add_sayings(menu, t, line, saying)
        menu.addSeparator()
        star = t("Take the star off") if line.starred else t("Star")
        add_action(menu, star, partial(saying.star, line.id, starred=not line.starred), "S")
        quote = t("Retold, not word for word") if line.verbatim else t("Word for word")
        add_action(menu, quote, partial(saying.verbatim, line.id, verbatim=not line.verbatim), '"')
        menu.addSeparator()
        add_action(menu, t("Put a tag on"), panel.tag_asked.emit, "T")
        add_action(menu, t("Edit the words"), panel.edit_words, "E")
        add_action(menu, t("Split at the caret"), panel.split_here, "Ctrl+Shift+S")
        add_action(menu, t("Join with the next"), panel.join_next, "Ctrl+J")
        menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
        return menu

    def open_laid_menu(self, laid: Sequence[Highlighted], where: QPoint) -> QMenu:
        """What can be done with the highlights on a word."""
        panel, t = self._panel, self._panel.t
        menu = popup_menu(panel)
        for each in laid:
            named = ", ".join(filter(None, (each.tag.path, each.coder)))
            add_action(menu, named, partial(panel.words.choose_words, each.starts, each.ends))
            if panel.saying.writes:
                add_action(menu, t("Remove the highlight"), partial(panel.saying.remove_highlight, each.id))
                add_action(menu, t("Another tag"), partial(self._choose_other, each, where))
            menu.addSeparator()
        menu.popup(where)
        return menu

    def open_mark_menu(self, mark: Mark, where: QPoint) -> QMenu | None:
        """What can be done with a tag on the note."""
        panel, note, t = self._panel, self._panel.note, self._panel.t
        if mark.highlights:
            return self.open_laid_menu(mark.highlights, where)
        if note is None or not panel.saying.writes:
            return None
        menu = popup_menu(panel)
        add_action(menu, t("Take “{tag}” off", tag=mark.tag.path), partial(panel.saying.untag, note.note.id, mark.tag.id))
        menu.popup(where)
        return menu

    def _choose_other(self, laid: Highlighted, where: QPoint) -> None:
        """The picker, for another tag on the same words."""
        panel = self._panel
        picker = TagPicker(panel.theme, panel.t, self._codebook.tags, makes=False, title=panel.t("Another tag"))
        picker.put.connect(partial(panel.saying.retag, laid.id))
        picker.open_over(panel, at=panel.mapFromGlobal(where))
