"""What a report may load: the shipped fonts, and pictures handed over with it. Nothing else has an address."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from council_app.paths import resources
from council_app.reporting.model import Picture

FONT = "council:font/"
PICTURE = "council:picture/"


@dataclass(frozen=True, slots=True)
class Face:
    """One shipped font file and the CSS that names it."""

    file: str
    family: str
    weight: int
    style: str = "normal"


FACES = (
    Face("Inter_400Regular.ttf", "Inter", 400),
    Face("Inter_500Medium.ttf", "Inter", 500),
    Face("Inter_600SemiBold.ttf", "Inter", 600),
    Face("SourceSerif4_400Regular.ttf", "Source Serif 4", 400),
    Face("SourceSerif4_400Regular_Italic.ttf", "Source Serif 4", 400, "italic"),
    Face("SourceSerif4_600SemiBold.ttf", "Source Serif 4", 600),
)

OTHER_SCRIPTS = (
    (Face("scripts/NotoSansArabic_400Regular.ttf", "Noto Sans Arabic", 400), ((0x0600, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    (Face("scripts/NotoSansHebrew_400Regular.ttf", "Noto Sans Hebrew", 400), ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    (
        Face("scripts/NotoEmoji_400Regular.ttf", "Noto Emoji", 400),
        ((0x203C, 0x203C), (0x2139, 0x2BFF), (0x3030, 0x3299), (0x1F000, 0x1FAFF)),
    ),
)
"""Fonts for what `FACES` lack, with the code points that call for them; WeasyPrint takes 5 ms for each, so that most reports go without."""

SPARE_FAMILIES = ", ".join(f"'{face.family}'" for face, _ in OTHER_SCRIPTS)
"""CSS: where to look for a letter that the first family lacks."""


def faces_for(text: str) -> tuple[Face, ...]:
    """The shipped fonts that a page with `text` needs."""
    points = {ord(letter) for letter in set(text)}
    return (*FACES, *(face for face, ranges in OTHER_SCRIPTS if any(low <= point <= high for point in points for low, high in ranges)))


def font_bytes(file: str) -> bytes:
    """A shipped font; only the names in `FACES` and `OTHER_SCRIPTS` exist.

    Raises:
        ValueError: no such font.
    """
    if file not in {face.file for face in (*FACES, *(face for face, _ in OTHER_SCRIPTS))}:
        raise ValueError(file)
    return resources("fonts", *file.split("/")).read_bytes()


def picture_name(picture: Picture) -> str:
    """A picture's address within the report: its content's hash."""
    return sha256(picture.data).hexdigest()


def data_address(data: bytes, media_type: str) -> str:
    """`data` as a `data:` address, for a page that must stand alone."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def subset(file: str, characters: frozenset[str]) -> bytes:
    """The glyphs of a shipped font that `characters` need, as WOFF2: a page of its own carries some 20 kB per weight instead of 400.

    One file per weight without `unicode-range`: see `resources/fonts/FONTS.md` for why.
    """
    # Both are loaded here because only the HTML report needs them and fontTools costs a quarter of a second. HarfBuzz cuts: fontTools
    # needs a hundred times as long for it, which was four fifths of making the page.
    import uharfbuzz  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update({ord(character) for character in characters})
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_HINTING
    font = TTFont(io.BytesIO(uharfbuzz.subset(uharfbuzz.Face(font_bytes(file)), wanted).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def addresses_in_page(pictures: Mapping[str, Picture]) -> dict[str, str]:
    """`data:` addresses of pictures, by name."""
    return {name: data_address(picture.data, picture.media_type) for name, picture in pictures.items()}
