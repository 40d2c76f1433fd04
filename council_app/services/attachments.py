"""Pictures on their way into the workspace: checked, scaled, stripped of everything but the pixels."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from council_app.db.models import Blob
from council_app.errors import CouncilError, m_

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 2_000
"""Pixels; larger pictures are scaled down."""

_MOST_BYTES = 32 * 1024 * 1024
_MOST_PIXELS = 80_000_000
_WIDEST = 20_000
# Markers of a JPEG that carries nothing but pixels: its JFIF head, tables, frames and scans.
_PLAIN_MARKERS = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA})
_SCAN, _END = 0xDA, 0xD9
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def keep_picture(session: Session, name: str, data: bytes) -> str:
    """Store a picture and return the SHA-256 it is addressed by; the same picture twice is kept once.

    Raises:
        CouncilError: not a picture, or too large.
    """
    return keep_clean(session, *cleaned(name, data))


def keep_clean(session: Session, clean: bytes, media_type: str) -> str:
    """Store what `cleaned` made of a picture and return its SHA-256."""
    digest = hashlib.sha256(clean).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(hash=digest, media_type=media_type, bytes=clean))
    return digest


def cleaned(name: str, data: bytes) -> tuple[bytes, str]:
    """A picture without metadata, at most `LONGEST_SIDE` pixels long, and its media type.

    Raises:
        CouncilError: not a picture, or too large.
    """
    from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - slow start

    if len(data) > _MOST_BYTES:
        raise CouncilError(name, m_("the picture is larger than 32 MB"), m_("Scale it down first."))
    try:
        # The PDF library tells Pillow, for the whole process, to make do with pictures that are cut off.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > _MOST_PIXELS or max(picture.size) >= _WIDEST:
                raise _too_large(name)
            if picture.format == "JPEG" and max(picture.size) <= LONGEST_SIDE and _is_bare(data):
                picture.load()
                return data, "image/jpeg"  # saving it again would change it a little every time
            upright = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise CouncilError(name, m_("this is not a picture"), m_("Use a PNG, JPEG, WebP or GIF file.")) from error
    return _saved(upright, photographic=picture.format == "JPEG")


def _too_large(name: str) -> CouncilError:
    return CouncilError(name, m_("the picture has too many pixels"), m_("Scale it down first."))


def _is_bare(data: bytes) -> bool:
    """Whether a JPEG holds nothing but pixels: no segment that could say where or by whom, and nothing behind its end.

    Pillow does not report segments it does not know, nor what phones append to a picture (a film, with its place).
    """
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _END or marker not in _PLAIN_MARKERS or (marker == 0xE0 and data[at + 4 : at + 9] != b"JFIF\0"):
            return False
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(data, at)
            if data[at : at + 2] == bytes((0xFF, _END)):
                return at + 2 == len(data)
    return False


def _after_scan(data: bytes, at: int) -> int:
    """Where the compressed pixels end: at the next marker that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def _saved(picture: Image.Image, *, photographic: bool) -> tuple[bytes, str]:
    from PIL import Image  # noqa: PLC0415 - slow start

    mode = "RGB" if photographic or picture.mode in ("RGB", "L", "CMYK", "YCbCr") else "RGBA"
    pixels = picture.convert(mode)
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new(mode, pixels.size)
    fresh.paste(pixels)
    out = io.BytesIO()
    if photographic:
        fresh.save(out, "JPEG", quality=88, optimize=True)
        return out.getvalue(), "image/jpeg"
    fresh.save(out, "PNG", optimize=True)
    return out.getvalue(), "image/png"
