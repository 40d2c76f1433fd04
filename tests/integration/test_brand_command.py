"""`council brand`: how reports look, from a terminal."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests import factories as given
from tests.program import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    given.workspace(tmp_path).close()
    return tmp_path / "w.council"


def test_what_is_given_is_changed_and_the_rest_stays(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logo, out = tmp_path / "logo.png", io.BytesIO()
    Image.new("RGB", (40, 20), "#1B4F8A").save(out, "PNG")
    logo.write_bytes(out.getvalue())
    run(capsys, "brand", file, "--logo", logo, "--logo-alt", "Vinga", "--words", "#1B4F8A")
    assert json.loads(run(capsys, "brand", file, "--typeface", "Inter", "--json").out) == {
        "logo": True,
        "logo_alt": "Vinga",
        "words": "#1B4F8A",
        "rules": "",
        "typeface": "Inter",
    }
    assert run(capsys, "brand", file, "--no-logo").out.splitlines() == [
        "Logo: none",
        "Words: #1B4F8A",
        "Rules: the program's own",
        "Typeface: Inter",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--words", "#FFEE88"), "on paper it stands out by 1.1 to 1; words need 4.5 to 1"),
        (("--words", "blue"), "not a colour"),
        (("--logo", "nowhere.png"), "the file cannot be read"),
        (("--logo", __file__), "picture"),
        (("--logo", __file__, "--no-logo"), "choose one of --logo, --no-logo"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], told: str
) -> None:
    ran = run(capsys, "brand", file, *options)
    assert ran.code != 0
    assert told in ran.err
    assert json.loads(run(capsys, "brand", file, "--json").out)["words"] == ""
