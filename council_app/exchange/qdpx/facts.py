"""What Council knows and the format has no place for: lines such as `kind: friction` in a description, which people can read, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_MARK = "council "


def facts_text(facts: Iterable[tuple[str, str]]) -> str:
    """One line for each that says something."""
    return "\n".join(f"{name}: {value}" for name, value in facts if value)


def read_facts(text: str) -> Mapping[str, str]:
    """The lines of `facts_text`; the first of a name holds."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, colon, value = line.partition(": ")
        if colon and name.replace("_", "").isalpha():
            found.setdefault(name, value.strip())
    return found


def with_facts(text: str, facts: Iterable[tuple[str, str]]) -> str:
    """A text in somebody's own words, with facts below it that `without_facts` finds again."""
    lines = [f"{_MARK}{name}: {value}" for name, value in facts if value]
    return "\n".join([text, *lines] if text else lines)


def without_facts(text: str) -> tuple[str, Mapping[str, str]]:
    """The words, and the facts that stand below them."""
    lines = text.split("\n")
    kept = len(lines)
    while kept and lines[kept - 1].startswith(_MARK) and ": " in lines[kept - 1]:
        kept -= 1
    return "\n".join(lines[:kept]), read_facts("\n".join(line.removeprefix(_MARK) for line in lines[kept:]))
