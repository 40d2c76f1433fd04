"""One person is made of two: nothing said or allowed is lost, Undo brings both back, and an erasure finds them both."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from council_app.db.models import Publication
from council_app.db.types import moment_text
from council_app.domain.duplicates import Strength
from council_app.domain.enums import AttendanceStatus, Purpose
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.services.duplicates import Choice, Pick, What, compare, duplicates, say_distinct
from council_app.services.erasure import erase_person
from council_app.services.history import history, next_undo, redo, undo
from council_app.services.merging import merge_people
from council_app.services.people import PersonPageFacts, person_page
from council_app.services.person import export_person
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.reconsent import mark_asked
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.program import rows

TWICE = """
council: 1
councils: [{key: leeds, market: gb, city: Leeds, date: 2026-09-01, timezone: Europe/London,
  sessions: [{key: leeds-am, starts: "09:30", ends: "12:00", script: pay}]}]
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, seat: P01, status: confirmed, segments: [new], dietary: vegan,
     invited_by: Kim, consents: [{purpose: quote_public, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00},
     {purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]}
  - {key: ada-2, name: Lind Ada, phone: '+441234567890', session: bristol-am, seat: P02, status: arrived, segments: [heavy, new],
     dietary: no nuts, access_needs: step-free, guests: 1,
     consents: [{purpose: quote_public, wording: '2026-03', method: paper, refused: 2026-05-12T09:00:00+00:00},
     {purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]}
  - {key: ada-2, session: leeds-am, seat: P07, status: arrived}
  - {email: ben@example.org, name: Ben Moss, session: bristol-am, seat: P03, status: arrived}
trials:
  - {session: bristol-am, seat: P01, task: pick, outcome: fail}
  - {session: bristol-am, seat: P02, task: pick, outcome: success, seconds: 12}
answers: [{session: bristol-am, seat: P01, question: sus, value: [5, 1, 4, 2, 5, 1, 5, 2, 4, 2]}]
calls:
  - {session: bristol-am, seat: P01, at: 2026-05-20T09:00:00+00:00, outcome: no-answer}
  - {session: bristol-am, seat: P02, at: 2026-05-20T09:00:00+00:00, outcome: reached, said: It is mended}
  - {session: bristol-am, seat: P03, at: 2026-05-20T10:00:00+00:00, outcome: declined}
"""
SAID = given.notes(("P02", "Forty pounds for one day"), ("P02", "Nobody told me"), ("P01", "I am here, too"))


def ids(workspace: Workspace) -> dict[str, str]:
    with workspace.read() as reading:
        return {str(name): str(row) for row, name in rows(reading, "SELECT id, name FROM person")}


def twice(workspace: Workspace, folder: Path) -> tuple[str, str]:
    given.apply(workspace, folder, TWICE)
    given.apply(workspace, folder, SAID)
    known = ids(workspace)
    return known["Ada Lind"], known["Lind Ada"]


def table(workspace: Workspace, name: str, columns: str = "*") -> list[tuple[object, ...]]:
    with workspace.read() as reading:
        return sorted((tuple(row) for row in rows(reading, f"SELECT {columns} FROM {name}")), key=repr)


TABLES = ("person", "attendance", "consent", "consent_request", "note", "trial", "answer", "phone_call", "distinct_pair")


def everything(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    return {name: table(workspace, name) for name in TABLES}


def page(workspace: Workspace, person: str) -> PersonPageFacts:
    return person_page(workspace=workspace, person=person)


def test_a_pair_is_found_once_and_not_after_somebody_told_them_apart(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        (pair,) = duplicates(workspace=workspace)
        assert {pair.one.id, pair.other.id} == {one, other}
        assert (pair.strength, [str(reason) for reason in pair.reasons]) == (Strength.LIKELY, ["the same names in another order"])
        assert {pair.one.id: pair.one.sessions, pair.other.id: pair.other.sessions} == {one: 1, other: 2}
        say_distinct(workspace=workspace, one=other, other=one)
        say_distinct(workspace=workspace, one=one, other=other)
        assert (duplicates(workspace=workspace), len(table(workspace, "distinct_pair"))) == ((), 1)


def test_side_by_side_shows_what_somebody_has_to_decide(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        both = compare(workspace=workspace, one=one, other=other)
        assert (both.shared, dict(both.one.notes), dict(both.other.notes)) == (("bristol-am",), {"bristol-am": 1}, {"bristol-am": 2})
        assert [(each.choice, each.one, each.other, each.usual) for each in both.differing] == [
            (Choice(What.NAME), "Ada Lind", "Lind Ada", Pick.ONE),
            (Choice(What.DIETARY, "bristol-am"), "vegan", "no nuts", Pick.BOTH),
        ]
        with pytest.raises(CouncilError):
            compare(workspace=workspace, one=one, other=one)


def test_two_become_one_and_nothing_is_lost(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        merged = merge_people(workspace=workspace, one=one, other=other)
        assert (merged.person, merged.sessions, merged.joined, merged.dropped) == (one, 2, 1, 1)
        facts = page(workspace, one)
        assert (facts.name, facts.email, facts.phone) == ("Ada Lind", "ada@example.org", "+441234567890")
        leeds, bristol = facts.sittings
        assert (leeds.session, leeds.seat, leeds.status) == ("leeds-am", "P07", AttendanceStatus.ARRIVED)
        assert (bristol.seat, bristol.status) == ("P02", AttendanceStatus.ARRIVED)  # the seat with more notes
        assert (bristol.segments, bristol.dietary, bristol.access_needs, bristol.invited_by, bristol.guests) == (
            ("new", "heavy"),
            "vegan; no nuts",
            "step-free",
            "Kim",
            1,
        )
        assert [note.text for note in facts.notes] == ["Forty pounds for one day", "Nobody told me", "I am here, too"]
        assert bristol.allows(Purpose.NOTES)
        assert not bristol.allows(Purpose.QUOTE_PUBLIC)  # the later answer refused
        assert table(workspace, "consent", "purpose, granted") == [("notes", 1), ("quote_public", 0), ("quote_public", 1)]
        assert table(workspace, "trial", "outcome") == [("success",)]
        assert (len(table(workspace, "answer")), len(ids(workspace))) == (1, 2)
        called = "attendance.seat, outcome, said FROM phone_call JOIN attendance ON attendance.id = attendance_id --"
        assert table(workspace, "", called) == [("P02", "no-answer", ""), ("P02", "reached", "It is mended"), ("P03", "declined", "")]
        assert check(workspace=workspace).problems == ()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    "no", ["refused: 2026-05-12T07:00:00+00:00", "granted: 2026-05-12T06:00:00+00:00, withdrawn: 2026-05-12T07:00:00+00:00"]
)
def test_a_no_at_one_seat_outlives_a_later_yes_at_the_other(tmp_path: Path, no: str, turned: bool) -> None:
    with given.workspace(tmp_path, TWICE.replace("refused: 2026-05-12T09:00:00+00:00", no)) as workspace:
        known = ids(workspace)
        one, other = (known["Lind Ada"], known["Ada Lind"]) if turned else (known["Ada Lind"], known["Lind Ada"])
        before = everything(workspace)
        merge_people(workspace=workspace, one=one, other=other)
        bristol = next(sitting for sitting in page(workspace, one).sittings if sitting.session == "bristol-am")
        assert [bristol.allows(purpose) for purpose in (Purpose.NOTES, Purpose.QUOTE_PUBLIC)] == [True, False]
        assert len(table(workspace, "consent")) == 3
        assert check(workspace=workspace).problems == ()
        undo(workspace=workspace)
        assert everything(workspace) == before


def test_a_yes_that_ends_lists_the_documents_that_quote_the_person(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        said = [str(note) for (note,) in table(workspace, "note", "id")]
        with workspace.write(m_("As it was")) as writing:
            at = datetime(2026, 5, 13, tzinfo=UTC)
            for kind, about, audience in (("report", "bristol-am", "internal"), ("post", "gb", "external")):
                writing.add(Publication(kind=kind, about=about, audience=audience, locale="en", at=at, notes=tuple(said)))
        found = merge_people(workspace=workspace, one=one, other=other)
        assert found.ended == (Purpose.QUOTE_PUBLIC,)
        assert found.touched is not None
        assert [(each.kind, each.about) for each in found.touched.published] == [("post", "gb")]
        assert (found.touched.reports, found.touched.posts) == ((), found.touched.published)


def test_a_merge_that_ends_nothing_lists_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path, TWICE) as workspace:
        known = ids(workspace)
        found = merge_people(workspace=workspace, one=known["Ada Lind"], other=known["Ben Moss"])
        assert (found.ended, found.touched) == ((), None)


def test_somebody_chooses_field_by_field(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        choices = {Choice(What.NAME): Pick.OTHER, Choice(What.DIETARY, "bristol-am"): Pick.OTHER}
        merge_people(workspace=workspace, one=one, other=other, choices=choices)
        facts = page(workspace, one)
        assert (facts.name, facts.sittings[1].dietary) == ("Lind Ada", "no nuts")


def test_the_address_of_the_other_can_be_kept(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as workspace:
        known = ids(workspace)
        one, other = known["Ada Lind"], known["Ben Moss"]
        before = everything(workspace)
        merge_people(workspace=workspace, one=one, other=other, choices={Choice(What.EMAIL): Pick.OTHER})
        assert page(workspace, one).email == "ben@example.org"
        undo(workspace=workspace)
        assert everything(workspace) == before


@pytest.mark.parametrize("turned", [False, True])
def test_undo_restores_both_exactly_and_redo_merges_again(tmp_path: Path, turned: bool) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        third = ids(workspace)["Ben Moss"]
        say_distinct(workspace=workspace, one=third, other=one)
        say_distinct(workspace=workspace, one=third, other=other)
        one, other = (other, one) if turned else (one, other)
        before, dumped = everything(workspace), dump_workspace(workspace=workspace, with_people=True)
        merge_people(workspace=workspace, one=one, other=other)
        after = everything(workspace)
        assert after != before
        assert str(next_undo(workspace=workspace)) == "Merge two people"
        undo(workspace=workspace)
        assert (everything(workspace), dump_workspace(workspace=workspace, with_people=True)) == (before, dumped)
        assert check(workspace=workspace).problems == ()
        redo(workspace=workspace)
        assert everything(workspace) == after
        undo(workspace=workspace)
        assert everything(workspace) == before
        assert check(workspace=workspace).problems == ()


def test_who_was_asked_at_both_seats_was_asked_once_and_is_erased_whole(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        first, last = datetime(2027, 1, 8, 12, tzinfo=UTC), datetime(2027, 1, 9, 12, tzinfo=UTC)
        seats = dict(table(workspace, "attendance", "seat, id"))
        mark_asked(workspace=workspace, attendances=(str(seats["P01"]), str(seats["P07"])), at=last)
        mark_asked(workspace=workspace, attendances=(str(seats["P02"]),), at=first)
        before = everything(workspace)
        merge_people(workspace=workspace, one=one, other=other)
        asked = "attendance.seat, at FROM consent_request JOIN attendance ON attendance.id = attendance_id --"
        assert table(workspace, "", asked) == [("P02", moment_text(last)), ("P07", moment_text(last))]
        undo(workspace=workspace)
        assert everything(workspace) == before
        redo(workspace=workspace)
        assert erase_person(workspace=workspace, who="ada@example.org").removed["consent_request"] == 3
        assert (table(workspace, "consent_request"), check(workspace=workspace).problems) == ([], ())


def test_what_was_said_at_the_same_moment_comes_back_out_of_a_dump(tmp_path: Path) -> None:
    at_once = TWICE.replace("refused: 2026-05-12T09", "refused: 2026-05-12T08")
    with given.workspace(tmp_path, at_once) as workspace:
        known = ids(workspace)
        merge_people(workspace=workspace, one=known["Ada Lind"], other=known["Lind Ada"])
        bristol = page(workspace, known["Ada Lind"]).sittings[1]
        assert not bristol.allows(Purpose.QUOTE_PUBLIC)
        dumped = dump_workspace(workspace=workspace, with_people=True)
        plan = given.write(tmp_path, "dump.yaml", dumped)
        again = apply_plan(workspace=workspace, path=plan)
        assert (again.created, again.changed) == (0, 0)
    with given.workspace(tmp_path, plan="", name="other.council") as fresh:
        apply_plan(workspace=fresh, path=plan)
        assert dump_workspace(workspace=fresh, with_people=True) == dumped


def test_two_yes_and_a_no_of_one_moment_come_back_out_of_a_dump(tmp_path: Path) -> None:
    answers = ("granted: 2026-05-12T08:00:00+00:00", "refused: 2026-05-12T08:00:00+00:00", "granted: 2026-05-12T08:00:00+00:00")
    consents = [f"{{purpose: notes, wording: '2026-03', method: paper, {answer}}}" for answer in answers]
    plan = f"""
council: 1
people:
  - {{email: anna@example.org, name: Anna, session: bristol-am, seat: P01, consents: [{consents[1]}, {consents[0]}]}}
  - {{email: anya@example.org, name: Anya, session: bristol-am, seat: P02, consents: [{consents[2]}]}}
"""
    with given.workspace(tmp_path, plan) as workspace:
        known = ids(workspace)
        merge_people(workspace=workspace, one=known["Anna"], other=known["Anya"])
        assert len(table(workspace, "consent")) == 3
        dumped = given.write(tmp_path, "dump.yaml", dump_workspace(workspace=workspace, with_people=True))
        again = apply_plan(workspace=workspace, path=dumped)
        assert (again.created, again.changed) == (0, 0)


def test_an_erasure_finds_who_was_merged_away(tmp_path: Path) -> None:
    more = TWICE.replace("name: Lind Ada", "name: Zelda Quux").replace("no nuts", "zqdiet")
    said = given.notes(("P03", "as Zelda Quux says"), ("P02", "zqwords"))
    with given.workspace(tmp_path, more, said) as workspace:
        known = ids(workspace)
        choices = {Choice(What.DIETARY, "bristol-am"): Pick.ONE}
        merge_people(workspace=workspace, one=known["Ada Lind"], other=known["Zelda Quux"], choices=choices)
        erase_person(workspace=workspace, who=known["Ada Lind"])
        found = b"\n".join(file.read_bytes() for file in sorted(tmp_path.glob("w.council*"))).lower()
        assert [word for word in ("zelda", "quux", "zqdiet", "zqwords", "441234567890", "ada lind") if word.encode() in found] == []
        assert [change.op for change in history(workspace=workspace, row=known["Zelda Quux"])][:1] == ["erase"]
        with pytest.raises(CouncilError):
            undo(workspace=workspace)
        assert (list(ids(workspace)), check(workspace=workspace).problems) == (["Ben Moss"], ())


def test_an_export_tells_of_who_was_merged_away(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        merge_people(workspace=workspace, one=one, other=other)
        data, _ = export_person(workspace=workspace, who=one, folder=tmp_path / "out", t=translator("en"))
    record = json.loads(data.read_text(encoding="utf-8"))
    assert [each["op"] for each in record["history"] if each["entity"] == "person" and "Lind Ada" in str(each["values"])] == [
        "insert",
        "delete",
    ]


def test_a_merge_that_was_undone_is_none(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        one, other = twice(workspace, tmp_path)
        merge_people(workspace=workspace, one=one, other=other)
        undo(workspace=workspace)
        merge_people(workspace=workspace, one=ids(workspace)["Ben Moss"], other=other)
        erase_person(workspace=workspace, who=one)
        assert [(change.op, bool(change.values)) for change in history(workspace=workspace, row=other)][:1] == [("delete", True)]
        assert list(ids(workspace)) == ["Ben Moss"]


SESSIONS = ("bristol-am", "leeds-am", "york-am")
TWO_MORE = """
council: 1
councils:
  - {key: leeds, market: gb, city: Leeds, date: 2026-09-01, timezone: Europe/London,
     sessions: [{key: leeds-am, starts: "09:30", ends: "12:00", script: pay}]}
  - {key: york, market: gb, city: York, date: 2026-10-01, timezone: Europe/London,
     sessions: [{key: york-am, starts: "09:30", ends: "12:00", script: pay}]}
"""
STATUSES = st.sampled_from([status.value for status in AttendanceStatus])


@st.composite
def somebody(draw: st.DrawFn, name: str, seats: str) -> str:
    """Lines of a plan about one person at some of the sessions, with answers, notes and results at each."""
    people, notes, trials = [], [], []
    known = draw(st.sampled_from([f"email: {name}@example.org", f"key: {name}"]))
    for number, session in enumerate(SESSIONS):
        if not draw(st.booleans()):
            continue
        seat = f"{seats}{number:02}"
        given_or_refused = draw(st.lists(st.tuples(st.sampled_from(["granted", "refused"]), st.integers(8, 9)), max_size=2, unique=True))
        consents = ", ".join(
            f"{{purpose: notes, wording: '2026-03', method: paper, {answer}: 2026-05-12T0{hour}:00:00+00:00}}"
            for answer, hour in given_or_refused
        )
        needs = draw(st.sampled_from(["", "vegan", "no nuts"]))
        people.append(
            f"  - {{{known}, name: {name}, session: {session}, seat: {seat}, status: {draw(STATUSES)}, dietary: '{needs}', "
            f"guests: {draw(st.integers(0, 2))}, segments: [{draw(st.sampled_from(['new', 'heavy']))}], consents: [{consents}]}}"
        )
        for said in range(draw(st.integers(0, 2))):
            notes.append(f"  - {{key: {name}-{number}-{said}, session: {session}, seat: {seat}, text: Words {said}, tags: [fees]}}")
        if draw(st.booleans()):
            trials.append(f"  - {{session: {session}, seat: {seat}, task: pick, outcome: fail, answers: {{}}}}")
    people.append(f"  - {{{known}, name: {name}, phone: '{draw(st.sampled_from(['', '+441234567890']))}'}}")
    parts = (("people", people), ("notes", notes), ("trials", trials))
    return "council: 1\n" + "".join(f"{part}:\n" + "\n".join(lines) + "\n" for part, lines in parts if lines)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_(one=somebody("anna", "P"), other=somebody("anya", "Q"), right=st.sets(st.sampled_from(list(What))))
def test_any_two_are_merged_soundly_and_undone_exactly(tmp_path: Path, one: str, other: str, right: set[What]) -> None:
    with TemporaryDirectory(dir=tmp_path) as made, given.workspace(Path(made)) as workspace:
        folder = Path(made)
        for plan in (TWO_MORE, one, other):
            given.apply(workspace, folder, plan)
        known, before = ids(workspace), everything(workspace)
        choices = {Choice(what, session): Pick.OTHER for what in right for session in ("", *SESSIONS)}
        merge_people(workspace=workspace, one=known["anna"], other=known["anya"], choices=choices)
        after = everything(workspace)
        assert check(workspace=workspace).problems == ()
        assert (len(after["note"]), len(after["person"])) == (len(before["note"]), 1)
        assert {row[0] for row in table(workspace, "attendance", "person_id")} <= {known["anna"]}
        text = dump_workspace(workspace=workspace, with_people=True)
        again = apply_plan(workspace=workspace, path=given.write(folder, "again.yaml", text))
        assert (again.created, again.changed) == (0, 0)
        undo(workspace=workspace)
        assert everything(workspace) == before
        redo(workspace=workspace)
        assert everything(workspace) == after
