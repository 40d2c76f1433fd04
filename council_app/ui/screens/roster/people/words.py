"""The words these pages use for what the data says in codes, and the sentences built of them."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.calls import OUTCOMES, SOLVED, Call
from council_app.domain.dues import due_said
from council_app.domain.enums import DeliveryStatus, Purpose, SessionKind
from council_app.domain.records import DeliveryFacts
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.consent import Withdrawn, Written
from council_app.services.erasure import Erasable
from council_app.services.people import Document, Sitting, Stand
from council_app.services.withdrawal import Touched
from council_app.ui.core.consent.words import METHOD_NAMES, PURPOSE_NAMES, purposes_said
from council_app.ui.screens.roster.models import STATUS_WORDS

FATE_WORDS: dict[DeliveryStatus, Message] = {
    DeliveryStatus.HEARD: m_("heard"),
    DeliveryStatus.INVESTIGATING: m_("being looked into"),
    DeliveryStatus.PLANNED: m_("planned"),
    DeliveryStatus.IN_TEST: m_("in test"),
    DeliveryStatus.SHIPPED: m_("shipped"),
    DeliveryStatus.DECLINED: m_("declined"),
}
KIND_OF_SESSION: dict[SessionKind, Message] = {
    SessionKind.COUNCIL: m_("council"),
    SessionKind.GEMBA: m_("gemba"),
    SessionKind.CALL: m_("call"),
}


def where(t: Translator, sitting: Sitting) -> str:
    """“Stockholm, 19 Nov 2026”."""
    return t("{city}, {day}", city=sitting.city, day=t.date(sitting.starts.date(), style="medium"))


def how_it_went(t: Translator, sitting: Sitting) -> str:
    """“P03 · arrived · 18:04”: seat, status, and when they came in."""
    kind = t.say(KIND_OF_SESSION[sitting.kind]) if sitting.kind is SessionKind.GEMBA else ""
    status = t.say(STATUS_WORDS[sitting.status])
    came = t("{status} at {time}", status=status, time=t.time(sitting.arrived_at)) if sitting.arrived_at else status
    return " · ".join(part for part in (sitting.seat or t("no seat yet"), came, kind) if part)


def about_them(t: Translator, sitting: Sitting) -> tuple[str, ...]:
    """Segments, needs, company and who invited them: one line each, only what is known."""
    guests = t.n("brings {count} guest", "brings {count} guests", sitting.guests) if sitting.guests else ""
    invited = t("invited by {name}", name=sitting.invited_by) if sitting.invited_by else ""
    lines = (", ".join(sitting.segments), sitting.access_needs, sitting.dietary, guests, invited)
    return tuple(line for line in lines if line)


def purpose(t: Translator, which: Purpose) -> str:
    """“Quotes in public”, as it begins a line."""
    name = t.say(PURPOSE_NAMES[which])
    return name[:1].upper() + name[1:]


def answer(t: Translator, stand: Stand) -> str:
    """“Allowed · version 2026-03, Swedish, on the screen, 19 Nov 2026”."""
    if stand.at is None or stand.method is None:
        return t("Not asked yet")
    if stand.withdrawn_at is not None:
        verdict = t("Withdrawn on {day}", day=t.date(stand.withdrawn_at.date(), style="medium"))
    else:
        verdict = t("Allowed") if stand.allowed else t("Refused")
    parts = (
        t("version {version}", version=stand.wording),
        language_name(t, stand.locale),
        t.say(METHOD_NAMES[stand.method]),
        t("signed") if stand.signed else "",
        t.date(stand.at.date(), style="medium"),
    )
    return f"{verdict} · {', '.join(part for part in parts if part)}"


def quotable(t: Translator, sitting: Sitting) -> str:
    """In which words they may be quoted, as one sentence."""
    if sitting.allows(Purpose.QUOTE_PUBLIC):
        return t("May be quoted in public.") if sitting.allows(Purpose.QUOTE_INTERNAL) else t("May be quoted in public only.")
    if sitting.allows(Purpose.QUOTE_INTERNAL):
        return t("May be quoted inside the company, not in public.")
    return t("May not be quoted.")


def fate(t: Translator, row: DeliveryFacts) -> str:
    """“Sweden: in test since 20 Apr 2026, with 300 customers”."""
    said = t("{market}: {status}", market=t.territory(row.country), status=t.say(FATE_WORDS[row.status]))
    if row.since is not None:
        said = t("{what} since {day}", what=said, day=t.date(row.since, style="medium"))
    due = t("by {day}", day=due_said(row.due, t)) if row.due else ""
    extra = {DeliveryStatus.IN_TEST: row.with_whom, DeliveryStatus.DECLINED: row.reason, DeliveryStatus.PLANNED: due}
    return ", ".join(part for part in (said, extra.get(row.status, "")) if part)


def document(t: Translator, row: Document) -> str:
    """“Post about se, Swedish, 20 Nov 2026: it is out”."""
    kind = t("Report on {about}", about=row.about) if row.kind == "report" else t("Post about {about}", about=row.about)
    day = t.date(row.at.astimezone().date(), style="medium")
    parts = ", ".join(part for part in (kind, language_name(t, row.locale), day) if part)
    return t("{document}: written for outside", document=parts) if row.out else parts


def language_name(t: Translator, tag: str) -> str:
    """A language as this one calls it; "" when nobody wrote it down."""
    return str(t.locale.languages.get(tag.replace("_", "-").split("-")[0], tag)) if tag else ""


def touched(t: Translator, found: Withdrawn) -> tuple[str, ...]:
    """What a withdrawal touches, a sentence each; what is out already comes last, because somebody has to act on it."""
    lines = [
        t("Taken back everywhere: {what}.", what=purposes_said(t, found.ended)) if found.ended else t("Nothing of it had been allowed.")
    ]
    if found.notes:
        lines.append(t.n("{count} note is not quoted any more.", "{count} notes are not quoted any more.", found.notes))
    if found.insights:
        lines.append(t("Insights that rest on them: {keys}.", keys=", ".join(found.insights)))
    inside = [row for row in (*found.reports, *found.posts) if row not in found.published]
    if inside:
        lines.append(t("Make these again: {documents}.", documents=t.items(_written(t, row) for row in inside)))
    if found.published:
        lines.append(t("Out already, and to be corrected: {documents}.", documents=t.items(_written(t, row) for row in found.published)))
    return tuple(lines)


def ended_by_merge(t: Translator, ended: Sequence[Purpose], found: Touched) -> str:
    """What a merge ended, and the documents that somebody has to make again or correct; one paragraph."""
    lines = [t("A “no” of one of the two counts now: {what}.", what=purposes_said(t, ended))]
    inside = [row for row in (*found.reports, *found.posts) if row not in found.published]
    if inside:
        lines.append(t("Make these again: {documents}.", documents=t.items(_written(t, row) for row in inside)))
    if found.published:
        lines.append(t("Out already, and to be corrected: {documents}.", documents=t.items(_written(t, row) for row in found.published)))
    return " ".join(lines)


def _written(t: Translator, row: Written) -> str:
    kind = t("report on {about}", about=row.about) if row.kind == "report" else t("post about {about}", about=row.about)
    return f"{kind} ({t.date(row.at.astimezone().date(), style='medium')})"


def will_go(t: Translator, found: Erasable) -> tuple[str, ...]:
    """What an erasure takes away, before it is done."""
    counts = (
        (found.sessions, t.n("{count} session", "{count} sessions", found.sessions)),
        (found.notes, t.n("{count} note with everything tagged on it", "{count} notes with everything tagged on them", found.notes)),
        (found.consents, t.n("{count} answer about consent", "{count} answers about consent", found.consents)),
        (found.results, t.n("{count} test result", "{count} test results", found.results)),
        (found.calls, t.n("{count} call", "{count} calls", found.calls)),
    )
    parts = t.items([said for number, said in counts if number] or [t("their name")])
    lines = [
        t("This takes out: {parts}; and their name, addresses and numbers out of every note, label and log.", parts=parts),
        t("It cannot be undone, and nothing brings it back."),
    ]
    if found.insights:
        lines.insert(1, t("Fewer people will speak for: {keys}.", keys=", ".join(found.insights)))
    return tuple(lines)


def call(t: Translator, made: Call) -> str:
    """One telephone call: when, who called, what became of it, when to call again."""
    said = [t.date(made.at, style="medium"), made.by, t.say(OUTCOMES[made.outcome])]
    said += [t.say(SOLVED[made.solved])] if made.solved is not None else []
    said += [t("call again on {day}", day=t.date(made.follow_up, style="medium"))] if made.follow_up is not None else []
    return ", ".join(part for part in said if part)
