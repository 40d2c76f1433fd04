"""Tables of themes count people, hide small groups, and leave nothing to be worked out from what is left."""

from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from council_app.domain.crosstabs import Breakdown, Cell, Column, Heard, Trend, cross_table, difference_interval
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.records import TagLabel
from council_app.services.themes import promise_and_experience, tag_table, tags_together, theme_curve, trends, what_was_said
from council_app.services.workspace import Workspace
from tests import factories as given

FIRST_TIME, OFTEN = ("P01", "P02", "P03", "P04", "P05", "P06", "P07"), ("P08", "P09", "P10", "P11", "P12")


def note(number: int, seat: str, tags: str, *, kind: str = "friction", raised: str = "alone", stage: str = "buy/pay", at: int = 9) -> str:
    return (
        f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T{at:02}:{number % 60:02}:00+00:00, seat: {seat}, author: Kim, "
        f"text: 'said {number}', kind: {kind}, severity: 3, raised: {raised}, tags: [{tags}], stage: {stage}}}\n"
    )


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    """Seven first-time and five frequent customers; all speak of the late fee, the frequent ones of tone as well."""
    workspace = given.workspace(tmp_path)
    lines = ["council: 1", "people:"]
    for seat, name in zip(FIRST_TIME + OFTEN, given.NAMES, strict=True):
        segment = "first time" if seat in FIRST_TIME else "often"
        lines.append(
            f"  - {{email: {name.split()[0].lower()}@example.org, name: {name}, session: {given.SESSION}, seat: {seat}, "
            f"status: arrived, segments: [{segment}]}}"
        )
    given.apply(workspace, tmp_path, "\n".join(lines) + "\n")
    said = "".join(note(number, seat, "fees/late") for number, seat in enumerate(FIRST_TIME + OFTEN))
    said += "".join(note(number, seat, "fees, tone", stage="buy/choose") for number, seat in enumerate(OFTEN, start=20))
    said += note(40, "P01", "tone", raised="agreed") + note(41, "P01", "tone", kind="praise")
    given.apply(workspace, tmp_path, "council: 1\nnotes:\n" + said)
    return workspace


def counts(workspace: Workspace, by: Breakdown) -> dict[str, dict[str, int | None]]:
    table = tag_table(said=what_was_said(workspace=workspace), by=by)
    return {
        tag.path: {column.name: cell.people for column, cell in zip(table.columns, row, strict=True)}
        for tag, row in zip(table.rows, table.cells, strict=True)
    }


def test_people_are_counted_once_and_a_tag_stands_for_what_is_below_it(heard: Workspace) -> None:
    table = tag_table(said=what_was_said(workspace=heard), by=Breakdown.SESSION)
    assert [tag.path for tag in table.rows] == ["fees", "tone"]
    assert [column.people for column in table.columns] == [12]
    assert table.cells == ((Cell(12),), (Cell(6),))
    assert (table.everybody, table.totals) == (12, (Cell(12), Cell(6)))


def test_who_only_nodded_along_is_not_counted(heard: Workspace) -> None:
    wanted = filter_of([where(Facet.KIND, "friction")])
    table = tag_table(said=what_was_said(workspace=heard, wanted=wanted), by=Breakdown.SESSION)
    assert table.cells[1] == (Cell(5),)


def test_one_who_stands_alone_is_hidden_and_so_is_the_group_that_would_give_them_away(heard: Workspace) -> None:
    assert counts(heard, Breakdown.SEGMENT) == {"fees": {"first time": 7, "often": 5}, "tone": {"first time": None, "often": None}}


def test_stages_hide_small_groups_and_a_filter_narrows_what_is_counted(heard: Workspace) -> None:
    assert counts(heard, Breakdown.STAGE)["tone"] == {"Choose": None, "Pay": None}
    late = filter_of([where(Facet.STAGE, "buy/choose")])
    table = tag_table(said=what_was_said(workspace=heard, wanted=late), by=Breakdown.SEGMENT)
    assert ([column.key for column in table.columns], table.cells[0]) == (["often"], (Cell(5),))


