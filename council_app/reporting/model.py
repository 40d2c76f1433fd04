"""What a report is made of: frozen data, filled by a service and rendered here without asking anything else.

How to fill it: one `Report` for a session, a council or a market. What people typed is `str` and is shown as typed; sentences the app
makes are `Message` and are put into the report's language; a count hidden for being below the minimum cell is `None`, never a number.
For an external report only quotes under a live `quote_public` consent may be handed over; `permitted` in `audience.py` takes the rest away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from council_app.domain.enums import Audience, DeliveryStatus, NoteKind, Severity
from council_app.domain.evidence import Evidence
from council_app.domain.gate import Gate
from council_app.domain.likelihood import Likelihood
from council_app.domain.papers import Sheet
from council_app.domain.ranking.model import Ranked
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine, SessionRef
from council_app.domain.report import ReportAbout, Section
from council_app.domain.theme_views import ThemesFound
from council_app.reporting.measured import CrossRow as CrossRow
from council_app.reporting.measured import CrossTable as CrossTable
from council_app.reporting.measured import PrototypeResult as PrototypeResult
from council_app.reporting.measured import ScoreResult as ScoreResult
from council_app.reporting.measured import TaskResult as TaskResult
from council_app.reporting.measured import Trend as Trend
from council_app.reporting.measured import TrendPoint as TrendPoint
from council_app.reporting.told import Text as Text
from council_app.reporting.told import Told as Told
from council_app.reporting.told import ToldKind as ToldKind
from council_app.reporting.told import WhatChanged as WhatChanged
from council_app.reporting.told import Written as Written


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its bytes (PNG, JPEG or SVG), its media type, what it shows in words, a line below it, and the words drawn into it."""

    data: bytes
    media_type: str
    alt: str
    caption: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose report it is, and how it looks; charts keep their own colours, because those have a meaning.

    Attributes:
        first, second: `#rrggbb`, or "" for the program's own: the first for words, the second for rules instead of marigold.
        typeface: a name of those that are shipped, or "".
    """

    name: str
    logo: Picture | None = None
    first: str = ""
    second: str = ""
    typeface: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the summary; `finding` is the key of the insight it comes from; no `evidence`: heard in too small a group to tell."""

    kind: NoteKind
    title: str
    detail: str
    evidence: Evidence | None
    severity: Severity | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader is asked to decide; without `who` the page says that an owner is needed."""

    text: str
    team: str = ""
    who: str = ""
    by: date | str | None = None


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """How many attendees belong to a segment; `None` when that would be below the minimum cell."""

    name: str
    people: int | None


@dataclass(frozen=True, slots=True)
class SessionCount:
    """Who came to one of several sessions (or councils), and how many notes were taken; `None` is not told."""

    label: str
    on: date
    came: int | None
    spoke: int | None
    notes: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there, each person once; `None` is not told.

    `limits` are the sentences that say what these people cannot stand for; `sessions` has one line for each of several sessions, or
    councils of a market.
    """

    confirmed: int | None
    came: int | None
    spoke: int | None
    walk_ins: int | None = 0
    no_shows: int | None = 0
    segments: tuple[SegmentCount, ...] = ()
    limits: tuple[Text, ...] = ()
    sessions: tuple[SessionCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said (`verbatim`) or a note about it, in its own language (`lang`, BCP 47).

    `translation` is shown as a translation into the report's language; leave it empty when there is none. `note` is shown,
    `note_id` never is: it tells later whose words went out. `id` is that of the claims page, such as `Q3`.
    """

    note: str
    kind: NoteKind
    text: str
    lang: str
    city: str
    seat: str | None = None
    verbatim: bool = True
    translation: str = ""
    note_id: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class CouncilCount:
    """The same finding at one session or council; `here` is part of what the report is about.

    Without `likelihood` no interval is drawn, without `evidence` the group was too small to tell.
    """

    city: str
    on: date
    evidence: Evidence | None
    likelihood: Likelihood | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class StageCount:
    """People at one step of the journey; `here` marks the step the finding is about."""

    name: str
    people: int | None
    critical: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One insight with its evidence; `journey_note` says whose frictions `stages` count, such as “all three councils (55 people)”.

    `notes` are the keys of the notes behind it, for internal readers.
    """

    facts: InsightFacts
    kind: NoteKind
    severity: Severity | None
    evidence: Evidence
    likelihood: Likelihood | None
    gate: Gate
    by_council: tuple[CouncilCount, ...] = ()
    stages: tuple[StageCount, ...] = ()
    journey_note: Text = ""
    quotes: tuple[Quote, ...] = ()
    against: tuple[Quote, ...] = ()
    against_note: Text = ""
    pictures: tuple[Picture, ...] = ()
    delivery: DeliveryFacts | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of what was promised; `since` names the occasion, such as “in September”."""

    since: Text
    deliveries: tuple[DeliveryFacts, ...] = ()

    def count(self, status: DeliveryStatus) -> int:
        """How many promises stand at `status`."""
        return sum(delivery.status is status for delivery in self.deliveries)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something asked that has no answer yet; `note` is the key of its note, for internal readers, `id` that of the claims page."""

    text: str
    people: int | None = None
    owner: str = ""
    note_id: str = ""
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """People per theme. `people` counts each attendee once, so it may be smaller than the sum of the kinds."""

    path: str
    people: int | None
    unprompted: int | None
    kinds: dict[NoteKind, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """How the council was run and read; `sentences` come in the order they are printed."""

    sentences: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    minimum_cell: int = 5


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one report shows.

    Attributes:
        about: what it is about; `sessions` are those it covers, oldest first, at least one.
        heading: the title line of the cover.
        occasion: where and when, for the furniture of the pages.
        headline, lead: the claim of the whole and two or three sentences, shown on the summary.
        as_of: aware; the state of the data, also the date inside the file, so that equal data gives equal bytes.
        claims: three to five.
        contradicts: what speaks against the claims.
        trends_note: why there are no lines across councils, or what they cannot say.
        heat, curve, pairs: tags against segments, how themes became known, what comes together, as the window has them; internal.
        likelihoods: the findings with their numbers, for the picture of intervals; internal.
        notes: the appendix, in order; `notes_total` counts them before anything was left out (0: as many as given).
        sections: in the order in which they are printed; the cover always comes first.
        written: what people wrote; it never replaces a number.
        told: every figure and quote of the report, in its order; `figures` are the bare numbers by place, also of sections left out.
    """

    brand: Brand
    about: ReportAbout
    sessions: tuple[SessionRef, ...]
    heading: Text
    occasion: Text
    locale: str
    audience: Audience
    as_of: datetime
    headline: str
    lead: str
    attendance: Attendance
    claims: tuple[Claim, ...] = ()
    contradicts: Text = ""
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    prototypes: tuple[PrototypeResult, ...] = ()
    trends: tuple[Trend, ...] = ()
    trends_note: Text = ""
    follow_up: FollowUp | None = None
    open_questions: tuple[OpenQuestion, ...] = ()
    themes: tuple[ThemeCount, ...] = ()
    stages: tuple[StageCount, ...] = ()
    crossings: tuple[CrossTable, ...] = ()
    heat: ThemesFound | None = None
    curve: ThemesFound | None = None
    pairs: ThemesFound | None = None
    likelihoods: tuple[Ranked, ...] = ()
    method: Method = field(default_factory=Method)
    notes: tuple[NoteLine, ...] = ()
    notes_total: int = 0
    sections: tuple[Section, ...] = tuple(Section)
    written: tuple[Written, ...] = ()
    changed: WhatChanged | None = None
    told: tuple[Told, ...] = ()
    figures: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict)
    sheet: Sheet = Sheet.A4

    def wrote(self, part: str) -> str:
        """What a person wrote there (`SUMMARY_PART`, `part_of`, `part_of_finding`); "" for nothing."""
        return next((written.text for written in self.written if written.part == part), "")

    def ids(self, at: str) -> tuple[str, ...]:
        """The ids of what is told at a place, such as `finding:late-fee`, in the order of the claims page."""
        return tuple(told.id for told in self.told if told.at == at)
