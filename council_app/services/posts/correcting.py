"""Published posts that say what is no longer so, with a sentence for each that puts it right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Correction, Market, Note, Post, PostOut
from council_app.db.queries import insights as insight_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.claims import STATUS_LABELS
from council_app.domain.consent import may
from council_app.domain.draft import Draft, Prose, Section
from council_app.domain.dues import due_of
from council_app.domain.enums import CorrectionCause, DeliveryStatus, Purpose, SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import Written, understand
from council_app.domain.records import Changes, DeliveryFacts
from council_app.domain.writing import standing
from council_app.errors import CouncilError, Message, Problem, Refused, m_
from council_app.exchange.text import one_line
from council_app.i18n import Translator, translator
from council_app.services.posts import rows
from council_app.services.posts.editing import line
from council_app.services.posts.facts import CorrectionDue, OutClaim, OutFacts
from council_app.services.posts.gating import MarketGate
from council_app.services.posts.market import facts_of, market_named
from council_app.services.posts.settled import moved_since
from council_app.services.posts.signing import held_words

_CORRECTION = 2_000
"""Characters of a correction."""


@dataclass(frozen=True, slots=True)
class _World:
    """What is so today, for every published post at once."""

    session: Session
    today: date
    deliveries: Mapping[str, DeliveryFacts]
    quotable: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A claim that is no longer so; `said` is its correction in a language, given the words of the claim."""

    cause: CorrectionCause
    claim: OutClaim
    why: Message
    delivery: DeliveryFacts | None = None


