"""The board of a market: what became of what was heard there."""

from council_app.ui.screens.progress.board.panel import BoardPanel

__all__ = ["BoardPanel"]
