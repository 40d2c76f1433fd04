"""One change of a script: opened, made, put in order and told, in one transaction. A version that was used is copied first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Question, Script, ScriptSection, Task
from council_app.db.queries import scripts as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.domain.records import Changes
from council_app.domain.scripts import PartKind, PartRef, ScriptUse
from council_app.domain.text import fold
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import one_line
from council_app.services.scripts.reading import no_such_script, scripts_in
from council_app.services.scripts.versions import next_version

R = TypeVar("R", ScriptSection, Task, Question)
_KEY_LENGTH = 40
MOST_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Edited:
    """What a change came to.

    Attributes:
        script: the id of the version that was changed or made.
        made: True when the change made a version, because the one before was used.
        kept: the sessions that keep the version before.
        part: what was added or moved; None when it is gone.
    """

    changes: Changes
    script: str
    version: int
    made: bool
    kept: tuple[ScriptUse, ...] = ()
    part: PartRef | None = None


@dataclass(slots=True)
class Change:
    """A change under way: the version to work on, and what it holds in order."""

    writing: JournalledSession
    row: Script
    made: bool
    kept: tuple[ScriptUse, ...]

    @property
    def sections(self) -> list[ScriptSection]:
        """Its sections in order."""
        rows = select(ScriptSection).where(ScriptSection.script_id == self.row.id)
        return list(self.writing.scalars(rows.order_by(ScriptSection.position, ScriptSection.key)))

    @property
    def tasks(self) -> list[Task]:
        """Its tasks in order."""
        return list(self.writing.scalars(select(Task).where(Task.script_id == self.row.id).order_by(Task.position, Task.key)))

    @property
    def questions(self) -> list[Question]:
        """Its questions in order."""
        rows = select(Question).where(Question.script_id == self.row.id)
        return list(self.writing.scalars(rows.order_by(Question.position, Question.key)))

    def told(self, part: PartRef | None = None) -> Edited:
        """What came of it."""
        return Edited(changes(self.writing), self.row.id, self.row.version, self.made, self.kept, part)


@contextmanager
def changed(workspace: Workspace, script: str, label: Message) -> Iterator[Change]:
    """Open a script for one change; where it was used, open the version after it.

    Raises:
        CouncilError: it is not there any more.
    """
    with workspace.write(label) as writing:
        row = writing.get(Script, script)
        if row is None:
            raise no_such_script()
        frozen = row.id in reads.used(writing)
        if frozen:
            before, row = row, next_version(writing, row)
            kept = next(each.uses for each in scripts_in(writing) if each.id == before.id)
        yield Change(writing, row, frozen, kept if frozen else ())


def part_of(rows: Sequence[R], key: str) -> R:
    """The part of this key.

    Raises:
        CouncilError: it is gone.
    """
    for row in rows:
        if row.key == key:
            return row
    raise CouncilError(key, m_("this part of the script is gone"), m_("It may have been removed on another laptop."))


def fresh_key(text: str, taken: Collection[str], otherwise: str) -> str:
    """A key that says what it is a key of, and that nothing has yet."""
    words = re.sub("[^a-z0-9]+", "-", fold(text))[:_KEY_LENGTH].strip("-")
    key = words or otherwise
    number = 2
    while key in taken:
        key, number = f"{words or otherwise}-{number}", number + 1
    return key


def part_key(row: ScriptSection | Task | Question, key: str, text: str, taken: Collection[str], what: PartKind) -> str:
    """The key of a part: one that was not named yet takes it from the first words it is given, and keeps it from then on.

    Args:
        row: the part as it is.
        key: its key; "" for a new one.
        text: its words from now on.
        taken: keys of the script's parts of this kind.
        what: which kind that is; what has no words of its own to make a key of is called after it.
    """
    if not key:
        return fresh_key(text, taken, what.value)
    before = row.title if isinstance(row, ScriptSection) else row.text
    if is_unnamed(key, what) and text != before:
        return fresh_key(text, {*taken} - {key}, what.value)
    return key


def unnamed_key(taken: Collection[str], what: PartKind | None) -> str:
    """The key of something new that somebody is only about to name; of a script, where `what` is None."""
    return fresh_key(_unnamed(what), taken, _unnamed(what))


def is_unnamed(key: str, what: PartKind | None) -> bool:
    """Whether a key is still the one of something nobody named."""
    return re.fullmatch(rf"{_unnamed(what)}(-[0-9]+)?", key) is not None


def _unnamed(what: PartKind | None) -> str:
    return f"unnamed-{'script' if what is None else what.value}"


def line(text: str, what: Message, *, needed: bool = True) -> str:
    """A short text on one line.

    Raises:
        CouncilError: nothing is there, or too much.
    """
    return _fitting(one_line(text), what, LINE_LIMIT, needed=needed)


def words(text: str, what: Message, *, needed: bool = True) -> str:
    """A text of several lines.

    Raises:
        CouncilError: nothing is there, or too much.
    """
    return _fitting(text.strip(), what, TEXT_LIMIT, needed=needed)


def lines(texts: Collection[str], what: Message) -> tuple[str, ...]:
    """Short texts, the empty ones and repetitions left out."""
    return tuple(dict.fromkeys(each for text in texts if (each := line(text, what, needed=False))))


def number(value: int | None, lowest: int, highest: int, what: Message) -> int | None:
    """A number within its bounds.

    Raises:
        CouncilError: it is outside.
    """
    if value is not None and not lowest <= value <= highest:
        todo = m_("Write a number from {lowest} to {highest}; nothing was changed.", lowest=lowest, highest=highest)
        raise CouncilError("", m_("{what} is out of bounds", what=what), todo)
    return value


def _fitting(text: str, what: Message, limit: int, *, needed: bool) -> str:
    if needed and not text:
        raise CouncilError("", m_("{what} is missing", what=what), m_("Write it in a few words; nothing was changed."))
    if len(text) > limit:
        todo = m_("Shorten it to {count} characters; nothing was changed.", count=limit)
        raise CouncilError("", m_("{what} is too long", what=what), todo)
    return text
