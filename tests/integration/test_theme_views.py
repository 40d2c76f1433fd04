"""A picture, its table, the file and the numbers for scripts are one answer: the same counts, small groups told in none of them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import page as ua
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from council_app.domain.crosstabs import Breakdown
from council_app.domain.enums import Audience, Raised
from council_app.domain.note_filter import Facet, Match, NoteFilter, filter_of, where
from council_app.domain.report import about_session
from council_app.domain.theme_documents import document_of
from council_app.domain.theme_grids import behind, grid
from council_app.domain.theme_views import ThemesAsked, ThemesFound, View
from council_app.errors import CouncilError, Progress
from council_app.i18n import translator
from council_app.reporting import pdf
from council_app.reporting.html import print_html
from council_app.reporting.pictures.heat import step_of
from council_app.reporting.pictures.shapes import breadth, fitted, wrapped
from council_app.services import listing
from council_app.services.report.building import build_report
from council_app.services.theme_views import draw_themes, find_themes, save_themes, table_of
from council_app.services.themes import what_was_said
from council_app.services.workspace import Workspace
from tests import factories as given
from tests import theme_factory as themes_given
from tests.program import run

EN, DE = translator("en"), translator("de")
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    return themes_given.heard(tmp_path)


def labels(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{_SVG}text")]


def shown(found: ThemesFound) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in table_of(found=found, t=EN)[1]]


def contains(whole: list[str], part: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole)))


@pytest.mark.parametrize("by", Breakdown)
def test_picture_table_and_script_tell_the_same_numbers(heard: Workspace, by: Breakdown) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(by=by))
    drawn, rows, told = labels(draw_themes(found=found, t=EN)), shown(found), document_of(found)
    assert contains(drawn, [cell for row in rows for cell in row])
    cells = [*told["rows"], {"cells": [each["people"] for each in told["columns"]], "people": told["people"]}]  # type: ignore[misc,index]
    as_numbers = [[None if cell == "under 5" else int(cell) for cell in row[1:]] for row in rows]
    assert as_numbers == [[*row["cells"], row["people"]] for row in cells]  # type: ignore[index,misc]


def test_what_comes_together_is_drawn_as_it_is_listed(heard: Workspace) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(View.TOGETHER))
    assert shown(found) == [["Fees", "12", "5"], ["Tone", "5", "6"]]
    assert contains(labels(draw_themes(found=found, t=EN)), ["1", "2", "1 Fees", "12", "5", "2 Tone", "5", "6"])
    assert document_of(found)["cells"] == [[12, 5], [5, 6]]


def test_the_curve_says_what_is_new_and_what_is_known(heard: Workspace, tmp_path: Path) -> None:
    themes_given.heard_later(heard, tmp_path)
    found = find_themes(workspace=heard, asked=ThemesAsked(View.CURVE))
    assert [row[2:] for row in shown(found)] == [["3", "3"], ["0", "3"]]
    assert contains(labels(draw_themes(found=found, t=EN)), ["New", "3", "0", "Known", "3", "3"])
    assert document_of(found)["sessions"] == [
        {"session": "bristol-am", "new": 3, "known": 3},
        {"session": "leeds-am", "new": 0, "known": 3},
    ]


def test_a_trend_stands_with_its_counts_and_its_word(heard: Workspace, tmp_path: Path) -> None:
    themes_given.heard_later(heard, tmp_path)
    found = find_themes(workspace=heard, asked=ThemesAsked(View.TRENDS))
    assert shown(found) == [
        ["gb", "Fees", "12", "12", "12", "12", "no clear change"],
        ["gb", "Tone", "6", "12", "12", "12", "grows"],
    ]
    drawn = labels(draw_themes(found=found, t=EN))
    assert contains(drawn, ["Tone", "6 of 12 → 12 of 12", "grows"])
    assert not any("complete" in label for label in drawn)


def test_a_promise_stands_beside_what_was_heard(heard: Workspace) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(View.PROMISE))
    assert [row[1:6] for row in shown(found)] == [["Choose", "yes", "5", "0", "5"], ["Pay", "", "12", "1", "12"]]
    svg = draw_themes(found=found, t=EN)
    assert contains(labels(svg), ["Pay", "12", "1"])
    assert "“No surprises”" in labels(svg)
    assert "moment of truth" in labels(svg)
    public = find_themes(workspace=heard, asked=ThemesAsked(View.PROMISE, minimum=10))
    assert [row[1:6] for row in shown(public)] == [["Choose", "yes", "under 10", "0", "under 10"], ["Pay", "", "12", "under 10", "12"]]
    assert contains(labels(draw_themes(found=public, t=EN)), ["Pay", "12", "under 10"])


def test_the_notes_behind_a_number_are_those_that_were_counted(heard: Workspace) -> None:
    table = grid(find_themes(workspace=heard, asked=ThemesAsked(by=Breakdown.SEGMENT)))
    fees = table.rows[0]
    behind_often = fees[2].behind
    assert behind_often is not None
    found = listing.page(workspace=heard, filter=behind_often).notes
    assert ({note.seat for note in found}, len(found)) == (set(themes_given.OFTEN), 10)
    tone = table.rows[1][-1].behind
    assert tone is not None
    assert len(listing.page(workspace=heard, filter=tone).notes) == 6


def test_behind_a_cell_both_tags_are_asked_for() -> None:
    wanted = behind(filter_of([where(Facet.TAG, "a")]), where(Facet.TAG, "b"), where(Facet.SEGMENT, "new"))
    assert wanted.of(Facet.TAG, Match.ALL) == where(Facet.TAG, "a", "b", match=Match.ALL)
    assert wanted.of(Facet.TAG) is None
    assert wanted.of(Facet.RAISED, Match.NONE) == where(Facet.RAISED, Raised.AGREED.value, match=Match.NONE)


def test_a_picture_has_no_style_sheet_and_the_same_bytes_again(heard: Workspace) -> None:
    for view in View:
        found = find_themes(workspace=heard, asked=ThemesAsked(view))
        svg = draw_themes(found=found, t=EN)
        assert svg == draw_themes(found=find_themes(workspace=heard, asked=ThemesAsked(view)), t=EN)
        assert "<style" not in svg
        assert "style=" not in svg
        assert (ElementTree.fromstring(svg).findtext(f"{_SVG}title") or "") != ""


def test_a_dark_window_gets_other_colours_and_the_same_words(heard: Workspace) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked())
    light, dark = draw_themes(found=found, t=EN), draw_themes(found=found, t=EN, dark=True)
    assert labels(light) == labels(dark)
    assert set(re.findall(r'fill="(#\w+)"', light)) != set(re.findall(r'fill="(#\w+)"', dark))


def test_columns_of_few_people_do_not_tell_how_many(heard: Workspace) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(minimum=6))
    assert shown(found)[-1] == ["Everybody heard", "under 6", "under 6", "12"]


def test_files_are_safe_and_speak_the_language_asked_for(heard: Workspace, tmp_path: Path) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(View.PROMISE, minimum=10))
    assert save_themes(found=found, out=tmp_path / "p.csv", t=DE) == 2
    assert "unter 10" in (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    save_themes(found=found, out=tmp_path / "p.xlsx", t=DE)
    save_themes(found=found, out=tmp_path / "p.svg", t=DE)
    assert "unter 10" in labels((tmp_path / "p.svg").read_text(encoding="utf-8"))
    with pytest.raises(CouncilError):
        save_themes(found=found, out=tmp_path / "p.doc", t=DE)


def test_nothing_is_written_where_there_is_nothing_to_show(heard: Workspace, tmp_path: Path) -> None:
    found = find_themes(workspace=heard, asked=ThemesAsked(View.TRENDS))
    with pytest.raises(CouncilError):
        save_themes(found=found, out=tmp_path / "t.csv", t=EN)
    assert not (tmp_path / "t.csv").exists()


def test_the_command_line_writes_the_table_and_prints_its_numbers(
    heard: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = document_of(find_themes(workspace=heard, asked=ThemesAsked(by=Breakdown.STAGE)))
    heard.close()
    asked = ("export", "tables", "--from", tmp_path / "w.council", "--out", tmp_path / "t.csv")
    assert run(capsys, *asked, "--by", "stage", "--json").document == {"file": str(tmp_path / "t.csv"), "lines": 3, **expected}
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "Fees,5,12,12",
        "Tone,under 5,under 5,6",
        "Everybody heard,5,12,12",
    ]
    assert run(capsys, *asked, "--trends").refused_clearly
    assert run(capsys, *asked, "--tag", "nothing").refused_clearly
    assert run(capsys, *asked, "--tag", "fees", "--json").document["rows"] == [{"tag": "fees/late", "cells": [7, 5], "people": 12}]


def test_reading_everything_tells_how_far_it_is(heard: Workspace) -> None:
    steps: list[Progress] = []
    what_was_said(workspace=heard, progress=steps.append)
    assert [(step.done, step.total) for step in steps] == [(0, 19)]


@for_all(st.text(max_size=80), st.integers(20, 300))
def test_no_label_is_wider_than_its_room(text: str, room: int) -> None:
    assert breadth(fitted(text, 12, room), 12) <= max(room, breadth("…", 12))
    assert all(breadth(line, 12) <= max(room, breadth("…", 12)) for line in wrapped(text, 12, room, lines=3))


@for_all(st.text(max_size=40))
def test_whatever_a_tag_is_called_nothing_that_xml_cannot_hold_is_drawn(name: str) -> None:
    assert all(letter.isprintable() for letter in fitted(name, 12, 500))


@for_all(st.integers(0, 5000), st.integers(0, 5000))
def test_a_larger_count_is_never_lighter(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert step_of(less, more) <= step_of(more, more) <= 5


def test_an_unknown_tag_is_refused(heard: Workspace) -> None:
    with pytest.raises(CouncilError):
        find_themes(workspace=heard, asked=ThemesAsked(root="nothing", wanted=NoteFilter()))


def test_the_report_shows_the_windows_picture_to_its_own_people_only(heard: Workspace) -> None:
    def page(audience: Audience) -> str:
        report = build_report(workspace=heard, about=about_session(given.SESSION), audience=audience, t=EN)
        return print_html(report, EN).html

    wanted = filter_of([where(Facet.SESSION, given.SESSION)])
    drawn = draw_themes(found=find_themes(workspace=heard, asked=ThemesAsked(wanted=wanted)), t=EN)
    assert page(Audience.INTERNAL).count(drawn) == 1
    assert page(Audience.EXTERNAL).count("people by tag and segment") == 0


def test_a_report_with_the_picture_passes_the_pdf_ua_check_and_has_the_same_bytes_again(heard: Workspace) -> None:
    html = print_html(build_report(workspace=heard, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=DE), DE)
    printed = pdf.write(html)
    assert ua.validate_pdf_bytes(printed, profile="ua1").is_compliant
    assert printed == pdf.write(html)
