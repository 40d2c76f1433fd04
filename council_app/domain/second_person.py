"""Whether a second name may be that of the first person: who writes a post does not answer for it."""

from __future__ import annotations

from council_app.domain.text import folded_words


def may_be_one(one: str, other: str) -> bool:
    """Whether two typed names may be one person's: all words of the one are words of the other, whatever case, accents and order."""
    mine, theirs = frozenset(folded_words(one)), frozenset(folded_words(other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)
