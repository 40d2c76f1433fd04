"""The team's own pages about consent: taking answers back, asking again, and the company's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Audience, Purpose
from council_app.domain.report import about_session
from council_app.i18n import translator
from council_app.paths import config_dir, resources
from council_app.services import demo
from council_app.services.blog import GeneratorName, export_posts, quoting_posts, write_posts
from council_app.services.capture import stream
from council_app.services.company import company_of
from council_app.services.publications import remember
from council_app.services.report import ReportFormat, render_report
from council_app.services.roster import roster_lines
from council_app.services.withdrawal import withdraw_for
from council_app.ui.core.buttons import Segment
from council_app.ui.core.consent import HandOverPage, PaperPage, WithdrawPage
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.roster.people.page import PersonPage
from council_app.ui.screens.roster.reconsent.changes import set_off
from council_app.ui.screens.roster.reconsent.models import columns
from council_app.ui.screens.roster.reconsent.page import ReconsentPage
from council_app.ui.screens.roster.view import RosterScreen
from council_app.ui.screens.settings.view import SettingsScreen
from tests.program import rows

Settled = Callable[[], None]
Visit = Callable[[Place], Screen]
WITHHELD = "Withheld: this person does not allow notes."
CONTROL = Qt.KeyboardModifier.ControlModifier


def attendance(window: MainWindow, purpose: Purpose) -> str:
    """Somebody who was there and allows a purpose."""
    workspace, session = window.ctx.workspace, window.ctx.session
    assert workspace is not None
    assert session is not None
    return next(
        line.id for line in roster_lines(workspace=workspace, session=session.key) if line.status.was_there and purpose in line.consents
    )


def texts(page: WithdrawPage) -> list[str]:
    """What a page says it touches, a line each."""
    found = [page._lines.itemAt(place).widget() for place in range(page._lines.count())]
    return [text.text() for text in found if isinstance(text, Text)]


# -- taking back


@pytest.fixture
def written(opened: MainWindow, tmp_path: Path) -> MainWindow:
    """The sample with a report and drafts written from it, as its people allow."""
    workspace = opened.ctx.workspace
    assert workspace is not None
    t, html, out = translator("en"), ReportFormat.HTML, tmp_path / "report.html"
    report = render_report(workspace=workspace, about=about_session(demo.SESSION), audience=Audience.INTERNAL, t=t, out=out, format=html)
    posts = write_posts(workspace=workspace, market="se", as_of=demo.AS_OF)
    export_posts(posts=posts, generator=GeneratorName.HUGO, out=tmp_path / "blog")
    remember(workspace=workspace, documents=[report, *quoting_posts(posts)])
    return opened


def test_what_a_withdrawal_touches_shows_before_and_nothing_changes_until_then(written: MainWindow, settled: Settled) -> None:
    who = attendance(written, Purpose.QUOTE_PUBLIC)
    page = WithdrawPage(written.ctx, demo.SESSION, who, "P01")
    written.ctx.covering.emit(page)
    settled()
    assert page.act.isEnabled() is False
    row = next(row for row in page.rows if row.purpose is Purpose.QUOTE_INTERNAL)
    QTest.mouseClick(row.switch, Qt.MouseButton.LeftButton)
    settled()
    said = texts(page)
    assert (page.lead.text(), page.short.text().startswith("This touches: ")) == ("This touches:", True)
    assert [line for line in said if line.startswith("1 report: stockholm-2026-11-evening, ")] == said[2:3]
    assert who == attendance(written, Purpose.QUOTE_INTERNAL)
    QTest.mouseClick(page.act, Qt.MouseButton.LeftButton)
    settled()
    assert page.lead.text() == "Taken back: quotes inside the company. From now on nothing quotes what rests on it."
    assert (texts(page), row.switch.isVisible(), page.chosen) == (said, False, ())
    assert who != attendance(written, Purpose.QUOTE_INTERNAL)


def test_a_withdrawal_takes_effect_in_report_draft_and_list_at_once(written: MainWindow, settled: Settled, tmp_path: Path) -> None:
    workspace = written.ctx.workspace
    assert workspace is not None

    def quoted(name: str) -> set[str]:
        """The notes that a report and the drafts would quote now."""
        t, out = translator("en"), tmp_path / name
        report = render_report(
            workspace=workspace, about=about_session(demo.SESSION), audience=Audience.INTERNAL, t=t, out=out, format=ReportFormat.HTML
        )
        posts = quoting_posts(write_posts(workspace=workspace, market="se", as_of=demo.AS_OF))
        return {*report.notes, *(note for post in posts for note in post.notes)}

    with workspace.read() as reading:
        spoken = dict(rows(reading, "SELECT id, attendance_id FROM note"))
    before = quoted("before.html")
    who = next(spoken[note] for note in sorted(before) if spoken[note] == attendance(written, Purpose.QUOTE_PUBLIC))
    page = WithdrawPage(written.ctx, demo.SESSION, str(who))
    written.ctx.covering.emit(page)
    settled()
    page.all.click()
    settled()
    page.act.click()
    settled()
    assert {note for note in quoted("after.html") if spoken[note] == who} == set()
    line = next(line for line in roster_lines(workspace=workspace, session=demo.SESSION) if line.id == who)
    assert (line.consents, set(line.refused)) == ((), set(Purpose))


def test_taking_back_is_undone_by_name(opened: MainWindow, settled: Settled) -> None:
    who = attendance(opened, Purpose.CONTACT)
    page = WithdrawPage(opened.ctx, demo.SESSION, who)
    opened.ctx.covering.emit(page)
    settled()
    next(row for row in page.rows if row.purpose is Purpose.CONTACT).switch.click()
    settled()
    page.act.click()
    settled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert opened.cover.page is None
    QTest.keyClick(opened, Qt.Key.Key_Z, CONTROL)
    settled()
    assert opened.frame.notice._text.text() == "Undone: Withdraw consent to one purpose"
    assert who == attendance(opened, Purpose.CONTACT)


def test_words_taken_back_leave_the_room_and_the_insights_while_they_are_open(opened: MainWindow, visit: Visit, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    room = visit(Place.ROOM)
    assert isinstance(room, RoomScreen)
    seat = next(line.seat for line in stream(workspace=workspace, session=demo.SESSION) if line.seat is not None)
    who = next(line.id for line in roster_lines(workspace=workspace, session=demo.SESSION) if line.seat == seat)

    def withheld() -> set[tuple[bool, bool, bool]]:
        """Of that seat's rows on show: withheld, said to be, and to be typed over."""
        model = room.stream.notes
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return {
            (model.note(row).withheld, row.data() == WITHHELD, bool(row.flags() & Qt.ItemFlag.ItemIsEditable))
            for row in rows
            if model.note(row).seat == seat
        }

    assert withheld() == {(False, False, True)}
    opened.ctx.write(
        opened,
        lambda w: withdraw_for(workspace=w, session=demo.SESSION, attendance=who, purposes=[Purpose.NOTES]),
        lambda _: None,
        changes=lambda found: found.changes,
    )
    settled()
    assert withheld() == {(True, True, False)}
    insights = visit(Place.INSIGHTS)
    said = {text.text() for text in insights.findChildren(Text)}
    assert any(seat in text for text in said) is (WITHHELD in said)


