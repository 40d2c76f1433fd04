"""Five languages, complete: what the sources say now is what every catalogue holds."""

import gettext
import re

import pytest

from council_app.i18n import LANGUAGES as SPOKEN
from council_app.i18n import translator
from council_app.ui.core.places import STOPS
from scripts import catalogues

PLURAL_RULES = {"sv": "(n != 1)", "de": "(n != 1)", "fr": "(n > 1)", "nl": "(n != 1)"}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_sentence_is_translated_with_its_fields(language: str) -> None:
    found = catalogues.problems(language, catalogues.template())
    assert found == [], "\n".join(found)


def test_every_spoken_language_but_english_has_a_catalogue() -> None:
    assert ("en", *catalogues.LANGUAGES) == SPOKEN


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_says_what_the_source_says(language: str) -> None:
    with catalogues.catalogue_path(language, ".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    source = catalogues.read(language)
    single = [message for message in source if isinstance(message.id, str) and message.id]
    assert {message.id: compiled.gettext(message.id) for message in single} == {message.id: message.string for message in single}
    assert source.plural_expr == PLURAL_RULES[language]


def test_sentences_are_found_wherever_they_are_marked() -> None:
    source = """
def f(t, self, x):
    t("outer {a}", a=t("inner"))
    raise CouncilError(x, m_("why {b}", b=m_("nested")), m_("in two "
        "parts"))
    self.t.n("one {count}", "many {count}", len(x))
    t("yes" if x else "no")
    t(x)
"""
    found = [(each.text, each.many) for each in catalogues.python_sentences(source, "f.py")]
    wanted = [("outer {a}", None), ("inner", None), ("why {b}", None), ("nested", None), ("in two parts", None)]
    assert sorted(found, key=str) == sorted([*wanted, ("one {count}", "many {count}"), ("yes", None), ("no", None)], key=str)


def test_sentences_are_found_in_templates() -> None:
    source = '<p>{{ _("What we heard") }}</p>{{ ngettext("{count} note", "{count} notes", n) }}{% trans %}By hand{% endtrans %}'
    found = [(each.text, each.many) for each in catalogues.template_sentences(source, "page.html")]
    assert found == [("What we heard", None), ("{count} note", "{count} notes"), ("By hand", None)]


@pytest.mark.parametrize("source", ['t(f"hello {name}")', 't("hello " + name)'])
def test_a_sentence_put_together_in_code_is_refused(source: str) -> None:
    with pytest.raises(catalogues.NotLiteral, match="one literal"):
        list(catalogues.python_sentences(source, "f.py"))


def test_a_lost_field_is_found() -> None:
    wanted = catalogues.template([catalogues.Sentence("{count} of {total}", "{count} of {total}s", "f.py", 1)])
    assert catalogues.wrong_fields(("{n} left",), ("noch",)) is True
    assert catalogues.wrong_fields(("one of {total}", "{count} of {total}"), ("ein {total}", "{count} von {total}")) is False
    assert [line.split(":")[1].strip() for line in catalogues.problems("sv", wanted)][-1] == "missing"


@pytest.mark.parametrize("language", SPOKEN)
def test_the_words_of_the_rail_are_short(language: str) -> None:
    words = [translator(language).say(stop.name) for stop in STOPS]
    assert [word for word in words if len(word) > 10] == []


def test_translators_go_by_the_names_that_extraction_looks_for() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (catalogues.ROOT / "council_app").rglob("*.py")]
    names = {name for source in sources for name in re.findall(r"(\w+): Translator\b", source)}
    names |= {name for source in sources for name in re.findall(r"(\w+) = translator(?:_for)?\(", source)}
    assert names - {"t", "_t", "found"} == set()
