"""The wordings guests read before they answer: one YAML file per language and version, published once and never changed.

Council ships some in `resources/wordings/`; a company puts its own into `wordings/` beside the settings, and then those are asked with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter

import yaml

from council_app.domain.enums import Purpose
from council_app.domain.wording import Asked, Wording
from council_app.errors import CouncilError, Message, m_
from council_app.i18n import LANGUAGES
from council_app.paths import config_dir, resources

__all__ = ["Asked", "Wording", "newest", "spoken", "wordings"]

Versions = Mapping[str, Mapping[str, Wording]]
_MOST_BYTES = 64_000
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,31}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TEXTS = ("title", "greeting", "intro", "retention", "rights")
_KEYS = {"version", "language", "purposes", *_TEXTS}
# The blanks that each text may hold; the program fills them, so a file cannot ask for others.
_BLANKS: Mapping[str, frozenset[str]] = {"greeting": frozenset({"first_name"}), "retention": frozenset({"company", "until"})}


def wordings() -> Versions:
    """Every wording there is: version -> language -> wording.

    Raises:
        CouncilError: a file is not a wording, or one of the company's own takes the name of one that ships.
    """
    own = _own()
    for version, languages in own.items():
        if version in _shipped():
            language = next(iter(languages))
            raise _broken(_own_folder() / language / f"{version}.yaml", m_("a wording of this version comes with Council"))
    return {**_shipped(), **own}


def newest() -> str:
    """The version to ask with now: the last by name (versions are months) of the company's own, or of those that ship."""
    return max(_own() or _shipped())


def spoken(version: str, tag: str) -> Wording:
    """A version in the language of a BCP 47 tag; in English, or whatever it is written in, where it does not speak that.

    Raises:
        KeyError: there is no such version.
    """
    languages = wordings()[version]
    language = re.split("[-_]", tag)[0]
    return languages.get(language) or languages.get("en") or next(iter(languages.values()))


@lru_cache(maxsize=1)
def _shipped() -> Versions:
    return _all_in(resources("wordings"))


def _own_folder() -> Path:
    return config_dir() / "wordings"


def _own() -> Versions:
    folder = _own_folder()
    stamp = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in _files(folder))
    return _kept(folder, stamp) if stamp else {}


@lru_cache(maxsize=4)
def _kept(folder: Path, _stamp: tuple[tuple[Path, int, int], ...]) -> Versions:
    return _all_in(folder)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.yaml"))


def _all_in(folder: Path) -> Versions:
    found: dict[str, dict[str, Wording]] = {}
    for file in _files(folder):
        wording = _read(file)
        found.setdefault(wording.version, {})[wording.language] = wording
    return found


def _read(file: Path) -> Wording:
    raw = _document(file)
    unknown = sorted(set(raw) - _KEYS - {"without_company"})
    lacking = sorted(_KEYS - set(raw))
    if unknown or lacking:
        why = m_("{name} is not a part of a wording", name=unknown[0]) if unknown else m_("{name} is missing", name=lacking[0])
        raise _broken(file, why)
    version, language = _text(file, "version", raw["version"]), _text(file, "language", raw["language"])
    if not _VERSION.fullmatch(version) or version != file.stem:
        raise _broken(file, m_("its version must be the name of the file, in letters, digits, dots and hyphens"))
    if language not in LANGUAGES or language != file.parent.name:
        raise _broken(file, m_("its language must be the name of its folder, and one of: {languages}", languages=", ".join(LANGUAGES)))
    texts = {name: _text(file, name, raw[name]) for name in _TEXTS}
    purposes = tuple(_asked(file, each) for each in _list(file, raw["purposes"]))
    if sorted(each.purpose for each in purposes) != sorted(Purpose):
        raise _broken(file, m_("it must ask about each of these once: {purposes}", purposes=", ".join(Purpose)))
    unnamed = dict(_unnamed(file, raw.get("without_company", {})))
    made = Wording(version=version, language=language, purposes=purposes, unnamed=unnamed, **texts)
    _check_unnamed(file, made)
    return made


def _document(file: Path) -> dict[str, object]:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _broken(file, m_("it is too long for a text that somebody reads"))
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(file, m_("it cannot be read")) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _broken(file, m_("it is not YAML")) from error
    if not isinstance(raw, dict) or not all(isinstance(name, str) for name in raw):
        raise _broken(file, m_("it does not say what is asked"))
    return raw


def _text(file: Path, name: str, value: object) -> str:
    """A text in one line, with no blank that the program would not fill."""
    if not isinstance(value, str) or not value.strip() or _CONTROL.search(value.strip()):
        raise _broken(file, m_("{name} must be a text in one paragraph", name=name))
    try:
        parts = list(Formatter().parse(value))
    except ValueError as error:
        raise _broken(file, m_("{name} holds a brace that is not closed", name=name)) from error
    allowed = _BLANKS.get(name, frozenset({"company"}) if "." in name else frozenset())
    for _, blank, shape, conversion in parts:
        if blank is not None and (blank not in allowed or shape or conversion):
            raise _broken(file, m_("{name} holds a blank that nothing fills: {blank}", name=name, blank=blank))
    return value.strip()


def _list(file: Path, value: object) -> list[object]:
    if not isinstance(value, list):
        raise _broken(file, m_("{name} must be a list", name="purposes"))
    return value


def _asked(file: Path, value: object) -> Asked:
    if not isinstance(value, dict) or set(value) != {"purpose", "label", "explanation"} or value["purpose"] not in set(Purpose):
        raise _broken(file, m_("each purpose needs a purpose that Council knows, a label and an explanation"))
    purpose = Purpose(value["purpose"])
    label, explanation = (_text(file, f"{purpose}.{name}", value[name]) for name in ("label", "explanation"))
    return Asked(purpose, label, explanation)


def _unnamed(file: Path, value: object) -> Iterator[tuple[str, str]]:
    pairs = value.items() if isinstance(value, dict) else [(value, None)]
    names = {"retention", *(f"{purpose}.{part}" for purpose in Purpose for part in ("label", "explanation"))}
    for name, text in pairs:
        if name not in names:
            raise _broken(file, m_("{name} is not a part of a wording", name=str(name)))
        read = _text(file, name, text)
        if "{company}" in read:
            raise _broken(file, m_("{name} holds a blank that nothing fills: {blank}", name=name, blank="company"))
        yield name, read


def _check_unnamed(file: Path, wording: Wording) -> None:
    """Whoever names the company says how the text reads where nobody has said its name yet."""
    texts = {"retention": wording.retention}
    for each in wording.purposes:
        texts |= {f"{each.purpose}.label": each.label, f"{each.purpose}.explanation": each.explanation}
    for name, text in texts.items():
        if "{company}" in text and name not in wording.unnamed:
            raise _broken(file, m_("{name} names the company, so without_company must hold it too", name=name))


def _broken(file: Path, why: Message) -> CouncilError:
    return CouncilError(str(file), why, m_("Compare it with a wording that comes with Council."))
