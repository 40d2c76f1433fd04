"""The nine places of the loop, in its order, with the words of the rail and of the welcome page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from council_app.errors import Message, m_


class Place(StrEnum):
    """A stop of the rail."""

    PROGRAMME = "programme"
    ROSTER = "roster"
    DOOR = "door"
    SCRIPT = "script"
    ROOM = "room"
    TAGGING = "tagging"
    INSIGHTS = "insights"
    REPORT = "report"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Stop:
    """A place's name and what happens there."""

    place: Place
    name: Message
    hint: Message


STOPS: tuple[Stop, ...] = (
    Stop(Place.PROGRAMME, m_("Programme"), m_("plan the year")),
    Stop(Place.ROSTER, m_("Roster"), m_("who is coming")),
    Stop(Place.DOOR, m_("Door"), m_("check in, consent")),
    Stop(Place.SCRIPT, m_("Script"), m_("what to ask and test")),
    Stop(Place.ROOM, m_("Room"), m_("keep time, write, listen")),
    Stop(Place.TAGGING, m_("Tagging"), m_("make sense of it")),
    Stop(Place.INSIGHTS, m_("Insights"), m_("what a team can act on")),
    Stop(Place.REPORT, m_("Report"), m_("the document after")),
    Stop(Place.PROGRESS, m_("Progress"), m_("what was done about it")),
)


def stop_of(place: Place) -> Stop:
    """The row of a place."""
    return next(stop for stop in STOPS if stop.place is place)
