"""Files for a site generator: asked where to, written beside the window, and told where they lie and what to watch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.i18n import Translator
from council_app.services.posts import Exported, GeneratorName, export_bundle
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme


class Exporter(QObject):
    """One folder at a time.

    Signals:
        exported: the files lie there (the folder, and the `Exported`).
        refused: nothing was written (the `CouncilError`).
    """

    exported = Signal(object, object)
    refused = Signal(object)

    def __init__(self, ctx: AppContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._ctx, self._owner = ctx, owner
        self._folder = Path.home()

    def ask(self, posts: Sequence[str], generator: GeneratorName) -> None:
        """Ask for the folder, and put the drafts there."""
        chosen = QFileDialog.getExistingDirectory(self._owner, self._ctx.t("Export the drafts into a folder"), str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.export_to(posts, generator, self._folder)

    def export_to(self, posts: Sequence[str], generator: GeneratorName, out: Path) -> None:
        """Write the drafts below a folder."""
        self._ctx.write(
            self,
            lambda workspace: export_bundle(workspace=workspace, ids=posts, generator=generator, out=out),
            lambda exported: self.exported.emit(out, exported),
            changes=lambda _: Changes(frozenset({"publication"})),
            failed=self._fail,
        )

    def _fail(self, error: CouncilError) -> None:
        self.refused.emit(error)


class ExportedStrip(Surface):
    """Where the drafts lie now, at the foot of the draft: said until it is closed, with the way to the folder.

    Attributes:
        out: the folder that was written to last, or None.
    """

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "t", "line2")
        self._t = t
        self.out: Path | None = None
        self.words = Text(theme, "", "body", wrap=True)
        self.caution = Text(theme, "", "small", "state.warn.text", wrap=True)
        self.folder = Button(theme, t("Open the folder"), Role.PLAIN, height=28, icon="folder-open")
        self.folder.clicked.connect(self.open_folder)
        self.close_button = Button(theme, t("Close"), Role.QUIET, height=28, icon="x")
        self.close_button.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.words)
        words.addWidget(self.caution)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon(theme, "check", "state.ok.text"))
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addSpacing(26)
        buttons.addWidget(self.folder)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 12, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(buttons)
        self.hide()

    def tell(self, out: Path, exported: Exported) -> None:
        """Say where they lie, and what to watch."""
        t, self.out = self._t, out
        count = len(exported.files)
        sentence = t.n("{count} draft lies in {folder}.", "{count} drafts lie in {folder}.", count, folder=str(out))
        self.words.say(sentence)
        self.words.setToolTip("\n".join(str(file) for file in exported.files))
        caution = f"{t.say(exported.caution)}." if exported.caution is not None else ""
        unremembered = t.say(exported.unremembered) if exported.unremembered is not None else ""
        self.caution.say(f"{unremembered} {caution}".strip())
        self.caution.setVisible(bool(self.caution.text()))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{sentence} {self.caution.text()}".strip()))

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        if self.out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.out)))
