"""Notes as the desk shows them: what a list needs of a row, and the rows made into lines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from council_app.db.queries.bare import CHANNELS, KINDS, RAISED, SEVERITIES
from council_app.db.queries.disputes import DISPUTED
from council_app.domain.note_list import ListedNote, Span
from council_app.domain.records import TagLabel

COLUMNS = (
    "note.id, ifnull(note.key, 'n-' || note.id), session.key, council.city, council.timezone, note.at, note.author, attendance.seat, "
    "note.text, note.kind, note.severity, note.verbatim, note.raised, note.channel, note.starred, note.reply_to_id, "
    "journey.key || '/' || stage.key, task.key, note.num"
)
"""What `listed` reads, in this order; what follows it is the caller's."""
TABLES = (
    "CROSS JOIN session ON session.id = note.session_id CROSS JOIN council ON council.id = session.council_id "
    "LEFT JOIN attendance ON attendance.id = note.attendance_id LEFT JOIN stage ON stage.id = note.stage_id "
    "LEFT JOIN journey ON journey.id = stage.journey_id LEFT JOIN task ON task.id = note.task_id"
)
"""Where they stand, joined to `note`, which always leads."""
NUM = 18
"""Where SQLite's number of the note stands in such a row."""

Row = Sequence[str | int | float | None]

# With the tags of a page those of its notes that are disputed, as if by a tag without a name: a statement more would cost as much again.
_TAGS_OF = (
    "SELECT note_tag.note_id, tag.id, tag.path, tag.colour FROM note_tag JOIN tag ON tag.id = note_tag.tag_id "
    "WHERE note_tag.note_id IN (SELECT value FROM json_each(:ids)) "
    f"UNION ALL SELECT value, NULL, NULL, NULL FROM json_each(:ids) WHERE value IN ({DISPUTED}) ORDER BY 3"
)
# No text can hold these two together with a mark: they are not characters (Unicode, 23.7), and are looked for all the same.
OPENS, CLOSES = "\ufdd0", "\ufdd1"
MARKED = f"highlight(note_search, 0, '{OPENS}', '{CLOSES}')"
"""The text of a hit, with what was found between `OPENS` and `CLOSES`, as SQL."""


def listed(connection: Connection, rows: Sequence[Row], marked: Sequence[str | None] = ()) -> tuple[ListedNote, ...]:
    """Rows of `COLUMNS` as lines; `marked` are their texts with the words that were found between `OPENS` and `CLOSES`."""
    ids = json.dumps([row[0] for row in rows])
    tags, disputed = _tags_of(connection, ids)
    return tuple(
        _line(row, tags.get(str(row[0]), ()), row[0] in disputed, spans(marked[number]) if marked else ())
        for number, row in enumerate(rows)
    )


def spans(marked: str | None) -> tuple[Span, ...]:
    """Where the marks stand in the text without them."""
    if marked is None or OPENS not in marked:
        return ()
    found: list[Span] = []
    place = 0
    first, *others = marked.split(OPENS)
    place += len(first)
    for part in others:
        inside, closes, outside = part.partition(CLOSES)
        if not closes or CLOSES in outside:
            return ()  # the text itself holds such a sign: nobody can say what is marked
        found.append((place, place + len(inside)))
        place += len(inside) + len(outside)
    return tuple(found)


def _tags_of(connection: Connection, ids: str) -> tuple[dict[str, tuple[TagLabel, ...]], frozenset[str]]:
    """The tags of these notes, and which of them are disputed."""
    found: dict[str, list[TagLabel]] = defaultdict(list)
    labels: dict[str, TagLabel] = {}
    disputed: list[str] = []
    for note, tag, path, colour in connection.exec_driver_sql(_TAGS_OF, {"ids": ids}).all():
        if tag is None:
            disputed.append(note)
            continue
        label = labels.get(tag)
        if label is None:
            label = labels[tag] = TagLabel(tag, path, colour)
        found[note].append(label)
    return {note: tuple(tags) for note, tags in found.items()}, frozenset(disputed)


def _line(row: Row, tags: tuple[TagLabel, ...], disputed: bool, marks: tuple[Span, ...]) -> ListedNote:
    (
        note, key, place, city, zone, at, author, seat, text, kind, severity, verbatim, raised, channel, starred, reply_to, stage, task, *_
    ) = row  # fmt: skip
    return ListedNote(
        note, key, place, city, zone, datetime.fromisoformat(at), author, seat, text, KINDS[kind], SEVERITIES[severity],  # type: ignore[arg-type]
        verbatim == 1, RAISED[raised], CHANNELS[channel], starred == 1, reply_to, stage, task, tags, disputed, marks,  # type: ignore[arg-type]
    )  # fmt: skip
