"""Pictures a plan names: read from beside the plan file, never from outside its folder, and only if they are pictures."""

from __future__ import annotations

import base64
import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from PIL import Image, UnidentifiedImageError

from council_app.errors import CouncilError, Message, Problem, m_
from council_app.exchange.plan.load import PlanFile
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import VisualEntry
from council_app.exchange.text import shown

SIZE_LIMIT = 30 * 1024 * 1024
PIXEL_LIMIT = 60_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")

# What Pillow's decoders raise on bytes that are no picture of theirs, or a bomb.
_NO_PICTURE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class VisualFile:
    """A picture as it lies beside the plan.

    Attributes:
        content: its bytes, verified to be an image of `format`.
        format: one of `FORMATS`.
    """

    filename: str
    content: bytes
    format: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """The format as the web names it."""
        return f"image/{self.format.lower()}"


def read_visuals(
    file: PlanFile, clean: Callable[[VisualFile], VisualFile] = lambda picture: picture
) -> tuple[Mapping[VisualEntry, VisualFile], list[Problem]]:
    """Every picture the insights and notes name or hold, by its entry, and what is wrong with the others.

    Args:
        file: the plan.
        clean: decodes a picture, of which only the head was looked at, and makes of it what is kept; raises `CouncilError`.
    """
    found: dict[VisualEntry, VisualFile] = {}
    problems: list[Problem] = []
    for place, visual in _named(file):
        try:
            found[visual] = found.get(visual) or clean(_picture(file.folder, visual))
        except CouncilError as error:
            problems.append(Problem(file.where.where(place), error.why, error.todo))
    return found, problems


def _named(file: PlanFile) -> Iterator[tuple[PlanPath, VisualEntry]]:
    for i, insight in enumerate(file.plan.insights):
        yield from ((("insights", i, "visuals", j), visual) for j, visual in enumerate(insight.visuals))
    for i, note in enumerate(file.plan.notes):
        yield from ((("notes", i, "photos", j), photo) for j, photo in enumerate(note.photos))


def _picture(folder: Path, visual: VisualEntry) -> VisualFile:
    if visual.data is None:
        return read_visual(folder, visual.file)
    try:
        content = base64.b64decode(visual.data, validate=True)
    except ValueError as error:
        why = m_("the picture “{name}” is not base64", name=shown(visual.file))
        raise _refusal(visual.file, why, m_("Remove “data” to read the file instead.")) from error
    return _verified(visual.file, PureWindowsPath(visual.file).name or "picture", content)


def read_visual(folder: Path, name: str) -> VisualFile:
    """One picture named relative to `folder`.

    Raises:
        CouncilError: outside the folder, missing, too large, no picture.
    """
    path = _inside(folder, name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _refusal(
                name,
                m_("the picture “{name}” is larger than {limit} MiB", name=shown(name), limit=SIZE_LIMIT // 1024**2),
                m_("Use a smaller one."),
            )
        content = path.read_bytes()
    except OSError as error:
        raise _refusal(
            name,
            m_("the picture “{name}” cannot be read ({problem})", name=shown(name), problem=error.strerror or ""),
            m_("Put it beside the plan file."),
        ) from error
    return _verified(name, path.name, content)


def _inside(folder: Path, name: str) -> Path:
    outside = _refusal(
        name,
        m_("the picture “{name}” is outside the plan's folder", name=shown(name)),
        m_("Put it beside the plan file and name it relative to that."),
    )
    windows = PureWindowsPath(name)
    if PurePosixPath(name).is_absolute() or windows.is_absolute() or windows.drive or "\\" in name or "\0" in name:
        raise outside
    try:
        root = folder.resolve(strict=True)
        path = (root / name).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise outside from error
    if not path.is_relative_to(root):
        raise outside
    if not path.is_file():
        raise _refusal(name, m_("there is no picture “{name}”", name=shown(name)), m_("Put it beside the plan file."))
    return path


def _verified(name: str, filename: str, content: bytes) -> VisualFile:
    broken = _refusal(name, m_("“{name}” is no picture that can be opened", name=shown(name)), m_("Use a PNG, JPEG, WebP or GIF file."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                width, height, kind = image.width, image.height, image.format or ""
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise broken from error
    if width * height > PIXEL_LIMIT:
        raise _too_large(name)
    return VisualFile(filename, content, kind, width, height)


def _too_large(name: str) -> CouncilError:
    why = m_("the picture “{name}” has more than {limit} million pixels", name=shown(name), limit=PIXEL_LIMIT // 1_000_000)
    return _refusal(name, why, m_("Use a smaller one."))


def _refusal(name: str, why: Message, todo: Message) -> CouncilError:
    return CouncilError(shown(name), why, todo)
