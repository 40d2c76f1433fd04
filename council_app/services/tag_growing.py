"""Many tags at once out of a file: the codebook is read once and grown in memory, so that ten thousand tags cost ten times a thousand."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Tag, new_id
from council_app.domain.palette import next_colour
from council_app.services.codebook import fitting, key_path, names_in
from council_app.services.tag_colours import NEWEST, palette


class GrowingCodebook:
    """The codebook of one transaction, as `codebook.tags_for` would find and grow it tag by tag; `store` writes what is new.

    Attributes:
        created: paths that were added, parents first.
    """

    def __init__(self, writing: JournalledSession, names: Mapping[str, str]) -> None:
        """`names` are what tags are called, by path, where the path as typed does not say it."""
        self.created: list[str] = []
        self._names = names
        self._rows: list[dict[str, object]] = []
        self._ids: dict[str, str] = {}
        self._ending: defaultdict[str, list[str]] = defaultdict(list)
        self._below: Counter[str | None] = Counter()
        self._colours: deque[str] = deque(maxlen=NEWEST)
        for tag, parent, path, colour in writing.connection().execute(select(Tag.id, Tag.parent_id, Tag.path, Tag.colour).order_by(Tag.id)):
            self._know(tag, parent, path, colour)

    def tag(self, typed: str) -> str:
        """The id of a tag by its path, or by the end of its path when only one ends so; what is unknown is added, with its parents.

        Raises:
            CouncilError: it has no name.
        """
        path = fitting(typed)
        wanted = key_path(path)
        if wanted in self._ids:
            return self._ids[wanted]
        ending = self._ending.get(wanted, ())
        return ending[0] if len(ending) == 1 else self._grow(path)

    def store(self, writing: JournalledSession) -> None:
        """Write what was added."""
        writing.insert_many(Tag, self._rows)
        self._rows = []

    def _grow(self, path: str) -> str:
        parent: str | None = None
        names = names_in(path)
        for depth, name in enumerate(names):
            so_far = key_path("/".join(names[: depth + 1]))
            tag = self._ids.get(so_far)
            parent = self._add(parent, so_far, name) if tag is None else tag
        assert parent is not None  # there is a name
        return parent

    def _add(self, parent: str | None, path: str, name: str) -> str:
        tag, colour = new_id(), next_colour(palette(), self._colours)
        called = self._names.get(path, name)
        row = {"id": tag, "parent_id": parent, "path": path, "name": called, "position": self._below[parent], "colour": colour}
        self._rows.append(row | {"synonyms": ()})
        self._know(tag, parent, path, colour)
        self.created.append(path)
        return tag

    def _know(self, tag: str, parent: str | None, path: str, colour: str) -> None:
        self._ids[path] = tag
        self._below[parent] += 1
        end = path
        while "/" in end:
            end = end.partition("/")[2]
            self._ending[end].append(tag)
        if colour:
            self._colours.append(colour.lower())
