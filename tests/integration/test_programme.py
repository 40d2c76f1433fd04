"""The programme counts each market by itself: what was heard there, what was made of it, and what waits longest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from council_app.domain.enums import DeliveryStatus, Purpose
from council_app.domain.programme import Standing
from council_app.errors import CouncilError
from council_app.services.consent import withdraw
from council_app.services.programme import funnel
from council_app.services.workspace import Workspace
from tests import factories as given

TODAY = date(2026, 7, 1)
ELSEWHERE = """
council: 1
markets: [{key: se, country: SE, locales: [sv-SE], currency: SEK}]
"""
FOUR = """
council: 1
insights:
  - {key: late, title: The fee comes late, evidence: {notes: [n1, n2]}}
  - {key: dates, title: Nobody knows the date, evidence: {notes: [n2]}}
  - {key: rude, title: It sounds rude, evidence: {notes: [n3]}}
  - {key: bare, title: Nobody said this}
deliveries:
  - {insight: late, market: gb, status: shipped, since: 2026-06-20, proof: "https://example.org/1"}
  - {insight: dates, market: gb, status: planned, due: 2026-09}
  - {insight: dates, market: se, status: shipped, since: 2026-06-20, proof: "https://example.org/2"}
"""


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    said = given.notes(("P01", "It came late"), ("P02", "Late, and which day"), ("P03", "So rude"), ("P04", "All fine"), tag="tone")
    return given.workspace(tmp_path, given.people(), said, ELSEWHERE, FOUR)


def test_a_market_has_its_own_way_from_heard_to_shipped(made: Workspace) -> None:
    british, swedish = funnel(workspace=made, today=TODAY)
    assert (british.market, british.notes, british.carried) == ("gb", 4, 3)
    assert british.insight_keys == ("dates", "late", "rude")
    assert (british.delegated_keys, british.shipped_keys) == (("dates", "late"), ("late",))
    assert british.waiting == (
        Standing("dates", "Nobody knows the date", date(2026, 5, 12), DeliveryStatus.PLANNED),
        Standing("rude", "It sounds rude", date(2026, 5, 12)),
    )
    assert british.oldest_open_days == 50
    assert (swedish.notes, swedish.insights, swedish.shipped, swedish.oldest_open_days) == (0, 0, 0, None)


def test_notes_taken_back_are_no_part_of_it(made: Workspace) -> None:
    withdraw(workspace=made, session=given.SESSION, person="P03", purposes=(Purpose.NOTES,))
    (british,) = funnel(workspace=made, market="gb", today=TODAY)
    assert (british.notes, british.carried, british.insight_keys) == (3, 2, ("dates", "late"))


def test_an_unknown_market_is_refused(made: Workspace) -> None:
    with pytest.raises(CouncilError, match="there is no market of this key"):
        funnel(workspace=made, market="fr")
