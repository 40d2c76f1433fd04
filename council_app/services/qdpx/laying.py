"""Texts cut into notes: of a project for the first time, of one that is here already, or of Council's own file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import CouncilSession, Journey, Note, Source, SourcePart, Stage, Task
from council_app.db.queries.notes import who_refused_notes
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.errors import CouncilError, m_
from council_app.exchange.qdpx.facts import read_facts
from council_app.exchange.qdpx.losses import Loss
from council_app.exchange.qdpx.model import Selection, TextSource, derived
from council_app.exchange.qdpx.parts import Part, parts_of
from council_app.services.qdpx.claims import Claims
from council_app.services.qdpx.place import Place
from council_app.services.qdpx.rows import known_ids

MOST = 1_000_000
"""Notes and passages of one project; more can only be meant to hurt."""

# `n-` and an id is what a note without a key is called.
_KEY = re.compile(r"(?!n-[0-9a-f]{32}$)[a-z0-9]+(-[a-z0-9]+)*")
_KEY_LIMIT = 64

T = TypeVar("T", bound=StrEnum)


@dataclass(slots=True)
class Laid:
    """A text as notes: the span of each, and its id; "" where there is no note for a span.

    Attributes:
        new: it was not here before.
    """

    parts: list[Part]
    notes: list[str]
    new: bool = True


@dataclass(slots=True)
class Gathered:
    """Rows that are to be written at once."""

    sources: list[dict[str, object]] = field(default_factory=list)
    notes: list[dict[str, object]] = field(default_factory=list)
    source_parts: list[dict[str, object]] = field(default_factory=list)


class Laying:
    """Makes notes of texts.

    Attributes:
        rows: what is to be written.
        withheld: notes that were left out, because their speaker refused notes.
    """

    def __init__(self, writing: JournalledSession, coders: Mapping[str, str], lost: Counter[Loss], file: str) -> None:
        self.rows = Gathered()
        self._file, self._spent = file, 0
        self.withheld = 0
        self._writing, self._coders, self._lost = writing, coders, lost
        self._count = 0
        self._made: set[str] = set()
        self._keys = set(writing.scalars(select(Note.key).where(Note.key.is_not(None))))
        stages = select(Journey.key, Stage.key, Stage.id).join(Journey, Stage.journey_id == Journey.id)
        self._stages = {f"{journey}/{stage}": found for journey, stage, found in writing.execute(stages)}
        self._tasks: dict[str, dict[str, str]] = {}
        self._positions: Counter[str] = Counter()

    def foreign(self, source: TextSource, place: Place, name: str, claims: Claims, *, own: bool = False) -> Laid:
        """A text of another program, as notes by paragraph, said by whom cases say.

        With `own` it went through Council before, and what was said about a note then stands in the selection that is that note.
        """
        spans = [(each.start, each.end) for each in source.selections if each.codings]
        parts = parts_of(source.text, spans, TEXT_LIMIT)
        self.spend(len(parts))
        who = claims.who(parts, self._lost, self.spend)
        silent = who_refused_notes(self._writing, {each for each in who if each is not None})
        marked = {(each.start, each.end): each for each in source.selections if own and each.name and each.description}
        return self._laid(source, place, name, [(part, marked.get(part)) for part in parts], who, silent)

    def known(self, source: TextSource) -> Laid | None:
        """The notes of a text that is here already; None when it is not."""
        row = self._writing.get(Source, source.guid)
        if row is None:
            return None
        statement = select(SourcePart.note_id, SourcePart.lead, Note.text).join(Note, SourcePart.note_id == Note.id)
        found = self._writing.execute(statement.where(SourcePart.source_id == row.id).order_by(SourcePart.position)).all()
        parts: list[Part] = []
        whole: list[str] = []
        length = 0
        for _, lead, said in found:
            parts.append(Part(length + len(lead), length + len(lead) + len(said)))
            whole += (lead, said)
            length = parts[-1].end
        text = "".join(whole) + row.tail
        if text != source.text:
            self._lost[Loss.CHANGED_TEXTS] += 1
            return Laid([], [], new=False)
        return Laid(parts, [note for note, _, _ in found], new=False)

    def own(self, source: TextSource, place: Place, said_by: Mapping[str, str]) -> Laid:
        """A session of Council's own file: what it says is a note becomes that note again."""
        marked = [each for each in source.selections if each.name and each.description]
        marked.sort(key=lambda each: (each.start, each.end))
        there = self._texts_of([each.guid for each in marked])
        silent = who_refused_notes(self._writing, {who for each in marked if (who := said_by.get(each.guid))})
        laid = Laid([], [])
        for each in marked:
            if laid.parts and each.start < laid.parts[-1].end:
                continue
            text = source.text[each.start : each.end]
            usable = there.get(each.guid, text) == text and each.guid not in self._made and len(text) <= TEXT_LIMIT
            who = said_by.get(each.guid)
            if not usable:
                self._lost[Loss.CHANGED_TEXTS] += 1
            elif who in silent:
                self.withheld += 1
            elif each.guid not in there:
                self._made.add(each.guid)
                self.rows.notes.append(self._own_row(each, text, place, who))
            laid.parts.append(Part(each.start, each.end))
            laid.notes.append(each.guid if usable and who not in silent else "")
        laid.new = not there
        return laid

    def spend(self, steps: int) -> None:
        """Count what a file makes us do.

        Raises:
            CouncilError: a small file lays more on us than a large one would honestly hold.
        """
        self._spent += steps
        if self._spent > MOST:
            why = m_("makes more than {limit} notes and passages", limit=MOST)
            raise CouncilError(self._file, why, m_("Split the project."))

    def _laid(
        self,
        source: TextSource,
        place: Place,
        name: str,
        parts: Sequence[tuple[Part, Selection | None]],
        who: Sequence[str | None],
        silent: frozenset[str],
    ) -> Laid:
        author = self._coders.get(source.user, "")
        laid = Laid([part for part, _ in parts], [""] * len(parts))
        end = 0
        for position, (part, marked) in enumerate(parts):
            self._count += 1
            if who[position] in silent:
                self.withheld += 1
                continue
            note = laid.notes[position] = derived("note", source.guid, str(position))
            self.rows.notes.append(
                {
                    "id": note,
                    "session_id": place.id,
                    "attendance_id": who[position],
                    # In the order of the file: nothing says when a paragraph was said.
                    "at": place.starts + timedelta(milliseconds=self._count),
                    "author": author,
                    "text": source.text[part.start : part.end],
                    **(self._facts(marked, place) if marked is not None else {}),
                }
            )
            lead = source.text[end : part.start]
            self.rows.source_parts.append({"source_id": source.guid, "note_id": note, "position": position, "lead": lead})
            end = part.end
        self._positions[place.id] += 1
        row = {
            "id": source.guid,
            "session_id": place.id,
            "position": self._positions[place.id],
            "name": name[:LINE_LIMIT],
            "author": author,
        }
        self.rows.sources.append(row | {"at": source.at, "tail": source.text[end:]})
        return laid

    def _own_row(self, selection: Selection, text: str, place: Place, who: str | None) -> dict[str, object]:
        row = {"id": selection.guid, "session_id": place.id, "attendance_id": who, "text": text}
        return row | self._facts(selection, place)

    def _facts(self, selection: Selection, place: Place) -> dict[str, object]:
        """What a selection says of the note that it is."""
        facts = read_facts(selection.description)
        key = (
            selection.name
            if _KEY.fullmatch(selection.name[:65]) and len(selection.name) <= 64 and selection.name not in self._keys
            else None
        )
        if key is not None:
            self._keys.add(key)
        reply = facts.get("reply_to", "")
        return {
            "key": key,
            "at": selection.at or place.starts,
            "author": facts.get("author", "")[:LINE_LIMIT],
            "kind": _word(NoteKind, facts.get("kind", "")) or NoteKind.OBSERVATION,
            "severity": next((each for each in Severity if str(each.value) == facts.get("severity")), None),
            "verbatim": facts.get("verbatim") == "yes",
            "raised": _word(Raised, facts.get("raised", "")) or Raised.ALONE,
            "channel": _word(Channel, facts.get("channel", "")),
            "stage_id": self._stages.get(facts.get("stage", "")),
            "task_id": self._tasks_of(place.id).get(facts.get("task", "")),
            "reply_to_id": reply if reply in self._made and reply != selection.guid else None,
            "starred": facts.get("starred") == "yes",
        }

    def _texts_of(self, ids: Sequence[str]) -> dict[str, str]:
        there = list(known_ids(self._writing, Note, ids))
        found: dict[str, str] = {}
        for start in range(0, len(there), 500):
            found.update(self._writing.execute(select(Note.id, Note.text).where(Note.id.in_(there[start : start + 500]))).all())
        return found

    def _tasks_of(self, session: str) -> Mapping[str, str]:
        if session not in self._tasks:
            statement = select(Task.key, Task.id).join(CouncilSession, CouncilSession.script_id == Task.script_id)
            self._tasks[session] = dict(self._writing.execute(statement.where(CouncilSession.id == session)).all())
        return self._tasks[session]


def _word(vocabulary: type[T], raw: str) -> T | None:
    return next((each for each in vocabulary if each == raw), None)