def test_the_persons_page_shows_what_a_withdrawal_touches_before_it(opened: MainWindow, visit: Visit, settled: Settled) -> None:
    workspace = opened.ctx.workspace
    assert workspace is not None
    line = next(line for line in roster_lines(workspace=workspace, session=demo.SESSION) if line.status.was_there and line.consents)
    page = PersonPage(opened.ctx, line.person_id or "")
    opened.ctx.covering.emit(page)
    settled()
    assert page.facts is not None
    page.look_before_withdrawing(page.facts.sittings[0])
    settled()
    over = opened.cover.page
    assert isinstance(over, WithdrawPage)
    assert tuple(row.purpose for row in over.rows if row.switch.isVisible()) == line.consents


# -- asking again


@pytest.fixture
def asking(opened: MainWindow, visit: Visit, settled: Settled) -> ReconsentPage:
    """The company has published a wording in which photographs read otherwise; the page is open."""
    for language, before, after in (
        ("sv", "Aldrig i sociala medier", "Även i sociala medier"),
        ("en", "Never on social media", "Also on social media"),
    ):
        text = resources("wordings", language, "2026-03.yaml").read_text(encoding="utf-8")
        assert before in text
        file = config_dir() / "wordings" / language / "2027-01-ours.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text.replace('"2026-03"', '"2027-01-ours"').replace(before, after), encoding="utf-8")
    roster = visit(Place.ROSTER)
    assert isinstance(roster, RosterScreen)
    opened.actions_table.run("roster.reconsent")
    settled()
    page = roster.pile.top
    assert isinstance(page, ReconsentPage)
    return page


