"""The wordings guests read before they answer: one file per version and language, published once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from council_app.domain.enums import Purpose
from council_app.paths import resources


@dataclass(frozen=True, slots=True)
class Asked:
    """One purpose as it is asked about."""

    purpose: Purpose
    label: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One version in one language; `{company}`, `{until}` and `{first_name}` stand for what is filled in."""

    version: str
    language: str
    title: str
    greeting: str
    intro: str
    purposes: tuple[Asked, ...]
    retention: str
    rights: str


@lru_cache(maxsize=1)
def wordings() -> Mapping[str, Mapping[str, Wording]]:
    """Every wording that comes with this program: version -> language -> wording."""
    found: dict[str, dict[str, Wording]] = {}
    for file in sorted(resources("wordings").glob("*/*.yaml")):
        wording = _read(yaml.safe_load(file.read_text(encoding="utf-8")))
        found.setdefault(wording.version, {})[wording.language] = wording
    return found


def newest() -> str:
    """The version to ask with now; versions are months, so the last by name is the newest."""
    return max(wordings())


def _read(raw: Mapping[str, object]) -> Wording:
    asked = raw["purposes"]
    assert isinstance(asked, list)  # our own file; a test reads them all
    words = {name: str(raw[name]) for name in ("version", "language", "title", "greeting", "intro", "retention", "rights")}
    purposes = tuple(Asked(Purpose(each["purpose"]), str(each["label"]), str(each["explanation"])) for each in asked)
    return Wording(purposes=purposes, **words)
