"""What an insight rests on: notes chosen one by one, everything a filter finds now, or all notes under a tag, for it or against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Delegation, Delivery, Evidence, Insight, InsightVisual, NoteTag, ScoreInput, Tag, WorkshopItem
from council_app.db.queries import note_list
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.note_filter import Selection
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.services.chosen import no_such_note
from council_app.services.free_keys import free_key
from council_app.services.insights.editing import named, proper_title

MOST_NOTES = 5_000
"""An insight rests on what somebody has looked at; beyond this a tag serves better, and that may stand for any number."""

_WORDS_OF_A_KEY = 5
_PARTS = (Evidence, InsightVisual, ScoreInput, Delivery, WorkshopItem, Delegation)


@dataclass(frozen=True, slots=True)
class NewInsight:
    """An insight that was made."""

    key: str
    changes: Changes


def new_insight(*, workspace: Workspace, title: str, notes: Selection | None = None, tag: str | None = None) -> NewInsight:
    """A new insight, with these notes as they are found now, and everything that carries or will carry `tag`, as its evidence.

    Args:
        workspace: where.
        title: what people said, in one sentence; the key is made of its first words.
        notes: chosen notes, or everything a filter finds; at most `MOST_NOTES`. What may not be read is left out.
        tag: path or id of a tag; it stands for everything below it, too.

    Raises:
        CouncilError: no title, none of the notes is there, too many of them, or no such tag.
    """
    words = proper_title(title)
    with workspace.write(m_("New insight “{title}”", title=words)) as writing:
        key = free_key(writing, Insight.key, " ".join(words.split()[:_WORDS_OF_A_KEY]))
        row = Insight(key=key, title=words, teams=(), approvals=(), segments=(), wording={})
        writing.add(row)
        writing.flush()
        _stand(writing, row, [] if notes is None else _found(writing, notes), tag, against=False)
        return NewInsight(key, changes(writing))


def add_evidence(
    *, workspace: Workspace, key: str, notes: Selection | None = None, tag: str | None = None, against: bool = False
) -> Changes:
    """More evidence for an insight, or `against` it; what stood on the other side changes over, what stands there already stays.

    Raises:
        CouncilError: no such insight, none of the notes is there, more of them than an insight rests on, or no such tag.
    """
    label = m_("Add what contradicts an insight") if against else m_("Add evidence to an insight")
    with workspace.write(label) as writing:
        row = named(writing, key)
        _stand(writing, row, [] if notes is None else _found(writing, notes), tag, against=against)
        return changes(writing)


def remove_evidence(*, workspace: Workspace, key: str, note: str | None = None, tag: str | None = None) -> Changes:
    """Take a note (by its id or key) or a tag (by its path or id) out of an insight's evidence, on whichever side it stands.

    Raises:
        CouncilError: no such insight, or it does not rest on that; a note that stands there by its tag stays while it carries that.
    """
    with workspace.write(m_("Take evidence out of an insight")) as writing:
        row = named(writing, key)
        if note is not None:
            _take_note(writing, row, note_reads.id_named(writing, note))
        if tag is not None:
            _take_tag(writing, row, _tag(writing, tag))
        return changes(writing)


def turn_evidence(*, workspace: Workspace, key: str, note: str, against: bool) -> Changes:
    """Let a note (by its id or key) speak against an insight, or for it again.

    Raises:
        CouncilError: no such insight, or no such note.
    """
    label = m_("Turn a note against an insight") if against else m_("Turn a note in favour of an insight")
    with workspace.write(label) as writing:
        _stand(writing, named(writing, key), [note_reads.id_named(writing, note)], None, against=against)
        return changes(writing)


def remove_insight(*, workspace: Workspace, key: str) -> Changes:
    """Remove an insight with its pictures, scores and deliveries; its notes stay as they are.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        title = named(reading, key).title
    with workspace.write(m_("Remove the insight “{title}”", title=title)) as writing:
        row = named(writing, key)
        for part in _PARTS:
            writing.delete_many(part, writing.scalars(select(part.id).where(part.insight_id == row.id)).all())
        writing.delete(row)
        return changes(writing)


