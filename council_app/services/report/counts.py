"""Counts of people, with small groups hidden: who came, per theme, per stage of the journey."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from council_app.domain.disclosure import hides_complement, may_show, shown
from council_app.domain.enums import AttendanceStatus, Audience, NoteKind, Raised
from council_app.domain.records import NoteLine
from council_app.errors import Message, m_, mn_
from council_app.reporting import model
from council_app.services.report.material import Material

_MOST_THEMES = 14


def attendance(material: Material) -> model.Attendance:
    """Who was there; segments below the minimum cell are hidden, and so is a second one that could be worked out from the total."""
    statuses = Counter(row.status for row in material.attendances)
    here = [row for row in material.attendances if row.status.was_there]
    speakers = {material.person(note) for note in material.notes} - {None}
    sizes = Counter(segment for row in here for segment in row.segments)
    came = max(len(here), len(speakers))
    visible = shown(sizes, material.minimum, ungrouped=came - sum(bool(row.segments) for row in here), total=came)
    confirmed = statuses[AttendanceStatus.CONFIRMED] + statuses[AttendanceStatus.ARRIVED] + statuses[AttendanceStatus.NO_SHOW]
    return model.Attendance(
        confirmed=confirmed,
        came=came,
        spoke=len(speakers),
        walk_ins=statuses[AttendanceStatus.WALK_IN],
        no_shows=statuses[AttendanceStatus.NO_SHOW],
        segments=tuple(model.SegmentCount(name, size if visible[name] else None) for name, size in sizes.most_common()),
        limits=tuple(_limits(material, max(len(here) - len(speakers), 0))),
    )


def _limits(material: Material, silent: int) -> Iterable[Message]:
    yield m_("They were invited and had the time to come; they are not a random sample of customers.")
    if silent and _visible(material, silent) is not None:
        yield mn_("One attendee is not heard in any note.", "{count} attendees are not heard in any note.", silent)
    unknown = sum(note.seat is None for note in material.notes)
    if unknown:
        yield mn_("Of one note it is not known who said it.", "Of {count} notes it is not known who said them.", unknown)


def themes(material: Material) -> tuple[model.ThemeCount, ...]:
    """People per tag, most first; who only nodded along is not counted."""
    heard: dict[str, list[NoteLine]] = defaultdict(list)
    for note in material.notes:
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
    heard: Mapping[str, set[str]] = _by_stage(material, material.notes if notes is None else notes)
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
