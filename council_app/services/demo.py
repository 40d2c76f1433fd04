"""The sample council, built the way anybody builds a council: plan, rosters, people, notes, insights, report, drafts."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from council_app.domain.enums import Audience
from council_app.domain.report import about_session
from council_app.errors import CouncilError, Message, Progress, m_
from council_app.i18n import Translator
from council_app.paths import resources
from council_app.services.blog import GeneratorName, export_posts, quoting_posts, write_posts
from council_app.services.company import name_company
from council_app.services.notes import import_notes
from council_app.services.plan import apply_plan
from council_app.services.publications import remember
from council_app.services.report import render_report
from council_app.services.roster import import_roster
from council_app.services.workspace import Workspace, create_workspace, remove_workspace

PASSPHRASE = "vinga"
"""Published: the sample holds nobody's data. `$COUNCIL_PASSPHRASE` replaces it when set."""

CITIES = ("london", "berlin", "stockholm")
MARKETS = ("se", "gb", "de")
COMPANY = "Vinga Pay AB"
"""Invented, as everything else in the sample."""

SESSION = "stockholm-2026-11-evening"
AS_OF = date(2026, 12, 8)
"""The day of the sample's drafts: after the councils, so that there is something to tell."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    workspace: Path
    report: Path
    drafts: tuple[Path, ...]


Step = tuple[Message, Callable[[Workspace, Path], object]]


def make_demo(*, workspace: Path | None, out: Path, t: Translator, progress: Callable[[Progress], None] | None = None) -> Demo:
    """The sample workspace, its report (PDF) and its blog drafts (Hugo).

    Args:
        workspace: where the workspace goes; inside `out`, replacing an earlier sample, when not given.
        out: folder of the report and the drafts; made when it is missing.
        t: language of the report.
        progress: told after every step.

    Raises:
        CouncilError: the workspace is there already, or a folder cannot be written.
    """
    _make_folder(out)
    place = workspace or out / "vinga.council"
    if workspace is None and place.exists():
        remove_workspace(path=place)
    told = progress or (lambda _: None)
    with create_sample(path=place, progress=told) as made:
        report = out / "report.pdf"
        written = [render_report(workspace=made, about=about_session(SESSION), audience=Audience.INTERNAL, t=t, out=report, progress=told)]
        drafts: list[Path] = []
        for market in MARKETS:
            told(Progress(0, 0, m_("Writing drafts")))
            posts = write_posts(workspace=made, market=market, as_of=AS_OF)
            drafts.extend(export_posts(posts=posts, generator=GeneratorName.HUGO, out=out / "blog").files)
            written.extend(quoting_posts(posts))
        remember(workspace=made, documents=written)
    return Demo(workspace=place, report=report, drafts=tuple(drafts))


def passphrase() -> str:
    """The sample's passphrase: the published one, unless this machine's user set another."""
    return os.environ.get("COUNCIL_PASSPHRASE") or PASSPHRASE


def create_sample(*, path: Path, progress: Callable[[Progress], None] | None = None) -> Workspace:
    """A workspace with the sample council in it, open for writing.

    Raises:
        CouncilError: something is there already, or the folder cannot be written.
    """
    folder = resources("samples", "vinga")
    workspace = create_workspace(path=path, passphrase=passphrase())
    try:
        for number, (doing, step) in enumerate(_STEPS):
            if progress is not None:
                progress(Progress(number, len(_STEPS), doing))
            step(workspace, folder)
    except BaseException:
        workspace.close()
        remove_workspace(path=path)
        raise
    return workspace


def _plan(name: str) -> Callable[[Workspace, Path], object]:
    return lambda workspace, folder: apply_plan(workspace=workspace, path=folder / name)


def _roster(city: str) -> Callable[[Workspace, Path], object]:
    return lambda workspace, folder: import_roster(workspace=workspace, session=_session(city), path=folder / f"roster_{city}.csv")


def _notes(city: str) -> Callable[[Workspace, Path], object]:
    return lambda workspace, folder: import_notes(workspace=workspace, session=_session(city), path=folder / f"notes_{city}.csv")


def _session(city: str) -> str:
    return SESSION if city == "stockholm" else f"{city}-2026-10-evening"


_STEPS: tuple[Step, ...] = (
    (m_("Applying the plan"), _plan("plan.yaml")),
    (m_("Naming the company"), lambda workspace, _: name_company(workspace=workspace, name=COMPANY)),
    *((m_("Importing who was invited"), _roster(city)) for city in CITIES),
    (m_("Recording who came"), _plan("people.yaml")),
    *((m_("Importing what was said"), _notes(city)) for city in CITIES),
    (m_("Recording the trials"), _plan("trials.yaml")),
    (m_("Linking insights to their evidence"), _plan("insights.yaml")),
)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = m_("the folder cannot be made ({reason})", reason=error.strerror or "")
        raise CouncilError(str(out), why, m_("Choose a folder you may write to.")) from error
