"""The Report place: chosen, arranged, looked at, written into, branded and saved, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.domain.brand import Typeface
from council_app.domain.enums import Audience, ReportScope
from council_app.domain.papers import Sheet
from council_app.domain.report import SUMMARY_PART, ReportAbout, Section, about_session
from council_app.services.brand import BrandFacts, brand_of
from council_app.services.history import undo
from council_app.services.report.preview import FindingPart
from council_app.services.report.rendering import ReportFormat
from council_app.services.report.setup import setup_of
from council_app.services.report.writing import keep_typed, typed, written
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.report.brand.colour import darkened
from council_app.ui.screens.report.brand.page import BrandPage
from council_app.ui.screens.report.compare import ComparePage
from council_app.ui.screens.report.sections import SectionRow, arranged
from council_app.ui.screens.report.versions import VersionsPage
from council_app.ui.screens.report.view import ReportScreen
from council_app.ui.screens.report.writing import Writing
from tests import factories as given
from tests.program import rows
from tests.ui.conftest import PATIENCE
from tests.ui.hands import Hands

ABOUT = about_session(given.SESSION)
INSIDE = Audience.INTERNAL
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


class Desk(Hands[ReportScreen]):
    """Somebody at the place."""

    def __init__(self, window: MainWindow, settled: Callable[[], None], qtbot: QtBot) -> None:
        super().__init__(window, Place.REPORT, ReportScreen, settled, qtbot)

    @property
    def sections(self) -> tuple[Section, ...]:
        return setup_of(workspace=self.workspace, about=ABOUT, audience=INSIDE).sections

    def written(self, language: str = "en") -> dict[str, str]:
        return written(workspace=self.workspace, about=ABOUT, audience=INSIDE, locale=language)

    def settle(self) -> None:
        """Everything asked for of the workspace is done; pages may still be made."""
        self._settled()

    def waits(self, until: Callable[[], bool]) -> None:
        """Until this is so."""
        self._bot.waitUntil(until, timeout=PATIENCE)

    def made(self) -> None:
        """The pages lie there, as the data is now."""
        self._bot.waitUntil(lambda: self.screen.maker.fresh and not self.screen.maker.busy, timeout=PATIENCE)
        self._settled()


SECOND = """
council: 1
markets:
  - {key: se, country: SE, locales: [sv-SE], currency: SEK}
councils:
  - key: lund
    market: se
    city: Lund
    date: 2026-03-12
    timezone: Europe/Stockholm
    title: Lund council
    sessions:
      - {key: lund-pm, starts: "17:30", ends: "19:00"}
