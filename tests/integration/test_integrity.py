"""What is wrong inside a workspace is found and said: damage done past the program, and the line that tells of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.errors import m_
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.integration.test_acting_plans import ACTED, READY, WORDS

ONE_ITEM = "(SELECT min(id) FROM workshop_item)"
DAMAGE = {
    "DELETE FROM blob": ["One picture of “insight_visual” is gone"],
    "UPDATE insight_visual SET blob = 'elsewhere'": ["One picture of “insight_visual” is gone"],
    "UPDATE blob SET bytes = x'00'": ["Attachment {blob} is not what was put in"],
    f"UPDATE workshop_item SET impact_votes = '[1, 2]' WHERE id = {ONE_ITEM}": ["The votes on one insight of a workshop make no sense"],
    "UPDATE workshop_item SET effort_votes = '[0, 0, -1, 0, 0]'": ["The votes on 2 insights of workshops make no sense"],
    f"UPDATE workshop_item SET impact_votes = '{{}}' WHERE id = {ONE_ITEM}": ["The votes on one insight of a workshop make no sense"],
    "UPDATE workshop_item SET impact_votes = '[true, 0, 0, 0, 0]'": ["The votes on 2 insights of workshops make no sense"],
    "UPDATE workshop_item SET position = 0": ["In one workshop two insights have the same place"],
    "UPDATE consent SET wording = '' WHERE id = (SELECT min(id) FROM consent)": [
        "The file is damaged: CHECK constraint failed in consent",
        "One consent has no wording version",
    ],
    "DELETE FROM change WHERE row_id IN (SELECT id FROM delegation)": ["2 rows of “delegation” are not in the change log"],
    "DELETE FROM change WHERE row_id IN (SELECT id FROM phone_call)": ["2 rows of “phone_call” are not in the change log"],
    "DELETE FROM change WHERE row_id IN (SELECT id FROM call_script)": ["2 rows of “call_script” are not in the change log"],
    "DELETE FROM change WHERE row_id IN (SELECT id FROM initiative)": ["2 rows of “initiative” are not in the change log"],
    "DELETE FROM change WHERE row_id IN (SELECT id FROM score_input)": ["12 rows of “score_input” are not in the change log"],
}


@pytest.fixture
def acted(tmp_path: Path) -> Workspace:
    """An insight with a picture, scores, an initiative, a workshop, tickets and calls."""
    made = given.workspace(tmp_path)
    given.apply(made, tmp_path, given.people(count=3))
    given.apply(made, tmp_path, given.notes(("P01", WORDS)))
    for plan in (READY, ACTED):
        given.apply(made, tmp_path, plan)
    return made


def found(workspace: Workspace) -> list[str]:
    """What the check says, the gap that taking changes away leaves in their numbers apart."""
    return [str(each) for each in check(workspace=workspace).problems if not str(each).startswith("The change log of device")]


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_in_words(acted: Workspace, damage: str) -> None:
    assert found(acted) == []
    digest = ""
    with acted.write(m_("Damage")) as writing:
        digest = str(writing.connection().exec_driver_sql("SELECT hash FROM blob").scalar())[:8]
        for statement in ("PRAGMA ignore_check_constraints = ON", damage, "PRAGMA ignore_check_constraints = OFF"):
            writing.connection().exec_driver_sql(statement)
    assert found(acted) == [line.format(blob=digest) for line in DAMAGE[damage]]


def test_a_gap_in_the_log_is_told_with_its_device(acted: Workspace) -> None:
    with acted.write(m_("Damage")) as writing:
        device, last = writing.connection().exec_driver_sql("SELECT device, max(seq) FROM change").one()
        writing.connection().exec_driver_sql("DELETE FROM change WHERE seq = 2")
    (said,) = [str(each) for each in check(workspace=acted).problems if str(each).startswith("The change log of device")]
    assert said == f"The change log of device {device[:8]} has a gap: {last - 1} changes up to number {last}"


def test_the_command_line_lists_what_is_wrong_and_fails(acted: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with acted, acted.write(m_("Damage")) as writing:
        writing.connection().exec_driver_sql("UPDATE workshop_item SET position = 0")
    assert main(["check", str(tmp_path / "w.council"), "--json"]) == 1
    assert json.loads(capfd.readouterr().out) == {"ok": False, "problems": ["In one workshop two insights have the same place"]}
