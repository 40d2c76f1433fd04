"""How reports look: what can be read is kept, anything else is refused in words, and all of it can be undone."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from council_app.db.integrity import problems
from council_app.domain.brand import Typeface, contrast, plain_colour
from council_app.errors import CouncilError
from council_app.services.brand import BrandFacts, brand_in, brand_of, set_brand
from council_app.services.history import undo
from council_app.services.workspace import Workspace
from tests import factories as given

DARKER = "Choose a darker one; nothing was changed."


def logo(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path) as workspace:
        yield workspace


def test_a_workspace_begins_with_the_looks_of_the_program(made: Workspace) -> None:
    assert brand_of(workspace=made) == BrandFacts()
    with made.read() as reading:
        assert brand_in(reading, "Vinga").logo is None


def test_each_part_is_kept_and_the_others_stay(made: Workspace) -> None:
    set_brand(workspace=made, first_colour="1b4f8a", logo=logo(), logo_alt="  A boat\nunder sail ")
    set_brand(workspace=made, second_colour="#E07", typeface=Typeface.INTER)
    facts = brand_of(workspace=made)
    assert (facts.first_colour, facts.second_colour, facts.typeface) == ("#1B4F8A", "#EE0077", Typeface.INTER)
    assert facts.logo_alt == "A boat under sail"
    assert facts.logo is not None
    with Image.open(io.BytesIO(facts.logo)) as picture:
        assert picture.size == (40, 20)
    with made.read() as reading:
        assert problems(reading) == []


def test_an_empty_part_takes_it_away_and_undo_brings_it_back(made: Workspace) -> None:
    set_brand(workspace=made, first_colour="#1B4F8A", logo=logo())
    full = brand_of(workspace=made)
    set_brand(workspace=made, first_colour="", logo=b"")
    assert brand_of(workspace=made) == BrandFacts()
    undo(workspace=made)
    assert brand_of(workspace=made) == full


def test_a_logo_without_words_is_called_by_the_brand(made: Workspace) -> None:
    set_brand(workspace=made, logo=logo())
    with made.read() as reading:
        picture = brand_in(reading, "Vinga").logo
    assert picture is not None
    assert picture.alt == "Vinga"


@pytest.mark.parametrize(
    ("put", "told"),
    [
        (
            {"first_colour": "#F3AE1B"},
            f"#F3AE1B: on paper it stands out by 1.9 to 1; words need 4.5 to 1. {DARKER}",
        ),
        (
            {"second_colour": "#F3AE1B"},
            f"#F3AE1B: on paper it stands out by 1.9 to 1; rules need 3.0 to 1. {DARKER}",
        ),
        (
            {"first_colour": "#777777"},
            f"#777777: on paper it stands out by 4.4 to 1; words need 4.5 to 1. {DARKER}",
        ),
        ({"first_colour": "red;}"}, "red;}: this is not a colour. Write it as #1B4F8A: six digits from 0 to 9 and A to F."),
        ({"logo": b"<svg onload='x()'/>"}, "logo: this is not a picture. Use a PNG, JPEG, WebP or GIF file."),
        ({"logo_alt": "x" * 201}, "xxxxxxxxxxxxxxxxxxxx…: the words have more than 200 letters. Say it shorter."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_changes(made: Workspace, put: dict[str, str], told: str) -> None:
    with pytest.raises(CouncilError) as refused:
        set_brand(workspace=made, **put)  # type: ignore[arg-type]
    assert str(refused.value) == told
    assert brand_of(workspace=made) == BrandFacts()


def test_contrast_is_that_of_the_guidelines() -> None:
    # WCAG 2.2, Understanding 1.4.3: black on white 21, #767676 on white 4.54.
    assert [round(contrast(colour, "#FFFFFF"), 2) for colour in ("#000000", "#767676", "#FFFFFF")] == [21.0, 4.54, 1.0]
    assert [plain_colour(typed) for typed in ("abc", "#12345", "", "＃123456")] == ["#AABBCC", None, None, None]
