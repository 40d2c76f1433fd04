"""The two families of failure, and the words for them.

A `CouncilError` is the world's doing (a wrong passphrase, a full disk, a broken file): it is shown as one line, `WHAT: WHY. WHAT TO
DO`. Anything else that escapes is a bug: it goes to the log file with its traceback and the user is told where that file lies.
Messages are built untranslated and put into words at the edge, because one process can speak several languages at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet put into a language: `text` is the English msgid with `{named}` fields.

    With `plural` and `count` set, the language's plural rules choose between the forms. A field may itself be a `Message`.
    """

    text: str
    plural: str | None = None
    count: int | None = None
    fields: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """The English sentence: for logs and tests only; people see `Translator.say(message)`."""
        text = self.plural if self.plural is not None and self.count != 1 else self.text
        values = dict(self.fields)
        return text.format(**values) if values else text


def m_(text: str, **fields: object) -> Message:
    """Mark `text` for translation and keep its fields beside it."""
    return Message(text, fields=tuple(fields.items()))


def mn_(one: str, many: str, count: int, **fields: object) -> Message:
    """Mark a sentence with a count; both forms may use `{count}`."""
    return Message(one, plural=many, count=count, fields=(("count", count), *fields.items()))


class CouncilError(Exception):
    """A refusal or failure that a person can do something about.

    Attributes:
        what: the thing it is about, never translated (a path, a key, `plan.yaml:12:3`).
        why: what is wrong with it.
        todo: what to do about it.
    """

    def __init__(self, what: str, why: Message, todo: Message) -> None:
        super().__init__(f"{what}: {why}. {todo}")
        self.what = what
        self.why = why
        self.todo = todo


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason among several why something was refused; same three parts as `CouncilError`.

    `part` names the field it is about, for a window that can lead there; "" where there is none.
    """

    what: str
    why: Message
    todo: Message
    part: str = ""


class Refused(CouncilError):
    """Several problems found together; nothing was changed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.what, first.why, first.todo)
        self.problems = tuple(problems)


class NotKept(CouncilError):
    """The disk or the file refused to take a change: what was to be kept is not. Every other refusal left things as they were."""


class TryLater(NotKept):
    """Nothing was changed, and the same may work in a moment: once there is space, the stick is back, the other program has ended."""


class Cancelled(Exception):
    """A person stopped long work; everything is as it was before."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come: `done` of `total` (0 when unknown), and what it is doing."""

    done: int
    total: int
    doing: Message = field(default_factory=lambda: Message(""))
