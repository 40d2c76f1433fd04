"""Prototypes, test scripts, and what came out of them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Float, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, SyncedRow
from council_app.db.types import Day, Degree, Items, Moment, Value, Word
from council_app.domain.enums import Outcome, QuestionKind, Severity


class Prototype(SyncedRow):
    """A thing under test; its name is not public before `embargo_until`."""

    __tablename__ = "prototype"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(String(32), default="")
    embargo_until: Mapped[date | None] = mapped_column(Day)


class Script(SyncedRow):
    """One version of an ordered set of tasks and questions; a version that was used is left as it is, and another `follows` it."""

    __tablename__ = "script"
    __table_args__ = (UniqueConstraint("key", "version"),)

    key: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer, default=1)
    follows_id: Mapped[str | None] = mapped_column(ForeignKey("script.id"))
    title: Mapped[str] = mapped_column(Text)
    prototype_id: Mapped[str | None] = mapped_column(ForeignKey("prototype.id"))


class ScriptSection(SyncedRow):
    """A part of a script, with its own share of the time; what it tests, where that is not what the script tests."""

    __tablename__ = "script_section"
    __table_args__ = (UniqueConstraint("script_id", "key"),)

    script_id: Mapped[str] = mapped_column(ForeignKey("script.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int | None] = mapped_column(Integer)
    prototype_id: Mapped[str | None] = mapped_column(ForeignKey("prototype.id"))


class Task(SyncedRow):
    """One thing to try, with what counts as success; `probes` are what to ask further if there is time, `must_ask` whatever happens."""

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("script_id", "key"),)

    script_id: Mapped[str] = mapped_column(ForeignKey("script.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    success: Mapped[str] = mapped_column(Text, default="")
    target_seconds: Mapped[int | None] = mapped_column(Integer)
    must_ask: Mapped[tuple[str, ...]] = mapped_column(Items)
    section_id: Mapped[str | None] = mapped_column(ForeignKey("script_section.id"))
    minutes: Mapped[int | None] = mapped_column(Integer)
    probes: Mapped[tuple[str, ...]] = mapped_column(Items)


class Question(SyncedRow):
    """One question of a script; after a task, or at the end of its section, or of the script.

    Attributes:
        wording: which published wording of a standard questionnaire is asked, by its key; "" is the usual one.
        low, high: what the ends of a rating scale mean.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("script_id", "key"),)

    script_id: Mapped[str] = mapped_column(ForeignKey("script.id"))
    key: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[QuestionKind] = mapped_column(Word(QuestionKind))
    after_task_id: Mapped[str | None] = mapped_column(ForeignKey("task.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    choices: Mapped[tuple[str, ...]] = mapped_column(Items)
    scale: Mapped[int | None] = mapped_column(Integer)
    section_id: Mapped[str | None] = mapped_column(ForeignKey("script_section.id"))
    wording: Mapped[str] = mapped_column(String(64), default="")
    low: Mapped[str] = mapped_column(Text, default="")
    high: Mapped[str] = mapped_column(Text, default="")


class Trial(SyncedRow):
    """One attendee at one task; `seconds` is None when not timed."""

    __tablename__ = "trial"
    __table_args__ = (UniqueConstraint("attendance_id", "task_id"),)

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"))
    task_id: Mapped[str] = mapped_column(ForeignKey("task.id"))
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    seconds: Mapped[float | None] = mapped_column(Float)
    severity: Mapped[Severity | None] = mapped_column(Degree(Severity))


class TrialClock(SyncedRow):
    """The clock of a trial that has no outcome yet, so that it outlives a crash.

    Attributes:
        running_since: since when it runs; None while it is paused.
        seconds_before: what had run before that.
    """

    __tablename__ = "trial_clock"
    __table_args__ = (UniqueConstraint("attendance_id", "task_id"),)

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"))
    task_id: Mapped[str] = mapped_column(ForeignKey("task.id"))
    running_since: Mapped[datetime | None] = mapped_column(Moment)
    seconds_before: Mapped[float] = mapped_column(Float, default=0.0)


class Answer(SyncedRow):
    """One attendee's answer to one question; SUS is a list of ten. `locale` is the language it was asked in, "" when nobody knows."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("attendance_id", "question_id"),)

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"))
    question_id: Mapped[str] = mapped_column(ForeignKey("question.id"))
    value: Mapped[object] = mapped_column(Value)
    locale: Mapped[str] = mapped_column(String(35), default="")


class HalfAnswer(Row):
    """What a guest has answered of a questionnaire that is not finished; local to this laptop, gone when it is."""

    __tablename__ = "half_answer"

    attendance_id: Mapped[str] = mapped_column(ForeignKey("attendance.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("question.id"), primary_key=True)
    value: Mapped[object] = mapped_column(Value)
    locale: Mapped[str] = mapped_column(String(35), default="")
    at: Mapped[datetime] = mapped_column(Moment)
