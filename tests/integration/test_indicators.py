"""The company's own figures come in whole or not at all, twice without a change, and stand apart by market."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from council_app.errors import CouncilError
from council_app.services import history
from council_app.services.indicators import IndicatorSeries, import_indicators, indicators
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

TWO = "council: 1\nmarkets: [{key: se, country: SE, locales: [sv-SE], currency: SEK}]\n"
FILE = "market,indicator,month,value\nGB,NPS,2026-01,41\ngb,nps,2026-02,43.5\nSverige,NPS,2026-01,38\nfr,NPS,2026-01,1\nGB,NPS,2026-01,40\n"


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    return given.workspace(tmp_path, TWO)


def test_figures_go_to_their_markets_and_bad_rows_are_named(made: Workspace, tmp_path: Path) -> None:
    file = given.write(tmp_path, "figures.csv", FILE)
    found = import_indicators(workspace=made, path=file)
    assert (found.rows, found.added, found.changed, found.unchanged, found.names) == (5, 3, 0, 0, ("NPS",))
    assert [(each.line, str(each.reason)) for each in found.rejected] == [
        (5, "this market is not known here"),
        (6, "another line gives this month another value"),
    ]
    assert indicators(workspace=made) == (
        IndicatorSeries("gb", "GB", "NPS", (("2026-01", 41), ("2026-02", 43.5))),
        IndicatorSeries("se", "SE", "NPS", (("2026-01", 38),)),
    )
    again = import_indicators(workspace=made, path=file)
    assert (again.added, again.changed, again.unchanged, again.changes.entities) == (0, 0, 3, frozenset())


def test_a_month_takes_the_new_value_and_undo_brings_the_old_one_back(made: Workspace, tmp_path: Path) -> None:
    import_indicators(workspace=made, path=given.write(tmp_path, "a.csv", "month;NPS\n2026-01;41,5\n"), market="gb")
    found = import_indicators(workspace=made, path=given.write(tmp_path, "b.csv", "month;NPS\n2026-01;44,5\n"), market="GB")
    assert (found.added, found.changed) == (0, 1)
    history.undo(workspace=made)
    assert indicators(workspace=made, market="gb")[0].months == (("2026-01", 41.5),)


def test_a_dry_run_keeps_nothing(made: Workspace, tmp_path: Path) -> None:
    found = import_indicators(workspace=made, path=given.write(tmp_path, "figures.csv", FILE), dry_run=True)
    assert (found.added, indicators(workspace=made)) == (3, ())


def test_without_a_market_nothing_comes_in(made: Workspace, tmp_path: Path) -> None:
    file = given.write(tmp_path, "a.csv", "month,NPS\n2026-01,41\n")
    with pytest.raises(CouncilError, match="no column says of which market the figures are"):
        import_indicators(workspace=made, path=file)
    with pytest.raises(CouncilError, match="there is no market of this key"):
        import_indicators(workspace=made, path=file, market="xx")


def test_the_command_tells_what_it_did(made: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = given.write(tmp_path, "figures.csv", FILE)
    made.close()
    done = run(capsys, "import", "indicators", file, "--into", tmp_path / "w.council", "--json")
    told = json.loads(done.out)
    assert (done.code, told["rows"], told["added"], len(told["rejected"])) == (0, 5, 3, 2)
