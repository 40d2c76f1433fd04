"""The option table and its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from council_app.errors import CouncilError
from council_app.i18n import LANGUAGES
from council_app.settings import LANGUAGE, OPTIONS, SCALE, SYSTEM, THEME, load_settings


def test_without_a_file_everything_is_at_its_default(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.json")
    assert [settings.get(option) for option in OPTIONS] == [SYSTEM, SYSTEM, "100", "5"]


def test_what_is_put_is_there_the_next_time(tmp_path: Path) -> None:
    load_settings(tmp_path / "settings.json").put(THEME, "dark")
    assert load_settings(tmp_path / "settings.json").get(THEME) == "dark"


def test_a_value_that_is_none_of_the_options_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CouncilError, match="theme: purple is not one of its values"):
        load_settings(tmp_path / "settings.json").put(THEME, "purple")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": 3}', '{"theme": "purple"}'])
def test_a_broken_file_gives_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, encoding="utf-8")
    assert load_settings(tmp_path / "settings.json").get(THEME) == SYSTEM


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"later": 1}', encoding="utf-8")
    load_settings(file).put(SCALE, "150")
    assert json.loads(file.read_text(encoding="utf-8")) == {"later": 1, "scale": "150"}


def test_recent_workspaces_are_few_and_newest_first(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.json")
    for number in range(8):
        settings.remember(tmp_path / f"{number}.council")
    settings.remember(tmp_path / "3.council")
    assert [path.stem for path in load_settings(tmp_path / "settings.json").recent] == ["3", "7", "6", "5", "4", "2"]
    settings.forget(tmp_path / "3.council")
    assert settings.recent[0] == tmp_path / "7.council"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CouncilError, match="its folder does not exist"):
        load_settings(tmp_path / "missing" / "settings.json").put(THEME, "dark")


def test_the_languages_offered_are_the_ones_there_are() -> None:
    assert tuple(value for value, _ in LANGUAGE.values) == (SYSTEM, *LANGUAGES)
