"""Suggesting tags: gather what was tagged (needs the file), learn from it (needs none), suggest for a note (both, and quick).

Nothing of it is written down: what was learned goes when the window closes. Tags are put on notes by the ordinary verbs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from council_app.db.queries import lessons as lesson_reads
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace
from council_app.domain.suggesting import FEWEST_NOTES, Lessons, Suggestion, shown, teachable, tried
from council_app.errors import Cancelled, Message, Progress, m_

if TYPE_CHECKING:
    from council_app.learning.learner import Model  # a name only: scikit-learn takes a second to load

MOST_TAKEN_IN = 200
"""Links of tags to notes that are taken in between two times of learning."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known about which words go with which tags; in memory only.

    Attributes:
        notes: how many notes it was learned from; at most about 8,000, chosen by chance among more.
        tags: how many tags can be suggested.
    """

    notes: int
    tags: int
    model: Model | None = None

    @property
    def silence(self) -> Message | None:
        """Why nothing can be suggested yet; None when something can."""
        if self.model is not None:
            return None
        return m_("Suggestions begin once two tags are on {notes} notes each.", notes=FEWEST_NOTES)


def _never() -> bool:
    return False


def _quietly(_progress: Progress) -> None:
    """Nobody asked how far it is."""


def gather_lessons(
    *, workspace: Workspace, cancelled: Callable[[], bool] = _never, progress: Callable[[Progress], None] = _quietly
) -> Lessons:
    """Read what was tagged so far: on the thread that owns the file. Of a million tagged notes about 8,000 are read.

    Words of who refused notes, and rehearsals, are never among them.

    Raises:
        Cancelled: `cancelled` said so.
    """
    doing = m_("Reading tagged notes")
    for piece in lessons_in_pieces(workspace=workspace):
        if cancelled():
            raise Cancelled
        if isinstance(piece, Lessons):
            return piece
        progress(Progress(piece.read, piece.total, doing))
    raise AssertionError("reading ends with the lessons")


class Read(NamedTuple):
    """How many notes were read, of how many; 0 while they are being chosen."""

    read: int
    total: int


def lessons_in_pieces(*, workspace: Workspace) -> Iterator[Lessons | Read]:
    """As `gather_lessons`, in pieces of some 30 ms: how far it is after each of them, and the lessons at the end."""
    with workspace.read() as reading:
        newest = lesson_reads.newest(reading)
    chosen = lesson_reads.Sample()
    for _ in chosen.pieces(workspace.read):
        yield Read(len(chosen.found), chosen.total)
    with workspace.read() as reading:
        notes = tuple(chosen.found)
        lessons = Lessons(notes, teachable(notes), lesson_reads.branches(reading), newest)
    yield lessons


def learn(*, lessons: Lessons, cancelled: Callable[[], bool] = _never, progress: Callable[[Progress], None] = _quietly) -> Learned:
    """Learn, and measure on hidden notes how often it is right: seconds of work, on any thread but the window's; needs no file.

    Raises:
        Cancelled: `cancelled` said so.
    """
    if not lessons.tags:
        return Learned(len(lessons.notes), 0)
    # Slow start: scikit-learn takes a second and 60 MiB, and most days nobody tags.
    from council_app.learning import learner  # noqa: PLC0415

    doing = m_("Learning from tagged notes")

    def step(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        progress(Progress(done, total, doing))

    model = learner.learn(lessons, step=step)
    return Learned(len(lessons.notes), 0 if model is None else len(model.tags), model)


def keep_up(*, workspace: Workspace, learned: Learned) -> Learned:
    """`learned` with what was tagged since, at once and without learning anew; the same object when nothing was.

    Tags that were taken off, and tags on too few notes when it was learned, wait until it is learned again.
    """
    model = learned.model
    if model is None:
        return learned
    with workspace.read() as reading:
        newest = lesson_reads.newest(reading)
        if newest <= model.newest:
            return learned
        notes = lesson_reads.later(reading, after=model.newest, most=MOST_TAKEN_IN)
    return Learned(learned.notes + len(notes), learned.tags, model.taking_in(notes, newest))


def find_note(*, workspace: Workspace, note: str) -> str:
    """The id of a note, by its id or key.

    Raises:
        CouncilError: there is no such note.
    """
    with workspace.read() as reading:
        return note_reads.id_named(reading, note)


def suggest(*, workspace: Workspace, learned: Learned, note: str) -> tuple[Suggestion, ...]:
    """Up to three tags for a note, by its id or key, the likeliest first; none for a note that is withheld, rehearsed or like no other.

    Raises:
        CouncilError: there is no such note.
    """
    with workspace.read() as reading:
        found = tuple(lesson_reads.lessons(reading, [note_reads.id_named(reading, note)]))
        if learned.model is None or not found:
            return ()
        labels = {label.id: label for label in note_reads.all_tags(reading)}
    (lesson,) = found
    model = learned.model
    # A tag that was deleted or merged away since, and one that nothing is known about, make room for the next.
    usable = [guess for guess in model.guesses(lesson) if guess.tag in labels and tried(model.record, guess.tag, 0) is not None]
    suggestions: list[Suggestion] = []
    for place, guess in enumerate(shown(usable, branches=model.branches, carried=lesson.tags)):
        known = tried(model.record, guess.tag, place)
        if known is not None and known.worth_showing:
            label = labels[guess.tag]
            suggestions.append(Suggestion(label.id, label.path, label.colour, guess.share, known.right, known.shown))
    return tuple(suggestions)
