"""The roadmap on paper: its columns and numbers, what is not decided, what a workshop decided; on three papers, open to everybody."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from council_app.domain.enums import Decision, Horizon
from council_app.domain.initiatives import money_sentence
from council_app.domain.roadmap import RoadmapSheet
from council_app.domain.workshops import Ballot
from council_app.i18n import LANGUAGES, translator
from council_app.reporting import pdf
from council_app.reporting.papers.roadmap import shortened
from council_app.services import company, initiatives, roadmap, workshops
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import run

PLAN = """
council: 1
insights:
  - {key: late-fee, title: The late fee comes without warning, impact: {low: 1000, likely: 2000, high: 4000, currency: GBP},
     effort_days: 5, owner: Mia Vance, teams: [Letters, Payments], approvals: [Legal], evidence: {notes: [n1, n2]}}
  - {key: tone, title: Reminders sound like threats, impact: {low: 100, likely: 200, high: 300, currency: GBP},
     effort_days: 2.5, evidence: {notes: [n2]}}
  - {key: dates, title: Nobody knows the date}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(
        tmp_path, given.people(), given.notes(("P01", "It came late"), ("P02", "It felt like a threat"), tag="tone"), PLAN
    ) as made:
        company.name_company(workspace=made, name="Vinga & <Sons>")
        initiatives.make_initiative(workspace=made, title="Kinder reminders", insights=["late-fee", "tone"], horizon=Horizon.NOW)
        initiatives.make_initiative(workspace=made, title="One page of fees", horizon=Horizon.LATER)
        initiatives.make_initiative(workspace=made, title="Some day")
        yield made


def printed(made: Workspace, out: Path, *, tag: str = "en-GB", sheet: RoadmapSheet = RoadmapSheet.A4) -> str:
    """The file, and what it says in reading order."""
    ready = roadmap.prepare_roadmap(workspace=made, t=translator(tag), sheet=sheet)
    out.write_bytes(pdf.write(ready.pages(())))
    return subprocess.run(["pdftotext", "-raw", str(out), "-"], capture_output=True, text=True, check=True).stdout


def stands(text: str, *words: str) -> list[bool]:
    joined = " ".join(text.split())
    return [word in joined for word in words]


def test_the_page_says_what_the_window_says(workspace: Workspace, tmp_path: Path) -> None:
    text = printed(workspace, tmp_path / "r.pdf")
    card = roadmap.roadmap(workspace=workspace).cards[0]
    amount = translator("en-GB").say(money_sentence(card.case.amounts[0]))
    assert amount == "1,100–4,300 GBP a year, likely 2,200"
    wanted = ("Vinga & <Sons>", "From 1 council with 12 people", "Heard from 2 people in 1 session", f"Worth {amount}", "Effort 7.5 days")
    assert stands(text, *wanted) == [True] * len(wanted)


def test_what_is_not_decided_stands_on_the_page(workspace: Workspace, tmp_path: Path) -> None:
    text = printed(workspace, tmp_path / "r.pdf")
    wanted = (
        "What is not decided",
        "1 initiative is not placed on the roadmap.",
        "1 insight is in no initiative.",
        "No insight stands behind it yet",
        "Owner: Name one person or role",
        "2 insights do not pass the gate",
        "Nobody knows the date",
    )
    assert stands(text, *wanted) == [True] * len(wanted)


def test_what_a_workshop_decided_is_on_record_with_its_reason(workspace: Workspace, tmp_path: Path) -> None:
    key = workshops.open_workshop(workspace=workspace, title="Leadership, November", insights=["tone", "dates"]).key
    assert roadmap.roadmap(workspace=workspace).workshops == ()
    workshops.vote(workspace=workspace, key=key, insight="tone", ballot=Ballot.IMPACT, counts=(0, 1, 2, 5, 4))
    workshops.decide(workspace=workspace, key=key, insight="tone", decision=Decision.LEARN_MORE, reason="We do not know how many.")
    text = printed(workspace, tmp_path / "r.pdf")
    wanted = (
        "Decided: Leadership, November",
        "1 of 2 decided",
        "Learn more",
        "We do not know how many.",
        "middle 4 of 5, 12 hands",
        "not voted on",
    )
    assert stands(text, *wanted) == [True] * len(wanted)


