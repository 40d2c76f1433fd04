"""Pictures of an insight: marks, places made unreadable, order; and what is refused on the way in."""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from council_app.domain.marks import Arrow, Box, Mark
from council_app.errors import CouncilError
from council_app.services import insights
from council_app.services.history import undo
from council_app.services.plan import dump_workspace
from council_app.services.visuals import ShownVisual, annotate, move_visual, picture_with_marks, pictures_of, remove_visual
from council_app.services.workspace import Workspace
from tests import factories as given

KEY = "late-fee"
MARKS: tuple[Mark, ...] = (Arrow(0.1, 0.1, 0.5, 0.5, "the fee"), Box(0.25, 0.25, 0.5, 0.5))


def saved(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def letter() -> bytes:
    """White, with thin black lines as of writing in its left half."""
    picture = Image.new("RGB", (400, 200), "white")
    pen = ImageDraw.Draw(picture)
    for x in range(0, 200, 4):
        pen.line((x, 0, x, 200), fill="black")
    return saved(picture)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "bad")), given.INSIGHT) as workspace:
        yield workspace


def add(made: Workspace, filename: str, data: bytes | None = None) -> ShownVisual:
    insights.add_visual(workspace=made, key=KEY, filename=filename, data=data or letter())
    return next(each for each in pictures_of(workspace=made, key=KEY) if each.visual.filename == filename)


def names(made: Workspace) -> list[str]:
    return [each.visual.filename for each in pictures_of(workspace=made, key=KEY)]


def test_marks_and_words_are_kept_and_undone_at_once(made: Workspace) -> None:
    before = add(made, "a.png")
    annotate(workspace=made, visual=before.visual.id, marks=MARKS, caption=" The letter\nas sent ", alt="A letter")
    (after,) = pictures_of(workspace=made, key=KEY)
    assert (after.visual.marks, after.visual.caption, after.visual.alt) == (MARKS, "The letter as sent", "A letter")
    assert after.data == before.data
    undo(workspace=made)
    assert pictures_of(workspace=made, key=KEY) == (before,)


def test_what_is_blurred_is_gone_from_the_pixels_and_the_rest_is_as_it_was(made: Workspace) -> None:
    before = add(made, "a.png")
    annotate(workspace=made, visual=before.visual.id, marks=(), blurs=[Box(0.0, 0.0, 0.5, 1.0)])
    (after,) = pictures_of(workspace=made, key=KEY)
    old, new = (Image.open(io.BytesIO(each.data)).convert("L") for each in (before, after))
    left, right = (0, 0, 200, 200), (210, 0, 400, 200)
    low, high = new.crop(left).getextrema()
    assert old.crop(left).getextrema() == (0, 255)
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert high - low < 20
    assert new.crop(right).tobytes() == old.crop(right).tobytes()


@pytest.mark.parametrize("marks", [[Box(0.9, 0.9, 0.5, 0.5)], [Arrow(0, 0, float("nan"), 1)], [Box(0, 0, 1, 1, "x" * 99)]])
def test_a_refused_mark_changes_nothing(made: Workspace, marks: list[Mark]) -> None:
    before = add(made, "a.png")
    with pytest.raises(CouncilError):
        annotate(workspace=made, visual=before.visual.id, marks=marks, caption="new")
    assert pictures_of(workspace=made, key=KEY) == (before,)


def test_new_pictures_come_last_and_each_can_be_moved_and_removed(made: Workspace) -> None:
    first, last = add(made, "z.png"), None
    for name in ("m.png", "a.png"):
        last = add(made, name)
    assert last is not None
    assert names(made) == ["z.png", "m.png", "a.png"]
    move_visual(workspace=made, visual=last.visual.id, to=0)
    assert names(made) == ["a.png", "z.png", "m.png"]
    move_visual(workspace=made, visual=last.visual.id, to=99)
    assert names(made) == ["z.png", "m.png", "a.png"]
    remove_visual(workspace=made, visual=first.visual.id)
    assert names(made) == ["m.png", "a.png"]
    undo(workspace=made)
    assert names(made) == ["z.png", "m.png", "a.png"]


def test_what_is_no_longer_there_is_refused_in_words(made: Workspace) -> None:
    gone = add(made, "a.png").visual.id
    remove_visual(workspace=made, visual=gone)
    for act in (
        lambda: remove_visual(workspace=made, visual=gone),
        lambda: move_visual(workspace=made, visual=gone, to=0),
        lambda: annotate(workspace=made, visual=gone, marks=()),
    ):
        with pytest.raises(CouncilError, match="no such picture"):
            act()


def test_another_picture_of_the_same_name_loses_the_marks_that_were_drawn_over_the_first(made: Workspace) -> None:
    first = add(made, "a.png")
    annotate(workspace=made, visual=first.visual.id, marks=MARKS)
    add(made, "a.png")
    assert pictures_of(workspace=made, key=KEY)[0].visual.marks == MARKS
    add(made, "a.png", saved(Image.new("RGB", (30, 30), "teal")))
    assert pictures_of(workspace=made, key=KEY)[0].visual.marks == ()


def test_a_picture_is_printed_with_its_marks_and_as_it_is_without(made: Workspace) -> None:
    plain = add(made, "a.png")
    with made.read() as reading:
        assert picture_with_marks(reading, plain.visual) == (plain.data, "image/png")
    annotate(workspace=made, visual=plain.visual.id, marks=MARKS)
    (drawn,) = pictures_of(workspace=made, key=KEY)
    with made.read() as reading:
        data, media_type = picture_with_marks(reading, drawn.visual)
    assert media_type == "image/svg+xml"
    assert (data.count(b"<image"), data.count(b"<polygon"), data.count(b"<rect"), data.count(b"the fee")) == (1, 2, 2, 2)


def test_marks_travel_in_a_plan_and_back(made: Workspace, tmp_path: Path) -> None:
    annotate(workspace=made, visual=add(made, "a.png").visual.id, marks=MARKS, caption="As sent", alt="A letter")
    dump = dump_workspace(workspace=made)
    with given.workspace(tmp_path, dump, plan="", name="other.council") as other:
        (there,) = pictures_of(workspace=other, key=KEY)
        assert (there.visual.marks, there.visual.caption) == (MARKS, "As sent")
        assert dump_workspace(workspace=other) == dump


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large; its pixels are a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


HOSTILE = {
    "a bomb": png_of(60_000, 60_000),
    "20,000 pixels wide": saved(Image.new("1", (20_000, 2))),
    "cut off": letter()[:300],
    "a page that says it is a picture": b"<html><script>alert(1)</script></html>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a head without a body": b"\x89PNG\r\n\x1a\n",
    "a paper": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "another kind of picture": saved(Image.new("RGB", (10, 10)), "TIFF"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_or_too_large_is_refused_and_nothing_is_kept(made: Workspace, name: str) -> None:
    with pytest.raises(CouncilError):
        insights.add_visual(workspace=made, key=KEY, filename="letter.png", data=HOSTILE[name])
    assert pictures_of(workspace=made, key=KEY) == ()


def test_a_jpeg_that_says_it_is_a_png_is_kept_for_what_it_is_and_says_nothing_about_who_took_it(made: Workspace) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Somebody Known"
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif, comment=b"Somebody Known")
    assert b"Somebody Known" not in add(made, "photo.png", out.getvalue()).data
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Somebody Known")
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG", pnginfo=info)
    assert b"Somebody Known" not in add(made, "screen.png", out.getvalue()).data
