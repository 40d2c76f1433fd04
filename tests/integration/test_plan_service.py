"""Plan files against a real workspace."""

from pathlib import Path

import pytest
from PIL import Image

from council_app.domain.enums import Purpose
from council_app.errors import CouncilError, Refused
from council_app.services import history
from council_app.services.company import company_of
from council_app.services.consent import record_answers
from council_app.services.door import check_in
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.programme import session
from council_app.services.workspace import open_workspace
from tests import factories as given


def test_applying_twice_changes_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        again = apply_plan(workspace=made, path=given.write(tmp_path, "plan.yaml", given.PLAN))
    assert (again.created, again.changed, again.unchanged) == (0, 0, 13)
    assert again.changes.operation is None


def test_a_dry_run_counts_and_keeps_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path, plan="") as made:
        empty = dump_workspace(workspace=made)
        counted = apply_plan(workspace=made, path=given.write(tmp_path, "p.yaml", given.PLAN), dry_run=True)
        assert counted.created == 13
        assert dump_workspace(workspace=made) == empty


@pytest.mark.parametrize("with_people", [True, False])
def test_a_dump_makes_an_equal_workspace(tmp_path: Path, with_people: bool) -> None:
    Image.new("RGB", (40, 30), "navy").save(tmp_path / "letter.png")
    said = given.notes(("P01", "I never saw it coming"), ("P02", "Who reads the letter?"))
    with given.workspace(tmp_path, given.people(count=3), said) as made:
        given.apply(made, tmp_path, given.INSIGHT + "    visuals: [{file: letter.png, alt: The letter}]\n")
        text = dump_workspace(workspace=made, with_people=with_people)
    with given.workspace(tmp_path, plan="", name="copy.council") as copy:
        given.apply(copy, tmp_path, text)
        assert dump_workspace(workspace=copy, with_people=with_people) == text


