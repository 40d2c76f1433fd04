"""A text with its selections: where it lies, how it is decoded, and what its positions count."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.qdpx.archive import Archive, NoSuchText
from council_app.exchange.qdpx.elements import child, children, moment, text_of, whole
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Coding, Selection, TextSource, derived, guid_of
from council_app.exchange.tables.encoding import decode

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")


class TextReader:
    """Reads the texts of one project.

    Attributes:
        lost: what was left out.
        warnings: what was unusual.
    """

    def __init__(self, unpacked: Archive, codes: frozenset[str], origin: str, lost: Counter[Loss]) -> None:
        self.lost = lost
        self.warnings: dict[Message, None] = {}
        self._archive = unpacked
        self._codes = codes
        self._merges_line_ends = "ATLAS" in origin.upper()
        self._seen: set[str] = set()

    def read(self, element: Element, *, name: str = "") -> TextSource | None:
        """A source of text with its selections; None when its text cannot be had."""
        text = self._text(element)
        if text is None:
            return None
        called = element.get("name") or name
        guid = self._own("source", guid_of(element.get("guid") or f"source {called}"))
        points = {guid_of(each.get("guid") or ""): whole(each.get("position")) for each in children(element, "SyncPoint")}
        found = TextSource(
            guid=guid,
            name=called,
            text=text,
            user=_user(element, "creatingUser", "modifyingUser"),
            at=_when(element),
            description=text_of(element, "Description"),
        )
        selections = [self._selection(each, points) for each in children(element, *_SELECTIONS)]
        selections += self._of_whole(element, len(text))
        self.lost[Loss.SOURCE_VALUES] += sum(1 for _ in children(element, "VariableValue"))
        self.lost[Loss.MEMO_LINKS] += sum(1 for _ in children(element, "NoteRef"))
        return replace(found, selections=tuple(self._within(text, [each for each in selections if each is not None])))

    def _text(self, element: Element) -> str | None:
        path, content = element.get("plainTextPath"), child(element, "PlainTextContent")
        if path and path.startswith(("relative://", "absolute://")):
            self.lost[Loss.OUTSIDE_TEXTS] += 1
        elif path:
            try:
                return self._decoded(self._archive.text(path))
            except NoSuchText:
                self.lost[Loss.MISSING_TEXTS] += 1
        elif content is not None:
            return content.text or ""
        else:
            self.lost[Loss.RICH_TEXTS if element.get("richTextPath") else Loss.MISSING_TEXTS] += 1
        return None

    def _decoded(self, raw: bytes) -> str | None:
        """UTF-8, as the standard wants it, its mark not counted; another encoding where that is what it plainly is."""
        try:
            text = raw.decode("utf-16") if raw.startswith(_WIDE) else raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            try:
                text, _, _ = decode(raw, self._archive.name)
            except CouncilError:
                self.lost[Loss.UNREADABLE_TEXTS] += 1
                return None
            self.warnings[m_("A text is not in UTF-8; it was read as what it most likely is.")] = None
        if "\0" in text:
            self.warnings[m_("A text holds characters that are none; each stands as a question mark now.")] = None
            text = text.replace("\0", "\ufffd")
        return text.replace("\r\n", "\n") if self._merges_line_ends else text

    def _selection(self, element: Element, points: dict[str, int | None]) -> Selection | None:
        if element.get("fromSyncPoint"):
            start, end = (points.get(guid_of(element.get(name) or "")) for name in ("fromSyncPoint", "toSyncPoint"))
        else:
            start, end = whole(element.get("startPosition")), whole(element.get("endPosition"))
        if start is None or end is None:
            self.lost[Loss.NO_NUMBERS] += 1
            return None
        raw = element.get("guid") or f"selection {start} {end} {len(self._seen)}"
        user, at = _user(element, "creatingUser", "modifyingUser"), _when(element)
        return Selection(
            guid=self._own("selection", guid_of(raw)),
            start=start,
            end=end,
            codings=self._codings(element, user, at),
            name=element.get("name") or "",
            user=user,
            at=at,
            description=text_of(element, "Description"),
        )

    def _of_whole(self, element: Element, length: int) -> list[Selection]:
        """Codings of the source itself, as one selection of all of its text."""
        codings = self._codings(element, "", None)
        return [Selection(derived("whole", coding.guid), 0, length, (coding,), user=coding.user, at=coding.at) for coding in codings]

    def _codings(self, element: Element, user: str, at: datetime | None) -> Sequence[Coding]:
        found: list[Coding] = []
        for each in children(element, "Coding"):
            reference = child(each, "CodeRef")
            code = guid_of((reference.get("targetGUID") if reference is not None else None) or "")
            if code not in self._codes:
                self.lost[Loss.UNKNOWN_CODES] += 1
                continue
            raw = each.get("guid") or f"coding {code} {len(self._seen)}"
            coder = _user(each, "creatingUser") or user
            found.append(Coding(self._own("coding", guid_of(raw)), code, coder, moment(each.get("creationDateTime")) or at))
            self.lost[Loss.MEMO_LINKS] += len(each) - 1
        return tuple(found)

    def _within(self, text: str, selections: Sequence[Selection]) -> Iterable[Selection]:
        """Those that mean something in `text`, in its characters."""
        selections = self._counted(text, selections)
        for each in selections:
            if each.start > each.end:
                self.lost[Loss.REVERSED] += 1
            elif each.start < 0 or each.end > len(text):
                self.lost[Loss.BEYOND] += 1
            elif each.start == each.end:
                self.lost[Loss.EMPTY] += 1
            else:
                yield each

    def _counted(self, text: str, selections: Sequence[Selection]) -> Sequence[Selection]:
        """Some programs count UTF-16 units, of which an emoji has two; positions beyond the characters but not beyond the units say so."""
        last = max((each.end for each in selections), default=0)
        wide = [place for place, sign in enumerate(text) if sign > "\uffff"] if last > len(text) else []
        if not wide or last > len(text) + len(wide):
            return selections
        self.warnings[m_("Positions in a text count UTF-16 units; they were read so.")] = None
        units = [place + before for before, place in enumerate(wide)]
        return [
            each._replace(start=each.start - bisect_left(units, each.start), end=each.end - bisect_left(units, each.end))
            for each in selections
        ]

    def _own(self, kind: str, guid: str) -> str:
        """The guid itself the first time it is met; then one derived from it."""
        if f"{kind}{guid}" in self._seen:
            self.lost[Loss.SAME_GUID] += 1
            guid = derived(kind, guid, str(len(self._seen)))
        self._seen.add(f"{kind}{guid}")
        return guid


def _user(element: Element, *names: str) -> str:
    raw = next((found for name in names if (found := element.get(name))), "")
    return guid_of(raw) if raw else ""


def _when(element: Element) -> datetime | None:
    return moment(element.get("creationDateTime")) or moment(element.get("modifiedDateTime"))
