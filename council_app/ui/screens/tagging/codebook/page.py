"""The codebook, wide: the tree at the left, the tag at hand as a form at the right; and how it comes and goes as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.services import qdpx_export, qdpx_import
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.field import line_edit
from council_app.ui.core.page import Page
from council_app.ui.core.text import Surface
from council_app.ui.screens.tagging.codebook.dragging import TagDragging
from council_app.ui.screens.tagging.codebook.form import TagForm
from council_app.ui.screens.tagging.codebook.store import Codebook
from council_app.ui.screens.tagging.codebook.tree import TagTree
from council_app.ui.screens.tagging.codebook.verbs import TagVerbs

_TREE_WIDTH, _BOTH_FROM = 340, 640


class CodebookPage(Page):
    """Edits the codebook; `tag` is where it begins."""

    def __init__(self, ctx: AppContext, codebook: Codebook, verbs: TagVerbs, tag: str = "") -> None:
        super().__init__(ctx)
        self._codebook, self._verbs = codebook, verbs
        self._fresh = ""
        t, theme = self.t, self.theme
        self.tree = TagTree(theme, t)
        self.dragging = TagDragging(theme, self.tree, codebook, verbs)
        self.form = TagForm(ctx, codebook, verbs)
        self.box = line_edit(theme, placeholder=t("New tag"))
        self.box.setAccessibleName(t("New tag"))
        self.box.returnPressed.connect(self._add)
        self.bring = Button(theme, t("Import"), Role.QUIET, height=28, icon="upload")
        self.bring.setToolTip(t("Bring a codebook from another program (QDC)"))
        self.bring.clicked.connect(self.choose_import)
        self.give = Button(theme, t("Export"), Role.QUIET, height=28, icon="download")
        self.give.setToolTip(t("Write the codebook for another program (QDC)"))
        self.give.clicked.connect(self.choose_export)
        for button in (self.bring, self.box):
            button.setEnabled(verbs.writes)
        self._lay_out()
        self._connect()
        self._show()
        self.tree.stand_on(tag)
        self._at(self.tree.at_hand)

    def _lay_out(self) -> None:
        t = self.t
        left = Surface(self.theme, "canvas", "r")
        self._left = left
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.setSpacing(0)
        search = QVBoxLayout()
        search.setContentsMargins(12, 8, 12, 8)
        search.addWidget(self.box)
        inside.addLayout(search)
        inside.addWidget(self.tree, 1)
        right = QWidget()
        self._layers = QStackedLayout(right)
        nothing = EmptyState(self.theme, t("No tag yet."), t("Type the name of the first one at the left."), ground="sheet")
        self._layers.addWidget(nothing)
        self._layers.addWidget(self.form)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Codebook"), self.bring, self.give))
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self._codebook.changed.connect(self._show)
        self._verbs.made.connect(self._expect)
        self.ctx.unchanged.connect(self._show)
        self.tree.at.connect(self._at)
        self.tree.moved.connect(self._verbs.step)
        self.tree.toggled.connect(lambda _tag: self.form.name.setFocus(Qt.FocusReason.OtherFocusReason))
        self.tree.rename_asked.connect(lambda _tag: self.form.name.setFocus(Qt.FocusReason.OtherFocusReason))
        self.tree.delete_asked.connect(self._verbs.delete)
        self.tree.menu_asked.connect(lambda tag, where: self._verbs.menu(tag, self.tree).popup(where))

    def first_focus(self) -> QWidget | None:
        """The tree; the box, where there is no tag yet."""
        return self.tree if self._codebook.tags else self.box

    def hideEvent(self, event: QHideEvent) -> None:
        """However one leaves: what stands in the form is kept."""
        super().hideEvent(event)
        self.form.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tree takes no more than half."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(_TREE_WIDTH, self.width() * 2 // 5) if self.width() >= _BOTH_FROM else self.width() * 2 // 5)

    def _expect(self, tag: str) -> None:
        """A tag was made: once it is read, one stands on it."""
        self._fresh = tag

    def _show(self) -> None:
        self.tree.show_tags(self._codebook.tags, counted=self._codebook.counted)
        if self._codebook.tag(self._fresh) is not None:
            self.tree.stand_on(self._fresh)
            self._fresh = ""
        self._at(self.tree.at_hand)

    def _at(self, tag: str) -> None:
        found = self._codebook.tag(tag)
        self.form.show_tag(found)
        self._layers.setCurrentIndex(0 if found is None else 1)

    def _add(self) -> None:
        """A new tag, beside the one at hand; `a/b` below `a`."""
        typed = self.box.text().strip()
        if not typed.strip("/ "):
            return
        *above, name = [part.strip() for part in typed.split("/") if part.strip()]
        at_hand = self._codebook.tag(self.tree.at_hand)
        parent = at_hand.parent if at_hand is not None and not above else None
        if above:
            named = next((tag for tag in self._codebook.tags if tag.path == "/".join(above) or tag.name == above[-1]), None)
            parent = named.id if named is not None else None
        self.box.clear()
        self._verbs.add(name, parent)

    # -- files

    def choose_import(self) -> None:
        """Ask for a file, and bring its tags."""
        kinds = f"{self.t('Codebook')} (*.qdc *.qdpx)"
        name, _ = QFileDialog.getOpenFileName(self, self.t("Import a codebook"), str(Path.home()), kinds)
        if name:
            self.bring_file(Path(name))

    def bring_file(self, path: Path) -> None:
        """Bring the tags of a file."""

        def done(brought: qdpx_import.CodebookImport) -> None:
            self.ctx.noticed.emit(self.t.n("Brought {count} tag", "Brought {count} tags", brought.added), True)

        self.ctx.write(self, lambda w: qdpx_import.import_codebook(workspace=w, path=path), done, changes=lambda brought: brought.changes)

    def choose_export(self) -> None:
        """Ask for a place, and write the tags there."""
        start = str(Path.home() / "codebook.qdc")
        name, _ = QFileDialog.getSaveFileName(self, self.t("Export the codebook"), start, f"{self.t('Codebook')} (*.qdc)")
        if name:
            self.give_file(Path(name))

    def give_file(self, out: Path) -> None:
        """Write the tags to a file."""

        def done(count: int) -> None:
            self.ctx.noticed.emit(self.t.n("Wrote {count} tag to {file}", "Wrote {count} tags to {file}", count, file=out.name), False)

        self.ctx.read(self, lambda w: qdpx_export.export_codebook(workspace=w, out=out), done)