def corrections(*, workspace: Workspace, market: str = "", today: date | None = None) -> tuple[CorrectionDue, ...]:
    """What posts out in public say that is no longer so and was not put right yet, the oldest post first.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as session:
        statement = select(PostOut, Post, Market).join(Post, PostOut.post_id == Post.id).join(Market, Post.market_id == Market.id)
        if market:
            statement = statement.where(Market.id == market_named(session, market).id)
        found = session.execute(statement.where(PostOut.down_on.is_(None)).order_by(PostOut.day, PostOut.id)).all()
        outs = dict(zip((out.id for out, _, _ in found), rows.out_facts(session, [out for out, _, _ in found]), strict=True))
        world = _world(session, list(outs.values()), today or datetime.now(UTC).astimezone().date())
        return tuple(due for out, post, of in found for due in _due_in(world, outs[out.id], post, of))


def _world(session: Session, outs: list[OutFacts], today: date) -> _World:
    quoted = {claim.source for out in outs for claim in out.claims if claim.kind is SaidKind.QUOTE}
    speakers = dict(session.execute(select(Note.id, Note.attendance_id).where(Note.id.in_(quoted))).all())
    consents = roster_reads.consents(session, [speaker for speaker in speakers.values() if speaker])
    quotable = frozenset(note for note, who in speakers.items() if who and may(Purpose.QUOTE_PUBLIC, consents.get(who, ())))
    return _World(session, today, {one.id: one for one in insight_reads.deliveries(session)}, quotable)


def _due_in(world: _World, out: OutFacts, post: Post, market: Market) -> Iterator[CorrectionDue]:
    t = translator(post.locale)
    kept = {(row.cause, row.source): row for row in world.session.scalars(select(Correction).where(Correction.out_id == out.id))}
    for wrong in _wrong_in(world, out):
        row = kept.get((wrong.cause, wrong.claim.source))
        if row is not None and row.settled_on is not None and not moved_since(world.session, row):
            continue
        drafted = row is not None and bool(row.text)
        yield CorrectionDue(
            post=post.id,
            out=out.id,
            cause=wrong.cause,
            source=wrong.claim.source,
            market=market.key,
            locale=post.locale,
            title=out.title,
            day=out.day,
            place=out.place,
            why=wrong.why,
            words="" if wrong.cause is CorrectionCause.WITHDRAWN else _plain(wrong.claim.words),
            text=row.text if row is not None and drafted else _sentence(wrong, t, world.today),
            drafted=drafted,
        )


def _wrong_in(world: _World, out: OutFacts) -> Iterator[_Wrong]:
    """One point per cause and source, the first that stands in the text."""
    found: dict[tuple[CorrectionCause, str], _Wrong] = {}
    for claim in out.claims:
        wrong = _quote(world, claim) if claim.kind is SaidKind.QUOTE else _delivery(world, claim)
        if wrong is not None:
            found.setdefault((wrong.cause, claim.source), wrong)
    yield from found.values()


def _quote(world: _World, claim: OutClaim) -> _Wrong | None:
    if claim.source in world.quotable and not claim.taken:
        return None
    erased = claim.taken or world.session.get(Note, claim.source) is None
    why = m_("The words of a quote were erased") if erased else m_("Who is quoted took back the consent to it")
    return _Wrong(CorrectionCause.WITHDRAWN, claim, why)


def _delivery(world: _World, claim: OutClaim) -> _Wrong | None:
    if claim.kind is not SaidKind.DELIVERY or claim.status is None:
        return None
    now = world.deliveries.get(claim.source)
    if now is None:
        return _Wrong(CorrectionCause.GONE, claim, m_("The delivery it stands on is gone"))
    status = DeliveryStatus(now.status)
    # From “no” to anything else is as untrue now as a step down.
    if status.step < claim.status.step or (claim.status is DeliveryStatus.DECLINED and status is not DeliveryStatus.DECLINED):
        why = m_("It said “{before}”; today it is “{status}”", before=STATUS_LABELS[claim.status], status=STATUS_LABELS[status])
        return _Wrong(CorrectionCause.STATUS, claim, why, now)
    return _late(world, claim, now, status)


def _late(world: _World, claim: OutClaim, now: DeliveryFacts, status: DeliveryStatus) -> _Wrong | None:
    promised, due = due_of(claim.due), due_of(now.due)
    if claim.status is not DeliveryStatus.PLANNED or promised is None or status is DeliveryStatus.SHIPPED:
        return None
    if status is DeliveryStatus.PLANNED and due is None:
        return _Wrong(CorrectionCause.LATE, claim, m_("It gave {day}; today it has no date", day=claim.due), now)
    if status is DeliveryStatus.PLANNED and due is not None and due.ends > promised.ends:
        return _Wrong(CorrectionCause.LATE, claim, m_("It gave {day}; today it is {later}", day=claim.due, later=now.due), now)
    if world.today > promised.ends:
        why = m_("{day} has passed, and it is “{status}”", day=claim.due, status=STATUS_LABELS[status])
        return _Wrong(CorrectionCause.LATE, claim, why, now)
    return None


def _sentence(wrong: _Wrong, t: Translator, today: date) -> str:
    """What to put under the post, in its language."""
    day, words = t.date(today), _plain(wrong.claim.words)
    if wrong.cause is CorrectionCause.WITHDRAWN:
        return t("Correction of {day}: we have taken a quote out of this post.", day=day)
    if wrong.delivery is None:
        return t("Correction of {day}: this post said “{words}” We cannot say that any more.", day=day, words=words)
    now = standing(wrong.delivery, t)
    if wrong.cause is CorrectionCause.LATE and due_of(wrong.delivery.due) == due_of(wrong.claim.due):
        return t("Correction of {day}: this post said “{words}” That day has passed, and it is not done yet.", day=day, words=words)
    return t("Correction of {day}: this post said “{words}” That is no longer so. Today: {standing}", day=day, words=words, standing=now)


def _plain(markdown: str) -> str:
    """The letters of a piece of Markdown."""
    sections = understand(Written(markdown)).sections
    return one_line(" ".join(block.text for section in sections for block in section.blocks))


_NEVER = frozenset({Rule.QUOTE, Rule.PERSONAL, Rule.SINGLED, Rule.CELL, Rule.EMBARGO})
"""What no correction may say either; claims are another matter: it says what was said before."""


def draft_correction(*, workspace: Workspace, out: str, cause: CorrectionCause, source: str, text: str) -> Changes:
    """Keep what is to be said instead; an empty text goes back to the sentence that is drafted from the data.

    Raises:
        CouncilError: there is no such published record.
        Refused: the text holds somebody's words or name, or tells of too few people.
    """
    with workspace.write(m_("Write a correction")) as writing:
        record = _record(writing, out)
        clean = line(text, "text", _CORRECTION)
        _refuse_private(writing, record, clean)
        _kept(writing, out, cause, source).text = clean
        return changes(writing)


def settle_correction(*, workspace: Workspace, out: str, cause: CorrectionCause, source: str, day: date) -> Changes:
    """Record the day on which a correction stood in public; it is listed again when the delivery changes after that.

    Raises:
        CouncilError: there is no such published record, or the day is before it was out or has not come.
    """
    with workspace.write(m_("Settle a correction")) as writing:
        record = _record(writing, out)
        if not record.day <= day <= datetime.now(UTC).astimezone().date():
            why = m_("a correction stands in public after its post, and not in days to come")
            raise CouncilError(day.isoformat(), why, m_("Give the day it was put there."))
        row = _kept(writing, out, cause, source)
        if row.settled_on == day:
            # Settled again on the same day: the log says so, or what it knew then would stand.
            row.settled_on = None
            writing.flush()
        row.settled_on = day
        return changes(writing)


def _record(writing: JournalledSession, out: str) -> PostOut:
    record = writing.get(PostOut, out)
    if record is None:
        raise CouncilError(out, m_("there is no such record"), m_("Read the list again."))
    return record


def _kept(writing: JournalledSession, out: str, cause: CorrectionCause, source: str) -> Correction:
    named = select(Correction).where(Correction.out_id == out, Correction.cause == cause, Correction.source == source)
    row = writing.scalar(named)
    if row is None:
        row = Correction(out_id=out, cause=cause, source=source, text="")
        writing.add(row)
    return row


def _refuse_private(writing: JournalledSession, record: PostOut, text: str) -> None:
    post = writing.get_one(Post, record.post_id)
    market = writing.get_one(Market, post.market_id)
    facts = replace(facts_of(writing, market, post.contact), earlier=())
    section = Section("", (Prose(text),))
    draft = Draft(post.bundle, market.key, market.country, post.locale, "", "", "", (), post.as_of, (section,))
    held = [one for one in MarketGate(facts).held(draft) if one.rule in _NEVER and one.section == 0]
    if held:
        todo = m_("Write it without; nothing was changed.")
        raise Refused([Problem(one.where or record.title, held_words(one), todo) for one in held])
