"""Tickets as each tracker's importer takes them, and their statuses on the way back."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.domain.enums import Severity, TicketState, Tracker
from council_app.errors import CouncilError
from council_app.exchange.tickets import (
    FORMATS,
    Heading,
    Paragraph,
    Points,
    Said,
    StatusField,
    Ticket,
    read_statuses,
    state_of,
    tickets_csv,
)

TICKET = Ticket(
    key="charge-date",
    title="People do not know when they will be charged",
    body=(
        Heading("Problem"),
        Paragraph("The page shows the *sum*, not the date"),
        Points((("Effort", "8 days"), ("Teams", "Checkout, Messaging"))),
        Said("“I never know when”", "P07, London"),
    ),
    rest="The rest is in the evidence pack.",
    labels=("consumer council", "choose a plan"),
    owner="mina@example.org",
    severity=Severity.SERIOUS,
    effort_days=7.5,
)


def read_back(raw: bytes, tracker: Tracker) -> list[list[str]]:
    text = raw.decode(FORMATS[tracker].encoding)
    return list(csv.reader(io.StringIO(text, newline="")))


def test_jira_gets_its_own_headers_and_one_column_per_label_without_spaces() -> None:
    raw = tickets_csv([TICKET, replace(TICKET, labels=("consumer council",))], Tracker.JIRA)
    header, first, second = read_back(raw, Tracker.JIRA)
    assert header == ["Summary", "Issue Type", "Priority", "Assignee", "Description", "Labels", "Labels"]
    assert first[:4] == [TICKET.title, "Task", "High", "mina@example.org"]
    assert first[5:] == ["consumer-council", "choose-a-plan"]
    assert second[5:] == ["consumer-council", ""]
    assert first[4] == (
        "h3. Problem\n\nThe page shows the \\*sum\\*, not the date\n\n* *Effort:* 8 days\n* *Teams:* Checkout, Messaging\n\n"
        "{quote}\n“I never know when”\nP07, London\n{quote}\n\ncouncil:charge-date"
    )
    assert raw[:3] != b"\xef\xbb\xbf"  # a mark would become part of the first header
    assert raw.count(b"\r\n") == 3


def test_github_gets_what_csv_tools_read() -> None:
    header, row = read_back(tickets_csv([TICKET], Tracker.GITHUB), Tracker.GITHUB)
    assert header == ["title", "body", "labels", "assignee", "milestone"]
    assert row[2].split(",") == ["consumer council", "choose a plan"]
    assert row[1] == (
        "### Problem\n\nThe page shows the \\*sum\\*, not the date\n\n- **Effort:** 8 days\n- **Teams:** Checkout, Messaging\n\n"
        "> “I never know when”\\\n> P07, London\n\ncouncil:charge-date"
    )


def test_linear_gets_its_priority_words_whole_estimates_and_every_column_its_importer_reads() -> None:
    header, row = read_back(tickets_csv([TICKET], Tracker.LINEAR), Tracker.LINEAR)
    found = dict(zip(header, row, strict=True))
    assert (found["Priority"], found["Estimate"], found["Status"], found["Labels"]) == (
        "High",
        "8",
        "Backlog",
        "consumer council, choose a plan",
    )
    assert {"Title", "Description", "Assignee", "Created", "Started", "Completed", "Archived"} <= set(header)


def test_azure_gets_html_on_one_line_tags_between_semicolons_and_none_of_the_fields_it_refuses() -> None:
    raw = tickets_csv([TICKET], Tracker.AZURE)
    header, row = read_back(raw, Tracker.AZURE)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert header == ["Work Item Type", "Title", "Description", "Priority", "Tags"]
    assert row == [
        "Issue",
        TICKET.title,
        "<h3>Problem</h3><p>The page shows the *sum*, not the date</p><ul><li><b>Effort:</b> 8 days</li><li><b>Teams:</b> Checkout, "
        "Messaging</li></ul><blockquote>“I never know when”<br>P07, London</blockquote><p>council:charge-date</p>",
        "2",
        "consumer council; choose a plan",
    ]


@pytest.mark.parametrize(
    ("owner", "jira", "github", "linear"),
    [
        ("Mina Vance", "", "", "Mina Vance"),
        ("mina@example.org", "mina@example.org", "", "mina@example.org"),
        ("@mina", "", "mina", "'@mina"),  # Linear takes the apostrophe away again
    ],
)
def test_each_importer_is_given_the_owner_as_it_can_know_them(owner: str, jira: str, github: str, linear: str) -> None:
    found = {}
    for tracker in (Tracker.JIRA, Tracker.GITHUB, Tracker.LINEAR):
        header, row = read_back(tickets_csv([replace(TICKET, owner=owner)], tracker), tracker)
        found[tracker] = {name.lower(): cell for name, cell in zip(header, row, strict=True)}["assignee"]
    assert found == {Tracker.JIRA: jira, Tracker.GITHUB: github, Tracker.LINEAR: linear}


@pytest.mark.parametrize("tracker", Tracker)
@pytest.mark.parametrize("title", ["=1+1", "+46 fees", "-fees-", "@SUM(A1)", "\t=cmd|' /C calc'!A0"])
def test_no_cell_starts_a_formula(tracker: Tracker, title: str) -> None:
    _, row = read_back(tickets_csv([replace(TICKET, title=title, labels=(title,))], tracker), tracker)
    assert [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_words_of_people_neither_format_a_ticket_nor_call_anybody() -> None:
    said = replace(
        TICKET, body=(Heading("Problem"), Paragraph("@mina see #12 <img src=x onerror=a()> [link](http://x)"), Paragraph("# no heading"))
    )
    github = read_back(tickets_csv([said], Tracker.GITHUB), Tracker.GITHUB)[1][1]
    assert github.startswith("### Problem\n\n@\u2060mina see #\u206012 \\<img src=x onerror=a()\\> \\[link\\](http://x)\n\n\\# no heading")
    azure = read_back(tickets_csv([said], Tracker.AZURE), Tracker.AZURE)[1][2]
    assert azure.startswith("<h3>Problem</h3><p>@mina see #12 &lt;img src=x onerror=a()&gt;")
    jira = read_back(tickets_csv([replace(said, body=(Paragraph("[~mina] {color:red}h1. {color}"),))], Tracker.JIRA), Tracker.JIRA)[1][4]
    assert jira.startswith(r"\[\~mina\] \{color:red\}h1. \{color\}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1.8 million a year", "1.8 million a year"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("a - b", "a - b"),
        ("# no heading", "\\# no heading"),
    ],
)
def test_only_what_has_a_meaning_at_the_start_of_a_line_is_escaped_there(typed: str, written: str) -> None:
    said = replace(TICKET, body=(Heading("A"), Paragraph(typed), Points((("Worth", typed),))))
    found = read_back(tickets_csv([said], Tracker.GITHUB), Tracker.GITHUB)[1][1]
    assert found == f"### A\n\n{written}\n\n- **Worth:** {typed}\n\ncouncil:charge-date"


@pytest.mark.parametrize("tracker", Tracker)
def test_a_description_that_is_too_long_loses_its_end_and_says_so(tracker: Tracker) -> None:
    long = replace(TICKET, body=tuple(Paragraph("x" * 5_000) for _ in range(300)), title="t" * 400)
    form = FORMATS[tracker]
    found = dict(zip(*read_back(tickets_csv([long], tracker), tracker), strict=False))
    text = next(found[name] for name in ("Description", "body") if name in found)
    title = next(found[name] for name in ("Summary", "Title", "title") if name in found)
    assert len(text) <= form.text_limit
    assert text.endswith(form.markup.gap.join(form.markup.body([Paragraph(long.rest), Paragraph("council:charge-date")])))
    assert (len(title) < form.title_limit, title.endswith("…")) == (True, True)
    assert "t" * 400 in text


def test_more_tickets_than_an_importer_takes_are_refused() -> None:
    with pytest.raises(CouncilError, match="Jira takes at most 250 tickets"):
        tickets_csv([TICKET] * 251, Tracker.JIRA)


@given(st.lists(st.text(), min_size=1, max_size=4), st.sampled_from(Tracker))
@settings(max_examples=60, deadline=None)
def test_whatever_people_type_comes_back_as_one_row(texts: list[str], tracker: Tracker) -> None:
    ticket = replace(TICKET, title=texts[0] or "x", body=tuple(Paragraph(text) for text in texts), labels=tuple(texts))
    rows = read_back(tickets_csv([ticket], tracker), tracker)
    assert [len(row) for row in rows] == [len(rows[0])] * 2
    assert ("\n" in rows[1][2]) is False if tracker is Tracker.AZURE else True


# -- and back

EXPORTS = {
    Tracker.JIRA: 'Summary,Issue key,Issue id,Issue Type,Status,Resolution\n"People do not know",PAY-412,10012,Task,In Progress,\n',
    Tracker.GITHUB: "number,title,state,html_url\n12,People do not know,closed,https://github.com/o/r/issues/12\n",
    Tracker.LINEAR: '"ID","Team","Title","Description","Status"\n"PAY-9","Pay","People do not know","…council:charge-date","Canceled"\n',
    Tracker.AZURE: "\ufeffID,Work Item Type,Title,Assigned To,State,Tags\r\n77,Issue,People do not know,,Closed,\r\n",
}
TOLD = {
    Tracker.JIRA: ("PAY-412", "In Progress", TicketState.DOING, "", ""),
    Tracker.GITHUB: ("12", "closed", TicketState.DONE, "https://github.com/o/r/issues/12", ""),
    Tracker.LINEAR: ("PAY-9", "Canceled", TicketState.DROPPED, "", "charge-date"),
    Tracker.AZURE: ("77", "Closed", TicketState.DONE, "", ""),
}


@pytest.mark.parametrize("tracker", Tracker)
def test_each_trackers_own_export_is_read_without_being_told_whose_it_is(tmp_path: Path, tracker: Tracker) -> None:
    path = tmp_path / "export.csv"
    path.write_text(EXPORTS[tracker], encoding="utf-8")
    found = read_statuses(path)
    (row,) = found.rows
    assert found.tracker is tracker
    assert (row.reference, row.status, row.state, row.url, row.key) == TOLD[tracker]
    assert row.title == "People do not know"


def test_a_word_nobody_knows_is_kept_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Summary,Issue key,Status\nA,PAY-1,Waiting for the moon\n", encoding="utf-8")
    (row,) = read_statuses(path).rows
    assert (row.status, row.state) == ("Waiting for the moon", None)


@pytest.mark.parametrize(
    ("word", "resolution", "tracker", "state"),
    [
        ("Done", "Won't Do", Tracker.JIRA, TicketState.DROPPED),
        ("closed", "NOT_PLANNED", Tracker.GITHUB, TicketState.DROPPED),
        ("Resolved", "", Tracker.AZURE, TicketState.DOING),
        ("Resolved", "", Tracker.JIRA, TicketState.DONE),
        ("ÅTERÖPPNAD", "", Tracker.JIRA, None),
        ("In Arbeit", "", Tracker.JIRA, TicketState.DOING),
        ("Terminé(e)", "", Tracker.JIRA, None),
        ("Terminée", "", Tracker.JIRA, TicketState.DONE),
    ],
)
def test_one_table_says_what_a_word_means(word: str, resolution: str, tracker: Tracker, state: TicketState | None) -> None:
    assert state_of(word, tracker, resolution) is state


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("Summary,Owner\nA,B\n", "no column looks like a status"),
        ("Status,Owner\nDone,B\n", "no column says which ticket a row is"),
    ],
)
def test_a_file_that_says_nothing_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CouncilError, match=why):
        read_statuses(path)


def test_columns_told_by_hand_come_first(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Nr,Was,Wie weit,Status\n4,A,erledigt,x\n", encoding="utf-8")
    found = read_statuses(path, by_hand={"wie weit": "status", "Nr": "reference"})
    assert found.mapping == {
        "Nr": StatusField.REFERENCE,
        "Was": StatusField.IGNORE,
        "Wie weit": StatusField.STATUS,
        "Status": StatusField.IGNORE,
    }
    assert [(row.reference, row.state) for row in found.rows] == [("4", TicketState.DONE)]


@given(st.binary(max_size=400))
@settings(max_examples=80, deadline=None)
def test_a_hostile_file_is_read_or_refused_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("hostile") / "x.csv"
    path.write_bytes(b"Summary,Status,Issue key,URL\n" + raw)
    try:
        found = read_statuses(path)
    except CouncilError:
        return
    assert all(row.url == "" or row.url.startswith("http") for row in found.rows)
    assert all("\n" not in row.status and len(row.status) <= 100 for row in found.rows)
