"""What a report is about and what it is made of, in words that the window, the command line and the printed page share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import ReportScope


class Section(StrEnum):
    """The parts of a report that can be left out and put in another order; the cover always stays and comes first."""

    SUMMARY = "summary"
    CHANGES = "changes"
    WHO = "who"
    OVERVIEW = "overview"
    FINDINGS = "findings"
    COUNTS = "counts"
    PROTOTYPES = "prototypes"
    TRENDS = "trends"
    FOLLOW_UP = "follow-up"
    QUESTIONS = "questions"
    METHOD = "method"
    CLAIMS = "claims"
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class ReportAbout:
    """What a report is about: `key` is the key of the session, of the council or of the market."""

    scope: ReportScope
    key: str


def about_session(key: str) -> ReportAbout:
    """A report about one session."""
    return ReportAbout(ReportScope.SESSION, key)


def part_of(section: Section) -> str:
    """The name under which a comment on a whole section is kept."""
    return f"section:{section}"


def part_of_finding(insight: str) -> str:
    """The name under which a comment on one finding is kept; `insight` is its key."""
    return f"finding:{insight}"


SUMMARY_PART = "summary"
