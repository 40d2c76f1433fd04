"""Where things lie: shipped files are found, a machine's own folders follow COUNCIL_HOME."""

from pathlib import Path

import pytest

from council_app import paths


def test_shipped_resources_are_found() -> None:
    assert [paths.resources(folder).is_dir() for folder in ("fonts", "locale", "theme")] == [True, True, True]
    assert paths.report_templates("session").is_dir()


def test_a_bundle_brings_its_own_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.resources("fonts") == tmp_path / "resources" / "fonts"
    assert paths.report_templates("blog") == tmp_path / "reports" / "templates" / "blog"


def test_own_folders_follow_council_home_and_are_made(home: Path) -> None:
    assert (paths.config_dir(), paths.data_dir(), paths.log_file()) == (home / "config", home / "data", home / "log" / "council.log")
    assert sorted(folder.name for folder in home.iterdir()) == ["config", "data", "log"]


def test_without_council_home_the_platforms_folders_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COUNCIL_HOME")
    for variable in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    made = (paths.config_dir(), paths.data_dir(), paths.log_file().parent)
    assert [tmp_path in folder.parents and folder.is_dir() for folder in made] == [True, True, True]


def test_an_installation_keeps_its_id(home: Path) -> None:
    first = paths.installation_id()
    assert (paths.installation_id(), len(first)) == (first, 32)
