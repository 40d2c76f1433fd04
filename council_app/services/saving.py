"""Putting in place what was drawn or printed already."""

from __future__ import annotations

from pathlib import Path

from council_app.atomic import require_place, write_whole


def save_made(*, content: bytes, out: Path) -> None:
    """Write a picture or a document, whole or not at all.

    Raises:
        CouncilError: `out` is a folder or cannot be written.
    """
    require_place(out)
    write_whole(out, content)
