"""A search as people type it, put into what the index of words is asked for. Whatever is typed, nothing of it is ever an error.

Words are all found (`late fee`), one of several with OR between them (`fee OR charge`), a phrase in quotation marks, the beginning of
a word before an asterisk, and not at all behind a minus (`-fee`, `-"late fee"`). The last word may be a beginning while it is typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LIMIT = 50
# A minus, then a phrase (whose closing mark may still be missing) or anything up to a space.
_TERM = re.compile(r"(?P<minus>-?)(?:[\"“”„«»](?P<phrase>[^\"“”„«»]*)(?P<closed>[\"“”„«»]?)(?P<star>\*?)|(?P<word>[^\s\"“”„«»]+))")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought, for FTS5.

    Attributes:
        match: the query; "" when nothing is to be found by words.
        excluded: without `match`, the query of what is not to be there; "" otherwise.
        finds_nothing: there is something to find, and no note can hold it (signs alone).
    """

    match: str
    excluded: str = ""
    finds_nothing: bool = False


def parsed(typed: str) -> Sought:
    """What is sought by a search as typed."""
    groups: list[list[str]] = [[]]
    excluded: list[str] = []
    signs = False
    joined = False
    terms = list(_TERM.finditer(typed))[:_LIMIT]
    for term in terms:
        if term.group(0) == "OR":
            joined = bool(groups[-1])
            continue
        quoted = _quoted(term, typed)
        if not quoted:
            signs = signs or any(c not in "-*" and not c.isspace() for c in term.group("word") or "")
        elif term.group("minus"):
            excluded.append(quoted)
        elif joined:
            groups[-1].append(quoted)
            joined = False
        else:
            groups.append([quoted])
    wanted = " AND ".join(group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in groups if group)
    unwanted = " OR ".join(excluded)
    if wanted and unwanted:
        return Sought(f"({wanted}) NOT ({unwanted})")
    return Sought(wanted, unwanted, finds_nothing=signs and not wanted and not unwanted)


def _quoted(term: re.Match[str], typed: str) -> str:
    """The term as a phrase of FTS5, so that no sign in it means anything; "" when it holds no word."""
    phrase, word = term.group("phrase"), term.group("word")
    words = phrase if phrase is not None else word.rstrip("*")
    if not any(c.isalnum() for c in words):
        return ""
    plain = words.replace("\0", " ")
    unfinished = not term.group("closed") if phrase is not None else term.end() == len(typed)
    begun = unfinished or term.group(0).endswith("*")
    return f'"{plain}"*' if begun and words[-1].isalnum() else f'"{plain}"'
