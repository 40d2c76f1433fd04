"""Two prototypes in one session: a section tests its own, and everything that is counted, printed or published knows which."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Audience, Outcome
from council_app.domain.held import Rule
from council_app.domain.report import about_session
from council_app.domain.scripts import PartKind, PartRef, SectionFacts
from council_app.errors import CouncilError, Refused
from council_app.i18n import translator
from council_app.reporting import pdf
from council_app.reporting.audience import permitted
from council_app.reporting.model import Report
from council_app.services import history, papers, trials
from council_app.services.blog import write_posts
from council_app.services.plan import dump_workspace
from council_app.services.report import build_report
from council_app.services.room import start_session
from council_app.services.script_files import read_script, script_text
from council_app.services.scripts import editing, using
from council_app.services.scripts.reading import scripts
from council_app.services.stats import statistics
from council_app.services.workspace import Workspace
from tests import factories as given

TWO = """
council: 1
prototypes:
  - {key: slider, name: Velvet Slider, version: "0.4", embargo_until: 2020-01-01}
  - {key: hatch, name: Copper Hatch, version: "0.2", embargo_until: 2099-09-01}
scripts:
  - key: pay
    sections:
      - {key: choose, title: Choosing a day, minutes: 20}
      - {key: back, title: Sending it back, minutes: 15, prototype: hatch}
    tasks:
      - {key: pick, section: choose, text: Pick a date}
      - {key: return, section: back, text: Send the boots back}
    questions:
      - {key: ease, kind: seq, after: pick}
      - {key: ease-back, kind: seq, after: return}
      - {key: sus-back, kind: sus, section: back}
      - {key: sus, kind: sus}
"""
TRIED = (
    "council: 1\ntrials:\n"
    + "".join(
        f"  - {{session: {given.SESSION}, seat: P{number:02}, task: {task}, outcome: {outcome}, seconds: 40}}\n"
        for number in range(1, 13)
        for task, outcome in (("pick", "success"), ("return", "fail"))
    )
    + "answers:\n"
    + "".join(
        f"  - {{session: {given.SESSION}, seat: P{number:02}, question: {question}, value: {value}}}\n"
        for number in range(1, 13)
        for question, value in (("sus-back", [5, 1] * 5), ("sus", [3] * 10), ("ease-back", 2))
    )
)
DELIVERED = """council: 1
deliveries: [{insight: late-fee, market: gb, status: shipped, since: 2026-06-01, wording: {en-GB: The Copper Hatch takes it back.}}]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, TWO) as made:
        yield made


def tried(made: Workspace, folder: Path) -> Workspace:
    for plan in (given.people(), given.notes(("P01", "It came by post"), ("P02", "Forty pounds for one day")), given.INSIGHT, TRIED):
        given.apply(made, folder, plan)
    return made


def report(made: Workspace, audience: Audience) -> Report:
    return build_report(workspace=made, about=about_session(given.SESSION), audience=audience, t=translator("en-GB"))


def under_test(made: Workspace, *, version: int = 1) -> list[tuple[str, str | None]]:
    (found,) = (each for each in scripts(workspace=made) if each.version == version)
    return [(section.key, section.prototype) for section in found.sections]


# -- written, planned, kept


def test_what_a_section_tests_survives_a_dump(workspace: Workspace, tmp_path: Path) -> None:
    text = dump_workspace(workspace=workspace)
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert (under_test(copy), dump_workspace(workspace=copy)) == ([("choose", None), ("back", "hatch")], text)


