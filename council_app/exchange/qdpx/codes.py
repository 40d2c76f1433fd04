"""The codebook of a project or a `.qdc`: a tree of codes read into a list, parents before their children."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from council_app.errors import CouncilError, m_
from council_app.exchange.qdpx.elements import DEPTH_LIMIT, children, text_of
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Code, derived, guid_of

CODE_LIMIT = 100_000
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def read_codes(root: Element | None, name: str, lost: Counter[Loss]) -> Sequence[Code]:
    """Every code below `root`; a guid that is used again stays with the first, and the other gets one of its own.

    Raises:
        CouncilError: too many, or nested too deep to be meant.
    """
    found: dict[str, Code] = {}
    waiting = [(element, "", 1) for element in reversed(list(children(root, "Code")))]
    while waiting:
        element, parent, depth = waiting.pop()
        code = _code(element, parent, found, lost)
        found[code.guid] = code
        if len(found) > CODE_LIMIT or depth > DEPTH_LIMIT:
            why = m_("holds more than {codes} codes, or nests them deeper than {depth}", codes=CODE_LIMIT, depth=DEPTH_LIMIT)
            raise CouncilError(name, why, m_("Make the codebook smaller."))
        waiting += [(below, code.guid, depth + 1) for below in reversed(list(children(element, "Code")))]
        lost[Loss.MEMO_LINKS] += sum(1 for _ in children(element, "NoteRef"))
    return tuple(found.values())


def _code(element: Element, parent: str, found: dict[str, Code], lost: Counter[Loss]) -> Code:
    name = element.get("name") or ""
    guid = guid_of(element.get("guid") or name)
    if guid in found:
        lost[Loss.SAME_GUID] += 1
        guid = derived("code", guid, str(len(found)))
    codable = (element.get("isCodable") or "true").strip() not in ("false", "0")
    return Code(guid, name, parent, _colour(element.get("color")), text_of(element, "Description"), codable)


def _colour(raw: str | None) -> str:
    match = _COLOUR.fullmatch((raw or "").strip())
    if match is None:
        return ""
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    return f"#{digits}"
