"""What a report is made of: frozen data, filled by a service and rendered here without asking anything else.

How to fill it: one `SessionReport` per session. What people typed is `str` and is shown as typed; sentences the app makes are
`Message` and are put into the report's language; a count hidden for being below the minimum cell is `None`, never a number.
For an external report only quotes under a live `quote_public` consent may be handed over; `permitted` in `audience.py` takes the rest away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from council_app.domain.enums import Audience, DeliveryStatus, NoteKind, Severity
from council_app.domain.evidence import Evidence
from council_app.domain.gate import Gate
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine, SessionRef
from council_app.domain.report import Section
from council_app.domain.theme_views import ThemesFound
from council_app.errors import Message

Text = str | Message


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
    """Whose report it is; `accent` (`#rrggbb`) replaces marigold on the short rule only, because charts keep their meaning."""

    name: str
    logo: Picture | None = None
    accent: str = ""


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
class Attendance:
    """Who was there; `None` is not told. `limits` are the sentences that say what these people cannot stand for."""

    confirmed: int | None
    came: int | None
    spoke: int | None
    walk_ins: int | None = 0
    no_shows: int | None = 0
    segments: tuple[SegmentCount, ...] = ()
    limits: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said (`verbatim`) or a note about it, in its own language (`lang`, BCP 47).

    `translation` is shown as a translation into the report's language; leave it empty when there is none. `note` is shown,
    `note_id` never is: it tells later whose words went out.
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


@dataclass(frozen=True, slots=True)
class CouncilCount:
    """The same finding at one council; without `likelihood` no interval is drawn, without `evidence` the group was too small to tell."""

    city: str
    on: date
    evidence: Evidence | None
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True)
class StageCount:
    """People at one step of the journey; `here` marks the step the finding is about."""

    name: str
    people: int | None
    critical: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One insight with its evidence; `journey_note` says whose frictions `stages` count, such as “all three councils (55 people)”."""

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


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task of a prototype test: how many did it unaided, with the adjusted-Wald 95 % interval as shares 0–1.

    `seconds` is the geometric mean of those who succeeded; `target_seconds` what the script hoped for.
    """

    title: str
    success: int
    tried: int
    low: float
    high: float
    with_help: int = 0
    seconds: float | None = None
    target_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A questionnaire's mean with its 95 % interval on its own scale; `reading` says what it means (“68 is the middle of all systems”)."""

    name: str
    mean: float
    low: float
    high: float
    answers: int
    scale_low: float
    scale_high: float
    reading: Text = ""
    benchmark: float | None = None


@dataclass(frozen=True, slots=True)
class PrototypeResult:
    """What a test showed. Until `embargo_until` an external report neither names nor shows it."""

    name: str
    version: str
    tasks: tuple[TaskResult, ...] = ()
    scores: tuple[ScoreResult, ...] = ()
    embargo_until: date | None = None
    note: Text = ""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One council's value with its interval."""

    label: str
    mean: float
    low: float
    high: float
    answers: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One measure across councils, oldest first, on the measure's own scale."""

    name: str
    scale_low: float
    scale_high: float
    points: tuple[TrendPoint, ...]

    @property
    def size(self) -> int:
        """How many councils it covers."""
        return len(self.points)


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
    """Something asked that has no answer yet."""

    text: str
    people: int | None = None
    owner: str = ""
    note_id: str = ""


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """People per theme. `people` counts each attendee once, so it may be smaller than the sum of the kinds."""

    path: str
    people: int | None
    unprompted: int | None
    kinds: dict[NoteKind, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One row of a cross table."""

    name: str
    people: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of people by two things, such as theme and segment."""

    title: Text
    columns: tuple[str, ...]
    rows: tuple[CrossRow, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How the council was run and read; `sentences` come in the order they are printed."""

    sentences: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    minimum_cell: int = 5


@dataclass(frozen=True, slots=True)
class SessionReport:
    """Everything one report shows.

    Attributes:
        headline, lead: the claim of the whole session and two or three sentences, shown on the summary.
        as_of: aware; the state of the data, also the date inside the file, so that equal data gives equal bytes.
        claims: three to five.
        contradicts: what speaks against the claims.
        heat: tags against segments, drawn as the window draws it; for internal readers only.
        notes: the appendix, in order; `notes_total` counts them before anything was left out (0: as many as given).
    """

    brand: Brand
    session: SessionRef
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
    follow_up: FollowUp | None = None
    open_questions: tuple[OpenQuestion, ...] = ()
    themes: tuple[ThemeCount, ...] = ()
    stages: tuple[StageCount, ...] = ()
    crossings: tuple[CrossTable, ...] = ()
    heat: ThemesFound | None = None
    method: Method = field(default_factory=Method)
    notes: tuple[NoteLine, ...] = ()
    notes_total: int = 0
    sections: frozenset[Section] = frozenset(Section)
