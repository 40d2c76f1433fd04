"""The paper guide and the card of keys: what stands on them, on both papers, in five languages, open to everybody."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from council_app.domain.papers import KeyGroup, KeyRow, Sheet
from council_app.errors import CouncilError
from council_app.i18n import LANGUAGES, translator
from council_app.reporting import pdf
from council_app.services import papers
from council_app.services.papers import Papers
from council_app.services.workspace import Workspace
from tests import factories

PLAN = """
council: 1
councils:
  - key: bristol
    sessions:
      - key: bristol-am
        venue: 33 Example Street
        agenda:
          - {title: Welcome, minutes: 10}
          - {title: What irritates you, minutes: 40, prompt: Think of your last purchase, must_ask: [Who did you tell?]}
          - {title: The prototype, minutes: 50, task: pick}
          - {title: "Wrap-up & <parking>", minutes: 20}
      - {key: bristol-pm, starts: "14:00", ends: "16:00", script: pay}
      - {key: bristol-bare, starts: "17:00", ends: "18:00"}
scripts:
  - key: pay
    title: Paying later
    sections:
      - {key: warm, title: Warming up, minutes: 15}
      - {key: test, title: On the phone}
    tasks:
      - {key: hello, text: Say what you bought last., section: warm}
      - key: pick
        section: test
        minutes: 12
        text: Pay for these shoes on the 25th.
        success: Reaches the confirmation
        target_seconds: 120
        must_ask: [What did you expect to happen next?]
        probes: [Where would you look for the date?]
      - {key: change, section: test, minutes: 8, text: Change the day.}
    questions:
      - {key: ease, kind: seq, after: pick}
      - {key: clear, kind: rating, section: test, text: How clear was the date?, scale: 4, low: Not at all, high: Fully}
      - {key: sus, kind: sus}
      - {key: which, kind: choice, text: Which would you use?, choices: [Now, Later]}
      - {key: more, kind: open, text: What should we have asked?}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with factories.workspace(tmp_path, PLAN) as made:
        yield made


