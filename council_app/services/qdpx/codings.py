"""Codings as highlights and tags: one highlight for each note that a selection touches, all of one `selection`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Highlight, NoteTag
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Coding, Selection, TextSource, derived
from council_app.exchange.qdpx.parts import Piece, pieces, touched
from council_app.services.qdpx.laying import Laid, Laying
from council_app.services.qdpx.rows import known_ids

_Mark = tuple[str, str, str, int, int]
"""Note, tag, coder, start and end of a highlight."""


class Codings:
    """Gathers highlights and tags of one import.

    Attributes:
        coded: codings that are new.
        there: codings that were here before.
    """

    def __init__(
        self,
        writing: JournalledSession,
        laying: Laying,
        tags: Mapping[str, str],
        coders: Mapping[str, str],
        lost: Counter[Loss],
    ) -> None:
        self.coded = self.there = 0
        self.used: set[str] = set()
        self._writing, self._laying, self._tags, self._coders, self._lost = writing, laying, tags, coders, lost
        self._highlights: list[dict[str, object]] = []
        self._carried: dict[tuple[str, str], dict[str, object]] = {}

    def put(self, source: TextSource, laid: Laid, *, own: bool, claimed: Collection[str]) -> None:
        """Everything that was selected in one source; `claimed` are codes that stand for cases."""
        known = self._known(source) if laid.parts or laid.new else frozenset()
        marks = self._marks(laid) if not laid.new else frozenset()
        carried = self._tags_on(laid) if not laid.new else frozenset()
        self._laying.spend(sum(touched(laid.parts, each.start, each.end) * len(each.codings) for each in source.selections))
        for each in source.selections:
            codings = [coding for coding in each.codings if coding.code not in claimed]
            is_note = own and bool(each.name)
            self._count_what_is_lost(each, codings, is_note=is_note)
            if not codings or not laid.parts:
                continue
            found = [piece for piece in pieces(laid.parts, each.start, each.end) if laid.notes[piece.part]]
            self._lost[Loss.EMPTY] += not found
            if is_note and len(found) == 1 and found[0][1:] == (0, laid.parts[found[0].part].end - laid.parts[found[0].part].start):
                self._tag(laid.notes[found[0].part], codings, carried)
            else:
                self._highlight(each, codings, found, laid, known, marks, carried)

    def store(self) -> None:
        """Write what was gathered."""
        here = known_ids(self._writing, NoteTag, [str(row["id"]) for row in self._carried.values()])
        self._writing.insert_many(NoteTag, [row for row in self._carried.values() if row["id"] not in here])
        self._writing.insert_many(Highlight, self._highlights)

    def _count_what_is_lost(self, each: Selection, codings: Sequence[Coding], *, is_note: bool) -> None:
        if is_note:
            return
        self._lost[Loss.UNCODED] += not each.codings
        self._lost[Loss.COMMENTS] += bool(each.description.strip())
        self._lost[Loss.TWICE] += len(codings) - len({(coding.code, coding.user) for coding in codings})

    def _tag(self, note: str, codings: Sequence[Coding], carried: Collection[tuple[str, str]]) -> None:
        for coding in codings:
            tag = self._tags[coding.code]
            if (note, tag) in carried:
                self.there += 1
                continue
            self.coded += 1
            # On the whole note and, maybe, highlighted in it: the whole one says more, whichever comes first.
            self._carried[(note, tag)] = self._tag_row(note, tag, coding, whole=True)

    def _highlight(
        self,
        selection: Selection,
        codings: Sequence[Coding],
        found: Sequence[Piece],
        laid: Laid,
        known: Collection[str],
        marks: Collection[_Mark],
        carried: Collection[tuple[str, str]],
    ) -> None:
        seen: set[tuple[str, str]] = set()
        for coding in codings:
            tag, coder = self._tags[coding.code], self._coder(coding)
            if (tag, coder) in seen:
                continue
            seen.add((tag, coder))
            new = [piece for piece in found if (laid.notes[piece.part], tag, coder, piece.starts, piece.ends) not in marks]
            if coding.guid in known or not new:
                self.there += bool(found)
                continue
            self.coded += 1
            for number, piece in enumerate(new):
                note = laid.notes[piece.part]
                self._highlights.append(
                    {
                        "id": coding.guid if number == 0 else derived("piece", coding.guid, str(number)),
                        "note_id": note,
                        "tag_id": tag,
                        "coder": coder,
                        "starts": piece.starts,
                        "ends": piece.ends,
                        "selection": selection.guid,
                        "at": coding.at,
                    }
                )
                if (note, tag) not in carried:
                    self._carried.setdefault((note, tag), self._tag_row(note, tag, coding, whole=False))

    def _tag_row(self, note: str, tag: str, coding: Coding, *, whole: bool) -> dict[str, object]:
        row = coding.guid if whole else derived("note_tag", note, tag)
        return {"id": row, "note_id": note, "tag_id": tag, "coder": self._coder(coding), "whole": whole}

    def _coder(self, coding: Coding) -> str:
        coder = self._coders.get(coding.user, coding.user[:8])
        self.used.add(coder)
        return coder

    def _known(self, source: TextSource) -> frozenset[str]:
        ids = [coding.guid for each in source.selections for coding in each.codings]
        return known_ids(self._writing, Highlight, ids)

    def _marks(self, laid: Laid) -> frozenset[_Mark]:
        """Highlights that notes of this text have already: a colleague's copy names them by other ids."""
        statement = select(Highlight.note_id, Highlight.tag_id, Highlight.coder, Highlight.starts, Highlight.ends)
        found: set[_Mark] = set()
        for start in range(0, len(laid.notes), 500):
            rows = self._writing.execute(statement.where(Highlight.note_id.in_(laid.notes[start : start + 500])))
            found.update((note, tag, coder, starts, ends) for note, tag, coder, starts, ends in rows)
        return frozenset(found)

    def _tags_on(self, laid: Laid) -> frozenset[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for start in range(0, len(laid.notes), 500):
            statement = select(NoteTag.note_id, NoteTag.tag_id).where(NoteTag.note_id.in_(laid.notes[start : start + 500]))
            found.update((note, tag) for note, tag in self._writing.execute(statement))
        return frozenset(found)
