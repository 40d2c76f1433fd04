"""Pictures come from the plan's own folder, and are pictures."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from PIL import Image

from council_app.exchange.plan import load_plan, read_visuals


def plan_with(folder: Path, *files: str) -> Path:
    listed = "\n".join(f"      - '{file}'" for file in files)
    path = folder / "plan.yaml"
    path.write_text(f"council: 1\ninsights:\n  - key: a\n    visuals:\n{listed}\n", encoding="utf-8")
    return path


def test_a_picture_beside_the_plan_is_read(tmp_path: Path) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "shot.png")
    found, problems = read_visuals(load_plan(plan_with(tmp_path, "shot.png")))
    assert problems == []
    (visual,) = found.values()
    assert (visual.filename, visual.format, visual.width, visual.height) == ("shot.png", "PNG", 4, 3)
    assert visual.content == (tmp_path / "shot.png").read_bytes()


@pytest.mark.parametrize("name", ["../shot.png", "/etc/hostname", "a/../../shot.png", "C:\\shot.png", "..\\shot.png", "link.png"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    Image.new("RGB", (4, 3)).save(tmp_path / "shot.png")
    (folder / "link.png").symlink_to(tmp_path / "shot.png")
    found, problems = read_visuals(load_plan(plan_with(folder, name)))
    assert found == {}
    assert [str(problem.why) for problem in problems] == [f"the picture “{name}” is outside the plan's folder"]
    assert [problem.what for problem in problems] == [f"{folder / 'plan.yaml'}:5:9"]


def test_a_picture_may_be_held_by_the_plan_itself(tmp_path: Path) -> None:
    Image.new("RGB", (4, 3)).save(tmp_path / "shot.png")
    data = base64.b64encode((tmp_path / "shot.png").read_bytes()).decode()
    path = tmp_path / "plan.yaml"
    held = f"{{file: ../x/held.png, data: '{data}'}}"
    path.write_text(f"council: 1\ninsights:\n  - key: a\n    visuals: [{held}, {{file: b.png, data: '!'}}]\n", encoding="utf-8")
    found, problems = read_visuals(load_plan(path))
    assert [(visual.filename, visual.width) for visual in found.values()] == [("held.png", 4)]
    assert [str(problem.why) for problem in problems] == ["the picture “b.png” is not base64"]


def test_what_is_no_picture_or_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "fake.png").write_bytes(b"<svg onload='alert(1)'/>")
    good = tmp_path / "cut.png"
    Image.effect_noise((64, 64), 50).save(good)
    good.write_bytes(good.read_bytes()[:-200])
    found, problems = read_visuals(load_plan(plan_with(tmp_path, "fake.png", "none.png", "cut.png")))
    assert found == {}
    assert [str(problem.why) for problem in problems] == [
        "“fake.png” is no picture that can be opened",
        "there is no picture “none.png”",
        "“cut.png” is no picture that can be opened",
    ]
