"""Counts of people, with small groups hidden: who came, per theme, per stage of the journey."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from council_app.domain.disclosure import may_show, shown
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
    visible = shown(sizes, material.minimum, ungrouped=sum(not row.segments for row in here))
    confirmed = statuses[AttendanceStatus.CONFIRMED] + statuses[AttendanceStatus.ARRIVED] + statuses[AttendanceStatus.NO_SHOW]
    return model.Attendance(
        confirmed=confirmed,
        came=max(len(here), len(speakers)),
        spoke=len(speakers),
        walk_ins=statuses[AttendanceStatus.WALK_IN],
        no_shows=statuses[AttendanceStatus.NO_SHOW],
        segments=tuple(model.SegmentCount(name, size if visible[name] else None) for name, size in sizes.most_common()),
        limits=tuple(_limits(material, len(here), len(speakers))),
    )


def _limits(material: Material, here: int, spoke: int) -> Iterable[Message]:
    yield m_("They were invited and had the time to come; they are not a random sample of customers.")
    if here > spoke:
        yield mn_("One attendee is not heard in any note.", "{count} attendees are not heard in any note.", here - spoke)
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
        unprompted=_visible(material, len(alone)),
        kinds={kind: _visible(material, people) for kind, people in kinds.items() if people},
    )


def _people(material: Material, notes: Iterable[NoteLine]) -> set[str]:
    return {person for note in notes if note.raised is not Raised.AGREED and (person := material.person(note)) is not None}


def _visible(material: Material, people: int) -> int | None:
    """Inside the company counts of a theme are shown as they are: they say what was said, not who; outside, small ones are hidden."""
    if material.audience is Audience.EXTERNAL and not may_show(people, material.minimum):
        return None
    return people


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
