"""The paper guide: a script, with a session's agenda and clock times where it is printed for one; and the card of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import AgendaItem, CouncilSession, Prototype, Script, Task
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import scripts as reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import QuestionKind
from council_app.domain.papers import KeyGroup, Sheet
from council_app.domain.questionnaires import NAMES, Asks, Questionnaire, ScriptQuestion
from council_app.domain.scripts import WORDED, QuestionFacts, ScriptFacts, TaskFacts
from council_app.errors import CouncilError, m_
from council_app.exchange.questionnaires import questionnaires
from council_app.i18n import Translator
from council_app.reporting.papers.guide import Guide, GuideBlock, GuideQuestion, GuideSection, GuideTask, guide_html, keys_html
from council_app.services.as_of import last_change
from council_app.services.papers.preparing import Papers, occasion_of

Span = tuple[datetime, datetime]


def prepare_guide(
    *,
    workspace: Workspace,
    t: Translator,
    session: str | None = None,
    script: str | None = None,
    version: int | None = None,
    sheet: Sheet = Sheet.A4,
) -> Papers:
    """The guide of a session (its agenda, then its script, with clock times), or of a script alone.

    Args:
        workspace: where from.
        t: the language of everything but the script's own words.
        session: key of a session.
        script: key of a script, where no session is given.
        version: which of its versions; the newest, when not given.
        sheet: the paper.

    Raises:
        CouncilError: there is no such session or script, or the session has neither agenda nor script.
    """
    with workspace.read() as reading:
        chosen = _named(reading, script or "", version) if session is None else None
        guide = _of_session(reading, session or "", t) if chosen is None else _of_script(reading, chosen, t)
    return Papers((), lambda _: guide_html(guide, t, sheet))


def prepare_keys(*, title: str, groups: Sequence[KeyGroup], t: Translator, sheet: Sheet = Sheet.A4) -> Papers:
    """A card of keys to lay beside the laptop; the window says which."""
    return Papers((), lambda _: keys_html(title, groups, t, sheet))


def _of_session(reading: Session, key: str, t: Translator) -> Guide:
    place = programme_reads.session_named(reading, key)
    row = reading.get_one(CouncilSession, place.id)
    script = _facts(reading, reading.get_one(Script, row.script_id)) if row.script_id else None
    blocks, spans = _agenda(reading, place.id, place.starts)
    if script is None and not blocks:
        todo = m_("Plan its agenda or choose a script; nothing was written.")
        raise CouncilError(key, m_("there is nothing to print in a guide"), todo)
    times = _Times(script, spans, place.starts)
    return _guide(reading, script, t, times, key=key, title=place.council_title, blocks=blocks, session=key)


def _of_script(reading: Session, row: Script, t: Translator) -> Guide:
    return _guide(reading, _facts(reading, row), t, _Times(None, {}, None), key=f"{row.key}-{row.version}", title=row.title)


def _guide(
    reading: Session,
    script: ScriptFacts | None,
    t: Translator,
    times: _Times,
    *,
    key: str,
    title: str,
    blocks: tuple[GuideBlock, ...] = (),
    session: str | None = None,
) -> Guide:
    occasion = occasion_of(reading, programme_reads.session_named(reading, session)) if session is not None else None
    parts = _Parts(script, t, times)
    return Guide(
        key=key,
        title=title,
        about=_about(script, t, titled=occasion is not None) if script is not None else (),
        as_of=last_change(reading),
        occasion=occasion,
        blocks=blocks,
        sections=tuple(parts.sections()),
        questions=parts.questions(lambda each: each.after is None and each.section is None),
    )


def _about(script: ScriptFacts, t: Translator, *, titled: bool) -> tuple[str, ...]:
    """The script's title where it is not the guide's, its version, what is under test, and how long it takes."""
    version = t("Version {version}", version=t.number(script.version))
    takes = t.duration(script.minutes) if script.minutes else ""
    return tuple(part for part in (script.title if titled else "", version, script.prototype or "", takes) if part)


def _named(reading: Session, key: str, version: int | None) -> Script:
    wanted = version or reads.newest_version(reading, key)
    row = reading.scalar(select(Script).where(Script.key == key, Script.version == wanted))
    if row is None:
        known = sorted(set(reading.scalars(select(Script.key))))
        todo = m_("Use one of: {words}.", words=", ".join(known)) if known else m_("Make a script first.")
        raise CouncilError(key, m_("there is no such script"), todo)
    return row


def _facts(reading: Session, row: Script) -> ScriptFacts:
    """The script as it is printed; what it tests by the names people know."""
    prototype = reading.scalar(select(Prototype.key).where(Prototype.id == row.prototype_id))
    return ScriptFacts(
        id=row.id,
        key=row.key,
        version=row.version,
        title=row.title,
        prototype=_tested(reading, prototype),
        frozen=False,
        newest=False,
        sections=tuple(replace(each, prototype=_tested(reading, each.prototype)) for each in reads.sections(reading, row.id)),
        tasks=reads.tasks(reading, row.id),
        questions=reads.questions(reading, row.id),
    )


def _tested(reading: Session, key: str | None) -> str | None:
    """Name and version of a prototype."""
    row = reading.scalar(select(Prototype).where(Prototype.key == key)) if key is not None else None
    return f"{row.name} {row.version}".strip() if row is not None else None


def _agenda(reading: Session, session_id: str, starts: datetime) -> tuple[tuple[GuideBlock, ...], Mapping[str, Span]]:
    """The blocks as they were planned, and when each task that stands in one is tried, by its key."""
    statement = select(AgendaItem, Task.key).outerjoin(Task, AgendaItem.task_id == Task.id).where(AgendaItem.session_id == session_id)
    blocks: list[GuideBlock] = []
    spans: dict[str, Span] = {}
    at = starts
    for row, task in reading.execute(statement.order_by(AgendaItem.position, AgendaItem.id)):
        end = at + timedelta(minutes=row.minutes)
        blocks.append(GuideBlock(row.title, row.minutes, at, row.prompt, row.must_ask))
        if task is not None:
            spans[task] = (at, end)
        at = end
    return tuple(blocks), spans


class _Times:
    """When each section and task is due: as the agenda says; where it names no task, one after the other from the session's start."""

    def __init__(self, script: ScriptFacts | None, agenda: Mapping[str, Span], starts: datetime | None) -> None:
        self._tasks: dict[str, Span] = dict(agenda)
        self._sections: dict[str, Span] = {}
        if script is None or starts is None:
            return
        if agenda:
            self._gather(script)
        else:
            self._run(script, starts)

    def task(self, key: str) -> Span | None:
        """From when to when; None where nobody knows."""
        return self._tasks.get(key)

    def section(self, key: str) -> Span | None:
        """From when to when; None where nobody knows."""
        return self._sections.get(key)

    def _gather(self, script: ScriptFacts) -> None:
        for section in script.sections:
            spans = [span for task in script.tasks if task.section == section.key and (span := self._tasks.get(task.key))]
            if spans:
                self._sections[section.key] = (min(start for start, _ in spans), max(end for _, end in spans))

    def _run(self, script: ScriptFacts, starts: datetime) -> None:
        at = self._run_tasks(script, None, starts)
        for section in script.sections:
            end = at + timedelta(minutes=script.minutes_of(section))
            if end > at:
                self._run_tasks(script, section.key, at)
                self._sections[section.key] = (at, end)
            at = end

    def _run_tasks(self, script: ScriptFacts, section: str | None, at: datetime) -> datetime:
        for task in script.tasks:
            if task.section == section and task.minutes:
                self._tasks[task.key] = (at, at + timedelta(minutes=task.minutes))
                at += timedelta(minutes=task.minutes)
        return at


