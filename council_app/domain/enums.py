"""The closed vocabularies of the product; values are the words used in plan files and on the command line."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class SessionKind(StrEnum):
    """What a session is: a council, a look at a team's real work, or a call to a customer who complained."""

    COUNCIL = "council"
    GEMBA = "gemba"
    CALL = "call"


class SessionStep(StrEnum):
    """What can happen to a session as a whole."""

    START = "start"
    CLOSE = "close"
    REOPEN = "reopen"


class SessionState(StrEnum):
    """How a session stands."""

    PLANNED = "planned"
    LIVE = "live"
    CLOSED = "closed"


class NoteKind(StrEnum):
    """What a note holds."""

    FRICTION = "friction"
    PRAISE = "praise"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    OBSERVATION = "observation"


class Raised(StrEnum):
    """How something came up; only attendees are counted, and nods (`AGREED`) are not."""

    ALONE = "alone"
    PROMPTED = "prompted"
    AGREED = "agreed"


class Severity(IntEnum):
    """How bad it is for the person it happens to (Nielsen's scale)."""

    NONE = 0
    COSMETIC = 1
    MINOR = 2
    SERIOUS = 3
    BLOCKS = 4


class Purpose(StrEnum):
    """What a person may allow to be done."""

    NOTES = "notes"
    PHOTO = "photo"
    RECORDING = "recording"
    QUOTE_INTERNAL = "quote_internal"
    QUOTE_PUBLIC = "quote_public"
    CONTACT = "contact"


class ConsentMethod(StrEnum):
    """How an answer was given."""

    SCREEN = "screen"
    PAPER = "paper"
    VERBAL = "verbal"


class AttendanceStatus(StrEnum):
    """Where a person stands for one session."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    ARRIVED = "arrived"
    WALK_IN = "walk-in"
    NO_SHOW = "no-show"
    CANCELLED = "cancelled"

    @property
    def was_there(self) -> bool:
        """True for those who were in the room."""
        return self in (AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)


class Outcome(StrEnum):
    """How a trial ended."""

    SUCCESS = "success"
    WITH_HELP = "with-help"
    FAIL = "fail"
    ABANDONED = "abandoned"


class QuestionKind(StrEnum):
    """The kinds of question a script can ask."""

    SEQ = "seq"
    SUS = "sus"
    UMUX_LITE = "umux-lite"
    NPS = "nps"
    CSAT = "csat"
    OPEN = "open"
    RATING = "rating"
    CHOICE = "choice"


class DeliveryStatus(StrEnum):
    """The ladder from heard to shipped, and the way off it."""

    HEARD = "heard"
    INVESTIGATING = "investigating"
    PLANNED = "planned"
    IN_TEST = "in-test"
    SHIPPED = "shipped"
    DECLINED = "declined"

    @property
    def step(self) -> int:
        """Position on the ladder, 1–5; 0 for declined."""
        ladder = (self.HEARD, self.INVESTIGATING, self.PLANNED, self.IN_TEST, self.SHIPPED)
        return ladder.index(self) + 1 if self in ladder else 0


class Channel(StrEnum):
    """Where it happened."""

    APP = "app"
    WEB = "web"
    SHOP = "shop"
    PHONE = "phone"
    MAIL = "mail"
    OTHER = "other"


class Audience(StrEnum):
    """Who a report is for: inside the company, or anyone."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class Nature(StrEnum):
    """What an insight touches: what customers take for granted, or what they would be delighted by."""

    BASICS = "basics"
    DELIGHT = "delight"


class RankMethod(StrEnum):
    """By which published scheme insights are scored, beside expected value per effort."""

    RICE = "rice"
    ICE = "ice"
    WSJF = "wsjf"


class Horizon(StrEnum):
    """When an initiative is meant to happen."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class Decision(StrEnum):
    """What a leadership workshop decided about an insight."""

    DO = "do"
    LATER = "later"
    LEARN_MORE = "learn-more"
    DECLINE = "decline"


class Tracker(StrEnum):
    """Where a delegated insight is worked on."""

    JIRA = "jira"
    GITHUB = "github"
    LINEAR = "linear"
    AZURE = "azure"


class TicketState(StrEnum):
    """How work on a delegated insight stands, whatever word the tracker has for it."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class CallOutcome(StrEnum):
    """What became of one telephone call."""

    REACHED = "reached"
    NO_ANSWER = "no-answer"
    CALL_BACK = "call-back"
    WRONG_NUMBER = "wrong-number"
    DECLINED = "declined"


class Solved(StrEnum):
    """Whether what somebody complained about is solved, in their own words."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReportScope(StrEnum):
    """What a report is about: one session, the sessions of one council, or a market over time."""

    SESSION = "session"
    COUNCIL = "council"
    MARKET = "market"


class SaidKind(StrEnum):
    """What a sentence of a post stands on; a part is what the program writes by itself, such as the opening."""

    DELIVERY = "delivery"
    INSIGHT = "insight"
    QUOTE = "quote"
    PART = "part"


class CorrectionCause(StrEnum):
    """Why a published post must be put right."""

    WITHDRAWN = "withdrawn"
    STATUS = "status"
    LATE = "late"
    GONE = "gone"
