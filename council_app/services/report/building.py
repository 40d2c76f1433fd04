"""A `Report` out of the workspace: the same numbers as everywhere, chosen and worded for one audience in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from council_app.db.queries import trials as trial_reads
from council_app.db.workspace import Workspace
from council_app.domain.disclosure import may_show
from council_app.domain.enums import Audience, DeliveryStatus, NoteKind, Raised
from council_app.domain.ownership import not_one_owner
from council_app.domain.records import NoteLine
from council_app.domain.report import ReportAbout
from council_app.errors import Message, m_, mn_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.reporting.sentences import Sentences
from council_app.reporting.words import TITLE
from council_app.services.as_of import last_change
from council_app.services.report.counts import attendance, stages, themes
from council_app.services.report.findings import findings, short_key
from council_app.services.report.heat import heat_map
from council_app.services.report.leaks import refuse_leaks
from council_app.services.report.material import Material, gather
from council_app.services.report.prototypes import prototype_results

_MOST_CLAIMS = 5
_MOST_DECISIONS = 4
_MOST_QUESTIONS = 8


def build_report(*, workspace: Workspace, about: ReportAbout, audience: Audience, t: Translator, brand: str = "") -> model.Report:
    """Everything one report shows.

    Args:
        workspace: where from.
        about: the session, council or market it is about.
        audience: internal shows seat codes and what `quote_internal` allows; external only what `quote_public` allows.
        t: the report's language, independent of the window's.
        brand: whose report it is; the council's title when not given.

    Raises:
        CouncilError: there is nothing of that key.
        Refused: a text that the reader would see names somebody, repeats words without consent, or breaks an embargo.
    """
    with workspace.read() as reading:
        report = _report(reading, about, audience, t, brand)
        refuse_leaks(reading, report)
    return report


def _report(reading: Session, about: ReportAbout, audience: Audience, t: Translator, brand: str) -> model.Report:
    material = gather(reading, key=about.key, audience=audience, locale=t.tag)
    found = findings(reading, material)
    tests = prototype_results(trial_reads.results(reading, material.session.id))
    listed = tuple(note for note in material.notes if material.listed(note))
    return model.Report(
        brand=model.Brand(brand or material.session.council_title or t("Consumer council")),
        about=about,
        sessions=(material.session,),
        heading=m_(TITLE[material.session.kind].text, city=material.session.city),
        occasion=Sentences(t).occasion(material.session),
        locale=t.tag,
        audience=audience,
        as_of=last_change(reading),
        headline=found[0].facts.title if found else t("What we heard in {city}", city=material.session.city),
        lead=_lead(material, found, t),
        attendance=attendance(material),
        claims=tuple(_claim(finding) for finding in found[:_MOST_CLAIMS]),
        contradicts=_contradicts(found),
        decisions=_decisions(found),
        findings=found,
        prototypes=tests,
        follow_up=_follow_up(material, t),
        open_questions=_questions(material),
        themes=themes(material),
        stages=stages(material),
        heat=heat_map(reading, material),
        method=_method(material),
        notes=tuple(replace(note, key=short_key(note.key)) for note in listed),
        notes_total=len(listed),
    )


def _lead(material: Material, found: Sequence[model.Finding], t: Translator) -> str:
    minutes = int((material.session.ends - material.session.starts).total_seconds() // 60)
    people = max(material.session.attendees, len({material.person(note) for note in material.notes} - {None}))
    length = t.duration(minutes)
    if material.audience is Audience.EXTERNAL and not may_show(people, material.minimum):
        said = t("A small group of customers talked with us for {length}.", length=length)
    else:
        said = t.n("{count} customer talked with us for {length}.", "{count} customers talked with us for {length}.", people, length=length)
    notes = t.n("{count} note was taken.", "{count} notes were taken.", len(material.notes))
    ready = sum(finding.gate.ready for finding in found)
    insights = t.n("They make {count} finding", "They make {count} findings", len(found))
    enough = t.n("{count} of them a team can act on today.", "{count} of them a team can act on today.", ready)
    return f"{said} {notes} {insights}; {enough}" if found else f"{said} {notes}"


def _claim(finding: model.Finding) -> model.Claim:
    return model.Claim(
        kind=finding.kind,
        title=finding.facts.title,
        detail=_first_sentence(finding.facts.problem),
        evidence=finding.evidence,
        severity=finding.severity,
        finding=finding.facts.key,
    )


def _first_sentence(text: str) -> str:
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def _contradicts(found: Sequence[model.Finding]) -> Message | str:
    opposed = [finding for finding in found if finding.against]
    if not opposed:
        return ""
    quote = opposed[0].against[0]
    return m_("“{quote}” stands against “{claim}”.", quote=quote.text, claim=opposed[0].facts.title.rstrip("."))


def _decisions(found: Sequence[model.Finding]) -> tuple[model.Decision, ...]:
    """What is proposed and still open: shipped or declined needs no decision any more."""
    closed = (DeliveryStatus.SHIPPED, DeliveryStatus.DECLINED)
    wanted = [finding for finding in found if finding.facts.solution and not (finding.delivery and finding.delivery.status in closed)]
    return tuple(
        model.Decision(
            text=finding.facts.solution,
            team=", ".join(finding.facts.teams),
            who=finding.facts.owner if not_one_owner(finding.facts.owner) is None else "",
            by=finding.delivery.due if finding.delivery and finding.delivery.due else None,
        )
        for finding in wanted[:_MOST_DECISIONS]
    )


def _follow_up(material: Material, t: Translator) -> model.FollowUp | None:
    """What became of insights from earlier councils of this market."""
    here = material.session
    earlier = [ref for ref in material.sessions.values() if ref.starts < here.starts and ref.market_key == here.market_key]
    if not earlier:
        return None
    keys = {ref.key for ref in earlier}
    sources = {facts.key: material.voices.get(facts.id) for facts in material.facts}
    heard = {key for key, found in sources.items() if found and any(voice.session in keys for voice in found.supporting)}
    found = tuple(delivery for delivery in material.deliveries if delivery.insight_key in heard)
    last = max(ref.starts for ref in earlier)
    return model.FollowUp(since=m_("on {day}", day=t.date(last.date())), deliveries=found) if found else None


def _questions(material: Material) -> tuple[model.OpenQuestion, ...]:
    """Questions people asked that this audience may read."""
    asked = [note for note in material.notes if note.kind is NoteKind.QUESTION and note.raised is not Raised.AGREED]
    ranked = sorted([note for note in asked if _readable(material, note)], key=lambda note: (-(note.severity or 0), note.at))
    return tuple(model.OpenQuestion(text=note.text, note_id=note.id) for note in ranked[:_MOST_QUESTIONS])


def _readable(material: Material, note: NoteLine) -> bool:
    return material.quotable(note) if material.audience is Audience.EXTERNAL else material.listed(note)


def _method(material: Material) -> model.Method:
    authors = {note.author for note in material.notes if note.author}
    sentences = [m_("Everything said was written down as it was said, by hand, with the seat that said it.")]
    if authors:
        sentences.append(mn_("One person took notes.", "{count} people took notes.", len(authors)))
    # Outside no note is printed, so there is nothing to say about those that are not.
    limits = _not_printed(material) if material.audience is Audience.INTERNAL else ()
    return model.Method(sentences=tuple(sentences), limits=tuple(limits), minimum_cell=material.minimum)


def _not_printed(material: Material) -> Iterable[Message]:
    left_out = [note for note in material.notes if not material.listed(note)]
    unknown = sum(note.seat is None for note in left_out)
    refused = len(left_out) - unknown
    if refused:
        yield mn_(
            "One note is not printed, because its speaker did not allow it.",
            "{count} notes are not printed, because their speakers did not allow it.",
            refused,
        )
    if unknown:
        yield mn_(
            "One note is not printed, because it is not known who could allow it.",
            "{count} notes are not printed, because it is not known who could allow it.",
            unknown,
        )
