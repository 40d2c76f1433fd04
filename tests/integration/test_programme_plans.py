"""A plan says how often a market promised to meet and how soon it reports, what the company counts itself, and which reports were sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.errors import Refused
from council_app.services.plan import dump_workspace
from tests import factories as given

YEAR = """
council: 1
markets: [{key: gb, cadence: 4, report_days: 7}]
indicators: [{market: gb, name: NPS, values: {2026-01: 41, 2026-02: 43.5}}]
reports_sent:
  - {scope: session, about: bristol-am, day: 2026-05-20}
  - {scope: council, about: bristol, audience: external, day: 2026-05-25}
"""


def test_the_programme_comes_back_out_of_a_dump_as_it_went_in(tmp_path: Path) -> None:
    first = dump_workspace(workspace=given.workspace(tmp_path, YEAR))
    again = given.workspace(tmp_path, plan=first, name="again.council")
    assert dump_workspace(workspace=again) == first
    assert "  cadence: 4\n  report_days: 7\n" in first
    assert "  about: bristol\n  audience: external\n  day: 2026-05-25\n" in first


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("markets: [{key: gb, cadence: 0}]", "“0” is too small"),
        ("reports_sent: [{scope: council, about: leeds, day: 2026-05-20}]", "there is no council “leeds”"),
        ("reports_sent: [{scope: council, about: bristol}]", "“day” is missing"),
        (
            "reports_sent: [{scope: market, about: gb, day: 2026-05-20}, {scope: market, about: gb, day: 2026-05-21}]",
            "“market · gb · internal” is there twice",
        ),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wrong: str, why: str) -> None:
    made = given.workspace(tmp_path)
    with pytest.raises(Refused) as refused:
        given.apply(made, tmp_path, f"council: 1\n{wrong}\n")
    assert why in "\n".join(f"{problem.what} {problem.why}" for problem in refused.value.problems)
