"""The matrix beside an insight and the page of all ranks: clicked, walked and judged by keyboard."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.enums import RankMethod
from council_app.services import insights
from council_app.services import ranking as services
from council_app.services.ranking_files import matrix_picture
from council_app.ui.core.celledit import CellEditor
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.ranking.columns import View
from council_app.ui.screens.insights.ranking.page import RankingPage
from council_app.ui.screens.insights.ranking.pages import OPENING
from council_app.ui.screens.insights.ranking.panel import MatrixPanel
from tests import factories as given
from tests.program import run

Settled = Callable[[], None]
ENTER, RIGHT, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down

MORE = """
council: 1
insights:
  - key: tone
    title: Letters sound like a court
    impact: {low: 500, likely: 4000, high: 9000, currency: GBP}
    effort_days: 20
    evidence: {notes: [n2]}
  - key: krona
    title: Amounts come in the wrong currency
    impact: {low: 100, likely: 200, high: 300, currency: SEK, per: month}
    effort_days: 2
    evidence: {notes: [n3]}
  - key: silent
    title: Nobody asked for this
    impact: {low: 1, likely: 2, high: 3, currency: GBP}
    effort_days: 2
  - key: bare
    title: Nothing is estimated here
    evidence: {notes: [n4]}
"""


@pytest.fixture
def heard(window: MainWindow, tmp_path: Path, settled: Settled) -> MainWindow:
    given.workspace(
        tmp_path, given.people(), given.notes(("P01", "bad"), ("P02", "cold"), ("P03", "odd"), ("P04", "me too")), given.INSIGHT, MORE
    ).close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.ctx.session = None
    return window


@pytest.fixture
def panel(heard: MainWindow, settled: Settled, qtbot: QtBot) -> Iterator[MatrixPanel]:
    made = MatrixPanel(heard.ctx)
    made.resize(344, 280)
    with qtbot.waitExposed(made):
        made.show()
    settled()
    qtbot.waitUntil(lambda: made.ranking is not None)
    yield made
    made.close()
    made.deleteLater()


def test_the_panel_marks_the_insight_at_hand_and_says_how_firm_its_rank_is(panel: MatrixPanel, heard: MainWindow, settled: Settled) -> None:
    panel.show_insight("late-fee")
    settled()
    workspace = heard.ctx.workspace
    assert workspace is not None
    found = services.ranking(workspace=workspace)
    assert panel.ranking == found
    row = found.row("late-fee")
    assert row is not None
    assert row.standing is not None
    assert panel.stability.text() == str(row.standing.stability())
    drawn = matrix_picture(ranking=found, currency="GBP", t=panel.t, chosen="late-fee", small=True)
    assert drawn is not None
    assert panel.picture.title == drawn.title
    assert [area.key for area in panel.picture.areas] == ["late-fee", "tone", "silent"]


def test_an_insight_of_another_currency_is_seen_among_its_own(panel: MatrixPanel, settled: Settled) -> None:
    panel.show_insight("krona")
    settled()
    assert [area.key for area in panel.picture.areas] == ["krona"]
    assert panel.stability.text() == "the only one in SEK"


def test_what_is_not_ranked_says_why(panel: MatrixPanel, settled: Settled) -> None:
    panel.show_insight("silent")
    settled()
    assert panel.why.text() == "Not ranked: nobody said it yet."
    panel.show_insight("bare")
    settled()
    assert panel.why.text() == "Not ranked: no amounts yet: low, likely and high."
    assert panel.picture.isVisibleTo(panel)
    panel.show_insight("tone")
    settled()
    assert not panel.why.isVisibleTo(panel)


def test_a_click_on_a_dot_asks_for_its_insight(panel: MatrixPanel, qtbot: QtBot, settled: Settled) -> None:
    panel.show_insight("late-fee")
    settled()
    place = panel.picture.place_of("tone").toPoint()
    with qtbot.waitSignal(panel.insight_asked) as asked:
        QTest.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["tone"]


def test_arrows_walk_the_dots_and_enter_takes_one(panel: MatrixPanel, qtbot: QtBot, settled: Settled) -> None:
    panel.show_insight("late-fee")
    settled()
    panel.picture.setFocus()
    QTest.keyClick(panel.picture, RIGHT)
    assert panel.picture.accessibleDescription().startswith("3 Letters sound like a court: plan.")
    with qtbot.waitSignal(panel.insight_asked) as asked:
        QTest.keyClick(panel.picture, ENTER)
    assert asked.args == ["tone"]


def test_the_panel_ranks_again_when_something_is_judged(panel: MatrixPanel, heard: MainWindow, qtbot: QtBot, settled: Settled) -> None:
    values = {"impact": 8.0, "confidence": 6.0, "ease": 3.0}
    with qtbot.waitSignal(panel.ranked):
        heard.ctx.write(
            panel,
            lambda w: services.score(workspace=w, insight="tone", method=RankMethod.ICE, values=values),
            lambda _: None,
            changes=lambda changes: changes,
        )
    row = panel.ranking.row("tone") if panel.ranking is not None else None
    assert row is not None
    assert row.inputs == {RankMethod.ICE: values}


def test_the_panel_is_drawn_in_the_colours_of_the_window(panel: MatrixPanel, settled: Settled) -> None:
    panel.show_insight("late-fee")
    settled()
    light = panel.grab().toImage()
    panel.ctx.theme.choose(Mode.DARK)
    settled()
    assert panel.grab().toImage() != light
    panel.ctx.theme.choose(Mode.LIGHT)
    settled()
    assert panel.grab().toImage() == light


# -- the page


@pytest.fixture
def page(heard: MainWindow, settled: Settled, qtbot: QtBot) -> Iterator[RankingPage]:
    made = OPENING.make(heard.ctx)
    assert isinstance(made, RankingPage)
    made.take_insight("tone")
    made.resize(1130, 700)
    with qtbot.waitExposed(made):
        made.show()
    settled()
    qtbot.waitUntil(lambda: made.ranking is not None)
    yield made
    made.close()
    made.deleteLater()


def texts(page: RankingPage) -> list[dict[str, str]]:
    """What the table shows, row by row, by the keys of the columns on show."""
    rows = page.table.rows
    shown = [place for place in range(rows.columnCount()) if not page.table.isColumnHidden(place)]
    return [{rows.columns[place].key: str(rows.data(rows.index(row, place))) for place in shown} for row in range(rows.rowCount())]


def at(page: RankingPage, key: str, column: str) -> None:
    """Put the keyboard on a cell."""
    rows = page.table.rows
    row = next(place for place, row in enumerate(rows.rows) if row.key == key)
    page.table.setFocus()
    page.table.setCurrentIndex(rows.index(row, [each.key for each in rows.columns].index(column)))


def editor_of(page: RankingPage) -> CellEditor:
    found = [each for each in page.table.findChildren(CellEditor) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def judged(page: RankingPage, key: str) -> dict[str, float]:
    row = page.ranking.row(key) if page.ranking is not None else None
    assert row is not None
    return dict(row.inputs.get(page.choices.view.method or RankMethod.RICE, {}))


def test_the_table_stands_in_order_of_rank_one_currency_after_the_other(page: RankingPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.table.rows)
    shown = texts(page)
    assert [row["title"] for row in shown] == [
        "The late fee comes without warning",
        "Letters sound like a court",
        "Amounts come in the wrong currency",
        "Nothing is estimated here",
        "Nobody asked for this",
    ]
    assert [row["rank"] for row in shown] == ["1 of 2", "2 of 2", "1 of 1", "", ""]
    assert [row["value"] for row in shown][2:] == ["138 SEK", "not ranked", "not ranked"]
    assert "each currency has a ranking of its own" in page.how.text()


def test_an_insight_is_judged_by_keyboard_cell_after_cell(page: RankingPage, settled: Settled) -> None:
    page.choices.views[View.RICE].click()
    assert "Reach: customers a quarter" in page.how.text()
    page.activateWindow()
    at(page, "tone", "rice.reach")
    QTest.keyClicks(page.table, "2")
    for typed in ("000", "2", "80%", "3"):
        QTest.keyClicks(editor_of(page), typed)
        QTest.keyClick(editor_of(page), Qt.Key.Key_Tab)
        settled()
    QTest.keyClick(editor_of(page), Qt.Key.Key_Escape)
    assert judged(page, "tone") == {"reach": 2000, "impact": 2, "confidence": 0.8, "effort": 3}
    row = next(row for row in texts(page) if row["title"].startswith("Letters"))
    assert row["rice"] == "1,067"


def test_an_effort_of_zero_is_refused_at_its_cell(page: RankingPage, settled: Settled) -> None:
    page.choices.views[View.RICE].click()
    at(page, "tone", "rice.effort")
    QTest.keyClick(page.table, Qt.Key.Key_0)
    editor = editor_of(page)
    QTest.keyClick(editor, ENTER)
    settled()
    assert page.table.editing
    assert editor.accessibleDescription().startswith("The effort is not above zero. Give a first estimate")
    assert judged(page, "tone") == {}
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, ENTER)
    assert editor.accessibleDescription() == "“0x” is not a number."
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not page.table.editing


def test_plus_and_minus_step_a_part_and_delete_takes_it_back(page: RankingPage, settled: Settled) -> None:
    page.choices.views[View.ICE].click()
    at(page, "tone", "ice.ease")
    for key in ("+", "+", "+", "-"):
        QTest.keyClicks(page.table, key)
        settled()
    assert judged(page, "tone") == {"ease": 2}
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settled()
    assert judged(page, "tone") == {}


def test_enter_on_a_title_goes_to_the_insight(page: RankingPage, qtbot: QtBot) -> None:
    at(page, "krona", "title")
    with qtbot.waitSignal(page.insight_asked) as asked:
        QTest.keyClick(page.table, ENTER)
    assert asked.args == ["krona"]


def test_a_click_in_the_picture_marks_the_insight_and_a_second_opens_it(page: RankingPage, qtbot: QtBot, settled: Settled) -> None:
    page.choices.views[View.MATRIX].click()
    settled()
    assert [row.key for row in page.aside.rows.rows] == ["late-fee", "tone", "silent"]
    place = page.picture.place_of("silent").toPoint()
    QTest.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=place)
    assert [row.key for row in page.aside.chosen_rows()] == ["silent"]
    with qtbot.waitSignal(page.insight_asked) as asked:
        QTest.mouseDClick(page.picture, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["silent"]


def test_each_currency_has_a_matrix_of_its_own(page: RankingPage, settled: Settled) -> None:
    page.choices.views[View.MATRIX].click()
    settled()
    assert [*page.choices.currencies] == ["GBP", "SEK"]
    page.choices.currencies["SEK"].click()
    settled()
    assert page.picture.title == "Impact against effort, in SEK. plan: 2."
    assert [row.key for row in page.aside.rows.rows] == ["krona"]


def test_the_likelihood_plot_has_its_numbers_beside_it(page: RankingPage, settled: Settled) -> None:
    page.choices.views[View.LIKELIHOOD].click()
    settled()
    assert [area.key for area in page.picture.areas] == [row.key for row in page.aside.rows.rows]
    rows = page.aside.rows
    column = [each.key for each in rows.columns].index("interval")
    assert {str(rows.data(rows.index(row, column))) for row in range(rows.rowCount())} == {"10%–65%", "0.2%–38%", "none due"}


def test_ranks_and_picture_are_taken_along_in_the_light_of_paper(page: RankingPage, settled: Settled, tmp_path: Path) -> None:
    page.theme.choose(Mode.DARK)
    page.choices.choose(View.MATRIX)
    settled()
    for ending in ("svg", "png", "csv", "xlsx"):
        page.taking.save_to(tmp_path / f"ranking.{ending}")
    settled()
    page.theme.choose(Mode.LIGHT)
    settled()
    assert page.ranking is not None
    drawn = matrix_picture(ranking=page.ranking, currency="GBP", t=page.t)
    assert drawn is not None
    assert (tmp_path / "ranking.svg").read_text(encoding="utf-8") == drawn.svg
    assert (tmp_path / "ranking.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "ranking.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("1,")
    assert (tmp_path / "ranking.xlsx").exists()
    QTest.keyClick(page.aside, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert bytes(QApplication.clipboard().mimeData().data("image/svg+xml").data()).decode() == drawn.svg


def test_a_title_that_looks_like_a_formula_stays_a_title_in_the_file(page: RankingPage, settled: Settled, tmp_path: Path) -> None:
    workspace = page.ctx.workspace
    assert workspace is not None
    insights.edit_insight(workspace=workspace, key="tone", values={"title": "=1+1"})
    page.read()
    settled()
    page.taking.save_to(tmp_path / "ranking.csv")
    settled()
    assert "'=1+1" in (tmp_path / "ranking.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("view", list(View))
def test_in_one_column_nothing_is_lost(page: RankingPage, view: View, settled: Settled) -> None:
    page.choices.choose(view)
    page.resize(584, 344)
    settled()
    front = page.columns if view.pictured else page.table
    assert front.isVisibleTo(page)
    assert front.height() >= 96


def test_window_file_and_command_line_say_the_same_ranks(
    page: RankingPage, panel: MatrixPanel, settled: Settled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.taking.save_to(tmp_path / "ranking.csv")
    settled()
    with (tmp_path / "ranking.csv").open(encoding="utf-8-sig") as file:
        filed = {row["Key"]: row for row in csv.DictReader(file)}
    told = run(capsys, "insights", tmp_path / "w.council", "--json").document
    assert isinstance(told, list)
    documents = {each["key"]: each for each in told}
    shown = {row.key: text for row, text in zip(page.table.rows.rows, texts(page), strict=True)}
    for key in ("late-fee", "tone", "krona"):
        stability = documents[key]["stability"]
        assert shown[key]["rank"] == f"{filed[key]['Rank']} of {stability['of']}" == f"{documents[key]['rank']} of {stability['of']}"
        assert float(filed[key]["Share of runs as no. 1"]) == round(stability["first"], 4)
        assert shown[key]["value"] == f"{round(stability['value_per_day']):,} {stability['currency']}"
        panel.show_insight(key)
        assert panel.stability.text() == stability["sentence"]
    assert documents["silent"]["stability"]["why"] == filed["silent"]["Why it has no rank"] == "nobody said it yet"
