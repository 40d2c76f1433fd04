"""Which papers somebody wants: kinds, for whom, and in which language, as the choices on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

from council_app.domain.enums import AttendanceStatus
from council_app.domain.labels import SHEETS, LabelSheet
from council_app.domain.papers import Form
from council_app.errors import Message, m_
from council_app.i18n import Translator, translator
from council_app.services import papers
from council_app.services.papers import ForWhom, Numbers, Papers
from council_app.services.workspace import Workspace

_LOOKED_AT = 40
"""So many rows of a list are enough for a look; of what fills a page each, two."""


class Kind(Enum):
    """What can be made, and the form it is."""

    BADGES = "badges"
    SIGN_IN = Form.SIGN_IN
    CONSENT = Form.CONSENT
    SEAT_SIGNS = Form.SEAT_SIGNS
    HOST_LIST = Form.HOST_LIST
    CALENDAR = "calendar"

    @property
    def form(self) -> Form | None:
        """The form, or None for badges and the calendar file."""
        return self.value if isinstance(self.value, Form) else None

    @property
    def needs_seats(self) -> bool:
        """Whether it says a seat and a code, so that everybody needs one."""
        return self in (Kind.BADGES, Kind.CONSENT, Kind.SEAT_SIGNS)


KINDS: tuple[tuple[Kind, Message, Message], ...] = (
    (Kind.BADGES, m_("Badges"), m_("First name large, and a code for the door that holds no name.")),
    (Kind.SIGN_IN, m_("Sign-in sheet"), m_("Names and room for signatures, should the laptop fail.")),
    (Kind.CONSENT, m_("Consent forms"), m_("One page each, with the wording of today, and blank ones at the end.")),
    (Kind.SEAT_SIGNS, m_("Seat signs"), m_("A4, folded once; they stand on the table.")),
    (Kind.HOST_LIST, m_("Host list"), m_("What people eat and need, by seat. Not for guests.")),
    (Kind.CALENDAR, m_("Calendar file"), m_("The council's sessions for the invitation. It names no guest.")),
)
BLANKS: Mapping[Kind, int] = {Kind.BADGES: 0, Kind.CONSENT: 2}
"""How many without a name are usual, of what is made with some."""
MOST_BLANKS = 500


class Who(Enum):
    """Whom papers are for, as it is chosen."""

    EXPECTED = "expected"
    TO_COME = "to come"
    WALK_INS = "walk-ins"
    UNANSWERED = "unanswered"
    NAMED = "named"
    CHOSEN = "chosen"


WHO: tuple[tuple[Who, Message], ...] = (
    (Who.EXPECTED, m_("Everyone expected")),
    (Who.TO_COME, m_("Those not in yet")),
    (Who.WALK_INS, m_("Walk-ins")),
    (Who.UNANSWERED, m_("Without all answers")),
    (Who.NAMED, m_("People I name")),
    (Who.CHOSEN, m_("Chosen in the list")),
)
BY_HAND = (Who.NAMED, Who.CHOSEN)
"""Somebody picked them one by one: no cohort takes any of them away."""

_STATUSES = {Who.TO_COME: (AttendanceStatus.CONFIRMED,), Who.WALK_INS: (AttendanceStatus.WALK_IN,)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One choice of everything; `language` is empty for the market's own, `chosen` are ids of attendances, `cohort` is
    the one the window is filtered by; `blanks` is None for as many as is usual.
    """

    session: str
    kind: Kind = Kind.BADGES
    sheet: LabelSheet = SHEETS[0]
    start: int = 1
    who: Who = Who.EXPECTED
    people: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    language: str = ""
    cohort: str | None = None
    blanks: int | None = None

    @property
    def without_name(self) -> int:
        """How many are made without a name, to be written on by hand."""
        usual = BLANKS.get(self.kind, 0)
        return usual if self.blanks is None or self.kind not in BLANKS else self.blanks

    @property
    def whom(self) -> ForWhom:
        """The people meant."""
        if self.who is Who.NAMED:
            return ForWhom(statuses=(), people=self.people)
        if self.who is Who.CHOSEN:
            return ForWhom(statuses=(), attendances=self.chosen)
        chosen = ForWhom(unanswered=self.who is Who.UNANSWERED, cohort=self.cohort)
        return replace(chosen, statuses=_STATUSES[self.who]) if self.who in _STATUSES else chosen

    def names(self, typed: str) -> Wanted:
        """With the people that were typed, parted by commas."""
        return replace(self, people=tuple(part for part in (piece.strip() for piece in typed.split(",")) if part))


@dataclass(frozen=True, slots=True)
class Ready:
    """Papers to print, how many people they are for, and the language they are in."""

    papers: Papers
    numbers: Numbers
    language: str


def prepare(workspace: Workspace, wanted: Wanted, *, whole: bool) -> Ready:
    """Read what is to be printed; all of it, or enough for a look."""
    own = papers.language(workspace=workspace, session=wanted.session)
    t = own if wanted.language in ("", own.language) else translator(wanted.language)
    numbers = papers.numbers(workspace=workspace, session=wanted.session, whom=wanted.whom)
    return Ready(_papers(workspace, wanted, t, whole=whole), numbers, t.language)


def _papers(workspace: Workspace, wanted: Wanted, t: Translator, *, whole: bool) -> Papers:
    form, whom = wanted.kind.form, wanted.whom
    if form is None:
        most = None if whole else max(2, 2 * wanted.sheet.per_sheet - wanted.start + 1)
        return papers.prepare_badges(
            workspace=workspace,
            session=wanted.session,
            sheet=wanted.sheet,
            t=t,
            whom=whom,
            start=wanted.start,
            blanks=wanted.without_name,
            most=most,
        )
    few = 2 if form in (Form.CONSENT, Form.SEAT_SIGNS) else _LOOKED_AT
    blanks = wanted.without_name if whole else 0
    return papers.prepare_forms(
        workspace=workspace, session=wanted.session, kinds=[form], t=t, whom=whom, blanks=blanks, most=None if whole else few
    )
