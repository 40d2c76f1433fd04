"""The sentences of particular pages, on top of the common ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from council_app.domain.enums import DeliveryStatus, NoteKind
from council_app.domain.evidence import Evidence
from council_app.domain.records import DeliveryFacts, Impact, InsightFacts, NoteLine, SessionRef
from council_app.errors import Message, m_
from council_app.reporting.model import (
    Attendance,
    CouncilCount,
    Decision,
    Finding,
    Method,
    OpenQuestion,
    Quote,
    SessionCount,
    StageCount,
    TaskResult,
    ThemeCount,
    Trend,
)
from council_app.reporting.sentences import Sentences
from council_app.reporting.words import TITLE

_HEAT_STEPS = 5
_FULL_BAR = 6
_PERIODS: dict[str, Message] = {
    "year": m_("Worth, {currency} a year"),
    "quarter": m_("Worth, {currency} a quarter"),
    "month": m_("Worth, {currency} a month"),
}


class PageSentences(Sentences):
    """What each page says besides its data; handed to the templates as `says`."""

    def title(self, session: SessionRef) -> str:
        """“What we heard in Stockholm”."""
        return self.t(TITLE[session.kind].text, city=session.city)

    def spoken_in(self, attendance: Attendance) -> Evidence:
        """Everybody who came, drawn as those who spoke and those who did not."""
        spoke = attendance.spoke or 0
        return Evidence(people=spoke, attendees=attendance.came or 0, unprompted=spoke, prompted=0)

    def decision(self, decision: Decision, internal: bool) -> str:
        """“Payments: Hanna Berg, by 12 January”; inside the company a missing owner is said."""
        by = self.t("by {date}", date=self.day(decision.by)) if decision.by else ""
        who = decision.who or (self.t("Owner needed") if internal else "")
        told = ", ".join(part for part in (who, by) if part)
        return self.t("{team}: {told}", team=decision.team, told=told) if decision.team and told else decision.team or told

    def place(self, facts: InsightFacts) -> str:
        """“Paying later, moment of truth: Reminder”."""
        if not facts.stage:
            return facts.journey
        stage = self.t("moment of truth: {stage}", stage=facts.stage) if facts.stage_critical else facts.stage
        return self.t("{journey}, {stage}", journey=facts.journey, stage=stage) if facts.journey else stage

    def source(self, quote: Quote) -> str:
        """“P03, Stockholm, Swedish, note S-0412”; parts that are not known or not public are left out."""
        language = str(self.t.locale.languages.get(quote.lang.partition("-")[0], quote.lang))
        note = self.t("note {key}", key=quote.note) if quote.note else ""
        return ", ".join(part for part in (quote.seat or "", quote.city, language, note) if part)

    def question_source(self, question: OpenQuestion) -> str:
        """“note S-0412”, or that it was asked where no key may be told."""
        return self.t("note {key}", key=question.note) if question.note else self.t("asked at the council")

    def room_in_full(self, room: Attendance) -> str:
        """All numbers of the page on who was heard, those that are told."""
        numbers = (
            (room.confirmed, self.t("confirmed")),
            (room.came, self.t("came")),
            (room.spoke, self.t("spoke")),
            (room.walk_ins, self.t("came without an invitation")),
            (room.no_shows, self.t("stayed away")),
        )
        said = [self.t("{number} {status}", number=self.t.number(count), status=word) for count, word in numbers if count is not None]
        return f"{self.came(room)} {self.t.items(said)}." if said else self.room(room)

    def occasion_count(self, count: SessionCount) -> str:
        """“London, morning, 8 October 2026: 12 people; 11 spoke; 140 notes”."""
        spoke = "" if count.spoke is None else self.t("{number} {status}", number=self.t.number(count.spoke), status=self.t("spoke"))
        notes = self.t.n("{count} note", "{count} notes", count.notes)
        told = "; ".join(part for part in (self.counted(count.came), spoke, notes) if part)
        return self.t("{name}: {people}", name=f"{count.label}, {self.t.date(count.on)}", people=told)

    def council(self, count: CouncilCount) -> str:
        """“London, 8 October 2026: 4 of 21, unprompted 2; 5% to 42%”."""
        name = f"{count.city}, {self.t.date(count.on)}"
        if count.evidence is None:
            return self.t("{name}: {people}", name=name, people=self.t("too few to show"))
        how, reach = self.unprompted(count.evidence), self.reach(count.likelihood) if count.likelihood else ""
        return self.t("{name}: {people}", name=name, people="; ".join(part for part in (self.heard_of(count.evidence), how, reach) if part))

    def finding_in_full(self, finding: Finding) -> str:
        """A finding's people, and how severe it is."""
        severity = f" {self.severity_in_full(finding.severity)}." if finding.severity is not None else ""
        return f"{self.people(finding.evidence)}{severity}" if finding.evidence.attendees else self.t("Heard in a small group.") + severity

    def judged(self, facts: InsightFacts) -> str:
        """“Worth, SEK a year: 1.1 million to 4.2 million, likely 2.4 million; Effort: 8 days”."""
        worth = self.t("{name}: {people}", name=self.worth_label(facts.impact), people=self.worth(facts.impact)) if facts.impact else ""
        days = (
            self.t("{name}: {people}", name=self.t("Effort"), people=self.days(facts.effort_days)) if facts.effort_days is not None else ""
        )
        return "; ".join(part for part in (worth, days) if part)

    def theme_in_full(self, theme: ThemeCount) -> str:
        """A theme's people, those who raised it unprompted, and its kinds of note."""
        alone = "" if theme.unprompted is None else self.t("unprompted {number}", number=self.t.number(theme.unprompted))
        people = "; ".join(part for part in (self.counted(theme.people), alone) if part)
        return f"{self.t('{name}: {people}', name=theme.path, people=people)}. {self.theme(theme)}"

    def task_in_full(self, task: TaskResult) -> str:
        """A task's sentence with help and time."""
        helped = self.t.n("{count} person did it with help.", "{count} people did it with help.", task.with_help)
        said = [self.task(task), helped]
        if task.seconds is not None:
            said.append(self.t("Time: {seconds}.", seconds=self.seconds(task.seconds)))
        if task.target_seconds is not None:
            said.append(self.t("target {seconds}", seconds=self.seconds(task.target_seconds)) + ".")
        return " ".join(said)

    def trend_in_full(self, trend: Trend) -> str:
        """A trend's sentence with how many answers each point rests on."""
        answers = (self.t.n("{count} answer", "{count} answers", point.answers) for point in trend.points)
        return f"{self.trend(trend)} {self.t.items(answers)}."

    def delivery_in_full(self, delivery: DeliveryFacts) -> str:
        """A delivery's status with what makes it believable."""
        return ", ".join(part for part in (self.delivery(delivery), self.detail(delivery)) if part)

    def cell(self, column: str, people: float | None, method: Method) -> str:
        """“new customer 5”; a hidden one “new customer under 5”."""
        return self.t("{segment} {people}", segment=column, people=self.hidden(method) if people is None else self.t.number(people))

    def stages_title(self) -> str:
        """What the bars of a journey count."""
        return self.t("People by stage of the journey")

    def row(self, name: str, cells: Sequence[str]) -> str:
        """“reminder/timing: new customer 5 and heavy user 0”."""
        return self.t("{name}: {people}", name=name, people=self.t.items(cells))

    def overlap(self, councils: Sequence[CouncilCount]) -> str:
        """What several intervals together do not say."""
        known = [c.likelihood for c in councils if c.likelihood]
        ranges = [(each.low, each.high) for each in known if each.low is not None and each.high is not None]
        if len(ranges) < 2 or max(low for low, _ in ranges) > min(high for _, high in ranges):
            return ""
        return self.t("They overlap: nothing here says that one council has it worse.")

    def most(self, stages: Sequence[StageCount]) -> int:
        """What a bar of full length stands for; a few people never fill it."""
        return max(_FULL_BAR, *(stage.people or 0 for stage in stages))

    def most_kinds(self, themes: Sequence[ThemeCount]) -> int:
        """The longest stacked bar."""
        return max((sum(count or 0 for count in theme.kinds.values()) for theme in themes), default=0) or 1

    def kinds_in(self, themes: Sequence[ThemeCount]) -> tuple[NoteKind, ...]:
        """The kinds the legend has to explain."""
        return tuple(kind for kind in NoteKind if any(theme.kinds.get(kind) for theme in themes))

    def step(self, people: int, came: int | None) -> int:
        """The heat step of a count: 0 for nobody, 5 for everybody who came."""
        return min(_HEAT_STEPS, math.ceil(people / came * _HEAT_STEPS)) if came else 0

    def standing(self, delivery: DeliveryFacts | None) -> str:
        """“planned, by 12 January 2027”."""
        if delivery is None:
            return self.status(DeliveryStatus.HEARD)
        detail = self.detail(delivery)
        return self.t("{status}, {detail}", status=self.status(delivery.status), detail=detail) if detail else self.status(delivery.status)

    def detail(self, delivery: DeliveryFacts) -> str:
        """What makes a status believable: since when, with whom, by when, or why not."""
        since = self.t("since {date}", date=self.day(delivery.since)) if delivery.since else ""
        if delivery.status is DeliveryStatus.DECLINED:
            return self.t("because {reason}", reason=delivery.reason) if delivery.reason else since
        due = self.t("by {date}", date=self.day(delivery.due)) if delivery.due and delivery.status is not DeliveryStatus.SHIPPED else ""
        whom = self.t("with {whom}", whom=delivery.with_whom) if delivery.with_whom else ""
        return ", ".join(part for part in (whom, since, due) if part)

    def worth_label(self, impact: Impact | None) -> str:
        """“Worth, SEK a year”."""
        if impact is None:
            return self.t("Worth")
        label = _PERIODS.get(impact.per)
        return self.t("Worth, {currency}", currency=impact.currency) if label is None else self.t(label.text, currency=impact.currency)

    def asked_by(self, question: OpenQuestion) -> str:
        """“3 people asked, Hanna Berg finds out”."""
        people = self.t.n("{count} person asked", "{count} people asked", question.people) if question.people is not None else ""
        owner = self.t("{owner} finds out", owner=question.owner) if question.owner else ""
        return ", ".join(part for part in (people, owner) if part)

    def between(self, low: float, high: float) -> str:
        """“61.2 to 80.4”."""
        return self.t("{low} to {high}", low=self.decimal(low), high=self.decimal(high))

    def clock(self, note: NoteLine) -> str:
        """When a note was written, in the council's time."""
        return self.t.time(note.at, zone=ZoneInfo(note.zone))

    def note_text(self, note: NoteLine) -> str:
        """A verbatim note between quotation marks, any other as it was written."""
        return self.t.quote(note.text) if note.verbatim else note.text
