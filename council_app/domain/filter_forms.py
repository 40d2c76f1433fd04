"""A filter of notes as files keep it: JSON, read strictly, so that a filter never quietly means something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from council_app.domain.note_filter import FACETS, NOTHING, Condition, Facet, FacetType, Match, NoteFilter, Takes, filter_of
from council_app.errors import CouncilError, Message, m_

VERSION = 1
WORDS_LIMIT, WORD_LIMIT = 1_000, 500
NAME_LIMIT = 100


def to_form(filter: NoteFilter) -> dict[str, object]:  # noqa: A002 - the word of the product
    """The JSON form: `{"version": 1, "conditions": [{"facet": "tag", "match": "all", "words": [...]}]}`; `match` is left out for any."""
    return {"version": VERSION, "conditions": [_form_of(each) for each in filter.conditions]}


def from_form(form: object, what: str) -> NoteFilter:
    """The filter behind its JSON form.

    Raises:
        CouncilError: it was saved by a newer version, or cannot be read; `what` is what it says it is about.
    """
    if not isinstance(form, dict) or not isinstance(form.get("conditions"), list):
        raise CouncilError(what, m_("this filter cannot be read"), m_("Make the filter again."))
    if form.get("version") != VERSION or set(form) != {"version", "conditions"}:
        raise CouncilError(what, m_("this filter was saved by a newer version of Council"), _UPDATE)
    return made([_condition(each, what) for each in form["conditions"]], what)


def made(conditions: Sequence[Condition], what: str) -> NoteFilter:
    """A filter of conditions that came from outside.

    Raises:
        CouncilError: a facet is there twice, or cannot have its words.
    """
    seen = {(each.facet, each.match) for each in conditions}
    if len(seen) < len(conditions):
        raise CouncilError(what, m_("the same condition is there twice"), m_("Write its words after one another."))
    for each in conditions:
        _check(each, what)
    return filter_of(conditions)


_UPDATE = m_("Update Council on this laptop, or make the filter again.")


def _condition(form: object, what: str) -> Condition:
    if not isinstance(form, dict) or not set(form) <= {"facet", "match", "words"}:
        raise CouncilError(what, m_("this filter was saved by a newer version of Council"), _UPDATE)
    facet = next((each for each in Facet if each.value == form.get("facet")), None)
    match = next((each for each in Match if each.value == form.get("match", "any")), None)
    words = form.get("words", [])
    if facet is None or match is None:
        unknown = form.get("facet") if facet is None else form.get("match")
        why = m_("it filters by “{facet}”, which this version of Council does not know", facet=_shown(unknown))
        raise CouncilError(what, why, _UPDATE)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise CouncilError(what, m_("this filter cannot be read"), m_("Make the filter again."))
    return Condition(facet, tuple(dict.fromkeys(words)), match)


def _check(condition: Condition, what: str) -> None:
    row = FACETS[condition.facet]
    hint = _hint(row)
    if condition.match not in row.matches or len(condition.words) > WORDS_LIMIT:
        raise CouncilError(what, m_("“{facet}” cannot be asked for in this way", facet=row.facet.value), hint)
    wrong = [word for word in condition.words if not _fits(row, word)]
    if wrong or not _COUNTS[row.takes](len(condition.words)):
        value = _shown(wrong[0]) if wrong else "–"
        raise CouncilError(what, m_("“{facet}” cannot be {value}", facet=row.facet.value, value=value), hint)


_COUNTS = {
    Takes.WORDS: lambda count: count > 0,
    Takes.DAY: lambda count: count == 1,
    Takes.SEARCH: lambda count: count == 1,
    Takes.NOTHING: lambda count: count == 0,
}


def _fits(row: FacetType, word: str) -> bool:
    if row.takes is Takes.DAY:
        return moment_of(word) is not None
    if row.closed:
        return word in row.closed or (row.may_lack and word == NOTHING)
    return bool(word.strip()) and len(word) <= WORD_LIMIT


def _hint(row: FacetType) -> Message:
    if row.takes is Takes.NOTHING:
        return m_("It stands alone.")
    if row.takes is Takes.DAY:
        return m_("It is one day, such as 2026-09-01.")
    if row.closed:
        return m_("Use one of: {words}.", words=", ".join((*row.closed, *([NOTHING] if row.may_lack else []))))
    return m_("It is a list of up to {limit} words.", limit=WORDS_LIMIT)


def moment_of(word: str) -> date | datetime | None:
    """The day or the moment (aware) a word says; None when it says none."""
    try:
        if len(word) == len("2026-09-01"):
            return date.fromisoformat(word)
        found = datetime.fromisoformat(word)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def proper_name(name: str) -> str:
    """A filter's name on one line.

    Raises:
        CouncilError: it is empty or too long.
    """
    found = " ".join(name.split())
    if not found or len(found) > NAME_LIMIT or not found.isprintable():
        why = m_("a filter's name is one line of at most {limit} characters", limit=NAME_LIMIT)
        raise CouncilError(_shown(name) or "name", why, m_("Give it another name; nothing was changed."))
    return found


def _form_of(condition: Condition) -> dict[str, object]:
    form: dict[str, object] = {"facet": condition.facet.value}
    if condition.match is not Match.ANY:
        form["match"] = condition.match.value
    if condition.words:
        form["words"] = list(condition.words)
    return form


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return " ".join("".join(c if c.isprintable() else " " for c in text[:60]).split())
