"""Documentation that names what does not exist is worse than none: links lead somewhere, commands are commands, keys are keys."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from council_app.cli.app import app
from scripts import setup

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands() -> set[str]:
    """Every command of the program as it is typed: `apply`, `import roster`."""
    found: set[str] = set()
    for word, command in get_command(app).commands.items():  # type: ignore[attr-defined]  # typer's group
        found |= {word, *(f"{word} {below}" for below in getattr(command, "commands", {}))}
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_on_the_page_are_commands(page: Path) -> None:
    typed = re.findall(r"(?:^|`)council ([a-z]+(?:-[a-z]+)*(?: (?:roster|notes)\b)?)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(typed) - commands() == set()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_on_the_page_exist(page: Path) -> None:
    typed = set(re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8")))
    assert [target for target in typed if not isinstance(setup.commands(target, []), list)] == []


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)", index)}
    assert [name(page) for page in PAGES if page.parent.name in {"users", "developers"} and page not in linked] == []
