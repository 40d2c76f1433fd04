"""Rules of the house that no linter knows, read from the sources themselves."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "council_app").rglob("*.py"))
MIGRATIONS = ROOT / "council_app" / "db" / "migrations"
LONGEST_FILE = 400

# Places on one person's or one company's machine; a file that names one works nowhere else.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/|[A-Z]:\\\\?Users\\\\?\w+")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def does_nothing(step: ast.stmt) -> bool:
    """A `pass`, an ellipsis or a lone text."""
    return isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))


def swallowed_errors(tree: ast.AST) -> Iterator[int]:
    """Lines of handlers that catch everything, or that catch something and do nothing at all about it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (node.type is None or all(does_nothing(step) for step in node.body)):
            yield node.lineno


def inline_imports(tree: ast.AST) -> Iterator[int]:
    """Lines of imports inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


def has_reason(lines: list[str], line: int) -> bool:
    """A comment with words in it on the import's line (beside a noqa code) or on a comment line above its block."""
    beside = lines[line - 1].partition("#")[2]
    words = re.sub(r"noqa(?:: ?[A-Z0-9, ]+)?", "", beside)
    above = next((text.strip() for text in reversed(lines[: line - 1]) if not re.match(r"\s*(from|import) ", text)), "")
    return len(words.split()) >= 2 or above.startswith("#")


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_error_is_swallowed(path: Path) -> None:
    assert list(swallowed_errors(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_an_inline_import_says_why(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    assert [line for line in inline_imports(ast.parse(source)) if not has_reason(lines, line)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if MIGRATIONS not in path.parents], ids=name)
def test_a_file_is_one_room(path: Path) -> None:
    assert max(len(path.read_text(encoding="utf-8").splitlines()), LONGEST_FILE) == LONGEST_FILE


def test_no_test_waits_with_the_lock_in_its_hand() -> None:
    """`QTest.qWait` keeps Python's lock, so that no worker goes on while it waits; `tests.pausing.pause` lets them."""
    waiting = "QTest" + ".qWait("
    assert [name(path) for path in sorted((ROOT / "tests").rglob("*.py")) if waiting in path.read_text(encoding="utf-8")] == []


def test_no_file_names_a_machine() -> None:
    folders = ("council_app", "reports", "resources", "scripts", "tests", "benchmarks", "docs", ".ci")
    kinds = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".html", ".css", ".j2", ".po", ".csv", ".txt", ""}
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in kinds]
    files += [ROOT / "README.md", ROOT / "Makefile", ROOT / "pyproject.toml"]
    texts = {name(path): path.read_text(encoding="utf-8") for path in files if path != Path(__file__)}
    assert {place: found for place, text in texts.items() if (found := MACHINE_PATHS.findall(text))} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("try:\n    f()\nexcept OSError:\n    pass\n", [3]),
        ("try:\n    f()\nexcept:\n    raise\n", [3]),
        ("try:\n    f()\nexcept OSError as error:\n    tell(error)\n", []),
    ],
    ids=["passes", "bare", "tells"],
)
def test_the_rule_against_swallowed_errors_finds_them(source: str, lines: list[int]) -> None:
    assert list(swallowed_errors(ast.parse(source))) == lines
