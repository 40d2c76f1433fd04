"""Rows about REFI-QDA projects: out, beside writing the same XML with lxml; in, beside parsing it and storing the same rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from lxml import etree
from sqlalchemy import select

from benchmarks import material
from benchmarks.files import fresh_copies, imported_beside
from benchmarks.measure import Pair, in_turns
from benchmarks.setting import Setting, prepared
from council_app.db.models import Highlight, Note, NoteTag, Tag, new_id
from council_app.errors import m_
from council_app.services.notes import import_notes
from council_app.services.qdpx_export import export_qdpx
from council_app.services.qdpx_import import import_qdpx
from council_app.services.workspace import Workspace

MOST_NOTES = 10_000
_TABLES = ("tag", "council", "session", "source", "note", "source_part", "note_tag", "highlight", "operation", "change")
_Element = tuple[str, dict[str, str], str | None, Sequence["_Element"]]


def project_out(here: Setting) -> Pair:
    """A coded workspace into a `.qdpx`."""
    with _coded(here) as workspace:
        out = here.folder / "out.qdpx"
        export_qdpx(workspace=workspace, out=out)
        with zipfile.ZipFile(out) as packed:
            texts = {name: packed.read(name) for name in packed.namelist() if name.endswith(".txt")}
            document = _taken_apart(etree.fromstring(packed.read("project.qde")))
        return in_turns(lambda: export_qdpx(workspace=workspace, out=out), lambda: _written(document, texts), times=here.turns(7), warm=1)


def project_in(here: Setting) -> Pair:
    """A `.qdpx` of another program into a workspace."""
    path = here.folder / "in.qdpx"
    with _coded(here) as workspace:
        export_qdpx(workspace=workspace, out=path)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["project.qde"] = parts["project.qde"].replace(b'origin="Council"', b'origin="Peer"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    with fresh_copies(here.folder) as copies:
        return imported_beside(
            copies,
            lambda workspace: import_qdpx(workspace=workspace, path=path),
            _TABLES,
            before=lambda: _parsed(path),
            times=here.turns(5),
        )


def _coded(here: Setting) -> Workspace:
    """A workspace of its own with up to 10,000 notes, a tag on each on average, and a highlight in every other one."""
    path = here.folder / "coded.council"
    path.unlink(missing_ok=True)
    size = min(MOST_NOTES, here.rows)
    table = here.folder / "coded.csv"
    material.write_notes_table(table, size)
    workspace = prepared(path)
    import_notes(workspace=workspace, session=material.session_key(0), path=table)
    with workspace.write(m_("Tag")) as writing:
        tags = list(writing.scalars(select(Tag.id).order_by(Tag.path)))
        carried = set(writing.execute(select(NoteTag.note_id, NoteTag.tag_id)).all())
        notes = writing.execute(select(Note.id, Note.text).order_by(Note.id)).all()
        rows = [_highlight(note, text, tags[number % len(tags)]) for number, (note, text) in enumerate(notes) if number % 2]
        writing.insert_many(Highlight, rows)
        pairs = [(str(row["note_id"]), str(row["tag_id"])) for row in rows]
        writing.insert_many(NoteTag, [{"note_id": n, "tag_id": t, "whole": False} for n, t in pairs if (n, t) not in carried])
    return workspace


def _highlight(note: str, text: str, tag: str) -> dict[str, object]:
    return {"note_id": note, "tag_id": tag, "coder": "Kim", "starts": 0, "ends": len(text) // 2, "selection": new_id()}


def _taken_apart(element: etree._Element) -> _Element:
    """An element as plain values, so that the floor has everything at hand."""
    return (str(element.tag), dict(element.attrib), element.text, [_taken_apart(child) for child in element])


def _written(document: _Element, texts: dict[str, bytes]) -> bytes:
    root = _built(document, None)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in texts.items():
            packed.writestr(name, content)
        packed.writestr("project.qde", etree.tostring(root, encoding="utf-8", xml_declaration=True))
    return out.getvalue()


def _built(document: _Element, parent: etree._Element | None) -> etree._Element:
    tag, attributes, text, below = document
    element = etree.Element(tag, attributes) if parent is None else etree.SubElement(parent, tag, attributes)
    element.text = text
    for child in below:
        _built(child, element)
    return element


def _parsed(path: Path) -> int:
    with zipfile.ZipFile(path) as packed:
        texts = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".txt")]
        root = etree.fromstring(packed.read("project.qde"))
    return len(texts) + sum(len(element.attrib) for element in root.iter())
