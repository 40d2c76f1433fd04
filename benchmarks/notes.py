"""Rows about notes in the room: writing one, tagging one, opening the file, paging, searching."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, cycle

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlcipher3 import dbapi2

from benchmarks import material
from benchmarks.measure import Pair, in_turns
from benchmarks.setting import Setting, as_ours, bare_row, write_bare
from council_app.db.queries.note_lines import COLUMNS
from council_app.domain.note_filter import Condition, Facet, NoteFilter, filter_of, where
from council_app.domain.search_words import parsed
from council_app.services.capture import stream, take_note
from council_app.services.codebook import tag_note
from council_app.services.finding import search
from council_app.services.listing import facet_values, picture
from council_app.services.listing import page as listed_page
from council_app.services.workspace import Workspace, open_workspace

Values = dict[str, str | int | float] | tuple[str, ...]

_WRITES = 600
_PAGE = 100
_HITS = 50
_SESSION = material.session_key(0)

# What a list shows of a note, in bare SQL; the pages below differ only in where they start.
_LIST = (
    "SELECT note.id, note.key, session.key, council.city, council.timezone, note.at, note.author, attendance.seat, note.text, note.kind, "
    "note.severity, note.verbatim, note.raised, note.channel, note.reply_to_id, person.name, journey.key, stage.key, task.key "
    "FROM note JOIN session ON note.session_id = session.id JOIN council ON session.council_id = council.id "
    "LEFT JOIN attendance ON note.attendance_id = attendance.id LEFT JOIN person ON attendance.person_id = person.id "
    "LEFT JOIN stage ON note.stage_id = stage.id LEFT JOIN journey ON stage.journey_id = journey.id "
    "LEFT JOIN task ON note.task_id = task.id "
)
_ORDER = "ORDER BY note.at DESC, note.id DESC LIMIT 100"
_FIRST = f"{_LIST} WHERE note.session_id = (SELECT id FROM session WHERE key = ?) {_ORDER}"
_LATER = f"{_LIST} WHERE note.session_id = (SELECT id FROM session WHERE key = ?) AND (note.at, note.id) < (?, ?) {_ORDER}"
_TAGS = (
    "SELECT note_tag.note_id, tag.id, tag.path, tag.colour FROM note_tag JOIN tag ON note_tag.tag_id = tag.id "
    "WHERE note_tag.note_id IN (%s) ORDER BY tag.path"
)
_MATCHES = (
    f"{_LIST} WHERE note.num IN (SELECT rowid FROM note_search WHERE note_search MATCH ? ORDER BY rowid DESC LIMIT {_HITS}) "
    "ORDER BY note.num DESC"
)
_OLDEST = "SELECT at, id FROM note WHERE session_id = (SELECT id FROM session WHERE key = ?) ORDER BY at, id LIMIT 1 OFFSET ?"


def capture(here: Setting) -> Pair:
    """One line of the capture grammar, until it is durable and can be shown."""
    lines = (
        f'- !! @P{number % material.SEATS + 1:02d} "Nobody says when I will be charged, number {number}" #clarity' for number in count()
    )
    return in_turns(
        lambda: take_note(workspace=here.workspace, session=_SESSION, line=next(lines), author="Kim"),
        bare_write(here),
        times=here.turns(_WRITES),
        warm=here.turns(20),
    )


def tagging(here: Setting) -> Pair:
    """One more tag on a note."""
    limit = min(_WRITES, here.rows)
    notes = here.reader.execute("SELECT id FROM note WHERE key IS NULL ORDER BY num DESC LIMIT ?", (limit,)).fetchall()
    pairs = ((note, tag) for tag in material.TAGS for (note,) in notes)

    def tag_one() -> None:
        note, tag = next(pairs)
        tag_note(workspace=here.workspace, note=note, add=[tag])

    return in_turns(tag_one, bare_write(here), times=here.turns(_WRITES), warm=here.turns(10))


def bare_write(here: Setting) -> Callable[[], None]:
    """One row into the bare file: the floor of anything durable."""
    rows = map(bare_row, cycle(list(material.notes(100))))
    return lambda: write_bare(here.bare, next(rows))


def opening(here: Setting) -> Pair:
    """From the passphrase to the first page of the list."""
    here.release()  # one writer at a time
    opened: list[Workspace | dbapi2.Connection] = []

    def ours() -> None:
        workspace = open_workspace(path=here.path, passphrase=material.PASSPHRASE)
        opened.append(workspace)
        stream(workspace=workspace, session=_SESSION, limit=_PAGE)

    def floor() -> None:
        connection = as_ours(here.path, mode="rw")
        opened.append(connection)
        _page(connection, _FIRST, _SESSION)

    return in_turns(ours, floor, times=here.turns(9), warm=1, tidy=lambda: opened.pop().close())


def first_page(here: Setting) -> Pair:
    """The newest notes of a session."""
    return in_turns(
        lambda: stream(workspace=here.workspace, session=_SESSION, limit=_PAGE),
        lambda: _page(here.reader, _FIRST, _SESSION),
        times=here.turns(200),
        warm=here.turns(10),
    )


def last_page(here: Setting) -> Pair:
    """The oldest notes of a session: as far from the newest as one can jump."""
    at, note = here.reader.execute(_OLDEST, (_SESSION, min(_PAGE, here.rows // material.SESSIONS - 1))).fetchone()
    return in_turns(
        lambda: stream(workspace=here.workspace, session=_SESSION, before=note, limit=_PAGE),
        lambda: _page(here.reader, _LATER, _SESSION, at, note),
        times=here.turns(200),
        warm=here.turns(10),
    )


def filtering(here: Setting) -> Pair:
    """The first page of the desk's list under one filter after another, beside the statements that read its notes, their tags with them."""
    tags = {value.name: value.word for value in facet_values(workspace=here.workspace, facet=Facet.TAG)}
    conditions = (
        where(Facet.MARKET, "se"),
        where(Facet.SEAT, "P03"),
        where(Facet.TAG, tags["fees/trust"]),
        where(Facet.TAG, tags[material.EARLY_TAG]),
        where(Facet.AUTHOR, material.EARLY_AUTHOR),
        where(Facet.STAGE, "buy/pay"),
        where(Facet.SEVERITY, "4"),
        Condition(Facet.UNTAGGED),
        Condition(Facet.STARRED),
    )
    filters = [filter_of([condition]) for condition in conditions]
    asked, bare = cycle(filters), cycle([_read_by(here.workspace, each) for each in filters])
    for _ in picture(workspace=here.workspace):  # as the window takes it, of many notes; the floor goes along the indexes
        pass

    def floor() -> None:
        for statement, values in next(bare):
            here.reader.execute(statement, values).fetchall()

    return in_turns(
        lambda: listed_page(workspace=here.workspace, filter=next(asked), limit=_PAGE),
        floor,
        times=20 * len(conditions),
        warm=len(conditions),
    )


