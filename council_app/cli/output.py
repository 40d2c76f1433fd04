"""Writing result files: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from council_app.atomic import write_whole


def write_text(out: Path, text: str) -> None:
    """Write `text` to `out`; a failure leaves what was there. It may hold people's words, so only its writer may read it.

    Raises:
        CouncilError: the folder is missing or cannot be written, or `out` is a folder.
    """
    write_whole(out, text.encode(), private=True)
