"""What a plan says of posts, into a workspace: their text and what it stands on, answers for it, and what was said in public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import select

from council_app.db.models import Correction, Delivery, Post, PostOut, PostOverride, PostSignoff
from council_app.domain.enums import CorrectionCause, SaidKind
from council_app.domain.posts import Base, Said, Written, edited, kept
from council_app.exchange import plan as files
from council_app.exchange.plan.published import quoted_in
from council_app.services.plan.heard import note_ids
from council_app.services.plan.putting import CHANGED, UNCHANGED, Putting, given
from council_app.services.posts import rows
from council_app.services.posts.facts import OutClaim

_Names = Mapping[tuple[SaidKind, str], str]


def put_posts(putting: Putting, plan: files.Plan) -> None:
    """Create or update posts; what was said in public is added to, never taken away."""
    notes = note_ids(putting.session, {note for post in plan.posts for note in quoted_in(post)}) if plan.posts else {}
    for entry in plan.posts:
        _post(putting, entry, notes)


def _post(putting: Putting, entry: files.Post, notes: Mapping[str, str]) -> None:
    row = putting.session.scalar(select(Post).where(Post.bundle == entry.key, Post.locale == entry.locale))
    values = given(entry, "locale", "title", "description", "slug", "as_of", "contact") | {"bundle": entry.key}
    if entry.market is not None:
        values["market_id"] = putting.markets[entry.market].id
    if row is None:
        values["text"] = ""
    row, what = putting.put(Post, row, values)
    names = _names(putting, row, notes)
    changed = [
        _written(putting, row, entry, names),
        _base(row, entry, names),
        _overrides(putting, row, entry),
        _signoff(putting, row, entry),
        *_outs(putting, row, entry.out, names),
    ]
    putting.count("posts", CHANGED if any(changed) and what == UNCHANGED else what)


def _names(putting: Putting, row: Post, notes: Mapping[str, str]) -> _Names:
    deliveries = {each.insight_id: each.id for each in putting.session.scalars(select(Delivery).where(Delivery.market_id == row.market_id))}
    found = {(SaidKind.QUOTE, key): note for key, note in notes.items()}
    for key, insight in putting.insights.items():
        found[SaidKind.INSIGHT, key] = insight.id
        if insight.id in deliveries:
            found[SaidKind.DELIVERY, key] = deliveries[insight.id]
    return found


def _said(claims: Iterable[files.PostClaim], names: _Names) -> tuple[Said, ...]:
    """Spans on what they name; one that names nothing stands on nothing, and is none."""
    found = ((claim, _source(claim.kind, claim.of, names)) for claim in claims)
    said = (Said(claim.kind, source, claim.starts, claim.ends, claim.status, claim.lang or "") for claim, source in found if source)
    return tuple(sorted(said, key=lambda one: (one.starts, -one.ends)))


def _source(kind: SaidKind, name: str | None, names: _Names) -> str:
    return (name or "") if kind is SaidKind.PART else names.get((kind, name or ""), "")


def _written(putting: Putting, row: Post, entry: files.Post, names: _Names) -> bool:
    """Text and spans; a text without spans keeps those there are on their words."""
    before = rows.stored(putting.session, row)
    text = before.text if entry.text is None else entry.text
    now = Written(text, _said(entry.claims, names)) if "claims" in entry.model_fields_set else edited(before, text)
    if now == before:
        return False
    rows.put(putting.session, row, now)
    return True


def _base(row: Post, entry: files.Post, names: _Names) -> bool:
    if entry.written is None:
        return False
    one = entry.written
    base = Base(Written(one.text, _said(one.claims, names)), one.title or "", one.description or "", one.slug or "")
    before, row.written = row.written, kept(base)
    return row.written != before


def _overrides(putting: Putting, row: Post, entry: files.Post) -> bool:
    if "overrides" not in entry.model_fields_set:
        return False
    found = putting.session.scalars(select(PostOverride).where(PostOverride.post_id == row.id))
    there = {(one.rule, one.words): one for one in found}
    changed = False
    for one in entry.overrides:
        words = f"{one.words}\n{one.sentence}"
        values = {"post_id": row.id, "rule": one.rule.value, "words": words, "reason": one.reason, "by": one.by, "at": one.at}
        _, what = putting.put(PostOverride, there.pop((one.rule.value, words), None), values)
        changed = changed or what != UNCHANGED
    for left in there.values():
        putting.session.delete(left)
    return changed or bool(there)


def _signoff(putting: Putting, row: Post, entry: files.Post) -> bool:
    one = entry.signoff
    if one is None:
        return False
    found = putting.session.scalars(select(PostSignoff).where(PostSignoff.post_id == row.id, PostSignoff.at == one.at))
    values = {"post_id": row.id, "by": one.by, "wrote": one.wrote, "at": one.at, "seal": one.seal}
    _, what = putting.put(PostSignoff, next(iter(found), None), values)
    return what != UNCHANGED


def _outs(putting: Putting, row: Post, entries: Iterable[files.PostOut], names: _Names) -> Iterator[bool]:
    """Records are found by day and place; of several, the first is the first that is there, and so on."""
    met = Counter[tuple[date, str]]()
    for entry in entries:
        found = select(PostOut).where(PostOut.post_id == row.id, PostOut.day == entry.day, PostOut.place == entry.place)
        there = putting.session.scalar(found.order_by(PostOut.id).offset(met[entry.day, entry.place]).limit(1))
        met[entry.day, entry.place] += 1
        yield _out(putting, row, there, entry, names)


def _out(putting: Putting, row: Post, there: PostOut | None, entry: files.PostOut, names: _Names) -> bool:
    values = given(entry, "day", "place", "title", "text", "approved_by", "down_on") | {"post_id": row.id}
    if "claims" in entry.model_fields_set or there is None:
        values["claims"] = [rows.plain_claim(_claim(claim, names)) for claim in entry.claims]
    out, what = putting.put(PostOut, there, values)
    corrected = [_correction(putting, out, one, names) for one in entry.corrections]
    return what != UNCHANGED or any(corrected)


def _claim(claim: files.PostOutClaim, names: _Names) -> OutClaim:
    source = _source(claim.kind, claim.of, names)
    return OutClaim(claim.kind, source, claim.words or "", claim.status, claim.due or "", claim.taken)


def _correction(putting: Putting, out: PostOut, entry: files.PostCorrection, names: _Names) -> bool:
    kind = SaidKind.QUOTE if entry.cause is CorrectionCause.WITHDRAWN else SaidKind.DELIVERY
    source = _source(kind, entry.of, names)
    named = select(Correction).where(Correction.out_id == out.id, Correction.cause == entry.cause, Correction.source == source)
    values = given(entry, "text", settled_on="settled") | {"out_id": out.id, "cause": entry.cause, "source": source}
    _, what = putting.put(Correction, putting.session.scalar(named), values)
    return what != UNCHANGED
