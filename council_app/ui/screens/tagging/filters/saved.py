"""Filters kept under a name: one chip that offers them, keeps the one in force, and lets go of others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from council_app.domain.note_filter import NoteFilter
from council_app.errors import m_
from council_app.services import saved_filters
from council_app.services.saved_filters import SavedFilter
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.chips import Chip
from council_app.ui.core.context import AppContext
from council_app.ui.core.field import line_edit
from council_app.ui.core.text import Surface


class SavedChip(Chip):
    """Offers the saved filters.

    Signals:
        applied: one was chosen (carries the filter).
    """

    applied = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, ctx.t("Saved"), chooser=True)
        self._ctx, self._t = ctx, ctx.t
        self._filter = NoteFilter()
        self.clicked.connect(self.open_list)

    def show_filter(self, wanted: NoteFilter) -> None:
        """What is in force, to be kept."""
        self._filter = wanted

    def open_list(self) -> None:
        """Read what is kept, and offer it."""
        self._ctx.read(self, lambda workspace: saved_filters.saved_filters(workspace=workspace), self._offer)

    def _offer(self, kept: tuple[SavedFilter, ...]) -> None:
        t, menu = self._t, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for saved in kept:
            action = QAction(saved.name.replace("&", "&&"), menu)
            action.setEnabled(saved.problem is None)
            action.setToolTip(t.say(saved.problem) if saved.problem is not None else "")
            action.triggered.connect(partial(self._apply, saved))
            menu.addAction(action)
        if kept:
            menu.addSeparator()
        keep = QAction(t("Save this filter"), menu)
        keep.setEnabled(bool(self._filter.conditions))
        keep.triggered.connect(lambda: self.ask_name(None))
        menu.addAction(keep)
        for label, act in ((t("Rename"), self.ask_name), (t("Delete"), self._delete)):
            some = QMenu(label, menu)
            for saved in kept:
                some.addAction(saved.name.replace("&", "&&"), partial(act, saved))
            some.setEnabled(bool(kept))
            menu.addMenu(some)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _apply(self, saved: SavedFilter, _checked: bool = False) -> None:
        self.applied.emit(saved.filter)

    def ask_name(self, saved: SavedFilter | None) -> None:
        """Ask what a filter is to be called, and keep it: the one in force, or this one under another name."""
        popup = NamePopup(self._ctx, saved.name if saved is not None else "")
        popup.setParent(self, popup.windowFlags())
        popup.named.connect(partial(self._keep, saved))
        popup.open_under(self)

    def _keep(self, saved: SavedFilter | None, name: str) -> None:
        wanted = self._filter
        if saved is None:
            self._ctx.write(
                self,
                lambda workspace: saved_filters.save_filter(workspace=workspace, name=name, filter=wanted),
                lambda _kept: None,
                changes=lambda kept: kept.changes,
                notice=m_("Saved the filter “{name}”", name=name),
            )
        else:
            key = saved.key
            self._ctx.write(
                self,
                lambda workspace: saved_filters.rename_filter(workspace=workspace, key=key, name=name),
                lambda _done: None,
                changes=lambda done: done,
                notice=m_("Renamed the filter to “{name}”", name=name),
            )

    def _delete(self, saved: SavedFilter) -> None:
        self._ctx.write(
            self,
            lambda workspace: saved_filters.delete_filter(workspace=workspace, key=saved.key),
            lambda _done: None,
            changes=lambda done: done,
            notice=m_("Deleted the filter “{name}”", name=saved.name),
        )


class NamePopup(Surface):
    """One line for a name, and a button; Enter keeps, Esc leaves.

    Signals:
        named: a name was given.
    """

    named = Signal(str)

    def __init__(self, ctx: AppContext, name: str) -> None:
        super().__init__(ctx.theme, "sheet", "tblr")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = line_edit(ctx.theme, placeholder=ctx.t("Name"))
        self.line.setAccessibleName(ctx.t("Name"))
        self.line.setText(name)
        self.line.setFixedWidth(240)
        keep = Button(ctx.theme, ctx.t("Save"), Role.PRIMARY, height=32)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(self.line)
        row.addWidget(keep)
        self.line.returnPressed.connect(self._tell)
        keep.clicked.connect(self._tell)

    def open_under(self, widget: QWidget) -> None:
        """Show it, with the keyboard in it."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        place.setX(min(place.x(), widget.screen().availableGeometry().right() - self.width()))
        self.move(place)
        self.show()
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self) -> None:
        name = self.line.text().strip()
        if name:
            self.named.emit(name)
            self.close()
