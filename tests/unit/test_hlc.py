"""The hybrid clock never goes back, whatever the wall clock does."""

from hypothesis import given
from hypothesis import strategies as st

from council_app.domain.hlc import ZERO, Stamp, tick

MILLIS = st.integers(0, 2**47)


@given(st.lists(MILLIS, max_size=50))
def test_every_stamp_is_later_than_the_one_before(clock: list[int]) -> None:
    last = ZERO
    for now in clock:
        stamp = tick(last, now)
        assert stamp > last
        assert stamp.millis >= now
        last = stamp


@given(MILLIS, st.integers(0, 0xFFFF), MILLIS, st.integers(0, 0xFFFF))
def test_text_sorts_as_stamps_do_and_reads_back(a: int, b: int, c: int, d: int) -> None:
    one, other = Stamp(a, b), Stamp(c, d)
    assert (str(one) < str(other)) == (one < other)
    assert Stamp.parse(str(one)) == one
    assert len(str(one)) == 16


def test_a_counter_that_is_full_borrows_a_millisecond() -> None:
    assert tick(Stamp(5, 0xFFFF), 3) == Stamp(6, 0)
