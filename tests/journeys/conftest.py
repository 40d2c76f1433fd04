"""Journeys that lead through the window use the one that the window's own tests open."""

from tests.ui.conftest import looks, settled, window

__all__ = ["looks", "settled", "window"]
