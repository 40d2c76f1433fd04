"""Names with letters that no font of this machine has: a line to write on instead of boxes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from council_app.reporting.papers.model import Holder


def without(missing: str, holder: Holder) -> Holder:
    """`holder` as it can be printed: pictures and signs that are missing go, a name that would lose a letter is left to be written by hand.

    Needs keep what can be printed.
    """
    lost = set(missing)
    if any(unicodedata.category(letter)[0] in "LMN" for letter in lost & set(holder.name)):
        first = rest = ""
    else:
        first, _, rest = _stripped(holder.name, lost).partition(" ")
    return replace(
        holder, first=first, rest=rest, dietary=_stripped(holder.dietary, lost), access_needs=_stripped(holder.access_needs, lost)
    )


def _stripped(text: str, lost: set[str]) -> str:
    return " ".join("".join(" " if letter in lost else letter for letter in text).split())
