"""The wheel, installed into an empty environment with nothing but the locked runtime dependencies, is the whole product."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = sys.platform == "win32"
BIN = "Scripts" if WINDOWS else "bin"

pytestmark = pytest.mark.xdist_group("wheel")  # one worker builds and installs it once


def run(*command: str | Path, cwd: Path, **extra: str) -> str:
    """Run a program outside the checkout; what it printed, or a failure that shows all it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COUNCIL_", "PYTHON", "UV_PYTHON", "VIRTUAL_ENV"))}
    result = subprocess.run([str(part) for part in command], cwd=cwd, env={**kept, **extra}, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of what git keeps, so that no file of this checkout slips in."""
    source, out = tmp_path_factory.mktemp("source") / "council", tmp_path_factory.mktemp("dist")
    files = run("git", "ls-files", "-z", cwd=ROOT).split("\0")
    for name in files:
        if name and (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, source, cwd=source)
    [built] = out.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the locked runtime dependencies and the wheel."""
    place = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(place, with_pip=False)
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert uv is not None, "uv is missing: `make setup` puts it into .venv"
    python = place / BIN / "python"
    into = {"UV_PROJECT_ENVIRONMENT": str(place), "UV_PYTHON": str(python), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"}
    run(uv, "sync", "--quiet", "--locked", "--no-dev", "--no-install-project", cwd=ROOT, **into)
    run(uv, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", python, wheel, cwd=place, UV_NO_CONFIG="1")
    return place / BIN


def test_the_wheel_carries_resources_templates_and_compiled_catalogues(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    shipped |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "reports").rglob("*") if path.is_file()}
    tracked = set(run("git", "ls-files", "resources", "reports", cwd=ROOT).splitlines()) & shipped
    catalogues = {f"resources/locale/{language}/LC_MESSAGES/council.mo" for language in ("sv", "de", "fr", "nl")}
    assert {f"council_app/_shipped/{name}" for name in tracked | catalogues} - names == set()
    assert {name.partition("/")[0] for name in names if not name.startswith("council_app-")} == {"council_app"}


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    version = run(installed / "python", "-c", "import council_app; print(council_app.__version__)", cwd=tmp_path).strip()
    assert version in run(installed / "council", "--version", cwd=tmp_path)


def test_the_installed_program_runs_the_demo_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    run(installed / "council", "demo", "--no-window", "--out", "out", cwd=folder, COUNCIL_HOME=str(tmp_path / "own"))
    reports = [path for path in (folder / "out").rglob("*.pdf") if path.read_bytes().startswith(b"%PDF-")]
    drafts = list((folder / "out").rglob("index.*.md"))
    assert (len(reports) > 0, len(drafts) > 0) == (True, True)
