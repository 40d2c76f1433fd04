"""Pictures lose everything but their pixels on the way in, and what only pretends to be one is refused in one clear line."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from council_app.errors import CouncilError, Refused
from council_app.services.attachments import LONGEST_SIDE, cleaned
from tests import factories as given

PLACE = b"59.3293N 18.0686E"


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new(mode, size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    return made


def saved(made: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()


def located(orientation: int = 1) -> bytes:
    """EXIF as a phone writes it: which way up, who, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, "Ada Byrd"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 19.0, 45.5), 3: "E", 4: (18.0, 4.0, 7.0), 27: PLACE})
    return exif.tobytes()


def segment(marker: int, held: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(held) + 2) + held


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_and_by_whom_it_was_taken_is_gone(kind: str) -> None:
    data = saved(picture(), kind, exif=located())
    assert PLACE in data
    clean, _ = cleaned("phone", data)
    assert PLACE not in clean
    assert b"Ada" not in clean
    assert (dict(opened(clean).getexif()), opened(clean).size) == ({}, (60, 40))


@pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xE5, 0xEC, 0xED, 0xEE, 0xFE])
def test_no_segment_of_a_jpeg_hides_a_place(marker: int) -> None:
    plain = saved(picture(), "JPEG")
    assert PLACE not in cleaned("phone", plain[:2] + segment(marker, PLACE) + plain[2:])[0]


def test_nothing_hides_behind_the_end_of_a_jpeg() -> None:
    assert PLACE not in cleaned("phone", saved(picture(), "JPEG") + b"....ftypmp42" + PLACE)[0]


def test_nothing_hides_in_the_texts_and_profiles_of_a_png() -> None:
    info = PngInfo()
    info.add_text("Comment", PLACE.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x>{PLACE.decode()}</x>")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    clean, kind = cleaned("screen", saved(picture(), "PNG", pnginfo=info, icc_profile=profile))
    assert (PLACE in clean, opened(clean).info, kind) == (False, {}, "image/png")


@pytest.mark.parametrize(
    ("orientation", "size", "left"), [(1, (60, 40), "red"), (3, (60, 40), "blue"), (6, (40, 60), "red"), (2, (60, 40), "blue")]
)
def test_it_stands_the_way_it_was_held(orientation: int, size: tuple[int, int], left: str) -> None:
    clean, _ = cleaned("phone", saved(picture(), "JPEG", exif=located(orientation), quality=95))
    red, _, blue = opened(clean).convert("RGB").getpixel((5, 5))
    assert (opened(clean).size, "red" if red > blue else "blue") == (size, left)


def test_a_large_picture_is_scaled_down_and_a_small_one_left_alone() -> None:
    clean, _ = cleaned("phone", saved(picture((4032, 3024)), "JPEG"))
    assert opened(clean).size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    again, _ = cleaned("phone", clean)
    assert again == clean


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held)) for name, held in chunks
    )


HOSTILE = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a picture"),
    "html": (b"<!doctype html><img src=x onerror=alert(1)>", "not a picture"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "not a picture"),
    "nothing": (b"", "not a picture"),
    "tiff": (saved(picture(), "TIFF"), "not a picture"),
    "bmp": (saved(picture(), "BMP"), "not a picture"),
    "cut jpeg": (saved(picture((900, 900)), "JPEG", exif=located())[:3_000], "not a picture"),
    "cut png": (saved(picture((900, 900)), "PNG")[:300], "not a picture"),
    "bomb": (bomb(60_000, 60_000), "too many pixels"),
    "wide": (bomb(20_000, 20), "too many pixels"),
    "large": (bomb(9_999, 9_999), "too many pixels"),
    "heavy": (b"\xff\xd8" + bytes(33 * 1024 * 1024), "larger than 32 MB"),
    "lying": (bomb(1_000, 1_000), "not a picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_only_pretends_to_be_a_picture_is_refused_in_one_line(name: str) -> None:
    data, why = HOSTILE[name]
    with pytest.raises(CouncilError) as refused:
        cleaned("photo.jpg", data)
    assert refused.value.what == "photo.jpg"
    assert why in str(refused.value.why)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_plan_refuses_it_with_line_and_column(tmp_path: Path, name: str) -> None:
    (tmp_path / "photo.jpg").write_bytes(HOSTILE[name][0])
    with given.workspace(tmp_path) as made, pytest.raises(Refused) as refused:
        given.apply(made, tmp_path, "council: 1\ninsights:\n  - key: late-fee\n    title: Late\n    visuals: [photo.jpg]\n")
    assert [Path(problem.what).name for problem in refused.value.problems] == ["plan.yaml:5:15"]
