"""Front matter: what a site generator is told about a post, as YAML or as Pelican's header lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date

from council_app.domain.draft import Draft
from council_app.reporting.blog.markdown import escaped, one_line

Value = str | bool | date | tuple[str, ...] | dict[str, str]

VALUES: dict[str, Callable[[Draft], Value]] = {
    "title": lambda draft: draft.title,
    "as_of": lambda draft: draft.as_of,
    "slug": lambda draft: draft.slug,
    "description": lambda draft: draft.description,
    "yes": lambda _draft: True,
    "no": lambda _draft: False,
    "key": lambda draft: draft.key,
    "locale": lambda draft: draft.locale,
    "language": lambda draft: draft.locale.split("-")[0],
    "market": lambda draft: draft.market,
    "councils": lambda draft: draft.councils,
    "approved_by": lambda draft: draft.approved_by,
    "translations": lambda draft: {other.locale: other.slug for other in draft.translations},
    "shared_slug": lambda draft: min([(draft.locale, draft.slug), *((other.locale, other.slug) for other in draft.translations)])[1],
    "draft": lambda _draft: "draft",
    "md": lambda _draft: "md",
}
"""Where the value of a front matter field comes from."""

Fields = Mapping[str, str]
"""Field name of a generator → key of `VALUES`."""

Style = Callable[[Draft, Fields, str], str]
"""(draft, fields, marker) → the text above the body."""


def yaml(draft: Draft, fields: Fields, marker: str) -> str:
    """YAML between `---` lines. Strings are written as JSON strings, which YAML reads as they are and which cannot end the block."""
    lines = [f"{name}: {_yaml_value(VALUES[source](draft))}" for name, source in fields.items()]
    return "\n".join(["---", f"# {marker}", *lines, "---", "", ""])


def pelican(draft: Draft, fields: Fields, marker: str) -> str:
    """`Name: value` lines, each value on one line, then an empty line. Pelican's themes put values into the page as they are."""
    lines = [f"{name}: {_plain_value(VALUES[source](draft))}" for name, source in fields.items()]
    return "\n".join([*lines, f"Council_mark: {marker}", "", ""])


_REFERENCE = re.compile(r"&(?=#?\w+;)")


def _yaml_value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_yaml_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_yaml_value(name)}: {_yaml_value(item)}" for name, item in value.items()) + "}"
    # Some themes print a title as it is: what was typed as a reference must not become the letter that it stands for.
    return json.dumps(_REFERENCE.sub("& ", one_line(value)), ensure_ascii=False)


def _plain_value(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(escaped(item) for item in value)
    return escaped(value) if isinstance(value, str) else _yaml_value(value)
