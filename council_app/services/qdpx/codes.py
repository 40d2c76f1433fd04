"""A codebook from outside put into the workspace's: a code is the tag of its own id, and a tag that is there stays as it is."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Tag
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.domain.text import fold
from council_app.exchange.qdpx.facts import without_facts
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Code
from council_app.exchange.text import without_hidden
from council_app.services.codebook import DEEPEST, KEY_LIMIT, tag_key

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ROOM = 12
"""Characters of a path that every level below has for certain: eleven for its key, and the stroke."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where codes ended up.

    Attributes:
        tags: guid of a code -> id of its tag.
        added: how many are new.
    """

    tags: Mapping[str, str]
    added: int


class _Node:
    """A tag as children need to know it."""

    __slots__ = ("depth", "id", "parent", "path")

    def __init__(self, tag: str, path: str, parent: str | None, depth: int) -> None:
        self.id, self.path, self.parent, self.depth = tag, path, parent, depth


class Codebook:
    """The workspace's codebook while codes are put into it."""

    def __init__(self, writing: JournalledSession, lost: Counter[Loss], *, own: bool) -> None:
        self._lost, self._own = lost, own
        self._rows: list[dict[str, object]] = []
        self._writing = writing
        known = writing.execute(select(Tag.id, Tag.path, Tag.parent_id, Tag.name)).all()
        self._nodes = {tag: _Node(tag, path, parent, path.count("/") + 1) for tag, path, parent, _ in known}
        self._paths = {path for _, path, _, _ in known}
        # What was there before and is called the same at the same place is meant; two codes of one file never become one.
        self._named = {(parent, fold(name)): tag for tag, _, parent, name in known}
        self._children = Counter(parent for _, _, parent, _ in known)

    def put(self, codes: Sequence[Code]) -> Placed:
        """Every code as a tag; parents come before their children."""
        found: dict[str, str] = {}
        ids, taken = {code.guid for code in codes}, set[str]()
        for code in codes:
            parent = self._nodes.get(found.get(code.parent, ""))
            name = self._name(code)
            there = self._nodes.get(code.guid)
            if there is None:
                named = self._named.get((parent.id if parent else None, fold(name)))
                there = self._nodes[named] if named is not None and named not in ids and named not in taken else None
            found[code.guid] = there.id if there is not None else self._add(code, name, parent)
            taken.add(found[code.guid])
        added = len(self._rows)
        self._writing.insert_many(Tag, self._rows)
        return Placed(found, added)

    def _add(self, code: Code, name: str, parent: _Node | None) -> str:
        if parent is not None and parent.depth >= DEEPEST:
            self._lost[Loss.FLATTENED] += 1
            parent = self._nodes[parent.parent or ""]
        definition, facts = without_facts(code.description) if self._own else (code.description, {})
        key = facts.get("key", "")
        path, depth = self._path(key if _is_key(key) else tag_key(name), code.guid, parent)
        above = parent.id if parent else None
        self._nodes[code.guid] = _Node(code.guid, path, above, depth)
        self._paths.add(path)
        self._rows.append(
            {
                "id": code.guid,
                "parent_id": above,
                "path": path,
                "position": self._children[above],
                "name": name,
                "definition": self._bounded(definition.replace("\r\n", "\n"), TEXT_LIMIT),
                "colour": code.colour,
                "shortcut": facts.get("shortcut", "")[:1],
                "synonyms": tuple(word[:LINE_LIMIT] for word in facts.get("synonyms", "").split(" | ") if word),
            }
        )
        self._children[above] += 1
        return code.guid

    def _name(self, code: Code) -> str:
        return self._bounded(without_hidden(code.name), LINE_LIMIT).strip() or code.guid[:8]

    def _bounded(self, text: str, limit: int) -> str:
        self._lost[Loss.SHORTENED] += len(text) > limit
        return text[:limit]

    def _path(self, key: str, guid: str, parent: _Node | None) -> tuple[str, int]:
        """A path that no other tag has, short enough that a plan file holds whatever hangs below it."""
        depth = parent.depth + 1 if parent else 1
        prefix = f"{parent.path}/" if parent else ""
        room = min(KEY_LIMIT, LINE_LIMIT - _ROOM * (DEEPEST - depth) - len(prefix))
        if len(key) > room:
            key = _ended(key, _hash(guid), room)
        endings = (str(number) for number in range(2, 10))
        tried = prefix + key
        while tried in self._paths:
            tried = prefix + _ended(key, next(endings, "") or _hash(f"{guid}{tried}"), room)
        return tried, depth


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _ended(key: str, ending: str, room: int) -> str:
    """A key with something behind it, in no more than `room` characters."""
    start = key[: max(0, room - len(ending) - 1)].rstrip("-")
    return f"{start}-{ending}" if start else ending


def _is_key(key: str) -> bool:
    return _KEY.fullmatch(key) is not None and len(key) <= KEY_LIMIT
