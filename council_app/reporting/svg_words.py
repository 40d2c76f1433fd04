"""Words in drawings, set whole. WeasyPrint sets them letter by letter from left to right, which turns Hebrew round and parts Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.svg import Node

_EACH_LETTER = ("rotate", "letter-spacing", "textLength", "direction")
_PLACES = ("x", "y", "dx", "dy")


class _Whole(str):
    """A text that is one piece to whoever goes through it letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


@contextmanager
def words_set_whole() -> Iterator[None]:
    """While this lasts, the text engine gets the words of a drawing in one piece: it knows which way they run and how letters join.

    A text whose letters have places of their own stays as it is.
    """
    from weasyprint.svg import Node  # noqa: PLC0415 - whoever prints pays for it

    plain = Node.text

    def whole(node: Node) -> str | None:
        text: str | None = plain.fget(node)
        return _Whole(text) if text and _is_plain(node) else text

    Node.text = property(whole)
    try:
        yield
    finally:
        Node.text = plain


def _is_plain(node: Node) -> bool:
    given = node.attrib
    return not any(name in given for name in _EACH_LETTER) and all(len(given.get(name, "").split()) <= 1 for name in _PLACES)
