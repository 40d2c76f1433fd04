"""What cases say about who said what: a whole source, or passages of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Project, Selection, TextSource
from council_app.exchange.qdpx.parts import Part

Claim = tuple[int, int, str]
"""Start and end in a text, and whose it is: the id of an attendance."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Of one source.

    Attributes:
        whole: who said all of it, as far as no passage is somebody else's.
        passages: what somebody said of it.
    """

    whole: str | None
    passages: Sequence[Claim]

    def who(self, parts: Sequence[Part], lost: Counter[Loss], spend: Callable[[int], None]) -> list[str | None]:
        """Who said each part: whoever alone claims all of it."""
        found: list[str | None] = [None] * len(parts)
        shared: set[int] = set()
        starts = [part.start for part in parts]
        for start, end, who in self.passages:
            number = bisect_left(starts, start)
            lost[Loss.CASE_PASSAGES] += number > 0 and parts[number - 1].end > start
            stop = bisect_left(starts, end)
            spend(max(0, stop - number))
            for inside in range(number, stop):
                if parts[inside].end > end:
                    lost[Loss.CASE_PASSAGES] += 1
                elif found[inside] in (None, who) and inside not in shared:
                    found[inside] = who
                else:
                    shared.add(inside)
                    found[inside] = None
        lost[Loss.CASE_SHARED] += len(shared)
        return [who if who or number in shared else self.whole for number, who in enumerate(found)]


class Claiming:
    """The claims of all cases of a project."""

    def __init__(self, project: Project, who: Mapping[str, str], sessions: Mapping[str, str]) -> None:
        sources: dict[str, set[str]] = defaultdict(set)
        self._selections: dict[str, list[str]] = defaultdict(list)
        for case in project.cases:
            for source in case.sources:
                sources[source].add(who[case.guid])
            for selection in case.selections:
                self._selections[selection].append(who[case.guid])
        self._sources = sources
        # Some programs mark a case's passages with a code of the case's own id, which may be called by somebody's name.
        self.codes = frozenset(case.guid for case in project.cases) & frozenset(code.guid for code in project.codes)
        self._who, self._sessions = who, sessions

    def of(self, source: TextSource, session: str, lost: Counter[Loss]) -> Claims:
        """Those of one source, by attendees of its session. A source of several cases is nobody's: a group sat at that table."""
        several = {who for who in self._sources.get(source.guid, ()) if self._sessions.get(who) == session}
        lost[Loss.CASE_SHARED] += len(several) > 1
        passages = [(each.start, each.end, who) for each in source.selections for who in self._claiming(each, session)]
        return Claims(next(iter(several)) if len(several) == 1 else None, passages)

    def said_by(self, source: TextSource, session: str) -> Mapping[str, str]:
        """In Council's own file: who said each note, by its selection."""
        return {each.guid: who for each in source.selections for who in self._claiming(each, session)}

    def speakers(self, source: str) -> frozenset[str]:
        """The attendances of the cases that name a source."""
        return frozenset(self._sources.get(source, ()))

    def _claiming(self, selection: Selection, session: str) -> list[str]:
        by_code = [self._who[coding.code] for coding in selection.codings if coding.code in self.codes]
        claiming = (*self._selections.get(selection.guid, ()), *by_code)
        return [who for who in claiming if self._sessions.get(who) == session]
