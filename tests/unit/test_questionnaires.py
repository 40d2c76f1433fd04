"""The questionnaires: complete in every language, read strictly, and never scored where something was left out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from council_app.domain.enums import QuestionKind
from council_app.domain.questionnaires import Answer, Asks, Origin, numbers, turns
from council_app.domain.scores import sus, umux_lite
from council_app.errors import CouncilError
from council_app.exchange.questionnaires import questionnaires, read_questionnaire
from council_app.i18n import LANGUAGES
from council_app.paths import resources

BROOKE = (5, 4, 2, 1, 2, 3, 2, 4, 5, 2)


def changed(folder: Path, kind: str, /, **parts: object) -> Path:
    """A questionnaire of which some parts are others."""
    raw = yaml.safe_load(resources("questionnaires", f"{kind}.yaml").read_text(encoding="utf-8"))
    for name, value in parts.items():
        raw[name] = value
    file = folder / f"{kind}.yaml"
    file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return file


def test_every_kind_speaks_every_language() -> None:
    assert {kind: sorted(each.words) for kind, each in questionnaires().items()} == {kind: sorted(LANGUAGES) for kind in QuestionKind}


def test_a_scored_questionnaire_has_as_many_texts_as_its_answer_has_numbers() -> None:
    scored = [kind for kind in QuestionKind if kind not in (QuestionKind.RATING, QuestionKind.OPEN, QuestionKind.CHOICE)]
    counts = {(kind, language): len(questionnaires()[kind].words[language].items) for kind in scored for language in LANGUAGES}
    assert counts == {(kind, language): scale.items for kind, language in counts if (scale := Asks(kind).scale)}


def test_praise_and_blame_alternate_in_the_sus() -> None:
    assert turns(Asks(QuestionKind.SUS)) == "+-" * 5


def test_only_wordings_that_were_published_say_so() -> None:
    published = [
        (k.value, n) for k, each in questionnaires().items() for n, words in each.words.items() if words.origin is Origin.PUBLISHED
    ]
    assert published == [("seq", "en"), ("sus", "en"), ("umux-lite", "en"), ("nps", "en")]


def test_a_language_without_a_wording_reads_english() -> None:
    assert questionnaires()[QuestionKind.SUS].spoken("fi-FI") == questionnaires()[QuestionKind.SUS].words["en"]
    assert questionnaires()[QuestionKind.SUS].spoken("de_CH").language == "de"


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"turns": "++++++++++"}, "its statements must turn as they are scored: +-+-+-+-+-"),
        ({"kind": "nps"}, "its kind must be the name of the file"),
        ({"kind": ["sus"]}, "its kind must be the name of the file"),
        ({"words": {}}, "it must speak each of these languages: en, sv, de, fr, nl"),
        ({"extra": 1}, "kind must hold exactly: kind, terms, turns, words"),
        ({"terms": "two\nparagraphs"}, "terms must be a text in one paragraph"),
    ],
)
def test_a_damaged_questionnaire_is_refused(tmp_path: Path, parts: dict[str, object], why: str) -> None:
    with pytest.raises(CouncilError) as refused:
        read_questionnaire(changed(tmp_path, "sus", **parts))
    assert str(refused.value.why) == why


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("items", ["one"] * 9, "en.items must hold 10 texts"),
        ("items", ["one"] * 10, "en.items says the same twice"),
        ("items", [str(number) for number in range(9)] + [""], "en.items must be a text in one paragraph"),
        ("origin", "mine", "en.origin must say whose words they are"),
        ("low", "", "en.low must be a text in one paragraph"),
    ],
)
def test_a_damaged_language_is_refused(tmp_path: Path, name: str, value: object, why: str) -> None:
    raw = yaml.safe_load(resources("questionnaires", "sus.yaml").read_text(encoding="utf-8"))
    raw["words"]["en"][name] = value
    with pytest.raises(CouncilError) as refused:
        read_questionnaire(changed(tmp_path, "sus", words=raw["words"]))
    assert str(refused.value.why) == why


@given(raw=some.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.mktemp("q") / "sus.yaml"
    file.write_bytes(raw)
    with pytest.raises(CouncilError):
        read_questionnaire(file)


@pytest.mark.parametrize(
    ("kind", "answer", "score"),
    [
        (QuestionKind.SUS, BROOKE, 55.0),
        (QuestionKind.SUS, (*BROOKE[:9], None), None),
        (QuestionKind.UMUX_LITE, (7, 7), 100.0),
        (QuestionKind.UMUX_LITE, (7, None), None),
        (QuestionKind.SEQ, 6, 6.0),
        (QuestionKind.NPS, 0, 0.0),
        (QuestionKind.CSAT, 6, None),
        (QuestionKind.OPEN, "words", None),
        (QuestionKind.CHOICE, "one", None),
    ],
)
def test_what_is_left_out_is_not_scored(kind: QuestionKind, answer: Answer, score: float | None) -> None:
    assert Asks(kind).score(answer) == score


@given(some.lists(some.integers(1, 5), min_size=10, max_size=10))
def test_a_whole_sus_scores_what_the_method_says(answers: list[int]) -> None:
    assert Asks(QuestionKind.SUS).score(tuple(answers)) == sus(answers)


@given(some.integers(1, 7), some.integers(1, 7))
def test_a_whole_umux_lite_scores_what_the_method_says(capable: int, easy: int) -> None:
    assert Asks(QuestionKind.UMUX_LITE).score((capable, easy)) == umux_lite(capable, easy)


@pytest.mark.parametrize(
    ("asks", "answer", "fits"),
    [
        (Asks(QuestionKind.SUS), (1,) * 10, True),
        (Asks(QuestionKind.SUS), (None,) * 9 + (1,), True),
        (Asks(QuestionKind.SUS), (None,) * 10, False),
        (Asks(QuestionKind.SUS), (1,) * 9, False),
        (Asks(QuestionKind.SUS), (6,) * 10, False),
        (Asks(QuestionKind.SEQ), 0, False),
        (Asks(QuestionKind.SEQ), True, False),
        (Asks(QuestionKind.SEQ), "7", False),
        (Asks(QuestionKind.NPS), 0, True),
        (Asks(QuestionKind.NPS), (None,), False),
        (Asks(QuestionKind.RATING), 6, False),
        (Asks(QuestionKind.RATING, points=6), 6, True),
        (Asks(QuestionKind.CHOICE, ("a", "b")), "a", True),
        (Asks(QuestionKind.CHOICE, ("a", "b")), "c", False),
        (Asks(QuestionKind.CHOICE, ("a", "b")), ("a", "b"), True),
        (Asks(QuestionKind.OPEN), 3, False),
        (Asks(QuestionKind.OPEN), "Three", True),
    ],
)
def test_an_answer_fits_its_question_or_does_not(asks: Asks, answer: Answer, fits: bool) -> None:
    assert (asks.wrong(answer) is None) == fits


@pytest.mark.parametrize(("answer", "found"), [([1, 2], (1, 2)), ([1, None], None), (3, (3,)), ("3", None), (True, None), (None, None)])
def test_numbers_are_whole_answers_of_whole_numbers(answer: object, found: tuple[int, ...] | None) -> None:
    assert numbers(answer) == found
