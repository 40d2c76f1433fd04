"""Consent at work: recorded with its wording, taken back in one action, and true everywhere at once."""

from pathlib import Path

import pytest
from sqlalchemy import event

from council_app.domain.enums import ConsentMethod, Purpose
from council_app.errors import CouncilError
from council_app.exchange.wordings import newest, wordings
from council_app.i18n import LANGUAGES
from council_app.services.asking import consent_sheet
from council_app.services.company import company_of, name_company
from council_app.services.consent import Answered, Answers, record_answers, record_for, withdraw
from council_app.services.roster import roster_lines
from council_app.services.withdrawal import what_withdrawal_touches, withdraw_for
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import rows

SECOND = """
council: 1
councils: [{key: bristol, sessions: [{key: bristol-pm, starts: "18:00", ends: "20:00"}]}]
"""


def room(folder: Path) -> Workspace:
    return given.workspace(folder, given.people(count=3, allow=()))


def record(workspace: Workspace, person: str = "P01", **more: object) -> Answered:
    return record_answers(workspace=workspace, session=given.SESSION, person=person, **more)  # type: ignore[arg-type]


def allowed(workspace: Workspace, session: str = given.SESSION) -> dict[str, list[str]]:
    return {line.name: [each.value for each in line.consents] for line in roster_lines(workspace=workspace, session=session)}


def test_every_wording_is_there_in_every_language() -> None:
    assert {version: sorted(found) for version, found in wordings().items()} == {version: sorted(LANGUAGES) for version in wordings()}
    assert {each.purpose for found in wordings().values() for word in found.values() for each in word.purposes} == set(Purpose)


def test_an_answer_carries_its_wording_language_and_method(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        answered = record(workspace, granted=[Purpose.NOTES], refused=[Purpose.PHOTO], method=ConsentMethod.PAPER)
        with workspace.read() as reading:
            found = rows(reading, "SELECT purpose, granted, wording, method, locale FROM consent ORDER BY purpose")
    assert found == [("notes", 1, newest(), "paper", "en-GB"), ("photo", 0, newest(), "paper", "en-GB")]
    assert [each.value for each in answered.missing] == ["recording", "quote_internal", "quote_public", "contact"]


@pytest.mark.parametrize(
    "more",
    [
        {"granted": [Purpose.NOTES], "wording": "1999"},
        {"granted": [Purpose.NOTES], "wording": ""},
        {"granted": [Purpose.NOTES], "wording": " "},
        {"granted": [Purpose.NOTES], "locale": "xx-YY"},
        {"granted": [Purpose.NOTES], "locale": ""},
        {"granted": [Purpose.NOTES], "locale": "sv; hello"},
        {"granted": [Purpose.NOTES], "refused": [Purpose.NOTES]},
        {},
        {"granted": [Purpose.NOTES], "person": "nobody@example.org"},
    ],
    ids=[
        "unknown wording",
        "no wording",
        "blank wording",
        "unknown language",
        "no language",
        "no tag",
        "contradiction",
        "nothing",
        "nobody",
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_recorded(tmp_path: Path, more: dict[str, object]) -> None:
    with room(tmp_path) as workspace:
        with pytest.raises(CouncilError):
            record(workspace, **more)
        with workspace.read() as reading:
            assert rows(reading, "SELECT count(*) FROM consent") == [(0,)]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"locale": "xx-YY"}, "xx-YY: there is no wording in this language. Name one of these languages: de, en, fr, nl, sv"),
        ({"wording": ""}, f'"": there is no wording of this version. The wordings are: {", ".join(sorted(wordings()))}'),
    ],
)
def test_what_is_not_known_is_named_with_what_there_is(tmp_path: Path, more: dict[str, object], line: str) -> None:
    with room(tmp_path) as workspace, pytest.raises(CouncilError) as refused:
        record(workspace, granted=[Purpose.NOTES], **more)
    assert str(refused.value) == line


