"""Papers as they come out of the printer: opened again, looked at, and their codes read with a scanner."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from council_app.domain.cohorts import Rule, RuleKind
from council_app.domain.enums import AttendanceStatus
from council_app.domain.labels import SHEETS, LabelSheet, sheet_named
from council_app.domain.papers import FOR_GUESTS, Form
from council_app.errors import CouncilError, Progress, m_
from council_app.i18n import LANGUAGES, translator
from council_app.reporting import pdf
from council_app.services import papers
from council_app.services.cohorts import save_cohort
from council_app.services.door import check_in
from council_app.services.history import next_undo, undo
from council_app.services.papers import ForWhom
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import rows

HOSTILE = (
    "<script>alert(1)</script> & Söhne",
    "x" * 200,
    "Anna " + "von " * 45 + "Ende",
    "A\u202eadnil Lind",
    "Line\u2028Break Smith",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(
        tmp_path,
        given.people(count=5),
        "council: 1\npeople:\n"
        "  - {email: gus@example.org, name: Gus Moor, session: bristol-am, dietary: No nuts, access_needs: Step-free}\n"
        "  - {email: una@example.org, name: Una Vale, session: bristol-am}\n"
        "  - {email: wim@example.org, name: Wim Wait, session: bristol-am, status: waiting}\n",
    ) as made:
        yield made


def named(made: Workspace, folder: Path, names: tuple[str, ...]) -> None:
    """People with these names, through a plan."""
    listed = [f'  - {{email: "h{number}@example.org", name: {quoted(name)}, session: bristol-am}}' for number, name in enumerate(names)]
    given.apply(made, folder, "council: 1\npeople:\n" + "\n".join(listed) + "\n")


def quoted(name: str) -> str:
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in name) + '"'


def badges(made: Workspace, out: Path, sheet: LabelSheet = SHEETS[0], **how: object) -> None:
    ready = papers.prepare_badges(workspace=made, session=given.SESSION, sheet=sheet, t=translator("en-GB"), **how)  # type: ignore[arg-type]
    out.write_bytes(pdf.write(ready.pages(ready.holders)))


def forms(made: Workspace, out: Path, *kinds: Form, tag: str = "en-GB", **how: object) -> None:
    ready = papers.prepare_forms(workspace=made, session=given.SESSION, kinds=kinds, t=translator(tag), **how)  # type: ignore[arg-type]
    out.write_bytes(pdf.write(ready.pages(ready.holders)))


def text(out: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", "-layout", *options, str(out), "-"], capture_output=True, text=True, check=True).stdout


def scanned(out: Path) -> list[str]:
    """What a scanner reads on all pages."""
    found: list[str] = []
    with pypdfium2.PdfDocument(out) as document:
        for sheet in document:
            found += [code.text for code in zxingcpp.read_barcodes(sheet.render(scale=200 / 72).to_pil())]
    return found


def secrets(made: Workspace) -> dict[str, str]:
    """Code by seat."""
    with made.read() as reading:
        return {str(seat): str(secret) for seat, secret in rows(reading, "SELECT seat, seat_secret FROM attendance WHERE seat IS NOT NULL")}


def test_before_papers_everybody_expected_gets_a_seat_and_a_code_in_one_step_that_undo_names(workspace: Workspace) -> None:
    with workspace.write(m_("Lose a code")) as writing:
        writing.connection().exec_driver_sql("UPDATE attendance SET seat_secret = NULL WHERE seat = 'P02'")
    assert papers.numbers(workspace=workspace, session=given.SESSION) == papers.Numbers(people=7, seatless=3)
    assert papers.give_seats(workspace=workspace, session=given.SESSION).seats == 3
    assert str(next_undo(workspace=workspace)) == "Give 3 people their seats"
    assert papers.numbers(workspace=workspace, session=given.SESSION) == papers.Numbers(people=7, seatless=0)
    assert len(secrets(workspace)) == 7
    assert papers.give_seats(workspace=workspace, session=given.SESSION).changes.entities == frozenset()
    undo(workspace=workspace)
    assert papers.numbers(workspace=workspace, session=given.SESSION).seatless == 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_the_code_of_every_badge_lets_its_bearer_in_and_says_no_name(workspace: Workspace, tmp_path: Path, sheet: LabelSheet) -> None:
    papers.give_seats(workspace=workspace, session=given.SESSION)
    badges(workspace, tmp_path / "b.pdf", sheet)
    codes = scanned(tmp_path / "b.pdf")  # in whatever order the reader finds them
    assert sorted(codes) == sorted(secrets(workspace).values())
    let = [check_in(workspace=workspace, session=given.SESSION, who=code).matches for code in codes]
    assert [len(found) for found in let] == [1] * len(codes)
    assert len({found[0].id for found in let}) == len(codes)


def test_badges_carry_name_seat_city_and_day_and_nothing_else_of_a_person(workspace: Workspace, tmp_path: Path) -> None:
    papers.give_seats(workspace=workspace, session=given.SESSION)
    badges(workspace, tmp_path / "b.pdf", whom=ForWhom(people=("gus@example.org", "P01")))
    words = text(tmp_path / "b.pdf").split()
    gus = next(seat for seat in secrets(workspace) if seat not in {"P01", "P02", "P03", "P04", "P05"} and seat in words)
    day = ["Bristol,", "12", "May", "2026"]
    assert sorted(words) == sorted(["Ada", "Lind", "P01", *day, "Gus", "Moor", gus, *day])


def test_a_partly_used_sheet_begins_where_it_is_told(workspace: Workspace, tmp_path: Path) -> None:
    sheet = sheet_named("80x50")
    badges(workspace, tmp_path / "b.pdf", sheet, start=10, whom=ForWhom(people=("P01", "P02")))
    assert [text(tmp_path / "b.pdf", "-f", number, "-l", number).split()[0] for number in ("1", "2")] == ["Ada", "Ben"]
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as document:
        (code,) = zxingcpp.read_barcodes(document[0].render(scale=200 / 72).to_pil())
    middle = (code.position.top_left.x + code.position.bottom_right.x) / 2 / 200 * 25.4
    left, _ = sheet.place(9)
    assert left + sheet.width / 2 < middle < left + sheet.width
    for start in (0, 11):
        with pytest.raises(CouncilError):
            badges(workspace, tmp_path / "no.pdf", sheet, start=start)
    assert not (tmp_path / "no.pdf").exists()


def test_the_first_name_is_24_points_at_least_and_nothing_leaves_its_label(workspace: Workspace, tmp_path: Path) -> None:
    named(workspace, tmp_path, HOSTILE)
    for sheet in SHEETS:
        badges(workspace, tmp_path / "b.pdf", sheet)
        with pypdfium2.PdfDocument(tmp_path / "b.pdf") as document:
            boxes = [box for index in range(len(document)) for box in letters(document, index)]
        labels = [sheet.place(position) for position in range(sheet.per_sheet)]
        margin = 1.0
        outside = [
            (x, y)
            for x, y, _ in boxes
            if not any(
                left + margin <= x <= left + sheet.width - margin and top + margin <= y <= top + sheet.height - margin
                for left, top in labels
            )
        ]
        assert outside == []
        assert max(size for _, _, size in boxes) >= 24
        assert "<script>" in text(tmp_path / "b.pdf")


def test_no_letter_loses_its_foot_or_its_hook(workspace: Workspace, tmp_path: Path) -> None:
    named(workspace, tmp_path, ("Jörgyfj Ůpgyj", "Ångjåqf", "Jpgyj" * 9))
    whom = ForWhom(people=("h0@example.org", "h1@example.org", "h2@example.org"))
    how = {"workspace": workspace, "session": given.SESSION, "t": translator("sv"), "whom": whom}
    for ready in (papers.prepare_badges(sheet=SHEETS[0], **how), papers.prepare_forms(kinds=[Form.SEAT_SIGNS], **how)):  # type: ignore[arg-type]
        sheets = ready.pages(ready.holders)
        whole = replace(sheets, html=sheets.html.replace("overflow: hidden; block-ellipsis", "block-ellipsis"))
        assert whole.html != sheets.html
        assert pictures(pdf.write(sheets)) == pictures(pdf.write(whole))


def pictures(printed: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(printed) as document:
        return [sheet.render(scale=1).to_pil().tobytes() for sheet in document]


def letters(document: pypdfium2.PdfDocument, index: int) -> Iterator[tuple[float, float, float]]:
    """Where each visible letter of a page ends (mm from the left, from the top), and its size in points."""
    sheet = document[index]
    words, height = sheet.get_textpage(), sheet.get_height()
    for number in range(words.count_chars()):
        if words.get_text_range(number, 1).strip():
            _, bottom, right, _ = words.get_charbox(number)
            yield right / 72 * 25.4, (height - bottom) / 72 * 25.4, pypdfium2.raw.FPDFText_GetFontSize(words.raw, number)


def test_a_name_no_font_here_can_print_is_left_to_be_written_by_hand(workspace: Workspace, tmp_path: Path) -> None:
    named(workspace, tmp_path, ("\U00012000\U00012001 Sumer", "Zoe \U000f0000 Ash"))
    whom = ForWhom(people=("h0@example.org", "h1@example.org"))
    papers.give_seats(workspace=workspace, session=given.SESSION, whom=whom)
    ready = papers.prepare_badges(workspace=workspace, session=given.SESSION, sheet=SHEETS[0], t=translator("en"), whom=whom)
    assert papers.write_papers(papers=ready, out=tmp_path / "b.pdf") == 1
    words = text(tmp_path / "b.pdf").split()
    assert ("Sumer" in words, "Zoe" in words, "Ash" in words) == (False, True, True)
    assert len(scanned(tmp_path / "b.pdf")) == 2
    assert page.validate_pdf_bytes((tmp_path / "b.pdf").read_bytes(), profile="ua1").is_compliant


def test_letters_no_font_here_has_are_found_before_the_pages_are_laid_out(workspace: Workspace, tmp_path: Path) -> None:
    named(workspace, tmp_path, ("\U00012000\U00012001 Sumer", "\u5f20 Wei"))
    ready = papers.prepare_forms(workspace=workspace, session=given.SESSION, kinds=[Form.CONSENT], t=translator("en"))
    told: list[Progress] = []
    papers.write_papers(papers=ready, out=tmp_path / "f.pdf", progress=told.append)
    laid_out = [str(step.doing) for step in told if str(step.doing).startswith("Laying out page")]
    assert laid_out == [f"Laying out page {number}" for number in range(1, len(ready.holders) + 1)]
    assert "Sumer" not in text(tmp_path / "f.pdf").split()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_paper_passes_the_pdf_ua_check_in_every_language(workspace: Workspace, tmp_path: Path, tag: str) -> None:
    papers.give_seats(workspace=workspace, session=given.SESSION)
    forms(workspace, tmp_path / "f.pdf", *Form, tag=tag, blanks=1)
    badges(workspace, tmp_path / "b.pdf", blanks=1)
    for name in ("f.pdf", "b.pdf"):
        found = page.validate_pdf_bytes((tmp_path / name).read_bytes(), profile="ua1")
        assert [(failure.rule_id, failure.message) for failure in found.failures] == []
    with pikepdf.open(tmp_path / "f.pdf") as opened:
        assert str(opened.Root.Lang) == translator(tag).tag


def test_the_same_list_gives_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("1.pdf", "2.pdf"):
        forms(workspace, tmp_path / name, *Form)
        badges(workspace, tmp_path / f"b{name}")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert (tmp_path / "b1.pdf").read_bytes() == (tmp_path / "b2.pdf").read_bytes()


def test_fonts_are_embedded(workspace: Workspace, tmp_path: Path) -> None:
    forms(workspace, tmp_path / "f.pdf", *Form)
    lines = subprocess.run(["pdffonts", str(tmp_path / "f.pdf")], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert {tuple(line.split()[-5:-2]) for line in lines} == {("yes", "yes", "yes")}


def test_the_sign_in_sheet_lists_those_expected_by_name_without_contacts_or_needs(workspace: Workspace, tmp_path: Path) -> None:
    forms(workspace, tmp_path / "f.pdf", Form.SIGN_IN)
    words = text(tmp_path / "f.pdf")
    names = ["Ada Lind", "Ben Moss", "Cleo Hart", "Dev Rao", "Eva Stone", "Gus Moor", "Una Vale"]
    assert sorted(names, key=words.index) == names
    assert [found for found in ("Wim", "@", "nuts", "Step-free") if found in words] == []
    assert ("Not on the list" in words, "1 of 2" in words or "1 of 1" in words) == (True, True)


def test_consent_forms_ask_by_name_with_the_wording_and_a_code_and_some_are_blank(workspace: Workspace, tmp_path: Path) -> None:
    papers.give_seats(workspace=workspace, session=given.SESSION)
    forms(workspace, tmp_path / "f.pdf", Form.CONSENT, tag="sv", blanks=2, brand="Elva", whom=ForWhom(people=("P01", "Una Vale")))
    pages = text(tmp_path / "f.pdf").split("\f")[:-1]
    assert len(pages) == 4
    assert [sheet.split("\n")[0].strip() for sheet in pages] == [
        "Ada, vad får vi göra?",
        "Una, vad får vi göra?",
        "Vad får vi göra?",
        "Vad får vi göra?",
    ]
    assert [("Citera mig inom Elva" in sheet, "2026-03, sv" in sheet, "12 maj 2028" in sheet) for sheet in pages] == [
        (True, True, True)
    ] * 4
    assert scanned(tmp_path / "f.pdf") == [secrets(workspace)[seat] for seat in seats_in_order(pages)]


def seats_in_order(pages: list[str]) -> list[str]:
    return [next(word for word in sheet.split() if word[:1] == "P" and word[1:].isdigit()) for sheet in pages[:2]]


def test_one_consent_form_is_one_page_in_every_language(workspace: Workspace, tmp_path: Path) -> None:
    for tag in LANGUAGES:
        forms(
            workspace,
            tmp_path / "f.pdf",
            Form.CONSENT,
            tag=tag,
            brand="Vereinigte Zahlungsdienste Nord GmbH",
            whom=ForWhom(people=("P01",)),
        )
        with pypdfium2.PdfDocument(tmp_path / "f.pdf") as document:
            assert (tag, len(document)) == (tag, 1)


def test_a_seat_sign_says_the_first_name_on_both_sides(workspace: Workspace, tmp_path: Path) -> None:
    forms(workspace, tmp_path / "f.pdf", Form.SEAT_SIGNS, whom=ForWhom(people=("P02",)))
    words = text(tmp_path / "f.pdf", "-raw").split()
    assert sorted(words) == ["Ben", "Ben", "P02", "P02"]


def test_the_hosts_list_alone_says_what_people_need(workspace: Workspace, tmp_path: Path) -> None:
    forms(workspace, tmp_path / "host.pdf", Form.HOST_LIST)
    forms(workspace, tmp_path / "guests.pdf", *FOR_GUESTS)
    assert [found in text(tmp_path / "host.pdf") for found in ("Gus Moor", "No nuts", "Step-free", "Ada Lind")] == [True, True, True, False]
    assert [found in text(tmp_path / "guests.pdf") for found in ("No nuts", "Step-free")] == [False, False]


def test_papers_can_be_for_those_who_have_not_answered_or_stand_otherwise(workspace: Workspace) -> None:
    def count(whom: ForWhom) -> int:
        return papers.numbers(workspace=workspace, session=given.SESSION, whom=whom).people

    assert count(ForWhom(unanswered=True)) == 7
    assert count(ForWhom(statuses=(AttendanceStatus.WAITING,))) == 1
    assert count(ForWhom(people=("Wim Wait", "P01"))) == 2
    with pytest.raises(CouncilError):
        count(ForWhom(people=("nobody at all",)))


def test_papers_can_be_for_a_cohort(workspace: Workspace) -> None:
    save_cohort(workspace=workspace, name="Needs a lift", rules=(Rule(RuleKind.SEGMENT, ("lift",)),), key="lift")
    with workspace.write(m_("Mark")) as writing:
        writing.connection().exec_driver_sql("UPDATE attendance SET segments = '[\"lift\"]' WHERE seat IN ('P01', 'P04')")
    assert papers.numbers(workspace=workspace, session=given.SESSION, whom=ForWhom(cohort="lift")).people == 2
    with pytest.raises(CouncilError):
        papers.numbers(workspace=workspace, session=given.SESSION, whom=ForWhom(cohort="nothing"))


def test_nobody_to_print_for_is_one_clear_refusal_and_writes_nothing(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        for act in (lambda: badges(made, tmp_path / "x.pdf"), lambda: forms(made, tmp_path / "x.pdf", Form.SEAT_SIGNS)):
            with pytest.raises(CouncilError, match="there is nobody to print for"):
                act()
        assert not (tmp_path / "x.pdf").exists()
        badges(made, tmp_path / "blank.pdf", blanks=3)
        forms(made, tmp_path / "blank-forms.pdf", Form.SIGN_IN, Form.CONSENT, blanks=2)


def test_forms_of_a_folder_come_all_or_none(workspace: Workspace, tmp_path: Path) -> None:
    def ready(*kinds: Form) -> dict[Form, papers.Papers]:
        return {
            kind: papers.prepare_forms(workspace=workspace, session=given.SESSION, kinds=[kind], t=translator("en"), blanks=1)
            for kind in kinds
        }

    files, _ = papers.write_forms(each=ready(*FOR_GUESTS), folder=tmp_path / "made" / "here")
    assert sorted(file.name for file in (tmp_path / "made" / "here").iterdir()) == ["consent.pdf", "seat-signs.pdf", "sign-in.pdf"]
    assert [file.name for file in files] == ["sign-in.pdf", "consent.pdf", "seat-signs.pdf"]
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "consent.pdf").mkdir()
    with pytest.raises(CouncilError):
        papers.write_forms(each=ready(*FOR_GUESTS), folder=tmp_path / "taken")
    assert [file.name for file in (tmp_path / "taken").iterdir()] == ["consent.pdf"]


def test_papers_are_in_the_language_of_the_market(workspace: Workspace) -> None:
    assert papers.language(workspace=workspace, session=given.SESSION).tag == "en-GB"
