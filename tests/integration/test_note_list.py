"""The list of notes against a plain model of it: every filter, every order, every way of paging, on workspaces made up at random."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as some

from council_app.db.models import (
    Attendance,
    CodingRound,
    CouncilSession,
    Journey,
    Note,
    NoteTag,
    RoundCoding,
    RoundNote,
    RoundRead,
    Stage,
    Tag,
    Task,
    new_id,
)
from council_app.db.queries import note_picture_taking
from council_app.domain.cohort_forms import rules_typed
from council_app.domain.enums import Channel, NoteKind, Purpose, Raised, Severity
from council_app.domain.note_filter import NOTHING, Condition, Facet, Match, NoteFilter, Selection, Sort, filter_of, where
from council_app.domain.note_list import NotePage
from council_app.errors import m_
from council_app.services import cohorts, listing
from council_app.services.consent import withdraw
from council_app.services.rehearsal import rehearse
from council_app.services.workspace import Workspace
from tests import factories as given

PLACES = {given.SESSION: ("bristol", "gb", "Europe/London"), "lund-pm": ("lund", "se", "Europe/Stockholm")}
PLAN = given.PLAN.replace("councils:", "  - {key: se, country: SE, locales: [sv-SE], currency: SEK}\ncouncils:", 1).replace(
    "prototypes:",
    "  - {key: lund, market: se, city: Lund, date: 2026-05-13, timezone: Europe/Stockholm, title: Lund, "
    'sessions: [{key: lund-pm, starts: "18:00", ends: "20:00"}]}\nprototypes:',
    1,
)
WORDS = ("fee", "late", "letter", "påminnelse", "crème", "don't", "42", "feel")
AUTHORS = ("", "Kim", "Åsa", "kim")
TAGS = ("fees", "fees/late", "tone")
NOTES = 400


@dataclass(frozen=True, slots=True)
class Said:
    """A note as the model knows it."""

    id: str
    num: int
    session: str
    seat: str | None
    segments: tuple[str, ...]
    at: datetime
    author: str
    text: str
    kind: str
    severity: int | None
    stage: str | None
    task: str | None
    channel: str | None
    raised: str
    verbatim: bool
    starred: bool
    tags: frozenset[str]
    disputed: bool
    hidden: bool


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """A workspace and what is in it."""

    workspace: Workspace
    said: tuple[Said, ...]
    tags: dict[str, str]


@pytest.fixture(scope="module", params=["along indexes", "by the picture"])
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Made]:
    with talked(tmp_path_factory.mktemp("list")) as here, pytest.MonkeyPatch.context() as patched:
        if request.param == "by the picture":
            patched.setattr(note_picture_taking, "LEAST", 0)
            assert list(listing.picture(workspace=here.workspace))[-1] is True
        yield here


@contextmanager
def talked(folder: Path) -> Iterator[Made]:
    """A workspace with four hundred notes of any kind in it, some of a rehearsal, some of people who took consent back."""
    with given.workspace(folder, plan=PLAN) as workspace:
        for session in PLACES:
            given.apply(workspace, folder, given.people(session=session))
        with workspace.write(m_("Give segments")) as writing:
            for row in writing.query(Attendance):
                row.segments = {"1": ("new",), "2": ("Heavy user", "new")}.get((row.seat or "")[-1], ())
        played = rehearse(workspace=workspace, session=given.SESSION).session
        for session, person in ((given.SESSION, "P02"), ("lund-pm", "P05")):
            withdraw(workspace=workspace, session=session, person=person, purposes=[Purpose.NOTES])  # at both councils
        cohorts.save_cohort(workspace=workspace, key="newcomers", name="New", rules=rules_typed(["segment=new"]))
        said, tags = _talk(workspace, played)
        yield Made(workspace, said, tags)


def _talk(workspace: Workspace, played: str) -> tuple[tuple[Said, ...], dict[str, str]]:
    chosen = random.Random(11)
    start = datetime(2026, 5, 12, 21, 30, tzinfo=UTC)
    with workspace.write(m_("Write notes")) as writing:
        sessions = {row.key: row.id for row in writing.query(CouncilSession)}
        seats = {(row.session_id, row.seat): row for row in writing.query(Attendance)}
        tags = {row.path: row.id for row in writing.query(Tag)}
        stages = {
            f"{journey.key}/{stage.key}": stage.id
            for stage in writing.query(Stage)
            for journey in [writing.get_one(Journey, stage.journey_id)]
        }
        tasks = {row.key: row.id for row in writing.query(Task)}
        said, rows, tagged = [], [], []
        for num in range(NOTES):
            session = chosen.choice((*PLACES, *PLACES, played))
            seat = None if session == played else chosen.choice((None, *(f"P{number:02}" for number in range(1, 12))))
            who = seats[sessions[session], seat] if seat else None
            own = new_id()
            carried = frozenset(chosen.sample(TAGS, k=chosen.choice((0, 0, 1, 2))))
            note = Said(
                own, num, session, seat, who.segments if who else (), start + timedelta(minutes=chosen.randint(0, 200)),
                chosen.choice(AUTHORS), " ".join(chosen.choices(WORDS, k=chosen.randint(1, 5))), chosen.choice(tuple(NoteKind)),
                chosen.choice((None, 0, 2, 4)), chosen.choice((None, "buy/choose", "buy/pay")), chosen.choice((None, "pick")),
                chosen.choice((None, "app", "web")), chosen.choice(tuple(Raised)), chosen.random() < 0.5, chosen.random() < 0.1, carried,
                chosen.random() < 0.1, seat in ("P02", "P05") or session == played,
            )  # fmt: skip
            said.append(note)
            rows.append(
                {"id": own, "session_id": sessions[session], "attendance_id": who.id if who else None, "at": note.at, "author": note.author,
                 "text": note.text, "kind": NoteKind(note.kind), "severity": None if note.severity is None else Severity(note.severity),
                 "stage_id": stages.get(note.stage or ""), "task_id": tasks.get(note.task or ""), "raised": Raised(note.raised),
                 "channel": Channel(note.channel) if note.channel else None, "verbatim": note.verbatim, "starred": note.starred}
            )  # fmt: skip
            tagged += [{"note_id": own, "tag_id": tags[path]} for path in carried]
        writing.insert_many(Note, rows)
        writing.insert_many(NoteTag, tagged)
        _disagree(writing, [note.id for note in said if note.disputed], tags)
    return tuple(said), tags


def _disagree(writing: object, notes: list[str], tags: dict[str, str]) -> None:
    round_ = CodingRound(id=new_id(), key="first", name="First", at=datetime(2026, 6, 1, tzinfo=UTC))
    rows = [{"id": new_id(), "round_id": round_.id, "note_id": note, "position": number} for number, note in enumerate(notes)]
    writing.add(round_)  # type: ignore[attr-defined]
    writing.flush()  # type: ignore[attr-defined]
    writing.insert_many(RoundNote, rows)  # type: ignore[attr-defined]
    read = [
        {"round_note_id": row["id"], "coder": coder, "at": datetime(2026, 6, 1, tzinfo=UTC)} for row in rows for coder in ("Kim", "Åsa")
    ]
    writing.insert_many(RoundRead, read)  # type: ignore[attr-defined]
    coded = [{"round_note_id": row["id"], "coder": "Kim", "tag_id": tags["tone"]} for row in rows]
    writing.insert_many(RoundCoding, coded)  # type: ignore[attr-defined]


def fits(note: Said, condition: Condition, tags: dict[str, str]) -> bool:
    """The model: one condition on one note."""
    words = condition.words
    council, market, zone = PLACES.get(note.session, ("", "", "UTC"))
    paths = {path for path, own in tags.items() if own in words}
    under = [{below for below in tags if below == path or below.startswith(f"{path}/")} for path in sorted(paths)]
    segments = {segment.casefold() for segment in note.segments}
    day = note.at.astimezone(ZoneInfo(zone)).date().isoformat()

    def plain(value: object) -> bool:
        return (NOTHING if value in (None, "") else str(value)) in words

    by = {
        Facet.TEXT: lambda: all(_has(note.text, word) for word in words[0].split()),
        Facet.MARKET: lambda: plain(market), Facet.COUNCIL: lambda: plain(council), Facet.SESSION: lambda: plain(note.session),
        Facet.SEGMENT: lambda: bool(segments & {word.casefold() for word in words}) or (not segments and NOTHING in words),
        Facet.SEAT: lambda: plain(note.seat), Facet.COHORT: lambda: "new" in segments,
        Facet.TAG: lambda: bool(note.tags & set().union(*under)), Facet.UNTAGGED: lambda: not note.tags,
        Facet.DISPUTED: lambda: note.disputed, Facet.KIND: lambda: plain(note.kind), Facet.SEVERITY: lambda: plain(note.severity),
        Facet.STAGE: lambda: plain(note.stage) or (note.stage is not None and "buy" in words), Facet.TASK: lambda: plain(note.task),
        Facet.AUTHOR: lambda: plain(note.author), Facet.STARRED: lambda: note.starred, Facet.VERBATIM: lambda: note.verbatim,
        Facet.RAISED: lambda: plain(note.raised), Facet.CHANNEL: lambda: plain(note.channel),
        Facet.SINCE: lambda: day >= words[0], Facet.UNTIL: lambda: day <= words[0],
    }  # fmt: skip
    if condition.match is Match.ALL:
        return all(bool(note.tags & branch) for branch in under)
    return by[condition.facet]() is not (condition.match is Match.NONE)


def _has(text: str, word: str) -> bool:
    return word in text.split()


def ordered(notes: list[Said], sort: Sort, *, by_words: bool) -> list[str]:
    """The model: the ids in the order of the list."""

    def place(note: Said) -> tuple[object, ...]:
        newest = (-note.num,) if by_words else tuple(-part for part in (note.at.timestamp(), int(note.id, 16)))
        if sort is Sort.SEVERE:
            return (-(note.severity if note.severity is not None else -1), *newest)
        if sort is Sort.SEAT:
            return (note.seat is None, note.seat or "", *newest)
        if sort is Sort.AUTHOR:
            return (note.author == "", note.author.casefold(), note.author, *newest)
        return tuple(-part for part in newest) if sort is Sort.OLDEST else newest

    return [note.id for note in sorted(notes, key=place)]


def expected(made: Made, wanted: NoteFilter, sort: Sort) -> list[str]:
    found = [note for note in made.said if not note.hidden and all(fits(note, each, made.tags) for each in wanted.conditions)]
    return ordered(found, sort, by_words=bool(wanted.text))


WORDS_OF = {
    Facet.TEXT: ["fee ", "late fee ", "påminnelse "], Facet.MARKET: ["gb", "se", "no"], Facet.COUNCIL: ["bristol", "lund"],
    Facet.SESSION: [*PLACES, "bristol-am-rehearsal"], Facet.SEGMENT: ["NEW", "heavy user", NOTHING],
    Facet.SEAT: ["P01", "P02", "P07", "P99", NOTHING], Facet.COHORT: ["newcomers"], Facet.TAG: [*TAGS], Facet.KIND: [*NoteKind],
    Facet.SEVERITY: ["0", "2", "4", NOTHING], Facet.STAGE: ["buy", "buy/pay", "sell/pay", NOTHING], Facet.TASK: ["pick", "drop", NOTHING],
    Facet.AUTHOR: ["Kim", "Åsa", "kim", NOTHING], Facet.RAISED: [*Raised], Facet.CHANNEL: ["app", "mail", NOTHING],
    Facet.SINCE: ["2026-05-12", "2026-05-13"], Facet.UNTIL: ["2026-05-12", "2026-05-13"],
}  # fmt: skip
FLAGS = (Facet.UNTAGGED, Facet.DISPUTED, Facet.STARRED, Facet.VERBATIM)


@some.composite
def conditions(draw: some.DrawFn) -> Condition:
    facet = draw(some.sampled_from(list(Facet)))
    match = draw(some.sampled_from([Match.ANY, Match.NONE]))
    if facet in FLAGS:
        return Condition(facet, (), match)
    one = facet in (Facet.TEXT, Facet.SINCE, Facet.UNTIL)
    if facet is Facet.TAG:
        match = draw(some.sampled_from(list(Match)))
    words = draw(some.lists(some.sampled_from(WORDS_OF[facet]), min_size=1, max_size=1 if one else 3, unique=True))
    return Condition(facet, tuple(words), Match.ANY if one else match)


filters = some.lists(conditions(), max_size=3, unique_by=lambda each: (each.facet, each.match)).map(filter_of)


def with_ids(made: Made, wanted: NoteFilter) -> NoteFilter:
    """Tags are asked for by id."""
    return filter_of(
        Condition(each.facet, tuple(made.tags[word] for word in each.words), each.match) if each.facet is Facet.TAG else each
        for each in wanted.conditions
    )


def forwards(workspace: Workspace, wanted: NoteFilter, sort: Sort, limit: int) -> Iterator[NotePage]:
    found = listing.page(workspace=workspace, filter=wanted, sort=sort, limit=limit)
    yield found
    while found.more_after:
        found = listing.page(workspace=workspace, filter=wanted, sort=sort, after=found.last, limit=limit)
        yield found


def backwards(workspace: Workspace, wanted: NoteFilter, sort: Sort, limit: int) -> Iterator[NotePage]:
    found = listing.last_page(workspace=workspace, filter=wanted, sort=sort, limit=limit)
    yield found
    while found.more_before:
        found = listing.page(workspace=workspace, filter=wanted, sort=sort, before=found.first, limit=limit)
        yield found


SORTS = some.sampled_from([sort for sort in Sort if sort is not Sort.RANK])


@settings(max_examples=150, deadline=None)
@whenever(wanted=filters, sort=SORTS, limit=some.sampled_from([7, 40, 500]))
def test_paging_either_way_gives_what_the_filter_finds_in_order_and_once(made: Made, wanted: NoteFilter, sort: Sort, limit: int) -> None:
    wanted = with_ids(made, wanted)
    right = expected(made, wanted, sort)
    assert [note.id for page in forwards(made.workspace, wanted, sort, limit) for note in page.notes] == right
    pages = [page.notes for page in backwards(made.workspace, wanted, sort, limit)]
    assert [note.id for notes in reversed(pages) for note in notes] == right


@pytest.mark.parametrize("facet", Facet)
def test_every_facet_finds_what_the_model_finds(made: Made, facet: Facet) -> None:
    for word in WORDS_OF.get(facet, [""]):
        for match in (Match.ANY, Match.NONE) if facet not in (Facet.TEXT, Facet.SINCE, Facet.UNTIL) else (Match.ANY,):
            wanted = with_ids(made, filter_of([Condition(facet, (word,) if word else (), match)]))
            found = listing.page(workspace=made.workspace, filter=wanted, sort=Sort.NEWEST, limit=NOTES)
            assert [note.id for note in found.notes] == expected(made, wanted, Sort.NEWEST), (facet, word, match)


@settings(max_examples=60, deadline=None)
@whenever(wanted=filters, sort=SORTS)
def test_counts_ids_and_places_agree_with_the_list(made: Made, wanted: NoteFilter, sort: Sort) -> None:
    wanted = with_ids(made, wanted)
    right = expected(made, wanted, sort)
    by_id = {note.id: note for note in made.said}
    counted = listing.counts(workspace=made.workspace, filter=wanted)
    readable = [note for note in made.said if not note.hidden]
    people = {(note.seat) for note in map(by_id.__getitem__, right) if note.seat}
    assert (counted.notes, counted.of_all) == (len(right), len(readable))
    assert counted.attendees == len(people)  # the same twelve people sit in the same seats at both councils
    assert counted.untagged == sum(not by_id[note].tags for note in right)
    assert counted.disputed == sum(by_id[note].disputed for note in right)
    but = frozenset(right[1::5])
    batches = list(listing.ids_of(workspace=made.workspace, selection=Selection(filter=wanted, but=but), batch=50))
    assert sorted(note for batch in batches for note in batch) == sorted(set(right) - but)
    if right:
        place = len(right) // 3
        at = listing.page_at(workspace=made.workspace, filter=wanted, sort=sort, position=place, limit=9)
        assert [note.id for note in at.notes] == right[max(0, place - 4) : max(0, place - 4) + 9]
        around = listing.page_around(workspace=made.workspace, filter=wanted, sort=sort, note=right[place], limit=9)
        assert around == at


def test_a_note_that_the_filter_does_not_find_has_no_place(made: Made) -> None:
    hidden = next(note.id for note in made.said if note.hidden)
    assert listing.page_around(workspace=made.workspace, filter=NoteFilter(), note=hidden) is None
    untagged = next(note.id for note in made.said if not note.hidden and not note.tags)
    tagged = filter_of([where(Facet.TAG, made.tags["tone"])])
    assert listing.page_around(workspace=made.workspace, filter=tagged, note=untagged) is None
