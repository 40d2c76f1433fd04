"""The figures of agreement in words: what each is called, what it allows to say, and why one is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from council_app.domain.agreement import FIRM, TENTATIVE
from council_app.domain.rounds import RoundAgreement, TagAgreement
from council_app.i18n import Translator

Value = Callable[[TagAgreement], float | None]


@dataclass(frozen=True, slots=True)
class Card:
    """One figure: `hint` says how it is worked out, or why it is not there."""

    name: str
    value: str
    meaning: str
    hint: str
    ink: str = "ink"


def number(t: Translator, value: float | None) -> str:
    """Two digits behind the point; “n/a” where it is undefined."""
    return t("n/a") if value is None else t.number(value, decimals=2)


def cards(t: Translator, found: RoundAgreement) -> tuple[Card, ...]:
    """Raw agreement beside kappa and alpha, and alpha of the spans."""
    pair = len(found.coders) == 2
    kappa = t("Cohen's kappa") if pair else t("Fleiss' kappa")
    raw = t("n/a") if found.raw is None else t.percent(found.raw)
    exactly = t("of pairs gave exactly the same tags") if not pair else t("of the notes have exactly the same tags")
    spans = t("Krippendorff's unitizing alpha, squared differences of length (2004, chapter 11.6)")
    return (
        Card(t("Raw agreement"), raw, exactly, _why(t, found, found.raw)),
        Card(kappa, number(t, found.kappa), _kappa_means(t, found), _why(t, found, found.kappa)),
        Card(
            t("Krippendorff's alpha"),
            number(t, found.alpha),
            allows(t, found),
            _why(t, found, found.alpha) or t("Sets of tags are compared by MASI: a tag in common counts for something."),
            "state.ok.text" if found.firm else "state.warn.text" if found.tentative else "ink",
        ),
        Card(t("Alpha of spans"), number(t, found.spans), t("unitizing alpha: the same tag on the same words"), spans),
    )


def allows(t: Translator, found: RoundAgreement) -> str:
    """What alpha allows to conclude (Krippendorff 2004)."""
    if found.alpha is None:
        return _why(t, found, None)
    if found.firm:
        return t("firm: from {least} on", least=t.number(FIRM, decimals=3))
    if found.tentative:
        return t("tentative: from {least} on, firm from {firm}", least=t.number(TENTATIVE, decimals=3), firm=t.number(FIRM, decimals=3))
    return t("too low to build on: below {least}", least=t.number(TENTATIVE, decimals=3))


def how_many(t: Translator, found: RoundAgreement, of: int) -> str:
    """How many notes the figures are of, and whose."""
    if not found.notes:
        return t("Nobody but one coder is through with any of the {count} notes.", count=t.number(of))
    coders = t.items(found.coders) if len(found.coders) <= 5 else t.n("{count} coder", "{count} coders", len(found.coders))
    part = t.n(
        "Of {count} note of {of} that two coders or more are through with.",
        "Of {count} notes of {of} that two coders or more are through with.",
        found.notes,
        of=t.number(of),
    )
    return f"{part} {t('Coders: {names}.', names=coders)}"


def reasons(t: Translator, found: RoundAgreement) -> tuple[str, ...]:
    """Why some figures are not there, each reason once."""
    said: dict[str, None] = {}
    for value in (found.kappa, found.alpha):
        said[_why(t, found, value)] = None
    if found.spans is None and found.notes:
        said[t("Spans: n/a, no tag lies in a note that everybody is through with.")] = None
    for tag in found.tags:
        if tag.alpha is None:
            said[t("A tag: n/a where every note has it, or says the same of it: there is nothing to compare with chance.")] = None
        elif tag.kappa is None:
            said[_unequal(t)] = None
    return tuple(filter(None, said))


def _kappa_means(t: Translator, found: RoundAgreement) -> str:
    return t("the same, beyond chance") if found.kappa is not None else _why(t, found, None)


def _why(t: Translator, found: RoundAgreement, value: float | None) -> str:
    """Why a figure is not there; "" when it is."""
    if value is not None:
        return ""
    if not found.notes:
        return t("n/a: no note has two coders.")
    if len(found.coders) > 2 and found.alpha is not None:
        return _unequal(t)
    return t("n/a: everybody said the same of every note, there is nothing to compare with chance.")


def _unequal(t: Translator) -> str:
    return t("Kappa: n/a, Fleiss' needs equally many coders on every note; alpha does not.")
