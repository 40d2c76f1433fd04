"""What the gate says of a post: each point with its place in the Markdown, how to settle it, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from council_app.domain.held import RULE_TITLES, HeldBack, Rule
from council_app.domain.posts import Written, understand
from council_app.domain.remedies import Remedy, RemedyKind
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.posts import MarketGate, OverrideFacts, PostFacts, place_of
from council_app.ui.screens.progress.draft.marks import Mark, MarkKind, claims_of, letter, overlaps

PASSED: Mapping[Rule, Message] = {
    Rule.PERSONAL: m_("No name, e-mail, phone or seat code"),
    Rule.CELL: m_("No group smaller than {count}"),
    Rule.QUOTE: m_("Every quote is allowed in public"),
    Rule.SINGLED: m_("Nothing that fits one person only"),
    Rule.EMBARGO: m_("No prototype before its day"),
    Rule.STATUS: m_("Nothing above its status"),
    Rule.PROMISE: m_("Every promise has a date"),
}
"""Rules that nothing offends, as a line with a tick."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reason why a post stays.

    Attributes:
        span: where it stands in the Markdown; None for the title and the lines beside the text.
        line: the name of that line ("title", "description", "slug"), "" in the text.
        remedy: the nearest way to settle it.
        answered: who answers for it; it holds nothing back then.
    """

    held: HeldBack
    span: tuple[int, int] | None
    line: str
    remedy: Remedy
    answered: OverrideFacts | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A text and everything the gate says of it, in reading order."""

    written: Written
    points: tuple[Point, ...]

    @property
    def held(self) -> tuple[Point, ...]:
        """What nobody answers for: it holds the post back."""
        return tuple(point for point in self.points if point.answered is None)

    @property
    def passed(self) -> tuple[Rule, ...]:
        """Rules that nothing offends."""
        offended = {point.held.rule for point in self.points}
        return tuple(rule for rule in PASSED if rule not in offended)


def judge(gate: MarketGate, post: PostFacts) -> Verdict:
    """Ask the gate of a market about a post; any thread may."""
    judged, read = gate.judged(post), understand(post.written)
    found = [(one, None) for one in judged.held] + list(judged.overridden)
    found.sort(key=lambda pair: (pair[0].section, pair[0].block, pair[0].start))
    points = (Point(one, place_of(post, one, read), _line_of(one), gate.remedy(one, post), by) for one, by in found)
    return Verdict(post.written, told_once(tuple(points)))


def told_once(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without what stands within a wider point of the same rule: settling that settles it, and one sentence is counted once."""
    return tuple(one for one in points if not any(_covers(other, one) for other in points))


def _covers(wide: Point, narrow: Point) -> bool:
    if wide.span is None or narrow.span is None or wide.span == narrow.span or wide.answered is not None or narrow.answered is not None:
        return False
    return wide.held.rule is narrow.held.rule and wide.span[0] <= narrow.span[0] and narrow.span[1] <= wide.span[1]


def _line_of(held: HeldBack) -> str:
    """The line beside the text a point stands in; the names of markets and councils stand in the address."""
    if held.section >= 0:
        return ""
    return held.where if held.where in ("title", "description") else "slug"


# -- in words


def title_of(t: Translator, held: HeldBack) -> str:
    """The rule in words."""
    return t.say(RULE_TITLES[held.rule])


def why_of(t: Translator, held: HeldBack) -> str:
    """The reason, as a sentence."""
    said = t.say(held.why)
    return said if said.endswith((".", "?", "!", "…")) else f"{said}."


def way_out(t: Translator, point: Point) -> str:
    """The remedy, as what a button does."""
    remedy, rule = point.remedy, point.held.rule
    match remedy.kind:
        case RemedyKind.ANOTHER_QUOTE:
            return t.n("Use another quote", "Use another of {count} quotes", len(remedy.notes))
        case RemedyKind.WRITE:
            return t("Write {words}", words=t.quote(remedy.words))
        case RemedyKind.LINK:
            return t("Link a delivery")
        case RemedyKind.TAKE_OUT if rule is Rule.EMBARGO:
            return t("Take the name out")
        case RemedyKind.TAKE_OUT if rule is Rule.QUOTE:
            return t("Take the quote out")
        case RemedyKind.TAKE_OUT:
            return t("Take it out")


# -- in the text


def marks_of(t: Translator, verdict: Verdict | None, written: Written, deliveries: Mapping[str, str]) -> tuple[Mark, ...]:
    """Numbers where the gate holds words, letters where they stand on a delivery and nothing holds them; of the text as it was judged.

    `deliveries` says what each is called, by id.
    """
    held = tuple(_held_marks(t, verdict)) if verdict is not None and verdict.written.text == written.text else ()
    free = [one for one in claims_of(written) if not any(overlaps(mark, one.starts, one.ends) for mark in held)]
    stands = (
        Mark(
            MarkKind.STANDS,
            *_trimmed(written.text, one.starts, one.ends),
            letter(number),
            t("Stands on: {delivery}", delivery=deliveries.get(one.source, t("a delivery that is gone"))),
            source=one.source,
        )
        for number, one in enumerate(free)
    )
    return tuple(sorted((*held, *stands), key=lambda mark: (mark.starts, mark.ends)))


def _held_marks(t: Translator, verdict: Verdict) -> Iterator[Mark]:
    """Several points on the very same words share one mark, of the first of them."""
    seen: set[tuple[int, int]] = set()
    for number, point in enumerate(verdict.held):
        if point.span is not None and point.span not in seen:
            seen.add(point.span)
            says = f"{title_of(t, point.held)}. {why_of(t, point.held)}"
            yield Mark(MarkKind.HELD, *_trimmed(verdict.written.text, *point.span), str(number + 1), says, number)
    for point in verdict.points:
        if point.answered is not None and point.span is not None and point.span not in seen:
            seen.add(point.span)
            says = t("{name} answers for it: {reason}", name=point.answered.by, reason=point.answered.reason)
            yield Mark(MarkKind.ANSWERED, *_trimmed(verdict.written.text, *point.span), "✓", says)


def _trimmed(text: str, starts: int, ends: int) -> tuple[int, int]:
    """Without the space and the sign of a quote around the words."""
    while starts < ends and (text[starts].isspace() or text[starts] in "#>"):
        starts += 1
    while ends > starts and text[ends - 1].isspace():
        ends -= 1
    return starts, ends


def beside(t: Translator, points: Sequence[Point]) -> dict[str, str]:
    """By line beside the text, what is held in it."""
    return {point.line: f"{title_of(t, point.held)}. {why_of(t, point.held)}" for point in reversed(points) if point.line}
