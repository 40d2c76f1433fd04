"""A wording has changed: who is asked again is who allowed something that reads otherwise now, or was never asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from council_app.db.models import Setting
from council_app.db.queries.somebody import somebody_named
from council_app.domain.enums import Purpose
from council_app.errors import m_
from council_app.paths import config_dir, resources
from council_app.services.consent import record_answers, withdraw
from council_app.services.erasure import erase_person
from council_app.services.history import next_undo, undo
from council_app.services.person import record_of
from council_app.services.reconsent import Reconsent, mark_asked, unmark_asked, who_to_ask
from council_app.services.roster import roster_lines
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.program import rows

ALL = tuple(each.value for each in Purpose)
NEXT = "2027-01-ours"


def publish(before: str, after: str, *languages: str) -> None:
    """The company publishes a wording of its own in which one passage reads otherwise."""
    for language in languages or ("en",):
        text = resources("wordings", language, "2026-03.yaml").read_text(encoding="utf-8")
        assert before in text or language != "en"
        file = config_dir() / "wordings" / language / f"{NEXT}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace('"2026-03"', f'"{NEXT}"').replace(before, after), encoding="utf-8")


@pytest.fixture
def room(tmp_path: Path) -> Workspace:
    """Three people, who allow everything under the first wording."""
    return given.workspace(tmp_path, given.people(count=3, allow=ALL))


def asked(found: Reconsent) -> dict[str, tuple[list[str], list[str]]]:
    return {person.seat: ([each.value for each in person.changed], [each.value for each in person.unanswered]) for person in found.people}


def test_nobody_is_asked_again_while_the_text_stays(room: Workspace) -> None:
    with room as workspace:
        found = who_to_ask(workspace=workspace)
        assert (found.version, found.people, found.settled, found.changes) == ("2026-03", (), 3, ())


def test_only_what_reads_otherwise_is_asked_again_and_only_of_those_who_allow_it(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    with room as workspace:
        record_answers(workspace=workspace, session=given.SESSION, person="P02", refused=[Purpose.PHOTO], wording="2026-03")
        withdraw(workspace=workspace, session=given.SESSION, person="P03", purposes=[Purpose.PHOTO])
        found = who_to_ask(workspace=workspace)
        assert asked(found) == {"P01": (["photo"], [])}
        (change,) = found.changes
        assert (change.version, change.language, change.people) == ("2026-03", "en", 1)
        assert [(text.purpose, text.now) for text in change.texts or ()] == [
            (Purpose.PHOTO, "Take photographs. Used only in the internal report. Also on social media.")
        ]
        assert found.settled == 2


def test_an_older_answer_allows_what_it_allowed_until_there_is_another(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    with room as workspace:
        everything = {line.seat: line.consents for line in roster_lines(workspace=workspace, session=given.SESSION)}
        assert everything == dict.fromkeys(("P01", "P02", "P03"), tuple(Purpose))
        record_answers(workspace=workspace, session=given.SESSION, person="P01", refused=[Purpose.PHOTO])
        now = {line.seat: Purpose.PHOTO in line.consents for line in roster_lines(workspace=workspace, session=given.SESSION)}
        assert now == {"P01": False, "P02": True, "P03": True}
        assert sorted(asked(who_to_ask(workspace=workspace))) == ["P02", "P03"]
        with workspace.read() as reading:
            kept = rows(reading, "SELECT wording, granted FROM consent WHERE purpose = 'photo' ORDER BY wording, granted")
        assert kept == [("2026-03", 1), ("2026-03", 1), ("2026-03", 1), (NEXT, 0)]


def test_what_was_never_asked_is_asked_of_those_who_came_and_of_nobody_else(room: Workspace, tmp_path: Path) -> None:
    with room as workspace:
        came = "council: 1\npeople:\n"
        for seat, status in (("P04", "arrived"), ("P05", "confirmed"), ("P06", "no-show")):
            came += f"  - {{email: {seat}@example.org, name: {seat} Guest, session: {given.SESSION}, seat: {seat}, status: {status}}}\n"
        given.apply(workspace, tmp_path, came)
        assert asked(who_to_ask(workspace=workspace)) == {"P04": ([], list(ALL))}


def test_a_text_that_is_not_on_this_laptop_is_asked_about_as_a_whole(room: Workspace, tmp_path: Path) -> None:
    with room as workspace:
        given.apply(workspace, tmp_path, given.people(count=1, allow=("notes",)).replace("2026-03", "our-form-7").replace("08:00", "09:00"))
        found = who_to_ask(workspace=workspace)
        assert asked(found) == {"P01": (["notes"], [])}
        assert [(change.version, change.texts) for change in found.changes if change.version == "our-form-7"] == [("our-form-7", None)]


def test_the_language_that_was_read_decides_what_changed(room: Workspace) -> None:
    publish("Never on social media", "Also on social media", "en", "sv")
    with room as workspace:
        record_answers(workspace=workspace, session=given.SESSION, person="P01", granted=list(Purpose), wording="2026-03", locale="sv")
        assert sorted(asked(who_to_ask(workspace=workspace))) == ["P02", "P03"]


def test_who_was_asked_is_noted_per_wording_and_is_no_answer(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    at = datetime(2027, 1, 8, 12, tzinfo=UTC)
    with room as workspace:
        first, second, _ = who_to_ask(workspace=workspace).people
        mark_asked(workspace=workspace, attendances=(first.attendance, second.attendance), at=at)
        unmark_asked(workspace=workspace, attendances=(second.attendance,))
        assert [person.asked_at for person in who_to_ask(workspace=workspace).people] == [at, None, None]
        with workspace.read() as reading:
            assert rows(reading, "SELECT count(*) FROM consent") == [(18,)]


def test_the_list_keeps_to_one_session_or_council(room: Workspace, tmp_path: Path) -> None:
    publish("Never on social media", "Also on social media")
    second = "council: 1\ncouncils: [{key: bristol, sessions: [{key: bristol-pm, starts: '18:00', ends: '20:00'}]}]\n"
    with room as workspace:
        given.apply(workspace, tmp_path, second)
        given.apply(workspace, tmp_path, given.people(count=1, allow=ALL, session="bristol-pm"))
        numbers = [
            len(who_to_ask(workspace=workspace, **kept).people)
            for kept in ({}, {"session": given.SESSION}, {"session": "bristol-pm"}, {"council": "bristol"}, {"council": "other"})
        ]
        assert numbers == [4, 3, 1, 4, 0]


def test_nothing_is_left_of_a_note_about_somebody_who_is_erased(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    with room as workspace:
        mark_asked(workspace=workspace, attendances=[person.attendance for person in who_to_ask(workspace=workspace).people])
        erase_person(workspace=workspace, who="ada@example.org")
        with workspace.read() as reading:
            assert rows(reading, "SELECT count(*) FROM consent_request") == [(2,)]


def test_a_note_of_who_was_asked_is_undone_by_its_name_and_stands_in_the_log(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    with room as workspace:
        people = [person.attendance for person in who_to_ask(workspace=workspace).people]
        first, later = datetime(2027, 1, 8, 12, tzinfo=UTC), datetime(2027, 1, 9, 12, tzinfo=UTC)
        assert mark_asked(workspace=workspace, attendances=people, at=first).entities == {"consent_request"}
        mark_asked(workspace=workspace, attendances=people[:1], at=later)
        assert str(next_undo(workspace=workspace)) == "Note that somebody was asked"
        undo(workspace=workspace)
        assert [person.asked_at for person in who_to_ask(workspace=workspace).people] == [first] * 3
        assert str(next_undo(workspace=workspace)) == "Note that 3 people were asked"
        undo(workspace=workspace)
        assert [person.asked_at for person in who_to_ask(workspace=workspace).people] == [None] * 3
        assert check(workspace=workspace).problems == ()


def test_a_note_from_before_there_was_a_table_is_still_read_and_can_be_taken_away(room: Workspace) -> None:
    publish("Never on social media", "Also on social media")
    at = datetime(2027, 1, 8, 12, tzinfo=UTC)
    with room as workspace:
        first, second, _ = (person.attendance for person in who_to_ask(workspace=workspace).people)
        with workspace.write(m_("As it was")) as writing:
            for attendance in (first, second):
                writing.add(Setting(key=f"asked:{attendance}", value=json.dumps({"wording": NEXT, "at": at.isoformat()})))
        unmark_asked(workspace=workspace, attendances=(second,))
        assert [person.asked_at for person in who_to_ask(workspace=workspace).people] == [at, None, None]
        erase_person(workspace=workspace, who="ada@example.org")
        with workspace.read() as reading:
            assert rows(reading, "SELECT count(*) FROM setting WHERE key LIKE 'asked:%'") == [(0,)]


def test_an_export_names_the_question_that_was_read(room: Workspace) -> None:
    publish("Take photographs", "Take pictures")
    with room as workspace:
        record_answers(workspace=workspace, session=given.SESSION, person="P01", granted=[Purpose.PHOTO, Purpose.QUOTE_INTERNAL])
        with workspace.read() as reading:
            record = record_of(reading, somebody_named(reading, "ada@example.org"), "en")
        asked = [(answer.wording, answer.label) for answer in record.sessions[0].consents if answer.purpose in ("photo", "quote_internal")]
    assert sorted(asked) == [
        ("2026-03", "Quote me inside the company"),
        ("2026-03", "Take photographs"),
        (NEXT, "Quote me inside the company"),
        (NEXT, "Take pictures"),
    ]