def _found(writing: JournalledSession, notes: Selection) -> list[str]:
    """The ids of what is meant, in the order it was written in; what may not be read or never counts is not among them.

    Raises:
        CouncilError: nothing is found, or more than an insight rests on.
    """
    found: list[str] = []
    for batch in note_list.ids_of(writing, notes):
        found.extend(batch)
        if len(found) > MOST_NOTES:
            raise _too_many()
    if not found:
        raise no_such_note(next(iter(notes.ids), ""))
    return found


def _stand(writing: JournalledSession, row: Insight, notes: Sequence[str], tag: str | None, *, against: bool) -> None:
    """Each of these stands on one side of the insight, once."""
    there = {each.note_id: each for each in writing.scalars(select(Evidence).where(Evidence.insight_id == row.id)) if each.note_id}
    new = [note for note in notes if note not in there]
    if len(there) + len(new) > MOST_NOTES:
        raise _too_many()
    for note in notes:
        if note in there:
            there[note].against = against
    writing.flush()
    writing.insert_many(Evidence, [_piece(row, against=against, note=note) for note in new])
    if tag is not None:
        _stand_tag(writing, row, _tag(writing, tag), against=against)


def _stand_tag(writing: JournalledSession, row: Insight, tag: Tag, *, against: bool) -> None:
    there = writing.scalars(select(Evidence).where(Evidence.insight_id == row.id, Evidence.tag_id == tag.id)).all()
    if not there:
        writing.insert_many(Evidence, [_piece(row, against=against, tag=tag.id)])
    for each in there:
        each.against = against


def _piece(row: Insight, *, against: bool, note: str | None = None, tag: str | None = None) -> dict[str, object]:
    return {"insight_id": row.id, "note_id": note, "tag_id": tag, "against": against}


def _take_note(writing: JournalledSession, row: Insight, note: str) -> None:
    there = writing.scalars(select(Evidence).where(Evidence.insight_id == row.id, Evidence.note_id == note)).all()
    if not there:
        raise _not_its_own(writing, row, note)
    for each in there:
        writing.delete(each)


def _not_its_own(writing: JournalledSession, row: Insight, note: str) -> CouncilError:
    """A note that was never chosen: by which tag it stands there, or that it does not."""
    tag = writing.scalar(
        select(Tag.path)
        .join(Evidence, Evidence.tag_id == Tag.id)
        .where(Evidence.insight_id == row.id, Tag.id.in_(_above(writing, note)))
        .order_by(Tag.path)
    )
    if tag is None:
        return CouncilError(row.key, m_("it does not rest on this note"), m_("Nothing was changed."))
    return CouncilError(
        row.key,
        m_("the note stands there by its tag {tag}", tag=tag),
        m_("Take the tag off the note, or let the note speak against the insight."),
    )


def _above(writing: JournalledSession, note: str) -> list[str]:
    """The tags of a note, and all above them."""
    paths = writing.scalars(select(Tag.path).join(NoteTag, NoteTag.tag_id == Tag.id).where(NoteTag.note_id == note)).all()
    names = {path.rsplit("/", cut)[0] for path in paths for cut in range(path.count("/") + 1)}
    return list(writing.scalars(select(Tag.id).where(Tag.path.in_(names))))


def _take_tag(writing: JournalledSession, row: Insight, tag: Tag) -> None:
    there = writing.scalars(select(Evidence).where(Evidence.insight_id == row.id, Evidence.tag_id == tag.id)).all()
    if not there:
        raise CouncilError(row.key, m_("it does not rest on the tag {tag}", tag=tag.path), m_("Nothing was changed."))
    for each in there:
        writing.delete(each)


def _tag(writing: JournalledSession, name: str) -> Tag:
    """The tag of this path or id.

    Raises:
        CouncilError: there is none.
    """
    found = writing.scalar(select(Tag).where((Tag.path == name) | (Tag.id == name)))
    if found is None:
        raise CouncilError(name, m_("there is no such tag"), m_("It may have been removed on another laptop; nothing was changed."))
    return found


def _too_many() -> CouncilError:
    return CouncilError(
        "insight",
        mn_("it rests on at most {count} note", "it rests on at most {count} notes", MOST_NOTES),
        m_("Narrow the notes with a filter, or give them a tag and choose that; nothing was changed."),
    )
