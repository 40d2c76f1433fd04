"""What each attendee raised: their notes, the insights these speak for, and what became of those in one market."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Market, Note
from council_app.db.queries import insights as insight_reads
from council_app.db.queries.notes import lines
from council_app.domain.draft import LeftOut
from council_app.domain.enums import NoteKind
from council_app.domain.enums import Raised as How
from council_app.domain.language import guess_language
from council_app.domain.letters import OwnWords, Raised
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine
from council_app.errors import Message, m_
from council_app.exchange.text import one_line


@dataclass(frozen=True, slots=True)
class Said:
    """What one attendee said, or one person over several sessions.

    Attributes:
        raised: what became an insight; `loose` what did not.
        unsaid: notes of theirs that nobody would call what they said, and why.
        silent: some of it is not read, because they do not want to be written down.
    """

    raised: tuple[Raised, ...] = ()
    loose: tuple[OwnWords, ...] = ()
    unsaid: tuple[LeftOut, ...] = ()
    silent: bool = False

    @classmethod
    def together(cls, several: Iterable[Said]) -> Said:
        """What one person said at several sessions, each insight once."""
        found: dict[str, Raised] = {}
        loose, unsaid, silent = list[OwnWords](), list[LeftOut](), False
        for one in several:
            for each in one.raised:
                before = found.get(each.insight.key)
                words = (*before.said, *each.said) if before is not None else each.said
                found[each.insight.key] = Raised(each.insight, each.delivery, words)
            loose += one.loose
            unsaid += one.unsaid
            silent = silent or one.silent
        return cls(tuple(found.values()), tuple(loose), tuple(unsaid), silent)


def raised_by(reading: Session, market: Market, attendances: Sequence[str], sessions: Sequence[str]) -> dict[str, Said]:
    """What each of these attendances said at these sessions (keys); who said nothing is not in it."""
    speakers = _speakers(reading, attendances)
    spoken = {line.id: line for line in lines(reading, speakers)}
    insights = {facts.id: facts for facts in insight_reads.facts(reading)}
    deliveries = {each.insight_key: each for each in insight_reads.deliveries(reading, market=market.key)}
    behind: dict[str, list[InsightFacts]] = defaultdict(list)
    for insight, voices in insight_reads.voices(reading, session_keys=sessions).items():
        for voice in voices.supporting:
            behind[voice.note].append(insights[insight])
    notes: dict[str, list[NoteLine]] = defaultdict(list)
    for note in spoken.values():
        notes[speakers[note.id]].append(note)
    default = market.locales[0].split("-")[0] if market.locales else "en"
    return {attendance: _said(theirs, behind, deliveries, default) for attendance, theirs in notes.items()}


def _speakers(reading: Session, attendances: Sequence[str]) -> dict[str, str]:
    """Whose each note of these attendances is."""
    given = select(func.json_each(json.dumps(list(attendances))).table_valued("value").c.value)
    rows = reading.execute(select(Note.id, Note.attendance_id).where(Note.attendance_id.in_(given)))
    return {note: attendance for note, attendance in rows if attendance is not None}


def _said(
    notes: Iterable[NoteLine], behind: Mapping[str, Sequence[InsightFacts]], deliveries: Mapping[str, DeliveryFacts], default: str
) -> Said:
    words: dict[str, list[OwnWords]] = defaultdict(list)
    insights: dict[str, InsightFacts] = {}
    loose, unsaid, silent = list[OwnWords](), list[LeftOut](), False
    for note in notes:
        why = _not_said(note)
        if note.withheld:
            silent = True
        elif why is not None:
            unsaid.append(LeftOut(note.id, why))
        else:
            one = OwnWords(note.id, one_line(note.text), note.verbatim, guess_language(note.text, default))
            for insight in behind.get(note.id, ()):
                insights[insight.key] = insight
                words[insight.key].append(one)
            if not behind.get(note.id):
                loose.append(one)
    raised = (Raised(insight, deliveries.get(key), tuple(words[key])) for key, insight in insights.items())
    return Said(tuple(raised), tuple(loose), tuple(unsaid), silent)


def _not_said(note: NoteLine) -> Message | None:
    """Why a note is not something its attendee raised."""
    if note.raised is How.AGREED:
        return m_("They agreed to it, and did not say it themselves")
    if note.kind is NoteKind.OBSERVATION and not note.verbatim:
        return m_("It is what somebody saw, not what they said")
    return None
