"""Worked examples of every method, each with its source: `method_cases.json`. The program gives the published numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from council_app.domain.agreement import Difference, cohen_kappa, fleiss_kappa, krippendorff_alpha, randolph_kappa, unitizing_alpha
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.disclosure import may_show, shown
from council_app.domain.discovery import Found, adjusted, chao2, discovered, discovered_of_many, people_for
from council_app.domain.enums import ConsentMethod, Purpose
from council_app.domain.hearing import balance, saturation
from council_app.domain.intervals import above_half, exact_interval, tail
from council_app.domain.ranking.formulas import ice_average, ice_product, reach_from_funnel, rice, wsjf
from council_app.domain.ranking.quadrants import middle_of, quadrant
from council_app.domain.scores import (
    SEQ_SCALE,
    csat,
    geometric_mean,
    mean_interval,
    net_interval,
    nps,
    nps_interval,
    sus,
    sus_equivalent,
    sus_grade,
    sus_percentile,
    time_interval,
    umux_lite,
)
from council_app.domain.success import Method, success_estimate, success_interval
from tests.unit.test_agreement import codes, from_counts, from_table

Given = Mapping[str, Any]
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "method_cases.json").read_text(encoding="utf-8"))

LATER = {
    "readability": "an indicator of texts to publish: with the blog",
    "k_anonymity": "attributes that single somebody out: with what is published",
}
"""Areas of the examples that nothing in the program needs yet."""

OTHER = {"M128": "rounding to fives is another rule than hiding, which is ours"}
"""Examples of a rule that the program does not follow."""

_METHODS = {"agresti_coull": Method.ADJUSTED_WALD, "wilson": Method.WILSON, "clopper_pearson": Method.EXACT}


def _umux(given: Given) -> object:
    found = umux_lite(*given["items"])
    return {"umux_lite": found, "sus_equiv": sus_equivalent(found)}


def _seq(given: Given) -> object:
    mean, _, _ = mean_interval(given["ratings"], SEQ_SCALE.low, SEQ_SCALE.high)
    return {"mean": mean, "above": mean > given["benchmark"]}


def _nps_interval(given: Given) -> object:
    promoters, detractors, people = given["promoters"], given["detractors"], given["n"]
    if given["method"] == "wald":
        return net_interval(promoters, detractors, people, 0.95)
    return nps_interval([10] * promoters + [0] * detractors + [8] * (people - promoters - detractors))


def _csat(given: Given) -> object:
    return csat([int(rating) for rating, people in given["counts"].items() for _ in range(people)])


def _time(given: Given) -> object:
    return {"geo_mean": geometric_mean(given["seconds"]), "ci": time_interval(given["seconds"])}


def _discovery(given: Given) -> object:
    return people_for(given["p"], given["goal"]) if "goal" in given else discovered(given["p"], given["n"])


def _adjusted(given: Given) -> object:
    if "S_obs" in given:
        return chao2(given["T"], given["S_obs"], given["Q1"], given["Q2"])
    matrix = given.get("matrix_participants_by_problems")
    found = adjusted(Found.by_person(matrix) if matrix else Found(tuple(given["counts_per_problem"]), given["n"]))
    assert found is not None
    return {
        "p": found.seen,
        "deflated": found.deflated,
        "good_turing": found.good_turing,
        "adjusted": found.rate,
        "discovered_share": found.share,
        "est_total": found.total,
        "est_undiscovered": found.unfound,
    }


def _likelihood(given: Given) -> object:
    heard, people = given["k"], given["n"]
    if "prior" in given:
        return above_half(heard, people)
    if "p" in given:
        return tail(heard, people, given["p"])
    # Where many were silent “three over n” is the upper end of an exact interval with 5% above it; there is no rule of three here.
    return exact_interval(heard, people) if "method" in given else exact_interval(heard, people, confidence=0.9)[1]


def _unitizing(given: Given) -> object:
    begin, end = given["continuum"]
    kinds = [given[name] for name in ("coders", "coders_c", "coders_k") if name in given]
    spans = [[[(start - begin, stop - begin) for start, stop in coder] for coder in coders] for coders in kinds]
    return unitizing_alpha(end - begin, spans)


def _cohen(given: Given) -> object:
    one, other = (from_table(given["table"]) if "table" in given else codes(given["a"], given["b"])).values()
    return cohen_kappa(one, other)


def _fleiss(given: Given) -> object:
    rated, values = from_counts(given["counts"]), len(given["counts"][0])
    return {"fleiss": fleiss_kappa(rated), "randolph": randolph_kappa(rated, values)}


def _saturation(given: Given) -> object:
    found = saturation(given["new_themes_per_session"], base=given["base"], run=given["run"], threshold=given["threshold"])
    return None if found is None else {"reached_at": found.reached_at, "run": found.run, "ratio": found.ratio}


def _rice(given: Given) -> object:
    return reach_from_funnel(**given) if "prospects" in given else rice(**given)


def _ice(given: Given) -> object:
    forms: Mapping[str, Callable[..., float]] = {"product": ice_product, "mean": ice_average}
    if "form" in given:
        return forms[given["form"]](impact=given["impact"], confidence=given["confidence"], ease=given["ease"])
    parts = {name: dict(zip(("impact", "confidence", "ease"), values, strict=True)) for name, values in given.items()}
    return {form: sorted(parts, key=lambda name: -works_out(**parts[name])) for form, works_out in forms.items()}


def _wsjf(given: Given) -> object:
    if "size" in given:
        return wsjf(**given)
    return {name: wsjf(**dict(zip(("value", "time", "risk", "size"), values, strict=True))) for name, values in given.items()}


def _quadrant(given: Given) -> object:
    middle = middle_of(1, 5)
    return str(quadrant(given["impact"], given["effort"], middle_impact=middle, middle_effort=middle))


def _balance(given: Given) -> object:
    found = balance(given["minutes"])
    assert found is not None
    return {"raw": found.gini, "corrected": found.corrected, "entropy": found.entropy}


def _candour(given: Given) -> object:
    friction, praise = given["friction"], given["praise"]
    interval = success_interval(friction, friction + praise, method=Method.WILSON)
    return {"ratio": friction / praise, "friction_share": friction / (friction + praise), "wilson": interval}


def _disclosure(given: Given) -> object:
    if "counts" in given:
        return [may_show(people, given["min"]) for people in given["counts"]]
    if given.get("secondary") is False:
        return {name: may_show(people, given["min"]) for name, people in given["groups"].items()}
    return shown(given["groups"], given["min"], ungrouped=given.get("ungrouped", 0))


def _consent(given: Given) -> object:
    record = given["record"]
    answer = ConsentRecord(Purpose.NOTES, record["what_told_version"] or "", ConsentMethod.PAPER, datetime(2026, 3, 1, 17, 5, tzinfo=UTC))
    return "complete" if may(Purpose.NOTES, [answer]) else "incomplete"


WORKED_OUT: Mapping[str, Callable[[Given], object]] = {
    "sus": lambda given: sus(given["responses"]),
    "sus_grade": lambda given: sus_grade(given["mean_sus"]),
    "sus_percentile": lambda given: sus_percentile(given["mean_sus"]),
    "umux_lite": _umux,
    "seq": _seq,
    "nps": lambda given: nps(given["ratings"]),
    "nps_ci": _nps_interval,
    "csat": _csat,
    "task_success": lambda given: success_interval(given["successes"], given["n"], method=_METHODS[given["method"]]),
    "task_success_point": lambda given: success_estimate(given["successes"], given["n"]),
    "time_on_task": _time,
    "discovery": _discovery,
    "discovery_adjust": _adjusted,
    "discovery_betabinomial": lambda given: discovered_of_many(given["a"], given["b"], given["n"]),
    "likelihood": _likelihood,
    "krippendorff": lambda given: krippendorff_alpha(codes(*given["data"]), Difference[given["level"].upper()]),
    "unitizing_alpha": _unitizing,
    "cohen_kappa": _cohen,
    "fleiss_kappa": _fleiss,
    "saturation": _saturation,
    "rice": _rice,
    "ice": _ice,
    "wsjf": _wsjf,
    "impact_effort": _quadrant,
    "speaking_balance": _balance,
    "friction_praise": _candour,
    "disclosure": _disclosure,
    "consent": _consent,
}


def test_every_area_is_worked_out_or_named_as_not_needed() -> None:
    assert {case["area"] for case in CASES} == {*WORKED_OUT, *LATER}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["area"] in WORKED_OUT and case["id"] not in OTHER], ids=lambda case: case["id"]
)
def test_the_published_number_comes_out(case: Given) -> None:
    found, expected = WORKED_OUT[case["area"]](case["input"]), case["expected"]
    if isinstance(found, Mapping) and not isinstance(expected, Mapping):
        # The example names one number of several.
        assert any(_same(each, expected, case["tolerance"]) for each in found.values())
    else:
        assert _same(found, expected, case["tolerance"])


def _same(found: object, expected: object, tolerance: float) -> bool:
    """Whether it is what was expected, part by part; a part nobody expected is not looked at."""
    match expected:
        case bool() | str() | None:
            return found == expected
        case dict():
            return isinstance(found, Mapping) and all(_same(found.get(name), value, tolerance) for name, value in expected.items())
        case list():
            same = isinstance(found, list | tuple) and len(found) == len(expected)
            return same and all(_same(one, other, tolerance) for one, other in zip(found, expected, strict=True))  # type: ignore[arg-type]
    return isinstance(found, int | float) and found == pytest.approx(expected, abs=max(tolerance, 1e-12), rel=0)
