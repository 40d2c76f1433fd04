"""Writing result files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from council_app.errors import CouncilError, m_


def write_whole(out: Path, content: bytes) -> None:
    """Write `content` to `out` through a file beside it, so that a failure leaves what was there.

    Raises:
        CouncilError: the folder is missing or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            part.replace(out)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        why = m_("the file cannot be written ({reason})", reason=error.strerror or "")
        raise CouncilError(str(out), why, m_("Choose a folder you may write to.")) from error