def test_the_list_says_who_about_what_and_what_reads_otherwise(asking: ReconsentPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(asking.model)
    assert {asking.model.index(row, 2).data() for row in range(asking.model.rowCount())} == {"reads otherwise: photographs"}
    said = [text.text() for text in asking.changes.findChildren(Text)]
    assert "Now: Fotografera. Bilderna används bara i den interna rapporten. Även i sociala medier. " in said
    assert asking.how_many.text().startswith("Asked with now: wording 2027-01-ours.")


def test_one_after_another_leaves_the_list_and_later_stays_on_it(asking: ReconsentPage, opened: MainWindow, settled: Settled) -> None:
    names = [person.name for person in asking.model.rows]
    assert QApplication.focusWidget() is asking.table
    QTest.keyClick(asking.table, Qt.Key.Key_Return)
    settled()
    page = opened.cover.page
    assert isinstance(page, HandOverPage)
    assert page._sheet.version == "2027-01-ours"
    QTest.mouseClick(page.form.refuse, Qt.MouseButton.LeftButton)
    settled()
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    settled()
    assert [person.name for person in asking.model.rows] == names[1:]
    assert (asking.at_hand and asking.at_hand.name, QApplication.focusWidget()) == (names[1], asking.table)
    QTest.mouseClick(asking.later, Qt.MouseButton.LeftButton)
    assert asking.at_hand is not None
    assert asking.at_hand.name == names[2]
    asking.paper.click()
    settled()
    form = opened.cover.page
    assert isinstance(form, PaperPage)
    QTest.mouseClick(form.none, Qt.MouseButton.LeftButton)
    QTest.keyClick(form, Qt.Key.Key_Return, CONTROL)
    settled()
    assert [person.name for person in asking.model.rows] == [names[1], *names[3:]]
    assert asking.how_many.text().endswith("2 have answered since you began.")


def test_only_those_chosen_in_the_list_are_asked_until_more_are_wanted(asking: ReconsentPage, opened: MainWindow, settled: Settled) -> None:
    everybody = [person.name for person in asking.model.rows]
    picked = [person.attendance for person in asking.model.rows[1:3]]
    asking.leave()
    roster = opened.frame.front
    assert isinstance(roster, RosterScreen)
    roster.table.choose(picked)
    QTest.mouseClick(roster.bar.consent, Qt.MouseButton.LeftButton)
    settled()
    page = roster.pile.top
    assert isinstance(page, ReconsentPage)
    assert [person.name for person in page.model.rows] == everybody[1:3]
    assert "2 people have to be asked. 0 people need not be." in page.how_many.text()
    segments = [segment for segment in page.scope.findChildren(Segment) if segment.isVisible()]
    assert [segment.text() for segment in segments][:2] == ["Chosen in the list", "This session"]
    QTest.mouseClick(segments[1], Qt.MouseButton.LeftButton)
    settled()
    assert [person.name for person in page.model.rows] == everybody


def test_who_was_asked_without_an_answer_is_marked(asking: ReconsentPage, settled: Settled) -> None:
    asking.mark.click()
    settled()
    assert asking.at_hand is not None
    assert (asking.at_hand.asked_at is not None, asking.mark.text()) == (True, "Not asked after all")
    asking.mark.click()
    settled()
    assert asking.at_hand.asked_at is None


def test_paper_forms_for_all_are_one_file(asking: ReconsentPage, settled: Settled, tmp_path: Path) -> None:
    asking.print_to(tmp_path / "consent.pdf")
    settled()
    assert (tmp_path / "consent.pdf").read_bytes()[:5] == b"%PDF-"


def test_an_empty_list_says_that_all_is_well(opened: MainWindow, visit: Visit, settled: Settled) -> None:
    roster = visit(Place.ROSTER)
    assert isinstance(roster, RosterScreen)
    opened.actions_table.run("roster.reconsent")
    settled()
    page = roster.pile.top
    assert isinstance(page, ReconsentPage)
    assert (page.model.rowCount(), page._layers.currentIndex()) == (0, 1)


def test_columns_say_what_was_never_asked(qtbot: QtBot) -> None:
    assert [column.title for column in columns(translator("en"))] == ["Seat", "Name", "About", "They read", "Session", "Asked"]


def test_words_that_went_and_came_stand_out() -> None:
    before, now = set_off("Used only in the report.", "Used in the report and on posters.")
    assert [(run.text, run.weight) for run in before] == [("Used ", None), ("only ", 600), ("in the ", None), ("report. ", 600)]
    assert [(run.text, run.weight) for run in now] == [("Used ", None), ("in the ", None), ("report and on posters. ", 600)]


# -- the company's name


def test_the_companys_name_is_kept_in_the_workspace(opened: MainWindow, settled: Settled) -> None:
    opened.open_settings()
    settled()
    screen = opened.frame.front
    assert isinstance(screen, SettingsScreen)
    assert screen.company.edit.text() == "Vinga Pay AB"
    screen.company.edit.setText("  Vinga   Bank ")
    QTest.keyClick(screen.company.edit, Qt.Key.Key_Return)
    settled()
    assert opened.ctx.workspace is not None
    assert company_of(workspace=opened.ctx.workspace) == screen.company.edit.text() == "Vinga Bank"
    screen.company.edit.setText("V" * 90)
    QTest.keyClick(screen.company.edit, Qt.Key.Key_Return)
    settled()
    assert screen.company.field._below.text().startswith("VVVVVVVVVVVVVVVVVVVV…: the company's name is longer than 80 characters.")
    assert company_of(workspace=opened.ctx.workspace) == "Vinga Bank"
