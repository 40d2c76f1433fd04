"""Working through much at once without looking for garbage that is not there."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cyclic garbage meanwhile: a million new values hold none, and looking for it takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def keep_for_good() -> None:
    """What is loaded by now stays until the end: the search for garbage passes it by.

    The program's modules alone are 180,000 things to look at, which held the window up for half a second every now and then. Nothing
    is collected first, because that would hold it up, too.
    """
    gc.freeze()
