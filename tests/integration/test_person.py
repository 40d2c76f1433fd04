"""One person's export holds everything about them, in both files, and nothing about anybody else."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from council_app.domain.enums import Purpose
from council_app.errors import Cancelled, CouncilError
from council_app.i18n import translator
from council_app.services.consent import withdraw
from council_app.services.hearing import heard, record_turn
from council_app.services.person import export_person
from tests import factories as given

MORE = """
council: 1
trials: [{session: bristol-am, seat: P01, task: pick, outcome: with-help, seconds: 41}]
answers: [{session: bristol-am, seat: P01, question: sus, value: [5, 1, 4, 2, 5, 1, 5, 2, 4, 2]}]
people: [{email: ada@example.org, session: bristol-am, dietary: No <nuts>, phone: '+441234567890'}]
calls:
  - {session: bristol-am, seat: P01, at: 2026-05-20T09:00:00+00:00, by: kim, outcome: reached, solved: partly,
     said: The <fee> was paid back, follow_up: 2026-06-02}
  - {session: bristol-am, seat: P01, at: 2026-05-19T09:00:00+00:00, by: lea, outcome: no-answer}
  - {session: bristol-am, seat: P02, at: 2026-05-20T10:00:00+00:00, by: kim, outcome: reached, said: Not mine at all}
"""


def test_a_person_gets_everything_that_is_kept_and_nobody_else_is_in_it(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path, given.people(count=3), MORE, given.notes(("P01", "Forty pounds for one day"), ("P02", "Not mine at all"))
    ) as workspace:
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.QUOTE_PUBLIC])
        ada = heard(workspace=workspace, session=given.SESSION).talkers[0]
        record_turn(workspace=workspace, attendance=ada.id, started_at=datetime(2026, 5, 12, 9, tzinfo=UTC), seconds=75)
        data, pdf = export_person(workspace=workspace, who="Ada Lind", folder=tmp_path / "ada", t=translator("sv"))
    raw = data.read_text(encoding="utf-8")
    record = json.loads(raw)
    (sitting,) = record["sessions"]
    assert (record["name"], record["email"], record["phone"]) == ("Ada Lind", "ada@example.org", "+441234567890")
    assert (sitting["session"], sitting["seat"], sitting["status"], sitting["dietary"]) == (given.SESSION, "P01", "arrived", "No <nuts>")
    assert [(each["purpose"], each["granted"], each["withdrawn_at"] is None) for each in sitting["consents"]] == [
        ("notes", True, True),
        ("quote_internal", True, True),
        ("quote_public", True, False),
    ]
    assert [note["text"] for note in sitting["notes"]] == ["Forty pounds for one day"]
    assert [(each["outcome"], each["seconds"]) for each in sitting["trials"]] == [("with-help", 41)]
    assert [each["value"] for each in sitting["replies"]] == [[5, 1, 4, 2, 5, 1, 5, 2, 4, 2]]
    assert [(each["at"], each["seconds"]) for each in sitting["turns"]] == [("2026-05-12T10:00:00+01:00", 75)]
    assert [(each["at"], each["by"], each["outcome"], each["solved"], each["said"], each["follow_up"]) for each in sitting["calls"]] == [
        ("2026-05-19T10:00:00+01:00", "lea", "no-answer", None, "", None),
        ("2026-05-20T10:00:00+01:00", "kim", "reached", "partly", "The <fee> was paid back", "2026-06-02"),
    ]
    assert {"talking_turn", "phone_call", "person", "attendance", "consent", "note", "trial", "answer"} <= {
        each["entity"] for each in record["history"]
    }
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    shown = ("Ada Lind", "ada@example.org", "P01", "No <nuts>", "Forty pounds for one day", "The <fee> was paid back")
    assert [words for words in shown if words not in text] == []
    assert [name for name in ("Ben Moss", "Cleo Hart", "Not mine") if name in text or name in raw] == []
    assert sorted(file.name for file in (tmp_path / "ada").iterdir()) == ["person.json", "person.pdf"]


def test_nobody_meant_is_one_clear_refusal(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as workspace, pytest.raises(CouncilError):
        export_person(workspace=workspace, who="Nobody", folder=tmp_path / "out", t=translator("en"))
    assert not (tmp_path / "out").exists()


def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=1)) as workspace, pytest.raises(Cancelled):
        export_person(workspace=workspace, who="Ada Lind", folder=tmp_path / "out", t=translator("en"), stopped=lambda: True)
    assert not (tmp_path / "out").exists()
