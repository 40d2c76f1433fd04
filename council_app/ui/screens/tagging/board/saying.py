"""What a screen reader is told of the board."""

from __future__ import annotations

from council_app.domain.boards import untagged_since
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS
from council_app.ui.core.spoken import words_of
from council_app.ui.screens.tagging.board.state import BoardState


def said_of(t: Translator, state: BoardState) -> str:
    """Where one stands, in words."""
    card, group = state.cards.get(state.spot.note), state.group
    if card is not None:
        note = card.note
        where = t("in “{group}”", group=group.name) if group is not None else t("loose")
        parts = [note.seat or t("nobody"), t.say(KIND_WORDS[note.kind]), words_of(t, note), where]
        return ", ".join([*parts, t("chosen")] if note.id in state.chosen else parts)
    if group is None:
        return ""
    parts = [t("Group {name}", name=group.name), t.n("{count} card", "{count} cards", len(state.board.of(group.id)))]
    since = untagged_since(state.board, group)
    if group.tag is not None:
        parts.append(t("tag {tag}", tag=group.tag.path))
    return ", ".join([*parts, t.n("{count} new", "{count} new", since)] if since else parts)
