"""Everything kept about one person, as pages that person can read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

from council_app.domain.enums import AttendanceStatus, CallOutcome, Outcome, Solved
from council_app.domain.papers import Sheet
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.reporting.assets import FONT, faces_for
from council_app.reporting.html import Medium, PrintHtml, faced
from council_app.reporting.look import look
from council_app.reporting.model import Brand
from council_app.reporting.templates import environment

_STATUSES: dict[AttendanceStatus, Message] = {
    AttendanceStatus.CONFIRMED: m_("confirmed"),
    AttendanceStatus.WAITING: m_("waiting"),
    AttendanceStatus.ARRIVED: m_("arrived"),
    AttendanceStatus.WALK_IN: m_("walk-in"),
    AttendanceStatus.NO_SHOW: m_("did not come"),
    AttendanceStatus.CANCELLED: m_("cancelled"),
}
_OUTCOMES: dict[Outcome, Message] = {
    Outcome.SUCCESS: m_("done"),
    Outcome.WITH_HELP: m_("done with help"),
    Outcome.FAIL: m_("not done"),
    Outcome.ABANDONED: m_("given up"),
}
_CALLS: dict[CallOutcome, Message] = {
    CallOutcome.REACHED: m_("reached"),
    CallOutcome.NO_ANSWER: m_("no answer"),
    CallOutcome.CALL_BACK: m_("call back"),
    CallOutcome.WRONG_NUMBER: m_("wrong number"),
    CallOutcome.DECLINED: m_("did not want to talk"),
}
_SOLVED: dict[Solved, Message] = {Solved.YES: m_("solved"), Solved.PARTLY: m_("solved in part"), Solved.NO: m_("not solved")}
_DOCUMENTS = {
    "report": m_("Report"),
    "post": m_("Post"),
    "draft": m_("Post that is not out"),
    "down": m_("Post that was taken down"),
}


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """One answer to one purpose; `label` says in words what was asked."""

    purpose: str
    label: str
    granted: bool
    wording: str
    locale: str
    method: str
    at: datetime
    withdrawn_at: datetime | None
    signature: str | None


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo on one of their notes; `data` is the picture in base64."""

    caption: str
    media_type: str
    data: str


@dataclass(frozen=True, slots=True)
class KeptNote:
    """Something the person said or did, as it was written down."""

    at: datetime
    text: str
    kind: str
    severity: int | None
    verbatim: bool
    tags: tuple[str, ...]
    photos: tuple[KeptPhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptTrial:
    """One task they tried."""

    task: str
    outcome: Outcome
    seconds: float | None


@dataclass(frozen=True, slots=True)
class KeptReply:
    """One question they answered; `value` is as it was stored.

    Attributes:
        locale: the language it was asked in, "" when nobody knows.
        finished: False while the questionnaire is still open on this laptop.
    """

    question: str
    value: object
    locale: str = ""
    finished: bool = True


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One time they spoke."""

    at: datetime
    seconds: float


@dataclass(frozen=True, slots=True)
class KeptCall:
    """One time somebody rang them about what they had told."""

    at: datetime
    by: str
    outcome: CallOutcome
    solved: Solved | None
    said: str
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class KeptSession:
    """What is kept of one session they were registered for; times are in the place's own zone."""

    session: str
    council: str
    city: str
    starts: datetime
    seat: str | None
    status: AttendanceStatus
    arrived_at: datetime | None
    segments: tuple[str, ...]
    access_needs: str
    dietary: str
    invited_by: str
    guests: int
    kept_until: date
    consents: tuple[KeptAnswer, ...]
    notes: tuple[KeptNote, ...]
    trials: tuple[KeptTrial, ...]
    replies: tuple[KeptReply, ...]
    turns: tuple[KeptTurn, ...] = ()
    calls: tuple[KeptCall, ...] = ()

    @property
    def spoken(self) -> int:
        """Whole minutes they spoke, rounded up."""
        return math.ceil(sum(turn.seconds for turn in self.turns) / 60)


@dataclass(frozen=True, slots=True)
class KeptChange:
    """One line of the change log about them: what a value was before and after."""

    at: datetime
    entity: str
    op: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A report or a post that quotes them; `about` of a post that is or was out is its place."""

    kind: str
    about: str
    audience: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptUnfinished:
    """Something on this laptop that is not finished and may be about them: half-typed text, or a photo that waits, by its file name."""

    text: str
    photo: KeptPhoto | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person, whole."""

    name: str
    email: str
    phone: str
    sessions: tuple[KeptSession, ...]
    documents: tuple[KeptDocument, ...]
    history: tuple[KeptChange, ...]
    as_of: datetime
    unfinished: tuple[KeptUnfinished, ...] = ()


def person_html(record: PersonRecord, t: Translator) -> PrintHtml:
    """The pages; the change log is in the machine-readable file beside them, which repeats every value."""
    looks = look(Brand(""), Sheet.A4)
    words = {"statuses": _STATUSES, "outcomes": _OUTCOMES, "documents": _DOCUMENTS, "called": _CALLS, "solved": _SOLVED}
    template = environment(t).get_template("person/record.html.j2")
    dress = {"medium": Medium.PRINT, "look": looks, "tokens": looks.tokens}
    html = template.render(record=record, lang=t.tag, moment=t.moment, say=t.say, duration=t.duration, **words, **dress)
    html = faced(html, {face: f"{FONT}{face.file}" for face in faces_for(html)})
    return PrintHtml(html, {}, {}, identifier=f"person/{t.tag}", epoch=int(record.as_of.timestamp()))
