"""Checks of what a plan says a researcher made of notes: spans inside their notes, filters that can be read, boards of notes that exist."""

from __future__ import annotations

from council_app.domain import filter_forms, note_filter
from council_app.domain.note_filter import Facet
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.plan.checking import Check, Finding, Findings
from council_app.exchange.plan.known import tags_of
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Board, Note, RoundNote


def highlights(check: Check) -> Findings:
    """Every highlight lies on characters of its note, and its tag is in the codebook; coders are of tags the note carries."""
    for i, note in enumerate(check.plan.notes):
        path: PlanPath = ("notes", i)
        for tag in note.coders:
            if tag not in note.tags:
                yield Finding((*path, "coders", tag), m_("the note does not carry the tag “{tag}”", tag=tag), m_("Add it to “tags”."))
        yield from _spans(check, note, path)


def _spans(check: Check, note: Note, path: PlanPath) -> Findings:
    length = check.before.lengths.get(note.key, 0) if note.text is None else len(note.text)
    for j, each in enumerate(note.highlights):
        place: PlanPath = (*path, "highlights", j)
        yield from check.there(each.tag, check.after.tags, _no_tag, (*place, "tag"))
        if each.ends > length:
            why = m_("the highlight ends behind the note's {length} characters", length=length)
            yield Finding((*place, "ends"), why, m_("Count characters from 0; “ends” lies behind the last."))


def filters(check: Check) -> Findings:
    """Every filter can be read, and its tags are in the codebook."""
    for i, each in enumerate(check.plan.filters):
        path: PlanPath = ("filters", i)
        if not each.conditions and (each.key not in check.before.filters or "conditions" in each.model_fields_set):
            yield Finding(path, m_("it filters by nothing"), m_("Say under “conditions” what holds."))
        for j, condition in enumerate(each.conditions):
            place: PlanPath = (*path, "conditions", j)
            try:
                filter_forms.made([note_filter.Condition(condition.facet, condition.words, condition.match)], each.key)
            except CouncilError as error:
                yield Finding(place, error.why, error.todo)
            if condition.facet is Facet.TAG:
                for k, word in enumerate(condition.words):
                    yield from check.there(word, check.after.tags, _no_tag, (*place, "words", k))


def boards(check: Check) -> Findings:
    """Every card is a note that exists, once on its board, in a group that is there."""
    for i, board in enumerate(check.plan.boards):
        path: PlanPath = ("boards", i)
        for j, group in enumerate(board.groups):
            yield from check.there(group.tag, check.after.tags, _no_tag, (*path, "groups", j, "tag"))
        yield from _cards(check, board, path)


def _cards(check: Check, board: Board, path: PlanPath) -> Findings:
    seen: set[str] = set()
    for j, card in enumerate(board.cards):
        place: PlanPath = (*path, "cards", j)
        yield from check.there(card.note, check.after.notes, lambda key: m_("there is no note “{key}”", key=key), (*place, "note"))
        if card.note in seen:
            yield Finding(place, m_("“{key}” is there twice", key=card.note), m_("A note lies once on a board."))
        seen.add(card.note)
        if card.group is not None and card.group > len(board.groups):
            yield Finding((*place, "group"), m_("the board has no group {number}", number=card.group), m_("Groups are counted from 1."))


def rounds(check: Check) -> Findings:
    """Every note of a round exists and is in it once; what coders saw lies on its characters, under tags of the codebook."""
    texts = {note.key: len(note.text) for note in check.plan.notes if note.text is not None}
    for i, each in enumerate(check.plan.rounds):
        path: PlanPath = ("rounds", i)
        yield from check.there(each.tag, check.after.tags, _no_tag, (*path, "tag"))
        seen: set[str] = set()
        for j, note in enumerate(each.notes):
            place: PlanPath = (*path, "notes", j)
            yield from check.there(note.note, check.after.notes, lambda key: m_("there is no note “{key}”", key=key), (*place, "note"))
            if note.note in seen:
                yield Finding(place, m_("“{key}” is there twice", key=note.note), m_("A note is once in a round."))
            seen.add(note.note)
            yield from _seen(check, note, texts.get(note.note, check.before.lengths.get(note.note, 0)), place)


def _seen(check: Check, note: RoundNote, length: int, path: PlanPath) -> Findings:
    for i, coder in enumerate(note.coders):
        for j, each in enumerate(coder.codings):
            place: PlanPath = (*path, "coders", i, "codings", j)
            yield from check.there(each.tag, check.after.tags, _no_tag, (*place, "tag"))
            if each.ends is not None and each.ends > length:
                why = m_("the coding ends behind the note's {length} characters", length=length)
                yield Finding((*place, "ends"), why, m_("Count characters from 0; “ends” lies behind the last."))


def shortcuts(check: Check) -> Findings:
    """A letter puts one tag on a note, not two."""
    letters: dict[str, str] = {}
    for place, path, tag in tags_of(check.plan):
        letter = (tag.shortcut or "").casefold()
        if letter and letters.setdefault(letter, path) != path:
            why = m_("“{tag}” has this letter", tag=letters[letter])
            yield Finding((*place, "shortcut"), why, m_("Take it away there first, or use another one."))


def _no_tag(key: str) -> Message:
    return m_("there is no tag “{key}”", key=key)
