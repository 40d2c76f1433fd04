"""The rows of a preview as a table shows them: read values, and what is wrong marked in its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council_app.i18n import Translator
from council_app.services.roster_import import CellProblem, Draft, Fate, Field, RosterImport, RosterRow, RowFate, check_row
from council_app.ui.core.rows import Column
from council_app.ui.screens.roster.importing.words import FIELDS, fate_words, why_words

LINE, FATE = "line", "fate"
_NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
# (column, fields of the file that make it, width)
_SHOWN: tuple[tuple[Field, tuple[Field, ...], int], ...] = (
    (Field.NAME, _NAMES, 190),
    (Field.EMAIL, (Field.EMAIL,), 220),
    (Field.PHONE, (Field.PHONE,), 140),
    (Field.STATUS, (Field.STATUS,), 150),
    (Field.SEGMENTS, (Field.SEGMENTS,), 150),
    (Field.DIETARY, (Field.DIETARY,), 150),
    (Field.ACCESS_NEEDS, (Field.ACCESS_NEEDS,), 150),
    (Field.INVITED_BY, (Field.INVITED_BY,), 130),
    (Field.GUESTS, (Field.GUESTS,), 130),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be seen in a cell.

    Attributes:
        words: what is wrong, as a sentence without its full stop.
        header: the column of the file to correct; "" where the cell cannot be corrected here.
        value: what stands there in the file.
        refuses: the row is not taken because of it.
    """

    words: str
    header: str = ""
    value: str = ""
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class CellRow:
    """One line of the file: its texts and its marks by column, what becomes of it, and whether it was put right."""

    line: int
    fate: Fate
    texts: Mapping[str, str]
    marks: Mapping[str, tuple[Mark, ...]]
    corrected: bool = False

    @property
    def troubled(self) -> bool:
        """Whether anything is marked."""
        return bool(self.marks)


def columns_of(draft: Draft, t: Translator) -> tuple[Column[CellRow], ...]:
    """Line, fate, and a column for everything that the file tells about people."""
    told = set(draft.mapping.values())
    columns = [_column(LINE, t("Line"), 64, right=True), _column(FATE, t("What happens"), 190)]
    columns += [_column(field.value, t.say(FIELDS[field]), width) for field, parts, width in _SHOWN if told.intersection(parts)]
    return tuple(columns)


def _column(key: str, title: str, width: int, *, right: bool = False) -> Column[CellRow]:
    return Column(title, lambda row: row.texts.get(key, ""), width, right=right, key=key)


def preview_rows(draft: Draft, found: RosterImport, t: Translator, *, merged: bool) -> tuple[CellRow, ...]:
    """Every row of a rehearsed import; made beside the window, because there may be 10,000."""
    shower = _Shower(draft, t)
    beyond = {each.line: Mark(t.say(each.reason), value=each.value, refuses=True) for each in draft.table.rejected}
    return tuple(
        shower.lost(row.line, beyond[row.line])
        if row.line in beyond
        else shower.row(row, found.problems.get(row.line, ()), fate_words(t, row, merged=merged))
        for row in found.fates
    )


def corrected_row(corrected: Draft, line: int, t: Translator) -> CellRow:
    """A row that was not taken, read again after somebody corrected it."""
    problems = check_row(corrected, line, {})
    good = not any(problem.refuses for problem in problems)
    words = t("can be added") if good else t("rejected")
    return _Shower(corrected, t).row(RowFate(line, Fate.REJECTED), problems, words, corrected=good)


class _Shower:
    """Knows which columns of the file make which column of the table."""

    def __init__(self, draft: Draft, t: Translator) -> None:
        self._t = t
        self._cells = {row.line: row.cells for row in draft.table.rows}
        places = {field: parts for field, parts, _ in _SHOWN}
        self._places = {
            field.value: [at for at, header in enumerate(draft.table.headers) if draft.mapping[header] in parts]
            for field, parts in places.items()
        }

    def row(self, row: RowFate, problems: Sequence[CellProblem], says: str, *, corrected: bool = False) -> CellRow:
        texts = {LINE: self._t.number(row.line), FATE: says, **self._texts(row)}
        marks: dict[str, tuple[Mark, ...]] = {}
        for problem in problems:
            key = Field.NAME.value if problem.field in _NAMES else problem.field.value
            mark = Mark(self._t.say(problem.reason), problem.column, problem.value, problem.refuses)
            marks[key] = (*marks.get(key, ()), mark)
        if row.by and (row.by != "email" or row.fate in (Fate.HERE, Fate.REPEATED)):
            marks[FATE] = (Mark(why_words(self._t, row).rstrip(".")),)
        return CellRow(row.line, row.fate, texts, marks, corrected)

    def lost(self, line: int, mark: Mark) -> CellRow:
        """A row that is no part of the table: only its line, and why."""
        texts = {LINE: self._t.number(line), FATE: self._t("rejected"), Field.NAME.value: mark.value}
        return CellRow(line, Fate.REJECTED, texts, {FATE: (mark,)})

    def _texts(self, row: RowFate) -> dict[str, str]:
        cells = self._cells[row.line]
        raw = {key: "; ".join(cells[at] for at in places if cells[at]) for key, places in self._places.items()}
        raw[Field.NAME.value] = raw[Field.NAME.value].replace("; ", " ")
        return raw if row.person is None else raw | _read_texts(row.person, raw)


def _read_texts(person: RosterRow, raw: Mapping[str, str]) -> dict[str, str]:
    """The values as they will be kept; a cell that was left out shows what stands in the file."""
    kept = {
        Field.NAME: person.name,
        Field.EMAIL: person.email,
        Field.PHONE: person.phone,
        Field.SEGMENTS: ", ".join(person.segments),
        Field.DIETARY: " ".join(person.dietary.split()),
        Field.ACCESS_NEEDS: " ".join(person.access_needs.split()),
        Field.INVITED_BY: person.invited_by,
        Field.GUESTS: str(person.guests) if person.guests else "",
    }
    # An answer such as “none” is kept as nothing; a number or a count that could not be read stays visible beside its mark.
    visible = (Field.PHONE, Field.GUESTS)
    return {field.value: text or (raw[field.value] if field in visible else "") for field, text in kept.items()}
