"""Posts between their rows and what people are told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Delivery, Insight, Market, Note, Post, PostClaim, PostOut, PostOverride, PostSignoff
from council_app.db.queries.notes import who_refused_notes
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import GONE, Base, Said, Written, kept, read_kept, seal_of, without_quotes
from council_app.errors import CouncilError, m_
from council_app.services.posts.facts import OutClaim, OutFacts, OverrideFacts, PostRef, PostState, SignoffFacts


def post_row(session: Session, post: str) -> Post:
    """The row of a post.

    Raises:
        CouncilError: there is none of this id.
    """
    row = session.get(Post, post)
    if row is None:
        raise CouncilError(post, m_("there is no such post"), m_("Somebody may have removed it."))
    return row


def stored(session: Session, post: Post) -> Written:
    """A post's Markdown with its spans as they are kept."""
    rows = session.scalars(
        select(PostClaim).where(PostClaim.post_id == post.id).order_by(PostClaim.starts, PostClaim.ends.desc(), PostClaim.id)
    )
    length = len(post.text)
    said = tuple(Said(row.kind, row.source, row.starts, row.ends, row.status, row.lang) for row in rows if row.ends <= length)
    return Written(post.text, said)


def shown(session: Session, post: Post) -> Written:
    """As `stored`, without the words of who refused notes since."""
    written = stored(session, post)
    return without_quotes(written, silent_notes(session, (one.source for one in written.said if one.kind is SaidKind.QUOTE)))


def base_shown(session: Session, post: Post) -> Base:
    """What the program wrote last, without the words of who refused notes since."""
    base = read_kept(post.written)
    silent = silent_notes(session, (one.source for one in base.written.said if one.kind is SaidKind.QUOTE))
    return Base(without_quotes(base.written, silent), base.title, base.description, base.slug) if silent else base


def silent_notes(session: Session, notes: Iterable[str]) -> frozenset[str]:
    """Those of these notes whose speakers refused notes: nobody reads their words anywhere."""
    speakers = dict(session.execute(select(Note.id, Note.attendance_id).where(Note.id.in_(list(notes)))).all())
    refused = who_refused_notes(session, [speaker for speaker in speakers.values() if speaker is not None])
    return frozenset(note for note, speaker in speakers.items() if speaker in refused)


def put(writing: JournalledSession, post: Post, written: Written) -> None:
    """Make the text and the spans of a post these; rows of spans that stand on the same stay the same rows."""
    if post.text != written.text:
        post.text = written.text
    there: dict[tuple[SaidKind, str], list[PostClaim]] = defaultdict(list)
    for row in writing.scalars(select(PostClaim).where(PostClaim.post_id == post.id).order_by(PostClaim.starts, PostClaim.id)):
        there[row.kind, row.source].append(row)
    for one in written.said:
        values = {"starts": one.starts, "ends": one.ends, "status": one.status, "lang": one.lang}
        rows = there[one.kind, one.source]
        if not rows:
            writing.add(PostClaim(post_id=post.id, kind=one.kind, source=one.source, **values))
            continue
        row = rows.pop(0)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for row in (row for rows in there.values() for row in rows):
        writing.delete(row)
    writing.flush()


def keep_base(post: Post, base: Base) -> None:
    """Remember what the program wrote."""
    post.written = kept(base)


def by_ids(session: Session, written: Written) -> Written:
    """`written` by the writer, which knows insights by key, with their ids."""
    keys = {one.source for one in written.said if one.kind is SaidKind.INSIGHT}
    ids = dict(session.execute(select(Insight.key, Insight.id).where(Insight.key.in_(keys))).all())
    said = (
        Said(one.kind, ids.get(one.source, ""), one.starts, one.ends, one.status, one.lang) if one.kind is SaidKind.INSIGHT else one
        for one in written.said
    )
    return Written(written.text, tuple(one for one in said if one.source))


def names_of(session: Session, said: Iterable[Said]) -> Mapping[Said, str]:
    """What each span stands on, by the names that are the same in every workspace; nothing for what is gone."""
    spans = list(said)
    wanted = {kind: [one.source for one in spans if one.kind is kind] for kind in SaidKind}
    deliveries = dict(
        session.execute(
            select(Delivery.id, Insight.key)
            .join(Insight, Delivery.insight_id == Insight.id)
            .where(Delivery.id.in_(wanted[SaidKind.DELIVERY]))
        ).all()
    )
    insights = dict(session.execute(select(Insight.id, Insight.key).where(Insight.id.in_(wanted[SaidKind.INSIGHT]))).all())
    notes = {row: key or f"n-{row}" for row, key in session.execute(select(Note.id, Note.key).where(Note.id.in_(wanted[SaidKind.QUOTE])))}
    found: dict[SaidKind, Mapping[str, str]] = {SaidKind.DELIVERY: deliveries, SaidKind.INSIGHT: insights, SaidKind.QUOTE: notes}
    return {one: one.source if one.kind is SaidKind.PART else found[one.kind].get(one.source, "") for one in spans}


