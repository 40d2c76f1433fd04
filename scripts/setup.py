"""Set Council up in this checkout and run one of its commands: `python scripts/setup.py demo`.

Standard library only, because nothing else is there yet on a fresh machine. Makes `.venv`, puts the pinned and hashed `uv` into
it, lets `uv` install what `uv.lock` lists, and adds missing system libraries where this user may; else names the exact line.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "council-setup.json"
UV_REQUIREMENTS = ROOT / "scripts" / "uv-requirements.txt"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

# What Debian and Ubuntu must add: the file that has to be loadable -> the package that brings it.
LIBRARIES = {
    # WeasyPrint's text layout
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    # Qt itself
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    # Qt's window on X11
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # Qt's window on Wayland
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# What the tests look into PDFs with: the program -> its package.
TEST_TOOLS = {"pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils", "qpdf": "qpdf"}

# Leftovers of other projects that would change what pip, uv or Python do; what leads to the network stays.
FOREIGN = ("PYTHON", "PIP_", "UV_", "VIRTUAL_ENV", "CONDA_PREFIX", "PYTEST_")
KEPT = {
    *("PIP_CERT", "PIP_CLIENT_CERT", "PIP_PROXY", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_TRUSTED_HOST"),
    *("PIP_DEFAULT_TIMEOUT", "PIP_TIMEOUT", "PIP_RETRIES", "PIP_CACHE_DIR", "PIP_CONFIG_FILE"),
    *("UV_CACHE_DIR", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_HTTP_TIMEOUT", "UV_INSECURE_HOST"),
}

HOMEBREW = {"poppler-utils": "poppler"}  # where Homebrew's name differs from Debian's

PANGO_LINES = {
    "darwin": "brew install pango",
    "win32": "install MSYS2 (https://www.msys2.org), then in its window: pacman -S mingw-w64-ucrt-x86_64-pango",
}


def stop(what: str, why: str, todo: str) -> NoReturn:
    """End with Council's one line."""
    sys.exit(f"council: {what}: {why}. {todo}")


def say(text: str) -> None:
    """Tell on standard error what takes the time."""
    print(f"council: {text}", file=sys.stderr, flush=True)


def clean_environment() -> dict[str, str]:
    """The environment of every child: without what other projects left in it."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or not name.startswith(FOREIGN)}
    if sys.platform == "darwin":  # Homebrew's libraries lie outside the search path of Python from elsewhere
        kept.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib:/usr/lib")
    return kept


def run(*command: str | Path, **extra: str) -> int:
    """Run a child in the checkout and return its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**clean_environment(), **extra}, check=False).returncode