def test_an_answer_is_kept_with_the_language_the_text_was_shown_in(tmp_path: Path) -> None:
    with given.workspace(
        tmp_path, given.people(count=1, allow=()), plan=given.PLAN.replace("locales: [en-GB]", "locales: [pl-PL, sv-SE]")
    ) as workspace:
        assert record(workspace, granted=[Purpose.NOTES]).locale == "sv-SE"
        assert record(workspace, granted=[Purpose.NOTES], locale="nl-BE").locale == "nl-BE"


def test_a_workspace_may_have_wordings_of_its_own(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        given.apply(workspace, tmp_path, given.people(count=1).replace("2026-03", "our-form-7"))
        assert record(workspace, "P02", granted=[Purpose.NOTES], wording="our-form-7").wording == "our-form-7"


def test_refusing_everything_leaves_the_person_in_the_room(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        answered = record(workspace, refused=list(Purpose))
        line = next(line for line in roster_lines(workspace=workspace, session=given.SESSION) if line.seat == "P01")
    assert (answered.missing, line.status.value, line.consents, line.refused) == ((), "arrived", (), tuple(Purpose))


def test_the_last_answer_counts_even_where_a_clock_was_ahead(tmp_path: Path) -> None:
    ahead = "{purpose: notes, wording: '2026-03', method: screen, granted: 2099-01-01T08:00:00+00:00}"
    with room(tmp_path) as workspace:
        given.apply(
            workspace, tmp_path, f"council: 1\npeople: [{{email: ada@example.org, session: {given.SESSION}, consents: [{ahead}]}}]\n"
        )
        assert allowed(workspace)["Ada Lind"] == ["notes"]
        record(workspace, refused=[Purpose.NOTES])
        assert allowed(workspace)["Ada Lind"] == []
        record(workspace, granted=[Purpose.NOTES])
        withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
        assert allowed(workspace)["Ada Lind"] == []
        record(workspace, granted=[Purpose.NOTES])
        assert allowed(workspace)["Ada Lind"] == ["notes"]


def test_a_withdrawal_ends_it_at_every_session_and_names_what_it_touches(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        given.apply(workspace, tmp_path, SECOND)
        for session in (given.SESSION, "bristol-pm"):
            given.apply(workspace, tmp_path, given.people(count=3, session=session))
        given.apply(workspace, tmp_path, given.notes(("P01", "Forty pounds"), ("P01", "No warning"), ("P02", "Fine")))
        given.apply(workspace, tmp_path, given.INSIGHT)
        found = withdraw(workspace=workspace, session="bristol-pm", person="ada@example.org", purposes=[Purpose.QUOTE_PUBLIC])
        assert (found.ended, found.sessions, found.notes, found.insights) == ((Purpose.QUOTE_PUBLIC,), 2, 2, ("late-fee",))
        for session in (given.SESSION, "bristol-pm"):
            everyone = allowed(workspace, session)
            assert everyone["Ada Lind"] == ["notes", "quote_internal"]
            assert everyone["Ben Moss"] == ["notes", "quote_internal", "quote_public"]
        again = withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.QUOTE_PUBLIC])
        assert (again.ended, again.sessions, again.notes) == ((), 0, 2)
        photo = withdraw(workspace=workspace, session=given.SESSION, person="P01", purposes=[Purpose.PHOTO])
        assert (photo.ended, photo.notes, photo.insights) == ((), 0, ())


def attendance(workspace: Workspace, seat: str = "P01", session: str = given.SESSION) -> str:
    return next(line.id for line in roster_lines(workspace=workspace, session=session) if line.seat == seat)


def test_two_of_one_name_are_told_apart_by_their_attendance(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        given.apply(workspace, tmp_path, given.people(count=2, allow=()).replace("Ben Moss", "Ada Lind"))
        with pytest.raises(CouncilError):
            record(workspace, "Ada Lind", granted=[Purpose.NOTES])
        done = record_for(
            workspace=workspace, session=given.SESSION, attendance=attendance(workspace, "P02"), answers=Answers(granted=(Purpose.NOTES,))
        )
        assert (done.seat, done.locale, done.wording) == ("P02", "en-GB", newest())
        assert {line.seat: len(line.consents) for line in roster_lines(workspace=workspace, session=given.SESSION)} == {
            "P01": 0,
            "P02": 1,
            "P03": 0,
        }


def test_an_answer_of_one_person_reads_that_person_and_not_the_list(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        asked: list[str] = []
        event.listen(workspace._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        for person in ("P01", "ada@example.org"):
            record(workspace, person, granted=[Purpose.NOTES])
        assert [statement for statement in asked if "ORDER BY person.name" in statement] == []
        record(workspace, "Ada L", granted=[Purpose.NOTES])  # letters of a name may mean anybody
        assert len([statement for statement in asked if "ORDER BY person.name" in statement]) == 1


def test_a_signature_is_kept_as_its_lines_and_nothing_else_is(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        there = attendance(workspace)
        signed = Answers(granted=(Purpose.NOTES,), signature="[[[0.1,0.2],[0.5,0.6]]]")
        record_for(workspace=workspace, session=given.SESSION, attendance=there, answers=signed)
        for text in ("", "a scribble", "[[[1,2]]]"):
            with pytest.raises(CouncilError):
                record_for(workspace=workspace, session=given.SESSION, attendance=there, answers=Answers((Purpose.PHOTO,), signature=text))
        with pytest.raises(CouncilError):
            record_for(workspace=workspace, session=given.SESSION, attendance="0" * 32, answers=signed)
        with workspace.read() as reading:
            assert rows(reading, "SELECT purpose, signature FROM consent") == [("notes", "[[[0.1,0.2],[0.5,0.6]]]")]


def test_a_guest_reads_the_text_filled_in_and_in_the_markets_language_first(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        there = attendance(workspace)
        sheet = consent_sheet(workspace=workspace, session=given.SESSION, attendance=there)
        first = sheet.newest[0]
        assert (first.locale, first.of_market, [text.locale for text in sheet.newest[1:]]) == ("en-GB", True, ["de", "fr", "nl", "sv"])
        assert first.wording.greeting == "Ada, what may we do?"
        assert first.wording.retention == "The company keeps your answers until 12 May 2028."
        assert name_company(workspace=workspace, name=" Vinga  Pay AB ") == company_of(workspace=workspace) == "Vinga Pay AB"
        again = consent_sheet(workspace=workspace, session=given.SESSION, attendance=there)
        assert again.newest[0].wording.retention == "Vinga Pay AB keeps your answers until 12 May 2028."
        assert again.newest[0].wording.asked(Purpose.QUOTE_INTERNAL).label == "Quote me inside Vinga Pay AB"
        with pytest.raises(CouncilError):
            name_company(workspace=workspace, name="V" * 81)
        assert company_of(workspace=workspace) == "Vinga Pay AB"


def test_what_a_withdrawal_touches_is_known_before_and_the_same_after(tmp_path: Path) -> None:
    with room(tmp_path) as workspace:
        given.apply(workspace, tmp_path, given.people(count=3))
        given.apply(workspace, tmp_path, given.notes(("P01", "Forty pounds"), ("P01", "No warning"), ("P02", "Fine")))
        given.apply(workspace, tmp_path, given.INSIGHT)
        there, purposes = attendance(workspace), (Purpose.QUOTE_PUBLIC, Purpose.PHOTO)
        before = what_withdrawal_touches(workspace=workspace, session=given.SESSION, attendance=there, purposes=purposes)
        assert (before.allowed, before.notes, before.insights) == ((Purpose.QUOTE_PUBLIC,), 2, ("late-fee",))
        assert before.titles == ("The late fee comes without warning",)
        assert allowed(workspace)["Ada Lind"] == ["notes", "quote_internal", "quote_public"]
        done = withdraw_for(workspace=workspace, session=given.SESSION, attendance=there, purposes=purposes)
        assert (done.ended, done.allowed, done.notes, done.insights) == (before.allowed, (), before.notes, before.insights)
        assert allowed(workspace)["Ada Lind"] == ["notes", "quote_internal"]