def test_the_company_comes_and_goes_with_a_plan(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        naming = given.write(tmp_path, "company.yaml", "council: 1\ncompany: '  Vinga   Lån '\n")
        assert [apply_plan(workspace=made, path=naming).kinds["company"] for _ in range(2)] == [
            {"created": 1, "changed": 0, "unchanged": 0},
            {"created": 0, "changed": 0, "unchanged": 1},
        ]
        assert company_of(workspace=made) == "Vinga Lån"
        given.apply(made, tmp_path, given.INSIGHT)
        assert company_of(workspace=made) == "Vinga Lån"
        text = dump_workspace(workspace=made)
    assert text.startswith("council: 1\ncompany: Vinga Lån\n")
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert dump_workspace(workspace=copy) == text
        given.apply(copy, tmp_path, "council: 1\ncompany:\n")
        assert company_of(workspace=copy) == ""


def test_a_company_of_more_letters_than_a_wording_holds_is_refused(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made, pytest.raises(CouncilError) as refused:
        given.apply(made, tmp_path, f"council: 1\ncompany: {'x' * 81}\n")
    assert str(refused.value.todo) == "Shorten it to 80 characters."


def test_a_session_moved_by_one_of_its_hours_still_ends_after_it_starts(tmp_path: Path) -> None:
    entry = "council: 1\ncouncils:\n  - key: bristol\n    sessions:\n      - {{key: bristol-am, {}: '{}'}}\n"
    with given.workspace(tmp_path) as made:
        for key, hour in (("ends", "09:00"), ("starts", "12:00")):
            with pytest.raises(Refused) as refused:
                given.apply(made, tmp_path, entry.format(key, hour))
            assert [(each.what.rpartition("plan.yaml:")[2], str(each.why)) for each in refused.value.problems] == [
                ("5:33" if key == "ends" else "5:35", "the session ends before it starts")
            ]
        given.apply(made, tmp_path, entry.format("ends", "12:30"))
        given.apply(made, tmp_path, entry.format("starts", "12:00"))
        found = session(workspace=made, key="bristol-am")
        assert (f"{found.starts:%H:%M}", f"{found.ends:%H:%M}") == ("12:00", "12:30")


def test_without_people_no_name_and_no_address_is_dumped(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people()) as made:
        text = dump_workspace(workspace=made)
    assert [name for name in given.NAMES if name in text or name.split()[0].lower() + "@" in text] == []
    assert "seat: P01" in text


def test_a_plan_changes_only_what_it_mentions(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.INSIGHT) as made:
        before = dump_workspace(workspace=made)
        given.apply(made, tmp_path, "council: 1\ninsights: [{key: late-fee, owner: Noor Haan}]\n")
        assert dump_workspace(workspace=made) == before.replace("owner: Mia Vance", "owner: Noor Haan")


def test_people_may_swap_seats_in_one_plan(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as made:
        swapped = given.people(count=2).replace("seat: P01", "seat: X").replace("seat: P02", "seat: P01").replace("seat: X", "seat: P02")
        given.apply(made, tmp_path, swapped)
        text = dump_workspace(workspace=made, with_people=True)
    assert text.index("ada@example.org") < text.index("seat: P02") < text.index("ben@example.org") < text.index("seat: P01")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("  - {key: gb, country: GB, colour: red}", "plan.yaml:3:28"),
        ("  - {key: gb, country: Atlantis}", "plan.yaml:3:24"),
        ("  - {key: Gross Britannien, country: GB}", "plan.yaml:3:11"),
    ],
)
def test_a_wrong_entry_is_named_by_line_and_column_and_nothing_is_applied(tmp_path: Path, line: str, what: str) -> None:
    with given.workspace(tmp_path, plan="") as made:
        empty = dump_workspace(workspace=made)
        path = given.write(tmp_path, "plan.yaml", f"council: 1\nmarkets:\n{line}\n")
        with pytest.raises(Refused) as refused:
            apply_plan(workspace=made, path=path)
        assert [problem.what for problem in refused.value.problems] == [str(tmp_path / what)]
        assert dump_workspace(workspace=made) == empty


def test_a_dangling_reference_is_refused_with_all_others(tmp_path: Path) -> None:
    plan = "council: 1\nnotes:\n  - {key: a, session: nowhere, text: x}\ndeliveries:\n  - {insight: none, market: xx, status: heard}\n"
    with given.workspace(tmp_path) as made, pytest.raises(Refused) as refused:
        given.apply(made, tmp_path, plan)
    assert [problem.what.rsplit("plan.yaml:")[1].split(":")[0] for problem in refused.value.problems] == ["3", "5", "5"]


def test_what_somebody_else_filled_in_since_is_not_undone(tmp_path: Path) -> None:
    """An empty column is not in the log of an insert; filling it is a change all the same."""
    note = "council: 1\nnotes: [{key: n1, session: bristol-am, text: The fee came late}]\n"
    given.workspace(tmp_path).close()
    with open_workspace(path=tmp_path / "w.council", passphrase=None, actor="alice") as alice:
        given.apply(alice, tmp_path, note)
    with open_workspace(path=tmp_path / "w.council", passphrase=None, actor="bob") as bob:
        given.apply(bob, tmp_path, note.replace("text: The fee came late", "severity: 4, channel: app"))
        edited = dump_workspace(workspace=bob)
    with open_workspace(path=tmp_path / "w.council", passphrase=None, actor="alice") as alice:
        with pytest.raises(CouncilError):
            history.undo(workspace=alice)
        assert dump_workspace(workspace=alice) == edited


def test_a_plan_of_nothing_but_what_is_required_is_applied_and_dumped_the_same(tmp_path: Path) -> None:
    bare = """
council: 1
markets: [{key: gb, country: GB}]
councils:
  - {key: c, market: gb, city: Leeds, date: 2026-01-01, timezone: UTC,
     sessions: [{key: s, starts: "09:00", ends: "10:00", script: t}]}
prototypes: [{key: p, name: P}]
scripts: [{key: t, title: T, tasks: [{key: a, text: A}], questions: [{key: q, kind: sus}]}]
codebook: [{key: fees, name: Fees}]
journeys: [{key: j, name: J, stages: [{key: one, name: One}]}]
people: [{key: somebody, name: Somebody, session: s, seat: P01}]
notes: [{key: n, session: s, text: Hm}]
trials: [{session: s, seat: P01, task: a, outcome: fail}]
insights: [{key: i, title: I}]
deliveries: [{insight: i, market: gb, status: heard}]
"""
    with given.workspace(tmp_path, plan=bare) as made:
        text = dump_workspace(workspace=made, with_people=True)
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert dump_workspace(workspace=copy, with_people=True) == text


def test_arrivals_languages_and_signatures_come_along_with_the_people_only(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2).replace("status: arrived", "status: confirmed")) as made:
        check_in(workspace=made, session=given.SESSION, who="Ada Lind")
        strokes = "[[[0.1,0.2],[0.3,0.4]]]"
        granted = (Purpose.CONTACT,)
        record_answers(workspace=made, session=given.SESSION, person="Ada Lind", granted=granted, locale="sv", signature=strokes)
        text, bare = dump_workspace(workspace=made, with_people=True), dump_workspace(workspace=made)
        again = apply_plan(workspace=made, path=given.write(tmp_path, "again.yaml", text))
        assert (again.created, again.changed) == (0, 0)
    assert [word in text for word in ("arrived: 20", "locale: sv", strokes)] == [True, True, True]
    assert [word in bare for word in ("arrived: 20", "locale: sv", strokes)] == [False, False, False]
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert dump_workspace(workspace=copy, with_people=True) == text
