"""The words of the questionnaires: one YAML file per kind, shipped with Council, read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from council_app.domain.enums import QuestionKind
from council_app.domain.questionnaires import Asks, Origin, Questionnaire, Words, turns
from council_app.errors import CouncilError, Message, m_
from council_app.i18n import LANGUAGES
from council_app.paths import resources

_MOST_BYTES = 64_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_KEYS = {"kind", "terms", "turns", "words"}
_WORD_KEYS = {"origin", "by", "instruction", "low", "high", "items"}
_WRITTEN_BY_SCRIPTS = (QuestionKind.OPEN, QuestionKind.CHOICE, QuestionKind.RATING)
_TODO = m_("Install Council again.")


@lru_cache(maxsize=1)
def questionnaires() -> Mapping[QuestionKind, Questionnaire]:
    """Every questionnaire that comes with Council.

    Raises:
        CouncilError: a file is damaged.
    """
    return {kind: read_questionnaire(resources("questionnaires", f"{kind}.yaml")) for kind in QuestionKind}


def read_questionnaire(file: Path) -> Questionnaire:
    """One questionnaire from its file, whose name is its kind.

    Raises:
        CouncilError: it is not a questionnaire, or not the one its name says.
    """
    raw = _mapping(file, _document(file), _KEYS, "kind")
    kind = raw["kind"]
    if not isinstance(kind, str) or kind not in set(QuestionKind) or kind != file.stem:
        raise _broken(file, m_("its kind must be the name of the file"))
    asks = Asks(QuestionKind(kind))
    if raw["turns"] != turns(asks):
        raise _broken(file, m_("its statements must turn as they are scored: {turns}", turns=turns(asks)))
    spoken = raw["words"]
    if not isinstance(spoken, dict) or sorted(map(str, spoken)) != sorted(LANGUAGES):
        raise _broken(file, m_("it must speak each of these languages: {languages}", languages=", ".join(LANGUAGES)))
    words = {language: _words(file, asks, language, spoken[language]) for language in LANGUAGES}
    return Questionnaire(asks.kind, _text(file, "terms", raw["terms"]), words)


def _words(file: Path, asks: Asks, language: str, value: object) -> Words:
    raw = _mapping(file, value, _WORD_KEYS, language)
    origin = raw["origin"]
    if not isinstance(origin, str) or origin not in set(Origin):
        raise _broken(file, m_("{name} must say whose words they are", name=f"{language}.origin"))
    ends = {name: _end(file, asks, f"{language}.{name}", raw[name]) for name in ("low", "high")}
    return Words(
        language=language,
        origin=Origin(origin),
        by=_text(file, f"{language}.by", raw["by"]),
        instruction=_text(file, f"{language}.instruction", raw["instruction"]),
        items=tuple(_items(file, asks, f"{language}.items", raw["items"])),
        **ends,
    )


def _end(file: Path, asks: Asks, name: str, value: object) -> str:
    """What stands at one end of the scale; where there is no scale, nothing does."""
    if asks.scale is not None:
        return _text(file, name, value)
    if value != "":
        raise _broken(file, m_("{name} must be empty: there is no scale", name=name))
    return ""


def _items(file: Path, asks: Asks, name: str, value: object) -> Iterator[str]:
    scale = asks.scale
    wanted = 0 if scale is None or asks.kind in _WRITTEN_BY_SCRIPTS else scale.items
    if not isinstance(value, list) or len(value) != wanted:
        raise _broken(file, m_("{name} must hold {count} texts", name=name, count=wanted))
    if len({str(each) for each in value}) != wanted:
        raise _broken(file, m_("{name} says the same twice", name=name))
    for each in value:
        yield _text(file, name, each)


def _document(file: Path) -> object:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _broken(file, m_("it is too long for a text that somebody reads"))
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(file, m_("it cannot be read")) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _broken(file, m_("it is not YAML")) from error


def _mapping(file: Path, value: object, keys: set[str], name: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != keys:
        raise _broken(file, m_("{name} must hold exactly: {keys}", name=name, keys=", ".join(sorted(keys))))
    return value


def _text(file: Path, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or _CONTROL.search(value.strip()):
        raise _broken(file, m_("{name} must be a text in one paragraph", name=name))
    return value.strip()


def _broken(file: Path, why: Message) -> CouncilError:
    return CouncilError(str(file), why, _TODO)
