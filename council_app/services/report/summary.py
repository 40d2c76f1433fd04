"""The page that can be read alone: how many were heard, what was claimed, what speaks against it, what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.disclosure import may_show
from council_app.domain.enums import Audience, DeliveryStatus, ReportScope
from council_app.domain.ownership import not_one_owner
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.services.report.material import Material

_MOST_CLAIMS = 5
_MOST_DECISIONS = 4
_LONGEST, _LONGEST_WORD = 240, 40


def lead(material: Material, found: Sequence[model.Finding], t: Translator, *, few: bool = False) -> str:
    """How many people were heard for how long, how many notes, how many findings; of a `few` not how many."""
    parts = [_heard(material, t, few=few), _notes(len(material.notes), t)]
    if found:
        ready = sum(finding.gate.ready for finding in found)
        insights = t.n("They make {count} finding", "They make {count} findings", len(found))
        parts.append(f"{insights}; {t.n('{count} of them a team can act on today.', '{count} of them a team can act on today.', ready)}")
    return " ".join(parts)


def _notes(count: int, t: Translator) -> str:
    return t.n("{count} note was taken.", "{count} notes were taken.", count) if count else t("No notes were taken.")


def _heard(material: Material, t: Translator, *, few: bool) -> str:
    """Everybody once, however many sessions they came to."""
    there = frozenset().union(*(material.there.get(key, frozenset()) for key in material.keys))
    people = len(there | ({material.person(note) for note in material.counting} - {None}))
    length = t.duration(sum(int((ref.ends - ref.starts).total_seconds() // 60) for ref in material.held))
    if few or (material.audience is Audience.EXTERNAL and not may_show(people, material.minimum)):
        return t("A small group of customers talked with us for {length}.", length=length)
    if len(material.held) == 1:
        return t.n("{count} customer talked with us for {length}.", "{count} customers talked with us for {length}.", people, length=length)
    if material.about.scope is ReportScope.COUNCIL:
        where = t.n("{count} session", "{count} sessions", len(material.held))
    else:
        where = t.n("{count} council", "{count} councils", len({ref.council_key for ref in material.held}))
    return t.n("{count} customer talked with us at {where}.", "{count} customers talked with us at {where}.", people, where=where)


def claims(found: Sequence[model.Finding]) -> tuple[model.Claim, ...]:
    """The first findings, each with the first sentence of its problem."""
    return tuple(_claim(finding) for finding in found[:_MOST_CLAIMS])


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
    return _short(text if end < 0 else text[: end + 1])


def _short(text: str) -> str:
    """As much as a page that can be read alone has room for; the finding itself says all of it."""
    if len(text) <= _LONGEST:
        return text
    start, _, last = text[: _LONGEST - 1].rpartition(" ")
    return f"{start if start and len(last) < _LONGEST_WORD else text[: _LONGEST - 1]}…"


def contradicts(found: Sequence[model.Finding]) -> Message | str:
    """The strongest words against the first claim that has any; "" where nobody contradicts."""
    opposed = [finding for finding in found if finding.against]
    if not opposed:
        return ""
    quote = opposed[0].against[0]
    return m_("“{quote}” stands against “{claim}”.", quote=_short(quote.text), claim=opposed[0].facts.title.rstrip("."))


def decisions(found: Sequence[model.Finding]) -> tuple[model.Decision, ...]:
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
