"""RICE, ICE and WSJF worked out, and insights put in order by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import RankMethod
from council_app.domain.ranking.parts import Inputs, not_above_zero, parts_of
from council_app.errors import Message, m_


class Measure(StrEnum):
    """A number insights are ordered by; ICE has two forms that can reverse ranks, so each is named."""

    RICE = "rice"
    ICE_PRODUCT = "ice-product"
    ICE_AVERAGE = "ice-average"
    WSJF = "wsjf"

    @property
    def method(self) -> RankMethod:
        """Whose parts it is worked out from."""
        return RankMethod(self.value.partition("-")[0])


MEASURE_NAMES: Mapping[Measure, Message] = {
    Measure.RICE: m_("RICE"),
    Measure.ICE_PRODUCT: m_("ICE, product"),
    Measure.ICE_AVERAGE: m_("ICE, average"),
    Measure.WSJF: m_("WSJF"),
}

FORMULAS: Mapping[Measure, Message] = {
    Measure.RICE: m_("reach × impact × confidence ÷ effort"),
    Measure.ICE_PRODUCT: m_("impact × confidence × ease"),
    Measure.ICE_AVERAGE: m_("(impact + confidence + ease) ÷ 3"),
    Measure.WSJF: m_("(value + time + risk) ÷ size"),
}


def rice(*, reach: float, impact: float, confidence: float, effort: float) -> float:
    """Reach × impact × confidence ÷ effort.

    Source: Sean McBride, “RICE: simple prioritization for product managers”, Intercom 2016.

    Raises:
        CouncilError: the effort is not above zero.
    """
    if effort <= 0:
        raise not_above_zero("effort")
    return reach * impact * confidence / effort


def reach_from_funnel(*, prospects: float, rate: float) -> float:
    """RICE's reach out of a funnel: `prospects` in a quarter × the share of them (0–1) who come to the place concerned."""
    return prospects * rate


def ice_product(*, impact: float, confidence: float, ease: float) -> float:
    """Impact × confidence × ease: a low part pulls the whole down.

    Source: Sean Ellis & Morgan Brown, “Hacking Growth”, 2017, judge the three parts; multiplying them is the common reading.
    """
    return impact * confidence * ease


def ice_average(*, impact: float, confidence: float, ease: float) -> float:
    """(Impact + confidence + ease) ÷ 3: a high part makes up for a low one, so ranks can differ from the product's.

    Source: Sean Ellis & Morgan Brown, “Hacking Growth”, 2017.
    """
    return (impact + confidence + ease) / 3


def wsjf(*, value: float, time: float, risk: float, size: float) -> float:
    """(Value + time + risk) ÷ size: cost of delay by job size.

    Source: Don Reinertsen, “The Principles of Product Development Flow”, 2009; the three summands after the Scaled Agile Framework.

    Raises:
        CouncilError: the size is not above zero.
    """
    if size <= 0:
        raise not_above_zero("size")
    return (value + time + risk) / size


_FORMULAS: Mapping[Measure, Callable[..., float]] = {
    Measure.RICE: rice,
    Measure.ICE_PRODUCT: ice_product,
    Measure.ICE_AVERAGE: ice_average,
    Measure.WSJF: wsjf,
}


@dataclass(frozen=True, slots=True)
class Score:
    """What a measure gives one insight, and the place it takes by it among `of` insights that have all parts."""

    score: float
    rank: int
    of: int


def score(measure: Measure, values: Mapping[str, float]) -> float | None:
    """The measure worked out from judged parts; None while one of them is missing, or not above zero where it is divided by."""
    parts = parts_of(measure.method)
    if any(part.name not in values or (part.divides and values[part.name] <= 0) for part in parts):
        return None
    return _FORMULAS[measure](**{part.name: values[part.name] for part in parts})


def scores(judged: Mapping[str, Inputs], measure: Measure) -> dict[str, Score]:
    """Every insight (by key) that has all parts, ranked; the largest is first, and equal ones stand in the order of their keys."""
    found = {key: value for key, inputs in judged.items() if (value := score(measure, inputs.get(measure.method, {}))) is not None}
    order = in_order(found)
    return {key: Score(found[key], place, len(order)) for place, key in enumerate(order, start=1)}


def in_order(values: Mapping[str, float]) -> tuple[str, ...]:
    """Keys from the largest value to the smallest; ties are stable, by key."""
    return tuple(sorted(values, key=lambda key: (-values[key], key)))
