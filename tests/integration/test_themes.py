"""Tables of themes count people, hide small groups, and leave nothing to be worked out from what is left."""

from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from council_app.domain.crosstabs import Breakdown, Cell, Column, Heard, Trend, cross_table, difference_interval
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, Selection, filter_of, where
from council_app.domain.records import TagLabel
from council_app.services.coding import tag_notes
from council_app.services.themes import promise_and_experience, tag_table, tags_together, theme_curve, themes_to_hear, trends, what_was_said
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories as given
from tests import theme_factory as themes_given


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    return themes_given.heard(tmp_path)


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
    assert (pay.friction, pay.praise) == (Cell(12), Cell(1))
    assert [(tag.path, people) for tag, people in choose.frictions] == [("fees", 5), ("tone", 5)]


def test_outside_the_company_small_groups_of_a_stage_are_hidden(heard: Workspace) -> None:
    (journey,) = promise_and_experience(said=what_was_said(workspace=heard), minimum=10)
    choose, pay = journey.stages
    assert (choose.friction, choose.praise, choose.severe, choose.frictions) == (Cell(None), Cell(0), Cell(None), ())
    assert (pay.friction, pay.praise, pay.severe) == (Cell(12), Cell(None), Cell(12))


def test_themes_become_known_session_by_session(heard: Workspace) -> None:
    found = theme_curve(workspace=heard)
    assert (found.curve.sessions, found.curve.new, found.curve.known, found.saturation) == ((given.SESSION,), (3,), (3,), None)


def test_the_curve_of_a_filter_is_of_the_notes_it_finds(heard: Workspace, tmp_path: Path) -> None:
    themes_given.heard_later(heard, tmp_path)
    everything = theme_curve(workspace=heard)
    assert (len(everything.curve.sessions), everything.curve.new) == (2, (3, 0))
    later = theme_curve(workspace=heard, wanted=filter_of([where(Facet.SESSION, everything.curve.sessions[1])]))
    assert (later.curve.sessions, later.curve.new) == (everything.curve.sessions[1:], (2,))
    assert theme_curve(workspace=heard, wanted=filter_of([where(Facet.SEAT, "P99")])).curve.sessions == ()


def test_how_many_themes_there_may_be_is_counted_in_people(heard: Workspace) -> None:
    found = themes_to_hear(said=what_was_said(workspace=heard))
    assert found is not None
    # fees from 5, fees/late from 12, tone from the 5 and one more; a nod is nobody's.
    assert (found.richness.heard, found.richness.people, found.richness.once) == (3, 12, 0)
    assert found.adjusted.seen == (5 + 12 + 6) / (12 * 3)
    alone = filter_of([where(Facet.SEAT, "P01")])
    assert themes_to_hear(said=what_was_said(workspace=heard, wanted=alone)) is None


def test_themes_of_who_refused_notes_are_not_counted(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee"), ("P02", "Fine"))) as made:
        tag_notes(workspace=made, notes=Selection(filter=filter_of([where(Facet.SEAT, "P01")])), typed=["money"])
        tag_notes(workspace=made, notes=Selection(filter=filter_of([where(Facet.SEAT, "P02")])), typed=["tone"])
        before = theme_curve(workspace=made).curve.new[0]
        withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        assert theme_curve(workspace=made).curve.new == (before - 1,)


def test_a_theme_grows_only_where_the_interval_says_so(heard: Workspace, tmp_path: Path) -> None:
    themes_given.heard_later(heard, tmp_path)
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
