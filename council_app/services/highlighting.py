"""Words of a note under a tag: highlights laid on spans, changed and taken away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, Note, NoteTag, Tag
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.services.chosen import no_such_note
from council_app.services.codebook import tags_for, tags_named


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A highlight that is there now: its id, and its span without white space at its ends."""

    id: str
    starts: int
    ends: int
    changes: Changes


def highlight(
    *, workspace: Workspace, note: str, starts: int, ends: int, tag: str = "", typed: str = "", coder: str = "", selection: str = ""
) -> Highlighted:
    """Lay a tag on a span of a note; the note carries the tag from then on. The same again changes nothing.

    Args:
        workspace: where.
        note: its id.
        starts, ends: of the span, in characters of the note's text; `ends` lies behind the last. White space at its ends is left out.
        tag: the tag's id.
        typed: or else the tag as somebody typed it; an unknown one is added to the codebook.
        coder: who says so.
        selection: what highlights share that were one selection; its own when left out.

    Raises:
        CouncilError: the note or the tag is gone, or there are no words in the span.
    """
    who = one_line(coder)
    with workspace.write(m_("Highlight words of a note")) as writing:
        row = note_of(writing, note)
        (label,) = tags_for(writing, [typed])[0] if typed else tags_named(writing, [tag])
        tag = label.id
        writing.name(m_("Highlight words with {tag}", tag=label.path))
        starts, ends = _words(row, starts, ends)
        same = select(Highlight.id).where(
            Highlight.note_id == row.id, Highlight.tag_id == tag, Highlight.coder == who, Highlight.starts == starts, Highlight.ends == ends
        )
        found = writing.scalar(same)
        if found is not None:
            return Highlighted(found, starts, ends, changes(writing))
        laid: dict[str, object] = {"note_id": row.id, "tag_id": tag, "coder": who, "starts": starts, "ends": ends}
        made = Highlight(**laid, **({"selection": selection} if selection else {}))
        writing.add(made)
        writing.flush()
        if writing.scalar(select(NoteTag.id).where(NoteTag.note_id == row.id, NoteTag.tag_id == tag)) is None:
            writing.insert_many(NoteTag, [{"note_id": row.id, "tag_id": tag, "coder": who, "whole": False}])
        return Highlighted(made.id, starts, ends, changes(writing))


def _words(note: Note, starts: int, ends: int) -> tuple[int, int]:
    """The span without white space at its ends.

    Raises:
        CouncilError: it lies outside the text, or holds no words.
    """
    span = note.text[starts:ends] if 0 <= starts < ends <= len(note.text) else ""
    if not span.strip():
        raise CouncilError(note.key or note.id, m_("there are no words to highlight"), m_("Select some of the note's words."))
    return starts + len(span) - len(span.lstrip()), ends - len(span) + len(span.rstrip())


def remove_highlight(*, workspace: Workspace, highlight: str) -> Changes:
    """Take a highlight away; the tag goes from the note with its last one, unless it is on the whole note as well.

    Raises:
        CouncilError: it is gone.
    """
    with workspace.write(m_("Remove a highlight")) as writing:
        row = _laid(writing, highlight)
        writing.name(m_("Remove a highlight of {tag}", tag=writing.get_one(Tag, row.tag_id).path))
        writing.delete(row)
        writing.flush()
        _forget_last(writing, row.note_id, row.tag_id)
        return changes(writing)


def retag_highlight(*, workspace: Workspace, highlight: str, tag: str) -> Changes:
    """Give a highlight another tag, by its id; the old one goes with its last. Raises as `remove_highlight`."""
    with workspace.write(m_("Give a highlight another tag")) as writing:
        row = _laid(writing, highlight)
        (label,) = tags_named(writing, [tag])
        before, row.tag_id = row.tag_id, label.id
        writing.name(m_("Highlight words with {tag}", tag=label.path))
        writing.flush()
        if writing.scalar(select(NoteTag.id).where(NoteTag.note_id == row.note_id, NoteTag.tag_id == tag)) is None:
            writing.insert_many(NoteTag, [{"note_id": row.note_id, "tag_id": tag, "coder": row.coder, "whole": False}])
        _forget_last(writing, row.note_id, before)
        return changes(writing)


def _laid(writing: JournalledSession, highlight: str) -> Highlight:
    row = writing.get(Highlight, highlight)
    if row is None:
        raise CouncilError(highlight, m_("there is no such highlight"), m_("It may have been removed already; nothing was changed."))
    return row


def _forget_last(writing: JournalledSession, note: str, tag: str) -> None:
    """A tag that only highlights put on a note goes with the last of them."""
    others = select(Highlight.id).where(Highlight.note_id == note, Highlight.tag_id == tag).limit(1)
    if writing.scalar(others) is None:
        for tagged in writing.scalars(select(NoteTag).where(NoteTag.note_id == note, NoteTag.tag_id == tag, ~NoteTag.whole)):
            writing.delete(tagged)


def note_of(writing: JournalledSession, note: str) -> Note:
    """The note of this id or key.

    Raises:
        CouncilError: it is gone.
    """
    found = writing.get(Note, note) or writing.get(Note, note_reads.id_named(writing, note))
    if found is None:
        raise no_such_note(note)
    return found
