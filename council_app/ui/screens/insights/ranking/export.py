"""The way out of the window for ranks and their pictures: to the clipboard, and to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from council_app.domain.ranking.model import Ranking
from council_app.domain.ranking.pictures import Picture
from council_app.services.ranking_files import likelihood_picture, matrix_picture, ranking_table, save_picture, save_ranking
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.core.pngs import png_of
from council_app.ui.screens.insights.ranking.columns import View

KINDS = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), ("xlsx", "Excel (XLSX)"))
_PAPER = QColor("#FFFFFF")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: what is taken along is this, in the light colours of paper and with nothing marked."""

    ranking: Ranking
    view: View
    currency: str


def paper_picture(ctx: AppContext, shown: Shown) -> Picture | None:
    """The picture to take along: the one on show, else the matrix."""
    if shown.view is View.LIKELIHOOD:
        return likelihood_picture(ranking=shown.ranking, t=ctx.t)
    return matrix_picture(ranking=shown.ranking, currency=shown.currency, t=ctx.t)


def copy(ctx: AppContext, shown: Shown) -> None:
    """Table and picture to the clipboard; who pastes takes what they can."""
    headers, rows = ranking_table(ranking=shown.ranking, t=ctx.t)
    lines = [headers, *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]
    data = QMimeData()
    data.setText("\n".join("\t".join(line) for line in lines))
    data.setHtml("<table>" + "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in line)}</tr>" for line in lines) + "</table>")
    drawn = paper_picture(ctx, shown)
    if drawn is not None:
        data.setImageData(QImage.fromData(png_of(drawn.svg, _PAPER)))
        data.setData("image/svg+xml", drawn.svg.encode())
    QApplication.clipboard().setMimeData(data)
    ctx.noticed.emit(ctx.t("Copied: the picture and its table"), False)


def save(ctx: AppContext, page: Page, shown: Shown, out: Path) -> None:
    """Write the picture or the table; the ending says which."""
    t, kind = ctx.t, out.suffix.lower()
    write: Callable[[], object]
    if kind in (".svg", ".png"):
        drawn = paper_picture(ctx, shown)
        if drawn is None:
            return
        content = drawn.svg.encode() if kind == ".svg" else png_of(drawn.svg, _PAPER)
        write = lambda: save_picture(content=content, out=out)  # noqa: E731 - the other branch's twin
    else:
        write = lambda: save_ranking(ranking=shown.ranking, out=out, t=t)  # noqa: E731 - as above
    said = t("Saved as {file}", file=str(out))
    ctx.side.submit(lambda _control: write(), owner=page, done=lambda _: ctx.noticed.emit(said, False), failed=ctx.refused.emit)
