"""REFI-QDA in: a project or a codebook of another program, and Council's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from council_app.db.journal import JournalledSession
from council_app.db.models import Note, Source, SourcePart
from council_app.db.workspace import Workspace, changes
from council_app.domain.limits import LINE_LIMIT
from council_app.domain.memory import uncollected
from council_app.domain.records import Changes
from council_app.domain.text import mentions
from council_app.errors import Cancelled, Message, Progress, m_
from council_app.exchange.qdpx import Loss, Reading, TextSource, read_codebook, read_project
from council_app.exchange.qdpx import said as said
from council_app.exchange.qdpx.facts import read_facts
from council_app.exchange.qdpx.model import derived
from council_app.exchange.qdpx.write import ORIGIN
from council_app.services.qdpx.cases import Cases, Seated
from council_app.services.qdpx.claims import Claiming
from council_app.services.qdpx.codes import Codebook, Placed
from council_app.services.qdpx.codings import Codings
from council_app.services.qdpx.giving import IMPORTED
from council_app.services.qdpx.laying import Laid, Laying
from council_app.services.qdpx.place import Place, named_place, place_for, session_of, told_place

Told = Callable[[Progress], None]
Lost = tuple[tuple[Loss, int], ...]


@dataclass(frozen=True, slots=True)
class QdpxImport:
    """What an import did, or would do.

    Attributes:
        project: its name.
        origin: the program that wrote it, as it calls itself; "" when it does not.
        sessions: keys of the sessions its texts are in.
        codes, added_codes: in the file, and new in the codebook.
        sources, added_sources: texts in the file, and those that were not here.
        notes: new notes.
        codings, added_codings: one code of one coder on one selection each; in the file, and new.
        coders: their names.
        cases, added_cases: in the file, and new on the list of attendees.
        withheld: notes that were left out, because their speaker refused notes.
        lost: what stands in the file and cannot be kept, by kind; `said` puts one into words.
        warnings: what is unusual about the file.
    """

    project: str
    origin: str
    sessions: tuple[str, ...]
    codes: int
    added_codes: int
    sources: int
    added_sources: int
    notes: int
    codings: int
    added_codings: int
    coders: tuple[str, ...]
    cases: int
    added_cases: int
    withheld: int
    lost: Lost
    warnings: tuple[Message, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """What an import of a codebook did, or would do."""

    codes: int
    added: int
    lost: Lost
    warnings: tuple[Message, ...]
    changes: Changes


def import_qdpx(
    *,
    workspace: Workspace,
    path: Path,
    session: str | None = None,
    market: str | None = None,
    dry_run: bool = False,
    progress: Told | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> QdpxImport:
    """Bring in a REFI-QDA project: codes, texts, selections with their coders, and cases. The same file again changes nothing.

    Texts become notes by paragraph, selections become highlights, cases attendees with a seat code (their names go to the roster only).
    What Council cannot hold is counted by kind, never silently dropped.

    Args:
        workspace: where to.
        path: a `.qdpx` file.
        session: key of the session that the texts go to; one made for the project, when not given.
        market: key or country of that session's market.
        dry_run: do all of it, count, and keep nothing.
        progress: told how many texts are through.
        cancelled: asked between texts.

    Raises:
        CouncilError: no project, a hostile or damaged file, no such session or market; nothing was changed.
        Cancelled: `cancelled` said so; nothing was changed.
    """
    with uncollected():
        reading = read_project(path)
        label = m_("Import the project {name}", name=path.name)
        with workspace.write(label, rehearsed=dry_run) as writing:
            importing = _Importing(writing, reading, path.name, session, market)
            importing.put(progress or (lambda _step: None), cancelled)
            return importing.told(changes(writing))


def import_codebook(*, workspace: Workspace, path: Path, dry_run: bool = False) -> CodebookImport:
    """Bring in a REFI-QDA codebook; tags that are here stay as they are.

    Raises:
        CouncilError: no codebook, or a hostile or damaged file; nothing was changed.
    """
    reading = read_codebook(path)
    lost = Counter(dict(reading.lost))
    with workspace.write(m_("Import the codebook {name}", name=path.name), rehearsed=dry_run) as writing:
        placed = Codebook(writing, lost, own=_is_own(reading)).put(reading.project.codes)
        written = changes(writing)
    return CodebookImport(len(reading.project.codes), placed.added, _lost(lost), tuple(reading.warnings), written)


class _Importing:
    """One project on its way in."""

    def __init__(self, writing: JournalledSession, reading: Reading, file: str, session: str | None, market: str | None) -> None:
        self._writing, self._reading = writing, reading
        self._project = reading.project
        self._lost = Counter(dict(reading.lost))
        self._own = _is_own(reading)
        self._session, self._market = session, market
        self._made: Place | None = None
        self._places: dict[str, None] = {}
        nobody = derived("user", "")
        self._coders: Mapping[str, str] = {user.guid: "" if user.guid == nobody else user.name[:LINE_LIMIT] for user in self._project.users}
        self._laying = Laying(writing, self._coders, self._lost, file)
        self._codings: Codings | None = None
        self._placed = Placed({}, 0)
        self._seated = Seated({}, {}, {}, 0)
        self._new_texts = 0

    def put(self, progress: Told, cancelled: Callable[[], bool]) -> None:
        """Everything, and in the order in which one thing names another."""
        places = [self._place_of(source) for source in self._project.sources]
        cases = Cases(self._writing, self._project, self._lost, own=self._own, elsewhere=self._session is not None)
        self._seated = cases.put(lambda: self._place().id)
        claiming = Claiming(self._project, self._seated.who, self._seated.sessions)
        codes = [code for code in self._project.codes if code.guid not in claiming.codes]
        self._placed = Codebook(self._writing, self._lost, own=self._own).put(codes)
        self._codings = codings = Codings(self._writing, self._laying, self._placed.tags, self._coders, self._lost)
        for done, (source, place) in enumerate(zip(self._project.sources, places, strict=True)):
            if cancelled():
                raise Cancelled
            progress(Progress(done, len(self._project.sources), m_("Reading texts")))
            laid = self._laid(source, place, claiming)
            codings.put(source, laid, own=self._own, claimed=claiming.codes)
        rows = self._laying.rows
        for model, new in ((Source, rows.sources), (Note, rows.notes), (SourcePart, rows.source_parts)):
            if cancelled():
                raise Cancelled
            self._writing.insert_many(model, new)
        codings.store()
        progress(Progress(len(places), len(places), m_("Reading texts")))

    def told(self, written: Changes) -> QdpxImport:
        """What came of it."""
        codings = self._codings
        assert codings is not None  # made by `put`
        project = self._project
        return QdpxImport(
            project=project.name,
            origin=project.origin,
            sessions=tuple(self._places),
            codes=len(project.codes),
            added_codes=self._placed.added,
            sources=len(project.sources),
            added_sources=self._new_texts,
            notes=len(self._laying.rows.notes),
            codings=codings.coded + codings.there,
            added_codings=codings.coded,
            coders=tuple(sorted(coder for coder in codings.used if coder)),
            cases=len(project.cases),
            added_cases=self._seated.added,
            withheld=self._laying.withheld,
            lost=_lost(self._lost),
            warnings=tuple(self._reading.warnings),
            changes=written,
        )

    def _laid(self, source: TextSource, place: Place | None, claiming: Claiming) -> Laid:
        known = self._laying.known(source)
        if known is not None:
            self._places.setdefault(session_of(self._writing, source.guid))
            return known
        if place is not None and IMPORTED not in read_facts(source.description):
            laid = self._laying.own(source, place, claiming.said_by(source, place.id))
        else:
            place = place or self._place()
            name, claims = self._name(source, claiming), claiming.of(source, place.id, self._lost)
            laid = self._laying.foreign(source, place, name, claims, own=self._own)
        self._places.setdefault(place.key)
        self._new_texts += laid.new
        return laid

    def _place_of(self, source: TextSource) -> Place | None:
        """The session that Council's own file names for a text; None for every other text."""
        facts = read_facts(source.description) if self._own else {}
        if "session" not in facts:
            return None
        return named_place(self._writing, self._session) if self._session else told_place(self._writing, facts, source.guid)

    def _place(self) -> Place:
        if self._made is None:
            named = self._session
            self._made = named_place(self._writing, named) if named else place_for(self._writing, self._project, self._market)
        return self._made

    def _name(self, source: TextSource, claiming: Claiming) -> str:
        """A text is often called by the person in it: here it is called by the seat."""
        name = source.name or source.guid[:8]
        for who in claiming.speakers(source.guid):
            called, seat = self._seated.names.get(who, ("", ""))
            for start, end in reversed(list(mentions(name, called))):
                name = name[:start] + (seat or "–") + name[end:]
        return name


def _is_own(reading: Reading) -> bool:
    return reading.project.origin.split(" ")[0] == ORIGIN


def _lost(lost: Counter[Loss]) -> Lost:
    return tuple((loss, lost[loss]) for loss in Loss if lost[loss])
