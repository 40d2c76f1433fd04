"""One look at every screen: `shoot.py THEME LANGUAGE WIDTH HEIGHT PREFIX`. Started by `shots.py`, once per look."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.domain.note_filter import Condition, Facet
from council_app.domain.records import RosterLine
from council_app.domain.report import SUMMARY_PART, Section
from council_app.services.demo import AS_OF
from council_app.services.roster import roster_lines
from council_app.services.roster_import import Reading
from council_app.settings import LANGUAGE, THEME, load_settings
from council_app.ui.core.consent import HandOverPage, WithdrawPage, hand_over, on_paper
from council_app.ui.core.places import Place
from council_app.ui.core.questionnaire import answer_by_hand
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.door.view import DoorScreen
from council_app.ui.screens.insights.pages import OPENINGS as INSIGHT_PAGES
from council_app.ui.screens.insights.ranking.columns import View
from council_app.ui.screens.insights.ranking.page import RankingPage
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.insights.workshop.page import WorkshopPage
from council_app.ui.screens.progress.commands import CORRECTIONS, LETTERS, POSTS, REWRITE
from council_app.ui.screens.progress.view import ProgressScreen
from council_app.ui.screens.report.commands import BRAND, COMPARE, VERSIONS
from council_app.ui.screens.report.view import ReportScreen
from council_app.ui.screens.room.stage import StageWindow
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.roster.importing.page import ImportPage
from council_app.ui.screens.roster.people.page import PersonPage
from council_app.ui.screens.roster.reconsent.page import ReconsentPage
from council_app.ui.screens.roster.view import RosterScreen
from council_app.ui.screens.tagging.pages import OPENINGS
from council_app.ui.screens.tagging.view import TaggingScreen

_REST = 200
_REGISTRATIONS = """\
First Name,Surname,Email,Attendee Status,Dietary requirements,Postcode
Marit,Sandell,marit.sandell@example.org,Attending,vegetarian,11122
Jon,Ekdal,jon.ekdal@example,Attending,,11345
Petra,Blom,petra.blom@example.org,Not Attending,,11820
Tariq,Aziz,tariq.aziz@example.org,Attending,no nuts,11640
,,,Attending,,
Petra,Blom-Ek,petra.blom@example.org,Attending,,11820
"""
_CALM = 8  # so many looks 20 ms apart must find nothing under way: an answer may ask the next question


class Camera:
    """Waits until nothing is under way, then takes the window's picture."""

    def __init__(self, window: MainWindow, prefix: str) -> None:
        self.window, self.prefix = window, prefix

    def wait(self) -> None:
        """Until both workers rest and their answers are on show."""
        calm = 0
        while calm < _CALM:
            QTest.qWait(20)
            calm = 0 if self.window.ctx.jobs.busy or self.window.ctx.side.busy or self._prints() else calm + 1

    def _prints(self) -> bool:
        """Whether the pages of a report are being made, or a post is being read by its gate."""
        front = self.window.frame.front
        if isinstance(front, ProgressScreen):
            return front.judging.busy
        return isinstance(front, ReportScreen) and front.maker.busy

    def take(self, name: str) -> None:
        """One picture."""
        self.wait()
        self.window.grab().save(f"{self.prefix}-{name}.png")

    def take_places(self, prefix: str) -> None:
        """Every place of the open workspace."""
        self.wait()
        for place in Place:
            self.window.show_place(place)
            self.take(f"{prefix}{place.value}")


def main(theme: str, language: str, width: str, height: str, prefix: str) -> None:
    """Walk through the window."""
    app = QApplication(["council"])
    settings = load_settings()
    settings.put(LANGUAGE, language)
    settings.put(THEME, theme)
    looks = dressed(app, Mode(theme))
    window = make_window(looks.theme, settings)
    window.resize(int(width), int(height))
    window.show()
    camera = Camera(window, prefix)
    window.welcome.show_choices()
    camera.take("welcome")
    window.start_workspace()
    camera.take("welcome-start")
    window.opener.create(Path(os.environ["COUNCIL_HOME"]) / "empty.council", "an empty workspace")
    camera.take_places("empty-")
    window.open_sample()
    camera.take_places("")
    shoot_details(window, camera)
    shoot_tagging(window, camera)
    shoot_report(window, camera)
    shoot_progress(window, camera)
    shoot_consent(window, camera)
    shoot_door(window, camera)
    window.close()


