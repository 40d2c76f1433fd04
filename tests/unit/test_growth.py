"""The soak tells what grows with every note from what swings, and from what is filled up to a level and stops."""

from __future__ import annotations

from benchmarks.growth import Counts, Memory, grown, memory

_MOMENTS = range(800, 2001, 100)


def _counts(notes: int, *, heap: float = 0.0, sqlite: float = 0.0, objects: int = 0) -> Counts:
    return Counts(notes, 600 + objects, 12, 215_000, 1_060_000, Memory(240_000 + heap + sqlite, 58_000 + heap, 2_000 + sqlite))


def _failed(counts: list[Counts]) -> list[str]:
    return [row.name for row in grown(counts) if not row.passed]


def test_a_kibibyte_kept_for_every_note_is_told_by_how_much() -> None:
    rows = grown([_counts(notes, heap=notes) for notes in _MOMENTS])
    assert [(row.name, round(row.rate)) for row in rows if not row.passed] == [("malloc in use but SQLite's, KiB", 1_000)]


def test_a_list_that_swings_does_not_count_as_growth() -> None:
    assert _failed([_counts(notes, heap=100 * (notes // 100 % 2), objects=12 * (notes // 100 % 2)) for notes in _MOMENTS]) == []


def test_the_page_cache_may_fill_up_to_its_level_but_not_beyond() -> None:
    assert _failed([_counts(notes, sqlite=notes * 10) for notes in _MOMENTS]) == []
    assert _failed([_counts(notes, sqlite=notes * 100) for notes in _MOMENTS]) == ["SQLite's memory, KiB"]


def test_what_the_system_does_not_tell_is_left_out() -> None:
    blind = [Counts(notes, 600, 12, 215_000, 1_060_000, Memory(None, None, None)) for notes in _MOMENTS]
    assert [row.name for row in grown(blind)] == ["Python's blocks", "Python objects that hold others", "Qt objects", "timers"]


def test_memory_of_this_very_process_is_read() -> None:
    now = memory()
    assert all(part is None or part >= 0 for part in (now.resident, now.heap, now.sqlite))
