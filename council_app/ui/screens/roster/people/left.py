"""Who was added and taken back whole: only the change log still speaks of them, until they are erased there too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.i18n import Translator
from council_app.services import erasure, person
from council_app.services.erasure import Erasable, Erased, Somebody
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork, in_words
from council_app.ui.core.page import Page, action_row
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.people.confirm import ConfirmErasure
from council_app.ui.screens.roster.people.outcome import left_outside
from council_app.ui.screens.roster.people.words import will_go

_SHOWS = frozenset({"person", "attendance"})


def columns_of(t: Translator) -> tuple[Column[Somebody], ...]:
    """Who, how they can be told from others, and since when they are off every list."""
    return (
        Column(t("Name"), lambda row: row.name or t("no name")),
        Column(t("E-mail"), lambda row: row.email, 220, ink="ink2", shown_from=480),
        Column(t("Telephone"), lambda row: row.phone, 140, ink="ink2", shown_from=760),
        Column(t("Undone on"), lambda row: "" if row.gone_at is None else t.date(row.gone_at.astimezone().date(), style="medium"), 152),
    )


class LeftBehindPage(Page):
    """The people, and their two rights: to be told what is held, and to be forgotten."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.confirming: ConfirmErasure | None = None
        self.model = RowsModel[Somebody](columns_of(t), self)
        self.table = Table(theme, self.model, t("Taken back whole"))
        self.table.opened.connect(lambda _row: self.look_before_erasing())
        self.erase_button = Button(theme, t("Erase for good"), Role.PRIMARY, height=32)
        self.erase_button.clicked.connect(self.look_before_erasing)
        self.export_button = Button(theme, t("Save what is kept"), Role.PLAIN, height=32)
        self.export_button.clicked.connect(self.choose_folder)
        self.work = LongWork(theme, t)
        self._lay_out()
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _lay_out(self) -> None:
        t = self.t
        line = t("People who were added and then undone stay named in the log of changes, until they are erased there.")
        foot = Surface(self.theme, "canvas", "t")
        below = QVBoxLayout(foot)
        below.setContentsMargins(20, 12, 20, 12)
        below.setSpacing(10)
        below.addWidget(Text(self.theme, line, "small", "ink3", wrap=True))
        below.addLayout(action_row(self.erase_button, self.export_button))
        self._listed = QWidget()
        both = QVBoxLayout(self._listed)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.table, 1)
        both.addWidget(foot)
        body = QWidget()
        self._layers = QStackedLayout(body)
        nobody = EmptyState(self.theme, t("Nobody was taken back."), line, ground="sheet")
        for layer in (QWidget(), self._listed, nobody):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Taken back whole")))
        column.addWidget(body, 1)
        column.addWidget(self.work)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table

    def may_close(self) -> bool:
        """Not while somebody is being erased."""
        return self._listed.isEnabled()

    @property
    def somebody(self) -> Somebody | None:
        """Who is at hand."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    # -- reading

    def reload(self) -> None:
        """Look into the log again."""
        self.ctx.read(self, lambda w: erasure.left_behind(workspace=w), self._show)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _show(self, people: Sequence[Somebody]) -> None:
        at = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(people)
        self._layers.setCurrentIndex(1 if people else 2)
        if people:
            self.table.setCurrentIndex(self.model.index(min(at, len(people) - 1), 0))
            if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- their rights

    def choose_folder(self) -> None:
        """Ask where the two files go."""
        chosen = QFileDialog.getExistingDirectory(self, self.t("Choose a folder"), str(Path.home()))
        if chosen:
            self.export(Path(chosen))

    def export(self, folder: Path) -> None:
        """Write everything the log holds about who is at hand."""
        workspace, one, t = self.ctx.workspace, self.somebody, self.t
        if workspace is None or one is None:
            return
        control = self.ctx.jobs.submit(
            lambda control: person.export_person(workspace=workspace, who=one.id, folder=folder, t=t, stopped=control.cancelled),
            owner=self,
            done=lambda files: self.work.end(
                t("Wrote {files} to {folder}", files=t.items(file.name for file in files), folder=str(folder))
            ),
            failed=lambda error: self.work.end(in_words(t, error)),
            cancelled=lambda: self.work.end(t("Stopped; nothing was written.")),
        )
        self.work.begin(t("Writing everything kept about them"), control)

    def look_before_erasing(self) -> None:
        """Read what would go, and ask."""
        one = self.somebody
        if one is not None:
            self.ctx.read(
                self,
                lambda w: erasure.look_before_erasing(workspace=w, who=one.id),
                lambda found: self._ask_before_erasing(one.id, found),
            )

    def _ask_before_erasing(self, who: str, found: Erasable) -> None:
        t = self.t
        names = (found.name, found.email)
        dialog = ConfirmErasure(
            self.theme,
            t,
            self,
            title=t("Erase {name} for good?", name=found.name or found.email or t("this person")),
            lines=(*will_go(t, found), *left_outside(t, found.documents, found.copies)),
            names=names if any(names) else (t("erase"),),
            act=t("Erase for good"),
        )
        dialog.accepted.connect(lambda: self.erase(who))
        dialog.finished.connect(dialog.deleteLater)
        self.confirming = dialog
        dialog.open()

    def erase(self, who: str) -> None:
        """Erase somebody for good."""
        self._listed.setEnabled(False)
        # Asked by the window, not by this page: whatever becomes of the page, the others hear that somebody is gone.
        self.ctx.write(
            self.ctx,
            lambda w: erasure.erase_person(workspace=w, who=who),
            self._erased,
            changes=lambda found: found.changes,
            failed=self._not_erased,
        )

    def _erased(self, found: Erased) -> None:
        if shiboken6.isValid(self):
            self._listed.setEnabled(True)
            said = (self.t("Erased for good."), *left_outside(self.t, found.documents, found.copies))
            self.work.end(" ".join(said))

    def _not_erased(self, error: CouncilError) -> None:
        if not shiboken6.isValid(self):
            self.ctx.refused.emit(error)
            return
        self._listed.setEnabled(True)
        self.work.end(in_words(self.t, error))
        self.reload()
