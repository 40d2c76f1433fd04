"""The tags given last, each on a digit that stays its own while it is in use: fingers learn where a tag is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

MOST = 9


class Recent(Sequence[str]):
    """Ids of tags; the first is on 1. A tenth takes the place of the one that was not used for longest."""

    def __init__(self) -> None:
        self._slots: list[str] = []
        self._used: dict[str, None] = {}

    def seed(self, tags: Iterable[str]) -> None:
        """Begin with what was given before the place was opened, newest first; nothing, where something was given since."""
        if not self._slots:
            self._slots = list(dict.fromkeys(tags))[:MOST]
            self._used = dict.fromkeys(reversed(self._slots))

    def use(self, tag: str) -> None:
        """A tag was given."""
        self._used.pop(tag, None)
        self._used[tag] = None
        if tag in self._slots:
            return
        if len(self._slots) < MOST:
            self._slots.append(tag)
            return
        oldest = next(each for each in self._used if each in self._slots)
        self._slots[self._slots.index(oldest)] = tag

    def keep(self, there: Iterable[str]) -> None:
        """Tags that are gone make room; those that stay move up."""
        known = set(there)
        self._slots = [tag for tag in self._slots if tag in known]

    def __len__(self) -> int:
        return len(self._slots)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]  # nobody slices it
        return self._slots[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slots)
