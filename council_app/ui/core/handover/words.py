"""What a guest is called, and what languages call themselves."""

from __future__ import annotations

from council_app.settings import LANGUAGE

_LONGEST_NAME = 24


def language_name(language: str) -> str:
    """A language in its own words."""
    return next(label.text for value, label in LANGUAGE.values if value == language)


def greeted(first_name: str) -> str:
    """A name short enough to greet with: what a roster holds may be 200 characters without a space."""
    return first_name if len(first_name) <= _LONGEST_NAME else f"{first_name[: _LONGEST_NAME - 1]}…"
