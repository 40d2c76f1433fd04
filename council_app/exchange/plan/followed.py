"""Entries of a plan for what became of what was heard: insights, indicators, deliveries; and the cohorts it is looked at by."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain.cohort_forms import NAME_LIMIT
from council_app.domain.enums import AttendanceStatus, Audience, DeliveryStatus, Nature, Purpose, ReportScope
from council_app.domain.limits import WHOLE_LIMIT
from council_app.domain.marks import MOST_MARKS, from_plain
from council_app.errors import CouncilError
from council_app.exchange.plan.acting import Scores
from council_app.exchange.plan.prepared import Entry
from council_app.exchange.plan.types import (
    Currency,
    Items,
    Key,
    Line,
    LocaleTag,
    Month,
    OptDate,
    OptDue,
    OptKey,
    OptLine,
    OptStage,
    OptText,
    PathKey,
    Text,
    Whole,
)


def _file_alone(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


def _nothing_is_no_evidence(value: object) -> object:
    return {} if value is None else value


def _empty_is_nothing(value: object) -> object:
    return None if value == "" else value


def _nothing_is_no_scores(value: object) -> object:
    return {} if value is None else value


def _nothing_is_no_rules(value: object) -> object:
    return {} if value is None else value


class ImpactEntry(Entry):
    """What it would be worth, in whole units of the currency."""

    low: Whole | None = None
    likely: Whole | None = None
    high: Whole | None = None
    currency: Currency
    per: Literal["year", "quarter", "month"] = "year"

    @model_validator(mode="after")
    def _in_order(self) -> ImpactEntry:
        given = [value for value in (self.low, self.likely, self.high) if value is not None]
        if given != sorted(given):
            raise PydanticCustomError("impact_order", "low, likely, high")
        return self


class VisualEntry(Entry):
    """A picture beside the plan file."""

    file: Line
    alt: OptLine = None
    data: Annotated[str, Field(max_length=60_000_000)] | None = None
    """The picture itself in base64, as a dump holds it; without it the file is read."""


Pictured = Annotated[VisualEntry, BeforeValidator(_file_alone)]
"""A picture, or only the name of its file."""


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""A place in a picture, as a share of its width or height."""

Place = tuple[Share, Share, Share, Share]


class MarkEntry(Entry):
    """An arrow (from x, y to x, y) or a box (x, y, width, height) over a picture."""

    arrow: Place | None = None
    box: Place | None = None
    label: OptLine = None

    @model_validator(mode="after")
    def _one_of_two(self) -> MarkEntry:
        try:
            from_plain([self.model_dump(exclude_none=True)])
        except CouncilError as error:
            raise PydanticCustomError("one_mark", "arrow, box") from error
        return self


class InsightPicture(VisualEntry):
    """A picture of the problem, with the line under it and what is drawn over it."""

    caption: OptLine = None
    marks: Annotated[Items[MarkEntry], Field(max_length=MOST_MARKS)] = ()


InsightPictured = Annotated[InsightPicture, BeforeValidator(_file_alone)]


class Evidence(Entry):
    """What speaks for or against an insight: notes by key, and all notes under a tag."""

    notes: Items[Key] = ()
    tags: Items[PathKey] = ()


OptEvidence = Annotated[Evidence, BeforeValidator(_nothing_is_no_evidence)]


class Insight(Entry):
    """An evidence-linked statement on its way through the gate."""

    key: Key
    title: OptLine = None
    problem: OptText = None
    solution: OptText = None
    impact: ImpactEntry | None = None
    effort_days: Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)] | None = None
    owner: OptLine = None
    teams: Items[Line] = ()
    approvals: Items[Line] = ()
    stage: OptStage = None
    initiative: OptKey = None
    segments: Items[Line] = ()
    nature: Nature | None = None
    promise: OptText = None
    """The promise of the brand that it breaks."""
    one_in: Annotated[int, Field(ge=2, le=WHOLE_LIMIT)] | None = None
    """The rate of “if only 1 in N had this”; the program chooses when it is left out."""
    scores: Annotated[Scores, BeforeValidator(_nothing_is_no_scores)] = Scores()
    wording: Annotated[dict[LocaleTag, Text], BeforeValidator(lambda value: {} if value is None else value)] = Field(default_factory=dict)
    """The title in other languages, by locale."""
    visuals: Items[InsightPictured] = ()
    evidence: OptEvidence = Evidence()
    against: OptEvidence = Evidence()


class Indicator(Entry):
    """A number the company follows itself, month by month."""

    market: Key
    name: Line
    values: Annotated[dict[Month, Annotated[float, Field(allow_inf_nan=False)]], Field(default_factory=dict)]


class Delivery(Entry):
    """What became of an insight in one market."""

    insight: Key
    market: Key
    status: DeliveryStatus | None = None
    since: OptDate = None
    with_whom: OptText = Field(default=None, validation_alias="with", serialization_alias="with")
    due: OptDue = None
    proof: OptText = None
    reason: OptText = None
    wording: Annotated[dict[LocaleTag, Text], BeforeValidator(lambda value: {} if value is None else value)] = Field(default_factory=dict)
    owner: OptLine = None
    """Who sees to it in this market, where that is not the insight's owner."""


class SentReport(Entry):
    """A report that went to its readers, and when."""

    scope: ReportScope
    about: Key
    """Key of the session, the council or the market."""
    audience: Audience = Audience.INTERNAL
    day: OptDate = None


class CohortRules(Entry):
    """What people of a cohort have in common: everything that is given holds."""

    segment: Items[Line] = ()
    market: Items[Key] = ()
    council: Items[Key] = ()
    session: Items[Key] = ()
    status: Items[AttendanceStatus] = ()
    first_council: bool | None = None
    """They were at no earlier council."""
    returned: Annotated[int, Field(ge=1, le=99)] | None = None
    """They were at so many earlier councils, or more."""
    complained_before: Annotated[int, Field(ge=0, le=4)] | None = None
    """They raised friction of this severity or worse at an earlier council; 0 is any."""
    raised: Items[PathKey] = ()
    """They ever raised one of these tags, or one below it."""
    allows: Items[Purpose] = ()
    """They allow all of these."""
    invited_by: Items[Line] = ()
    guests: Annotated[int, Field(ge=1, le=99)] | None = None
    """They bring so many guests, or more."""

    @property
    def given(self) -> dict[str, object]:
        """The rules that hold, in the form that a workspace keeps."""
        values = self.model_dump(mode="json").items()
        return {name: value for name, value in values if value is not None and value is not False and value != []}


class Cohort(Entry):
    """A saved choice of attendees."""

    key: Key
    name: Annotated[Annotated[str, StringConstraints(max_length=NAME_LIMIT)] | None, BeforeValidator(_empty_is_nothing)] = None
    rules: Annotated[CohortRules, BeforeValidator(_nothing_is_no_rules)] = CohortRules()
