"""Which notes coders disagree about: the one definition that lists, counts and the queue of disagreements share."""

from __future__ import annotations

# A tag that one coder of a round gave a note, and another did not, both being through with it; nobody has decided since: what
# `domain.rounds.CodedNote.disputed` says. Rounds hold some hundred notes, whatever the workspace holds: the ids are worked out once
# for a statement.
DISPUTED = (
    "SELECT round_note.note_id FROM round_note JOIN round_coding AS given ON given.round_note_id = round_note.id "
    "JOIN round_read AS through ON through.round_note_id = round_note.id AND through.coder = given.coder "
    "JOIN round_read AS other ON other.round_note_id = round_note.id AND other.coder <> given.coder "
    "WHERE round_note.decided_at IS NULL AND NOT EXISTS (SELECT 1 FROM round_coding AS same WHERE same.round_note_id = round_note.id "
    "AND same.coder = other.coder AND same.tag_id = given.tag_id)"
)
"""Ids of disputed notes, as SQL."""
