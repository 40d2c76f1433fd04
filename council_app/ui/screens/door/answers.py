"""What came of a name or a scan, and how it is said: a flood of colour with its shape, a title, a line, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from enum import Enum

from council_app.domain.door import Guest
from council_app.domain.enums import Purpose
from council_app.domain.records import SessionRef
from council_app.i18n import Translator
from council_app.services.door import CheckedIn, DoorResult


class Kind(Enum):
    """What the door has to say."""

    WELCOME = "welcome"
    ALREADY = "already"
    WAITING = "waiting"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    OTHER_BADGE = "other-badge"
    EXPECTED = "expected"
    TAKEN_BACK = "taken-back"
    RECALLED = "recalled"
    LOST = "lost"

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody must do something about it: it may not pass unseen."""
        return self in (Kind.WAITING, Kind.UNKNOWN, Kind.OTHER_BADGE, Kind.LOST)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the door.

    Attributes:
        session: key of the session it was given in.
        typed: what was typed or scanned; `scanned` says which.
        by: who let them in; `elsewhere` on another laptop.
        missing: purposes they were not asked about yet.
        badge_of: key of the session whose badge it is.
        why: what went wrong, in words.
    """

    kind: Kind
    session: str
    typed: str = ""
    guest: Guest | None = None
    at: datetime | None = None
    by: str = ""
    elsewhere: bool = False
    missing: tuple[Purpose, ...] = ()
    badge_of: str = ""
    why: str = ""
    scanned: bool = False

    def asked(self, missing: tuple[Purpose, ...]) -> Answer:
        """The same answer when something was asked meanwhile."""
        return replace(self, missing=missing)


_KINDS = {
    DoorResult.ARRIVED: Kind.WELCOME,
    DoorResult.ALREADY: Kind.ALREADY,
    DoorResult.WAITLISTED: Kind.WAITING,
    DoorResult.UNKNOWN: Kind.UNKNOWN,
    DoorResult.AMBIGUOUS: Kind.SEVERAL,
}


def answer_of(session: str, typed: str, done: CheckedIn, *, scanned: bool = False) -> Answer:
    """A service's result as an answer; without `let` nobody came in, however welcome they would be."""
    guest = done.matches[0] if len(done.matches) == 1 else None
    kind = Kind.OTHER_BADGE if done.badge_of else _KINDS[done.result]
    let = done.let
    if let is None:
        seen = guest is not None and kind in (Kind.WELCOME, Kind.ALREADY)
        return Answer(Kind.EXPECTED if seen else kind, session, typed, guest, badge_of=done.badge_of or "", scanned=scanned)
    return Answer(kind, session, typed, let.guest, let.at, let.by, let.elsewhere, let.missing, scanned=scanned)


def title(t: Translator, answer: Answer) -> str:
    """The large line."""
    first = answer.guest.first_name if answer.guest is not None else ""
    said = {
        Kind.WELCOME: t("Welcome, {name}", name=first),
        Kind.ALREADY: t("Already in"),
        Kind.WAITING: t("On the waiting list"),
        Kind.UNKNOWN: t("Not on the list"),
        Kind.SEVERAL: t("Several people"),
        Kind.OTHER_BADGE: t("Another session’s badge"),
        Kind.EXPECTED: t("Expected"),
        Kind.TAKEN_BACK: t("Taken back"),
        Kind.RECALLED: first,
        Kind.LOST: t("Not let in"),
    }
    return said[answer.kind]


def line(t: Translator, answer: Answer, other: SessionRef | None = None, zone: tzinfo | None = None) -> str:
    """The sentence below: who it is, and what there is to know. `other` is the session whose badge was scanned."""
    guest, kind = answer.guest, answer.kind
    if kind is Kind.LOST:
        return answer.why
    if kind is Kind.OTHER_BADGE:
        where = _when_and_where(t, other) if other is not None else answer.badge_of
        return t("This badge is for {session}. Nothing was changed.", session=where)
    if guest is None:
        if answer.scanned:
            return t("Nobody here has this badge.")
        return t("Nobody here is called {name}.", name=t.quote(answer.typed))
    said = {
        Kind.ALREADY: _already(t, answer, zone),
        Kind.WAITING: t("{name}, number {place} in the queue", name=guest.name, place=guest.waits),
        Kind.EXPECTED: t("{name} is on the list. This file is open for reading only.", name=guest.name),
        Kind.TAKEN_BACK: t("{name} is not in any more: {reason}", name=guest.name, reason=answer.why),
    }
    return said.get(kind) or _with_company(t, guest)


def _when_and_where(t: Translator, session: SessionRef) -> str:
    day = t.date(session.starts.date(), style="medium")
    return t("{city}, {day}, {time}", city=session.city, day=day, time=t.time(session.starts))


def _with_company(t: Translator, guest: Guest) -> str:
    if not guest.guests:
        return guest.name
    return t.n("{name}, with {count} guest", "{name}, with {count} guests", guest.guests, name=guest.name)


def _already(t: Translator, answer: Answer, zone: tzinfo | None) -> str:
    name = answer.guest.name if answer.guest is not None else ""
    if answer.at is None:
        return name
    at = t.time(answer.at.astimezone(zone))
    if not answer.elsewhere:
        return t("{name}, at {time} on this laptop", name=name, time=at)
    return t("{name}, at {time} by {host} on another laptop", name=name, time=at, host=answer.by)


def notes_line(t: Translator, guest: Guest | None) -> str:
    """That there is something for the host to know, never what."""
    if guest is None or not guest.notes:
        return ""
    return t.n("A note for the host", "{count} notes for the host", guest.notes)


def spoken(t: Translator, answer: Answer, other: SessionRef | None = None) -> str:
    """What a screen reader says."""
    parts = [title(t, answer), line(t, answer, other)]
    if answer.guest is not None and answer.guest.seat and answer.kind in (Kind.WELCOME, Kind.ALREADY):
        parts.append(t("Seat {seat}", seat=answer.guest.seat))
    if answer.missing:
        parts.append(t("Consent not given yet") if len(answer.missing) == len(Purpose) else t("Consent is not complete"))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
