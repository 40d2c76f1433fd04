"""What Council needs is declared, locked and hashed; the set-up script can trust nothing but Python itself."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts import setup

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: Path) -> set[str]:
    """Top-level names that the modules of a folder import."""
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names


def test_what_council_imports_is_declared() -> None:
    declared = {canonical(re.split(r"[<>=\[; ]", line, maxsplit=1)[0]) for line in PROJECT["project"]["dependencies"]}
    declared |= {"shiboken6", "pydantic-core", "markupsafe", "pydyf"}  # halves of PySide6, pydantic, Jinja2 and WeasyPrint
    where = packages_distributions()
    third_party = imported(ROOT / "council_app") - set(sys.stdlib_module_names) - {"council_app"}
    undeclared = {name for name in third_party if not declared & {canonical(each) for each in where.get(name, [])}}
    assert undeclared == set()


def test_every_locked_file_has_a_hash_and_a_wheel() -> None:
    others = [package for package in LOCK["package"] if package["name"] != "council-app"]
    files = [file for package in others for file in [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]]
    assert [file["url"] for file in files if not file["hash"].startswith("sha256:")] == []
    assert [package["name"] for package in others if not package.get("wheels")] == []


def test_the_installer_is_pinned_and_hashed() -> None:
    lines = setup.UV_REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    pins = [line.split(" ")[0] for line in lines if line and not line.startswith(("#", " "))]
    assert [pin.partition("==")[0] for pin in pins] == ["uv"]
    assert [line for line in lines if line.startswith(" ") and not re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line)] == []


def test_setup_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "scripts" / "setup.py").read_text(encoding="utf-8"))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in modules} - sys.stdlib_module_names == set()


def test_leftovers_of_other_projects_do_not_reach_the_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "os.environ", {"PATH": "/bin", "PYTHONPATH": "x", "PIP_TARGET": "x", "UV_INDEX": "x", "VIRTUAL_ENV": "x", "PIP_CERT": "ca"}
    )
    expected = {"PATH": "/bin", "PIP_CERT": "ca"}
    if sys.platform == "darwin":
        expected["DYLD_FALLBACK_LIBRARY_PATH"] = "/opt/homebrew/lib:/usr/local/lib:/usr/lib"
    assert setup.clean_environment() == expected


def test_a_machine_without_the_right_to_install_is_told_the_exact_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "privilege", list)
    monkeypatch.setattr(setup.shutil, "which", lambda tool: f"/usr/bin/{tool}")
    with pytest.raises(SystemExit) as stopped:
        setup.install_packages(["libegl1", "qpdf"])
    line = "sudo apt-get install -y --no-install-recommends libegl1 qpdf"
    assert stopped.value.code == f"council: setup: this machine lacks what Council needs. Install it: {line}"


def test_every_make_target_is_a_command_of_the_script() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^TARGETS := (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    assert all(isinstance(setup.commands(name, []), list) for name in targets[1].split())
    with pytest.raises(SystemExit, match="usage"):
        setup.commands("no-such-command", [])
