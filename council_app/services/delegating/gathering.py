"""Everything behind the insights that are delegated, read for their evidence packs; tickets are written from the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Market, Note
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import Purpose, Raised
from council_app.domain.evidence import Evidence
from council_app.domain.language import guess_language
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import InsightFacts, NoteLine, SessionRef, Visual
from council_app.errors import Message, mn_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.reporting.papers.evidence import Pack
from council_app.services.as_of import last_change
from council_app.services.company import company_in
from council_app.services.insights import InsightDetail, insight
from council_app.services.insights.counting import Heard
from council_app.services.known import allowing
from council_app.services.report.findings import kind_of, severity_of, short_key
from council_app.services.visuals import picture_with_marks

_MOST_QUOTES = 5
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Room:
    """What is known of everybody: who allows to be quoted inside, by note; who said it; the sessions; what was heard in them.

    `languages` is what people speak in each market, by its key: that of a quote whose words do not tell.
    """

    quotable: frozenset[str]
    speakers: Mapping[str, str]
    sessions: Mapping[str, SessionRef]
    languages: Mapping[str, str]
    heard: Heard

    def reach(self, session: str, evidence: Evidence, facts: InsightFacts) -> Likelihood | None:
        """As everywhere; nothing when nobody is known to have said it."""
        if not evidence.people:
            return None
        voices = [voice for voice in self.heard.of(facts.id).supporting if voice.session == session]
        return self.heard.rooms.only(session).reach(voices, evidence, facts.one_in)


def gather(*, workspace: Workspace, insights: Sequence[str], t: Translator) -> tuple[Pack, ...]:
    """A pack for each insight, in the order they are named, with titles as worded for the language of `t`.

    Raises:
        CouncilError: there is no insight of a key.
    """
    details = [insight(workspace=workspace, key=key) for key in insights]
    with workspace.read() as reading:
        room = _room(reading, details)
        brand = company_in(reading) or t("Consumer council")
        as_of = last_change(reading)
        found = [_finding(reading, room, detail, t) for detail in details]
    return tuple(
        Pack(
            brand=brand,
            finding=finding,
            by_market=_by_market(detail, t),
            deliveries=tuple((_country(each.country, t), each) for each in detail.deliveries),
            sessions=_sessions(room, detail),
            notes=tuple(short_key(note.key) for note in _counted(detail.supporting)),
            against=tuple(short_key(note.key) for note in _counted(detail.against)),
            limits=tuple(_limits(detail, finding)),
            as_of=as_of,
        )
        for detail, finding in zip(details, found, strict=True)
    )


def _room(session: Session, details: Sequence[InsightDetail]) -> _Room:
    ids = sorted({note.id for detail in details for note in (*detail.supporting, *detail.against)})
    allowed = allowing(session, Purpose.QUOTE_INTERNAL)
    said: dict[str, tuple[str, str]] = {}
    for start in range(0, len(ids), _CHUNK):
        wanted = select(Note.id, Attendance.id, Attendance.person_id).join(Attendance, Note.attendance_id == Attendance.id)
        rows = session.execute(wanted.where(Note.id.in_(ids[start : start + _CHUNK])))
        said |= {note: (attendance, person or attendance) for note, attendance, person in rows}
    return _Room(
        quotable=frozenset(note for note, (attendance, _) in said.items() if allowed.get(attendance, False)),
        speakers={note: person for note, (_, person) in said.items()},
        sessions={ref.key: ref for ref in programme_reads.sessions(session)},
        languages={key: locales[0] if locales else "en" for key, locales in session.execute(select(Market.key, Market.locales))},
        heard=Heard.read(session, None, None),
    )


def _finding(session: Session, room: _Room, detail: InsightDetail, t: Translator) -> model.Finding:
    card = detail.card
    heard, opposed = _counted(detail.supporting), _counted(detail.against)
    against = _quotes(room, opposed)
    return model.Finding(
        facts=replace(card.facts, title=card.facts.title_in(t.tag)),
        kind=kind_of(heard),
        severity=severity_of(heard),
        evidence=card.evidence,
        likelihood=card.likelihood,
        gate=card.gate,
        by_council=_by_council(room, detail),
        quotes=_quotes(room, heard),
        against=against,
        against_note=_unshown(len(opposed) - len(against)),
        pictures=tuple(_picture(session, visual) for visual in card.facts.visuals),
    )


def _counted(notes: Iterable[NoteLine]) -> list[NoteLine]:
    """Without those whose speaker took consent back: they stand without words, and count nobody."""
    return [note for note in notes if not note.withheld]


def _by_council(room: _Room, detail: InsightDetail) -> tuple[model.CouncilCount, ...]:
    held = sorted(detail.by_session, key=lambda row: room.sessions[row[0]].starts)
    return tuple(
        model.CouncilCount(
            city=room.sessions[key].city,
            on=room.sessions[key].starts.date(),
            evidence=evidence,
            likelihood=room.reach(key, evidence, detail.card.facts),
        )
        for key, evidence in held
    )


def _by_market(detail: InsightDetail, t: Translator) -> tuple[tuple[str, model.CouncilCount], ...]:
    day = date.min
    return tuple((_country(each.country, t), model.CouncilCount("", day, each.evidence, each.likelihood)) for each in detail.by_market)


def _country(code: str, t: Translator) -> str:
    return str(t.locale.territories.get(code, code))


def _sessions(room: _Room, detail: InsightDetail) -> tuple[SessionRef, ...]:
    keys = {note.session_key for note in _counted((*detail.supporting, *detail.against))}
    return tuple(sorted((room.sessions[key] for key in keys), key=lambda ref: (ref.starts, ref.key)))


def _quotes(room: _Room, notes: Iterable[NoteLine]) -> tuple[model.Quote, ...]:
    """Words whose speaker allows them inside: verbatim and unprompted first, the worst first, everybody once before anybody twice."""
    allowed = [note for note in notes if note.id in room.quotable and note.raised is not Raised.AGREED and note.text]
    ranked = sorted(allowed, key=lambda note: (not note.verbatim, note.raised is not Raised.ALONE, -(note.severity or 0), note.at))
    seen: set[str] = set()
    first: list[NoteLine] = []
    later: list[NoteLine] = []
    for note in ranked:
        (later if room.speakers[note.id] in seen else first).append(note)
        seen.add(room.speakers[note.id])
    return tuple(_quote(room, note) for note in (*first, *later)[:_MOST_QUOTES])


def _quote(room: _Room, note: NoteLine) -> model.Quote:
    spoken = room.languages[room.sessions[note.session_key].market_key]
    return model.Quote(
        note=short_key(note.key),
        kind=note.kind,
        text=note.text,
        lang=guess_language(note.text, spoken.partition("-")[0]),
        city=note.city,
        seat=note.seat,
        verbatim=note.verbatim,
        note_id=note.id,
    )


def _unshown(number: int) -> Message | str:
    if number <= 0:
        return ""
    return mn_("One more note contradicts it and may not be quoted.", "{count} more notes contradict it and may not be quoted.", number)


def _limits(detail: InsightDetail, finding: model.Finding) -> Iterable[Message]:
    """What speaks for it and is not counted, the likelihood says by itself."""
    withheld = detail.card.against.withheld
    if withheld:
        yield mn_(
            "{count} note against it is not counted: its speaker took back consent.",
            "{count} notes against it are not counted: their speakers took back consent.",
            withheld,
        )
    quiet = len(_counted(detail.supporting)) - len(finding.quotes)
    if quiet > 0:
        yield mn_(
            "{count} more note speaks for it and is not printed here.", "{count} more notes speak for it and are not printed here.", quiet
        )


def _picture(session: Session, visual: Visual) -> model.Picture:
    data, media_type = picture_with_marks(session, visual)
    labels = tuple(mark.label for mark in visual.marks)
    return model.Picture(data=data, media_type=media_type, alt=visual.alt or visual.filename, caption=visual.caption, labels=labels)
