"""What twelve invented people said at one council, and later at another: enough for every table of themes."""

from __future__ import annotations

from pathlib import Path

from council_app.services.workspace import Workspace
from tests import factories as given

FIRST_TIME, OFTEN = ("P01", "P02", "P03", "P04", "P05", "P06", "P07"), ("P08", "P09", "P10", "P11", "P12")


def note(number: int, seat: str, tags: str, *, kind: str = "friction", raised: str = "alone", stage: str = "buy/pay", at: int = 9) -> str:
    return (
        f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T{at:02}:{number % 60:02}:00+00:00, seat: {seat}, author: Kim, "
        f"text: 'said {number}', kind: {kind}, severity: 3, raised: {raised}, tags: [{tags}], stage: {stage}}}\n"
    )


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


def heard_later(heard: Workspace, tmp_path: Path) -> None:
    """Twelve others at the next council of the market; all speak of the fee and of tone."""
    lines = LATER + "".join(
        f"  - {{email: later{number}@example.org, name: Later {number}, session: leeds-am, seat: L{number:02}, status: arrived}}\n"
        for number in range(1, 13)
    )
    said = "".join(note(60 + number, f"L{number:02}", "fees/late, tone").replace(given.SESSION, "leeds-am") for number in range(1, 13))
    given.apply(heard, tmp_path, lines + "notes:\n" + said.replace("2026-05-12", "2026-09-12"))