def take_person(window: MainWindow, camera: Camera, roster: RosterScreen) -> None:
    """The page of somebody who had much to say."""
    session = window.ctx.session
    assert session is not None
    people: list[str] = []

    def take(lines: tuple[RosterLine, ...]) -> None:
        people.extend(line.person_id for line in lines if line.seat == "P03" and line.person_id is not None)

    window.ctx.read(window, lambda w: roster_lines(workspace=w, session=session.key), take)
    camera.wait()
    roster.pile.open(PersonPage(window.ctx, people[0]))
    camera.take("roster-person")
    roster.pile.clear()


def shoot_import(camera: Camera, roster: RosterScreen) -> None:
    """The four steps of a list that has something wrong in it."""
    source = Path(os.environ["COUNCIL_HOME"]) / "registrations.csv"
    source.write_text(_REGISTRATIONS, encoding="utf-8")
    roster.open_page("roster.import")
    page = roster.pile.top
    assert isinstance(page, ImportPage)
    camera.take("import-file")
    page.file.asked.emit(source, Reading())
    for step in ("columns", "preview", "result"):
        camera.wait()
        page.go_on()
        camera.take(f"import-{step}")
    roster.pile.clear()


def shoot_room(window: MainWindow, camera: Camera, room: RoomScreen) -> None:
    """A session under way: trials, keys, the projector, a questionnaire in a guest's hands, and its end."""
    workspace, session = window.ctx.workspace, window.ctx.session
    assert workspace is not None
    assert session is not None
    room.start()
    camera.take("room-live")
    for name, opened in (("trials", room.wide_trials), ("keys", room.show_keys), ("wrap-up", room.wrap_up)):
        opened()
        camera.take(f"room-{name}")
        QTest.keyClick(QApplication.focusWidget() or room, Qt.Key.Key_Escape)
    room.toggle_stage()
    camera.wait()
    stages = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, StageWindow)]
    stages[0].grab().save(f"{camera.prefix}-stage.png")
    room.toggle_stage()
    guest = next(line for line in roster_lines(workspace=workspace, session=session.key) if line.seat == "P01")
    answer_by_hand(window.ctx, attendance=guest.id)
    camera.take("questionnaire")
    window.cover.lift()


def shoot_details(window: MainWindow, camera: Camera) -> None:
    """What shows only while somebody works."""
    window.show_place(Place.ROOM)
    camera.wait()
    room = window.frame.front
    assert isinstance(room, RoomScreen)
    QTest.keyClicks(room.line, '- !!! "Paid twice" #reminders @mar')
    camera.take("room-typing")
    room.line.clear()
    shoot_room(window, camera, room)
    window.show_place(Place.ROSTER)
    camera.wait()
    roster = window.frame.front
    assert isinstance(roster, RosterScreen)
    for page in ("roster.papers", "roster.export", "roster.duplicates", "roster.retention"):
        roster.open_page(page)
        QTest.qWait(_REST)  # choices rest before their pages are made
        camera.take(page.replace(".", "-"))
        roster.pile.clear()
    take_person(window, camera, roster)
    shoot_import(camera, roster)
    shoot_insights(window, camera)
    window.open_palette()
    camera.take("palette")
    window.palette_overlay.leave()
    window.open_settings()
    camera.take("settings")


def shoot_progress(window: MainWindow, camera: Camera) -> None:
    """A post that is begun, held, answered for, written again; and the pages over the place."""
    window.show_place(Place.PROGRESS)
    camera.wait()
    progress = window.frame.front
    assert isinstance(progress, ProgressScreen)
    progress.begin_pane.begin(progress.market, AS_OF, "council@vinga.example")
    camera.take("progress-draft")
    edit = progress.draft.edit
    progress.draft.go_to(len(edit.text), len(edit.text))
    QTest.keyClicks(edit, " You can now pick your own due date. The letters will be easier to read soon.")
    QTest.qWait(_REST)
    camera.take("progress-held")
    progress.to_gate()
    camera.take("progress-gate")
    progress.gate.rows[-1].open_form()
    camera.take("progress-answer")
    progress.gate.rows[-1].close_form()
    for page in (POSTS, REWRITE, CORRECTIONS, LETTERS):
        progress.open_page(page)
        camera.take(page.replace(".", "-"))
        progress.pile.clear()
    progress.to_board()
    camera.take("progress-board")


