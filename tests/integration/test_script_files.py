"""A script in a file of its own: out and in again, safe with what others wrote, and never more than a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from council_app.errors import CouncilError, Refused
from council_app.services.history import undo
from council_app.services.plan import dump_workspace
from council_app.services.script_files import MOST_BYTES, read_script, script_text, write_script
from council_app.services.workspace import Workspace
from tests import factories

SCRIPT = """council: 1
prototypes:
- {key: slider, name: Velvet Slider, embargo_until: 2026-09-01}
scripts:
- key: pay
  title: Paying later
  prototype: slider
  sections:
  - {key: warm, title: Warming up, minutes: 15}
  tasks:
  - {key: pick, text: Pay for these shoes., success: Reaches the end, target_seconds: 120, must_ask: [And then?], section: warm,
     probes: [Where is the date?]}
  questions:
  - {key: ease, kind: seq, after: pick}
  - {key: clear, kind: rating, text: How clear was it?, scale: 4, low: Not at all, high: Fully}
"""
USED = f"""
council: 1
people: [{{email: ada@example.org, name: Ada Lind, session: {factories.SESSION}, seat: P01, status: arrived}}]
trials: [{{session: {factories.SESSION}, seat: P01, task: pick, outcome: success}}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with factories.workspace(tmp_path) as made:
        yield made


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    with factories.workspace(tmp_path, plan="", name="other.council") as made:
        yield made


def file(folder: Path, text: str) -> Path:
    return factories.write(folder, "script.yaml", text)


def values(text: str) -> Any:
    """By the reader that plans are read with: Python's own wants quotation marks around a question."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def test_a_script_goes_to_another_team_and_comes_back_the_same(other: Workspace, tmp_path: Path) -> None:
    taken = read_script(workspace=other, path=file(tmp_path, SCRIPT))
    assert (taken.key, taken.version, values(script_text(workspace=other, script="pay"))) == ("pay", 1, values(SCRIPT))
    out = tmp_path / "out.yaml"
    write_script(workspace=other, script="pay", path=out)
    again = read_script(workspace=other, path=out)
    assert (again.version, again.applied.created, again.applied.changed) == (1, 0, 0)


def test_a_script_that_was_used_stays_and_the_file_becomes_the_next_version(workspace: Workspace, tmp_path: Path) -> None:
    factories.apply(workspace, tmp_path, USED)
    taken = read_script(workspace=workspace, path=file(tmp_path, SCRIPT))
    titles = [values(script_text(workspace=workspace, script="pay", version=number))["scripts"][0]["title"] for number in (1, 2)]
    assert (taken.version, titles) == (2, ["Paying", "Paying later"])


def test_what_is_under_test_here_keeps_its_name_and_embargo(workspace: Workspace, tmp_path: Path) -> None:
    read_script(workspace=workspace, path=file(tmp_path, SCRIPT.replace("Velvet Slider", "Slider").replace("2026-09-01", "2020-01-01")))
    assert "- key: slider\n  name: Velvet Slider\n  embargo_until: 2026-09-01\n" in dump_workspace(workspace=workspace)


def test_taking_a_script_is_one_change_that_can_be_undone(other: Workspace, tmp_path: Path) -> None:
    before = dump_workspace(workspace=other)
    read_script(workspace=other, path=file(tmp_path, SCRIPT))
    undone = undo(workspace=other)
    assert (str(undone.label), dump_workspace(workspace=other)) == ("Take a script from a file", before)


def test_a_rehearsal_keeps_nothing(other: Workspace, tmp_path: Path) -> None:
    before = dump_workspace(workspace=other)
    assert read_script(workspace=other, path=file(tmp_path, SCRIPT), dry_run=True).applied.created > 0
    assert dump_workspace(workspace=other) == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("council: 1\n", "script.yaml:1:1: a script file holds one script"),
        (SCRIPT + "- {key: two, title: Two}\n", "script.yaml:16:3: a script file holds one script"),
        (SCRIPT + "notes: []\n", "script.yaml:16:1: a script file holds no “notes”"),
        (SCRIPT + "people:\n- {email: a@example.org}\n", "script.yaml:16:1: a script file holds no “people”"),
        (SCRIPT.replace("  prototype: slider\n", ""), "script.yaml:3:3: the script does not test “slider”"),
        (SCRIPT.replace("kind: seq", "kind: sequel"), "script.yaml:14:23: “sequel” is not one of the words allowed here"),
        (SCRIPT.replace("after: pick", "after: none"), "script.yaml:14:35: the script has no task “none”"),
        (SCRIPT.replace("title: Paying later", "title: &a Paying"), "script.yaml:6:10: anchors (&) are not allowed"),
        (SCRIPT.replace("title: Paying later", "title: !!python/name:os.system x"), "script.yaml:6:10: tags (!) are not allowed"),
        (SCRIPT.replace("title:", "tittle:", 1), "script.yaml:6:3: unknown key “tittle”"),
        ("[" * 60, "nested more than 50 deep"),
        ("council: 1\nscripts: [\n", "script.yaml:3:1: not valid YAML"),
        ("just words", "script.yaml:1:1: not a plan file"),
    ],
)
def test_what_is_no_script_is_refused_with_its_place_and_changes_nothing(other: Workspace, tmp_path: Path, text: str, line: str) -> None:
    before = dump_workspace(workspace=other)
    with pytest.raises(CouncilError) as refused:
        read_script(workspace=other, path=file(tmp_path, text))
    said = str(refused.value.problems[0].what) + f": {refused.value.problems[0].why}" if isinstance(refused.value, Refused) else ""
    assert (line in (said or str(refused.value)), dump_workspace(workspace=other)) == (True, before)


def test_a_file_too_large_for_a_script_is_refused_unread(other: Workspace, tmp_path: Path) -> None:
    with pytest.raises(CouncilError, match="too large for a script"):
        read_script(workspace=other, path=file(tmp_path, "#" * (MOST_BYTES + 1)))


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_is_none_is_refused(other: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(CouncilError, match="cannot be read"):
        read_script(workspace=other, path=tmp_path / name)


def test_a_script_that_is_not_there_is_not_written(workspace: Workspace, tmp_path: Path) -> None:
    for script, version in (("none", None), ("pay", 7)):
        with pytest.raises(CouncilError, match="there is no such script"):
            write_script(workspace=workspace, script=script, version=version, path=tmp_path / "out.yaml")
    assert not (tmp_path / "out.yaml").exists()


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20) | some.sampled_from(["seq", "pick", "pay"]),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
KEYS = some.sampled_from(["key", "title", "tasks", "questions", "sections", "prototype", "version", "text", "kind", "after", "scale"])
ENTRIES = some.dictionaries(KEYS, VALUES | some.lists(some.dictionaries(KEYS, VALUES, max_size=5), max_size=3), max_size=6)
HOSTILE = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@HOSTILE
@given(raw=some.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(other: Workspace, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes(raw)
    with pytest.raises(CouncilError):
        read_script(workspace=other, path=path)


@HOSTILE
@given(entry=ENTRIES)
def test_whatever_stands_in_a_script_is_taken_or_refused(other: Workspace, tmp_path: Path, entry: dict[str, object]) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(yaml.safe_dump({"council": 1, "scripts": [entry]}, allow_unicode=True), encoding="utf-8", errors="surrogatepass")
    try:
        outcome = read_script(workspace=other, path=path).key
    except CouncilError as error:
        outcome = str(error)
    assert outcome == entry.get("key") or outcome.startswith(f"{path}:")
