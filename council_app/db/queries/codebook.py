"""Reads of the codebook: the tree, and how many notes stand under each tag.

Notes of a rehearsal and of who refused notes count nowhere. They are few: everything is counted along an index, and theirs taken off,
because to look at every note of a million for its session costs seconds.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import bindparam, func, select, text, union
from sqlalchemy.orm import Session

from council_app.db.models import Highlight, Note, NoteTag, Tag
from council_app.db.queries.rehearsals import REHEARSED
from council_app.db.queries.withheld import silent
from council_app.domain.codebook import CodebookTag

_TREE = select(Tag.id, Tag.parent_id, Tag.path, Tag.name, Tag.definition, Tag.colour, Tag.shortcut, Tag.synonyms, Tag.position).order_by(
    Tag.position, Tag.path
)
_SPANS = select(Highlight.tag_id, func.count()).group_by(Highlight.tag_id)
# Which tags stand together on a note: the index lies in order of the notes, so that nothing is sorted. Of such sets there are few.
_TOGETHER = text(
    "SELECT tags, count(*), max(note_id) FROM (SELECT note_id, group_concat(tag_id) AS tags FROM note_tag WHERE note_id > :after "
    "GROUP BY note_id LIMIT :most) GROUP BY tags"
)
_AT_ONCE = 20_000
"""Notes that are counted at once: some 30 ms, for which whoever types may have to wait."""
# Each along its own index, from the few notes that are meant: asked for with OR, every tag of every note is looked at.
_SILENT = select(func.json_each(bindparam("silent")).table_valued("value").c.value)
_LEFT_OUT = union(
    select(Note.id.label("id")).where(Note.session_id.in_(REHEARSED)), select(Note.id).where(Note.attendance_id.in_(_SILENT))
).subquery("left_out")
_TAGS_LEFT_OUT = select(NoteTag.note_id, NoteTag.tag_id).join(_LEFT_OUT, NoteTag.note_id == _LEFT_OUT.c.id)
_SPANS_LEFT_OUT = select(Highlight.tag_id).join(_LEFT_OUT, Highlight.note_id == _LEFT_OUT.c.id)


def tree(session: Session) -> tuple[CodebookTag, ...]:
    """Every tag in the order of the tree, parents first, without counts."""
    below: dict[str | None, list[CodebookTag]] = defaultdict(list)
    for tag, parent, path, name, definition, colour, shortcut, synonyms, _ in session.connection().execute(_TREE):
        below[parent].append(CodebookTag(tag, parent, path, name, path.count("/"), definition, colour, shortcut, synonyms))
    return tuple(_branch(below, None))


def _branch(below: Mapping[str | None, list[CodebookTag]], parent: str | None) -> Iterator[CodebookTag]:
    for tag in below.get(parent, ()):
        yield tag
        yield from _branch(below, tag.id)


@dataclass(slots=True)
class Sets:
    """How many notes carry exactly these tags, for every set of tags there is: counted in the order of the notes, up to `after`.

    Attributes:
        after: the last note that was counted; None when all are.
    """

    found: Counter[frozenset[str]] = field(default_factory=Counter)
    after: str | None = ""

    def count_on(self, session: Session) -> None:
        """Count the next stretch of notes."""
        rows = session.connection().execute(_TOGETHER, {"after": self.after, "most": _AT_ONCE}).all()
        for tags, count, _ in rows:
            self.found[frozenset(tags.split(","))] += count
        self.after = max(last for *_, last in rows) if sum(count for _, count, _ in rows) == _AT_ONCE else None


def counted(session: Session, tags: Iterable[CodebookTag], sets: Sets) -> tuple[CodebookTag, ...]:
    """The same tags with their counts; `tags` are the whole tree, `sets` were counted to their end."""
    tags = tuple(tags)
    spans, above = _spans(session), _above(tags)
    notes, branches = Counter[str](), Counter[str]()
    for together, count in _without_left_out(session, sets).items():
        for tag in together:
            notes[tag] += count
        for tag in frozenset[str]().union(*(above.get(tag, frozenset()) for tag in together)):  # it may have gone meanwhile
            branches[tag] += count
    return tuple(replace(tag, notes=notes[tag.id], branch_notes=branches[tag.id], highlights=spans[tag.id]) for tag in tags)


def _above(tags: Iterable[CodebookTag]) -> dict[str, frozenset[str]]:
    """Each tag with all those above it."""
    found: dict[str, frozenset[str]] = {}
    for tag in tags:
        found[tag.id] = found.get(tag.parent or "", frozenset()) | {tag.id}
    return found


def _without_left_out(session: Session, sets: Sets) -> Counter[frozenset[str]]:
    left_out: dict[str, set[str]] = defaultdict(set)
    for note, tag in session.connection().execute(_TAGS_LEFT_OUT, {"silent": json.dumps(list(silent(session)))}):
        left_out[note].add(tag)
    found = Counter(sets.found)
    found.subtract(frozenset(tags) for tags in left_out.values())
    return found


def _spans(session: Session) -> Counter[str]:
    connection = session.connection()
    found = Counter(dict(connection.execute(_SPANS).all()))
    found.subtract(connection.execute(_SPANS_LEFT_OUT, {"silent": json.dumps(list(silent(session)))}).scalars())
    return found
