"""Seat codes are drawn by chance, and found while there is any left."""

import pytest

from council_app.errors import CouncilError
from council_app.services.seats import next_seat

EVERY = {f"P{number:02d}" for number in range(1, 1000)}


def test_the_last_free_seat_of_a_thousand_is_found() -> None:
    assert next_seat(EVERY - {"P503"}) == "P503"


def test_no_seat_is_given_twice() -> None:
    taken: set[str] = set()
    for _ in range(600):
        taken.add(next_seat(taken))
    assert (len(taken), taken <= EVERY) == (600, True)


def test_when_every_code_is_in_use_it_is_said() -> None:
    with pytest.raises(CouncilError) as told:
        next_seat(set(EVERY))
    assert told.value.what == "P999"
