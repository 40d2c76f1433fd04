"""The five languages' catalogues: gather every sentence from the sources, keep the `.po` files in step, compile them.

The `.po` files under `resources/locale/` are the source and lie in git; `.mo` files and the template are made from them. English is
the language of the msgids and needs no catalogue.

    python scripts/catalogues.py update | compile | check
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("sv", "de", "fr", "nl")

# A call of one of these marks its first argument, or its first two, as something a person reads.
ONE = {"_", "t", "_t", "m_", "gettext"}
ONE_AND_MANY = {"n", "mn_", "ngettext"}


class NotLiteral(ValueError):
    """A sentence is put together in the code, so that no catalogue can hold it."""


@dataclass(frozen=True)
class Sentence:
    """One msgid with its place.

    Attributes:
        text: the English sentence, of one thing where `many` is set.
        many: the English sentence of several things.
        place: the file it stands in, relative to the checkout.
        line: its line.
    """

    text: str
    many: str | None
    place: str
    line: int


def catalogue_path(language: str, suffix: str = ".po") -> Path:
    """Where a language's catalogue lies."""
    return (LOCALE / language / "LC_MESSAGES" / "council").with_suffix(suffix)


def _literals(node: ast.expr | nodes.Expr, place: str) -> list[str]:
    """The texts an argument can take: one literal, both arms of a condition, nothing for a value made elsewhere."""
    match node:
        case ast.Constant(value=str(text)) | nodes.Const(value=str(text)):
            return [text]
        case ast.IfExp(body=first, orelse=second):
            return [*_literals(first, place), *_literals(second, place)]
        case nodes.CondExpr(expr1=nodes.Expr() as first, expr2=nodes.Expr() as second):
            return [*_literals(first, place), *_literals(second, place)]
        case ast.JoinedStr() | ast.BinOp() | nodes.Concat() | nodes.Add():
            raise NotLiteral(f"{place}: a sentence for translation must be one literal with {{named}} fields")
    return []


def _marked(name: str, arguments: list[ast.expr] | list[nodes.Expr], place: str, line: int) -> Iterator[Sentence]:
    """The sentences that one call marks."""
    where = f"{place}:{line}"
    if name in ONE and arguments:
        yield from (Sentence(text, None, place, line) for text in _literals(arguments[0], where) if text)
    if name in ONE_AND_MANY and len(arguments) >= 2:
        pairs = zip(_literals(arguments[0], where), _literals(arguments[1], where), strict=False)
        yield from (Sentence(one, many, place, line) for one, many in pairs)


def python_sentences(source: str, place: str) -> Iterator[Sentence]:
    """Sentences of a Python module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from _marked(name, node.args, place, node.lineno)


def template_sentences(source: str, place: str) -> Iterator[Sentence]:
    """Sentences of a Jinja2 template, `{% trans %}` blocks included."""
    # The tree is only read here, never rendered.
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    for node in tree.find_all(nodes.Call):
        name = node.node.attr if isinstance(node.node, nodes.Getattr) else getattr(node.node, "name", "")
        yield from _marked(name, node.args, place, node.lineno)


def _sources() -> Iterator[Sentence]:
    for path in sorted((ROOT / "council_app").rglob("*.py")):
        yield from python_sentences(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    for path in sorted((ROOT / "reports" / "templates").rglob("*")):
        if path.suffix in {".html", ".md", ".txt", ".svg", ".xml", ".j2", ".jinja"}:
            yield from template_sentences(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def template(sentences: Iterable[Sentence] | None = None) -> Catalog:
    """Everything the sources say now.

    Raises:
        NotLiteral: a marked sentence is put together from pieces.
    """
    catalogue = Catalog(project="Council", fuzzy=False, charset="utf-8")
    for each in sentences if sentences is not None else _sources():
        msgid = each.text if each.many is None else (each.text, each.many)
        catalogue.add(msgid, locations=[(each.place, each.line)])
    return catalogue


def read(language: str) -> Catalog:
    """A language's catalogue; an empty one where it has none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Council", fuzzy=False, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(language: str, catalogue: Catalog) -> None:
    """Store a catalogue in the one form that keeps diffs small: by file, without line numbers and dates that change."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = f"# Council in {catalogue.locale.english_name}." if catalogue.locale else "# Council."
    catalogue.version, catalogue.msgid_bugs_address, catalogue.last_translator, catalogue.language_team = "1", "", "", ""
    catalogue.revision_date = catalogue.creation_date
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)


def update() -> None:
    """Bring every catalogue in step with the sources; new sentences stand there untranslated, gone ones are dropped."""
    wanted = template()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        write(language, catalogue)


def compile_catalogues() -> None:
    """Make the `.mo` files that are missing or older than their `.po` file."""
    for language in LANGUAGES:
        source, target = catalogue_path(language), catalogue_path(language, ".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read(language))
        fresh.replace(target)


def _fields(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)[^{}]*\}", text))


def wrong_fields(msgid: Sequence[str], forms: Sequence[str]) -> bool:
    """A translation that loses or invents a `{field}`; only `{count}` may be said in words, and not in the last form."""
    wanted = _fields(msgid[-1])
    return _fields(forms[-1]) != wanted or any(_fields(form) | {"count"} != wanted | {"count"} for form in forms)


def _several(text: str | Sequence[str] | None) -> Sequence[str]:
    """A message's forms, also where there is one or none."""
    return (text,) if isinstance(text, str) else (text or ())


def problems(language: str, wanted: Catalog) -> list[str]:
    """What keeps a language from being complete, one line each."""
    catalogue = read(language)
    found = [f"{language}: not in the sources any more: {message.id!r}" for message in catalogue if message.id and message.id not in wanted]
    for message in wanted:
        if not message.id:
            continue
        there = catalogue.get(message.id)
        if there is None:
            found.append(f"{language}: missing: {message.id!r}")
            continue
        msgids, forms = _several(message.id), _several(there.string)
        if there.fuzzy:
            found.append(f"{language}: fuzzy: {message.id!r}")
        elif not all(forms) or len(forms) != (1 if len(msgids) == 1 else catalogue.num_plurals):
            found.append(f"{language}: untranslated: {message.id!r}")
        elif wrong_fields(msgids, forms):
            found.append(f"{language}: other fields: {message.id!r} -> {forms!r}")
    return found


def check() -> int:
    """Print every problem of every language; 1 when there is one."""
    wanted = template()
    found = [line for language in LANGUAGES for line in problems(language, wanted)]
    for line in found:
        print(line, file=sys.stderr)
    print(f"catalogues: {len(LANGUAGES)} languages, {len(wanted)} sentences, {len(found)} problems")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """Run one of the three verbs."""
    verb = arguments[0] if len(arguments) == 1 else ""
    if verb == "update":
        update()
        compile_catalogues()
        return 0
    if verb == "compile":
        compile_catalogues()
        return 0
    if verb == "check":
        return check()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
