"""From an insight that passed its gate to a ticket in a team's tracker, and its status back."""

import csv
import io
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select

from council_app.db.models import Delegation, InsightVisual
from council_app.domain.enums import Purpose, TicketState, Tracker
from council_app.errors import Cancelled, CouncilError, Refused, m_
from council_app.i18n import translator
from council_app.services import delegating, history, insights
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories as given

EN = translator("en-GB")


def ready(tmp_path: Path, *, key: str = "late-fee", allow: tuple[str, ...] = ("notes", "quote_internal"), said: str = "") -> Workspace:
    """A workspace with one insight that passes its gate."""
    made = given.workspace(
        tmp_path,
        given.people(allow=allow),
        given.notes(("P01", said or "The fee came out of nowhere"), ("P02", "I paid it twice"), ("P03", "never saw it")),
        given.INSIGHT + "    against: {notes: [n3]}\n",
    )
    show(made, key)
    return made


def show(made: Workspace, key: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 120), "teal").save(picture, "PNG")
    insights.add_visual(workspace=made, key=key, filename="letter.png", data=picture.getvalue(), alt="The letter with the fee")


def rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding=encoding), newline="")))


def test_an_insight_is_handed_over_as_a_ticket_and_an_evidence_pack_and_undone_as_one(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        assert delegating.read_board(workspace=made).ready == ("late-fee",)
        done = delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.LINEAR, out=tmp_path / "out", t=EN)
        assert done.files == (tmp_path / "out" / "tickets-linear.csv", tmp_path / "out" / "late-fee-evidence.pdf")
        assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["late-fee-evidence.pdf", "tickets-linear.csv"]
        (line,) = delegating.delegations(workspace=made)
        assert (line.insight, line.tracker, line.state, line.by, line.days, line.passes) == (
            "late-fee",
            Tracker.LINEAR,
            TicketState.OPEN,
            "kim",
            0,
            True,
        )
        assert delegating.read_board(workspace=made).ready == ()
        history.undo(workspace=made)
        assert delegating.delegations(workspace=made) == ()


def test_the_ticket_says_what_the_window_says_and_quotes_whom_it_may(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.LINEAR, out=tmp_path / "out", t=EN)
        card = insights.insight(workspace=made, key="late-fee").card
    (ticket,) = rows(tmp_path / "out" / "tickets-linear.csv")
    sentences = [EN.say(sentence) for sentence in card.likelihood.sentences()]
    assert [sentence for sentence in sentences if sentence[1:] not in ticket["Description"]] == []
    assert (ticket["Title"], ticket["Assignee"], ticket["Estimate"], ticket["Priority"]) == (
        "The late fee comes without warning",
        "Mia Vance",
        "5",
        "High",
    )
    assert "> “The fee came out of nowhere”\\\n> P01, Bristol, English, note n1" in ticket["Description"]
    assert "Evidence pack: late-fee-evidence.pdf" in ticket["Description"]
    assert ticket["Description"].endswith("council:late-fee")


def test_words_of_those_who_allow_no_quotes_are_in_neither_ticket_nor_pack(tmp_path: Path) -> None:
    with ready(tmp_path, allow=("notes",)) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.GITHUB, out=tmp_path / "out", t=EN)
    (ticket,) = rows(tmp_path / "out" / "tickets-github.csv")
    assert "nowhere" not in ticket["body"]
    assert "1 more note contradicts it" not in ticket["body"]
    assert "One more note contradicts it and may not be quoted." in ticket["body"]
    assert "nowhere" not in text_of(tmp_path / "out" / "late-fee-evidence.pdf")


def text_of(path: Path) -> str:
    """What the PDF says, by its own text map."""
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("tag", ["en-GB", "sv", "de", "fr", "nl"])
def test_the_pack_is_an_accessible_pdf_in_every_language(tmp_path: Path, tag: str) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=translator(tag))
    with pikepdf.open(tmp_path / "out" / "late-fee-evidence.pdf") as pdf:
        assert str(pdf.Root.Lang).startswith(tag.split("-")[0])
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert 1 <= len(pdf.pages) <= 4
    assert "The late fee comes without warning" in " ".join(text_of(tmp_path / "out" / "late-fee-evidence.pdf").split())


