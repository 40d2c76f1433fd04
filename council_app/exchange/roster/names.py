"""Names as people would write them on a badge: one spacing, first name first, not shouted and not whispered."""

from __future__ import annotations

import re

from council_app.exchange.text import folded, one_line

NAME_LIMIT = 200

_PLACEHOLDERS = frozenset(
    {
        *("", "-", "--", "?", ".", "x", "n/a", "na", "none", "null", "unknown", "anonymous", "info requested", "test"),
        *("ingen", "okand", "anonym", "saknas", "keine", "unbekannt", "inconnu", "anonyme", "aucun", "geen", "onbekend", "anoniem"),
    }
)
_NONE = frozenset(
    {
        *("no", "none", "no needs", "nothing", "nej", "inga", "inget", "ingenting", "nein", "nichts", "keine"),
        *("non", "aucun", "aucune", "rien", "nee", "niets", "geen"),
    }
)
_PLACEHOLDER_LENGTH = 2 * max(map(len, _PLACEHOLDERS))
_PARTICLES = frozenset(
    {
        *("af", "ap", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn"),
        *("la", "las", "le", "les", "los", "ni", "'t", "te", "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur"),
    }
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "esq", "esq."})
_PIECES = re.compile(r"([\s\-‐‑'’]+)")


def is_placeholder(text: str) -> bool:
    """True for what forms write where nothing was entered."""
    return len(text) <= _PLACEHOLDER_LENGTH and folded(text) in _PLACEHOLDERS


def says_none(text: str) -> bool:
    """True for what people write who need nothing: a placeholder, or “no” in one of the languages."""
    return is_placeholder(text) or (len(text) <= _PLACEHOLDER_LENGTH and folded(text).strip(" .!") in _NONE)


def whole_name(text: str) -> str:
    """A full name; `Family, Given` is turned round."""
    if not text:
        return ""
    name = one_line(text)
    family, comma, given = name.partition(",")
    if comma and "," not in given and given.strip() and family.strip() and given.strip().casefold() not in _SUFFIXES:
        return joined_name(given, family)
    return "" if is_placeholder(name) else _calm(name, leading=True)


def joined_name(given: str, family: str) -> str:
    """Given and family name, each calmed by itself."""
    first = _calm(one_line(given).strip(" ,"), leading=True) if given and not is_placeholder(given) else ""
    last = _calm(one_line(family).strip(" ,"), leading=False) if family and not is_placeholder(family) else ""
    return f"{first} {last}" if first and last else first or last


def _calm(name: str, *, leading: bool) -> str:
    """Capitals put right where a name is all upper or all lower case; a mixed one is left as its owner wrote it.

    `leading`: a particle that comes first begins the whole name and gets a capital.
    """
    if not (name.isupper() or name.islower()) or sum(char.isalpha() for char in name) <= 2:
        return name
    pieces = _PIECES.split(name.lower())
    calmed: list[str] = []
    for position, piece in enumerate(pieces):
        starts_word = position == 0 or pieces[position - 1].isspace()
        if (piece in _PARTICLES and starts_word and (position > 0 or not leading)) or (
            position >= 2 and piece == "s" and pieces[position - 1] in "'’"
        ):
            calmed.append(piece)
        else:
            calmed.append(piece[:1].upper() + piece[1:])
    return "".join(calmed)
