"""What can be wrong inside a workspace, looked for one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from council_app.db.models import Blob, Brand, ChangeRow, Consent, InsightVisual, NotePhoto, SyncedRow, Unsaid, WorkshopItem
from council_app.db.models.base import Row
from council_app.errors import Message, m_, mn_

_HANDS = 5
"""Votes are for 1, 2, 3, 4 or 5."""


def problems(session: Session) -> list[Message]:
    """Everything that is wrong, as sentences; empty when the workspace is sound."""
    return [problem for look in _LOOKS for problem in look(session)]


def _pages(session: Session) -> Iterator[Message]:
    rows = session.execute(text("PRAGMA integrity_check(20)")).scalars().all()
    yield from (m_("The file is damaged: {what}", what=row) for row in rows if row != "ok")
    sealed = session.connection().exec_driver_sql("PRAGMA cipher_integrity_check")
    if sealed.returns_rows:  # an unencrypted workspace has no seals to look at, and no answer
        yield from (m_("The file is damaged: {what}", what=row) for row in sealed.scalars())


def _references(session: Session) -> Iterator[Message]:
    for table, count in session.execute(text('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1')):
        yield mn_("One row of “{table}” points nowhere", "{count} rows of “{table}” point nowhere", count, table=table)


def _sequence(session: Session) -> Iterator[Message]:
    numbers = select(ChangeRow.device, func.count(), func.min(ChangeRow.seq), func.max(ChangeRow.seq)).group_by(ChangeRow.device)
    for device, count, first, last in session.execute(numbers):
        if first != 1 or last != count:
            yield m_(
                "The change log of device {device} has a gap: {count} changes up to number {last}",
                device=device[:8],
                count=count,
                last=last,
            )


def _search(session: Session) -> Iterator[Message]:
    """FTS5's own check writes, and this one must work on what can only be read: rows without an entry, entries without a row."""
    indexed, noted = "SELECT id FROM note_search_docsize", "SELECT num FROM note"
    if session.execute(text(f"{indexed} EXCEPT {noted}")).first() or session.execute(text(f"{noted} EXCEPT {indexed}")).first():
        yield m_("The search index does not match the notes")


def _blobs(session: Session) -> Iterator[Message]:
    for digest, data in session.execute(select(Blob.hash, Blob.bytes)).yield_per(16):
        if hashlib.sha256(data).hexdigest() != digest:
            yield m_("Attachment {blob} is not what was put in", blob=digest[:8])


def _consents(session: Session) -> Iterator[Message]:
    count = session.scalar(select(func.count()).select_from(Consent).where(Consent.wording == "")) or 0
    if count:
        yield mn_("One consent has no wording version", "{count} consents have no wording version", count)


def _unlogged(session: Session) -> Iterator[Message]:
    for mapper in Row.registry.mappers:
        model = mapper.class_
        if not issubclass(model, SyncedRow):
            continue
        logged = select(ChangeRow.id).where(ChangeRow.row_id == model.id).exists()
        made = select(Unsaid.id).where(Unsaid.row_id == model.id).exists()  # by a merge; the log says it with what comes next
        count = session.scalar(select(func.count()).select_from(model).where(~logged, ~made)) or 0
        if count:
            yield mn_(
                "One row of “{table}” is not in the change log",
                "{count} rows of “{table}” are not in the change log",
                count,
                table=model.__tablename__,
            )


def _spans(session: Session) -> Iterator[Message]:
    outside = text(
        "SELECT count(*) FROM highlight JOIN note ON note.id = highlight.note_id "
        "WHERE starts < 0 OR ends <= starts OR ends > length(note.text)"
    )
    count = session.scalar(outside) or 0
    if count:
        yield mn_("One highlight lies outside its note", "{count} highlights lie outside their notes", count)


