"""Letters back to the people of a market."""

from council_app.ui.screens.progress.letters.page import LettersPage

__all__ = ["LettersPage"]