def test_a_section_that_tests_what_nobody_knows_is_refused_at_its_place(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        given.apply(workspace, tmp_path, TWO.replace("prototype: hatch", "prototype: hutch"))
    (problem,) = refused.value.problems
    assert str(problem.why) == "there is no prototype “hutch”"
    assert problem.what.endswith("plan.yaml:10:69")


def test_a_plan_gives_a_used_section_another_prototype_only_in_the_next_version(workspace: Workspace, tmp_path: Path) -> None:
    start_session(workspace=workspace, session=given.SESSION)
    given.apply(workspace, tmp_path, "council: 1\nscripts: [{key: pay, sections: [{key: back, prototype: null}]}]\n")
    assert under_test(workspace) == [("choose", None), ("back", "hatch")]
    assert under_test(workspace, version=2) == [("choose", None), ("back", None)]


def test_the_next_version_and_a_copy_test_the_same(workspace: Workspace) -> None:
    start_session(workspace=workspace, session=given.SESSION)
    (one,) = scripts(workspace=workspace)
    using.make_version(workspace=workspace, script=one.id)
    copied = using.copy_script(workspace=workspace, script=one.id)
    found = {(each.key, each.version): [section.prototype for section in each.sections] for each in scripts(workspace=workspace)}
    assert found == {("pay", 1): [None, "hatch"], ("pay", 2): [None, "hatch"], ("paying", 1): [None, "hatch"]}
    assert copied.made is False


def test_a_section_is_told_what_it_tests_by_key_or_by_name_and_each_is_taken_back(workspace: Workspace) -> None:
    (one,) = scripts(workspace=workspace)
    before = dump_workspace(workspace=workspace)
    named = using.name_prototype(workspace=workspace, script=one.id, section="choose", name="Copper hatch")
    assert (named.part, under_test(workspace)) == (PartRef(PartKind.SECTION, "choose"), [("choose", "hatch"), ("back", "hatch")])
    using.name_prototype(workspace=workspace, script=one.id, section="back", name="Tin Drum")
    editing.put_section(workspace=workspace, script=one.id, section=SectionFacts("choose", "Choosing a day", 20, "slider"))
    assert under_test(workspace) == [("choose", "slider"), ("back", "tin-drum")]
    using.name_prototype(workspace=workspace, script=one.id, section="back", name="")
    assert under_test(workspace) == [("choose", "slider"), ("back", None)]
    labels = [str(history.undo(workspace=workspace).label) for _ in range(4)]
    assert labels == ["Name what a section tests", "Change a section", "Name what a section tests", "Name what a section tests"]
    assert dump_workspace(workspace=workspace) == before
    with pytest.raises(CouncilError, match="no prototype of this key"):
        editing.put_section(workspace=workspace, script=one.id, section=SectionFacts("choose", "Choosing", None, "nothing"))


def test_a_script_file_brings_all_that_its_sections_test(workspace: Workspace, tmp_path: Path) -> None:
    text = script_text(workspace=workspace, script="pay")
    with given.workspace(tmp_path, plan="", name="other.council") as other:
        read_script(workspace=other, path=given.write(tmp_path, "script.yaml", text))
        assert (under_test(other), script_text(workspace=other, script="pay")) == ([("choose", None), ("back", "hatch")], text)


# -- tried


def test_the_grid_says_over_each_task_what_it_tests(workspace: Workspace) -> None:
    sheet = trials.sheet(workspace=workspace, session=given.SESSION)
    assert sheet.prototype == "Velvet Slider 0.4 · Copper Hatch 0.2"
    assert [sheet.heading(task) for task in sheet.tasks] == ["Velvet Slider 0.4", "Copper Hatch 0.2"]


def test_a_questionnaire_of_a_section_is_due_when_its_tasks_are_over(workspace: Workspace, tmp_path: Path) -> None:
    given.apply(workspace, tmp_path, given.people(count=1))
    sheet = trials.sheet(workspace=workspace, session=given.SESSION)
    keys = dict(zip([each.id for each in sheet.questions], ("ease", "ease-back", "sus-back", "sus"), strict=True))
    (seat,), (pick, back) = sheet.seats, sheet.tasks
    found = []
    for task in (back, pick):
        trials.stop(workspace=workspace, attendance=seat.id, task=task.id, outcome=Outcome.SUCCESS)
        now = trials.sheet(workspace=workspace, session=given.SESSION)
        found.append([[keys[each.id] for each in now.due(seat.id, at.id)] for at in (pick, back)])
        assert now.all_due() == {(seat.id, at.id) for at in (pick, back) if now.due(seat.id, at.id) and (seat.id, at.id) in now.cells}
    assert found == [[["ease"], ["ease-back", "sus-back"]], [["ease", "sus"], ["ease-back", "sus-back", "sus"]]]


# -- counted


def test_numbers_are_those_of_each_prototype(workspace: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with tried(workspace, tmp_path):
        (found,) = statistics(workspace=workspace, session=given.SESSION).sessions
    slider, hatch = "Velvet Slider 0.4", "Copper Hatch 0.2"
    assert [(task.key, task.prototype, task.success) for task in found.tasks] == [("pick", slider, 12), ("return", hatch, 0)]
    asked = [(each.key, each.prototype, each.score) for each in found.questions]
    assert asked == [("ease", slider, None), ("sus", slider, 50.0), ("ease-back", hatch, 2.0), ("sus-back", hatch, 100.0)]
    assert main(["stats", str(tmp_path / "w.council"), "--session", given.SESSION]) == 0
    said = [line.strip() for line in capfd.readouterr().out.splitlines()]
    assert [line for line in said if line in (f"{slider}:", f"{hatch}:")] == [f"{slider}:", f"{hatch}:"]


def test_a_report_gives_the_results_of_each_and_holds_each_to_its_own_embargo(workspace: Workspace, tmp_path: Path) -> None:
    made = tried(workspace, tmp_path)
    inside, outside = (permitted(report(made, audience)).prototypes for audience in (Audience.INTERNAL, Audience.EXTERNAL))
    told = [(each.name, each.version, [task.title for task in each.tasks], [score.name for score in each.scores]) for each in inside]
    assert told == [
        ("Velvet Slider", "0.4", ["Pick a date"], ["SUS"]),
        ("Copper Hatch", "0.2", ["Send the boots back"], ["SEQ", "SUS"]),
    ]
    assert [each.name for each in outside] == ["Velvet Slider"]


def test_the_second_prototype_is_held_back_in_a_report_for_the_outside(workspace: Workspace, tmp_path: Path) -> None:
    made = tried(workspace, tmp_path)
    given.apply(made, tmp_path, "council: 1\ninsights: [{key: late-fee, problem: The copper hatch hides it.}]\n")
    with pytest.raises(Refused) as refused:
        report(made, Audience.EXTERNAL)
    assert [str(problem.why) for problem in refused.value.problems] == [
        "in the problem, this is not public before 2099-09-01: “copper hatch”"
    ]
    assert report(made, Audience.INTERNAL).findings[0].facts.problem == "The copper hatch hides it."


def test_the_second_prototype_is_held_back_in_a_post(workspace: Workspace, tmp_path: Path) -> None:
    made = tried(workspace, tmp_path)
    given.apply(made, tmp_path, DELIVERED)

    def held(day: date) -> list[str]:
        (post,) = write_posts(workspace=made, market="gb", as_of=day)
        return [each.words for each in post.held_back if each.rule is Rule.EMBARGO]

    assert held(date(2026, 7, 1)) == ["Copper Hatch"]
    assert held(date(2099, 9, 1)) == ["Copper Hatch"]  # a post may give itself any day; the embargo goes by today's
    given.apply(made, tmp_path, 'council: 1\nprototypes: [{key: hatch, name: Copper Hatch, version: "0.2", embargo_until: 2020-09-01}]\n')
    assert held(date(2026, 7, 1)) == []


# -- printed


def test_the_paper_guide_says_at_its_section_what_that_tests(workspace: Workspace, tmp_path: Path) -> None:
    ready = papers.prepare_guide(workspace=workspace, script="pay", t=translator("en-GB"))
    out = tmp_path / "guide.pdf"
    out.write_bytes(pdf.write(ready.pages(ready.holders)))
    said = subprocess.run(["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True).stdout
    places = [
        said.index(words) for words in ("Velvet Slider 0.4", "Choosing a day", "Sending it back", "Prototype: Copper Hatch 0.2", "boots")
    ]
    assert (places, said.count("Prototype:")) == (sorted(places), 1)
