"""Who refuses notes, or takes that back, is not read anywhere from then on; their own copy holds everything."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from council_app.db.queries.somebody import somebody_named
from council_app.domain.enums import Audience, Purpose
from council_app.domain.records import NoteLine
from council_app.domain.report import about_session
from council_app.i18n import translator
from council_app.services.capture import stream
from council_app.services.consent import record_answers, withdraw
from council_app.services.finding import search
from council_app.services.history import history
from council_app.services.insights import insight
from council_app.services.person import record_of
from council_app.services.plan import dump_workspace, withheld_from_dump
from council_app.services.report import ReportFormat, render_report
from council_app.services.workspace import Workspace
from tests import factories as given

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Forty pounds overnight and nobody told me"


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    """Two people who allow everything; Ada said the words."""
    return given.workspace(
        tmp_path, given.people(count=8), given.notes(("P01", WORDS), ("P02", "It was fine for me and for my whole family")), given.INSIGHT
    )


def of(lines: tuple[NoteLine, ...], seat: str = "P01") -> list[tuple[str, bool]]:
    return [(line.text, line.withheld) for line in lines if line.seat == seat]


def everywhere(workspace: Workspace, folder: Path) -> list[object]:
    """What the stream, the search, an insight and the report say of the words."""
    report = folder / "report.html"
    render_report(
        workspace=workspace,
        about=about_session(given.SESSION),
        audience=Audience.INTERNAL,
        t=translator("en"),
        out=report,
        format=ReportFormat.HTML,
    )
    return [
        of(stream(workspace=workspace, session=given.SESSION)),
        [(note.text, False) for note in search(workspace=workspace, query="overnight") if note.seat == "P01"],
        of(insight(workspace=workspace, key="late-fee").supporting),
        WORDS in report.read_text(encoding="utf-8"),
    ]


def test_words_leave_every_place_at_once_and_come_back_with_a_new_yes(heard: Workspace, tmp_path: Path) -> None:
    shown, gone = [(WORDS, False)], [("", True)]
    with heard as workspace:
        assert everywhere(workspace, tmp_path) == [shown, shown, shown, True]
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        assert everywhere(workspace, tmp_path) == [gone, [], gone, False]
        record_answers(workspace=workspace, session=given.SESSION, person="P01", granted=[Purpose.NOTES])
        assert everywhere(workspace, tmp_path) == [shown, shown, shown, True]
        record_answers(workspace=workspace, session=given.SESSION, person="P01", refused=[Purpose.NOTES])
        assert everywhere(workspace, tmp_path) == [gone, [], gone, False]
        assert of(stream(workspace=workspace, session=given.SESSION), "P02") == [("It was fine for me and for my whole family", False)]


def test_who_was_not_asked_yet_is_written_down_but_not_quoted(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=8, allow=()), given.notes(("P01", WORDS)), given.INSIGHT) as workspace:
        shown = [(WORDS, False)]
        assert everywhere(workspace, tmp_path) == [shown, shown, shown, False]


def test_their_own_copy_holds_what_is_withheld_from_others(heard: Workspace) -> None:
    with heard as workspace:
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        with workspace.read() as reading:
            record = record_of(reading, somebody_named(reading, "ada@example.org"), "en")
    assert [note.text for sitting in record.sessions for note in sitting.notes] == [WORDS]


@pytest.mark.parametrize("newest_first", [True, False])
def test_words_that_are_withheld_take_no_place_among_the_hits(heard: Workspace, tmp_path: Path, newest_first: bool) -> None:
    said = (("P02", "Overnight, and it was dark"), *(("P01", f"Overnight {number}") for number in range(12)))
    given.apply(heard, tmp_path, given.notes(*said))
    with heard as workspace:
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        found = search(workspace=workspace, query="overnight", newest_first=newest_first, limit=2)
    assert [(note.seat, note.text) for note in found] == [("P02", "Overnight, and it was dark")]


def test_a_plan_file_holds_no_words_of_who_refused_notes(heard: Workspace, tmp_path: Path) -> None:
    with heard as workspace:
        before = [dump_workspace(workspace=workspace, with_people=people) for people in (True, False)]
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        after = [dump_workspace(workspace=workspace, with_people=people) for people in (True, False)]
        left_out = withheld_from_dump(workspace=workspace)
    assert ([WORDS in text for text in before], [WORDS in text for text in after], left_out) == ([True, True], [False, False], 1)
    with given.workspace(tmp_path, plan=after[0], name="copy.council") as copy:
        assert dump_workspace(workspace=copy, with_people=True) == after[0]


def test_the_change_log_tells_that_refused_words_were_written_but_not_which(heard: Workspace) -> None:
    with heard as workspace:
        note = next(line.id for line in stream(workspace=workspace, session=given.SESSION) if line.seat == "P01")
        assert WORDS in str(history(workspace=workspace, row=note))
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        told = history(workspace=workspace, row=note)
        everything = history(workspace=workspace, limit=10_000)
    assert ([change.values["text"] for change in told], WORDS in str(everything)) == ([[None, "…"]], False)


READS_WORDS = {
    "council_app/db/integrity.py": "how long they are",
    "council_app/db/queries/lessons.py": "learns of what may be read alone",
    "council_app/db/queries/note_lines.py": "the reader of long lists: their conditions leave out what was refused",
    "council_app/db/queries/notes.py": "the one reader: withholds what was refused",
    "council_app/db/queries/rounds.py": "how long they are",
    "council_app/db/restoring.py": "highlights are laid on them anew; nothing is shown",
    "council_app/services/note_export.py": "of notes that the list finds",
    "council_app/services/plan/known.py": "how long they are",
    "council_app/services/plan/rounds.py": "where spans lie on them; none of them leaves",
    "council_app/services/qdpx/gathered.py": "leaves out what was refused",
    "council_app/services/qdpx/laying.py": "the same text is not brought in twice",
    "council_app/services/rounds/coding.py": "how long they are",
    "council_app/services/delegating/leaks.py": "finds words that must not stand in a ticket",
    "council_app/services/report/leaks.py": "finds words that must not stand in a report",
    "council_app/services/posts/market.py": "finds words that must not stand in a post, and quotes by `allowing`",
    "council_app/services/notes.py": "the same note is not brought in twice",
}


def test_words_are_read_in_these_places_alone() -> None:
    """Every list, quote and export gets its words from one reader; who adds another one answers for consent there."""
    found = set()
    for file in sorted((ROOT / "council_app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if _reads_words(node):
                found.add(file.relative_to(ROOT).as_posix())
    assert found == set(READS_WORDS)


def _reads_words(node: ast.AST) -> bool:
    """`Note.text` in an expression, or `note.text` in SQL."""
    if isinstance(node, ast.Attribute):
        return node.attr == "text" and isinstance(node.value, ast.Name) and node.value.id == "Note"
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\bnote\.text\b[^[]", node.value) is not None
