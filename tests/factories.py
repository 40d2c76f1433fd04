"""What tests are given: a workspace with a council in it, made through the services that clicks go through. All people are invented."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path

from council_app.db.engine import connect
from council_app.db.workspace import place_of
from council_app.services.plan import apply_plan
from council_app.services.workspace import Workspace, create_workspace, open_workspace

SESSION = "bristol-am"

PLAN = """
council: 1
markets:
  - {key: gb, country: GB, locales: [en-GB], currency: GBP}
councils:
  - key: bristol
    market: gb
    city: Bristol
    date: 2026-05-12
    timezone: Europe/London
    title: Bristol council
    sessions:
      - {key: bristol-am, starts: "09:30", ends: "12:00", capacity: 20, script: pay, agenda: [{title: Welcome, minutes: 10}]}
prototypes: [{key: slider, name: Velvet Slider, embargo_until: 2026-09-01}]
scripts:
  - key: pay
    title: Paying
    prototype: slider
    tasks: [{key: pick, text: Pick a date}]
    questions: [{key: sus, kind: sus}]
codebook:
  - {key: fees, name: Fees, children: [{key: late, name: Late fee}]}
  - {key: tone, name: Tone}
journeys:
  - {key: buy, name: Buying, promise: No surprises, stages: [{key: choose, name: Choose, critical: true}, {key: pay, name: Pay}]}
"""

NAMES = (
    "Ada Lind",
    "Ben Moss",
    "Cleo Hart",
    "Dev Rao",
    "Eva Stone",
    "Finn Oake",
    "Gia Pell",
    "Hal Byrne",
    "Ivy Crane",
    "Jon Dray",
    "Kit Elm",
    "Lea Fox",
)


def write(folder: Path, name: str, text: str) -> Path:
    """A file of a test."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workspace(
    folder: Path, *more: str, plan: str = PLAN, name: str = "w.council", passphrase: str | None = None, actor: str = "kim"
) -> Workspace:
    """An open workspace with `plan` applied, and `more` plans after it, in their order.

    Unencrypted unless told, because key stretching is not what most tests are about. Made once through the services and then copied;
    the copy stands where this program made it, so that what the plans did can be undone in it.
    """
    return _copied(folder / name, tuple(filter(None, (plan, *more))), passphrase, actor)


def _copied(path: Path, plans: tuple[str, ...], passphrase: str | None, actor: str) -> Workspace:
    path.write_bytes(_made(plans, passphrase, actor))
    raw = connect(path, passphrase)
    raw.execute("UPDATE device SET place = ?", (place_of(path),))
    raw.close()
    return open_workspace(path=path, passphrase=passphrase, actor=actor)


@lru_cache(maxsize=100)  # a megabyte each
def _made(plans: tuple[str, ...], passphrase: str | None, actor: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.council")
        if not plans:
            create_workspace(path=path, passphrase=passphrase, actor=actor).close()
        else:
            with _copied(path, plans[:-1], passphrase, actor) as made:
                apply(made, path.parent, plans[-1])
        return path.read_bytes()


def apply(made: Workspace, folder: Path, plan: str) -> None:
    """Apply the text of a plan."""
    apply_plan(workspace=made, path=write(folder, "plan.yaml", plan))


def people(*, count: int = 12, allow: tuple[str, ...] = ("notes", "quote_internal", "quote_public"), session: str = SESSION) -> str:
    """A plan of `count` attendees in seats P01…, each allowing the purposes `allow`."""
    lines = ["council: 1", "people:"]
    for number, name in enumerate(NAMES[:count], start=1):
        given = ", ".join(f"{{purpose: {each}, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}}" for each in allow)
        email = f"{name.split()[0].lower()}@example.org"
        lines.append(f"  - {{email: {email}, name: {name}, session: {session}, seat: P{number:02}, status: arrived, consents: [{given}]}}")
    return "\n".join(lines) + "\n"


def notes(*said: tuple[str, str], kind: str = "friction", raised: str = "alone", verbatim: bool = True, tag: str = "fees/late") -> str:
    """A plan of notes: (seat, words) each, keyed n1, n2, …"""
    lines = ["council: 1", "notes:"]
    for number, (seat, words) in enumerate(said, start=1):
        lines.append(
            f"  - {{key: n{number}, session: {SESSION}, at: 2026-05-12T09:{number:02}:00+00:00, seat: {seat}, author: Kim, "
            f"text: '{words}', kind: {kind}, severity: 3, verbatim: {str(verbatim).lower()}, raised: {raised}, "
            f"tags: [{tag}], stage: buy/pay}}"
        )
    return "\n".join(lines) + "\n"


INSIGHT = """
council: 1
insights:
  - key: late-fee
    title: The late fee comes without warning
    problem: The letter names the fee only after it was charged.
    solution: Name the fee on the first reminder
    impact: {low: 1000, likely: 2000, high: 4000, currency: GBP}
    effort_days: 5
    owner: Mia Vance
    stage: buy/pay
    evidence: {tags: [fees]}
"""
