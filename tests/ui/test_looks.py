"""The token file: complete in both themes, and readable by WCAG's measure wherever text stands."""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from council_app.domain.enums import NoteKind
from council_app.paths import resources
from council_app.ui.core.icons import icon_pixmap
from council_app.ui.core.looks import palette, style_sheet
from council_app.ui.core.theme import Mode, Theme, Tokens, load_tokens
from council_app.ui.mainwindow.app import Dressed

TEXT, GROUNDS = ("ink", "ink2", "ink3", "mark-ink", "state.ok.text", "state.warn.text", "state.bad.text"), ("sheet", "canvas", "sunk")
AA, GRAPHIC = 4.5, 3.0


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def theme(looks: Dressed, request: pytest.FixtureRequest) -> Theme:
    return Theme(load_tokens(), request.param)


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, ink: str, ground: str) -> float:
    """WCAG 2.2, contrast ratio."""
    one, other = sorted((luminance(theme.colour(ink)), luminance(theme.colour(ground))), reverse=True)
    return (one + 0.05) / (other + 0.05)


def test_both_themes_name_the_same_colours() -> None:
    tokens: Tokens = load_tokens()
    assert sorted(tokens.light) == sorted(tokens.dark)


def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    weak = [(ink, ground) for ink in TEXT for ground in GROUNDS if contrast(theme, ink, ground) < AA]
    assert weak == []


def test_text_is_readable_on_the_selected_row(theme: Theme) -> None:
    assert [ink for ink in ("ink", "ink2", "mark-ink") if contrast(theme, ink, "mark-tint") < AA] == []


@pytest.mark.parametrize("kind", list(NoteKind))
def test_a_kind_is_readable_on_paper_and_on_its_tint(theme: Theme, kind: NoteKind) -> None:
    assert contrast(theme, f"kind.{kind.value}.ink", "sheet") >= AA
    assert contrast(theme, f"kind.{kind.value}.ink", f"kind.{kind.value}.tint") >= AA


def test_states_and_buttons_are_readable_on_their_fill(theme: Theme) -> None:
    pairs = [(f"state.{state}.text", f"state.{state}.fill") for state in ("ok", "warn", "bad")]
    pairs += [
        ("on-button", "button"),
        ("on-mark", "mark"),
        *((f"flood.{one}.text", f"flood.{one}.fill") for one in ("welcome", "already-in", "not-on-list")),
    ]
    assert [pair for pair in pairs if contrast(theme, *pair) < AA] == []


def test_edges_of_controls_and_bars_are_seen(theme: Theme) -> None:
    seen = [("line2", ground) for ground in ("sheet", "canvas")] + [(f"severity.{step}", "sheet") for step in range(1, 5)]
    assert [pair for pair in seen if contrast(theme, *pair) < GRAPHIC] == []


def test_no_role_of_the_palette_is_left_to_the_system(theme: Theme) -> None:
    made = palette(theme)
    roles = [role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NColorRoles, QPalette.ColorRole.NoRole)]
    unset = [
        (group, role)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
        for role in roles
        if not made.isBrushSet(group, role)
    ]
    assert unset == []


def test_the_style_sheet_holds_no_colour_of_its_own(theme: Theme) -> None:
    known = {theme.colour(name).name() for name in (*load_tokens().light, *load_tokens().dark) if name in load_tokens().light}
    used = {word.strip(";,") for word in style_sheet(theme).split() if word.startswith("#")}
    assert used - known == set()


def test_every_icon_that_is_named_is_shipped(looks: Dressed) -> None:
    shipped = {file.stem for file in resources("icons").glob("*.svg")}
    for name in shipped:
        assert not icon_pixmap(name, QColor("#123456"), 16, 2.0).isNull()
    assert len(shipped) >= 20


def test_the_token_file_is_what_the_report_reads_too() -> None:
    raw = json.loads(resources("theme", "tokens.json").read_text(encoding="utf-8"))
    assert raw["report"]["type"]["quote"] == {"family": "Source Serif 4", "px": 20, "line": 28, "weight": 400, "spacing": 0}


def test_the_application_speaks_inter(looks: Dressed) -> None:
    assert QApplication.font().family() == "Inter"