def seal(session: Session, post: Post) -> str:
    """The seal of a post as it is kept, with what somebody answers for in it."""
    written = stored(session, post)
    seen = (post.locale, post.description, post.slug, post.contact, post.as_of.isoformat())
    answered = {(one.rule.value, one.words, one.sentence) for one in overrides_of(session, post.id)}
    return seal_of(post.title, seen, written, names_of(session, written.said), sorted(answered))


def signoff_of(session: Session, post: Post) -> SignoffFacts | None:
    """The last word of a second person."""
    row = session.scalar(
        select(PostSignoff).where(PostSignoff.post_id == post.id).order_by(PostSignoff.at.desc(), PostSignoff.id.desc()).limit(1)
    )
    return None if row is None else SignoffFacts(row.by, row.wrote, row.at, live=row.seal == seal(session, post))


def overrides_of(session: Session, post: str) -> tuple[OverrideFacts, ...]:
    """What somebody answers for, oldest first; never a rule that nobody may answer for."""
    rows = session.scalars(select(PostOverride).where(PostOverride.post_id == post).order_by(PostOverride.at, PostOverride.id))
    return tuple(_override(row) for row in rows if row.rule in set(Rule) and Rule(row.rule).overridable)


def _override(row: PostOverride) -> OverrideFacts:
    words, _, sentence = row.words.partition("\n")
    return OverrideFacts(row.id, Rule(row.rule), words, sentence, row.reason, row.by, row.at)


def outs_of(session: Session, post: str) -> tuple[OutFacts, ...]:
    """What was said of a post in public, oldest first."""
    return tuple(
        out_facts(session, session.scalars(select(PostOut).where(PostOut.post_id == post).order_by(PostOut.day, PostOut.id)).all())
    )


def out_facts(session: Session, rows: Sequence[PostOut]) -> Iterator[OutFacts]:
    """Published records, without the words of who refused notes since."""
    claims = {row.id: tuple(claims_in(row.claims)) for row in rows}
    quoted = {claim.source for found in claims.values() for claim in found if claim.kind is SaidKind.QUOTE}
    silent = silent_notes(session, quoted)
    for row in rows:
        hidden = {claim.words for claim in claims[row.id] if claim.source in silent and claim.words.strip("> …")}
        text = row.text
        for words in sorted(hidden, key=len, reverse=True):
            text = text.replace(words, f"> {GONE}" if words.startswith(">") else GONE)
        told = tuple(_silenced(claim) if claim.words in hidden else claim for claim in claims[row.id])
        yield OutFacts(row.id, row.post_id, row.day, row.place, row.title, text, told, row.approved_by, row.down_on)


def _silenced(claim: OutClaim) -> OutClaim:
    return OutClaim(claim.kind, claim.source, GONE, claim.status, claim.due, claim.taken)


def claims_in(plain: object) -> Iterator[OutClaim]:
    """The claims of a published record; what is no claim is passed over."""
    for each in plain if isinstance(plain, list) else []:
        if isinstance(each, dict) and each.get("kind") in set(SaidKind):
            status = each.get("status")
            yield OutClaim(
                SaidKind(each["kind"]),
                str(each.get("source", "")),
                str(each.get("words", "")),
                DeliveryStatus(status) if status in set(DeliveryStatus) else None,
                str(each.get("due", "")),
                taken=bool(each.get("taken")),
            )


def plain_claim(claim: OutClaim) -> dict[str, object]:
    """A claim as its record keeps it."""
    found: dict[str, object] = {"kind": claim.kind.value, "source": claim.source, "words": claim.words}
    if claim.status is not None:
        found["status"] = claim.status.value
    if claim.due:
        found["due"] = claim.due
    if claim.taken:
        found["taken"] = True
    return found


def refs(session: Session, market: str = "") -> tuple[PostRef, ...]:
    """Every post of a market (by its id), or of all; the newest day first."""
    statement = select(Post, Market.key).join(Market, Post.market_id == Market.id)
    if market:
        statement = statement.where(Post.market_id == market)
    ordered = statement.order_by(Post.as_of.desc(), Market.key, Post.bundle, Post.locale)
    return tuple(ref(session, row, key) for row, key in session.execute(ordered))


def ref(session: Session, row: Post, market: str) -> PostRef:
    """A post as lists name it."""
    downs: Sequence[date | None] = session.scalars(select(PostOut.down_on).where(PostOut.post_id == row.id)).all()
    signed = signoff_of(session, row)
    state = PostState.SIGNED if signed is not None and signed.live else PostState.DRAFT
    if downs:
        state = PostState.OUT if None in downs else PostState.DOWN
    return PostRef(row.id, row.bundle, market, row.locale, row.title, row.as_of, state)
