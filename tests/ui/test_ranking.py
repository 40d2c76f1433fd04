"""The matrix beside an insight and the page of all ranks: clicked, walked and judged by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.domain.enums import RankMethod
from council_app.services import ranking as services
from council_app.services.ranking_files import matrix_picture
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.ranking.panel import MatrixPanel
from tests import factories as given

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
    with given.workspace(tmp_path) as made:
        given.apply(made, tmp_path, given.people())
        given.apply(made, tmp_path, given.notes(("P01", "bad"), ("P02", "cold"), ("P03", "odd"), ("P04", "me too")))
        given.apply(made, tmp_path, given.INSIGHT)
        given.apply(made, tmp_path, MORE)
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


def test_the_panel_marks_the_insight_at_hand_and_says_how_firm_its_rank_is(panel: MatrixPanel, heard: MainWindow) -> None:
    panel.show_insight("late-fee")
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


def test_an_insight_of_another_currency_is_seen_among_its_own(panel: MatrixPanel) -> None:
    panel.show_insight("krona")
    assert [area.key for area in panel.picture.areas] == ["krona"]
    assert panel.stability.text() == "the only one in SEK"


def test_what_is_not_ranked_says_why(panel: MatrixPanel) -> None:
    panel.show_insight("silent")
    assert panel.why.text() == "Not ranked: nobody said it yet."
    panel.show_insight("bare")
    assert panel.why.text() == "Not ranked: no amounts yet: low, likely and high."
    assert panel.picture.isVisibleTo(panel)
    panel.show_insight("tone")
    assert not panel.why.isVisibleTo(panel)


def test_a_click_on_a_dot_asks_for_its_insight(panel: MatrixPanel, qtbot: QtBot) -> None:
    panel.show_insight("late-fee")
    place = panel.picture.place_of("tone").toPoint()
    with qtbot.waitSignal(panel.insight_asked) as asked:
        QTest.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["tone"]


def test_arrows_walk_the_dots_and_enter_takes_one(panel: MatrixPanel, qtbot: QtBot) -> None:
    panel.show_insight("late-fee")
    panel.picture.setFocus()
    QTest.keyClick(panel.picture, RIGHT)
    assert panel.picture.accessibleDescription().startswith("3 Letters sound like a court: plan.")
    with qtbot.waitSignal(panel.insight_asked) as asked:
        QTest.keyClick(panel.picture, ENTER)
    assert asked.args == ["tone"]


def test_the_panel_ranks_again_when_something_is_judged_or_undone(panel: MatrixPanel, heard: MainWindow, qtbot: QtBot) -> None:
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
