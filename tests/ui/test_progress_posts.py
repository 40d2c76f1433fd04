"""The Progress place around its posts: begun, typed, held, settled, answered for, signed, written out, published, corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.delivery_rules import Part
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.held import Rule
from council_app.domain.posts import edited
from council_app.services import deliveries, posts
from council_app.services.history import undo
from council_app.services.posting_view import Typed, keep_typed, typed_of
from council_app.services.posts import GeneratorName, PostState
from council_app.services.workspace import open_workspace
from council_app.ui.core.choosing import ChoicePicker
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.progress.commands import COMMANDS, CORRECTIONS, POSTS, REWRITE
from council_app.ui.screens.progress.corrections.page import CorrectionsPage
from council_app.ui.screens.progress.gate.points import Point
from council_app.ui.screens.progress.posts.page import PostsPage
from council_app.ui.screens.progress.rewriting.lines import Fate
from council_app.ui.screens.progress.rewriting.page import RewritePage
from council_app.ui.screens.progress.view import ProgressScreen
from tests import factories as given
from tests.ui.hands import Hands

SAID = (("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late"), ("P03", "Nobody wrote before they charged"))
PLAN = """
council: 1
markets: [{key: gb, locales: [en-GB, sv-SE]}]
deliveries: [{insight: late-fee, market: gb, status: in-test, with: 40 customers in Bristol, since: 2026-06-01}]
"""
DAY = date(2026, 7, 1)
Key = Qt.Key


class Desk(Hands[ProgressScreen]):
    """Somebody at the place."""

    def __init__(self, window: MainWindow, settled: Callable[[], None], qtbot: QtBot) -> None:
        super().__init__(window, Place.PROGRESS, ProgressScreen, settled, qtbot)

    @property
    def text(self) -> str:
        return posts.post_of(workspace=self.workspace, id=self.screen.post).written.text

    @property
    def points(self) -> tuple[Point, ...]:
        assert self.screen.verdict is not None
        return self.screen.verdict.held

    def judged(self) -> None:
        """Everything asked for is done, and the gate has read the last letter."""
        self._settled()
        self._bot.waitUntil(lambda: not self.screen.judging.busy)
        self._settled()

    def kept(self) -> None:
        """What was typed is in its post."""
        self.screen.writer.finish()
        self.judged()

    def begin(self, language: str = "en") -> None:
        self.screen.language = language
        self.screen.begin_pane.begin("gb", DAY, "council@example.org")
        self.judged()
        if self.screen.draft.post is not None and not self.screen.draft.post.ref.locale.startswith(language):
            self.screen.next_locale()
            self.judged()

    def type_at_end_of(self, words: str, typed: str) -> None:
        edit = self.screen.draft.edit
        at = edit.text.index(words) + len(words)
        self.screen.draft.go_to(at, at)
        QTest.keyClicks(edit, typed)
        self.judged()


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, settled: Callable[[], None], qtbot: QtBot) -> Desk:
    with given.workspace(tmp_path, given.people(), given.notes(*SAID), given.INSIGHT, PLAN):
        pass
    window.open_path(tmp_path / "w.council", "")
    settled()
    return Desk(window, settled, qtbot)


def test_an_empty_market_says_what_would_be_written_and_begins_it_in_every_language(desk: Desk) -> None:
    screen = desk.screen
    assert screen.begin_pane.line.text() == (
        "It tells what people said in United Kingdom and what became of it: 1 delivery. "
        "One draft in each of its languages: English and Swedish."
    )
    screen.begin_pane.form.line("day").setText("tomorrow")
    screen.begin_pane.form.send.click()
    assert posts.posts(workspace=desk.workspace) == ()
    screen.begin_pane.form.line("day").setText("2026-07-01")
    QTest.keyClick(screen.begin_pane.form.line("contact"), Key.Key_Return)
    desk.judged()
    assert [ref.locale for ref in posts.posts(workspace=desk.workspace)] == ["en-GB", "sv-SE"]
    assert (desk.points, screen.why_not_export) == ((), "")
    assert screen.draft.line.text() == "United Kingdom, English, as of 1 July 2026. Written from 1 delivery."
    assert [mark.label for mark in screen.draft.edit._marks] == ["a"]


def test_a_typed_sentence_is_held_at_its_place_and_a_jump_leads_there(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    desk.type_at_end_of("where things stand on 1 July 2026.", " We guarantee a reply.")
    (point,) = desk.points
    edit = screen.draft.edit
    assert (point.held.rule, edit.text[slice(*point.span or (0, 0))]) == (Rule.OVERCLAIM, "guarantee")
    assert screen.gate.head.title.text() == "1 sentence holds this back"
    assert (screen.foot.export.isEnabled(), screen.foot.export.toolTip()) == (False, "1 sentence holds this back")
    QTest.keyClick(screen.gate.rows[0], Key.Key_Return)
    assert edit.text[slice(*edit.chosen)] == "guarantee"
    assert [mark.label for mark in edit._marks] == ["1", "a"]


def test_half_typed_words_outlive_the_window(desk: Desk, tmp_path: Path) -> None:
    desk.begin()
    screen, post = desk.screen, desk.screen.post
    desk.type_at_end_of("where things stand on 1 July 2026.", " Half a")
    screen.writer._still.stop()  # the power goes before it is written
    screen.writer._keep()
    desk.judged()
    assert "Half a" not in desk.text
    kept = typed_of(workspace=desk.workspace, post=post)
    assert kept is not None
    assert "2026. Half a" in kept.written.text
    screen.writer._typed.clear()
    desk.workspace.close()
    with open_workspace(path=tmp_path / "w.council", passphrase="", actor="kim") as again:
        found = typed_of(workspace=again, post=post)
    assert found == kept


def test_what_a_power_cut_left_is_on_show_again_and_goes_into_the_post(desk: Desk) -> None:
    desk.begin()
    screen, post = desk.screen, desk.screen.post
    now = screen.draft.now
    typed = Typed(now.written, "A title half wr", now.description, now.slug, now.contact)
    keep_typed(workspace=desk.workspace, post=post, typed=typed)
    screen.reload()
    desk.judged()
    assert screen.draft.title.text == "A title half wr"
    desk.kept()
    assert posts.post_of(workspace=desk.workspace, id=post).ref.title == "A title half wr"
    assert typed_of(workspace=desk.workspace, post=post) is None
    undone = undo(workspace=desk.workspace)
    assert undone is not None
    assert str(undone.label) == "Edit a post"


def test_what_a_power_cut_left_stands_beside_what_somebody_changed_meanwhile(desk: Desk) -> None:
    desk.begin()
    screen, post = desk.screen, desk.screen.post
    now = screen.draft.now
    mine = edited(now.written, f"{now.written.text}\nMy half a sen\n")
    posts.edit(workspace=desk.workspace, id=post, text=f"{now.written.text}\nTheir sentence.\n")
    keep_typed(workspace=desk.workspace, post=post, typed=replace(now, written=mine))
    screen.reload()
    desk.judged()
    both = ["My half a sen", "Their sentence."]
    assert [words in screen.draft.edit.text for words in both] == [True, True]
    desk.kept()
    assert [desk.text.count(words) for words in both] == [1, 1]


def test_who_types_on_while_words_are_written_has_them_once(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    where = "where things stand on 1 July 2026."
    desk.type_at_end_of(where, " One")
    screen.writer.finish()
    QTest.keyClicks(screen.draft.edit, " two")
    desk.kept()
    desk.type_at_end_of(" One two", " three")
    posts.edit(workspace=desk.workspace, id=screen.post, text=f"{desk.text}\nTheir sentence.\n")
    desk.kept()
    assert [desk.text.count(words) for words in (f"{where} One two three", "Their sentence.")] == [1, 1]


def test_a_sentence_keeps_its_delivery_while_one_types_around_and_in_it(desk: Desk) -> None:
    desk.begin()
    desk.type_at_end_of("Name the fee", " plainly")
    desk.kept()
    post = posts.post_of(workspace=desk.workspace, id=desk.screen.post)
    (claim,) = (one for one in post.written.said if one.kind is SaidKind.DELIVERY)
    assert post.written.text[claim.starts : claim.ends].startswith("Name the fee plainly on the first reminder.")


def test_write_what_is_true_puts_the_status_in_place_of_the_claim(desk: Desk) -> None:
    desk.begin()
    edit = desk.screen.draft.edit
    desk.type_at_end_of("Name the fee on the", " bill: you can now see it")
    (point,) = desk.points
    assert point.remedy.words == "In test with 40 customers in Bristol since 1 June 2026."
    desk.screen.settle(point)
    desk.judged()
    assert desk.points == ()
    assert "The late fee comes without warning. In test with 40 customers in Bristol since 1 June 2026." in edit.text
    assert "you can now" not in edit.text


def test_a_changed_status_is_written_anew_with_its_claim(desk: Desk) -> None:
    desk.begin()
    (line,) = deliveries.board(workspace=desk.workspace, market="gb", locale="en").lines
    values: dict[Part, object] = {Part.STATUS: DeliveryStatus.INVESTIGATING}
    deliveries.change(workspace=desk.workspace, delivery=line.id, values=values, today=date(2026, 6, 20))
    desk.screen.reload()
    desk.judged()
    assert {point.held.rule for point in desk.points} == {Rule.STATUS}
    assert desk.screen.draft._newer_strip.isVisible()
    desk.screen.settle(next(point for point in desk.points if point.held.block >= 0))
    desk.judged()
    assert [point.held.words for point in desk.points] == ["are testing"]  # its heading
    desk.kept()
    claim = next(one for one in posts.post_of(workspace=desk.workspace, id=desk.screen.post).written.said if one.kind is SaidKind.DELIVERY)
    assert claim.status is DeliveryStatus.INVESTIGATING
    assert "Being looked into" in desk.text


def test_a_promise_is_linked_to_a_delivery_by_keyboard(desk: Desk) -> None:
    desk.begin()
    desk.type_at_end_of("where things stand on 1 July 2026.", " You can now see it. Thanks.")
    desk.screen.settle_point()
    desk.judged()
    (picker,) = desk.screen.draft.findChildren(ChoicePicker)
    QTest.keyClick(picker.box, Key.Key_Return)
    desk.judged()
    said = [one for one in desk.screen.draft.written.said if one.kind is SaidKind.DELIVERY]
    assert next(desk.screen.draft.written.text[one.starts : one.ends] for one in said) == "You can now see it."
    assert [point.remedy.kind.value for point in desk.points] == ["write"]


def test_another_quote_takes_the_place_of_one_that_may_not_stand(desk: Desk) -> None:
    desk.begin()
    edit = desk.screen.draft.edit
    at = edit.text.index("doormat")
    edit.replace(at, at + len("doormat"), "carpet")
    desk.judged()
    (point,) = desk.points
    desk.screen.settle(point)
    desk.judged()
    (picker,) = desk.screen.draft.findChildren(ChoicePicker)
    QTest.keyClick(picker.box, Key.Key_Return)
    desk.judged()
    assert desk.points == ()
    assert "> Nobody wrote before they charged" in edit.text
    assert "carpet" not in edit.text


def test_a_name_is_taken_out_and_the_blanks_with_it(desk: Desk) -> None:
    desk.begin()
    desk.type_at_end_of("where things stand on 1 July 2026.", " Thanks to Ada Lind for that.")
    desk.screen.settle(desk.points[0])
    desk.judged()
    assert (desk.points, "Thanks to for that." in desk.screen.draft.edit.text) == ((), True)


def test_a_second_person_answers_for_a_word_and_takes_it_back(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    desk.type_at_end_of("where things stand on 1 July 2026.", " We guarantee a reply.")
    row = screen.gate.rows[0]
    row.open_form()
    assert row.form is not None
    for name, words in (("by", desk.workspace.actor), ("reason", "Legal agreed")):
        row.form.line(name).setText(words)
    row.form.send.click()
    desk.kept()
    assert row.form._wrong.text().endswith("who writes a post cannot answer for it. Ask a second person, and write their name.")
    row.form.line("by").setText("Mia Vance")
    row.form.send.click()
    desk.judged()
    assert (desk.points, screen.why_not_export) == ((), "")
    screen.settle(screen.gate.rows[0].point)
    desk.judged()
    assert [point.held.words for point in desk.points] == ["guarantee"]


def test_nobody_answers_for_a_name(desk: Desk) -> None:
    desk.begin()
    desk.type_at_end_of("where things stand on 1 July 2026.", " Ada Lind helped.")
    assert desk.screen.gate.rows[0].answer is None
    desk.screen.to_gate()
    desk.screen.answer_point()
    assert desk.screen.gate.rows[0].form is None


def test_the_title_is_held_at_its_line(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    screen.draft.title.setPlainText("What Ada Lind told us")
    desk.judged()
    screen.next_point()
    title = screen.draft.title
    assert title.textCursor().selectedText() == "Ada Lind"


def sign(desk: Desk, by: str, wrote: str) -> None:
    desk.screen.foot.open_sign()
    form = desk.screen.foot.form
    assert form is not None
    form.line("by").setText(by)
    form.line("wrote").setText(wrote)
    form.send.click()
    desk.judged()


def test_a_post_is_signed_by_a_second_person_published_and_taken_down(desk: Desk) -> None:
    desk.begin()
    screen, foot = desk.screen, desk.screen.foot
    assert (foot._person.text(), foot.out.isEnabled()) == ("Second person: not signed yet", False)
    sign(desk, "Kim", "kim")
    assert foot.form is not None
    assert posts.post_of(workspace=desk.workspace, id=screen.post).signoff is None
    sign(desk, "Mia Vance", "Kim")
    assert foot._person.text().startswith("Mia Vance signed on ")
    screen.record_out()
    assert foot.form is not None
    foot.form.line("place").setText("https://example.org/fee")
    foot.form.line("day").setText("2026-07-02")
    foot.form.send.click()
    desk.judged()
    assert foot._out_line.text() == "Out since 2 Jul 2026: https://example.org/fee"
    assert screen.heading.posts.text() == "Posts, 1 out"
    screen.record_down()
    assert foot.form is not None
    foot.form.line("day").setText("2026-07-03")
    foot.form.send.click()
    desk.judged()
    assert posts.post_of(workspace=desk.workspace, id=screen.post).ref.state is PostState.DOWN


def test_a_signature_ends_with_the_next_letter(desk: Desk) -> None:
    desk.begin()
    sign(desk, "Mia Vance", "Kim")
    desk.type_at_end_of("where things stand on 1 July 2026.", " So.")
    assert desk.screen.foot._person.text() == "Mia Vance signed an earlier text, not this one"
    assert desk.screen.foot.out.toolTip() == "A second person signs it off first."


def test_drafts_are_written_for_a_generator_and_it_says_what_to_watch(desk: Desk, tmp_path: Path) -> None:
    desk.begin()
    screen = desk.screen
    screen.foot.choose(GeneratorName.ELEVENTY)
    assert screen.foot.export.text() == "Export for Eleventy"
    screen.export_to(tmp_path / "site")
    desk.judged()
    assert screen.exported.words.text() == f"2 drafts lie in {tmp_path / 'site'}."
    assert screen.exported.caution.text().startswith("Eleventy publishes “draft: true” unless a preprocessor drops it.")
    assert sorted(path.name for path in (tmp_path / "site").rglob("*.md")) == ["gb-2026-07-01.en.md", "gb-2026-07-01.sv.md"]


def test_words_typed_a_moment_ago_are_in_the_files(desk: Desk, tmp_path: Path) -> None:
    desk.begin()
    desk.screen.foot.whole = False
    desk.type_at_end_of("where things stand on 1 July 2026.", " Thank you.")
    desk.screen.export_to(tmp_path / "site")
    desk.judged()
    (file,) = (tmp_path / "site").rglob("*.md")
    assert "Thank you." in file.read_text(encoding="utf-8")


def test_writing_again_takes_what_is_new_and_asks_where_both_changed(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    desk.type_at_end_of("Name the fee", " plainly")
    desk.kept()
    (line,) = deliveries.board(workspace=desk.workspace, market="gb", locale="en").lines
    deliveries.change(workspace=desk.workspace, delivery=line.id, values={Part.SCOPE: "400 customers in Bristol"})
    screen.open_page(REWRITE)
    desk.judged()
    page = screen.pile.top
    assert isinstance(page, RewritePage)
    page.day.setText("2026-07-01")
    page.read()
    desk.judged()
    assert list(page.clashes) == [0]
    assert page.settled == ()
    page.clashes[0].new.click()
    page.write()
    desk.judged()
    assert "Name the fee on the first reminder. In test with 400 customers in Bristol" in desk.text
    assert screen.pile.top is None
    undo(workspace=desk.workspace)
    assert "plainly" in desk.text
    assert Fate.CLASH.value == "clash"


def test_the_posts_are_listed_and_opened_by_keyboard(desk: Desk) -> None:
    desk.begin()
    screen = desk.screen
    screen.open_page(POSTS)
    desk.judged()
    page = screen.pile.top
    assert isinstance(page, PostsPage)
    assert [(ref.locale, ref.state) for ref in page.model.lines] == [("en-GB", PostState.DRAFT), ("sv-SE", PostState.DRAFT)]
    QTest.keyClick(page.list, Key.Key_Down)
    QTest.keyClick(page.list, Key.Key_Return)
    desk.judged()
    assert screen.pile.top is None
    assert screen.draft.post is not None
    assert screen.draft.post.ref.locale == "sv-SE"
    screen.remove_post()
    desk.judged()
    assert [ref.locale for ref in posts.posts(workspace=desk.workspace)] == ["en-GB"]
    assert screen.draft.post.ref.locale == "en-GB"


def out(desk: Desk) -> None:
    """The post is out, and then its delivery is not what it was."""
    sign(desk, "Mia Vance", "Kim")
    posts.publish(workspace=desk.workspace, id=desk.screen.post, day=date(2026, 7, 2), place="https://example.org/fee")
    (line,) = deliveries.board(workspace=desk.workspace, market="gb", locale="en").lines
    deliveries.change(workspace=desk.workspace, delivery=line.id, values={Part.STATUS: DeliveryStatus.INVESTIGATING})
    desk.screen.reload()
    desk.judged()


def test_what_is_out_and_no_longer_so_is_put_right(desk: Desk) -> None:
    desk.begin()
    out(desk)
    screen = desk.screen
    assert screen.heading.corrections.text() == "Corrections, 1"
    screen.open_page(CORRECTIONS)
    desk.judged()
    page = screen.pile.top
    assert isinstance(page, CorrectionsPage)
    assert page.why.text() == "It said “in test”; today it is “being looked into”."
    drafted = page.text.toPlainText()
    page.text.setPlainText("We were too quick.")
    page.leave()
    desk.judged()
    assert screen.pile.top is None
    (due,) = posts.corrections(workspace=desk.workspace)
    assert (due.text, due.drafted) == ("We were too quick.", True)
    screen.open_page(CORRECTIONS)
    desk.judged()
    page = screen.pile.top
    assert isinstance(page, CorrectionsPage)
    page.again.click()
    desk.judged()
    assert page.text.toPlainText() == drafted
    page.form.send.click()
    desk.judged()
    assert (posts.corrections(workspace=desk.workspace), page._layers.currentIndex()) == ((), 1)


def test_a_correction_that_names_somebody_stays_in_sight_and_the_page_open(desk: Desk) -> None:
    desk.begin()
    out(desk)
    desk.screen.open_page(CORRECTIONS)
    desk.judged()
    page = desk.screen.pile.top
    assert isinstance(page, CorrectionsPage)
    page.text.setPlainText("Ada Lind was right.")
    page.leave()
    desk.judged()
    assert desk.screen.pile.top is page
    assert desk.screen.unkept == ("Ada Lind was right.",)
    assert page.field._below.text() != ""


def test_only_a_correction_that_was_kept_is_copied_or_settled(desk: Desk) -> None:
    desk.begin()
    out(desk)
    desk.screen.open_page(CORRECTIONS)
    desk.judged()
    page = desk.screen.pile.top
    assert isinstance(page, CorrectionsPage)
    QApplication.clipboard().setText("before")
    page.text.setPlainText("Ada Lind was right.")
    for button in (page.copy, page.form.send):
        button.click()
        desk.judged()
    assert (QApplication.clipboard().text(), len(posts.corrections(workspace=desk.workspace))) == ("before", 1)
    page.text.setPlainText("We were too quick.")
    page.copy.click()
    desk.judged()
    (due,) = posts.corrections(workspace=desk.workspace)
    assert (QApplication.clipboard().text(), due.text) == ("We were too quick.", "We were too quick.")
    page.text.setPlainText("We were far too quick.")
    page.form.send.click()
    desk.judged()
    assert posts.corrections(workspace=desk.workspace) == ()


def test_a_file_for_reading_only_says_so_and_takes_no_letter(desk: Desk, tmp_path: Path, settled: Callable[[], None]) -> None:
    desk.begin()
    screen = desk.screen
    desk.workspace.read_only = True  # type: ignore[misc]  # as if somebody else held the file
    screen.reload()
    desk.judged()
    assert (screen.draft.edit.isReadOnly(), screen.foot.sign.toolTip()) == (True, "This file is open for reading only.")


def test_every_command_has_its_method_and_no_key_twice() -> None:
    assert [command.id for command in COMMANDS if not hasattr(ProgressScreen, command.handler)] == []
    keys = [command.keys for command in COMMANDS if command.keys]
    assert len(keys) == len(set(keys))


def test_markdown_is_copied_and_pasted_as_it_is(desk: Desk) -> None:
    desk.begin()
    edit = desk.screen.draft.edit
    before = edit.text
    edit.selectAll()
    edit.copy()
    assert QApplication.clipboard().text() == before
    edit.paste()
    desk.judged()
    assert edit.text == before
    assert [one.kind for one in desk.screen.draft.written.said].count(SaidKind.DELIVERY) == 1
