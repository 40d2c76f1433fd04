"""What stands in a line: words in their language and weight, pictures with their sentence, links to other places of the document."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from council_app.reporting.docx.styles import POINT, put
from council_app.reporting.docx.tree import Drawing, Node

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_APART = frozenset({"caption", "line", "what"})
_LARGEST_PX = 660.0
_TALLEST = Pt(190)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ready to stand in a document: PNG or JPEG, its width in CSS px."""

    data: bytes
    width: float


@dataclass(slots=True)
class Pictures:
    """The drawings of the page as PNG and its images by name, and how many were placed so far."""

    drawings: tuple[Drawing, ...]
    drawn: tuple[bytes, ...]
    images: dict[str, Shown]
    placed: int = 0

    def of(self, node: Node) -> Shown | None:
        """What an `<img>` shows; None for one that is missing."""
        number = node.attributes.get("data-drawing")
        if number is None:
            return self.images.get(node.attributes.get("src", ""))
        return Shown(self.drawn[int(number)], self.drawings[int(number)].width)


@dataclass(frozen=True, slots=True)
class Tone:
    """How words are set."""

    bold: bool = False
    lang: str = ""
    rtl: bool = False
    link: str = ""


@dataclass(slots=True)
class Lines:
    """Writes what stands in lines into paragraphs."""

    document: Document
    pictures: Pictures
    room: float
    anchors: dict[str, int] = field(default_factory=dict)

    def write(self, paragraph: Paragraph, parts: Sequence[Node | str], tone: Tone) -> None:
        """Add `parts` to the end of `paragraph`."""
        for before, part in zip([None, *parts], parts, strict=False):
            if isinstance(part, str):
                self._words(paragraph, part, tone)
                continue
            if isinstance(before, Node) and part.tag not in ("br", "img") and before.tag not in ("br", "img"):
                paragraph.add_run(" ")  # on the page they stand apart without one
            if part.tag == "br":
                paragraph.add_run().add_break()
            elif part.tag == "img":
                self._picture(paragraph, part)
            else:
                self._element(paragraph, part, tone)

    def _element(self, paragraph: Paragraph, node: Node, tone: Tone) -> None:
        if node.classes & _APART and (paragraph.text.strip()):
            paragraph.add_run().add_break()
        if place := node.attributes.get("id"):
            self.bookmark(paragraph, place)
        target = node.attributes.get("href", "") if node.tag == "a" else ""
        self.write(
            paragraph,
            node.children,
            replace(
                tone,
                bold=tone.bold or node.tag in ("b", "strong"),
                lang=node.attributes.get("lang", tone.lang),
                link=target.removeprefix("#") if target.startswith("#") else tone.link,
            ),
        )

    def _words(self, paragraph: Paragraph, typed: str, tone: Tone) -> None:
        text = re.sub(r"[ \t\n\r\f]+", " ", _NOT_IN_XML.sub("", typed))
        if not paragraph.runs and not paragraph.hyperlinks:
            text = text.lstrip()
        if not text:
            return
        run = paragraph.add_run(text)
        if tone.bold:
            run.bold = True
        self._mark(run, tone)
        if tone.link:
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), self.anchor(tone.link))
            link.set(qn("w:history"), "1")
            run._element.addprevious(link)
            link.append(run._element)

    def _mark(self, run: Run, tone: Tone) -> None:
        """The language of the words, and which way they run."""
        properties = run._element.get_or_add_rPr()
        if tone.rtl:
            put(properties, "w:rtl", {"w:val": "1"})
        if tone.lang:
            put(properties, "w:lang", {"w:bidi" if tone.rtl else "w:val": tone.lang})

    def width(self, node: Node) -> float:
        """How wide an `<img>` is, in CSS px."""
        shown = self.pictures.of(node)
        return min(shown.width, _LARGEST_PX) if shown is not None else 0.0

    def _picture(self, paragraph: Paragraph, node: Node) -> None:
        shown = self.pictures.of(node)
        alt = _NOT_IN_XML.sub("", node.attributes.get("alt", ""))
        if shown is None:
            paragraph.add_run(alt)
            return
        self.pictures.placed += 1
        width = min(shown.width, _LARGEST_PX) * POINT
        inline = paragraph.add_run().add_picture(io.BytesIO(shown.data), width=Pt(min(width, self.room)))
        if "data-drawing" not in node.attributes and inline.height > _TALLEST:
            inline.width, inline.height = Length(inline.width * _TALLEST / inline.height), _TALLEST
        described = inline._inline.docPr
        described.set("id", str(self.pictures.placed))
        described.set("name", f"Picture {self.pictures.placed}")
        described.set("descr", alt)
        paragraph.add_run(" ")

    def anchor(self, target: str) -> str:
        """The name of a bookmark: letters, digits and underscores, at most forty."""
        number = self.anchors.setdefault(target, len(self.anchors) + 1)
        return f"_{re.sub('[^A-Za-z0-9]', '_', target)[:30]}_{number}"

    def bookmark(self, paragraph: Paragraph, target: str) -> None:
        """Make `paragraph` a place that links lead to."""
        name = self.anchor(target)
        for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark: BaseOxmlElement = OxmlElement(kind)
            mark.set(qn("w:id"), str(self.anchors[target]))
            if kind == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)