class _Parts:
    """A script's parts as they are printed, in the order in which they are asked."""

    def __init__(self, script: ScriptFacts | None, t: Translator, times: _Times) -> None:
        self._script, self._t, self._times = script, t, times
        self._words = questionnaires()
        self._number = 0

    def sections(self) -> Iterator[GuideSection]:
        """What stands before the first section comes first, without a title."""
        script = self._script
        if script is None:
            return
        loose = self._tasks(None)
        if loose:
            yield GuideSection("", None, None, None, loose, ())
        for section in script.sections:
            starts, ends = self._times.section(section.key) or (None, None)
            yield GuideSection(
                title=section.title,
                prototype=section.prototype or "",
                minutes=script.minutes_of(section) or None,
                starts=starts,
                ends=ends,
                tasks=self._tasks(section.key),
                questions=self._at_the_end_of(section.key),
            )

    def _at_the_end_of(self, section: str) -> tuple[GuideQuestion, ...]:
        return self.questions(lambda each: each.after is None and each.section == section)

    def questions(self, wanted: Callable[[QuestionFacts], bool]) -> tuple[GuideQuestion, ...]:
        """Those that are wanted."""
        script = self._script
        return tuple(_question(each, self._words, self._t) for each in script.questions if wanted(each)) if script is not None else ()

    def _tasks(self, section: str | None) -> tuple[GuideTask, ...]:
        script = self._script
        return tuple(self._task(task) for task in script.tasks if task.section == section) if script is not None else ()

    def _task(self, task: TaskFacts) -> GuideTask:
        self._number += 1
        starts, ends = self._times.task(task.key) or (None, None)
        return GuideTask(
            number=self._number,
            text=task.text,
            success=task.success,
            target_seconds=task.target_seconds,
            minutes=task.minutes,
            starts=starts,
            ends=ends,
            must_ask=task.must_ask,
            probes=task.probes,
            questions=self.questions(lambda each: each.after == task.key),
        )


def _question(facts: QuestionFacts, words: Mapping[QuestionKind, Questionnaire], t: Translator) -> GuideQuestion:
    asks = Asks(facts.kind, facts.choices, facts.scale)
    asked = ScriptQuestion("", facts.key, asks, text=facts.text, low=facts.low, high=facts.high)
    spoken = words[facts.kind].spoken(t.tag)
    scale = asks.scale
    return GuideQuestion(
        name=t.say(NAMES[facts.kind]),
        spoken=asked.spoken(spoken),
        points=tuple(range(scale.low, scale.high + 1)) if scale is not None else (),
        choices=facts.choices,
        terms=spoken.by if facts.kind not in WORDED else "",
    )
