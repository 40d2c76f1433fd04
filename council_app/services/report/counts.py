"""Counts of people, with small groups hidden: who came, per theme, per stage of the journey."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from council_app.db.models import Attendance
from council_app.domain.disclosure import hides_complement, may_show, shown
from council_app.domain.enums import AttendanceStatus, Audience, NoteKind, Raised
from council_app.domain.records import NoteLine
from council_app.domain.small_cells import told_part, told_row
from council_app.errors import Message, m_, mn_
from council_app.reporting import model
from council_app.services.report.material import Material

_MOST_THEMES = 14


def attendance(material: Material) -> model.Attendance:
    """Who was there, each person once; segments below the minimum cell are hidden, and so is what would give one of them away."""
    statuses: dict[AttendanceStatus, set[str]] = defaultdict(set)
    segments: dict[str, set[str]] = defaultdict(set)
    for row, _ in material.attendances:
        statuses[row.status].add(who(row))
        for segment in row.segments if row.status.was_there else ():
            segments[segment].add(who(row))
    here = statuses[AttendanceStatus.ARRIVED] | statuses[AttendanceStatus.WALK_IN]
    speakers = {person for note in material.counting if (person := material.person(note)) is not None}
    stayed_away = statuses[AttendanceStatus.NO_SHOW] - here
    came = len(here | speakers)
    sizes = Counter({segment: len(people) for segment, people in segments.items()})
    outside = came - len(set().union(*segments.values()))
    visible = told_row(sizes, material.minimum, total=came, ungrouped=outside)
    return model.Attendance(
        confirmed=len(statuses[AttendanceStatus.CONFIRMED] | statuses[AttendanceStatus.ARRIVED] | stayed_away),
        came=came,
        spoke=len(speakers),
        walk_ins=len(statuses[AttendanceStatus.WALK_IN] - statuses[AttendanceStatus.ARRIVED]),
        no_shows=len(stayed_away),
        segments=tuple(model.SegmentCount(name, visible[name]) for name, _ in sizes.most_common()),
        limits=tuple(_limits(material, max(len(here - speakers), 0))),
        sessions=_sessions(material, came),
    )


def who(row: Attendance) -> str:
    """What makes somebody on a list distinct, the same at all sessions."""
    return row.person_id or row.id


def _sessions(material: Material, came: int) -> tuple[model.SessionCount, ...]:
    """One line per session or council, where there are several."""
    groups = [group for group in material.groups if group.here]
    if len(groups) < 2:
        return ()
    spoke = [_people(material, [note for note in material.counting if note.session_key in group.keys]) for group in groups]
    rooms = [frozenset().union(*(material.there.get(key, frozenset()) for key in group.keys)) for group in groups]
    there = [room | speakers for room, speakers in zip(rooms, spoke, strict=True)]
    told = told_row({str(number): len(people) for number, people in enumerate(there)}, material.minimum, total=came)
    open_ = material.audience is Audience.INTERNAL
    return tuple(
        model.SessionCount(
            label=group.label,
            on=group.on,
            came=len(there[number]) if open_ else told[str(number)],
            spoke=len(spoke[number]) if open_ else _few(told[str(number)], len(spoke[number]), material.minimum),
            notes=sum(note.session_key in group.keys for note in material.notes),
        )
        for number, group in enumerate(groups)
    )


def _few(came: int | None, spoke: int, minimum: int) -> int | None:
    return None if came is None else told_part(spoke, [came], minimum) or None


def _limits(material: Material, silent: int) -> Iterable[Message]:
    yield m_("They were invited and had the time to come; they are not a random sample of customers.")
    if silent and _visible(material, silent) is not None:
        yield mn_("One attendee is not heard in any note.", "{count} attendees are not heard in any note.", silent)
    unknown = sum(note.seat is None for note in material.counting)
    if unknown:
        yield mn_("Of one note it is not known who said it.", "Of {count} notes it is not known who said them.", unknown)


def themes(material: Material) -> tuple[model.ThemeCount, ...]:
    """People per tag, most first; who only nodded along is not counted."""
    heard: dict[str, list[NoteLine]] = defaultdict(list)
    for note in material.counting:
        for tag in note.tags:
            heard[tag.path].append(note)
    rows = [_theme(material, path, notes) for path, notes in heard.items()]
    # Who said it is not known of imported notes: a theme nobody is known to have raised has no people to show.
    rows = [row for row in rows if row.people != 0]
    return tuple(sorted(rows, key=lambda row: (-(row.people or 0), row.path)))[:_MOST_THEMES]


def _theme(material: Material, path: str, notes: list[NoteLine]) -> model.ThemeCount:
    everybody = _people(material, notes)
    alone = _people(material, [note for note in notes if note.raised is Raised.ALONE])
    kinds = {kind: len(_people(material, [note for note in notes if note.kind is kind])) for kind in NoteKind}
    return model.ThemeCount(
        path=path,
        people=_visible(material, len(everybody)),
        unprompted=_visible(material, len(alone), of=len(everybody)),
        kinds=_kinds(material, {kind: people for kind, people in kinds.items() if people}, len(everybody)),
    )


def _people(material: Material, notes: Iterable[NoteLine]) -> set[str]:
    return {person for note in notes if note.raised is not Raised.AGREED and (person := material.person(note)) is not None}


def _kinds(material: Material, kinds: Mapping[NoteKind, int], everybody: int) -> dict[NoteKind, int | None]:
    """People per kind of note; outside, none that tells of a few by subtraction."""
    if material.audience is Audience.INTERNAL:
        return dict(kinds)
    visible = shown({str(kind): people for kind, people in kinds.items()}, material.minimum, total=everybody)
    return {kind: people if visible[str(kind)] else None for kind, people in kinds.items()}


def _visible(material: Material, people: int, *, of: int | None = None) -> int | None:
    """Inside the company counts of a theme are shown as they are: they say what was said, not who.

    Outside, small ones are hidden, and those that leave a few out of the number `of` beside them.
    """
    if material.audience is Audience.INTERNAL:
        return people
    small = not may_show(people, material.minimum) or (of is not None and hides_complement(people, of, material.minimum))
    return None if small else people


def stages(material: Material, notes: Iterable[NoteLine] | None = None, *, here: str = "") -> tuple[model.StageCount, ...]:
    """People with a friction at each step of the journey; empty when no note says where it happened."""
    heard: Mapping[str, set[str]] = _by_stage(material, material.counting if notes is None else notes)
    if not heard:
        return ()
    return tuple(
        model.StageCount(name=name, people=_visible(material, len(heard.get(path, ()))), critical=critical, here=name == here)
        for path, name, critical in material.stages
    )


def _by_stage(material: Material, notes: Iterable[NoteLine]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for note in notes:
        if note.stage and note.kind is NoteKind.FRICTION:
            found[note.stage] |= _people(material, [note])
    return {stage: people for stage, people in found.items() if people}