def test_what_comes_together_is_counted_in_people_either_way_round(heard: Workspace) -> None:
    found = tags_together(said=what_was_said(workspace=heard))
    assert [tag.path for tag in found.tags] == ["fees", "tone"]
    assert found.cells == ((Cell(12), Cell(5)), (Cell(5), Cell(6)))


def test_the_promise_stands_beside_what_was_heard(heard: Workspace) -> None:
    (journey,) = promise_and_experience(said=what_was_said(workspace=heard))
    assert (journey.promise, [stage.name for stage in journey.stages]) == ("No surprises", ["Choose", "Pay"])
    choose, pay = journey.stages
    assert (choose.critical, choose.friction, choose.praise, choose.severe) == (True, Cell(5), Cell(0), Cell(5))
    assert (pay.friction, pay.praise) == (Cell(12), Cell(None))
    assert [(tag.path, people) for tag, people in choose.frictions] == [("fees", 5), ("tone", 5)]


def test_themes_become_known_session_by_session(heard: Workspace) -> None:
    found = theme_curve(workspace=heard)
    assert (found.curve.sessions, found.curve.new, found.curve.known, found.saturation) == ((given.SESSION,), (3,), (3,), None)


LATER = """council: 1
councils:
  - key: leeds
    market: gb
    city: Leeds
    date: 2026-09-12
    timezone: Europe/London
    title: Leeds council
    sessions: [{key: leeds-am, starts: "09:30", ends: "12:00", capacity: 20}]
people:
"""


def test_a_theme_grows_only_where_the_interval_says_so(heard: Workspace, tmp_path: Path) -> None:
    lines = LATER + "".join(
        f"  - {{email: later{number}@example.org, name: Later {number}, session: leeds-am, seat: L{number:02}, status: arrived}}\n"
        for number in range(1, 13)
    )
    said = "".join(note(60 + number, f"L{number:02}", "fees/late, tone").replace(given.SESSION, "leeds-am") for number in range(1, 13))
    given.apply(heard, tmp_path, lines + "notes:\n" + said.replace("2026-05-12", "2026-09-12"))
    (market,) = trends(said=what_was_said(workspace=heard))
    found = {trend.tag.path: trend for trend in market.tags}
    assert (market.before, market.now) == ("bristol", "leeds")
    assert (found["fees"].before, found["fees"].now, found["fees"].trend) == (Heard(12, 12), Heard(12, 12), Trend.UNCLEAR)
    assert (found["tone"].before, found["tone"].now, found["tone"].trend) == (Heard(6, 12), Heard(12, 12), Trend.GROWS)


def test_the_interval_of_a_difference_is_newcombes() -> None:
    # Newcombe 1998, table II, contrast (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    low, high = difference_interval(Heard(48, 80), Heard(56, 70)) or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
    assert difference_interval(Heard(0, 0), Heard(1, 2)) is None


@for_all(st.lists(st.integers(0, 12), min_size=2, max_size=6), st.integers(0, 6))
def test_no_small_group_can_be_worked_out_from_the_total(sizes: list[int], ungrouped: int) -> None:
    tag = TagLabel("t", "t", "")
    columns = [Column(str(number), str(number), 20) for number in range(len(sizes))]
    total = sum(sizes) + ungrouped
    table = cross_table(
        by=Breakdown.SEGMENT,
        rows=[tag],
        columns=columns,
        counts={("t", str(number)): size for number, size in enumerate(sizes)},
        totals={"t": total},
        ungrouped={"t": ungrouped},
        everybody=total,
        minimum=5,
    )
    told = [cell.people for cell in table.cells[0]]
    assert all(people in (None, 0) or people >= 5 for people in told)
    if table.totals[0].people is not None:
        left = total - sum(people or 0 for people in told)
        assert left == 0 or left >= 5
