"""Reading projects and codebooks, whoever wrote them: what can be read is, and what cannot be kept is counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.qdpx.archive import PROJECT_LIMIT, archive
from council_app.exchange.qdpx.codes import read_codes
from council_app.exchange.qdpx.elements import child, children, local, moment, parse, text_of
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Case, Project, Reading, TextSource, User, Variable, derived, guid_of
from council_app.exchange.qdpx.texts import TextReader

_NO_PROJECT = m_("Export the project again as REFI-QDA.")
_MEDIA = {"PictureSource": Loss.PICTURES, "PDFSource": Loss.PDFS, "AudioSource": Loss.AUDIO, "VideoSource": Loss.VIDEOS}
_SPANS = {
    "PictureSelection": Loss.PICTURE_AREAS,
    "PDFSelection": Loss.PDF_AREAS,
    "AudioSelection": Loss.SOUND_SPANS,
    "VideoSelection": Loss.SOUND_SPANS,
}
_TEXTS_OF_MEDIA = ("Representation", "Transcript", "TextDescription")


def read_project(path: Path) -> Reading:
    """A project out of a `.qdpx` file.

    Raises:
        CouncilError: no such archive, none or several projects in it, encrypted, damaged, larger than Council takes.
    """
    with archive(path) as unpacked:
        root = parse(unpacked.project(), path.name)
        if local(root) != "Project":
            raise CouncilError(path.name, m_("holds no REFI-QDA project"), _NO_PROJECT)
        lost: Counter[Loss] = Counter()
        book = child(child(root, "CodeBook"), "Codes")
        codes = read_codes(book, path.name, lost)
        texts = TextReader(unpacked, frozenset(code.guid for code in codes), root.get("origin") or "", lost)
        sources = tuple(_sources(root, texts))
        project = Project(
            name=root.get("name") or path.stem,
            origin=root.get("origin") or "",
            at=moment(root.get("creationDateTime")),
            users=_users(root),
            codes=codes,
            variables=tuple(
                Variable(guid_of(each.get("guid") or ""), each.get("name") or "") for each in children(child(root, "Variables"), "Variable")
            ),
            cases=tuple(_cases(root, lost)),
            sources=sources,
        )
        _count_the_rest(root, lost)
        return _reading(project, lost, (*unpacked.warnings, *_oddities(root), *texts.warnings))


def read_codebook(path: Path) -> Reading:
    """A codebook out of a `.qdc` file, as a project of codes alone.

    Raises:
        CouncilError: no such file, no codebook, damaged, larger than Council takes.
    """
    try:
        with path.open("rb") as stream:
            raw = stream.read(PROJECT_LIMIT + 1)
    except OSError as error:
        why = m_("cannot be read ({reason})", reason=error.strerror or str(error))
        raise CouncilError(str(path), why, m_("Check its name.")) from error
    if len(raw) > PROJECT_LIMIT:
        raise CouncilError(path.name, m_("larger than {limit} MiB", limit=PROJECT_LIMIT // 1024**2), m_("Split the file."))
    root = parse(raw, path.name)
    if local(root) != "CodeBook":
        raise CouncilError(path.name, m_("holds no REFI-QDA codebook"), m_("Export the codebook again as REFI-QDA (.qdc)."))
    lost: Counter[Loss] = Counter()
    codes = read_codes(child(root, "Codes"), path.name, lost)
    lost[Loss.SETS] += sum(1 for _ in children(child(root, "Sets"), "Set"))
    return _reading(Project(name=path.stem, origin=root.get("origin") or "", codes=codes), lost, tuple(_oddities(root)))


def _reading(project: Project, lost: Counter[Loss], warnings: Sequence[Message]) -> Reading:
    lost[Loss.UNCODABLE] += sum(1 for code in project.codes if not code.codable)
    kept = tuple((loss, lost[loss]) for loss in Loss if lost[loss])
    return Reading(project, kept, tuple(dict.fromkeys(warnings)))


def _oddities(root: Element) -> Iterator[Message]:
    """What the schema does not allow and does no harm."""
    if not root.tag.startswith("{urn:QDA-XML:"):
        yield m_("Its XML is not in the namespace of REFI-QDA; it was read all the same.")
    sets = child(root, "Sets")
    if sets is not None and not len(sets):
        yield m_("It holds an empty list of sets, which the standard does not allow; that was passed over.")


def _users(root: Element) -> Sequence[User]:
    found: dict[str, User] = {}
    for each in children(child(root, "Users"), "User"):
        guid = guid_of(each.get("guid") or each.get("name") or "")
        name = each.get("name") or each.get("id") or guid[:8]
        found.setdefault(guid, User(guid, name))
    return tuple(found.values())


def _sources(root: Element, texts: TextReader) -> Iterator[TextSource]:
    """Texts, texts that stand for PDFs and recordings, and memos, in this order as in the file."""
    for element in child(root, "Sources") or ():
        kind = local(element)
        if kind == "TextSource":
            yield from _one(texts, element)
        elif kind in _MEDIA:
            yield from _of_media(texts, element, _MEDIA[kind])
        elif kind:
            texts.lost[Loss.OTHER_SOURCES] += 1
    for memo in children(child(root, "Notes"), "Note"):
        yield from _one(texts, memo)


def _one(texts: TextReader, element: Element, name: str = "") -> Iterator[TextSource]:
    found = texts.read(element, name=name)
    if found is not None:
        yield found


def _of_media(texts: TextReader, element: Element, loss: Loss) -> Iterator[TextSource]:
    """The text of a PDF or a recording; what was selected in the picture or the sound itself is counted."""
    inside = list(children(element, *_TEXTS_OF_MEDIA))
    if loss is not Loss.PDFS or not inside:
        texts.lost[loss] += 1
    for each in inside:
        yield from _one(texts, each, element.get("name") or "")
    for each in element:
        span = _SPANS.get(local(each))
        if span is not None:
            texts.lost[span] += 1
            for text in children(each, *_TEXTS_OF_MEDIA):
                yield from _one(texts, text, element.get("name") or "")


def _cases(root: Element, lost: Counter[Loss]) -> Iterator[Case]:
    seen: set[str] = set()
    for each in children(child(root, "Cases"), "Case"):
        guid = guid_of(each.get("guid") or each.get("name") or "")
        if guid in seen:
            lost[Loss.SAME_GUID] += 1
            guid = derived("case", guid, str(len(seen)))
        seen.add(guid)
        lost[Loss.CASE_COMMENTS] += bool(text_of(each, "Description").strip())
        lost[Loss.CASE_CODES] += sum(1 for _ in children(each, "CodeRef"))
        sources, selections = _targets(each, "SourceRef"), _targets(each, "SelectionRef")
        yield Case(guid, each.get("name") or "", tuple(_values(each)), sources, selections)


def _targets(element: Element, name: str) -> tuple[str, ...]:
    return tuple(guid_of(each.get("targetGUID") or "") for each in children(element, name))


def _values(element: Element) -> Iterator[tuple[str, str]]:
    for each in children(element, "VariableValue"):
        reference = child(each, "VariableRef")
        value = next((found.text for found in each if local(found).endswith("Value") and found.text), "")
        if reference is not None and value.strip():
            yield guid_of(reference.get("targetGUID") or ""), value.strip()


def _count_the_rest(root: Element, lost: Counter[Loss]) -> None:
    lost[Loss.LINKS] += sum(1 for _ in children(child(root, "Links"), "Link"))
    lost[Loss.SETS] += sum(1 for _ in children(child(root, "Sets"), "Set"))
    lost[Loss.GRAPHS] += sum(1 for _ in children(child(root, "Graphs"), "Graph"))
    lost[Loss.DESCRIPTION] += bool(text_of(root, "Description").strip())
    lost[Loss.MEMO_LINKS] += sum(1 for _ in children(root, "NoteRef"))