def run_quietly(*command: str) -> str:
    """Run a talkative child; nothing where it succeeded, else all it said."""
    result = subprocess.run(
        command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return "" if result.returncode == 0 else result.stdout or f"exit status {result.returncode}"


def loads(library: str) -> bool:
    """Can this machine load a shared library?"""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(command: str) -> list[str]:
    """Debian packages that this command needs and this machine lacks."""
    missing = [] if importlib.util.find_spec("ensurepip") else ["python{}.{}-venv".format(*sys.version_info[:2])]
    if sys.platform == "linux":
        missing += [package for library, package in LIBRARIES.items() if not loads(library)]
    if command == "test" and not WINDOWS:
        missing += [package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None]
    return list(dict.fromkeys(missing))


def install_line(packages: list[str]) -> str:
    """What to type to get these packages on this kind of machine."""
    if shutil.which("apt-get"):
        return "Install it: sudo apt-get install -y --no-install-recommends " + " ".join(packages)
    if sys.platform == "darwin":
        return "Install it: brew install " + " ".join(dict.fromkeys(HOMEBREW.get(package, package) for package in packages))
    return f"Install what brings (Debian's names): {' '.join(packages)}"


def install_packages(packages: list[str]) -> None:
    """Install system packages where this user may; else print the line to type and stop."""
    line = install_line(packages)
    if shutil.which("apt-get") is None or not (may := privilege()):
        stop("setup", "this machine lacks what Council needs", line)
    say("installing " + " ".join(packages))
    apt = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o=Dpkg::Use-Pty=0"]
    # The lists of a fresh machine are empty, those of an old one out of date; where they cannot be had the old ones may still do.
    said = [run_quietly(*apt, "update"), run_quietly(*apt, "install", "--no-install-recommends", *packages)]
    if said[-1]:
        print("\n".join(said), file=sys.stderr)
        stop("setup", "apt-get could not install the missing packages", f"See above. {line}")


def privilege() -> list[str]:
    """What to put before a command that needs root: `env` for root, `sudo -n` where it asks no password, nothing where it may not."""
    if os.geteuid() == 0:
        return ["env"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        return ["sudo", "-n"]
    return []


def fingerprint(*files: Path) -> str:
    """One hash over the contents of files."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def read_stamp() -> dict[str, str]:
    """What an earlier run of this script finished; nothing where it finished nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def make_venv() -> None:
    """Make `.venv` with pip and the pinned uv, in place of whatever stands there."""
    say(f"making .venv with Python {sys.version.split()[0]}")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    if run(sys.executable, "-I", "-m", "venv", VENV) != 0:
        stop(".venv", "Python could not make it", "Read the lines above")
    pip = (PYTHON, "-I", "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-user", "--no-deps", "--only-binary=:all:")
    if run(*pip, "--require-hashes", "-r", UV_REQUIREMENTS) != 0:
        stop(".venv", "pip could not install uv", "Check the network and run the same command again")


def install_locked() -> None:
    """Install exactly what `uv.lock` lists, every file checked against its hash; Council itself stays editable."""
    say("installing the locked dependencies")
    where = {"UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON": str(PYTHON), "UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"}
    sync = (BIN / ("uv.exe" if WINDOWS else "uv"), "sync", "--locked", "--quiet")
    # Twice: Council's own build needs hatchling and Babel, and takes them from the lock instead of an unlocked build environment.
    if run(*sync, "--no-install-project", **where) != 0 or run(*sync, "--no-build-isolation", **where) != 0:
        stop(".venv", "uv could not install the locked dependencies", "Check the network and run the same command again")


def venv_works() -> bool:
    """Does `.venv` hold a Python that starts and is new enough?"""
    try:
        return run(PYTHON, "-I", "-c", "import sys; sys.exit(sys.version_info < (3, 11))") == 0
    except OSError:  # the Python it was made from has gone, or the file is damaged
        return False


def prepare_venv() -> None:
    """Bring `.venv` to what this checkout asks for; nothing to do most of the time."""
    ours = fingerprint(UV_REQUIREMENTS) + str(ROOT)
    packages = fingerprint(ROOT / "uv.lock", ROOT / "pyproject.toml")
    stamp = read_stamp()
    works = stamp.get("venv") == ours and venv_works()
    if works and stamp.get("packages") == packages:
        return
    if not works:
        make_venv()
    STAMP.write_text(json.dumps({"venv": ours}), encoding="utf-8")
    install_locked()
    STAMP.write_text(json.dumps({"venv": ours, "packages": packages}), encoding="utf-8")


def check_pango() -> None:
    """Outside Linux the package manager is not ours to call: load WeasyPrint and name the line when it fails."""
    if sys.platform in PANGO_LINES and run(PYTHON, "-I", "-c", "import weasyprint") != 0:
        stop("setup", "Pango, which sets the report's text, is missing", PANGO_LINES[sys.platform])


def commands(name: str, arguments: list[str]) -> list[list[str]]:
    """The child processes behind one command."""
    python = str(PYTHON)
    catalogues = [python, "scripts/catalogues.py"]
    table = {
        "setup": [],
        "demo": [[python, "-m", "council_app", "demo", "--out", "out"]],
        "test": [[python, "-m", "pytest", "-n", "2", "--dist", "loadgroup"]],
        "check": [
            [python, "-m", "ruff", "check", "."],
            [python, "-m", "ruff", "format", "--check", "."],
            [python, "-m", "mypy"],
            [str(BIN / "lint-imports")],
            [*catalogues, "check"],
        ],
        "bench": [[python, "-m", "council_app", "bench"]],
        "soak": [[python, "-m", "benchmarks.soak"]],
        "shots": [[python, "scripts/shots.py"]],
        "catalogues": [[*catalogues, "update"]],
    }
    if name not in table:
        sys.exit("usage: python scripts/setup.py " + "|".join(table))
    chosen = table[name]
    return [[*command, *arguments] for command in chosen] if len(chosen) == 1 else chosen


def main() -> int:
    """Prepare, then run; the exit status is that of the first child that failed."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is also run by an older Python, to say so)
        stop("setup", "Council needs Python 3.11 or newer, this is " + sys.version.split()[0], "Run it with a newer one")
    name, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    steps = commands(name, arguments)
    if packages := missing_packages(name):
        install_packages(packages)
    prepare_venv()
    check_pango()
    run(PYTHON, "scripts/catalogues.py", "compile")
    offscreen = {"QT_QPA_PLATFORM": "offscreen"} if name in {"test", "shots"} else {}
    for step in steps:
        if (status := run(*step, **offscreen)) != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
