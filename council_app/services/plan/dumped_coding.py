"""Dumping what a researcher made of notes: who put tags there, highlights, saved filters, boards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Board, BoardCard, BoardGroup, Highlight, NoteTag, SavedFilter, Tag
from council_app.domain.anchors import moved
from council_app.domain.filter_forms import from_form
from council_app.domain.note_filter import Facet
from council_app.errors import CouncilError
from council_app.exchange import plan as files
from council_app.exchange.text import without_hidden


class Codings:
    """The tags and highlights of every note, ready to stand with it."""

    def __init__(self, session: Session) -> None:
        self._tags: dict[str, list[tuple[str, str]]] = defaultdict(list)
        rows = select(NoteTag.note_id, Tag.path, NoteTag.coder).join(Tag, NoteTag.tag_id == Tag.id).where(NoteTag.whole)
        for note, path, coder in session.execute(rows.order_by(Tag.path)):
            self._tags[note].append((path, coder))
        self._laid: dict[str, list[tuple[Highlight, str]]] = defaultdict(list)
        spans = select(Highlight, Tag.path).join(Tag, Highlight.tag_id == Tag.id)
        for row, path in session.execute(spans.order_by(Highlight.starts, Highlight.ends, Tag.path, Highlight.coder)):
            self._laid[row.note_id].append((row, path))
        self._shared = Counter(row.selection for on_it in self._laid.values() for row, _ in on_it)

    def tags(self, note: str) -> tuple[str, ...]:
        """Paths of the tags on the whole note."""
        return tuple(path for path, _ in self._tags[note])

    def coders(self, note: str) -> dict[str, str]:
        """By path, who put a tag there, where somebody said so."""
        return {path: coder for path, coder in self._tags[note] if coder}

    def highlights(self, note: str, text: str) -> tuple[files.Highlight, ...]:
        """The highlights of a note, in the order of its words; where hidden characters go from the text, they lie on what is left."""
        laid = self._laid.get(note, [])
        spans = moved([(row.starts, row.ends) for row, _ in laid], text, without_hidden(text)) if laid else ()
        return tuple(
            files.Highlight(
                tag=path,
                starts=span[0],
                ends=span[1],
                coder=row.coder or None,
                at=row.at,
                selection=row.selection if self._shared[row.selection] > 1 else None,
            )
            for (row, path), span in zip(laid, spans, strict=True)
            if span is not None
        )


def filters_of(session: Session, *, with_people: bool) -> tuple[files.Filter, ...]:
    """All saved filters by key; without people none that searches for words, which may be a name. One nobody here can read stays here."""
    paths = dict(session.execute(select(Tag.id, Tag.path)).all())
    found = []
    for row in session.scalars(select(SavedFilter).order_by(SavedFilter.key)):
        entry = _filter(row, paths)
        if entry is not None and (with_people or not any(each.facet is Facet.TEXT for each in entry.conditions)):
            found.append(entry)
    return tuple(found)


def _filter(row: SavedFilter, paths: Mapping[str, str]) -> files.Filter | None:
    try:
        conditions = from_form(row.form, row.name).conditions
    except CouncilError:
        return None  # a newer version wrote it: that one dumps it
    made = []
    for each in conditions:
        words = tuple(sorted(paths[word] for word in each.words if word in paths)) if each.facet is Facet.TAG else each.words
        if words or not each.words:
            made.append(files.Condition(facet=each.facet, match=each.match, words=words))
    return files.Filter(key=row.key, name=row.name, conditions=tuple(made)) if made else None


def boards_of(session: Session, notes: Mapping[str, str]) -> tuple[files.Board, ...]:
    """All boards by key; `notes` is the key of every note that is dumped, by its id."""
    paths = dict(session.execute(select(Tag.id, Tag.path)).all())
    groups: dict[str, list[BoardGroup]] = defaultdict(list)
    for group in session.scalars(select(BoardGroup).order_by(BoardGroup.id)):
        groups[group.board_id].append(group)
    numbers = {group.id: number for on_it in groups.values() for number, group in enumerate(on_it, start=1)}
    cards: dict[str, list[files.Card]] = defaultdict(list)
    for card in session.scalars(select(BoardCard)):
        if card.note_id in notes:
            entry = files.Card(note=notes[card.note_id], x=card.x, y=card.y, group=numbers.get(card.group_id or ""))
            cards[card.board_id].append(entry)
    return tuple(
        files.Board(
            key=row.key,
            name=row.name or None,
            at=row.at,
            groups=tuple(
                files.Group(name=each.name, x=each.x, y=each.y, colour=each.colour or None, tag=paths.get(each.tag_id or ""))
                for each in groups[row.id]
            ),
            cards=tuple(sorted(cards[row.id], key=lambda card: card.note)),
        )
        for row in session.scalars(select(Board).order_by(Board.key))
    )
