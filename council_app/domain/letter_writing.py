"""Writing one letter: what somebody raised, in their own words, and what became of each thing in their market.

The letter has the shape of a post, so that the gate of posts reads it whole (`domain.letter_gate`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from council_app.domain.draft import Block, Claim, Draft, LeftOut, Prose, Quote, Section
from council_app.domain.embargo import secret_names
from council_app.domain.enums import DeliveryStatus, SessionKind
from council_app.domain.held import HeldBack
from council_app.domain.letters import Addressee, Letter, Mailing, Met, OwnWords, Raised, in_order, just_shipped
from council_app.domain.personal import Register, find_personal
from council_app.domain.text import mentions
from council_app.domain.writing import as_sentence, standing, worded
from council_app.errors import Message, m_
from council_app.i18n import LANGUAGES, Translator, translator

SALUTATION, THING, LOOSE, CLOSING = "salutation", "thing", "loose", "closing"
"""Names of a letter's sections."""

MOST_SAID, MOST_LOOSE, MOST_THINGS = 3, 8, 20
_LONGEST = 600
"""Letters of one quotation; what is left out of a longer note is marked."""
_GAP = " […]"


def locale_of_letter(to: Addressee, mailing: Mailing) -> str:
    """Their own language as the market writes it, else as it is written at all; the chosen one where nobody knows theirs."""
    language = re.split("[-_]", to.language)[0].lower()
    if language not in LANGUAGES:
        return mailing.locale
    same = (tag for tag in (mailing.locale, *mailing.locales) if tag.split("-")[0].lower() == language)
    return next(same, to.language)


def write_letter(to: Addressee, mailing: Mailing, known: Register) -> Letter:
    """The letter to one person; `known` are the people of the workspace, of whom their words may name none."""
    t = translator(locale_of_letter(to, mailing))
    unsaid = list(to.unsaid)
    only = mailing.shipped_since is not None
    raised = in_order(just_shipped(to.raised, mailing) if only else to.raised)
    said = {each.insight.key: _sayable(each.said, mailing, known, t, unsaid) for each in raised}
    loose = [] if only else _sayable(to.loose, mailing, known, t, unsaid)
    own = {one.note: one for each in (*said.values(), loose) for one in each}
    title = t("Something you told us about is done") if only else t("What became of what you told us")
    things = [_thing(each, said[each.insight.key], mailing, t) for each in raised[:MOST_THINGS]]
    sections = (_salutation(to, mailing, t), *things, *_more(raised[MOST_THINGS:], t), *_loose(loose, t), _closing(mailing, t))
    draft = Draft(
        key="",
        market=mailing.facts.market,
        country=mailing.facts.country,
        locale=t.tag,
        title=title,
        description="",
        slug="",
        councils=(),
        as_of=mailing.as_of,
        sections=sections,
    )
    return Letter(to, draft, unsaid=tuple(unsaid), own=own)


def greeting(to: Addressee, t: Translator) -> str:
    """How somebody is addressed; without a name, as anybody."""
    return t("Dear {name},", name=to.name) if to.name else t("Hello,")


def _salutation(to: Addressee, mailing: Mailing, t: Translator) -> Section:
    when = t.items([_met(each, t) for each in to.met])
    day = t.date(mailing.as_of)
    opening = t("You talked to us {when}, and you allowed us to contact you.", when=when) if when else t("You allowed us to contact you.")
    what = t("Here is what became of what you told us, as it stands on {day}.", day=day)
    return Section("", (Prose(greeting(to, t)), Prose(f"{opening} {what}")), SALUTATION)


def _met(each: Met, t: Translator) -> str:
    day = t.date(each.day)
    if each.kind is SessionKind.CALL or not each.city:
        return t("on the telephone on {day}", day=day)
    return t("in {city} on {day}", city=each.city, day=day)


def _thing(each: Raised, said: Sequence[OwnWords], mailing: Mailing, t: Translator) -> Section:
    title = each.insight.title_in(t.tag)
    blocks: list[Block] = [*_quotes(said[:MOST_SAID])]
    if len(said) > MOST_SAID:
        blocks.append(_kept(len(said) - MOST_SAID, t))
    return Section(" ".join(title.split()), (*blocks, _answer(each, mailing, t)), THING)


def _quotes(said: Iterable[OwnWords]) -> Iterator[Quote]:
    yield from (Quote(_shortened(one.text), one.lang, one.note) for one in said)


def _shortened(text: str) -> str:
    """A note as it is repeated: a long one ends between words, with a mark."""
    if len(text) <= _LONGEST:
        return text
    kept = text[: _LONGEST - len(_GAP)]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept) + _GAP


