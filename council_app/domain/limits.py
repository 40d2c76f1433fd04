"""How long the texts of a workspace may be: what is longer could not stand in a plan file, and so not be dumped any more."""

LINE_LIMIT = 500
"""Characters of a short text: a name, a title, a tag's path."""

TEXT_LIMIT = 50_000
"""Characters of a text of several lines: a note, a quote."""

STROKES_LIMIT = 500_000
"""Characters of a signature, as JSON."""

POST_LIMIT = 200_000
"""Characters of a post in Markdown: some thirty times a long one."""

WHOLE_LIMIT = 10**15
"""The largest whole number: an amount of money, a count of customers."""

MOST_A_YEAR = 52
"""Councils a year that a market can promise itself."""

MOST_DAYS = 365
"""Days from a council to its report that can be aimed at."""
