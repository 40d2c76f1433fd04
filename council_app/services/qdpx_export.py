"""REFI-QDA out: a project that other programs open, and a codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from council_app.atomic import beside, require_place, told_as_refusal, write_whole
from council_app.db.workspace import Workspace
from council_app.domain.memory import uncollected
from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.exchange.qdpx import Project, TextSource, codebook_bytes, write_project
from council_app.exchange.qdpx.write import ORIGIN
from council_app.services.qdpx import giving
from council_app.services.qdpx.gathered import Gathered, codebook, gather


@dataclass(frozen=True, slots=True)
class QdpxExport:
    """What went into a file.

    Attributes:
        sources: texts, one for each session or imported text.
        codings: one code of one coder on one selection each.
        withheld: notes that stay here, because their speaker refused notes.
    """

    sources: int
    notes: int
    codes: int
    codings: int
    coders: int
    cases: int
    withheld: int


def export_qdpx(
    *,
    workspace: Workspace,
    out: Path,
    sessions: Sequence[str] = (),
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> QdpxExport:
    """Write notes, tags, highlights and coders as a REFI-QDA project, whole or not at all; only its writer may read the file.

    It holds what was said, by seat code, segment and market, for the team's own analysis: no name, no contact, nothing of who refused
    notes, nothing of a rehearsal. It is not anonymous: keep it as the workspace is kept.

    Args:
        workspace: where from.
        out: a file that ends in `.qdpx`.
        sessions: keys of the sessions; all when empty.
        progress: told how many texts are through.
        cancelled: asked between texts.

    Raises:
        CouncilError: no such session, nothing to write, another ending, or `out` cannot be written.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    _require_ending(out, ".qdpx")
    with uncollected():
        with workspace.read() as reading:
            gathered = gather(reading, sessions)
        if not gathered.notes and not gathered.tags:
            raise CouncilError(out.name, m_("there is no note and no tag to write"), m_("Nothing was written."))
        project = _project(workspace.path.stem, gathered)

        def told(done: int) -> None:
            if cancelled():
                raise Cancelled
            if progress is not None:
                progress(Progress(done, len(project.sources), m_("Writing texts")))

        with beside(out, private=True) as part, told_as_refusal(out):
            write_project(project, part, told)
    return QdpxExport(
        sources=len(project.sources),
        notes=len(gathered.notes),
        codes=len(project.codes),
        codings=sum(len(each.codings) for source in project.sources for each in source.selections),
        coders=len(project.users),
        cases=len(project.cases),
        withheld=gathered.withheld,
    )


def export_codebook(*, workspace: Workspace, out: Path) -> int:
    """Write the codebook as REFI-QDA, whole or not at all; returns how many tags are in it.

    Raises:
        CouncilError: there is no tag, another ending, or `out` cannot be written.
    """
    _require_ending(out, ".qdc")
    with workspace.read() as reading:
        codes = giving.codes(codebook(reading))
    if not codes:
        raise CouncilError(out.name, m_("there is no tag to write"), m_("Nothing was written."))
    write_whole(out, codebook_bytes(codes))
    return len(codes)


def _project(name: str, gathered: Gathered) -> Project:
    sources: list[TextSource] = [giving.imported(gathered, source) for source in gathered.sources]
    written = {note.session_id for note in gathered.notes.values() if note.id not in gathered.in_sources}
    sources += [giving.native(gathered, session) for session in gathered.sessions.values() if session.id in written]
    cases, variables = giving.cases(gathered, sources)
    coders = {tag.coder for tags in gathered.whole.values() for tag in tags}
    coders |= {each.coder for found in gathered.highlights.values() for each in found}
    coders |= {source.author for source in gathered.sources if source.author}
    return Project(
        name=name,
        origin=ORIGIN,
        users=giving.users(coders),
        codes=giving.codes(gathered.tags),
        variables=variables if cases else (),
        cases=cases,
        sources=sources,
    )


def _require_ending(out: Path, ending: str) -> None:
    if out.suffix.lower() != ending:
        raise CouncilError(
            str(out), m_("its ending is not {ending}", ending=ending), m_("Name a file that ends in {ending}.", ending=ending)
        )
    require_place(out)
