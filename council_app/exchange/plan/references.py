"""Checks across a plan: does everything it names exist, is nothing there twice, does nobody sit on another's seat, is nothing new bare."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from council_app.domain.enums import ReportScope
from council_app.errors import Message, Problem, m_
from council_app.exchange.plan import acted, coded, published
from council_app.exchange.plan.answers import wrong_answer
from council_app.exchange.plan.checking import Check, Finding, Findings
from council_app.exchange.plan.explain import PROBLEM_LIMIT, remainder
from council_app.exchange.plan.known import Known, with_plan
from council_app.exchange.plan.locator import Locator, PlanPath
from council_app.exchange.plan.models import Answer, Evidence, Insight, Person, Plan, Script, Session
from council_app.exchange.plan.names import names_of
from council_app.exchange.plan.required import bare_entries
from council_app.exchange.plan.versions import version_of
from council_app.exchange.text import shown


def check_references(plan: Plan, where: Locator, known: Known) -> list[Problem]:
    """Everything in the plan that does not fit together or with what exists, in the order of the file.

    `known` is what the workspace holds before the plan; pass `Known()` for a new one.
    """
    check = Check(plan, known, with_plan(known, plan))
    findings = [finding for rule in _RULES for finding in rule(check)]
    where.prepare(finding.path for finding in findings)
    findings.sort(key=lambda finding: where.place(finding.path))
    problems = [Problem(where.where(f.path), f.why, f.todo) for f in findings[:PROBLEM_LIMIT]]
    return problems + remainder(len(findings) - PROBLEM_LIMIT, where)


def _councils(check: Check) -> Findings:
    for i, council in enumerate(check.plan.councils):
        yield from check.market(council.market, ("councils", i))
        for j, session in enumerate(council.sessions):
            yield from _session(check, session, ("councils", i, "sessions", j))


def _session(check: Check, session: Session, path: PlanPath) -> Findings:
    script = session.script
    yield from check.there(script, check.after.scripts, lambda key: m_("there is no script “{key}”", key=key), (*path, "script"))
    use = check.after.sessions.get(session.key)
    if use is not None and use[0] in check.after.scripts and use[1] not in check.after.scripts[use[0]]:
        why = m_("the script “{key}” has no version {number}", key=use[0], number=use[1])
        yield Finding((*path, "script_version"), why, m_("Name a version there is, or leave it out."))
    elif script is None or script in check.after.scripts:
        for i, item in enumerate(session.agenda):
            yield from check.task(session.key, item.task, (*path, "agenda", i))
    if session.starts is not None or session.ends is not None:
        starts, ends = check.after.hours.get(session.key, (None, None))
        if starts is not None and ends is not None and ends <= starts:
            place = "ends" if session.ends is not None else "starts"
            yield Finding((*path, place), m_("the session ends before it starts"), m_("Write “ends” later than “starts”."))


def _scripts(check: Check) -> Findings:
    for i, script in enumerate(check.plan.scripts):
        path: PlanPath = ("scripts", i)
        yield from check.there(script.prototype, check.after.prototypes, _no_prototype, (*path, "prototype"))
        for j, section in enumerate(script.sections):
            yield from check.there(section.prototype, check.after.prototypes, _no_prototype, (*path, "sections", j, "prototype"))
        if script.version is None and any(other.key == script.key and other.version for other in check.plan.scripts):
            why = m_("one entry of the script “{key}” has a version and another has none", key=script.key)
            yield Finding((*path, "key"), why, m_("Write “version” in each of them."))
        else:
            yield from _parts(check, script, path)


def _parts(check: Check, script: Script, path: PlanPath) -> Findings:
    parts = check.after.scripts[script.key][version_of(check.before.scripts, script)]
    for i, task in enumerate(script.tasks):
        yield from check.there(task.section, parts.sections, _no_section, (*path, "tasks", i, "section"))
    for i, question in enumerate(script.questions):
        place = (*path, "questions", i, "after")
        yield from check.there(question.after, parts.tasks, lambda key: m_("the script has no task “{key}”", key=key), place)
        yield from check.there(question.section, parts.sections, _no_section, (*path, "questions", i, "section"))


def _no_prototype(key: str) -> Message:
    return m_("there is no prototype “{key}”", key=key)


def _no_section(key: str) -> Message:
    return m_("the script has no section “{key}”", key=key)


def _people(check: Check) -> Findings:
    taken: dict[tuple[str, str], str] = {}
    moving = _moving(check)
    seats = {(session, seat): name for (session, seat), name in check.before.seats.items() if moving.get((session, name), seat) == seat}
    for i, person in enumerate(check.plan.people):
        path: PlanPath = ("people", i)
        yield from check.session(person.session, path)
        if person.session is None and (person.seat or person.status or person.consents):
            yield Finding(path, m_("a seat, a status and consents belong to a session"), m_("Add “session”."))
        yield from _seat_clash(seats, taken, person, path)


def _moving(check: Check) -> dict[tuple[str, str], str]:
    """The seat each person has in the plan, by session and name: who moves leaves a free seat behind, so that people can swap."""
    seated = [person for person in check.plan.people if person.session and person.seat]
    names = [(person, name.casefold()) for person in seated for name in (person.email, person.key) if name]
    return {(person.session or "", name): person.seat or "" for person, name in names}


def _seat_clash(before: Mapping[tuple[str, str], str], taken: dict[tuple[str, str], str], person: Person, path: PlanPath) -> Findings:
    if person.session is None or person.seat is None:
        return
    seat, name = (person.session, person.seat), (person.email or person.key or "").casefold()
    sitting = taken.get(seat) or before.get(seat) or name
    if sitting != name and person.key != sitting:
        yield Finding(
            (*path, "seat"),
            m_("seat “{seat}” of session “{session}” is somebody else's", seat=person.seat, session=person.session),
            m_("Give each person a seat of their own."),
        )
    taken.setdefault(seat, name)


def _seats(check: Check) -> Findings:
    named = {(person.session, person.seat) for person in check.plan.people}
    for i, entry in enumerate(check.plan.seats):
        yield from check.session(entry.session, ("seats", i))
        if (entry.session, entry.seat) in named:
            yield Finding(
                ("seats", i, "seat"),
                m_("seat “{seat}” of session “{session}” is under “people” already", seat=entry.seat, session=entry.session),
                m_("Keep one of them."),
            )


def _notes(check: Check) -> Findings:
    for i, note in enumerate(check.plan.notes):
        path: PlanPath = ("notes", i)
        yield from check.session(note.session, path)
        yield from check.seat(note.session, note.seat, path)
        yield from check.tags(note.tags, path)
        yield from check.stage(note.stage, path)
        if note.session is not None and note.session in check.after.sessions:
            yield from check.task(note.session, note.task, path)
            titles = check.after.agenda.get(note.session, frozenset())
            yield from check.there(
                note.agenda, titles, lambda key: m_("the session's agenda has no “{title}”", title=key), (*path, "agenda")
            )
        yield from check.there(note.reply_to, check.after.notes, _no_note, (*path, "reply_to"))


def _no_note(key: str) -> Message:
    return m_("there is no note “{key}”", key=key)


def _trials(check: Check) -> Findings:
    for i, trial in enumerate(check.plan.trials):
        path: PlanPath = ("trials", i)
        yield from check.session(trial.session, path)
        yield from check.seat(trial.session, trial.seat, path)
        if trial.session in check.after.sessions:
            yield from check.task(trial.session, trial.task, path)
            for key, value in trial.answers.items():
                yield from _answer(check, (trial.session, key), value, (*path, "answers", key))


def _answers(check: Check) -> Findings:
    for i, answer in enumerate(check.plan.answers):
        path: PlanPath = ("answers", i)
        yield from check.session(answer.session, path)
        yield from check.seat(answer.session, answer.seat, path)
        if answer.session in check.after.sessions:
            yield from _answer(check, (answer.session, answer.question), answer.value, (*path, "value"))


def _answer(check: Check, asked: tuple[str, str], value: Answer, path: PlanPath) -> Findings:
    session, key = asked
    questions = check.parts(session).questions
    yield from check.there(key, questions, lambda key: m_("the session's script has no question “{key}”", key=key), path)
    todo = wrong_answer(questions[key], value) if key in questions else None
    if todo is not None:
        yield Finding(path, m_("not an answer to “{key}”", key=key), todo)


def _insights(check: Check) -> Findings:
    for i, insight in enumerate(check.plan.insights):
        yield from check.stage(insight.stage, ("insights", i))
        among = check.after.initiatives
        yield from check.there(insight.initiative, among, acted.no_initiative, ("insights", i, "initiative"))
        yield from _evidence(check, insight, ("insights", i))


def _evidence(check: Check, insight: Insight, path: PlanPath) -> Findings:
    sides: Mapping[str, Evidence] = {"evidence": insight.evidence, "against": insight.against}
    for side, evidence in sides.items():
        for i, note in enumerate(evidence.notes):
            yield from check.there(note, check.after.notes, _no_note, (*path, side, "notes", i))
        yield from check.tags(evidence.tags, (*path, side))


def _indicators(check: Check) -> Findings:
    for i, indicator in enumerate(check.plan.indicators):
        yield from check.market(indicator.market, ("indicators", i))


def _deliveries(check: Check) -> Findings:
    for i, delivery in enumerate(check.plan.deliveries):
        path: PlanPath = ("deliveries", i)
        yield from check.market(delivery.market, path)
        yield from check.insight(delivery.insight, path)


def _reports_sent(check: Check) -> Findings:
    after = check.after
    for i, sent in enumerate(check.plan.reports_sent):
        path: PlanPath = ("reports_sent", i)
        if sent.scope is ReportScope.SESSION:
            yield from check.session(sent.about, path)
        elif sent.scope is ReportScope.COUNCIL:
            yield from check.there(sent.about, after.councils, lambda key: m_("there is no council “{key}”", key=key), (*path, "about"))
        else:
            yield from check.there(sent.about, after.markets, lambda key: m_("there is no market “{key}”", key=key), (*path, "about"))
        if sent.day is None:
            yield Finding(path, m_("“{key}” is missing, and this entry is new", key="day"), m_("Add “{key}”.", key="day"))


def _cohorts(check: Check) -> Findings:
    for i, cohort in enumerate(check.plan.cohorts):
        rules, path = cohort.rules, ("cohorts", i, "rules")
        mentioned = cohort.key not in check.before.cohorts or "rules" in cohort.model_fields_set
        if mentioned and not rules.given:
            yield Finding(("cohorts", i), m_("a cohort needs a rule"), m_("Say what its people have in common."))
        for j, key in enumerate(rules.market):
            yield from check.there(key, check.after.markets, lambda key: m_("there is no market “{key}”", key=key), (*path, "market", j))
        for j, key in enumerate(rules.council):
            yield from check.there(key, check.after.councils, lambda key: m_("there is no council “{key}”", key=key), (*path, "council", j))
        for j, key in enumerate(rules.session):
            yield from check.there(key, check.after.sessions, lambda key: m_("there is no session “{key}”", key=key), (*path, "session", j))
        for j, key in enumerate(rules.raised):
            yield from check.there(key, check.after.tags, lambda key: m_("there is no tag “{key}”", key=key), (*path, "raised", j))


def _twice(check: Check) -> Findings:
    seen: set[tuple[object, ...]] = set()
    for path, name in names_of(check.plan):
        if name in seen:
            label = " · ".join(shown(part) for part in name[1:])
            yield Finding(path, m_("“{key}” is there twice", key=label), m_("Keep one of them, or give it another key."))
        seen.add(name)


_RULES: tuple[Callable[[Check], Findings], ...] = (
    _councils,
    _scripts,
    _people,
    _seats,
    _notes,
    _trials,
    _answers,
    _insights,
    _indicators,
    _deliveries,
    _reports_sent,
    _cohorts,
    coded.highlights,
    coded.filters,
    coded.boards,
    coded.rounds,
    coded.shortcuts,
    acted.scores,
    acted.workshops,
    acted.delegations,
    acted.calls,
    published.posts,
    _twice,
    bare_entries,
)
