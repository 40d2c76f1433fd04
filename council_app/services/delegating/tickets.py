"""A ticket out of an evidence pack: what the other team reads first, in words."""

from __future__ import annotations

from collections.abc import Iterator

from council_app.domain.enums import Nature
from council_app.errors import Message, m_
from council_app.exchange.tickets import Block, Heading, Paragraph, Points, Said, Ticket
from council_app.i18n import Translator
from council_app.reporting.model import Quote
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.papers.evidence import Pack
from council_app.reporting.words import quoted

_NATURE: dict[Nature, Message] = {Nature.BASICS: m_("basics"), Nature.DELIGHT: m_("delight")}


def ticket_of(pack: Pack, t: Translator, *, pack_file: str) -> Ticket:
    """The ticket of one insight; `pack_file` is the name its evidence pack lies under, beside the tickets."""
    facts = pack.finding.facts
    nature = (t.say(_NATURE[facts.nature]),) if facts.nature is not None else ()
    return Ticket(
        key=facts.key,
        title=facts.title,
        body=tuple(_body(pack, t, pack_file)),
        rest=t("There is more in the evidence pack: {file}", file=pack_file),
        labels=tuple(label for label in (t("consumer council"), facts.stage, *nature) if label),
        owner=facts.owner,
        severity=pack.finding.severity,
        effort_days=facts.effort_days,
    )


def _body(pack: Pack, t: Translator, pack_file: str) -> Iterator[Block]:
    facts, finding = pack.finding.facts, pack.finding
    yield Heading(t("Problem"))
    yield Paragraph(facts.problem)
    yield Heading(t("Proposed solution"))
    yield Paragraph(facts.solution)
    yield Points(tuple(_terms(pack, t)))
    yield Heading(t("Evidence"))
    yield Points(tuple(("", sentence) for sentence in _evidence(pack, t)))
    yield Paragraph(t("Evidence pack: {file}", file=pack_file))
    if finding.quotes:
        yield Heading(t("In their words"))
        yield from (_said(quote, t) for quote in finding.quotes)
    yield Heading(t("What contradicts it"))
    yield from (_said(quote, t) for quote in finding.against)
    if finding.against_note:
        yield Paragraph(PageSentences(t).text(finding.against_note))
    elif not finding.against:
        yield Paragraph(t("Nothing was heard that contradicts it."))


def _terms(pack: Pack, t: Translator) -> Iterator[tuple[str, str]]:
    facts, says = pack.finding.facts, PageSentences(t)
    yield t("Owner"), facts.owner
    if facts.impact is not None:
        yield says.worth_label(facts.impact), says.worth(facts.impact)
    if facts.effort_days:
        yield t("Effort"), says.days(facts.effort_days)
    if facts.teams:
        yield t("Teams"), ", ".join(facts.teams)
    yield t("Approvals"), ", ".join(facts.approvals) or t("none needed")
    if says.place(facts):
        yield t("Where on the journey"), says.place(facts)
    if facts.promise:
        yield t("Promise it breaks"), t.quote(facts.promise)
    if facts.nature is not None:
        yield t("Nature"), t.say(_NATURE[facts.nature])
    if facts.segments:
        yield t("Segments"), ", ".join(facts.segments)
    if facts.initiative_title:
        yield t("Initiative"), facts.initiative_title


def _evidence(pack: Pack, t: Translator) -> Iterator[str]:
    """Counts, then everything that may be said beyond the room, then what is not counted."""
    evidence = pack.finding.evidence
    notes = t.n("{count} note", "{count} notes", evidence.notes)
    sessions = t.n("{count} session", "{count} sessions", len(evidence.sessions))
    markets = t.n("{count} market", "{count} markets", len(evidence.markets))
    yield t("{notes} at {sessions} in {markets}.", notes=notes, sessions=sessions, markets=markets)
    if pack.finding.likelihood is not None:
        yield from (f"{words[:1].upper()}{words[1:]}." for words in map(t.say, pack.finding.likelihood.sentences()))
    yield from map(t.say, pack.limits)


def _said(quote: Quote, t: Translator) -> Said:
    return Said(quoted(quote.text, quote.lang) if quote.verbatim else quote.text, PageSentences(t).source(quote))
