"""How each kind of session is held: what the one room expects of an evening, of a visit to the work of a team, or of a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from council_app.domain.enums import AttendanceStatus, SessionKind
from council_app.domain.records import TagLabel
from council_app.errors import Message, m_


@dataclass(frozen=True, slots=True)
class Manner:
    """One kind of session.

    Attributes:
        shares: who speaks for how long is counted, and candour; where one person shows or tells, there is nothing to share.
        plain: an observation is what is looked for, so that a note without a sign has its kind.
        probes: what must be asked where the agenda names nothing.
        tags: paths offered beside those of the codebook.
        alone: where one person is there, what is written down without `@` is theirs.
    """

    shares: bool = True
    plain: bool = False
    probes: tuple[Message, ...] = ()
    tags: tuple[str, ...] = ()
    alone: bool = False


_NOT_COMING = (AttendanceStatus.WAITING, AttendanceStatus.CANCELLED, AttendanceStatus.NO_SHOW)

MANNERS: dict[SessionKind, Manner] = {
    SessionKind.COUNCIL: Manner(),
    SessionKind.GEMBA: Manner(
        shares=False,
        plain=True,
        probes=(m_("Show me the last one you did"), m_("What do you wait for?"), m_("What do you do when it goes wrong?")),
    ),
    SessionKind.CALL: Manner(
        shares=False,
        plain=True,
        probes=(m_("What happened?"), m_("Is it solved?"), m_("Who does what next, and by when?")),
        tags=("solved", "not-solved", "follow-up"),
        alone=True,
    ),
}


def only_one(people: Iterable[tuple[str, AttendanceStatus]]) -> str | None:
    """The id of the only one who is there; before anybody was let in, of the only one on the list. None when there are more, or none."""
    listed = [(who, status) for who, status in people if status not in _NOT_COMING]
    here = [who for who, status in listed if status.was_there] or [who for who, _ in listed]
    return here[0] if len(here) == 1 else None


def offered(tags: Sequence[TagLabel], manner: Manner) -> tuple[TagLabel, ...]:
    """The codebook's tags, and those that a session of this kind needs; the first use brings them into the codebook."""
    known = {tag.path for tag in tags}
    return (*tags, *(TagLabel("", path, "") for path in manner.tags if path not in known))
