"""Rounds of blind coding: what each coder saw in the same notes, and how far they agree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from council_app.domain.agreement import (
    FIRM,
    TENTATIVE,
    Difference,
    Span,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    raw_agreement,
    unitizing_alpha,
)
from council_app.domain.records import TagLabel
from council_app.errors import Cancelled

_Given = tuple[str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Coding:
    """One tag (by its id) on a note, or on a span of it."""

    tag: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CodedNote:
    """A note of a round with what the coders who are through with it saw in it.

    Attributes:
        length: of its text, in characters.
        codings: coder -> what they saw; an empty set where they saw nothing. Who has not read it yet is not in it.
        decided: somebody decided what is right.
    """

    note: str
    length: int
    codings: Mapping[str, frozenset[Coding]]
    decided: bool = False

    @property
    def tags(self) -> dict[str, frozenset[str]]:
        """Coder -> the tags they gave, wherever in the note."""
        return {coder: frozenset(coding.tag for coding in codings) for coder, codings in self.codings.items()}

    @property
    def disputed(self) -> bool:
        """Coders gave different tags, and nobody decided yet. The same tag on another span is no dispute; alpha of spans tells it."""
        return not self.decided and len(set(self.tags.values())) > 1


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round as a list shows it; `through` is coder -> notes they are through with."""

    key: str
    name: str
    tag: TagLabel | None
    at: datetime
    closed: bool
    notes: int
    through: Mapping[str, int]
    disputed: int


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """How far coders agree that a note carries one tag, or on where.

    Attributes:
        given: coder -> on how many of the notes that several coders read.
        raw, kappa, alpha: of “carries it or not”; kappa is Cohen's for two coders, Fleiss' for more.
        spans: unitizing alpha; a tag on the whole note is a span from end to end.
    """

    tag: str
    given: Mapping[str, int]
    raw: float | None
    kappa: float | None
    alpha: float | None
    spans: float | None


@dataclass(frozen=True, slots=True)
class RoundAgreement:
    """How far the coders of a round agree. All figures are None where they are undefined.

    Attributes:
        notes: that at least two coders read; the figures are of these.
        raw: share of pairs of coders with exactly the same tags.
        kappa: the same beyond chance, every set of tags being a value of its own: Cohen's for two coders, Fleiss' for more.
        alpha: Krippendorff's, sets compared by MASI, so that a shared tag counts for something.
        spans: unitizing alpha over all tags pooled.
    """

    coders: tuple[str, ...]
    notes: int
    raw: float | None
    kappa: float | None
    alpha: float | None
    spans: float | None
    tags: tuple[TagAgreement, ...]

    @property
    def firm(self) -> bool:
        """Alpha allows firm conclusions (Krippendorff 2004)."""
        return self.alpha is not None and self.alpha >= FIRM

    @property
    def tentative(self) -> bool:
        """Alpha allows tentative conclusions only."""
        return self.alpha is not None and TENTATIVE <= self.alpha < FIRM


def round_agreement(notes: Iterable[CodedNote], cancelled: Callable[[], bool] = lambda: False) -> RoundAgreement:
    """The figures of a round; notes that fewer than two coders read are left out.

    Seconds of work for fourteen coders and hundreds of notes.

    Raises:
        Cancelled: `cancelled` said so.
    """
    read = [note for note in notes if len(note.codings) > 1]
    coders = tuple(sorted({coder for note in read for coder in note.codings}))
    given = [(note.note, note.tags) for note in read]
    sets: dict[str, dict[str, Hashable]] = {coder: {} for coder in coders}
    for note_id, by_coder in given:
        for coder, seen in by_coder.items():
            sets[coder][note_id] = seen
    tags = sorted({coding.tag for note in read for codings in note.codings.values() for coding in codings})
    length = sum(note.length for note in read)
    spans = {tag: _spans(read, coders, tag) for tag in _until(cancelled, tags)}
    return RoundAgreement(
        coders=coders,
        notes=len(read),
        raw=raw_agreement(sets),
        kappa=_kappa(sets),
        alpha=krippendorff_alpha(sets, Difference.SETS),
        spans=unitizing_alpha(length, spans.values()),
        tags=tuple(_of_tag(tag, given, coders, unitizing_alpha(length, [spans[tag]])) for tag in _until(cancelled, tags)),
    )


def _until(cancelled: Callable[[], bool], tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        if cancelled():
            raise Cancelled
        yield tag


def _of_tag(tag: str, notes: Sequence[_Given], coders: Sequence[str], spans: float | None) -> TagAgreement:
    carries: dict[str, dict[str, Hashable]] = {coder: {} for coder in coders}
    for note, given in notes:
        for coder, tags in given.items():
            carries[coder][note] = tag in tags
    given_by = {coder: sum(map(bool, units.values())) for coder, units in carries.items()}
    return TagAgreement(tag, given_by, raw_agreement(carries), _kappa(carries), krippendorff_alpha(carries), spans)


def _kappa(codes: Mapping[str, Mapping[str, Hashable]]) -> float | None:
    return cohen_kappa(*codes.values()) if len(codes) == 2 else fleiss_kappa(codes)


def _spans(read: Sequence[CodedNote], coders: Sequence[str], tag: str) -> list[list[Span]]:
    """Each coder's spans of a tag, the notes laid end to end; where one coder has not read a note, nobody's spans of it count."""
    found: list[list[Span]] = [[] for _ in coders]
    here = 0
    for note in read:
        if len(note.codings) == len(coders):
            for coder, spans in zip(coders, found, strict=True):
                whole = (0, note.length)
                own = sorted(coding.span or whole for coding in note.codings[coder] if coding.tag == tag)
                spans += [(here + begins, here + ends) for begins, ends in _joined(own)]
        here += note.length
    return found


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one: a coder sees a tag in a place once."""
    found: list[Span] = []
    for begins, ends in spans:
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(ends, found[-1][1])
        elif ends > begins:
            found.append((begins, ends))
    return found