def printed(ready: Papers, out: Path) -> str:
    """The file, and what it says line by line."""
    out.write_bytes(pdf.write(ready.pages(ready.holders)))
    return subprocess.run(["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True).stdout


def of_session(made: Workspace, out: Path, session: str = factories.SESSION, tag: str = "en-GB") -> str:
    return printed(papers.prepare_guide(workspace=made, session=session, t=translator(tag)), out)


def stands(text: str, *words: str) -> list[bool]:
    """Which of the words stand in the text, each behind the one before it."""
    at, found = 0, []
    flat = " ".join(text.split())
    for each in words:
        place = flat.find(each, at)
        found.append(place >= 0)
        at = place if place >= 0 else at
    return found


def test_a_sessions_guide_says_what_comes_when_in_its_order(workspace: Workspace, tmp_path: Path) -> None:
    text = of_session(workspace, tmp_path / "g.pdf")
    words = (
        "Bristol council",
        "Bristol, 12 May 2026, 09:30–12:00 · 33 Example Street",
        "Paying later · Version 1 · Velvet Slider · 35 minutes",
        "09:30 Welcome 10",
        "09:40 What irritates you 40",
        "Think of your last purchase",
        "Who did you tell?",
        "10:20 The prototype 50",
        "11:10 Wrap-up & <parking> 20",
        "Warming up",
        "Say what you bought last.",
        "On the phone",
        "10:20 to 11:10",
        "Pay for these shoes on the 25th.",
        "Reaches the confirmation",
        "120 seconds",
        "What did you expect to happen next?",
        "Where would you look for the date?",
        "Ease of the task (SEQ)",
        "Overall, how difficult or easy was the task?",
        "Change the day.",
        "1 Not at all 4 Fully",
        "How clear was the date?",
        "At the end",
        "1. I think that I would like to use this system frequently.",
        "10. I needed to learn a lot of things",
        "John Brooke, 1996",
        "Which would you use?",
        "Later",
        "What should we have asked?",
    )
    assert dict(zip(words, stands(text, *words), strict=True)) == dict.fromkeys(words, True)


def test_without_an_agenda_the_script_runs_from_the_sessions_start(workspace: Workspace, tmp_path: Path) -> None:
    text = of_session(workspace, tmp_path / "g.pdf", session="bristol-pm")
    assert stands(text, "14:00 to 14:15 · 15 minutes", "14:15 to 14:35 · 20 minutes", "14:15 to 14:27", "14:27 to 14:35") == [True] * 4


def test_a_script_alone_has_minutes_and_no_clock_times(workspace: Workspace, tmp_path: Path) -> None:
    text = printed(papers.prepare_guide(workspace=workspace, script="pay", t=translator("en-GB")), tmp_path / "g.pdf")
    assert stands(text, "Paying later", "Version 1", "Warming up", "15 minutes", "12 minutes") == [True] * 5
    assert [each for each in text.split() if each.count(":") == 1 and each.replace(":", "").isdigit()] == []


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("sheet", Sheet)
def test_guide_and_keys_pass_the_pdf_ua_check_on_both_papers(workspace: Workspace, tmp_path: Path, tag: str, sheet: Sheet) -> None:
    t = translator(tag)
    keys = papers.prepare_keys(title="Keys", groups=(KeyGroup("Clock", (KeyRow(("Alt+P",), "Pause <it>"),)),), t=t, sheet=sheet)
    guide = papers.prepare_guide(workspace=workspace, session=factories.SESSION, t=t, sheet=sheet)
    for name, ready in (("k.pdf", keys), ("g.pdf", guide)):
        printed(ready, tmp_path / name)
        found = page.validate_pdf_bytes((tmp_path / name).read_bytes(), profile="ua1")
        assert [(failure.rule_id, failure.message) for failure in found.failures] == []
        with pikepdf.open(tmp_path / name) as opened:
            assert str(opened.Root.Lang) == t.tag
        with pypdfium2.PdfDocument(tmp_path / name) as document:
            sizes = {tuple(round(each) for each in document.get_page_size(number)) for number in range(len(document))}
            assert sizes == {{Sheet.A4: (595, 842), Sheet.LETTER: (612, 792)}[sheet]}


def test_a_card_of_keys_says_each_key_and_what_it_does(tmp_path: Path) -> None:
    groups = (
        KeyGroup("Clock", (KeyRow(("Alt+P", "Alt+R"), "Pause <it>"), KeyRow(("Alt+N",), "Next"))),
        KeyGroup("Notes", (KeyRow(("Ctrl+L",), "Write"),)),
    )
    printed(papers.prepare_keys(title="Keys of the room", groups=groups, t=translator("en")), tmp_path / "k.pdf")
    text = subprocess.run(["pdftotext", "-raw", str(tmp_path / "k.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert stands(text, "Keys of the room", "Clock", "Alt+P Alt+R Pause <it>", "Alt+N Next", "Notes", "Ctrl+L Write") == [True] * 6


def test_the_same_script_gives_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("1.pdf", "2.pdf"):
        of_session(workspace, tmp_path / name)
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


@pytest.mark.parametrize("text", ["x" * 600, "<script>alert(1)</script>", "{{ 7 * 7 }}", "\\N{not a name} %s"])
def test_what_a_script_says_is_printed_as_it_is(workspace: Workspace, tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    factories.apply(workspace, tmp_path, f"council: 1\nscripts: [{{key: odd, title: Odd, tasks: [{{key: a, text: {quoted}}}]}}]\n")
    out = printed(papers.prepare_guide(workspace=workspace, script="odd", t=translator("en")), tmp_path / "g.pdf")
    assert "".join(text.split()) in "".join(out.split())


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ({"session": "none"}, "there is no session of this key"),
        ({"session": "bristol-bare"}, "there is nothing to print in a guide"),
        ({"script": "none"}, "there is no such script"),
        ({"script": "pay", "version": 2}, "there is no such script"),
    ],
)
def test_a_guide_of_nothing_is_refused(workspace: Workspace, named: dict[str, str], why: str) -> None:
    with pytest.raises(CouncilError) as refused:
        papers.prepare_guide(workspace=workspace, t=translator("en"), **named)  # type: ignore[arg-type]
    assert why in str(refused.value)
