"""Filters of the notes list kept under a name; every change of them can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import SavedFilter as SavedFilterRow
from council_app.db.workspace import Workspace, changes
from council_app.domain.filter_forms import from_form, made, proper_name, to_form
from council_app.domain.note_filter import NoteFilter
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.free_keys import free_key


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter under its name; `problem` says why it cannot be used, when this version cannot read it (then it is empty)."""

    key: str
    name: str
    filter: NoteFilter
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter as it was kept."""

    saved: SavedFilter
    changes: Changes


def saved_filters(*, workspace: Workspace) -> tuple[SavedFilter, ...]:
    """All of them, by name; one that came from a newer version is listed like the others, and says why it cannot be used."""
    with workspace.read() as reading:
        rows = sorted(reading.scalars(select(SavedFilterRow)), key=lambda row: (row.name.casefold(), row.key))
        return tuple(map(_read, rows))


def saved_filter(*, workspace: Workspace, key: str) -> NoteFilter:
    """The filter of this key.

    Raises:
        CouncilError: there is none, or it cannot be read.
    """
    with workspace.read() as reading:
        row = _row(reading, key)
        return from_form(row.form, row.name)


def save_filter(*, workspace: Workspace, name: str, filter: NoteFilter, key: str | None = None) -> Kept:  # noqa: A002 - the word of the product
    """Keep a filter: another name and other conditions for the one of this key, or a new one, which gets a key from its name.

    Raises:
        CouncilError: no proper name, nothing to filter by, or no filter of this key.
    """
    name = proper_name(name)
    if not filter.conditions:
        raise CouncilError(name, m_("it filters by nothing"), m_("Add a filter first; nothing was changed."))
    filter = made(filter.conditions, name)  # noqa: A001
    with workspace.write(m_("Save the filter “{name}”", name=name)) as writing:
        row = SavedFilterRow(key=free_key(writing, SavedFilterRow.key, name)) if key is None else _row(writing, key)
        row.name, row.form = name, to_form(filter)
        writing.add(row)
        return Kept(SavedFilter(row.key, name, filter), changes(writing))


def rename_filter(*, workspace: Workspace, key: str, name: str) -> Changes:
    """Give a filter another name; its key stays.

    Raises:
        CouncilError: there is none of this key, or no proper name.
    """
    name = proper_name(name)
    with workspace.write(m_("Rename a filter to “{name}”", name=name)) as writing:
        _row(writing, key).name = name
        return changes(writing)


def delete_filter(*, workspace: Workspace, key: str) -> Changes:
    """Remove a filter; no note is touched.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        name = _row(reading, key).name
    with workspace.write(m_("Delete the filter “{name}”", name=name)) as writing:
        writing.delete(_row(writing, key))
        return changes(writing)


def _read(row: SavedFilterRow) -> SavedFilter:
    try:
        return SavedFilter(row.key, row.name, from_form(row.form, row.name))
    except CouncilError as error:
        return SavedFilter(row.key, row.name, NoteFilter(), error.why)


def _row(session: Session, key: str) -> SavedFilterRow:
    found = session.scalar(select(SavedFilterRow).where(SavedFilterRow.key == key))
    if found is None:
        raise CouncilError(key, m_("there is no saved filter of this key"), m_("It may have been deleted on another laptop."))
    return found
