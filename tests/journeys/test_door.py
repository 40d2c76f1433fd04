"""An evening at the door, from the command line: who came, what they allowed, and what the report and the draft say afterwards."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Purpose
from council_app.services.roster import roster_lines
from council_app.services.workspace import open_workspace
from tests import factories as given

ROOM = "bristol-am"
LATER = "bristol-pm"
INVITED = 41
FIRST = ("Ada", "Bea", "Cleo", "Dev", "Eva", "Finn", "Gia", "Hal", "Ivy", "Jon")
LAST = ("Ashe", "Brook", "Cole", "Dray", "Elm")
WALK_INS = ("Max Nord", "Nia Ost", "Ola Pil", "Pia Quist", "Rune Sand")
SAID = ("Forty pounds for one single day", "Nobody told me that it was due")

PLAN = given.PLAN.replace("capacity: 20", "capacity: 50").replace(
    "agenda: [{title: Welcome, minutes: 10}]}",
    'agenda: [{title: Welcome, minutes: 10}]}\n      - {key: bristol-pm, starts: "18:00", ends: "20:00", capacity: 50}',
)
DELIVERY = """council: 1
deliveries: [{insight: late-fee, market: gb, status: shipped, since: 2026-06-01, proof: "https://example.org/1",
  wording: {en-GB: The first reminder now names the fee.}}]
"""


class Door:
    """The command line at one workspace."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def run(self, *arguments: str, status: int = 0) -> Any:
        options = [*arguments, "--json"] if "--" not in arguments else [arguments[0], "--json", *arguments[1:]]
        assert main(options) == status
        return json.loads(self._capfd.readouterr().out)

    def refused(self, *arguments: str) -> str:
        """What is said when the program does not do it."""
        assert main(list(arguments)) == 1
        said = self._capfd.readouterr()
        assert said.out == ""
        return said.err

    def check_in(self, who: str, *options: str) -> Any:
        return self.run("check-in", "w.council", "--session", ROOM, who, *options)

    def consent(self, person: str, *options: str) -> Any:
        return self.run("consent", "w.council", "--session", ROOM, "--person", person, *options)


def invited() -> list[str]:
    return [f"{FIRST[number % 10]} {LAST[number // 10]}" for number in range(INVITED)]


def badges() -> dict[str, str]:
    """What the QR codes of the badges say, by name."""
    with open_workspace(path=Path("w.council"), passphrase=None, read_only=True) as workspace, workspace.read() as session:
        found = session.connection().exec_driver_sql(
            "SELECT name, seat_secret FROM attendance JOIN person ON person_id = person.id JOIN session ON session_id = session.id "
            "WHERE session.key = ?",
            (ROOM,),
        )
        return dict(found.all())


def roster(session: str) -> Any:
    with open_workspace(path=Path("w.council"), passphrase=None, read_only=True) as workspace:
        return roster_lines(workspace=workspace, session=session)


def all_of(option: str) -> list[str]:
    return [part for purpose in Purpose for part in (option, purpose.value)]


def opened(folder: Path, door: Door) -> None:
    door.run("new", "w.council", "--unencrypted")  # a hundred commands would each stretch the key
    given.write(folder, "plan.yaml", PLAN)
    door.run("apply", "plan.yaml", "--into", "w.council")
    rows = "".join(f"{name},{name.replace(' ', '.').lower()}@example.org\n" for name in invited())
    given.write(folder, "guests.csv", "Name,Email\n" + rows)
    for session in (ROOM, LATER):
        assert door.run("import", "roster", "guests.csv", "--into", "w.council", "--session", session)["added"] == INVITED