@pytest.mark.parametrize("sheet", list(RoadmapSheet))
def test_every_paper_lies_on_its_side(workspace: Workspace, tmp_path: Path, sheet: RoadmapSheet) -> None:
    printed(workspace, tmp_path / "r.pdf", sheet=sheet)
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as document:
        sizes = {tuple(round(each) for each in document.get_page_size(number)) for number in range(len(document))}
    assert sizes == {{RoadmapSheet.A4: (842, 595), RoadmapSheet.A3: (1191, 842), RoadmapSheet.LETTER: (792, 612)}[sheet]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_open_to_everybody_in_every_language(workspace: Workspace, tmp_path: Path, language: str) -> None:
    printed(workspace, tmp_path / "r.pdf", tag=language)
    with pikepdf.open(tmp_path / "r.pdf") as opened:
        assert str(opened.Root.Lang) == translator(language).tag
    found = page.validate_pdf_bytes((tmp_path / "r.pdf").read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []


def test_the_same_data_gives_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("1.pdf", "2.pdf"):
        printed(workspace, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


WORDS = {
    "wide": "x" * 200,
    "markup": "<script>alert(1)</script>",
    "template": "{{ 7 * 7 }}",
    "quoted": "A “very” long " * 14,
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_extreme_words_stay_on_the_page(workspace: Workspace, tmp_path: Path, words: str) -> None:
    for number in range(12):
        title = f"{number} {words.strip()}"[:200]
        key = initiatives.make_initiative(workspace=workspace, title=title, insights=["dates"], horizon=list(Horizon)[number % 3]).key
        values = {"case": words * 12, "customer_value": words * 12, "segments": tuple(f"{words[:150]}{each}" for each in range(5))}
        initiatives.edit_initiative(workspace=workspace, key=key, values=values)
    text = printed(workspace, tmp_path / "r.pdf")
    letters = "".join(text.split())
    assert letters.count("".join(words.split())[:30]) >= 12
    assert outside(tmp_path / "r.pdf") == []


def outside(file: Path) -> list[tuple[int, float, float]]:
    """Letters that stand beyond the edge of their page, or in its margins: page and place."""
    found: list[tuple[int, float, float]] = []
    with pypdfium2.PdfDocument(file) as document:
        for number in range(len(document)):
            sheet = document[number]
            width, height = sheet.get_size()
            words = sheet.get_textpage()
            for index in range(words.count_chars()):
                left, bottom, right, top = words.get_charbox(index)
                if right > left and not (left >= 10 and right <= width - 10 and bottom >= 10 and top <= height - 10):
                    found.append((number, left, bottom))
            words.close()
            sheet.close()
    return found


@pytest.mark.parametrize(
    ("text", "cut"),
    [("short", "short"), ("two\n\nlines", "two lines"), ("word " * 50, "word " * 30 + "word…"), ("x" * 300, "x" * 159 + "…")],
)
def test_a_text_on_a_card_ends_between_words(text: str, cut: str) -> None:
    assert shortened(text) == cut


def test_the_command_line_says_the_same_numbers_and_writes_the_page(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close()
    said = run(capsys, "initiatives", workspace.path, "--json").document
    assert isinstance(said, dict)
    first = said["initiatives"][0]
    assert (first["key"], first["horizon"], first["evidence"]["people"]) == ("kinder-reminders", "now", 2)
    assert first["impact"] == [{"low": 1100, "likely": 2200, "high": 4300, "currency": "GBP", "per": "year"}]
    assert (said["without_initiative"], said["workshops"]) == (["dates"], [])
    assert "1,100–4,300 GBP a year, likely 2,200" in run(capsys, "initiatives", workspace.path).out
    out = tmp_path / "roadmap.pdf"
    assert run(capsys, "roadmap", workspace.path, "--out", out, "--paper", "a3", "--locale", "de").code == 0
    with pypdfium2.PdfDocument(out) as document:
        assert tuple(round(each) for each in document.get_page_size(0)) == (1191, 842)
