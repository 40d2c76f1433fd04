"""Letters back to who allows contact: about what they raised, in their own words, with nobody else in them; whole folders or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import page
import pypdfium2
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_app.domain.enums import Purpose
from council_app.domain.held import Rule
from council_app.domain.letter_writing import letter_text
from council_app.domain.letters import Letter, Letters, Without, just_shipped
from council_app.domain.publishing_facts import PrototypeName
from council_app.errors import Cancelled, CouncilError
from council_app.exchange.mail import is_address, mail_draft
from council_app.exchange.text import one_line
from council_app.i18n import translator
from council_app.services import letters as services
from council_app.services.consent import record_answers, withdraw
from council_app.services.erasure import erase_person
from council_app.services.letters import gather, write_letters
from council_app.services.publications import remember
from council_app.services.workspace import Workspace
from tests import factories
from tests.program import run

DAY = date(2026, 7, 1)
INSIGHTS = (
    ("late-fee", "The late fee comes without warning", "n1", "status: shipped, since: 2026-06-20, proof: 'https://example.org/1'"),
    ("cold", "Reminders sound cold", "n3", "status: in-test, since: 2026-06-01, with: 300 customers in Manchester"),
    ("pause", "People want to pause a payment", "n4", "status: planned, since: 2026-06-01, due: 2096-11"),
    ("dates", "Nobody knows when money is taken", "n5", "status: investigating, since: 2026-06-02"),
    ("free", "A fee is not wanted at all", "n6", "status: declined, since: 2026-06-02, reason: it would raise the price"),
)
SAID = (
    ("P01", "Forty pounds overnight and nobody told me"),
    ("P02", "I paid the fee twice before I saw it"),
    ("P01", "It reads as if I were a debtor"),
    ("P01", "Let me stop it for a month"),
    ("P01", "When do they take it from me"),
    ("P01", "I would go elsewhere for none of it"),
    ("P01", "My eyes are not what they were and this is tiny"),
)


def plan() -> str:
    lines = ["council: 1", "insights:"]
    for key, title, note, _ in INSIGHTS:
        notes = f"{note}, n2" if key == "late-fee" else note
        lines.append(f"  - {{key: {key}, title: {title}, solution: What was done about {key}, evidence: {{notes: [{notes}]}}}}")
    lines.append("  - {key: small, title: The type is too small, evidence: {notes: [n7]}}")
    lines += ["deliveries:", *(f"  - {{insight: {key}, market: gb, {status}}}" for key, _, _, status in INSIGHTS)]
    return "\n".join(lines) + "\n"


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Workspace]:
    """Ada raised six things, Ben one, two others nothing."""
    people = factories.people(count=4, allow=("notes", "contact"))
    with factories.workspace(tmp_path, people, factories.notes(*SAID), plan()) as made:
        yield made


def letters_of(workspace: Workspace, *, since: date | None = None, again: bool = False) -> Letters:
    return write_letters(gather(workspace=workspace, market="gb", as_of=DAY, shipped_since=since, again=again))


def names(letters: Letters) -> list[str]:
    return [letter.to.name for letter in letters.ready]


def to(letters: Letters, name: str) -> Letter:
    return next(letter for letter in letters.letters if letter.to.name == name)


def test_each_thing_is_told_with_its_status_date_scope_or_reason(told: Workspace) -> None:
    text = letter_text(to(letters_of(told), "Ada Lind"))
    wanted = (
        "Dear Ada Lind,",
        "“Forty pounds overnight and nobody told me”",
        "United Kingdom: for everyone since 20 June 2026.",
        "In test with 300 customers in Manchester since 1 June 2026.",
        "Planned for November 2096.",
        "The reason: it would raise the price.",
        "Being looked into since 2 June 2026.",
        "nothing has been decided about this yet.",
        "take back",
    )
    places = [text.find(words) for words in wanted]
    assert (min(places) >= 0, places == sorted(places)) == (True, True)


def test_nobody_stands_in_a_letter_to_somebody_else(told: Workspace) -> None:
    letters = letters_of(told)
    ada, ben = letter_text(to(letters, "Ada Lind")), letter_text(to(letters, "Ben Moss"))
    assert [word in ada for word in ("Ben", "Moss", "ben@example.org", "P02", SAID[1][1])] == [False] * 5
    assert [word in ben for word in ("Ada", "Lind", "ada@example.org", "P01", SAID[0][1])] == [False] * 5
    assert SAID[1][1] in ben


def test_who_gets_none_is_counted_with_the_reason(told: Workspace) -> None:
    withdraw(workspace=told, session=factories.SESSION, person="P03", purposes=[Purpose.CONTACT])
    withdraw(workspace=told, session=factories.SESSION, person="P02", purposes=[Purpose.NOTES])
    letters = letters_of(told)
    assert names(letters) == ["Ada Lind"]
    assert letters.mailing.without == {Without.NO_CONTACT: 1, Without.SILENT: 1, Without.NOTHING: 1}


def test_contact_taken_back_or_a_person_erased_is_no_letter(told: Workspace) -> None:
    assert names(letters_of(told)) == ["Ada Lind", "Ben Moss"]
    withdraw(workspace=told, session=factories.SESSION, person="P01", purposes=[Purpose.CONTACT])
    assert names(letters_of(told)) == ["Ben Moss"]
    erase_person(workspace=told, who="ben@example.org")
    assert names(letters_of(told)) == []


def test_consent_taken_back_while_they_are_printed_leaves_no_folder(told: Workspace, tmp_path: Path) -> None:
    letters = letters_of(told)
    withdraw(workspace=told, session=factories.SESSION, person="P01", purposes=[Purpose.CONTACT])
    with pytest.raises(CouncilError, match="took a consent back"):
        services.require_still_allowed(workspace=told, letters=letters)
    withdraw(workspace=told, session=factories.SESSION, person="P02", purposes=[Purpose.NOTES])
    assert names(letters_of(told)) == []


def test_words_that_name_somebody_else_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    people = factories.people(count=2, allow=("notes", "contact"))
    said = factories.notes(("P01", "Ben Moss told me the same"), ("P01", "The fee came overnight to me"))
    with factories.workspace(tmp_path, people, said) as made:
        letter = to(letters_of(made), "Ada Lind")
    assert ("Ben" in letter_text(letter), [str(left.why) for left in letter.unsaid]) == (False, ["It names or identifies somebody"])


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Ben Moss wants it in larger type", Rule.PERSONAL),
        ("I paid the fee twice before I saw it", Rule.QUOTE),
        ("The Velvet Slider is too small", Rule.EMBARGO),
        ("Everybody can have it now, guaranteed", Rule.OVERCLAIM),
    ],
)
def test_the_gate_holds_a_letter_and_only_that_one(told: Workspace, tmp_path: Path, title: str, rule: Rule) -> None:
    factories.apply(told, tmp_path, f"council: 1\ninsights:\n  - {{key: small, title: '{title}', evidence: {{notes: [n7]}}}}\n")
    letters = letters_of(told)
    assert (names(letters), rule in {one.rule for one in to(letters, "Ada Lind").held}) == (["Ben Moss"], True)


def test_words_they_only_agreed_to_are_not_theirs(tmp_path: Path) -> None:
    theirs = "I paid the fee twice before I saw it"
    said = factories.notes(("P01", "Forty pounds overnight and nobody told me"), ("P02", theirs), ("P01", theirs))
    first, _, last = said.rpartition("raised: alone")
    insight = f"council: 1\ninsights: [{{key: fee, title: {theirs}, evidence: {{notes: [n1]}}}}]\n"
    people = factories.people(count=2, allow=("notes", "contact"))
    with factories.workspace(tmp_path, people, f"{first}raised: agreed{last}", insight) as made:
        letters = letters_of(made)
    assert [(one.rule, one.words) for one in to(letters, "Ada Lind").held] == [(Rule.QUOTE, theirs)]
    assert to(letters, "Ben Moss").held == ()


def test_no_date_of_a_letter_makes_a_day_come(tmp_path: Path) -> None:
    people = factories.people(count=2, allow=("notes", "contact"))
    said = factories.notes(("P01", "I liked the Heron best"), ("P02", "The fee came overnight to me"))
    coming = (
        "council: 1\ndeliveries: [{insight: late-fee, market: gb, status: shipped, since: 2026-08-01, proof: 'https://example.org/1'}]\n"
    )
    with factories.workspace(tmp_path, people, said, factories.INSIGHT, coming) as made:
        mailing = gather(workspace=made, market="gb", as_of=date(2030, 1, 1))
    hidden = (PrototypeName("Heron", date(2026, 9, 1)),)
    found = []
    for today in (date(2026, 7, 31), date(2026, 9, 1)):
        there = replace(mailing, facts=replace(mailing.facts, today=today, prototypes=hidden), shipped_since=date(2026, 6, 1))
        every = write_letters(replace(there, shipped_since=None))
        shipped = [each for one in there.people for each in just_shipped(one.raised, there)]
        found.append((len(shipped), [str(left.why) for left in to(every, "Ada Lind").unsaid]))
    assert found[0] == (0, ["It names a prototype that is not public yet"])
    assert (found[1][0] > 0, found[1][1]) == (True, [])


def test_who_asked_is_told_of_nobody_whose_letter_is_held(told: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = "insights:\n  - {key: small, title: Ben Moss wants it in larger type, evidence: {notes: [n7]}}\n"
    shipped = "{insight: small, market: gb, status: shipped, since: 2026-06-20, proof: 'https://example.org/2'}"
    factories.apply(told, tmp_path, f"council: 1\n{small}deliveries:\n  - {shipped}\n")
    told.close()
    options = ("--market", "gb", "--as-of", DAY, "--shipped-since", "2026-06-01", "--again", "--out")
    document = run(capsys, "letters", told.path, *options, tmp_path / "one", "--json").document
    assert {held["who"] for held in document["held_back"]} == {"Ada Lind"}
    assert [[each["name"] for each in asked["people"]] for asked in document["asked"]] == [["Ben Moss"]]
    said = run(capsys, "letters", told.path, *options, tmp_path / "two").out
    assert [line for line in said.splitlines() if "raised by" in line] == ["The late fee comes without warning: raised by Ben Moss"]


@pytest.mark.parametrize("tag", ["en-GB", "sv-SE", "de-DE", "fr-FR", "nl-NL"])
def test_each_reads_it_in_the_language_of_their_consent_and_the_gate_lets_it_out(told: Workspace, tag: str) -> None:
    record_answers(workspace=told, session=factories.SESSION, person="P01", granted=[Purpose.CONTACT], locale=tag)
    for contact in ("", "council@example.org"):
        mailing = gather(workspace=told, market="gb", as_of=DAY, contact=contact)
        letter = to(write_letters(mailing), "Ada Lind")
        assert (letter.draft.locale, [(one.rule, one.words) for one in letter.held]) == (tag, [])
    shipped = to(letters_of(told, since=date(2026, 6, 1)), "Ada Lind")
    assert [(one.rule, one.words) for one in shipped.held] == []


def test_who_asked_for_what_just_shipped_is_told_once(told: Workspace, tmp_path: Path) -> None:
    since = date(2026, 6, 1)
    letters = letters_of(told, since=since)
    assert [(asked.delivery.insight_key, [each.name for each in asked.people]) for asked in letters.asked("en")] == [
        ("late-fee", ["Ada Lind", "Ben Moss"])
    ]
    assert SAID[2][1] not in letter_text(to(letters, "Ada Lind"))
    remember(workspace=told, documents=[services.quoting_letters(letters, tmp_path / "out")])
    after = letters_of(told, since=since)
    assert (names(after), after.mailing.without[Without.TOLD]) == ([], 2)
    assert names(letters_of(told, since=since, again=True)) == ["Ada Lind", "Ben Moss"]
    assert letters_of(told, since=date(2026, 6, 21)).mailing.without[Without.NOT_THIS] == 2


def test_who_was_erased_is_in_no_record_of_who_was_told(told: Workspace, tmp_path: Path) -> None:
    remember(workspace=told, documents=[services.quoting_letters(letters_of(told), tmp_path / "out")])
    erase_person(workspace=told, who="ada@example.org")
    with told.read() as reading:
        kept = {each.person for each in services.everything_told(reading, "gb")}
    assert kept == {to(letters_of(told), "Ben Moss").to.person}


def test_files_hold_each_letter_alone_and_pass_the_check(told: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = services.export_letters(workspace=told, letters=letters_of(told), out=out, t=translator("en"))
    assert sorted(file.relative_to(out).as_posix() for file in written.files) == [
        "e-mails/1.eml",
        "e-mails/2.eml",
        "letters.pdf",
        "mail-merge.csv",
        "mail-merge.xlsx",
    ]
    assert page.validate_pdf_bytes((out / "letters.pdf").read_bytes(), profile="ua1").failures == []
    with pypdfium2.PdfDocument(out / "letters.pdf") as pdf:
        pages = [each.get_textpage().get_text_range() for each in pdf]
    assert ["Ben" in text for text in pages] == [False] * (len(pages) - 1) + [True]
    rows = list(csv.DictReader(io.StringIO((out / "mail-merge.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["name"], row["email"], row["language"], row["file"]) for row in rows] == [
        ("Ada Lind", "ada@example.org", "en-GB", "e-mails/1.eml"),
        ("Ben Moss", "ben@example.org", "en-GB", "e-mails/2.eml"),
    ]
    assert (rows[1]["thing_1"], rows[1]["said_1"]) == ("The late fee comes without warning", f"You said: “{SAID[1][1]}”")
    sheet = python_calamine.CalamineWorkbook.from_path(out / "mail-merge.xlsx").get_sheet_by_name("letters").to_python()
    assert [row[0] for row in sheet] == ["name", "Ada Lind", "Ben Moss"]
    mail = message_from_bytes((out / "e-mails/2.eml").read_bytes(), policy=policy.default)
    assert (mail["To"], "Ada" in str(mail), SAID[1][1] in mail.get_content()) == ("Ben Moss <ben@example.org>", False, True)


def test_a_folder_with_something_in_it_is_left_as_it_is(told: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CouncilError, match="something is there already"):
        services.export_letters(workspace=told, letters=letters_of(told), out=out, t=translator("en"))
    assert [each.name for each in out.iterdir()] == ["old.txt"]


def test_stopped_work_leaves_nothing_behind(told: Workspace, tmp_path: Path) -> None:
    before = sorted(each.name for each in tmp_path.iterdir())
    letters = letters_of(told)
    with pytest.raises(Cancelled):
        services.make_letters(letters=letters, out=tmp_path / "out", t=translator("en"), stopped=lambda: True)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_two_thousand_people_are_told_how_far_it_is_and_can_be_stopped(told: Workspace) -> None:
    mailing = gather(workspace=told, market="gb", as_of=DAY)
    many = replace(mailing, people=tuple(replace(mailing.people[1], person=str(number)) for number in range(2000)))
    seen: list[int] = []
    with pytest.raises(Cancelled):
        write_letters(many, progress=lambda step: seen.append(step.done), stopped=lambda: len(seen) == 50)
    assert (seen, len(many.people)) == (list(range(50)), 2000)


@pytest.mark.parametrize(
    "address", ["a@b", "a@example.org\nBcc: x@example.org", "a b@example.org", "a@example.org,b@example.org", "", "<a@example.org>"]
)
def test_what_is_no_single_address_gets_no_mail(address: str) -> None:
    assert is_address(address) is False


@settings(max_examples=60, deadline=None)
@given(name=st.text(max_size=200), subject=st.text(max_size=60))
def test_no_name_puts_a_header_into_a_mail(name: str, subject: str) -> None:
    draft = mail_draft(name=name, address="ada@example.org", subject=subject, text="x", language="en")
    mail = message_from_bytes(draft, policy=policy.default)
    assert sorted(mail.keys()) == sorted(
        ["X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version", "Content-Language"]
    )
    assert [each.addr_spec for each in mail["To"].addresses] == ["ada@example.org"]


HOSTILE = ("=HYPERLINK(1)", "\u202egnp.exe", "Ada\r\nBcc: eve@example.org", "x" * 200, "+44 20 7946 0958", "P02", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_one_line_in_a_cell_and_nobody_elses(told: Workspace, tmp_path: Path, name: str) -> None:
    mailing = gather(workspace=told, market="gb", as_of=DAY)
    ben = replace(mailing.people[1], name=one_line(name))
    letters = write_letters(replace(mailing, people=(ben,)))
    if any(part in name for part in ("P02", "+44", "@")):
        assert {one.rule for one in letters.held[0].held} == {Rule.PERSONAL}
        return
    out = tmp_path / "out"
    services.export_letters(workspace=told, letters=letters, out=out, t=translator("en"))
    row = next(csv.DictReader(io.StringIO((out / "mail-merge.csv").read_text(encoding="utf-8-sig"))))
    assert (row["name"].startswith(("=", "+")), "\u202e" in row["text"], "\n" in row["name"]) == (False, False, False)


SOME = ("fee", "late", "money", "gone", "app", "phone", "before", "month", "bank", "card", "warning", "twice", "paid", "never", "told")
WORDS = st.lists(st.sampled_from(SOME), min_size=6, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.tuples(st.integers(1, 5), WORDS), min_size=1, max_size=8), title=WORDS, spread=st.integers(0, 7))
def test_random_councils_leak_nobody(tmp_path: Path, said: list[tuple[int, list[str]]], title: list[str], spread: int) -> None:
    notes = factories.notes(*((f"P{seat:02}", f"{' '.join(words)} so said number {place}") for place, (seat, words) in enumerate(said)))
    title_words = said[spread % len(said)][1] if spread > 3 else title  # half the time somebody's own words stand in the heading
    about = f"council: 1\ninsights:\n  - {{key: one, title: '{' '.join(title_words)}', evidence: {{tags: [fees]}}}}\n"
    people = factories.people(count=5, allow=("notes", "contact"))
    with factories.workspace(tmp_path, people, notes, about) as made:
        letters = letters_of(made)
    for letter in letters.ready:
        text = letter_text(letter)
        for name in factories.NAMES[:5]:
            if name != letter.to.name:
                assert not any(part in text for part in (*name.split(), f"{name.split()[0].lower()}@example.org"))
        seats = {f"P{number:02}" for number in range(1, 6)}
        assert not any(seat in text for seat in seats)
        theirs = {place for place, (seat, _) in enumerate(said) if letter.to.seats[0].endswith(f"P{seat:02}")}
        assert not any(f"said number {place}" in text for place in range(len(said)) if place not in theirs)
