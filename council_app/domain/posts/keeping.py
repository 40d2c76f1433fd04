"""How what the program wrote last is kept beside a post, and the seal that tells whether a post is still what somebody read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.posts.said import Said, Written

_NOTHING = Written("")


@dataclass(frozen=True, slots=True)
class Base:
    """A post as the program wrote it last, before anybody changed it."""

    written: Written = _NOTHING
    title: str = ""
    description: str = ""
    slug: str = ""


def kept(base: Base) -> str:
    """`base` as one text, equal for equal ones."""
    said = [_plain(one, one.source) for one in base.written.said]
    plain = {"title": base.title, "description": base.description, "slug": base.slug, "text": base.written.text, "said": said}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(one: Said, name: str) -> list[str | int]:
    return [one.kind.value, name, one.starts, one.ends, one.status.value if one.status else "", one.lang]


def read_kept(text: str) -> Base:
    """What `kept` wrote; anything else is a writing that stands on nothing, with which nothing is compared."""
    try:
        plain = json.loads(text)
        said = tuple(
            Said(SaidKind(kind), str(source), int(starts), int(ends), DeliveryStatus(status) if status else None, str(lang))
            for kind, source, starts, ends, status, lang in plain["said"]
        )
        return Base(Written(str(plain["text"]), said), str(plain["title"]), str(plain["description"]), str(plain["slug"]))
    except (ValueError, KeyError, TypeError):
        return Base()


def seal_of(
    title: str, shown: tuple[str, ...], post: Written, names: Mapping[Said, str], answered: Sequence[tuple[str, str, str]] = ()
) -> str:
    """SHA-256 of all that readers see, of what it stands on, and of what somebody answers for: rule, words and sentence, in order.

    Sources go in by the names they have in every workspace, so that the seal of a post is the same wherever it is read.
    """
    said = sorted(([_plain(one, names.get(one, "")) for one in post.said]), key=str)
    # Where nobody answers for anything, nothing is said of it: seals of before stay good.
    parts = [title, *shown, post.text, said, *([list(map(list, answered))] if answered else ())]
    told = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
