"""A person's words out of every post: from drafts, from what the program wrote, from answers for sentences, and from what was published.

A published record stays and says that words were taken out of it: somebody has to take them out of the page as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import ChangeRow, Correction, Note, Post, PostClaim, PostOut, PostOverride
from council_app.db.rewriting import rewrite, rewrite_log
from council_app.domain.enums import SaidKind
from council_app.domain.posts import GONE, Base, Written, edited, kept, read_kept, replaced
from council_app.domain.publishing_facts import SaidNote
from council_app.domain.quoting import find_sayings, sayings
from council_app.domain.redaction import Redaction
from council_app.domain.text import folded_words
from council_app.services.posts import rows
from council_app.services.posts.facts import OutClaim

_Worded = Post | PostOut | PostOverride | Correction
_TEXTS: dict[type[_Worded], tuple[str, ...]] = {
    Post: ("title", "description", "slug", "contact"),
    PostOut: ("title", "text", "place"),
    PostOverride: ("words", "reason"),
    Correction: ("text",),
}


@dataclass(frozen=True, slots=True)
class _Eraser:
    """Whose notes go, and what names the person."""

    notes: frozenset[str]
    said: tuple[SaidNote, ...]
    redactions: Sequence[Redaction]

    def text(self, text: str) -> str:
        """`text` without their words and names."""
        return self.written(Written(text)).text

    def written(self, post: Written) -> Written:
        """A post without them: quotes of theirs end, other spans stay on their words."""
        quotes = [(one.starts, one.ends) for one in post.said if one.kind is SaidKind.QUOTE and one.source in self.notes]
        found = [(start, end) for start, end, _ in find_sayings(post.text, sayings(self.said, [post.text]))]
        cut = replaced(post, [*quotes, *found])
        for redaction in self.redactions:
            cut = edited(cut, _without_addresses(redaction.applied(cut.text), redaction))
        return Written(cut.text, tuple(one for one in cut.said if one.kind is not SaidKind.QUOTE or one.source not in self.notes))

    def base(self, text: str) -> str:
        """As `written`, of what is kept beside a post."""
        if not text:
            return text
        base = read_kept(text)
        return kept(Base(self.written(base.written), self.text(base.title), self.text(base.description), self.text(base.slug)))

    def claims(self, plain: object) -> object:
        """The claims of a published record; a quote of theirs says that it was taken."""
        return [rows.plain_claim(self._claim(claim)) for claim in rows.claims_in(plain)] if isinstance(plain, list) else plain

    def _claim(self, claim: OutClaim) -> OutClaim:
        theirs = claim.kind is SaidKind.QUOTE and claim.source in self.notes
        return replace(claim, words=GONE, taken=True) if theirs else replace(claim, words=self.text(claim.words))

    def logged(self, entity: str, column: str, value: object) -> object:
        """A value of the change log."""
        if column == "claims" and entity == PostOut.__tablename__:
            return self.claims(value)
        if not isinstance(value, str):
            return value
        return self.base(value) if column == "written" else self.text(value)


def forget_words(writing: JournalledSession, notes: Collection[str], redactions: Sequence[Redaction]) -> None:
    """Take the words of these notes (ids) and the names out of every post and of what the log says of them; the notes are still there."""
    eraser = _Eraser(frozenset(notes), tuple(_said(writing, notes)), redactions)
    for post in writing.scalars(select(Post)).all():
        _forget_in(writing, post, eraser)
    for out in writing.scalars(select(PostOut)).all():
        _forget_out(writing, out, eraser)
    worded: list[PostOverride | Correction] = [*writing.scalars(select(PostOverride)), *writing.scalars(select(Correction))]
    for row in worded:
        _rewrite(writing, row, {name: eraser.text(getattr(row, name)) for name in _TEXTS[type(row)]})
    rewrite_log(writing, [model.__tablename__ for model in _TEXTS], eraser.logged)


def _said(writing: JournalledSession, notes: Collection[str]) -> Iterator[SaidNote]:
    """The notes as they are, and as the log says they were; none of them may be quoted."""
    for row in writing.scalars(select(Note).where(Note.id.in_(list(notes)))):
        yield SaidNote(row.id, row.text, row.verbatim, may_quote=False)
    logged = select(ChangeRow.row_id, ChangeRow.values).where(ChangeRow.entity == Note.__tablename__, ChangeRow.row_id.in_(list(notes)))
    for note, values in writing.execute(logged):
        for text in json.loads(values).get("text", ()):
            if isinstance(text, str) and text:
                yield SaidNote(note, text, verbatim=True, may_quote=False)


def _without_addresses(text: str, redaction: Redaction) -> str:
    """Without the name as addresses write it: “ada-lind”."""
    for mark in redaction.marks:
        written = "-".join(folded_words(mark))
        if "-" in written:
            text = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", GONE, text, flags=re.IGNORECASE)
    return text


def _forget_in(writing: JournalledSession, post: Post, eraser: _Eraser) -> None:
    before = rows.stored(writing, post)
    now = eraser.written(before)
    values: dict[str, object] = {name: eraser.text(getattr(post, name)) for name in _TEXTS[Post]}
    _rewrite(writing, post, values | {"text": now.text, "written": eraser.base(post.written)})
    for claim in writing.scalars(select(PostClaim).where(PostClaim.post_id == post.id, PostClaim.source.in_(eraser.notes))):
        writing.delete(claim)
    writing.flush()
    if now != before:
        rows.put(writing, post, now)


def _forget_out(writing: JournalledSession, out: PostOut, eraser: _Eraser) -> None:
    quoted = [claim.words for claim in rows.claims_in(out.claims) if claim.kind is SaidKind.QUOTE and claim.source in eraser.notes]
    text = out.text
    for words in sorted(filter(lambda one: one.strip("> …"), quoted), key=len, reverse=True):
        text = text.replace(words, f"> {GONE}" if words.startswith(">") else GONE)
    values: dict[str, object] = {"title": eraser.text(out.title), "text": eraser.text(text), "place": eraser.text(out.place)}
    _rewrite(writing, out, values | {"claims": eraser.claims(out.claims)})


def _rewrite(writing: JournalledSession, row: _Worded, values: dict[str, object]) -> None:
    changed = {name: value for name, value in values.items() if value != getattr(row, name)}
    if changed:
        rewrite(writing, row, changed)
