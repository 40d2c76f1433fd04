"""Which report is on show, and the words for what it can be about, whom it is for and what it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council_app.domain.enums import Audience, ReportScope, SessionState
from council_app.domain.papers import Sheet
from council_app.domain.report import ReportAbout, Section
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.report.choosing import ReportChoice

AUDIENCES: tuple[tuple[Audience, Message, Message], ...] = (
    (Audience.INTERNAL, m_("Inside"), m_("Seat codes, and quotes that people allowed inside the company.")),
    (Audience.EXTERNAL, m_("Outside"), m_("No seat codes, and only quotes that people allowed in public.")),
)
SHEETS: Mapping[Sheet, Message] = {Sheet.A4: m_("A4"), Sheet.LETTER: m_("US Letter")}
SECTIONS: Mapping[Section, Message] = {
    Section.SUMMARY: m_("Summary"),
    Section.CHANGES: m_("What changed"),
    Section.WHO: m_("Who we heard"),
    Section.OVERVIEW: m_("Findings at a glance"),
    Section.FINDINGS: m_("Findings"),
    Section.COUNTS: m_("Themes and stages"),
    Section.PROTOTYPES: m_("Prototypes"),
    Section.TRENDS: m_("Across councils"),
    Section.FOLLOW_UP: m_("Earlier promises"),
    Section.QUESTIONS: m_("Open questions"),
    Section.METHOD: m_("Method and limits"),
    Section.CLAIMS: m_("Figures and sources"),
    Section.APPENDIX: m_("Notes"),
}
SCOPES: Mapping[ReportScope, Message] = {
    ReportScope.SESSION: m_("Session"),
    ReportScope.COUNCIL: m_("Council"),
    ReportScope.MARKET: m_("Market"),
}
_STATES: Mapping[SessionState, Message] = {SessionState.PLANNED: m_("planned"), SessionState.LIVE: m_("under way")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: about what, for whom, in which language."""

    about: ReportAbout
    audience: Audience
    language: str


def audience_words(t: Translator, audience: Audience) -> str:
    """“Inside” or “Outside”."""
    return next(t.say(words) for each, words, _ in AUDIENCES if each is audience)


def choice_title(t: Translator, choice: ReportChoice) -> str:
    """“Stockholm, 19 Nov 2026” of a session or a council, “Sweden” of a market."""
    if choice.about.scope is ReportScope.MARKET:
        return t.territory(choice.country)
    first, last = choice.first.date(), choice.last.date()
    day = t.date(first, style="medium")
    if first == last or choice.about.scope is ReportScope.SESSION:
        return t("{city}, {day}", city=choice.city, day=day)
    return t("{city}, {day} to {end}", city=choice.city, day=day, end=t.date(last, style="medium"))


def choice_stands(t: Translator, choice: ReportChoice) -> str:
    """What is known about it in one line: how many sessions and notes, and when a report was saved."""
    market = choice.about.scope is ReportScope.MARKET
    said = [t.say(SCOPES[choice.about.scope])]
    if choice.about.scope is ReportScope.SESSION:
        said.append(t.time(choice.first))
    else:
        said.append(t.n("{count} session", "{count} sessions", choice.sessions))
    if market:
        said.append(t("since {day}", day=t.date(choice.first.date(), style="medium")))
    said.append(t.n("{count} note", "{count} notes", choice.notes) if choice.notes else t("no notes yet"))
    if choice.state in _STATES and not (choice.notes and choice.state is SessionState.PLANNED):
        said.append(t.say(_STATES[choice.state]))
    if choice.saved is not None:
        said.append(t("report saved {day}", day=t.date(choice.saved.date(), style="medium")))
    return " · ".join(said)
