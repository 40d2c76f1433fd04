"""`council bench` runs, and says of every row what it was measured beside. What it measures is never asserted."""

import json

import pytest

from benchmarks.measure import Pair, Times, in_turns
from benchmarks.run import Document, table
from benchmarks.table import ROWS
from council_app.bootstrap import main


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """One short run, through the command line."""
    folder = tmp_path_factory.mktemp("bench")
    out = folder / "bench.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNCIL_HOME", str(folder / "home"))
        assert main(["bench", "--rows", "200", "--out", str(out)]) == 0
    found: Document = json.loads(out.read_text(encoding="utf-8"))
    return found


def test_every_row_is_measured_with_its_floor(document: Document) -> None:
    assert [(found["row"], found["beside"]) for found in document["results"]] == [(row.name, row.floor) for row in ROWS]
    empty = [found["row"] for found in document["results"] if not (found["ours"]["p50"] > 0 and found["floor"]["p50"] > 0)]
    assert empty == []


def test_the_table_has_a_line_for_every_row(document: Document) -> None:
    _, *lines = table(document).splitlines()
    assert [line.endswith(f"{row.name} [p{row.at * 100:.0f}]") for line, row in zip(lines, ROWS, strict=True)] == [True] * len(ROWS)


def test_a_ratio_compares_the_same_place_of_both_distributions() -> None:
    pair = Pair(ours=Times((1.0, 2.0, 3.0, 40.0)), floor=Times((1.0, 1.0, 2.0, 4.0)))
    assert (pair.ratio(0.5), pair.ratio(0.99), pair.more(0.99)) == (1.5, 10.0, 36.0)


def test_ours_and_the_floor_take_turns_and_what_is_tidied_is_off_the_clock() -> None:
    done: list[str] = []
    pair = in_turns(lambda: done.append("ours"), lambda: done.append("floor"), times=2, warm=1, tidy=lambda: done.append("tidy"))
    assert done == ["floor", "tidy", "ours", "tidy"] * 3
    assert (len(pair.ours.seconds), len(pair.floor.seconds)) == (2, 2)
