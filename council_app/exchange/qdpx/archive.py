"""The ZIP archive around a project. Nothing is unpacked to the disk, and no size that the archive claims is believed."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from council_app.errors import CouncilError, Message, m_

ENTRY_LIMIT = 20_000
PROJECT_LIMIT = 128 * 1024 * 1024
TEXT_LIMIT = 64 * 1024 * 1024
TEXTS_LIMIT = 256 * 1024 * 1024
RATIO_LIMIT = 400
_SMALL = 4 * 1024 * 1024
_EXPORT_AGAIN = m_("Export the project again as REFI-QDA.")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)


class NoSuchText(Exception):
    """A source names a text that is not in the archive."""


class Archive:
    """The parts of a project's archive, read one by one, each bounded.

    Attributes:
        name: of the file, for errors.
        warnings: what is unusual about it.
    """

    def __init__(self, unpacked: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self.warnings: list[Message] = []
        self._zip = unpacked
        self._left = TEXTS_LIMIT
        entries = unpacked.infolist()
        if len(entries) > ENTRY_LIMIT:
            raise CouncilError(name, m_("holds more than {limit} files", limit=ENTRY_LIMIT), m_("Split the project."))
        self._entries = entries
        self._texts = {_spelled(entry): entry for entry in reversed(entries) if _is_file(entry)}

    def project(self) -> bytes:
        """The project's XML: the one `.qde` at the top, whatever it is called.

        Raises:
            CouncilError: there is none, or more than one; it is encrypted, damaged or too large.
        """
        found = [entry for entry in self._entries if _is_file(entry) and "/" not in _spelled(entry) and _spelled(entry).endswith(".qde")]
        if not found:
            raise CouncilError(self.name, m_("holds no project (a .qde file at its top)"), _EXPORT_AGAIN)
        if len(found) > 1:
            why = m_("holds {count} projects, and only one can be meant", count=len(found))
            raise CouncilError(self.name, why, m_("Leave one .qde file in it."))
        if _spelled(found[0]) != "project.qde":
            self.warnings.append(m_("The project inside is not called project.qde; it was read all the same."))
        return self._bounded(found[0], PROJECT_LIMIT)

    def text(self, reference: str) -> bytes:
        """The bytes of the text that a source refers to, `internal://` or bare.

        Raises:
            NoSuchText: it is not among the sources, or the reference leads out of them.
            CouncilError: it is encrypted, damaged or too large.
        """
        name = reference.removeprefix("internal://").replace("\\", "/").lstrip("/").lower()
        if ".." in name.split("/") or ":" in name:
            raise NoSuchText
        entry = self._texts.get(f"sources/{name}") or self._texts.get(name)
        if entry is None:
            raise NoSuchText
        content = self._bounded(entry, min(TEXT_LIMIT, self._left))
        self._left -= len(content)
        return content

    def _bounded(self, entry: zipfile.ZipInfo, limit: int) -> bytes:
        if entry.flag_bits & 1:
            raise CouncilError(self.name, m_("is encrypted"), m_("Export the project again without a password."))
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(limit + 1)
        except _BROKEN as error:
            raise CouncilError(self.name, m_("the archive is damaged"), _EXPORT_AGAIN) from error
        if len(content) > limit or (len(content) > _SMALL and len(content) > RATIO_LIMIT * max(1, entry.compress_size)):
            why = m_("unpacks to more than {limit} MiB", limit=max(1, min(limit, len(content)) // 1024**2))
            raise CouncilError(self.name, why, m_("Split the project."))
        return content


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """The archive at `path`, open while the block runs.

    Raises:
        CouncilError: there is no such file, or it is no ZIP archive.
    """
    try:
        unpacked = zipfile.ZipFile(path)
    except _BROKEN as error:
        if isinstance(error, OSError) and error.strerror:
            raise CouncilError(str(path), m_("cannot be read ({reason})", reason=error.strerror), m_("Check its name.")) from error
        raise CouncilError(path.name, m_("is no REFI-QDA project, or is damaged"), _EXPORT_AGAIN) from error
    with unpacked:
        yield Archive(unpacked, path.name)


def _spelled(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lower()


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """No folder, and no link: what a link points at is never followed."""
    mode = entry.external_attr >> 16
    return not entry.is_dir() and not stat.S_ISLNK(mode)