"""


@pytest.fixture
def bristol(tmp_path: Path) -> Path:
    """A council with a few notes, and one that was only planned: its pages are made in a moment."""
    workspace = given.workspace(tmp_path, plan=given.PLAN)
    for plan in (
        SECOND,
        given.people(count=4),
        given.notes(("P01", "The fee came without a word"), ("P02", "Nobody told me")),
        given.INSIGHT,
    ):
        given.apply(workspace, tmp_path, plan)
    workspace.close()
    return workspace.path


@pytest.fixture
def opened(window: MainWindow, bristol: Path, settled: Callable[[], None]) -> MainWindow:
    window.open_path(bristol, "")
    settled()
    window.ctx.choose_session(given.SESSION)
    settled()
    return window


@pytest.fixture
def desk(opened: MainWindow, settled: Callable[[], None], qtbot: QtBot) -> Desk:
    return Desk(opened, settled, qtbot)


def test_the_report_is_shown_as_pages_and_saved_as_it_is_shown(desk: Desk, tmp_path: Path) -> None:
    desk.made()
    screen, pages = desk.screen, desk.screen.looking.pages
    pages._fetch()
    desk.settle()
    made = screen.maker.made
    assert made is not None
    assert len(pages._pages) == len(made.printed.sizes)
    assert pages._pages[0].picture is not None
    out = tmp_path / "report.pdf"
    screen.save_to(out)
    desk.waits(screen.looking.saved.isVisible)
    desk.settle()
    assert out.read_bytes() == made.printed.pdf
    assert screen.looking.saved.words.text() == f"report.pdf lies in {tmp_path}."
    with desk.workspace.read() as session:
        found = rows(session, "SELECT kind, scope, about, audience, file, format FROM publication")
    assert found == [("report", "session", given.SESSION, "internal", "report.pdf", "pdf")]
    screen.open_page("report.versions")
    desk.settle()
    page = screen.pile.top
    assert isinstance(page, VersionsPage)
    assert [row.audience for row in page.model.rows] == [INSIDE]


def test_saving_before_there_are_pages_waits_for_them(desk: Desk, tmp_path: Path) -> None:
    desk.screen.save_to(tmp_path / "early.html", ReportFormat.HTML)
    assert not (tmp_path / "early.html").exists()
    desk.made()
    desk.waits(lambda: (tmp_path / "early.html").exists())
    assert "<html" in (tmp_path / "early.html").read_text(encoding="utf-8")


def test_a_stopped_report_says_so_and_offers_to_make_it(desk: Desk, qtbot: QtBot) -> None:
    screen = desk.screen
    qtbot.waitUntil(lambda: screen.maker.running, timeout=PATIENCE)
    screen.looking.work._cancel.click()
    qtbot.waitUntil(lambda: not screen.maker.busy, timeout=PATIENCE)
    assert (screen.maker.made, screen.looking.work._sentence.text()) == (None, "Stopped.")
    assert screen.looking.again.isVisible()
    screen.looking.again.click()
    desk.made()
    assert screen.maker.made is not None


def test_sections_are_turned_off_and_moved_by_key_and_come_back_by_name(desk: Desk) -> None:
    view = desk.screen.choices.sections
    view.setFocus()
    view.setCurrentIndex(view.rows.index(0))
    QTest.keyClick(view, Key.Key_Space)
    desk.settle()
    assert Section.SUMMARY not in desk.sections
    view.setCurrentIndex(view.rows.index(3))
    QTest.keyClick(view, Key.Key_Up, ALT)
    desk.settle()
    assert desk.sections[:3] == (Section.CHANGES, Section.OVERVIEW, Section.WHO)
    assert view.at_hand is Section.OVERVIEW
    undone = undo(workspace=desk.workspace)
    assert undone is not None
    assert str(undone.label) == "Choose what the report has"
    assert desk.sections[:3] == (Section.CHANGES, Section.WHO, Section.OVERVIEW)


def test_sections_are_turned_off_and_moved_by_mouse(desk: Desk) -> None:
    view = desk.screen.choices.sections
    place = view.visualRect(view.rows.index(2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(16, place.center().y()))
    desk.settle()
    assert Section.WHO not in desk.sections
    start, end = view.visualRect(view.rows.index(4)).center(), QPoint(60, 1)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for at in (QPoint(start.x(), start.y() - 30), end):
        QTest.mouseMove(view.viewport(), at)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    desk.settle()
    assert desk.sections[:3] == (Section.FINDINGS, Section.SUMMARY, Section.CHANGES)


def test_what_is_left_out_stands_behind_what_it_would_follow() -> None:
    found = arranged((Section.SUMMARY, Section.WHO, Section.FINDINGS, Section.METHOD), (Section.METHOD, Section.SUMMARY))
    assert found == (
        SectionRow(Section.METHOD, True),
        SectionRow(Section.SUMMARY, True),
        SectionRow(Section.WHO, False),
        SectionRow(Section.FINDINGS, False),
    )


def test_enter_on_a_section_goes_to_its_page(desk: Desk) -> None:
    desk.made()
    view, made = desk.screen.choices.sections, desk.screen.maker.made
    assert made is not None
    view.setCurrentIndex(view.rows.index([row.section for row in view.rows.rows].index(Section.SUMMARY)))
    QTest.keyClick(view, Key.Key_Return)
    assert desk.screen.looking.pages.place[0] == made.printed.places["summary"]


def test_the_page_one_looks_at_stays_when_the_pages_are_made_again(desk: Desk) -> None:
    desk.made()
    screen = desk.screen
    screen.looking.go_to("method")
    before = screen.maker.made
    assert before is not None
    screen.arrange(tuple(each for each in desk.sections if each is not Section.FINDINGS))
    desk.settle()
    assert screen.maker.made is before
    desk.made()
    made = screen.maker.made
    assert made is not None
    assert made.printed.places["method"] < before.printed.places["method"]
    assert screen.looking.pages.place[0] == made.printed.places["method"]


def test_paper_and_audience_are_chosen_for_each_report(desk: Desk) -> None:
    choices = desk.screen.choices
    choices.sheets[Sheet.LETTER].click()
    desk.settle()
    choices.audiences[Audience.EXTERNAL].click()
    desk.settle()
    assert choices.sheets[Sheet.A4].isChecked()
    assert Section.APPENDIX not in [row.section for row in choices.sections.rows.rows]
    choices.audiences[INSIDE].click()
    desk.settle()
    assert choices.sheets[Sheet.LETTER].isChecked()


def test_a_few_letters_choose_a_market_and_a_session_chosen_is_at_hand(desk: Desk) -> None:
    screen = desk.screen
    picker = screen.choices.open_picker()
    QTest.keyClicks(picker.box, "swed")
    for _ in range(picker.model.rowCount()):
        QTest.keyClick(picker.box, Key.Key_Down)
    QTest.keyClick(picker.box, Key.Key_Return)
    desk.settle()
    assert screen.about == ReportAbout(ReportScope.MARKET, "se")
    picker = screen.choices.open_picker()
    QTest.keyClicks(picker.box, "lund")
    QTest.keyClick(picker.box, Key.Key_Return)
    desk.settle()
    session = desk.window.ctx.session
    assert session is not None
    assert (session.city, screen.about) == ("Lund", about_session("lund-pm"))


def test_a_summary_is_kept_as_it_is_typed_and_is_one_step_once_its_field_is_left(desk: Desk) -> None:
    desk.screen.write_summary()
    field = desk.screen.words.fields[SUMMARY_PART]
    QTest.keyClicks(field.edit, "People want to know. ")
    writer = desk.screen.writer
    desk.waits(lambda: not (writer.is_keeping or writer._dirty))
    assert typed(workspace=desk.workspace, about=ABOUT, audience=INSIDE, locale="en") == {SUMMARY_PART: "People want to know. "}
    assert desk.written() == {}
    desk.screen.looking.pages.setFocus()
    desk.settle()
    assert (desk.written(), desk.screen.unkept) == ({SUMMARY_PART: "People want to know."}, ())
    undone = undo(workspace=desk.workspace)
    assert undone is not None
    assert (str(undone.label), desk.written()) == ("Write the summary of the report", {})


def test_a_comment_opens_is_written_and_closes_when_it_is_emptied(desk: Desk) -> None:
    field = desk.screen.words.fields["section:method"]
    assert not field.edit.isVisible()
    QTest.keyClick(field.add, Key.Key_Space)
    QTest.keyClicks(field.edit, "Two of us took notes.")
    desk.screen.words.fields[SUMMARY_PART].edit.setFocus()
    desk.settle()
    assert desk.written() == {"section:method": "Two of us took notes."}
    assert field.edit.isVisible()
    field.edit.setFocus()
    field.edit.clear()
    desk.screen.words.fields[SUMMARY_PART].edit.setFocus()
    desk.settle()
    assert (desk.written(), field.edit.isVisible()) == ({}, False)


def test_a_hundred_findings_show_the_first_ones_and_those_with_words(desk: Desk) -> None:
    words, wanted = desk.screen.words, desk.screen.maker.wanted
    assert wanted is not None
    findings = [FindingPart(f"finding:f{number}", f"Finding {number}", f"finding-{number}") for number in range(1, 101)]
    words.show_parts(wanted, (Section.FINDINGS,), findings, "English")
    words.show_writing(Writing({"finding:f90": "Look at this."}, {}))
    shown = [part for part in words.fields if part.startswith("finding:")]
    assert (len(shown), shown[-1], words.fields["finding:f90"].text) == (41, "finding:f90", "Look at this.")
    words._show_all()
    assert len([part for part in words.fields if part.startswith("finding:")]) == 100


def test_each_language_has_its_own_words(desk: Desk) -> None:
    field = desk.screen.words.fields[SUMMARY_PART]
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "In English")
    desk.screen.choices.languages["de"].click()
    desk.settle()
    field = desk.screen.words.fields[SUMMARY_PART]
    assert (desk.written("en"), desk.written("de"), field.text) == ({SUMMARY_PART: "In English"}, {}, "")
    desk.screen.choices.languages["en"].click()
    desk.settle()
    assert desk.screen.words.fields[SUMMARY_PART].text == "In English"


def test_what_a_power_cut_left_half_typed_is_there_again(opened: MainWindow, settled: Callable[[], None], qtbot: QtBot) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    keep_typed(workspace=workspace, about=ABOUT, audience=INSIDE, locale="en", part=SUMMARY_PART, text="Half a sen")
    desk = Desk(opened, settled, qtbot)
    assert desk.screen.words.fields[SUMMARY_PART].text == "Half a sen"
    desk.screen.leave()
    desk.settle()
    assert desk.written() == {SUMMARY_PART: "Half a sen"}


def test_words_that_are_not_taken_lie_half_typed_on_the_disk(desk: Desk) -> None:
    writer, wanted, refused = desk.screen.writer, desk.screen.maker.wanted, []
    assert wanted is not None
    slot = (replace(wanted, about=about_session("nowhere")), SUMMARY_PART)
    writer.refused.connect(lambda at, _error: refused.append(at))
    writer.take(slot, "Who would read this?")
    writer.finish()
    desk.waits(lambda: not (writer.is_keeping or writer._dirty))
    assert (refused, desk.screen.unkept) == ([slot], ("Who would read this?",))
    kept = typed(workspace=desk.workspace, about=slot[0].about, audience=INSIDE, locale="en")
    assert kept == {SUMMARY_PART: "Who would read this?"}


def test_a_name_in_the_summary_is_refused_at_its_field_and_the_pages_stay(desk: Desk, qtbot: QtBot) -> None:
    desk.made()
    screen = desk.screen
    before, field = screen.maker.made, screen.words.fields[SUMMARY_PART]
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Ada Lind said it first.")
    screen.looking.pages.setFocus()
    qtbot.waitUntil(lambda: bool(screen.looking.problems.ways), timeout=PATIENCE)
    assert (screen.maker.made, field.edit.property("wrong")) == (before, "true")
    screen.looking.problems.ways[0].click()
    assert field.edit.hasFocus()
    field.edit.setPlainText("Somebody said it first.")
    screen.looking.pages.setFocus()
    desk.made()
    assert (screen.looking.problems.isVisible(), field.edit.property("wrong")) == (False, "false")


def test_the_brand_is_kept_at_once_and_a_pale_colour_is_darkened(desk: Desk, tmp_path: Path) -> None:
    desk.screen.open_page("report.brand")
    desk.settle()
    page = desk.screen.pile.top
    assert isinstance(page, BrandPage)
    QTest.keyClicks(page.first.line, "#7fb2ff")
    QTest.keyClick(page.first.line, Key.Key_Return)
    desk.settle()
    assert (brand_of(workspace=desk.workspace), page.first.darker.isVisible()) == (BrandFacts(), True)
    page.first.darker.click()
    page.typefaces[Typeface.INTER].click()
    logo = QImage(60, 20, QImage.Format.Format_RGB32)
    logo.fill(QColor("#123456"))
    logo.save(str(tmp_path / "logo.png"))
    page.take_file(tmp_path / "logo.png")
    desk.settle()
    facts = brand_of(workspace=desk.workspace)
    assert (facts.first_colour, facts.typeface, facts.logo is not None) == (darkened("#7FB2FF", 4.5), Typeface.INTER, True)
    undo(workspace=desk.workspace)
    assert brand_of(workspace=desk.workspace).logo is None


def test_a_logo_that_is_no_picture_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    desk.screen.open_page("report.brand")
    page = desk.screen.pile.top
    assert isinstance(page, BrandPage)
    for name, data in (("logo.svg", b"<svg/>"), ("gone.png", None)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        page.wrong.say("")
        page.take_file(tmp_path / name)
        desk.settle()
        assert page.wrong.text() != ""


def test_without_a_version_before_there_is_nothing_to_compare(desk: Desk) -> None:
    desk.made()
    desk.screen.open_page("report.compare")
    page = desk.screen.pile.top
    assert isinstance(page, ComparePage)
    assert page.lines == []
    QTest.keyClick(page, Key.Key_Escape)
    assert desk.screen.pile.top is None


def test_what_changed_since_the_last_version_is_said_line_by_line(desk: Desk, tmp_path: Path) -> None:
    desk.made()
    desk.screen.save_to(tmp_path / "first.pdf")
    desk.waits(desk.screen.looking.saved.isVisible)
    desk.settle()
    given.apply(desk.workspace, tmp_path, given.people(count=5))
    desk.screen.make()
    desk.made()
    desk.screen.open_page("report.compare")
    page = desk.screen.pile.top
    assert isinstance(page, ComparePage)
    assert "5 people came, and not 4." in page.lines
    model, shown = page.model, Qt.ItemDataRole.DisplayRole
    rows = [[str(model.index(row, column).data(shown)) for column in range(3)] for row in range(model.rowCount())]
    assert rows[0] == ["Who was there", "confirmed 4, came 4", "confirmed 5, came 5"]
    assert page.table is not None
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Key.Key_Down)
    assert page.table.currentIndex().row() == 1


def test_a_word_document_and_the_figures_come_from_the_same_reading(desk: Desk, tmp_path: Path) -> None:
    desk.made()
    made = desk.screen.maker.made
    for form in (ReportFormat.DOCX, ReportFormat.XLSX):
        out = tmp_path / f"report.{form.value}"
        desk.screen.save_to(out, form)
        desk.waits(out.exists)
        assert out.read_bytes().startswith(b"PK")
    assert desk.screen.maker.made is made


def test_a_file_open_for_reading_makes_a_report_and_keeps_nothing(
    opened: MainWindow, tmp_path: Path, settled: Callable[[], None], qtbot: QtBot
) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    workspace.read_only = True
    desk = Desk(opened, settled, qtbot)
    screen = desk.screen
    assert screen.words.fields[SUMMARY_PART].edit.isReadOnly()
    QTest.keyClick(screen.choices.sections, Key.Key_Space)
    desk.made()
    screen.save_to(tmp_path / "read.pdf")
    desk.waits(screen.looking.saved.isVisible)
    assert (tmp_path / "read.pdf").read_bytes().startswith(b"%PDF-")
    assert desk.sections == tuple(Section)
    workspace.read_only = False


def test_leaving_the_place_while_pages_are_made_leaves_nothing_hanging(desk: Desk) -> None:
    desk.window.show_place(Place.ROOM)
    desk.settle()
    desk.window.show_place(Place.REPORT)
    desk.made()
    assert desk.screen.maker.made is not None
