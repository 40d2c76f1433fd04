"""What pydantic found wrong, said to a person: one `Problem` per error, with line, column, reason and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypeAlias, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from council_app.errors import Message, Problem, m_, mn_
from council_app.exchange.plan import types
from council_app.exchange.plan.locator import Locator, PlanPath, Step
from council_app.exchange.plan.models import Entry, Plan
from council_app.exchange.text import shown

PROBLEM_LIMIT = 100

Said: TypeAlias = tuple[Message, Message]

_PATTERNS: Mapping[str, Said] = {
    types.KEY_PATTERN: (m_("is not a key"), m_("A key is lower-case letters, digits and single hyphens, like “pay-later-2”.")),
    types.PATH_PATTERN: (m_("is not a tag"), m_("Write keys from the top of the codebook down, like “checkout/fees”.")),
    types.STAGE_PATTERN: (m_("is not a stage"), m_("Write journey and stage, like “purchase/choose”.")),
    types.SEAT_PATTERN: (m_("is not a seat code"), m_("A seat code is capital letters and digits, like “P07”.")),
    types.EMAIL_PATTERN: (m_("is not an e-mail address"), m_("Write it like “ada@example.org”.")),
    types.COLOUR_PATTERN: (m_("is not a colour"), m_('Write it with quotation marks, like "#1f6feb".')),
    types.MONTH_PATTERN: (m_("is not a month"), m_("Write year and month, like 2020-06.")),
    types.DUE_PATTERN: (m_("is not a due date"), m_("Write a year, quarter, month or day: 2020, 2020-Q3, 2020-06, 2020-06-15.")),
}

_DATE: Said = (m_("is not a date that exists"), m_("Write year, month and day, like 2020-03-10."))
_MOMENT: Said = (m_("is not a date and time that exists"), m_("Write it like 2020-03-10T09:52:10+00:00."))
_TIME: Said = (m_("is not a time of day"), m_("Write hours and minutes, like 09:30."))
_TEXT: Said = (m_("is not a text"), m_("Write one text here, not a list or further keys."))
_WHOLE: Said = (m_("is not a whole number"), m_("Write digits only."))
_NUMBER: Said = (m_("is not a number"), m_("Write digits, with a point before decimals."))
_TRUTH: Said = (m_("is neither true nor false"), m_("Write true or false."))
_LIST: Said = (m_("is not a list"), m_("Write the values between [ and ], or each on its own line after a hyphen."))
_PAIRS: Said = (m_("is not an entry with keys"), m_("Write “key: value”, each on its own line."))

_PLAIN: Mapping[str, Said] = {
    "date": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_type": _DATE,
    "moment": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_type": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "timezone_offset": _MOMENT,
    "unzoned": (m_("has no time zone"), m_("Write it like 2020-03-10T09:52:10+00:00.")),
    "time": _TIME,
    "time_parsing": _TIME,
    "time_type": _TIME,
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "tuple_type": _LIST,
    "dict_type": _PAIRS,
    "model_type": _PAIRS,
    "model_attributes_type": _PAIRS,
    "country": (m_("is not a country"), m_("Write its ISO 3166 code in capitals, like GB or SE.")),
    "currency": (m_("is not a currency"), m_("Write its ISO 4217 code in capitals, like GBP or SEK.")),
    "locale": (m_("is not a locale"), m_("Write language and country, like en-GB or sv-SE.")),
    "zone": (m_("is not a time zone"), m_("Write its IANA name, like Europe/London.")),
    "overridable": (m_("is a rule that no second person may let pass"), m_("Take it out; change the words of the post instead.")),
    "answer": (m_("is not an answer"), m_("Write a number, a text, or a list of them.")),
}

_WHOLE_ENTRY: Mapping[str, Said] = {
    "consent_answer": (
        m_("a consent is either granted or refused"),
        m_("Add “granted” with date and time, or “refused” with date and time, not both."),
    ),
    "call_name": (m_("a call is to one seat, or to one person"), m_("Keep “seat”, or “person” with the e-mail or key of who has none.")),
    "person_name": (m_("a person needs an e-mail address or a key"), m_("Add “email”, or “key” when there is no address.")),
    "span_order": (m_("the highlight ends before it starts"), m_("Write “ends” larger than “starts”.")),
    "claim_order": (m_("the sentence ends before it starts"), m_("Write “ends” larger than “starts”.")),
    "span_outside": (m_("a sentence it links lies outside the text"), m_("Count the characters of “text” from 0.")),
    "two_people": (m_("who wrote a post cannot sign it off"), m_("Write the names of two people.")),
    "no_name": (m_("a name is missing"), m_("Write who wrote the post and who signs it off.")),
    "nobody_answers": (m_("it is not said who answers for it"), m_("Write their name.")),
    "no_reason": (m_("no reason is given"), m_("Write why these words may stand.")),
    "five_votes": (m_("the votes are not five whole numbers"), m_("Write how many hands went up for 1, 2, 3, 4 and 5: [0, 1, 4, 2, 0].")),
    "one_mark": (
        m_("this is no mark within the picture"),
        m_("Write an arrow as [x, y, to x, to y] or a box as [x, y, width, height], each number between 0 and 1."),
    ),
    "impact_order": (m_("the impact is not in order"), m_("“low” is the smallest, “high” the largest of the three.")),
}


def explain(error: ValidationError, where: Locator) -> list[Problem]:
    """One problem per error in the order of the file; beyond a hundred only their number."""
    details = error.errors(include_url=False)
    paths = {id(detail): _clean_path(detail["loc"]) for detail in details}
    where.prepare(paths.values())
    placed = sorted(details, key=lambda detail: where.place(paths[id(detail)]))
    problems = [_problem(detail, paths[id(detail)], where) for detail in placed[:PROBLEM_LIMIT]]
    return problems + remainder(len(placed) - PROBLEM_LIMIT, where)


def remainder(more: int, where: Locator) -> list[Problem]:
    """The line that stands for problems beyond the limit; none when there are none."""
    if more <= 0:
        return []
    return [Problem(where.name, mn_("one more problem", "{count} more problems", more), m_("Correct these first, then try again."))]


def suggestion(word: str, known: Sequence[str]) -> Message:
    """“Did you mean …”, or what there is, or that there is nothing."""
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    if near:
        return m_("Did you mean “{word}”?", word=near[0])
    if not known:
        return m_("Leave it out.")
    listed = ", ".join(sorted(known)[:30])
    return m_("Use one of: {words}.", words=listed)


def _problem(detail: ErrorDetails, path: PlanPath, where: Locator) -> Problem:
    kind = detail["type"]
    if kind == "extra_forbidden":
        word = str(path[-1])
        return Problem(where.where_key(path), m_("unknown key “{key}”", key=shown(word)), suggestion(word, _keys_at(path[:-1])))
    if kind == "missing":
        word = str(path[-1])
        return Problem(where.where(path[:-1]), m_("“{key}” is missing", key=word), m_("Add “{key}”.", key=word))
    if path == ("council",):
        return Problem(
            where.where(path), m_("this version of Council reads plans of version 1"), m_("Write “council: 1”, or update Council.")
        )
    if kind in _WHOLE_ENTRY:
        why, todo = _WHOLE_ENTRY[kind]
        return Problem(where.where(path), why, todo)
    about, todo = _about(detail)
    label = m_("“{value}” {about}", value=shown(_written(detail["input"])), about=about)
    what = where.where_key(path) if detail["loc"][-1:] == ("[key]",) else where.where(path)
    return Problem(what, label, todo)


def _about(detail: ErrorDetails) -> Said:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "string_pattern_mismatch":
        return _PATTERNS[str(context["pattern"])]
    return _BY_KIND.get(kind, _not_accepted)(detail)


def _not_accepted(_: ErrorDetails) -> Said:
    return m_("is not accepted here"), m_("See “council schema” for what is.")


def _choice(detail: ErrorDetails) -> Said:
    allowed = [word.strip().strip("'") for word in str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(",")]
    return m_("is not one of the words allowed here"), suggestion(str(detail["input"]), allowed)


def _too_small(detail: ErrorDetails) -> Said:
    return m_("is too small"), m_("The smallest allowed is {limit}.", limit=detail.get("ctx", {}).get("ge"))


def _not_above(detail: ErrorDetails) -> Said:
    return m_("is too small"), m_("It must be above {limit}.", limit=f"{detail.get('ctx', {}).get('gt', 0):g}")


def _too_large(detail: ErrorDetails) -> Said:
    return m_("is too large"), m_("The largest allowed is {limit}.", limit=detail.get("ctx", {}).get("le"))


def _too_long(detail: ErrorDetails) -> Said:
    return m_("is too long"), m_("Shorten it to {limit} characters.", limit=detail.get("ctx", {}).get("max_length"))


def _too_short(_: ErrorDetails) -> Said:
    return m_("is empty"), m_("Write something, or leave the key out.")


_BY_KIND: Mapping[str, Callable[[ErrorDetails], Said]] = {
    "enum": _choice,
    "literal_error": _choice,
    "greater_than_equal": _too_small,
    "greater_than": _not_above,
    "less_than_equal": _too_large,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
}


def _written(value: object) -> object:
    """Containers are shown by their kind of bracket, nothing by the word for it."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    return value


def _clean_path(loc: Sequence[Step]) -> PlanPath:
    return tuple(step for step in loc if step != "[key]")


def _keys_at(path: PlanPath) -> list[str]:
    """The keys that an entry at `path` may have."""
    current: object = Plan
    for step in path:
        current = _inside(current, step)
    model = _model(current)
    return [] if model is None else [str(info.validation_alias or name) for name, info in model.model_fields.items()]


def _inside(annotation: object, step: Step) -> object:
    model = _model(annotation)
    if model is None or isinstance(step, int):
        return annotation
    for name, info in model.model_fields.items():
        if step in (name, info.validation_alias):
            return info.annotation
    return None


def _model(annotation: object) -> type[Entry] | None:
    """The entry class inside `Annotated[tuple[X, ...]]`, `X | None` and the like."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Entry) else None
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _model(arguments[0])
    return next((found for argument in arguments if (found := _model(argument)) is not None), None)