def test_nothing_is_written_while_one_gate_is_not_passed(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        given.apply(made, tmp_path, given.INSIGHT.replace("late-fee", "second").replace("owner: Mia Vance", "owner: ''"))
        with pytest.raises(Refused) as refused:
            delegating.delegate(workspace=made, insights=["late-fee", "second"], to=Tracker.JIRA, out=tmp_path / "a" / "b", t=EN)
        assert [(each.what, EN.say(each.why), EN.say(each.todo)) for each in refused.value.problems] == [
            ("second", "it cannot be delegated yet, “Visual” is missing", "Add a picture that shows it."),
            ("second", "it cannot be delegated yet, “One named owner” is missing", "Name one person or role."),
        ]
        assert delegating.delegations(workspace=made) == ()
    assert not (tmp_path / "a").exists()


def test_an_unknown_insight_and_none_at_all_are_refused(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        with pytest.raises(Refused, match="there is no insight of this key"):
            delegating.delegate(workspace=made, insights=["nowhere"], to=Tracker.JIRA, out=tmp_path / "a", t=EN)
        with pytest.raises(CouncilError, match="no insight is named"):
            delegating.delegate(workspace=made, insights=[], to=Tracker.JIRA, out=tmp_path / "a", t=EN)


def test_a_guest_who_is_named_by_the_team_holds_the_ticket_back(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        insights.edit_insight(workspace=made, key="late-fee", values={"problem": "As Ada Lind told us the letter is late"})
        with pytest.raises(Refused) as refused:
            delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "a", t=EN)
        assert [EN.say(each.why) for each in refused.value.problems] == ["in the problem, somebody who is on a roster is named: “Ada Lind”"]
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_be_written_leaves_workspace_and_folder_as_they_were(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        out = tmp_path / "out"
        out.mkdir()
        (out / "tickets-jira.csv").write_text("mine")
        (out / "late-fee-evidence.pdf").mkdir()  # a folder stands where the pack belongs
        with pytest.raises(CouncilError, match="this is not a file"):
            delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=out, t=EN)
        assert delegating.delegations(workspace=made) == ()
    assert ((out / "tickets-jira.csv").read_text(), sorted(each.name for each in out.iterdir())) == (
        "mine",
        ["late-fee-evidence.pdf", "tickets-jira.csv"],
    )


def test_a_gate_that_closes_while_the_packs_are_printed_puts_the_old_files_back(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        out = tmp_path / "out"
        out.mkdir()
        (out / "tickets-jira.csv").write_text("mine")
        prepared = delegating.prepare_delegation(workspace=made, insights=["late-fee"], to=Tracker.JIRA, t=EN)
        printed = delegating.print_delegation(prepared=prepared)
        insights.edit_insight(workspace=made, key="late-fee", values={"owner": ""})
        with pytest.raises(Refused):
            delegating.record_delegation(workspace=made, printed=printed, out=out)
        assert delegating.delegations(workspace=made) == ()
    assert [(each.name, each.read_text()) for each in out.iterdir()] == [("tickets-jira.csv", "mine")]


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        with pytest.raises(Cancelled):
            delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN, cancelled=lambda: True)
        assert delegating.delegations(workspace=made) == ()
    assert not (tmp_path / "out").exists()


def test_consent_taken_back_later_is_shown_and_the_document_is_named(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        for seat in ("P01", "P02"):
            done = withdraw(workspace=made, session=given.SESSION, person=seat, purposes=[Purpose.NOTES, Purpose.QUOTE_INTERNAL])
            assert [document.about for document in done.reports] == ["late-fee"]
        (line,) = delegating.delegations(workspace=made)
    assert (line.passes, [EN.say(each) for each in line.missing]) == (False, ["Evidence"])


def test_a_note_whose_speaker_took_consent_back_is_named_as_not_counted_and_has_no_id_in_the_pack(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        for seat in ("P02", "P03"):
            withdraw(workspace=made, session=given.SESSION, person=seat, purposes=[Purpose.NOTES, Purpose.QUOTE_INTERNAL])
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.GITHUB, out=tmp_path / "out", t=EN)
    (ticket,) = rows(tmp_path / "out" / "tickets-github.csv")
    pack = " ".join(text_of(tmp_path / "out" / "late-fee-evidence.pdf").split())
    assert "1 note against it is not counted: its speaker took back consent." in ticket["body"]
    assert ("Notes it rests on: n1 " in f"{pack} ", "n2" in pack, "n3" in pack, "twice" in ticket["body"]) == (True, False, False, False)
    assert "One more note contradicts it" not in pack


def test_a_picture_has_its_caption_below_it(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        with made.write(m_("Caption a visual")) as writing:
            writing.scalars(select(InsightVisual)).one().caption = "The fee stands on page two"
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.GITHUB, out=tmp_path / "out", t=EN)
    assert "The fee stands on page two" in text_of(tmp_path / "out" / "late-fee-evidence.pdf")


def test_the_pack_passes_the_pdf_ua_check_and_the_same_data_gives_the_same_pages(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        prepared = [delegating.prepare_delegation(workspace=made, insights=["late-fee"], to=Tracker.JIRA, t=EN) for _ in range(2)]
    first, second = (delegating.print_delegation(prepared=each).files["late-fee-evidence.pdf"] for each in prepared)
    assert first == second
    assert [(failure.rule_id, failure.message) for failure in page.validate_pdf_bytes(first, profile="ua1").failures] == []


# -- the board


def test_the_board_has_titles_as_worded_for_a_language_and_as_written_without_one(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        given.apply(made, tmp_path, given.INSIGHT + "    wording: {de-DE: Die Gebühr kommt ohne Warnung}\n")
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        found = [delegating.read_board(workspace=made, locale=locale).lines[0].title for locale in ("", "de", "sv")]
    assert found == ["The late fee comes without warning", "Die Gebühr kommt ohne Warnung", "The late fee comes without warning"]


def test_work_that_stands_still_ages_until_it_is_finished(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        day = datetime.now(UTC).date()
        found = [delegating.delegations(workspace=made, today=day + timedelta(days=days))[0] for days in (13, 14, 45)]
        assert [(line.state_days, line.age) for line in found] == [
            (13, delegating.Age.FRESH),
            (14, delegating.Age.AGEING),
            (45, delegating.Age.OLD),
        ]
        delegating.set_status(workspace=made, delegation=found[0].id, state=TicketState.DONE, status="Shipped")
        (line,) = delegating.delegations(workspace=made, today=day + timedelta(days=99))
    assert (line.state, line.status, line.age) == (TicketState.DONE, "Shipped", delegating.Age.FRESH)


def test_reminders_that_are_due_come_first_and_end_with_the_work(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.AZURE, out=tmp_path / "out", t=EN)
        azure, jira = delegating.delegations(workspace=made)
        delegating.set_reminder(workspace=made, delegation=jira.id, on=date(2026, 1, 2))
        assert [(line.tracker, line.reminder_due) for line in delegating.delegations(workspace=made)] == [
            (Tracker.JIRA, True),
            (Tracker.AZURE, False),
        ]
        delegating.set_status(workspace=made, delegation=jira.id, state=TicketState.DROPPED)
        assert [line.tracker for line in delegating.delegations(workspace=made)] == [Tracker.AZURE, Tracker.JIRA]
        delegating.set_reminder(workspace=made, delegation=jira.id, on=None)
        assert [line.remind for line in delegating.delegations(workspace=made)] == [None, None]
    assert azure.tracker is Tracker.AZURE


def test_what_is_delegated_again_keeps_its_ticket_and_opens_where_it_had_ended(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        (line,) = delegating.delegations(workspace=made)
        delegating.set_reference(workspace=made, delegation=line.id, reference="PAY-4", url="https://example.org/PAY-4")
        delegating.set_status(workspace=made, delegation=line.id, state=TicketState.DONE)
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        (again,) = delegating.delegations(workspace=made)
    assert (again.id, again.reference, again.state) == (line.id, "PAY-4", TicketState.OPEN)


def test_an_address_that_is_none_of_the_web_is_refused(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegating.delegate(workspace=made, insights=["late-fee"], to=Tracker.JIRA, out=tmp_path / "out", t=EN)
        (line,) = delegating.delegations(workspace=made)
        with pytest.raises(CouncilError, match="this is no address of the web"):
            delegating.set_reference(workspace=made, delegation=line.id, reference="PAY-4", url="javascript:alert(1)")


# -- statuses back


def delegated(made: Workspace, tmp_path: Path, *trackers: Tracker) -> None:
    for tracker in trackers:
        delegating.delegate(workspace=made, insights=["late-fee"], to=tracker, out=tmp_path / "out", t=EN)


def test_a_trackers_own_export_brings_states_back_and_is_undone_as_one(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.JIRA)
        export = given.write(
            tmp_path,
            "jira.csv",
            "Summary,Issue key,Status\nThe LATE fee comes without warning,PAY-412,In Progress\nSomething else,PAY-9,Done\n",
        )
        looked = delegating.preview_statuses(workspace=made, path=export)
        assert (looked.tracker, looked.changed, looked.changes) == (Tracker.JIRA, 1, None)
        assert [EN.say(row.reason) for row in looked.unmatched] == ["nothing that was delegated is called so"]
        assert delegating.delegations(workspace=made)[0].state is TicketState.OPEN
        delegating.read_statuses(workspace=made, path=export)
        (line,) = delegating.delegations(workspace=made)
        assert (line.reference, line.status, line.state) == ("PAY-412", "In Progress", TicketState.DOING)
        assert delegating.read_statuses(workspace=made, path=export).changed == 0
        history.undo(workspace=made)
        assert delegating.delegations(workspace=made)[0].state is TicketState.OPEN


def test_a_known_reference_counts_more_than_a_title_that_was_changed(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.GITHUB)
        (line,) = delegating.delegations(workspace=made)
        delegating.set_reference(workspace=made, delegation=line.id, reference="#12")
        export = given.write(tmp_path, "g.csv", "number,title,state\n12,Renamed there,closed\n13,The late fee comes without warning,open\n")
        read = delegating.read_statuses(workspace=made, path=export)
    assert [(row.line, row.after) for row in read.matched] == [(2, TicketState.DONE)]
    assert [row.line for row in read.unmatched] == [3]


def test_the_key_at_the_end_of_a_description_names_the_insight(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.LINEAR)
        export = given.write(
            tmp_path,
            "l.csv",
            '"ID","Team","Title","Description","Status"\n"PAY-9","Pay","Renamed","Long text\n\ncouncil:late-fee","Canceled"\n',
        )
        (row,) = delegating.read_statuses(workspace=made, path=export).matched
    assert (row.insight, row.reference, row.after) == ("late-fee", "PAY-9", TicketState.DROPPED)


def test_a_word_nobody_knows_is_kept_and_asked_for(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.JIRA)
        export = given.write(tmp_path, "j.csv", "Summary,Issue key,Status\nThe late fee comes without warning,PAY-1,Waiting for the moon\n")
        assert delegating.read_statuses(workspace=made, path=export).asked == ("Waiting for the moon",)
        (line,) = delegating.delegations(workspace=made)
        assert (line.status, line.state) == ("Waiting for the moon", TicketState.OPEN)
        told = {"waiting for the MOON": TicketState.DOING}
        assert delegating.read_statuses(workspace=made, path=export, words=told).asked == ()
        assert delegating.delegations(workspace=made)[0].state is TicketState.DOING


def test_a_title_that_stands_in_two_trackers_is_not_guessed(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.JIRA, Tracker.AZURE)
        export = given.write(tmp_path, "x.csv", "Title,Status\nThe late fee comes without warning,Done\n")
        read = delegating.read_statuses(workspace=made, path=export)
        assert (read.matched, [EN.say(row.reason) for row in read.unmatched]) == (
            (),
            ["several that were delegated are called so: give each its reference first"],
        )
        told = delegating.read_statuses(workspace=made, path=export, tracker=Tracker.AZURE)
    assert [row.after for row in told.matched] == [TicketState.DONE]


def test_a_second_row_about_the_same_ticket_is_listed_and_not_taken(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.JIRA)
        title = "The late fee comes without warning"
        export = given.write(tmp_path, "j.csv", f"Summary,Issue key,Status\n{title},PAY-1,Done\n{title},PAY-2,Open\n")
        read = delegating.read_statuses(workspace=made, path=export)
    assert [(row.reference, row.after) for row in read.matched] == [("PAY-1", TicketState.DONE)]
    assert [(row.line, EN.say(row.reason)) for row in read.unmatched] == [(3, "another row says how this one stands already")]


def test_days_are_counted_from_the_state_and_not_from_the_word(tmp_path: Path) -> None:
    with ready(tmp_path) as made:
        delegated(made, tmp_path, Tracker.JIRA)
        (line,) = delegating.delegations(workspace=made)
        long_ago = datetime.now(UTC) - timedelta(days=30)
        with made.write(m_("Make a ticket older")) as writing:
            writing.get_one(Delegation, line.id).state_at = long_ago
        delegating.set_status(workspace=made, delegation=line.id, state=TicketState.OPEN, status="Selected")
        assert delegating.delegations(workspace=made)[0].state_days == 30
