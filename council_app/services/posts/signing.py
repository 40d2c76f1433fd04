"""A second person's word for a post as it stands, and the record of what was said in public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from council_app.db.models import Delivery, PostOut, PostSignoff
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import SaidKind
from council_app.domain.held import HeldBack
from council_app.domain.posts import Written
from council_app.domain.records import Changes
from council_app.domain.second_person import may_be_one
from council_app.domain.text import folded_words
from council_app.errors import CouncilError, Message, Problem, Refused, m_
from council_app.services.known import known_people
from council_app.services.posts import rows
from council_app.services.posts.editing import line
from council_app.services.posts.facts import OutClaim, PostFacts
from council_app.services.posts.gating import Judged, judged_in, same_person


def sign_off(*, workspace: Workspace, id: str, by: str, wrote: str, seen: str = "") -> Changes:  # noqa: A002 - as in lists
    """Record that `by` read the post as it stands and answers for it. It ends with the next change.

    Args:
        workspace: where it is.
        id: the post.
        by: who signs it off.
        wrote: who wrote it.
        seen: the seal of the post as it was read; without, it is signed off as it is stored.

    Raises:
        CouncilError: one name is missing, both are the same, it is that of a guest, the writer answered for a sentence, or the post
            is not what was read any more.
        Refused: the gate holds the post, one problem per point.
    """
    by, wrote = line(by, "by"), line(wrote, "wrote")
    with workspace.write(m_("Sign off a post")) as writing:
        row = rows.post_row(writing, id)
        if not folded_words(by) or not folded_words(wrote):
            raise CouncilError("sign-off", m_("a name is missing"), m_("Write who wrote the post and who signs it off."))
        if may_be_one(by, wrote):
            raise CouncilError(by, m_("who wrote a post cannot sign it off"), m_("Ask a second person."))
        if any(same_person(by, person.name) for person in known_people(writing)):
            todo = m_("It goes out with the post: write it with a role, or ask somebody else.")
            raise CouncilError("sign-off", m_("this is also the name of somebody on a roster"), todo)
        post, judged = judged_in(writing, row)
        if seen not in ("", post.seal):
            raise CouncilError(row.title, m_("somebody changed the post meanwhile"), m_("Look at it again; nothing was changed."))
        refuse_held(post, judged)
        answered = [each.by for _, each in judged.overridden if may_be_one(each.by, wrote)]
        if answered:
            todo = m_("Ask a second person to answer for these words.")
            raise CouncilError(answered[0], m_("who wrote the post answered for a sentence of it"), todo)
        writing.add(PostSignoff(post_id=id, by=by, wrote=wrote, at=datetime.now(UTC), seal=post.seal))
        return changes(writing)


def refuse_held(post: PostFacts, judged: Judged) -> None:
    """Let nothing pass that the gate holds.

    Raises:
        Refused: one problem per point.
    """
    todo = m_("Settle it; nothing was written.")
    problems = [Problem(f"{post.ref.locale}, {one.where}", held_words(one), todo) for one in judged.held]
    if problems:
        raise Refused(problems)


def held_words(one: HeldBack) -> Message:
    """Why a point is held, with the words it holds."""
    return m_("{why}: “{words}”", why=one.why, words=one.words)


def publish(*, workspace: Workspace, id: str, day: date, place: str) -> Changes:  # noqa: A002 - as in lists
    """Record that a post is out: what it says, since when and where. Whoever runs the site puts it there; this remembers it.

    Raises:
        CouncilError: no place, a day that has not come, or nobody signed the post off as it stands.
        Refused: the gate holds the post now.
    """
    place = line(place, "place")
    with workspace.write(m_("Record a post as published")) as writing:
        row = rows.post_row(writing, id)
        _refuse_early(day, place)
        post, judged = judged_in(writing, row)
        refuse_held(post, judged)
        if not post.approved_by:
            raise CouncilError(row.title, m_("nobody has signed it off as it stands"), m_("Let a second person read it and sign it off."))
        out = PostOut(
            post_id=id,
            day=day,
            place=place,
            title=row.title,
            text=post.written.text,
            claims=[rows.plain_claim(claim) for claim in _claims(writing, post.written)],
            approved_by=post.approved_by,
        )
        writing.add(out)
        return changes(writing)


def _refuse_early(day: date, place: str) -> None:
    if not place:
        raise CouncilError("place", m_("it is not said where it is out"), m_("Give its address, or the name of the place."))
    if day > datetime.now(UTC).astimezone().date():
        raise CouncilError(day.isoformat(), m_("this day has not come yet"), m_("Record a post once it is out."))


def _claims(session: Session, written: Written) -> Iterator[OutClaim]:
    """What the post stands on; of what is planned, with the day that was given."""
    for one in written.said:
        if one.kind in (SaidKind.DELIVERY, SaidKind.QUOTE):
            delivery = session.get(Delivery, one.source) if one.kind is SaidKind.DELIVERY else None
            due = delivery.due if delivery is not None else ""
            yield OutClaim(one.kind, one.source, written.text[one.starts : one.ends], one.status, due)


def take_down(*, workspace: Workspace, out: str, day: date) -> Changes:
    """Record that a post is not in public any more; what it said stays on record.

    Raises:
        CouncilError: no such record, a day before it was out, or one that has not come.
    """
    with workspace.write(m_("Record a post as taken down")) as writing:
        row = writing.get(PostOut, out)
        if row is None:
            raise CouncilError(out, m_("there is no such record"), m_("Read the list again."))
        if day < row.day:
            raise CouncilError(day.isoformat(), m_("it was not out yet on this day"), m_("Give the day it was taken down."))
        _refuse_early(day, row.place)
        row.down_on = day
        return changes(writing)