def shoot_insights(window: MainWindow, camera: Camera) -> None:
    """What an insight lacks, every page over the insights, both pictures of the ranks, and a workshop that is held."""
    window.show_place(Place.INSIGHTS)
    camera.wait()
    insights = window.frame.front
    assert isinstance(insights, InsightsScreen)
    for opening in INSIGHT_PAGES:
        insights.open_page(opening.command.id)
        camera.take(opening.command.id.replace(".", "-"))
        page = insights.pile.top
        if isinstance(page, RankingPage):
            for view in (View.MATRIX, View.LIKELIHOOD):
                page.choices.choose(view)
                camera.take(f"insights-{view.value}")
        elif isinstance(page, WorkshopPage) and page.shelf.workshops.lines:
            page.open_workshop(page.shelf.workshops.lines[0].key)
            camera.take("insights-workshop-held")
        insights.pile.clear()
    insights.show_insight("small-print")
    camera.take("insights-missing")


def shoot_tagging(window: MainWindow, camera: Camera) -> None:
    """The researcher's desk: filtered, a note open, its codebook, boards, coding rounds, tables."""
    window.show_place(Place.TAGGING)
    camera.wait()
    desk = window.frame.front
    assert isinstance(desk, TaggingScreen)
    desk.filters.put(Facet.KIND, Condition(Facet.KIND, ("friction", "suggestion")))
    desk.filters.put(Facet.TEXT, Condition(Facet.TEXT, ("remind",)))
    camera.take("tagging-filtered")
    desk.choose_all()
    camera.take("tagging-chosen")
    desk.choose_none()
    desk.panes.open_note()
    camera.take("tagging-note")
    desk.edit_codebook()
    camera.take("tagging-codebook")
    desk.pile.clear()
    for opening in OPENINGS:
        desk.open_page(opening.command.id)
        camera.take(opening.command.id.replace(".", "-"))
        desk.pile.clear()
    desk.clear_filter()


def shoot_report(window: MainWindow, camera: Camera) -> None:
    """The report with words that were added, its sections, and the pages over it."""
    window.show_place(Place.REPORT)
    camera.wait()
    desk = window.frame.front
    assert isinstance(desk, ReportScreen)
    desk.write_summary()
    desk.words.fields[SUMMARY_PART].edit.setPlainText("Whoever has paid does not want to be reminded. Two changes would settle most of it.")
    desk.writer.finish()
    camera.wait()
    desk.show_section(Section.SUMMARY)
    camera.take("report-words")
    desk.go_to_sections()
    camera.take("report-sections")
    for command in (BRAND, COMPARE, VERSIONS):
        desk.open_page(command)
        camera.take(command.replace(".", "-"))
        desk.pile.clear()


def shoot_door(window: MainWindow, camera: Camera) -> None:
    """Every result of the door that the sample can show; the bare door last."""
    window.show_place(Place.DOOR)
    camera.wait()
    door = window.frame.front
    assert isinstance(door, DoorScreen)
    QTest.keyClicks(door.box, "ma")
    camera.take("door-several")
    door.box.clear()
    for name, typed in (("door-already", "P03"), ("door-unknown", "Zed Unknown")):
        QTest.keyClicks(door.box, typed)
        QTest.keyClick(door.box, Qt.Key.Key_Return)
        camera.take(name)
    size = window.size()
    door.toggle_full_screen()
    window.resize(size)
    door.add_walk_in()
    QTest.keyClicks(door.front.walk_in.name, "Nora Walker")
    camera.take("door-walk-in")
    QTest.keyClick(door.front.walk_in.name, Qt.Key.Key_Return)
    camera.take("door-welcome")
    door.take_back()
    camera.take("door-undo")
    door.hosting.back()
    door.toggle_full_screen()


def shoot_consent(window: MainWindow, camera: Camera) -> None:
    """The laptop in a guest's hands, and what the team does about consent."""
    workspace, session = window.ctx.workspace, window.ctx.session
    assert workspace is not None
    assert session is not None
    guest = next(line for line in roster_lines(workspace=workspace, session=session.key) if line.status.was_there)
    hand_over(window.ctx, session=session.key, attendance=guest.id)
    camera.wait()
    page = window.cover.page
    assert isinstance(page, HandOverPage)
    for row, yes in zip(page.form.questions.rows, (True, True, False, False), strict=False):
        row.pair.choose(yes=yes)
    camera.take("consent")
    page.form.refuse.click()
    camera.take("consent-thanks")
    window.cover.lift()
    on_paper(window.ctx, session=session.key, attendance=guest.id)
    camera.take("consent-paper")
    open_one = next(line for line in roster_lines(workspace=workspace, session=session.key) if line.seat == "P01")
    window.ctx.covering.emit(WithdrawPage(window.ctx, session.key, open_one.id))
    camera.take("consent-withdraw")
    window.ctx.covering.emit(ReconsentPage(window.ctx))
    camera.take("consent-again")
    window.cover.lift()


if __name__ == "__main__":
    main(*sys.argv[1:])
