"""From the page's tree to paragraphs, lists and tables of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from council_app.reporting.docx.columns import column_widths
from council_app.reporting.docx.inline import Lines, Tone
from council_app.reporting.docx.styles import put
from council_app.reporting.docx.tree import Node

_BLOCKS = frozenset(
    {
        "main",
        "header",
        "section",
        "article",
        "div",
        "figure",
        "nav",
        "ul",
        "ol",
        "li",
        "p",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "figcaption",
    }
)
_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_IN_A_LINE = frozenset({"facts", "numbers", "legend"})
_PASSED_OVER = frozenset({"head", "foot", "rule"})
_BY_CLASS = {
    "lead": "Lead",
    "caption": "Caption",
    "note-line": "Caption",
    "standing": "Caption",
    "translated": "Normal",
    "paraphrase": "Quote",
}
_NARROW = 40


class Blocks:
    """Walks a page once; one per document."""

    def __init__(self, document: Document, lines: Lines) -> None:
        self._document, self._lines = document, lines
        self._waiting: list[Node | str] = []
        self._places: list[str] = []

    def walk(self, node: Node, style: str = "Normal") -> None:
        """Write what stands in `node`; words that belong to no block become a paragraph of `style`."""
        if place := node.attributes.get("id"):
            self._places.append(place)
        run: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and (child.tag in _BLOCKS or _holds_blocks(child)):
                self._line(run, style, node)
                run = []
                self._block(child, style)
            else:
                run.append(child)
        self._line(run, style, node)

    def _block(self, node: Node, style: str) -> None:
        if node.classes & _PASSED_OVER:
            return
        if node.classes & {"mark"}:
            self._waiting += [*node.children]  # the sign of a claim or a quote goes before its words
        elif node.tag == "table":
            self._table(node)
        elif node.tag == "ul" and node.classes & _IN_A_LINE:
            self._joined(node)
        elif node.tag == "ul" and "terms" in node.classes:
            self._terms(node)
        elif node.tag == "nav":
            self._contents(node)
        else:
            self.walk(node, self._style(node, style))

    def _style(self, node: Node, inherited: str) -> str:
        if "comment" in node.classes or inherited == "Comment":
            return "Comment"
        if node.tag in _HEADINGS:
            return "Heading 3" if "label" in node.classes else _HEADINGS[node.tag]
        if node.tag == "blockquote":
            return "Quote"
        if "claim-line" in node.classes:
            return "Recommendation"
        if node.tag == "li" and inherited == "List Bullet":
            return "List Bullet"
        if node.tag == "ul":
            return "List Bullet" if "limits" in node.classes else "Normal"
        return next((_BY_CLASS[name] for name in sorted(node.classes) if name in _BY_CLASS), "Normal" if node.tag == "p" else inherited)

    def _line(self, run: Sequence[Node | str], style: str, node: Node) -> None:
        if not _says(run):
            return
        parts, self._waiting = [*self._waiting, *run], []
        paragraph = self._paragraph(style)
        if node.tag == "li" and style == "Normal":
            parts = _broken(parts)
        self._lines.write(paragraph, parts, Tone(lang=node.attributes.get("lang", ""), rtl=_rightwards(paragraph, node)))

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        for place in self._places:
            self._lines.bookmark(paragraph, place)
        self._places = []
        return paragraph

    def _joined(self, node: Node) -> None:
        """A list that stands in one line on the page."""
        if node.attributes.get("aria-hidden") == "true":
            return
        paragraph = self._paragraph("Normal")
        for number, item in enumerate(node.nodes):
            if number:
                paragraph.add_run(" \u00b7 ")
            self._lines.write(paragraph, _spaced(item), Tone())

    def _contents(self, node: Node) -> None:
        for item in node.within("li"):
            paragraph = self._paragraph("Contents")
            if "within" in item.classes:
                paragraph.paragraph_format.left_indent = Pt(16)
            self._lines.write(paragraph, [*item.nodes][:1], Tone())
        for line in node.nodes:
            if line.tag == "p":
                self._block(line, "Caption")
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _terms(self, node: Node) -> None:
        """Labels with what they name, as a table of two columns."""
        rows = [tuple(item.nodes) for item in node.nodes]
        table = self._document.add_table(rows=0, cols=2)
        for label, value in (row for row in rows if len(row) == 2):
            cells = table.add_row().cells
            self._lines.write(cells[0].paragraphs[0], label.children, Tone())
            self._lines.write(cells[1].paragraphs[0], value.children, Tone(bold=True))
        self._document.add_paragraph()

    def _table(self, node: Node) -> None:
        for caption in (child for child in node.nodes if child.tag == "caption"):
            self._line(caption.children, "Heading 3", caption)
        heads = [[*_spread(row)] for part in node.within("thead") for row in part.within("tr")]
        body = [row for part in node.within("tbody") for row in part.within("tr")]
        rows = [*heads, *([*row.nodes] for row in body)]
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        table = self._document.add_table(rows=len(rows), cols=columns)
        table.style = "Table Grid"
        _hairlines(table)
        widths = column_widths(rows, self._lines.width, self._lines.room)
        _set_widths(table, widths)
        places = [""] * len(heads) + [row.attributes.get("id", "") for row in body]
        # Asked for once: the library works out all cells of a table anew each time.
        cells = table._cells
        for line, (row, place) in enumerate(zip(rows, places, strict=True)):
            for column, cell in enumerate(row):
                self._cell(cells[line * columns + column], cell, place if column == 0 else "", head=line < len(heads))
            for column, width in enumerate(widths):
                cells[line * columns + column].width = Pt(width)
        for line, row in enumerate(table.rows):
            properties = row._tr.get_or_add_trPr()
            put(properties, "w:cantSplit", {"w:val": "1"})
            if line < len(heads):
                put(properties, "w:tblHeader", {"w:val": "1"})
        self._document.add_paragraph()

    def _cell(self, cell: _Cell, node: Node, place: str, *, head: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if place:
            self._lines.bookmark(paragraph, place)
        if "n" in node.classes:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        rtl = _rightwards(paragraph, node)
        self._lines.write(paragraph, [*_lined(node)], Tone(bold=head, lang=node.attributes.get("lang", ""), rtl=rtl))


def _holds_blocks(node: Node) -> bool:
    return any(child.tag in _BLOCKS or _holds_blocks(child) for child in node.nodes)


def _says(parts: Sequence[Node | str]) -> bool:
    return any(part.strip() if isinstance(part, str) else part.tag == "img" or _says(part.children) for part in parts)


def _rightwards(paragraph: Paragraph, node: Node) -> bool:
    """Whether the words of `node` run from right to left; its paragraph then does."""
    rtl = node.attributes.get("dir") == "rtl"
    if rtl:
        put(paragraph._p.get_or_add_pPr(), "w:bidi", {"w:val": "1"})
    return rtl


def _broken(parts: list[Node | str]) -> list[Node | str]:
    """What is said and what is said about it, in lines of their own."""
    lines: list[Node | str] = []
    for part in parts:
        if isinstance(part, Node) and part.tag == "span" and any(isinstance(before, Node) and before.tag == "b" for before in lines):
            lines.append(Node("br", {}))
        lines.append(part)
    return lines


def _spaced(node: Node) -> list[Node | str]:
    """What stands in an item, with a space between its elements."""
    return [piece for child in node.children for piece in (child, " ")]


def _lined(node: Node) -> Iterator[Node | str]:
    """What stands in a cell: blocks in it become lines."""
    first = True
    for child in node.children:
        if isinstance(child, Node) and child.tag in _BLOCKS:
            if not first:
                yield Node("br", {})
            yield from _lined(child)
        else:
            yield child
        first = first and isinstance(child, str) and not child.strip()


def _spread(row: Node) -> Iterator[Node]:
    """The headers of a row; one over several columns is followed by empty ones."""
    for cell in row.nodes:
        yield cell
        for _ in range(int(cell.attributes.get("colspan", "1")) - 1):
            yield replace(cell, children=[])


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Points for each column, and no second thoughts of the word processor."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)


def _hairlines(table: Table) -> None:
    """Lines across and none down, and a header that is one for whoever listens."""
    properties = table._tbl.tblPr
    borders = put(properties, "w:tblBorders", {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        across = side in ("top", "bottom", "insideH")
        put(borders, f"w:{side}", {"w:val": "single" if across else "nil", "w:sz": "4", "w:space": "0", "w:color": "E0DDD5"})
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")
