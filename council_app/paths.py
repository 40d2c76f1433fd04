"""Where things lie: shipped resources (checkout, installed wheel, frozen bundle) and this machine's own folders.

The only module that resolves `resources/` and `reports/`; they lie outside the package in a checkout and inside it in a wheel.
"""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _shipped() -> Path:
    """The folder that holds `resources/` and `reports/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [Path(bundle)] if bundle else []
    candidates += [_PACKAGE / "_shipped", _PACKAGE.parent]
    for candidate in candidates:
        if (candidate / "resources").is_dir():
            return candidate
    raise FileNotFoundError("Council's resources folder is missing from this installation")


def resources(*parts: str) -> Path:
    """A path below `resources/`, such as `resources("fonts")`."""
    return _shipped().joinpath("resources", *parts)


def report_templates(*parts: str) -> Path:
    """A path below `reports/templates/`."""
    return _shipped().joinpath("reports", "templates", *parts)


def benchmarks_parent() -> Path:
    """The folder that holds the package `benchmarks`."""
    return _shipped()


def _home(kind: str, default: Path) -> Path:
    """`$COUNCIL_HOME/<kind>` when set (tests, portable use), else the platform's place. Created on first use."""
    home = os.environ.get("COUNCIL_HOME")
    folder = Path(home) / kind if home else default
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def config_dir() -> Path:
    """Machine settings."""
    return _home("config", platformdirs.user_config_path("council", appauthor=False))


def log_file() -> Path:
    """The log a person can send: events and tracebacks, never note text or names."""
    return _home("log", platformdirs.user_log_path("council", appauthor=False)) / "council.log"


def data_dir() -> Path:
    """Where the sample council is kept."""
    return _home("data", platformdirs.user_data_path("council", appauthor=False))


def installation_id() -> str:
    """A random id of this installation, made at first use; it tells laptops apart and says nothing about them."""
    file = config_dir() / "installation"
    if not file.exists():
        # Written whole beside, then named: a crash leaves no empty id behind.
        part = file.with_name(f"installation.{uuid.uuid4().hex}")
        part.write_text(uuid.uuid4().hex, encoding="ascii")
        part.replace(file)
    return file.read_text(encoding="ascii").strip()
