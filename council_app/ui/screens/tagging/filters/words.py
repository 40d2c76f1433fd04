"""What a filter's words are called on a chip and in its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.filter_forms import moment_of
from council_app.domain.note_filter import FACETS, NOTHING, Condition, Facet, Match, Takes
from council_app.domain.note_list import FacetValue
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS, SEVERITY_WORDS

_RAISED: Mapping[str, Message] = {
    Raised.ALONE: m_("unprompted"),
    Raised.PROMPTED: m_("when asked"),
    Raised.AGREED: m_("agreed"),
}
_CHANNELS: Mapping[str, Message] = {
    Channel.APP: m_("app"),
    Channel.WEB: m_("web"),
    Channel.SHOP: m_("shop"),
    Channel.PHONE: m_("phone"),
    Channel.MAIL: m_("mail"),
    Channel.OTHER: m_("other channel"),
}
_LACKING: Mapping[Facet, Message] = {
    Facet.SEGMENT: m_("no segment"),
    Facet.SEAT: m_("nobody's words"),
    Facet.SEVERITY: m_("no severity"),
    Facet.STAGE: m_("no stage"),
    Facet.TASK: m_("no task"),
    Facet.AUTHOR: m_("nobody named"),
    Facet.CHANNEL: m_("no channel"),
}
MATCHES: Mapping[Match, Message] = {Match.ANY: m_("any of"), Match.ALL: m_("all of"), Match.NONE: m_("none of")}
_OPPOSITES: Mapping[Facet, Message] = {
    Facet.UNTAGGED: m_("With a tag"),
    Facet.DISPUTED: m_("Not disputed"),
    Facet.STARRED: m_("Not starred"),
    Facet.VERBATIM: m_("Not verbatim"),
}
_MOST_NAMED = 2


def called(t: Translator, value: FacetValue) -> str:
    """One word of a facet, as people call it."""
    if value.word == NOTHING and FACETS[value.facet].may_lack:
        return t.say(_LACKING[value.facet])
    if value.facet is Facet.KIND:
        return t.say(KIND_WORDS[NoteKind(value.word)])
    if value.facet is Facet.SEVERITY:
        return f"{value.word} {t.say(SEVERITY_WORDS[Severity(int(value.word))])}"
    if value.facet in (Facet.RAISED, Facet.CHANNEL):
        return t.say((_RAISED if value.facet is Facet.RAISED else _CHANNELS)[value.word])
    if value.facet is Facet.MARKET:
        return t.territory(value.country)
    if value.day is not None:
        return ", ".join(filter(None, (value.name, t.date(value.day, style="medium"), value.time)))
    return value.name


def chip_label(t: Translator, condition: Condition, values: Sequence[FacetValue]) -> str:
    """What a chip says: the facet and its words, the first two and how many more."""
    row = FACETS[condition.facet]
    name = t.say(row.name)
    if row.takes is Takes.NOTHING:
        return name if condition.match is not Match.NONE else t.say(_OPPOSITES[condition.facet])
    if row.takes is Takes.DAY:
        moment = moment_of(condition.words[0])
        return t("{what}: {chosen}", what=name, chosen=t.date(moment, style="medium") if isinstance(moment, date) else condition.words[0])
    known = {value.word: called(t, value) for value in values}
    words = [known.get(word, word) for word in condition.words]
    shown = ", ".join(words[:_MOST_NAMED]) + (f" +{len(words) - _MOST_NAMED}" if len(words) > _MOST_NAMED else "")
    if condition.match is Match.NONE:
        return t("{what}: not {chosen}", what=name, chosen=shown)
    if condition.match is Match.ALL:
        return t("{what}: all of {chosen}", what=name, chosen=shown)
    return t("{what}: {chosen}", what=name, chosen=shown)