def _sentences(session: Session) -> Iterator[Message]:
    """What a post stands on must be in it, and what it was compared with must be readable."""
    outside = text(
        "SELECT count(*) FROM post_claim JOIN post ON post.id = post_claim.post_id "
        "WHERE starts < 0 OR ends <= starts OR ends > length(post.text)"
    )
    count = session.scalar(outside) or 0
    if count:
        yield mn_("One linked sentence lies outside its post", "{count} linked sentences lie outside their posts", count)
    unread = session.scalar(text("SELECT count(*) FROM post WHERE written <> '' AND NOT json_valid(written)")) or 0
    if unread:
        yield mn_("What one post was written from cannot be read", "What {count} posts were written from cannot be read", unread)


def _carried(session: Session) -> Iterator[Message]:
    """A note carries a tag while a highlight of it does: lists ask the note alone."""
    pair = "note_tag.note_id = highlight.note_id AND note_tag.tag_id = highlight.tag_id"
    uncarried = text(f"SELECT count(*) FROM highlight WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE {pair})")  # noqa: S608 - our own words
    bare = text(f"SELECT count(*) FROM note_tag WHERE NOT whole AND NOT EXISTS (SELECT 1 FROM highlight WHERE {pair})")  # noqa: S608
    count = (session.scalar(uncarried) or 0) + (session.scalar(bare) or 0)
    if count:
        yield mn_("One tag of a note does not match its highlights", "{count} tags of notes do not match their highlights", count)


def _pictures(session: Session) -> Iterator[Message]:
    for shown in (InsightVisual.blob, NotePhoto.blob, Brand.logo):
        model = shown.class_
        count = session.scalar(select(func.count()).select_from(model).where(shown.not_in(select(Blob.hash)))) or 0
        if count:
            yield mn_("One picture of “{table}” is gone", "{count} pictures of “{table}” are gone", count, table=model.__tablename__)


def _votes(session: Session) -> Iterator[Message]:
    rows = session.execute(select(WorkshopItem.impact_votes, WorkshopItem.effort_votes))
    count = sum(not (_are_votes(impact) and _are_votes(effort)) for impact, effort in rows)
    if count:
        yield mn_("The votes on one insight of a workshop make no sense", "The votes on {count} insights of workshops make no sense", count)


def _are_votes(votes: object) -> bool:
    """How many hands went up for each of five numbers."""
    return isinstance(votes, list) and len(votes) == _HANDS and all(type(each) is int and each >= 0 for each in votes)


def _places(session: Session) -> Iterator[Message]:
    shared = select(WorkshopItem.workshop_id).group_by(WorkshopItem.workshop_id, WorkshopItem.position).having(func.count() > 1)
    count = len(set(session.scalars(shared)))
    if count:
        yield mn_("In one workshop two insights have the same place", "In {count} workshops two insights have the same place", count)


def _listed(session: Session) -> Iterator[Message]:
    """What triggers keep so that lists of a million notes open at once: it must say what the notes and their tags say."""
    for kept, said in _KEPT:
        if session.execute(text(f"{kept} EXCEPT {said}")).first() or session.execute(text(f"{said} EXCEPT {kept}")).first():
            yield m_("What lists of notes are counted and filtered by does not match the notes")
            return


# What is kept beside what it must be.
_KEPT = (
    ("SELECT at, id FROM untagged", "SELECT at, id FROM note WHERE id NOT IN (SELECT note_id FROM note_tag)"),
    ("SELECT id, noted_at FROM note_tag", "SELECT note_tag.id, note.at FROM note_tag JOIN note ON note.id = note_tag.note_id"),
    (
        "SELECT session_id, attendance_id, kind, raised, agenda_item_id, notes, untagged FROM note_tally",
        "SELECT session_id, ifnull(attendance_id, ''), kind, raised, ifnull(agenda_item_id, ''), count(*), "
        "sum(id NOT IN (SELECT note_id FROM note_tag)) FROM note GROUP BY 1, 2, 3, 4, 5",
    ),
)
_LOOKS: tuple[Callable[[Session], Iterator[Message]], ...] = (
    _pages,
    _references,
    _sequence,
    _search,
    _listed,
    _blobs,
    _consents,
    _spans,
    _sentences,
    _carried,
    _pictures,
    _votes,
    _places,
    _unlogged,
)
