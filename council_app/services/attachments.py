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
# What Pillow reports of a JPEG that carries nothing but pixels.
_BARE_JPEG = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"})
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def keep_picture(session: Session, name: str, data: bytes) -> str:
    """Store a picture and return the SHA-256 it is addressed by; the same picture twice is kept once.

    Raises:
        CouncilError: not a picture, or too large.
    """
    clean, media_type = cleaned(name, data)
    digest = hashlib.sha256(clean).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(hash=digest, media_type=media_type, bytes=clean))
    return digest


def cleaned(name: str, data: bytes) -> tuple[bytes, str]:
    """A picture without metadata, at most `LONGEST_SIDE` pixels long, and its media type.

    Raises:
        CouncilError: not a picture, or too large.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - slow start

    if len(data) > _MOST_BYTES:
        raise CouncilError(name, m_("the picture is larger than 32 MB"), m_("Scale it down first."))
    broken = (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            if picture.width * picture.height > _MOST_PIXELS:
                raise CouncilError(name, m_("the picture has too many pixels"), m_("Scale it down first."))
            if picture.format == "JPEG" and max(picture.size) <= LONGEST_SIDE and picture.info.keys() <= _BARE_JPEG:
                picture.load()
                return data, "image/jpeg"  # saving it again would change it a little every time
            upright = ImageOps.exif_transpose(picture)
    except (*broken, OSError, SyntaxError, ValueError) as error:
        raise CouncilError(name, m_("this is not a picture"), m_("Use a PNG, JPEG, WebP or GIF file.")) from error
    return _saved(upright, photographic=picture.format == "JPEG")


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
