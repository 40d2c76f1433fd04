"""Two versions of a report side by side: each place whose numbers differ, with what they were and what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from council_app.errors import Message, m_
from council_app.reporting.told import Text

Numbers = tuple[float | None, ...]
Figures = Mapping[str, Numbers]


@dataclass(frozen=True, slots=True)
class Value:
    """One number with what it counts; None is one that is hidden. A `share` is from 0 to 1."""

    word: Text
    number: float | None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of two versions: the numbers that are others, before and now; None where a version did not have it."""

    what: Text
    before: tuple[Value, ...] | None
    now: tuple[Value, ...] | None


_PEOPLE, _UNPROMPTED, _OF = m_("people"), m_("unprompted"), m_("of")
_LOW, _HIGH = m_("from"), m_("up to")

_WORDS: Mapping[str, tuple[Message, ...]] = {
    "room": (m_("confirmed"), m_("came"), m_("spoke"), m_("without an invitation"), m_("stayed away")),
    "segment": (_PEOPLE,),
    "occasion": (m_("came"), m_("spoke"), m_("notes")),
    "finding": (_PEOPLE, _OF, _UNPROMPTED, m_("when asked"), m_("severity")),
    "at": (_PEOPLE, _OF, _UNPROMPTED),
    "reach": (_LOW, _HIGH),
    "worth": (_LOW, m_("likely"), _HIGH, m_("days")),
    "theme": (_PEOPLE, _UNPROMPTED),
    "stage": (_PEOPLE,),
    "task": (m_("unaided"), _OF, _LOW, _HIGH, m_("with help"), m_("seconds")),
    "score": (m_("mean"), _LOW, _HIGH, m_("answers")),
}
"""What the numbers of a place are, in their order; see `figures_told`."""

_SHARES = frozenset({"reach"})

_PARTS: Mapping[str, Message] = {
    "room": m_("Who was there"),
    "follow-up": m_("What became of earlier promises"),
    "reach": m_("{title}: customers like them"),
    "at": m_("{title}: by council"),
    "stages": m_("{title}: stages"),
    "worth": m_("{title}: worth and effort"),
    "remark": m_("{title}: remarks"),
}


def differences(titles: Mapping[str, str], before: Figures, now: Figures) -> tuple[Difference, ...]:
    """Places whose numbers are others, in the order of the newer version; those that are gone come last.

    Args:
        titles: of findings, by their keys.
        before, now: numbers by place, as `Report.figures` has them.
    """
    places = [at for at in now if before.get(at) != now[at]] + [at for at in before if at not in now]
    return tuple(_difference(at, titles, before.get(at), now.get(at)) for at in places)


def _difference(at: str, titles: Mapping[str, str], before: Numbers | None, now: Numbers | None) -> Difference:
    what = _what(at, titles)
    if before is None or now is None:
        return Difference(what, _values(at, before), _values(at, now))
    others = [which for which, (old, new) in enumerate(zip_longest(before, now)) if old != new]
    named = [which for which in others if which < len(_WORDS.get(_kind(at), ()))] or others
    return Difference(what, _values(at, before, named), _values(at, now, named))


def _values(at: str, numbers: Numbers | None, which: Sequence[int] | None = None) -> tuple[Value, ...] | None:
    """Those numbers with their words; when it is not said which, those that have words, or all."""
    if numbers is None:
        return None
    words = _WORDS.get(_kind(at), ())
    chosen = which if which is not None else range(len(words) or len(numbers))
    shares = _kind(at) in _SHARES
    return tuple(Value(_word(words, each), numbers[each], share=shares) for each in chosen if each < len(numbers))


def _word(words: tuple[Message, ...], which: int) -> Text:
    return words[which] if which < len(words) else ""


def _kind(at: str) -> str:
    """`room` of `room`, `at` of `finding:KEY/at:2`, `task` of `prototype:NAME/task:TITLE`."""
    head, _, rest = at.partition(":")
    return head if head not in ("finding", "prototype") or "/" not in rest else rest.partition("/")[2].partition(":")[0]


def _what(at: str, titles: Mapping[str, str]) -> Text:
    head, _, rest = at.partition(":")
    kind = _kind(at)
    if head == "finding":
        key = rest.partition("/")[0]
        title = titles.get(key, key)
        said = _PARTS.get(kind)
        return title if said is None else replace(said, fields=(("title", title),))
    return _PARTS.get(kind, rest or at)
