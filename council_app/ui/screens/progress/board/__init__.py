"""The board of a market: what became of what was heard there."""

from council_app.ui.screens.progress.board.commands import BOARD_COMMANDS
from council_app.ui.screens.progress.board.panel import BoardPanel

__all__ = ["BOARD_COMMANDS", "BoardPanel"]
