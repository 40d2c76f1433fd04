"""Who is counted, where, and what is only told of."""

from __future__ import annotations

from council_app.domain.enums import NoteKind, Raised, SessionKind
from council_app.domain.evidence import Crowd, Shared, Voice, count, not_counted


def voice(
    person: str | None, *, note: str = "n", session: str = "am", council: str = "bristol", setting: SessionKind = SessionKind.COUNCIL
) -> Voice:
    return Voice(person, person, session, "gb", Raised.ALONE, note, NoteKind.FRICTION, council, setting)


def test_sessions_of_one_council_are_one_council() -> None:
    counted = count([voice("a"), voice("b", session="pm"), voice("c", session="x", council="leeds")], 30)
    assert (counted.sessions, counted.councils) == (("am", "pm", "x"), ("bristol", "leeds"))


def test_who_is_heard_only_elsewhere_is_told_of_and_not_counted() -> None:
    called = [voice("a", session="calls"), voice("b", session="calls"), voice(None, session="calls")]
    counted = count([voice("a")], 12, elsewhere=called)
    assert (counted.people, counted.outside, counted.sessions) == (1, 1, ("am",))


def test_sessions_that_are_no_councils_are_named_by_kind() -> None:
    assert count([voice("a")], 2).beside == ()
    assert count([voice("a", setting=SessionKind.CALL), voice("b")], 2).beside == (SessionKind.CALL,)


def test_segments_of_everybody_there_and_of_all_who_said_it_are_told_apart() -> None:
    there = {"a": {"complained", "new"}, "b": {"complained", "new"}, "c": {"complained"}, "d": {"complained", "new"}}
    counted = count([voice("a"), voice("b")], 4, crowd=Crowd.of(there))
    assert (counted.recruited, counted.shared) == (("complained",), (Shared("new", 3),))


def test_one_person_shares_nothing_with_anybody() -> None:
    assert count([voice("a")], 2, crowd=Crowd.of({"a": {"new"}, "b": set()})).shared == ()
    assert count([voice("a")], 1, crowd=Crowd.of({"a": {"new"}})).recruited == ()


def test_who_has_no_segment_is_of_none() -> None:
    counted = count([voice("a"), voice("b")], 2, crowd=Crowd.of({"a": {"new"}, "b": set()}))
    assert (counted.recruited, counted.shared) == ((), ())


def test_withheld_notes_are_a_number_and_nothing_else() -> None:
    counted = count([], 9, withheld=2)
    assert (counted.withheld, counted.people, counted.notes, counted.counts) == (2, 0, 0, False)
    assert [str(not_counted(number)) for number in (1, 2)] == [
        "1 note is not counted: its speaker took back consent",
        "2 notes are not counted: their speakers took back consent",
    ]


def test_alike_notes_can_come_together_and_are_still_notes() -> None:
    together = Voice("a", "a", "am", "gb", Raised.ALONE, "n1", NoteKind.FRICTION, notes=40)
    nobody = Voice(None, None, "am", "gb", Raised.ALONE, "n2", NoteKind.FRICTION, notes=3)
    counted = count([together, nobody], 9)
    assert (counted.people, counted.notes, counted.unattributed) == (1, 43, 3)