def test_an_evening_at_the_door(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    door = Door(capfd)
    opened(tmp_path, door)
    came = invited()[:40]
    codes = badges()
    seats = {}
    for number, name in enumerate(came):  # every other one scans a badge
        done = door.check_in(codes[name] if number % 2 else name)
        assert (done["result"], len(done["missing_consents"])) == ("arrived", 6)
        seats[name] = done["seat"]
    assert door.check_in("Zed Unknown") == {"result": "unknown", "seat": None, "missing_consents": [], "matches": []}
    for name in came[:2]:  # scanned twice
        again = door.check_in(codes[name])
        assert (again["result"], again["seat"]) == ("already", seats[name])
    for name in WALK_INS:
        done = door.check_in(name, "--walk-in")
        assert done["result"] == "arrived"
        seats[name] = done["seat"]
    assert door.check_in("ada")["result"] == "ambiguous"

    refusers = came[:3]
    for name in seats:
        answers = all_of("--refuse") if name in refusers else all_of("--grant")
        assert door.consent(seats[name], *answers)["missing_consents"] == []
    speaker, other = came[5], came[6]
    for name, words in zip((speaker, other), SAID, strict=True):
        line = f'- !!! "{words}" #fees/late @{seats[name]}'
        assert door.run("note", "w.council", "--session", ROOM, "--", line)["seat"] == seats[name]
    unwanted = f"Do not write this anywhere at all @{seats[refusers[0]]}"
    assert "the line was not stored" in door.refused("note", "w.council", "--session", ROOM, "--", unwanted)

    # The roster and the seats: everybody once, each on a seat of their own, and the evening session untouched.
    lines = {line.name: line for line in roster(ROOM)}
    assert len(lines) == INVITED + 5
    assert {name for name, line in lines.items() if line.status.was_there} == {*came, *WALK_INS}
    assert {name: lines[name].seat for name in seats} == seats
    assert len(set(seats.values())) == 45
    assert [name for name in seats if lines[name].consents != tuple(Purpose)] == refusers
    assert {line.status.value for line in roster(LATER)} == {"confirmed"}
    counts = door.run("door", "w.council", "--session", ROOM)
    assert (counts["arrived"], counts["walk_ins"], counts["expected"], counts["unasked"]) == (40, 5, 1, 0)

    # A report and a draft before the withdrawal hold both quotes, after it only the other's; the refuser's words are in neither.
    given.write(tmp_path, "insight.yaml", given.INSIGHT)
    given.write(tmp_path, "delivery.yaml", DELIVERY)
    for plan in ("insight.yaml", "delivery.yaml"):
        door.run("apply", plan, "--into", "w.council")
    assert quoted(door, tmp_path, "before") == ([True, True], [True, True])
    found = door.consent(seats[speaker], "--withdraw", "quote_public", "--withdraw", "quote_internal")
    assert (found["notes"], found["insights"], found["withdrawn"]) == (1, ["late-fee"], ["quote_internal", "quote_public"])
    assert [(each["kind"], each["about"], each["audience"]) for each in found["reports"]] == [
        ("report", ROOM, "internal"),
        ("report", ROOM, "external"),
    ]
    assert [(each["about"], each["locale"]) for each in found["posts"]] == [("GB", "en-GB")]
    assert [each["kind"] for each in found["published"]] == ["report", "post"]
    assert quoted(door, tmp_path, "after") == ([False, True], [False, True])
    assert door.run("check", "w.council") == {"ok": True, "problems": []}


def quoted(door: Door, folder: Path, when: str) -> tuple[list[bool], list[bool]]:
    """Which of what was said stands in the reports, and which in the draft."""
    texts = []
    for audience in ("internal", "external"):
        out = f"{when}-{audience}.html"
        door.run("report", "w.council", "--session", ROOM, "--audience", audience, "--format", "html", "--out", out)
        texts.append(Path(out).read_text(encoding="utf-8"))
    site = folder / when
    (draft,) = door.run("blog", "w.council", "--market", "GB", "--as-of", "2026-06-20", "--out", str(site))["files"]
    post = Path(draft).read_text(encoding="utf-8")
    assert not any("Do not write this" in text for text in (*texts, post))
    assert not any(re.search(rf"\b{name}\b", text) for text in (*texts, post) for name in (*invited(), *WALK_INS))
    in_reports = [all(words in text for text in texts) for words in SAID]
    assert in_reports == [any(words in text for text in texts) for words in SAID]
    return in_reports, [words in post for words in SAID]
