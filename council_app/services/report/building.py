"""A `Report` out of the workspace: the same numbers as everywhere, chosen and worded for one audience in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience, NoteKind, Raised, ReportScope
from council_app.domain.papers import Sheet
from council_app.domain.ranking.model import Heard, Ranked
from council_app.domain.records import NoteLine
from council_app.domain.report import ReportAbout
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.reporting.sentences import Sentences
from council_app.reporting.telling import with_claims
from council_app.services.as_of import last_change
from council_app.services.brand import brand_in
from council_app.services.report.across import apart
from council_app.services.report.changes import with_changes
from council_app.services.report.counts import attendance, stages, themes
from council_app.services.report.covering import heading, occasion
from council_app.services.report.findings import findings, short_key
from council_app.services.report.heat import theme_tables
from council_app.services.report.leaks import refuse_leaks
from council_app.services.report.material import Material, gather
from council_app.services.report.method import method
from council_app.services.report.prototypes import prototype_results
from council_app.services.report.setup import setup_in
from council_app.services.report.summary import claims, contradicts, decisions, lead
from council_app.services.report.trends import trends
from council_app.services.report.trying import first_tries
from council_app.services.report.writing import written_in

_MOST_QUESTIONS = 8


def build_report(
    *, workspace: Workspace, about: ReportAbout, audience: Audience, t: Translator, brand: str = "", sheet: Sheet | None = None
) -> model.Report:
    """Everything one report shows.

    Args:
        workspace: where from.
        about: the session, council or market it is about.
        audience: internal shows seat codes and what `quote_internal` allows; external only what `quote_public` allows.
        t: the report's language, independent of the window's.
        brand: whose report it is; the council's title when not given.
        sheet: the paper; as chosen for this report when not given.

    Raises:
        CouncilError: there is nothing of that key.
        Refused: a text that the reader would see names somebody, repeats words without consent, or breaks an embargo.
    """
    with workspace.read() as reading:
        material = gather(reading, about=about, audience=audience, t=t)
        written = apart(reading, material, _report(reading, material, t, brand), t)
        report = with_changes(reading, material, with_claims(written, t))
        refuse_leaks(reading, report)
    return report if sheet is None else replace(report, sheet=sheet)


def _report(reading: Session, material: Material, t: Translator, brand: str) -> model.Report:
    """What was concluded, put into its frame, with what was counted and what people wrote."""
    framed = _framed(reading, material, t, brand)
    measured, tabled = trends(reading, material, t), theme_tables(reading, material, t)
    listed = tuple(note for note in material.notes if material.listed(note))
    return replace(
        framed,
        prototypes=prototype_results(first_tries(reading, material.held, material.attendances)),
        trends=measured.lines,
        trends_note=measured.note,
        follow_up=_follow_up(material, t),
        open_questions=_questions(material),
        themes=themes(material),
        stages=stages(material),
        crossings=tabled.by_occasion,
        heat=tabled.heat,
        curve=tabled.curve,
        pairs=tabled.pairs,
        likelihoods=_likelihoods(framed.findings),
        method=method(material),
        notes=tuple(replace(note, key=short_key(note.key)) for note in listed),
        notes_total=len(listed),
        written=_written(reading, material, t),
    )


def _written(reading: Session, material: Material, t: Translator) -> tuple[model.Written, ...]:
    texts = written_in(reading, material.about, material.audience, t.tag)
    return tuple(model.Written(part, text) for part, text in sorted(texts.items()))


def _framed(reading: Session, material: Material, t: Translator, brand: str) -> model.Report:
    """Who speaks of what to whom, and what was found."""
    about, audience = material.about, material.audience
    found, chosen = findings(reading, material), setup_in(reading, about, audience)
    title = heading(about, material.held, t)
    return model.Report(
        brand=brand_in(reading, brand or material.last.council_title or t("Consumer council")),
        about=about,
        sessions=material.held,
        heading=title,
        occasion=occasion(about, material.held, t),
        locale=t.tag,
        audience=audience,
        as_of=last_change(reading),
        headline=found[0].facts.title if found else Sentences(t).text(title),
        lead=lead(material, found, t),
        attendance=attendance(material),
        claims=claims(found),
        contradicts=contradicts(found),
        decisions=decisions(found),
        findings=found,
        sections=chosen.sections,
        sheet=chosen.sheet,
    )


def _likelihoods(found: Sequence[model.Finding]) -> tuple[Ranked, ...]:
    """The findings in their order, for the picture of intervals; those nobody is known to have said have none."""
    return tuple(
        Ranked(number, Heard(each.facts, each.evidence, each.likelihood), {}, {}, None, None)
        for number, each in enumerate(found, start=1)
        if each.likelihood is not None
    )


def _follow_up(material: Material, t: Translator) -> model.FollowUp | None:
    """What became, in this market, of insights heard at its earlier sessions; of a market, of all of them since the first."""
    here, first = material.last.market_key, material.held[0]
    if material.about.scope is ReportScope.MARKET:
        since = m_("since {day}", day=t.date(first.starts.date()))
        return model.FollowUp(since, material.deliveries) if material.deliveries else None
    earlier = [ref for ref in material.sessions.values() if ref.starts < first.starts and ref.market_key == here]
    if not earlier:
        return None
    keys = {ref.key for ref in earlier}
    sources = {facts.key: material.voices.get(facts.id) for facts in material.facts}
    heard = {key for key, found in sources.items() if found and any(voice.session in keys for voice in found.supporting)}
    found = tuple(delivery for delivery in material.deliveries if delivery.insight_key in heard)
    last = max(ref.starts for ref in earlier)
    return model.FollowUp(m_("on {day}", day=t.date(last.date())), found) if found else None


def _questions(material: Material) -> tuple[model.OpenQuestion, ...]:
    """Questions people asked that this audience may read."""
    asked = [note for note in material.notes if note.kind is NoteKind.QUESTION and note.raised is not Raised.AGREED]
    ranked = sorted([note for note in asked if _readable(material, note)], key=lambda note: (-(note.severity or 0), note.at))
    return tuple(model.OpenQuestion(text=note.text, note_id=note.id, note=short_key(note.key)) for note in ranked[:_MOST_QUESTIONS])


def _readable(material: Material, note: NoteLine) -> bool:
    return material.quotable(note) if material.audience is Audience.EXTERNAL else material.listed(note)
