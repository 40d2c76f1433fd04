"""Dumping posts, with what was said in public; without the words of who refused notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Correction, Delivery, Insight, Market, Post, PostSignoff
from council_app.domain.enums import CorrectionCause, SaidKind
from council_app.domain.posts import Said
from council_app.exchange import plan as files
from council_app.services.posts import rows
from council_app.services.posts.facts import OutClaim


@dataclass(frozen=True, slots=True)
class _Names:
    """What a plan calls the sources of sentences, by their ids."""

    by_kind: Mapping[SaidKind, Mapping[str, str]]

    def of(self, kind: SaidKind, source: str) -> str | None:
        return source if kind is SaidKind.PART else self.by_kind[kind].get(source)


def posts_of(session: Session, notes: Mapping[str, str]) -> tuple[files.Post, ...]:
    """Every post; `notes` are the keys of those that the plan holds, by id."""
    delivered = select(Delivery.id, Insight.key).join(Insight, Delivery.insight_id == Insight.id)
    names = _Names(
        {
            SaidKind.DELIVERY: dict(session.execute(delivered).all()),
            SaidKind.INSIGHT: dict(session.execute(select(Insight.id, Insight.key)).all()),
            SaidKind.QUOTE: notes,
        }
    )
    statement = select(Post, Market.key).join(Market, Post.market_id == Market.id).order_by(Post.bundle, Post.locale)
    return tuple(_post(session, row, market, names) for row, market in session.execute(statement))


def _post(session: Session, row: Post, market: str, names: _Names) -> files.Post:
    written = rows.shown(session, row)
    return files.Post(
        key=row.bundle,
        locale=row.locale,
        market=market,
        title=row.title,
        description=row.description or None,
        slug=row.slug or None,
        as_of=row.as_of,
        contact=row.contact or None,
        text=written.text,
        claims=tuple(_claims(written.said, names)),
        written=_written(session, row, names),
        overrides=tuple(
            files.PostOverride(rule=one.rule, words=one.words, sentence=one.sentence, reason=one.reason, by=one.by, at=one.at)
            for one in rows.overrides_of(session, row.id)
        ),
        signoff=_signoff(session, row) if _is_whole(session, row, names) else None,
        out=tuple(_outs(session, row, names)),
    )


def _claims(said: Iterable[Said], names: _Names) -> Iterator[files.PostClaim]:
    """Spans in the order of the text; those on what the plan does not hold stay out."""
    found = sorted(said, key=lambda one: (one.starts, -one.ends, one.kind, names.of(one.kind, one.source) or ""))
    for one in found:
        name = names.of(one.kind, one.source)
        if name:
            yield files.PostClaim(kind=one.kind, of=name, starts=one.starts, ends=one.ends, status=one.status, lang=one.lang or None)


def _written(session: Session, row: Post, names: _Names) -> files.PostWriting | None:
    if not row.written:
        return None
    base = rows.base_shown(session, row)
    return files.PostWriting(
        title=base.title or None,
        description=base.description or None,
        slug=base.slug or None,
        text=base.written.text,
        claims=tuple(_claims(base.written.said, names)),
    )


def _is_whole(session: Session, row: Post, names: _Names) -> bool:
    """Whether a plan says all of a post: what was read and signed off is not what is left when words stay out."""
    written = rows.stored(session, row)
    return written == rows.shown(session, row) and all(names.of(one.kind, one.source) for one in written.said)


def _signoff(session: Session, row: Post) -> files.PostSignoff | None:
    """The last word of a second person, as long as it holds."""
    signed = rows.signoff_of(session, row)
    if signed is None or not signed.live:
        return None
    seal = session.scalars(select(PostSignoff.seal).where(PostSignoff.post_id == row.id, PostSignoff.at == signed.at)).first()
    return files.PostSignoff(by=signed.by, wrote=signed.wrote, at=signed.at, seal=seal or "")


def _outs(session: Session, row: Post, names: _Names) -> Iterator[files.PostOut]:
    for out in sorted(rows.outs_of(session, row.id), key=lambda one: (one.day, one.place)):
        yield files.PostOut(
            day=out.day,
            place=out.place,
            title=out.title,
            text=out.text,
            claims=tuple(_out_claim(claim, names) for claim in out.claims),
            approved_by=out.approved_by or None,
            down_on=out.down_on,
            corrections=tuple(_corrections(session, out.id, names)),
        )


def _out_claim(claim: OutClaim, names: _Names) -> files.PostOutClaim:
    return files.PostOutClaim(
        kind=claim.kind,
        of=names.of(claim.kind, claim.source),
        words=claim.words or None,
        status=claim.status,
        due=claim.due or None,
        taken=claim.taken,
    )


def _corrections(session: Session, out: str, names: _Names) -> Iterator[files.PostCorrection]:
    found = session.scalars(select(Correction).where(Correction.out_id == out))
    named = ((row, names.of(_kind(row), row.source)) for row in found)
    # Of several about what is gone, a plan can say only one.
    for (_, name), row in sorted({(row.cause, name or ""): row for row, name in named}.items(), key=lambda each: each[0]):
        yield files.PostCorrection(cause=row.cause, of=name or None, text=row.text or None, settled=row.settled_on)


def _kind(row: Correction) -> SaidKind:
    return SaidKind.QUOTE if row.cause is CorrectionCause.WITHDRAWN else SaidKind.DELIVERY