def _answer(each: Raised, mailing: Mailing, t: Translator) -> Block:
    """What became of it here: what it is where the heading does not say so, then its status with date, with whom, or why."""
    delivery = each.delivery
    if delivery is None:
        return Prose(t("{country}: nothing has been decided about this yet.", country=t.territory(mailing.facts.country)))
    own, rest = worded(delivery, t)
    done = each.status in (DeliveryStatus.SHIPPED, DeliveryStatus.IN_TEST, DeliveryStatus.PLANNED)
    what = own or (each.insight.solution if done else "")
    said = f"{as_sentence(what)} {standing(rest, t)}" if what else standing(rest, t)
    return Claim(said, delivery.id, delivery.status)


def _more(rest: Sequence[Raised], t: Translator) -> Iterator[Section]:
    """Said instead of being left out in silence; hardly anybody raises so much."""
    if rest:
        words = t.n(
            "{count} more thing that you raised is not printed here.",
            "{count} more things that you raised are not printed here.",
            len(rest),
        )
        yield Section(t("And more"), (Prose(words),), LOOSE)


def _loose(said: Sequence[OwnWords], t: Translator) -> Iterator[Section]:
    if said:
        more = [_kept(len(said) - MOST_LOOSE, t)] if len(said) > MOST_LOOSE else []
        why = Prose(t("We keep this, and nothing has been decided about it yet."))
        yield Section(t("You also told us"), (*_quotes(said[:MOST_LOOSE]), *more, why), LOOSE)


def _kept(count: int, t: Translator) -> Prose:
    return Prose(t.n("{count} more note of what you said is kept.", "{count} more notes of what you said are kept.", count))


def _closing(mailing: Mailing, t: Translator) -> Section:
    contact = mailing.facts.contact
    if contact:
        wrong = t("If something here is wrong, or you do not want to hear from us any more, write to {contact}.", contact=contact)
    else:
        wrong = t("If something here is wrong, or you do not want to hear from us any more, tell the person who invited you.")
    free = t("Your permission to be contacted is yours to take back on any day, without a reason.")
    thanks = t("Thank you for telling us.")
    sender = [Prose(mailing.company)] if mailing.company else []
    return Section(t("Your permission, and corrections"), (Prose(f"{wrong} {free}"), Prose(thanks), *sender), CLOSING)


def _sayable(said: Iterable[OwnWords], mailing: Mailing, known: Register, t: Translator, unsaid: list[LeftOut]) -> list[OwnWords]:
    """What may be repeated to who said it; the rest goes to `unsaid` with the reason."""
    found = []
    for one in said:
        why = _why_not(one, mailing, known, t)
        if why is None:
            found.append(one)
        elif all(left.note != one.note for left in unsaid):
            unsaid.append(LeftOut(one.note, why))
    return found


def _why_not(one: OwnWords, mailing: Mailing, known: Register, t: Translator) -> Message | None:
    languages = dict.fromkeys((one.lang.split("-")[0], t.language))
    if any(find_personal(_shortened(one.text), known, language) for language in languages):
        return m_("It names or identifies somebody")
    hidden = (each for each in mailing.facts.prototypes if mailing.facts.is_hidden(each, mailing.as_of))
    if any(list(mentions(one.text, name)) for prototype in hidden for name in secret_names(prototype)):
        return m_("It names a prototype that is not public yet")
    return None


def letter_text(letter: Letter) -> str:
    """The letter as plain text, for an e-mail or a mail merge."""
    t = translator(letter.draft.locale)
    parts = []
    for section in letter.draft.sections:
        lines = [section.heading] if section.heading else []
        lines += [said_text(block, letter, t) for block in section.blocks]
        parts.append("\n".join(lines) if section.name == THING else "\n\n".join(lines))
    return "\n\n".join(parts) + "\n"


def said_text(block: Block, letter: Letter, t: Translator) -> str:
    """A block in plain text: their words between quotation marks, what was noted for them as such."""
    return own_words(block, letter, t) if isinstance(block, Quote) else block.text


def own_words(block: Quote, letter: Letter, t: Translator) -> str:
    """Their words, introduced."""
    if letter.own[block.note].verbatim:
        return t("You said: {words}", words=t.quote(block.text))
    return t("We noted: {words}", words=block.text)


def place_in(one: HeldBack, letter: Letter) -> Message | str:
    """Where in a letter something is held back: the heading over it, or what stands above all headings."""
    if one.section < 0:
        return m_("Subject")
    return letter.draft.sections[one.section].heading or (m_("Greeting") if one.block == 0 else m_("Opening"))
