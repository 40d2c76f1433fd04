"""Which notes coders disagree about: the one definition that lists, counts and the queue of disagreements share."""

from __future__ import annotations

# Of those who are through with a note some gave a tag and others did not, and nobody has decided since: what
# `domain.rounds.CodedNote.disputed` says. Rounds hold some hundred notes, whatever the workspace holds: the ids are worked out once
# for a statement, by counting, because fourteen coders compared in pairs take seconds.
DISPUTED = (
    "SELECT note_id FROM round_note WHERE decided_at IS NULL AND id IN ("
    "SELECT given.round_note_id FROM round_coding AS given "
    "JOIN round_read AS through ON through.round_note_id = given.round_note_id AND through.coder = given.coder "
    "GROUP BY given.round_note_id, given.tag_id HAVING COUNT(DISTINCT given.coder) < "
    "(SELECT COUNT(*) FROM round_read AS reader WHERE reader.round_note_id = given.round_note_id))"
)
"""Ids of disputed notes, as SQL."""
