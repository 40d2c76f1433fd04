"""What was put right under a post is listed again once its delivery stands otherwise than was known then."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from council_app.domain.enums import CorrectionCause
from council_app.services import posts
from council_app.services.history import undo
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.integration.test_posts_service import DELIVERY, TESTING, begun, publish, told
from tests.merging import give, laptops

DAY = date(2026, 7, 1)
PLANNED = DELIVERY.format("status: planned, due: 2096-09, since: 2026-06-01")
LATER = DELIVERY.format("status: planned, due: 2097-02")
LATEST = DELIVERY.format("status: planned, due: 2097-05")
UNDATED = DELIVERY.format("status: planned, due: null")


def out(folder: Path, delivery: str = PLANNED) -> Workspace:
    made = told(folder, delivery)
    publish(made, begun(made))
    return made


def settle(made: Workspace) -> None:
    (due,) = posts.corrections(workspace=made, today=DAY)
    posts.settle_correction(workspace=made, out=due.out, cause=due.cause, source=due.source, day=datetime.now(UTC).date())


def listed(made: Workspace) -> list[str]:
    return [str(due.why) for due in posts.corrections(workspace=made, today=DAY)]


@pytest.mark.parametrize(
    ("change", "why"), [(LATEST, "It gave 2096-09; today it is 2097-05"), (UNDATED, "It gave 2096-09; today it has no date")]
)
def test_a_change_of_the_same_day_is_listed_again_and_can_be_settled_again(tmp_path: Path, change: str, why: str) -> None:
    with out(tmp_path) as made:
        given.apply(made, tmp_path, LATER)
        settle(made)
        assert listed(made) == []
        given.apply(made, tmp_path, change)
        assert listed(made) == [why]
        settle(made)
        assert listed(made) == []


def test_what_goes_back_to_what_was_settled_needs_nothing(tmp_path: Path) -> None:
    with out(tmp_path) as made:
        given.apply(made, tmp_path, LATER)
        settle(made)
        given.apply(made, tmp_path, LATEST)
        undo(workspace=made)
        assert listed(made) == []


def test_a_change_that_comes_with_a_pack_is_listed_on_both_laptops(tmp_path: Path) -> None:
    with out(tmp_path) as made:
        given.apply(made, tmp_path, LATER)
        first, second = laptops(made, "Mia")
        given.apply(second, tmp_path, LATEST)
        settle(first)
        give(second, first)
        give(first, second)
        assert [listed(first), listed(second)] == [["It gave 2096-09; today it is 2097-05"]] * 2
        settle(second)
        give(second, first)
        assert [listed(first), listed(second)] == [[], []]
        second.close()


def test_a_day_that_was_taken_away_is_late(tmp_path: Path) -> None:
    with out(tmp_path) as made:
        given.apply(made, tmp_path, UNDATED)
        (due,) = posts.corrections(workspace=made, today=DAY)
        assert (due.cause, str(due.why)) == (CorrectionCause.LATE, "It gave 2096-09; today it has no date")
        assert due.text.endswith("That is no longer so. Today: Planned, without a date yet.")
        given.apply(made, tmp_path, TESTING)
        assert listed(made) == []
