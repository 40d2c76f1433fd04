"""Every list model behaves as Qt expects, whatever happens to its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.enums import NoteKind, Raised
from council_app.domain.records import NoteLine, TagLabel
from council_app.i18n import translator
from council_app.ui.core.actions import Command
from council_app.ui.core.table import Column, RowsModel
from council_app.ui.mainwindow.commands import COMMANDS
from council_app.ui.mainwindow.palette import PaletteModel
from council_app.ui.screens.room.completion import OfferModel, begun_token, offered_tags
from council_app.ui.screens.room.models import LIVE, MOST, PAGE, StreamModel

START = datetime(2026, 11, 19, 18, tzinfo=UTC)
FIRST = NoteLine(
    id="0000",
    key="n-0",
    session_key="s",
    city="Stockholm",
    zone="Europe/Stockholm",
    at=START,
    author="Sara",
    seat="P03",
    text="Words",
    kind=NoteKind.FRICTION,
    severity=None,
    verbatim=False,
    raised=Raised.ALONE,
    channel=None,
)


def notes(first: int, count: int) -> list[NoteLine]:
    """Notes as a page brings them: newest first."""
    return [note(number) for number in reversed(range(first, first + count))]


def note(number: int) -> NoteLine:
    """The note of a number, written that many seconds after the first."""
    return replace(FIRST, id=f"{number:04}", at=START + timedelta(seconds=number))


def ids(model: StreamModel) -> list[str]:
    return [model.note(model.index(row, 0)).id for row in range(model.rowCount())]


def test_the_stream_shows_the_oldest_first_and_pages_upwards(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = StreamModel(translator("en"))
    qtmodeltester.check(model)
    model.restart(notes(200, PAGE))
    model.add_older(notes(100, PAGE))
    assert ids(model) == [f"{number:04}" for number in range(100, 300)]
    assert (model.oldest, model.at_start) == ("0100", False)
    model.add_older(notes(60, 40))
    assert (model.oldest, model.at_start) == ("0060", True)
    model.add_newest(note(300))
    assert ids(model)[-1] == "0300"
    model.add_newest(replace(note(250), id="0250b"))
    assert ids(model)[-52:-49] == ["0250", "0250b", "0251"]
    qtmodeltester.check(model)


def test_the_stream_never_holds_more_than_a_few_hundred_rows(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = StreamModel(translator("en"))
    qtmodeltester.check(model)
    model.restart(notes(900, PAGE))
    for first in (800, 700, 600, 500):
        model.add_older(notes(first, PAGE))
    assert (model.rowCount(), model.oldest, model.at_end) == (MOST, "0500", False)
    model.add_newest(note(1000))
    assert model.rowCount() == MOST
    model.restart(notes(901, PAGE))
    model.add_older(notes(801, PAGE))
    assert model.rowCount() == 2 * PAGE
    for number in range(1001, 1001 + MOST):
        assert model.add_newest(note(number))
        model.drop_oldest()
        assert PAGE <= model.rowCount() <= LIVE
    assert (ids(model)[-1], model.at_end, model.at_start) == (f"{1000 + MOST}", True, False)
    assert not model.add_newest(replace(note(1), id="0001b"))


def test_the_palette_puts_what_can_run_first_and_finds_without_accents(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    model = PaletteModel(qapp)
    rows: list[tuple[Command, str, str]] = [
        (COMMANDS[0], "Über alles suchen", "open a workspace first"),
        (COMMANDS[1], "Programm", ""),
        (COMMANDS[2], "Überblick", ""),
    ]
    model.load(rows)
    qtmodeltester.check(model)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Programm", "Überblick", "Über alles suchen"]
    model.find("uber")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Überblick", "Über alles suchen"]


def test_a_table_says_what_its_columns_say(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = RowsModel[TagLabel]((Column("Path", lambda tag: tag.path), Column("Colour", lambda tag: tag.colour, right=True)))
    model.show_rows([TagLabel("1", "fees", "#B4321A"), TagLabel("2", "tone", "")])
    qtmodeltester.check(model)
    assert [[model.index(row, column).data() for column in (0, 1)] for row in (0, 1)] == [["fees", "#B4321A"], ["tone", ""]]


def test_completion_offers_tags_by_any_step(qtmodeltester: ModelTester, qapp: QApplication) -> None:
    tags = [TagLabel("1", "fees/clarity", ""), TagLabel("2", "tone", ""), TagLabel("3", "clarity", "")]
    model = OfferModel(qapp)
    model.show_offers(offered_tags(tags, "cla"))
    qtmodeltester.check(model)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["clarity", "fees/clarity"]


def test_a_token_is_begun_only_at_a_word_border() -> None:
    assert begun_token("It crossed @ma", 14) is not None
    assert begun_token("mail me at a@ma", 15) is None
    assert begun_token("#", 1) is not None
    assert begun_token("It crossed @ma yes", 18) is None