def _read_by(workspace: Workspace, wanted: NoteFilter) -> list[tuple[str, Values]]:
    """What the first page under a filter reads notes and tags with."""
    read: list[tuple[str, Values]] = []

    def keep(_connection: object, _cursor: DBAPICursor, statement: str, values: Values, *_: object) -> None:
        if statement.startswith((f"SELECT {COLUMNS}", "SELECT note_tag.note_id")):
            read.append((statement, values))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        listed_page(workspace=workspace, filter=wanted, limit=_PAGE)
    finally:
        event.remove(Engine, "before_cursor_execute", keep)
    return read


def searching(here: Setting) -> Pair:
    """The first results while words are typed: a common one, a rare one, and both, letter by letter."""
    common, rare = material.words()[0], material.words()[2_000]
    typed = [word[:length] for word in (common, rare, f"{common} {rare}") for length in range(2, len(word) + 1)]
    ours, floor = cycle(typed), cycle(typed)
    return in_turns(
        lambda: search(workspace=here.workspace, query=next(ours), newest_first=True, limit=_HITS),
        lambda: _page(here.reader, _MATCHES, parsed(next(floor)).match),
        times=max(200, len(typed) * 4),
        warm=len(typed),
    )


def _page(connection: dbapi2.Connection, statement: str, *values: str) -> None:
    """Notes and, because a list shows them too, their tags."""
    rows = connection.execute(statement, values).fetchall()
    connection.execute(_TAGS % ",".join("?" * len(rows)), [row[0] for row in rows]).fetchall()
