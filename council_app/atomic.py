"""Result files, whole or not at all: written under a name of their own beside the place, then moved into it in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from council_app.errors import CouncilError, m_


def require_place(out: Path) -> None:
    """Make sure that a file can stand at `out`, before the work that fills it.

    Raises:
        CouncilError: `out` is a folder or something else that is no file, or its own folder is missing.
    """
    with told_as_refusal(out):
        if not out.name or (out.exists() and not out.is_file()):
            raise CouncilError(str(out), m_("this is not a file"), m_("Name the file to write, not its folder."))
        if not out.parent.is_dir():
            raise CouncilError(str(out), m_("its folder does not exist"), m_("Make the folder first."))


@contextmanager
def beside(out: Path, *, private: bool = False) -> Iterator[Path]:
    """An empty new file next to `out`; it takes its place when the block ends well and is gone when it does not.

    Args:
        out: where the file belongs; what stands there stays until the last step.
        private: nobody but this person may read it.

    Raises:
        CouncilError: `out` cannot be written; as `require_place`.
    """
    require_place(out)
    # Named by chance: two writers never share a part, and one left by a crash is in nobody's way.
    part = out.with_name(f".council-{os.urandom(8).hex()}.part")
    with told_as_refusal(out):
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if private else 0o666))
    try:
        yield part
        with told_as_refusal(out):
            _to_disk(part)
            part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_whole(out: Path, content: bytes, *, private: bool = False) -> None:
    """Write `content` to `out`, whole or not at all.

    Raises:
        CouncilError: as `beside`.
    """
    with beside(out, private=private) as part, told_as_refusal(out):
        part.write_bytes(content)


@contextmanager
def told_as_refusal(what: Path) -> Iterator[None]:
    """An `OSError` of writing `what` as something a person can act on."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        todo = m_("Choose a folder you may write to, with room left.")
        raise CouncilError(str(what), m_("cannot be written ({reason})", reason=reason), todo) from error


def _to_disk(part: Path) -> None:
    """Wait until the bytes lie on the disk, or a power cut after the move leaves an empty file."""
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())
