"""The way out of the window for a picture and its table: to the clipboard, and to files, always in the light colours of paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.page import Page
from council_app.ui.core.pngs import png_of

_PICTURES, _TABLES = (("svg", "SVG"), ("png", "PNG")), (("csv", "CSV"), ("xlsx", "Excel (XLSX)"))
_PAPER = QColor("#FFFFFF")
Lines = tuple[Sequence[str], Sequence[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page gives away now.

    Attributes:
        picture_name, table_name: what a file of it is called, without its ending.
        svg: draws the picture on paper; None where there is none.
        lines: headers and rows of the table.
        save_picture: writes a drawn picture to a file; save_table: writes the table to one, its ending says how.
    """

    picture_name: str
    table_name: str
    svg: Callable[[], str] | None
    lines: Callable[[], Lines]
    save_picture: Callable[[bytes, Path], object]
    save_table: Callable[[Path], object]


class TakingAlong(QObject):
    """Copy and Export of a page, with their keys.

    Args:
        page: whose they are.
        taken: what the page gives away now; None while there is nothing.
        export_key: the key of Export.

    Attributes:
        buttons: both, for the page's bar.
    """

    def __init__(self, page: Page, taken: Callable[[], Taken | None], export_key: str) -> None:
        super().__init__(page)
        self._page, self._taken = page, taken
        copy_key, t, theme = "Ctrl+Shift+C", page.t, page.theme
        self.copy_button = Button(theme, t("Copy"), Role.QUIET, height=28, icon="copy", key=copy_key)
        self.export_button = Button(theme, t("Export"), Role.PLAIN, height=28, icon="download", key=export_key)
        self.buttons = (self.copy_button, self.export_button)
        for button, keys, act in ((self.copy_button, copy_key, self.copy), (self.export_button, export_key, self.open_export)):
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def allow(self, *, there: bool) -> None:
        """Whether there is something to take along."""
        for button in self.buttons:
            button.setEnabled(there)

    def copy(self) -> None:
        """Picture and table to the clipboard; who pastes takes what they can."""
        taken = self._taken()
        if taken is None:
            return
        headers, rows = taken.lines()
        lines = [headers, *(["" if cell is None else str(cell) for cell in row] for row in rows)]
        data = QMimeData()
        data.setText("\n".join("\t".join(line) for line in lines))
        cells = (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in lines)
        data.setHtml(f"<table>{''.join(cells)}</table>")
        if taken.svg is not None:
            svg = taken.svg()
            data.setImageData(QImage.fromData(png_of(svg, _PAPER)))
            data.setData("image/svg+xml", svg.encode())
        QApplication.clipboard().setMimeData(data)
        self._page.ctx.noticed.emit(self._page.t("Copied: the picture and its table"), False)

    def open_export(self) -> None:
        """Offer the kinds of file."""
        taken = self._taken()
        if taken is None:
            return
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        for ending, words in (*(_PICTURES if taken.svg is not None else ()), *_TABLES):
            menu.addAction(words).triggered.connect(lambda _=False, kind=ending: self._ask_where(kind))
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height() + 2)))

    def _ask_where(self, ending: str) -> None:
        taken = self._taken()
        if taken is None:
            return
        name = taken.picture_name if ending in dict(_PICTURES) else taken.table_name
        chosen, _ = QFileDialog.getSaveFileName(self._page, self._page.t("Export"), str(Path.home() / f"{name}.{ending}"), f"*.{ending}")
        if chosen:
            target = Path(chosen)
            self.save_to(target if target.suffix else target.with_suffix(f".{ending}"))

    def save_to(self, out: Path) -> None:
        """Write the picture or the table; the ending says which."""
        taken, kind = self._taken(), out.suffix.lower()
        if taken is None:
            return
        if kind not in (".svg", ".png"):
            self._save(lambda: taken.save_table(out), out)
        elif taken.svg is not None:
            svg = taken.svg()
            content = svg.encode() if kind == ".svg" else png_of(svg, _PAPER)
            self._save(lambda: taken.save_picture(content, out), out)

    def _save(self, write: Callable[[], object], out: Path) -> None:
        ctx, said = self._page.ctx, self._page.t("Saved as {file}", file=str(out))
        ctx.side.submit(lambda _control: write(), owner=self._page, done=lambda _: ctx.noticed.emit(said, False), failed=ctx.refused.emit)
