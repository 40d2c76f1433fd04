"""The sentences of the report that are built from numbers: labels beside a drawing, and the whole sentence read instead of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from babel.numbers import format_compact_decimal

from council_app.domain.enums import DeliveryStatus, NoteKind, Severity
from council_app.domain.evidence import Evidence
from council_app.domain.intervals import share
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import DeliveryFacts, Impact, SessionRef
from council_app.i18n import Translator
from council_app.reporting.model import (
    Attendance,
    FollowUp,
    Method,
    ScoreResult,
    SegmentCount,
    StageCount,
    TaskResult,
    Text,
    ThemeCount,
    Trend,
    TrendPoint,
)
from council_app.reporting.words import KIND, NO_INTERVAL, SEVERITY, STATUS

_NOON, _EVENING = 12, 17


class Sentences:
    """Sentences in one language; one object per report, handed to the templates as `says`."""

    def __init__(self, t: Translator) -> None:
        self.t = t

    def text(self, value: Text) -> str:
        """What a person typed as it is, a `Message` in this language."""
        return value if isinstance(value, str) else self.t.say(value)

    def kind(self, kind: NoteKind) -> str:
        """“Friction”."""
        return self.t.say(KIND[kind])

    def severity(self, level: Severity) -> str:
        """“serious”."""
        return self.t.say(SEVERITY[level])

    def severity_in_full(self, level: Severity) -> str:
        """The sentence of the severity bars."""
        return self.t("Severity {level} of 4, {word}", level=self.t.number(level.value), word=self.severity(level))

    def status(self, status: DeliveryStatus) -> str:
        """“in test”."""
        return self.t.say(STATUS[status])

    def when(self, session: SessionRef) -> str:
        """“19 November 2026, evening”."""
        return self.t("{date}, {part}", date=self.t.date(session.starts.date()), part=self._part_of_day(session.starts))

    def place_in_day(self, session: SessionRef) -> str:
        """“Stockholm, evening”, where a city has two sessions in a day."""
        return self.t("{place}, {when}", place=session.city, when=self._part_of_day(session.starts))

    def occasion(self, session: SessionRef) -> str:
        """“Stockholm, 19 November 2026, evening”."""
        return self.t("{place}, {when}", place=session.city, when=self.when(session))

    def hours(self, session: SessionRef) -> str:
        """“17:30 to 19:45”."""
        return self.t("{start} to {end}", start=self.t.time(session.starts), end=self.t.time(session.ends))

    def day(self, value: date | str | None) -> str:
        """A short date or month, or the words that stand for it; plan files write dates as `2026-12-18` and `2026-12`."""
        if isinstance(value, date):
            return self.t.date(value, style="medium")
        written = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", value or "")
        if written is None:
            return value or ""
        try:
            found = date(int(written[1]), int(written[2]), int(written[3] or 1))
        except ValueError:  # no day of any calendar: shown as it was written
            return written[0]
        return self.t.date(found, style="medium") if written[3] else self.t.month(found)

    def heard_of(self, evidence: Evidence) -> str:
        """“5 of 18”."""
        return self.of(evidence.people, evidence.attendees)

    def of(self, part: int, whole: int) -> str:
        """“12 of 16”."""
        return self.t("{part} of {whole}", part=self.t.number(part), whole=self.t.number(whole))

    def unprompted(self, evidence: Evidence) -> str:
        """“all unprompted”, “unprompted 4”, “all when asked”."""
        if not evidence.people:
            return ""
        if evidence.unprompted == evidence.people:
            return self.t("all unprompted")
        if not evidence.unprompted:
            return self.t("all when asked")
        return self.t("unprompted {number}", number=self.t.number(evidence.unprompted))

    def people(self, evidence: Evidence) -> str:
        """The sentence of a people strip."""
        return self.t.n(
            "{heard} of {count} attendee raised it: {unprompted} unprompted, {prompted} when asked.",
            "{heard} of {count} attendees raised it: {unprompted} unprompted, {prompted} when asked.",
            evidence.attendees,
            heard=self.t.number(evidence.people),
            unprompted=self.t.number(evidence.unprompted),
            prompted=self.t.number(evidence.prompted),
        )

    def room(self, attendance: Attendance) -> str:
        """The sentence of the people strip on the cover; numbers that are not told are left out."""
        if attendance.came is None:
            return self.t("A small group of customers came.")
        if attendance.spoke is None:
            return self.t.n("{count} person came.", "{count} people came.", attendance.came)
        return self.t.n(
            "{count} person came; {spoke} spoke.",
            "{count} people came; {spoke} spoke.",
            attendance.came,
            spoke=self.t.number(attendance.spoke),
        )

    def range(self, low: float, high: float) -> str:
        """“10% to 53%”."""
        return self.t("{low} to {high}", low=self.t.say(share(low)), high=self.t.say(share(high)))

    def consistent(self, low: float, high: float) -> str:
        """“consistent with 48% to 93% (95%, exact)”."""
        return self.t("consistent with {range} (95%, exact)", range=self.range(low, high))

    def reach(self, likelihood: Likelihood) -> str:
        """The range beside an interval bar, or why there is none."""
        if likelihood.low is None or likelihood.high is None:
            return self.t.say(NO_INTERVAL[likelihood.verdict])
        words = self.range(likelihood.low, likelihood.high)
        wide = NO_INTERVAL.get(likelihood.verdict)
        return words if wide is None else self.t("{range}, {remark}", range=words, remark=self.t.say(wide))

    def honest(self, likelihood: Likelihood) -> str:
        """Everything that may be said beyond the room, as one paragraph."""
        return " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in map(self.t.say, likelihood.sentences()))

    def interval(self, likelihood: Likelihood) -> str:
        """The sentence of an interval bar."""
        return self.t("{people}; {reach}", people=self.t.say(likelihood.people()), reach=self.t.say(likelihood.reach()))

    def task(self, task: TaskResult) -> str:
        """The sentence of a task's interval bar."""
        return self.t(
            "{title}: {success} did it unaided, {interval}.",
            title=task.title,
            success=self.of(task.success, task.tried),
            interval=self.consistent(task.low, task.high),
        )

    def seconds(self, value: float) -> str:
        """“38 seconds”."""
        return self.t.n("{count} second", "{count} seconds", round(value))

    def score(self, score: ScoreResult) -> str:
        """The sentence of a mean with its interval."""
        return self.t.n(
            "{name}: mean {mean} on a scale of {from_} to {to}, {low} to {high} with 95% confidence, from {count} answer.",
            "{name}: mean {mean} on a scale of {from_} to {to}, {low} to {high} with 95% confidence, from {count} answers.",
            score.answers,
            name=score.name,
            mean=self.decimal(score.mean),
            low=self.decimal(score.low),
            high=self.decimal(score.high),
            from_=self.t.number(score.scale_low),
            to=self.t.number(score.scale_high),
        )

    def trend(self, trend: Trend) -> str:
        """The sentence of one small chart."""
        points = (
            self.t(
                "{label} {mean} ({low} to {high})",
                label=p.label,
                mean=self.measured(trend, p.mean),
                low=self.measured(trend, p.low),
                high=self.measured(trend, p.high),
            )
            for p in trend.points
        )
        return self.t("{name} across councils: {points}.", name=trend.name, points=self.t.items(points))

    def measured(self, trend: Trend, value: float) -> str:
        """A value of a trend: a share with its sign, anything else with one decimal."""
        return self.t.percent(value / 100) if trend.percent else self.decimal(value)

    def point(self, trend: Trend, value: float) -> str:
        """A value of a trend as it stands in its chart: without decimals."""
        return self.measured(trend, value) if trend.percent else self.t.number(round(value))

    def measured_between(self, trend: Trend, point: TrendPoint) -> str:
        """“61.2 to 80.4”, or “61% to 80%”."""
        return self.t("{low} to {high}", low=self.measured(trend, point.low), high=self.measured(trend, point.high))

    def decimal(self, value: float) -> str:
        """One decimal."""
        return self.t.number(value, decimals=1)

    def stage(self, stage: StageCount) -> str:
        """The sentence of one bar."""
        return self.t("{name}: {people}", name=stage.name, people=self.counted(stage.people))

    def segment(self, segment: SegmentCount) -> str:
        """The sentence of one bar."""
        return self.t("{name}: {people}", name=segment.name, people=self.counted(segment.people))

    def theme(self, theme: ThemeCount) -> str:
        """The sentence of a stacked bar."""
        kinds = (self.t("{kind} {count}", kind=self.kind(kind), count=self.t.number(count)) for kind, count in theme.kinds.items() if count)
        return self.t("{name}, people by kind: {kinds}", name=theme.path, kinds=self.t.items(kinds) or self.t("none"))

    def counted(self, people: int | None) -> str:
        """“5 people”; a hidden count says so."""
        return self.t("too few to show") if people is None else self.t.n("{count} person", "{count} people", people)

    def hidden(self, method: Method) -> str:
        """“under 5”: what stands in a cell below the minimum."""
        return self.t("under {minimum}", minimum=self.t.number(method.minimum_cell))

    def worth(self, impact: Impact) -> str:
        """“1.1 million to 4.2 million, likely 2.4 million”."""
        low, likely, high = (self._amount(value) for value in (impact.low, impact.likely, impact.high))
        return self.t("{low} to {high}, likely {likely}", low=low, high=high, likely=likely)

    def days(self, value: float) -> str:
        """“8 days”."""
        if value == int(value):
            return self.t.n("{count} day", "{count} days", int(value))
        return self.t("{days} days", days=self.t.number(value))

    def delivery(self, delivery: DeliveryFacts) -> str:
        """The sentence of a progress strip."""
        return self.t("{title}: {status}", title=delivery.insight_title, status=self.status(delivery.status))

    def follow_up(self, follow_up: FollowUp) -> str:
        """“Of 6 promises made in September, 2 shipped, 2 are in test and 1 was declined.”"""
        told = self.t.items(self._told(status, follow_up.count(status)) for status in _TOLD if follow_up.count(status))
        return self.t.n(
            "Of {count} promise made {since}: {told}.",
            "Of {count} promises made {since}: {told}.",
            len(follow_up.deliveries),
            since=self.text(follow_up.since),
            told=told,
        )

    def came(self, attendance: Attendance) -> str:
        """“18 of 26 confirmed came; 17 spoke.”; without those who confirmed as on the cover."""
        if None in (attendance.came, attendance.confirmed, attendance.spoke):
            return self.room(attendance)
        return self.t(
            "{came} of {confirmed} confirmed came; {spoke} spoke.",
            came=self.t.number((attendance.came or 0) - (attendance.walk_ins or 0)),
            confirmed=self.t.number(attendance.confirmed or 0),
            spoke=self.t.number(attendance.spoke or 0),
        )

    def segments(self, segments: Iterable[SegmentCount]) -> str:
        """“new customers 7, heavy users 6 and complained 5”."""
        return self.t.items(
            self.t("{segment} {people}", segment=segment.name, people=self.t.number(segment.people))
            for segment in segments
            if segment.people is not None
        )

    def _told(self, status: DeliveryStatus, count: int) -> str:
        return self.t("{number} {status}", number=self.t.number(count), status=self.status(status))

    def _amount(self, value: int | None) -> str:
        if value is None:
            return self.t("unknown")
        return format_compact_decimal(value, format_type="long", locale=self.t.locale, fraction_digits=1)

    def _part_of_day(self, starts: datetime) -> str:
        if starts.hour < _NOON:
            return self.t("morning")
        return self.t("afternoon") if starts.hour < _EVENING else self.t("evening")


_TOLD = (
    DeliveryStatus.SHIPPED,
    DeliveryStatus.IN_TEST,
    DeliveryStatus.PLANNED,
    DeliveryStatus.INVESTIGATING,
    DeliveryStatus.HEARD,
    DeliveryStatus.DECLINED,
)
