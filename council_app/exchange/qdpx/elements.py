"""XML from outside: no document type, no entities of its own, nothing fetched; tags without their namespace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from council_app.errors import CouncilError, m_

DEPTH_LIMIT = 500
TAG_LIMIT = 4_000_000
"""Starts and ends of elements; each costs far more memory than it has bytes."""
_YEARS = range(1900, 2201)
_EXPORT_AGAIN = m_("Export the project again as REFI-QDA.")


class _BegunError(Exception):
    """The first element was reached."""


class _TypedError(Exception):
    """There is a document type."""


def parse(raw: bytes, name: str) -> Element:
    """The root element.

    Raises:
        CouncilError: not well-formed, too much of it, or with a document type: there entities are declared, which grow or fetch files.
    """
    if raw.count(b"<") > TAG_LIMIT:
        raise CouncilError(name, m_("its XML holds more than {limit} tags", limit=TAG_LIMIT), m_("Split the project."))
    try:
        _look_at_start(raw)
        # Without a document type there is nothing left to expand or to fetch.
        return ElementTree.fromstring(raw)
    except _TypedError:
        why = m_("its XML declares a document type, which REFI-QDA does not have")
        raise CouncilError(name, why, _EXPORT_AGAIN) from None
    except (ElementTree.ParseError, expat.ExpatError, LookupError, ValueError) as error:
        place = ":".join(str(part) for part in getattr(error, "position", (1, 0)))
        raise CouncilError(f"{name}:{place}", m_("its XML is damaged"), _EXPORT_AGAIN) from error


def _look_at_start(raw: bytes) -> None:
    """Read up to the first element; whatever the encoding, the parser itself says whether a document type comes before it."""

    def begun(_name: str, _attributes: object) -> None:
        raise _BegunError

    def typed(*_declared: object) -> None:
        raise _TypedError

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begun, typed
    try:
        parser.Parse(raw, True)
    except _BegunError:
        return


def local(element: Element) -> str:
    """The tag without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, in order."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this name."""
    return next(children(element, name), None)


def text_of(element: Element | None, name: str) -> str:
    """The text of the first child of this name; "" without one."""
    found = child(element, name)
    return (found.text or "") if found is not None else ""


def moment(raw: str | None) -> datetime | None:
    """A date and time, in UTC where no zone is given; None for what is none, or in no century of ours (`0001-01-01` means nobody knows)."""
    if not raw:
        return None
    try:
        found = datetime.fromisoformat(raw.strip())
        found = (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year in _YEARS else None


def whole(raw: str | None) -> int | None:
    """A whole number that could be a position; None for what is none."""
    cleaned = (raw or "").strip()
    digits = cleaned.removeprefix("-").removeprefix("+")
    return int(cleaned) if digits.isascii() and digits.isdigit() and len(digits) <= 15 else None
