"""How far the coders of a round agree, and deciding where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, NoteTag, RoundCoding, RoundNote
from council_app.db.queries import notes as note_reads
from council_app.db.queries import rounds as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.agreement import Span
from council_app.domain.records import Changes, NoteLine, TagLabel
from council_app.domain.rounds import CodedNote, Coding, RoundAgreement, round_agreement
from council_app.errors import CouncilError, m_
from council_app.services.rounds.asking import coder_name, place_in


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A note that coders tagged differently.

    Attributes:
        given: coder -> their tags, in order of their paths.
        spans: coder -> tag (id) -> where in the note they saw it; nothing for the whole note.
        carried: ids of the tags that are on the note now.
        decided_by: who decided; "" while nobody has.
    """

    note: NoteLine
    given: dict[str, tuple[TagLabel, ...]]
    spans: dict[str, dict[str, tuple[Span, ...]]]
    carried: frozenset[str]
    decided_by: str = ""

    @property
    def shared(self) -> tuple[TagLabel, ...]:
        """The tags that all of them gave."""
        first, *others = self.given.values()
        return tuple(tag for tag in first if all(tag in tags for tags in others))


def agreement_of(*, workspace: Workspace, key: str) -> tuple[RoundAgreement, tuple[TagLabel, ...]]:
    """How far the coders of a round agree, and the tags named in it; seconds of work with thousands of codings.

    Raises:
        CouncilError: no such round.
    """
    coded, tags = round_codings(workspace=workspace, key=key)
    return round_agreement(coded), tags


def round_codings(*, workspace: Workspace, key: str) -> tuple[tuple[CodedNote, ...], tuple[TagLabel, ...]]:
    """What `domain.rounds.round_agreement` works on, and the tags named in it: read quickly, so that the sums can be done elsewhere.

    Raises:
        CouncilError: no such round.
    """
    with workspace.read() as reading:
        return reads.coded(reading, reads.saved(reading, key).id), reads.branch(reading, None)


def disagreements(*, workspace: Workspace, key: str, decided: bool = False) -> tuple[Disagreement, ...]:
    """The notes that are to be decided, or those that were, in the order of the round.

    Raises:
        CouncilError: no such round.
    """
    with workspace.read() as reading:
        row = reads.saved(reading, key)
        wanted = {note.note: note for note in reads.coded(reading, row.id) if (note.decided if decided else note.disputed)}
        labels = {tag.id: tag for tag in reads.branch(reading, None)}
        lines = {line.id: line for line in note_reads.lines(reading, wanted)}
        by = reads.deciders(reading, row.id)
        return tuple(_disagreement(note, lines[note.note], labels, by.get(note.note, "")) for note in wanted.values())


def _disagreement(note: CodedNote, line: NoteLine, labels: dict[str, TagLabel], by: str) -> Disagreement:
    return Disagreement(
        note=line,
        given={coder: _labels(labels, tags) for coder, tags in sorted(note.tags.items())},
        spans={coder: _spans_of(codings) for coder, codings in sorted(note.codings.items())},
        carried=frozenset(tag.id for tag in line.tags),
        decided_by=by,
    )


def _spans_of(codings: Iterable[Coding]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for coding in codings:
        if coding.span is not None:
            found[coding.tag].append(coding.span)
    return {tag: tuple(sorted(spans)) for tag, spans in found.items()}


def decide(*, workspace: Workspace, key: str, note: str, tags: Sequence[str], by: str) -> Changes:
    """Settle a note: of the round's tags it carries these (ids) from now on, with the spans that coders gave them.

    Raises:
        CouncilError: no such round or note, or a tag the round is not about.
    """
    with workspace.write(m_("Decide on a disputed note")) as writing:
        row = reads.saved(writing, key)
        place = place_in(writing, row, note)
        # A tag that was moved out of the branch since stays one that coders gave.
        given = writing.scalars(select(RoundCoding.tag_id).where(RoundCoding.round_note_id == place.id))
        about = {tag.id for tag in reads.branch(writing, row.tag_id)} | set(given)
        if not set(tags) <= about:
            raise CouncilError(row.name, m_("this round is not about that tag"), m_("Choose one of the tags of the round."))
        _carry(writing, place, about, tuple(dict.fromkeys(tags)), coder_name(by))
        place.decided_by, place.decided_at = coder_name(by), datetime.now(UTC)
        return changes(writing)


def _carry(writing: JournalledSession, place: RoundNote, about: set[str], tags: Sequence[str], coder: str) -> None:
    """Of the tags the round is about, the note carries exactly these."""
    spans, whole = _spans(writing, place, tags)
    marked = set[tuple[str, int, int]]()
    for highlight in writing.scalars(select(Highlight).where(Highlight.note_id == place.note_id, Highlight.tag_id.in_(about))):
        if highlight.tag_id in tags:
            marked.add((highlight.tag_id, highlight.starts, highlight.ends))
        else:
            writing.delete(highlight)
    carried = select(NoteTag).where(NoteTag.note_id == place.note_id, NoteTag.tag_id.in_(about))
    on_note = {row.tag_id: row for row in writing.scalars(carried)}
    for tag, row in on_note.items():
        if tag not in tags:
            writing.delete(row)
    for tag in tags:
        if tag not in on_note:
            writing.add(NoteTag(note_id=place.note_id, tag_id=tag, coder=coder, whole=tag in whole or not spans[tag]))
        for starts, ends in sorted(spans[tag]):
            if (tag, starts, ends) not in marked:
                writing.add(Highlight(note_id=place.note_id, tag_id=tag, coder=coder, starts=starts, ends=ends))


def _spans(writing: JournalledSession, place: RoundNote, tags: Sequence[str]) -> tuple[dict[str, set[Span]], set[str]]:
    """Where coders saw these tags, and which of them somebody saw in the whole note."""
    spans: dict[str, set[Span]] = {tag: set() for tag in tags}
    whole = set[str]()
    for row in writing.scalars(select(RoundCoding).where(RoundCoding.round_note_id == place.id, RoundCoding.tag_id.in_(tags))):
        if row.starts is None or row.ends is None:
            whole.add(row.tag_id)
        else:
            spans[row.tag_id].add((row.starts, row.ends))
    return spans, whole


def _labels(labels: dict[str, TagLabel], tags: frozenset[str]) -> tuple[TagLabel, ...]:
    return tuple(sorted((labels[tag] for tag in tags), key=lambda tag: tag.path))
