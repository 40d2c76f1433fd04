"""Notes from a table: the columns of the contract, or others mapped to them; hostile text is kept as the text it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar

from council_app.domain.codebook import tag_key
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.limits import LINE_LIMIT
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.tables import UNREADABLE, Rejected, Row, Table
from council_app.exchange.text import folded, one_line, shown

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_TAG_ENDS = re.compile(r"[;|\n]")
_YES = frozenset({"true", "yes", "y", "1", "x", "ja", "oui", "j", "verbatim"})
_NO = frozenset({"false", "no", "n", "0", "nej", "nein", "non", "nee"})

T = TypeVar("T")


class NoteField(StrEnum):
    """What a column can hold; the words of `--map COLUMN=FIELD`, and the headers that need no mapping."""

    AT = "at"
    AUTHOR = "author"
    SPEAKER = "speaker"
    TEXT = "text"
    KIND = "kind"
    SEVERITY = "severity"
    TAGS = "tags"
    TASK = "task"
    VERBATIM = "verbatim"
    RAISED = "raised"
    CHANNEL = "channel"
    STAGE = "stage"
    KEY = "key"


_STRUCTURE = frozenset({NoteField.SPEAKER, NoteField.KIND, NoteField.SEVERITY, NoteField.TAGS, NoteField.VERBATIM, NoteField.RAISED})


class NoteRow(NamedTuple):
    """One note of a file; None and "" where nothing was said.

    `at` is aware when the file gave a zone, else meant in the council's zone. `tags` are paths of keys (`checkout/fees`).
    """

    line: int
    text: str
    at: dt.datetime | None = None
    author: str = ""
    speaker: str = ""
    kind: NoteKind | None = None
    severity: Severity | None = None
    tags: tuple[str, ...] = ()
    task: str = ""
    verbatim: bool | None = None
    raised: Raised | None = None
    channel: Channel | None = None
    stage: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class NotesFile:
    """What a file of notes holds.

    Attributes:
        tag_names: path to the words it was made of, for tags the codebook does not have yet.
        inline: no column says speaker, kind, severity, tags, verbatim or raised: the text is capture grammar.
    """

    rows: tuple[NoteRow, ...]
    rejected: tuple[Rejected, ...]
    tag_names: Mapping[str, str]
    inline: bool
    mapping: Mapping[str, NoteField]


def read_notes(table: Table, mapping: Mapping[str, str], name: str = "") -> NotesFile:
    """Read notes from a table; `mapping` is header to field, for headers that are not the fields' own names.

    Raises:
        CouncilError: the mapping names what is not there, or no column is `text`.
    """
    columns = _columns(table, mapping, name)
    names: dict[str, str] = {}
    readers = _readers(names)
    plan = [(position, header, field, readers[field]) for position, (header, field) in columns.items()]
    rows: list[NoteRow] = []
    rejected = list(table.rejected)
    for row in table.rows:
        outcome = _read(row, plan, damaged=table.damaged > 0)
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        else:
            rows.append(outcome)
    rejected.sort(key=lambda each: each.line)
    fields = dict(columns.values())
    return NotesFile(tuple(rows), tuple(rejected), names, not _STRUCTURE & set(fields.values()), fields)


def _read(row: Row, plan: list[tuple[int, str, NoteField, Callable[[str], object]]], *, damaged: bool) -> NoteRow | Rejected:
    values: dict[str, object] = {}
    for position, header, field, reader in plan:
        cell = row.cells[position]
        if damaged and UNREADABLE in cell:
            return Rejected(row.line, header, cell, m_("letters in it cannot be read"))
        if cell:
            try:
                values[field.value] = reader(cell)
            except ValueError as error:
                return Rejected(row.line, header, cell, error.args[0])
        elif field is NoteField.TEXT:
            return Rejected(row.line, header, "", m_("there is no text"))
    return NoteRow(row.line, **values)  # type: ignore[arg-type]  # each reader gives its field's type


def _columns(table: Table, mapping: Mapping[str, str], name: str) -> dict[int, tuple[str, NoteField]]:
    """Position to header and field; what is mapped by hand comes before what is called so."""
    headers = {folded(header): position for position, header in reversed(list(enumerate(table.headers)))}
    columns: dict[int, tuple[str, NoteField]] = {}
    for column, word in mapping.items():
        position = headers.get(folded(column))
        if position is None:
            listed = ", ".join(shown(header) for header in table.headers[:20])
            raise CouncilError(name, m_("has no column “{column}”", column=shown(column)), m_("Use one of: {words}.", words=listed))
        columns[position] = (table.headers[position], _field(column, word, columns))
    taken = {field for _, field in columns.values()}
    for field in NoteField:
        own = headers.get(field.value)
        if field not in taken and own is not None and own not in columns:
            columns[own] = (table.headers[own], field)
    if NoteField.TEXT not in {field for _, field in columns.values()}:
        listed = ", ".join(shown(header) for header in table.headers[:20])
        todo = m_("Say which one is, with “--map COLUMN=text”. Columns: {columns}.", columns=listed)
        raise CouncilError(name, m_("no column is called “text”"), todo)
    return dict(sorted(columns.items()))


def _field(column: str, word: str, columns: Mapping[int, tuple[str, NoteField]]) -> NoteField:
    try:
        field = NoteField(word.strip().lower())
    except ValueError as error:
        why = m_("“{field}” is no field of a note", field=shown(word))
        raise CouncilError(f"{column}={word}", why, m_("Use one of: {words}.", words=", ".join(NoteField))) from error
    if field in {taken for _, taken in columns.values()}:
        raise CouncilError(f"{column}={word}", m_("two columns cannot both be “{field}”", field=field.value), m_("Map one of them."))
    return field


def _readers(names: dict[str, str]) -> Mapping[NoteField, Callable[[str], object]]:
    """A function per field from a cell that is not empty; each raises ValueError with a `Message`."""
    return {
        NoteField.AT: _moment,
        NoteField.AUTHOR: _line,
        NoteField.SPEAKER: _line,
        NoteField.TEXT: str,
        NoteField.KIND: _word_of({kind.value: kind for kind in NoteKind}),
        NoteField.SEVERITY: _word_of({**{str(s.value): s for s in Severity}, **{"!" * s.value: s for s in Severity if s}}),
        NoteField.TAGS: _remembered(lambda cell: _tags(cell, names)),
        NoteField.TASK: _line,
        NoteField.VERBATIM: _truth,
        NoteField.RAISED: _word_of({raised.value: raised for raised in Raised}),
        NoteField.CHANNEL: _word_of({channel.value: channel for channel in Channel}),
        NoteField.STAGE: _shaped(_STAGE, m_("a stage is written like “purchase/choose”")),
        NoteField.KEY: _shaped(_KEY, m_("a key is lower-case letters, digits and hyphens")),
    }


def _remembered(reader: Callable[[str], T]) -> Callable[[str], T]:
    """Few cells differ in a column of tags; each is read once."""
    return lru_cache(maxsize=10_000)(reader)


def _word_of(words: Mapping[str, T]) -> Callable[[str], T]:
    allowed = ", ".join(words)

    def read(cell: str) -> T:
        found = words.get(cell)
        if found is None:
            found = words.get(cell.casefold())
        if found is None:
            raise ValueError(m_("not one of: {words}", words=allowed))
        return found

    return read


def _shaped(pattern: re.Pattern[str], reason: Message) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if not pattern.fullmatch(cell) or len(cell) > LINE_LIMIT:
            raise ValueError(reason)
        return cell

    return read


def _line(cell: str) -> str:
    if len(cell) > LINE_LIMIT:
        raise ValueError(m_("the cell is longer than {limit} characters", limit=LINE_LIMIT))
    return one_line(cell)


def _moment(cell: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(cell)
    except ValueError as error:
        raise ValueError(m_("not a date and time like 2020-03-10T09:52:10+00:00")) from error


def _truth(cell: str) -> bool:
    word = cell.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(m_("neither yes nor no"))


def _tags(cell: str, names: dict[str, str]) -> tuple[str, ...]:
    """Paths in the order written; a tag in words (`Late fees`) becomes a key, and its words are kept in `names`."""
    paths: list[str] = []
    for part in _split_tags(cell):
        levels = [one_line(level) for level in part.split("/")]
        if not all(map(_says_something, levels)):
            raise ValueError(m_("“{tag}” cannot be made a tag", tag=shown(part)))
        path = ""
        for level in levels:
            path = f"{path}/{tag_key(level)}".lstrip("/")
            names.setdefault(path, level[:LINE_LIMIT])
        paths.append(path)
    return tuple(dict.fromkeys(paths))


def _says_something(level: str) -> bool:
    """A letter or digit, or what other scripts and pictures have in their place; signs alone are a slip."""
    return bool(level) and (not level.isascii() or any(map(str.isalnum, level)))


def _split_tags(cell: str) -> list[str]:
    """At `;`, `|` and line ends; at commas only between plain tags (`checkout/fees, refunds`), because words hold commas."""
    parts: list[str] = []
    for part in _TAG_ENDS.split(cell):
        pieces = [piece.strip().lstrip("#") for piece in part.split(",")]
        if all(re.fullmatch(r"[\w/-]+", piece) for piece in pieces):
            parts += pieces
        else:
            parts.append(part.strip().lstrip("#"))
    return [part for part in parts if part]
