"""The pages that lie over the list of notes: read by the screen for its commands and its pile."""

from __future__ import annotations

from council_app.ui.screens.tagging.board.pages import OPENING as BOARD
from council_app.ui.screens.tagging.coders.pages import OPENING as CODERS
from council_app.ui.screens.tagging.opening import Opening
from council_app.ui.screens.tagging.themes.pages import OPENING as THEMES

OPENINGS: tuple[Opening, ...] = (BOARD, CODERS, THEMES)
