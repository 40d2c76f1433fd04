"""What can be done with the note at hand and with the codebook: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need

COMMANDS: tuple[Command, ...] = (
    Command("tagging.tag", m_("Put a tag on"), "pick_tag", "", Need.WORKSPACE, icon="tag"),
    Command("tagging.untag", m_("Take a tag off"), "take_tag_off", "", Need.WORKSPACE, icon="tag"),
    Command("tagging.codebook", m_("Find or make a tag"), "to_codebook", "Ctrl+T", Need.WORKSPACE, icon="list-tree"),
    Command("tagging.edit-codebook", m_("Edit the codebook"), "edit_codebook", "", Need.WORKSPACE, icon="list-tree"),
    Command("tagging.edit", m_("Edit the words of the note"), "edit_words", "", Need.WORKSPACE, icon="pencil"),
    Command("tagging.split", m_("Split the note at the caret"), "split_note", "Ctrl+Shift+S", Need.WORKSPACE, icon="scissors"),
    Command("tagging.join-next", m_("Join the note with the next"), "join_next", "", Need.WORKSPACE),
    *(
        Command(
            f"tagging.accept-{number}",
            m_("Take suggestion {number}", number=number),
            "accept",
            f"Alt+{number}",
            Need.WORKSPACE,
            argument=str(number),
        )
        for number in (1, 2, 3)
    ),
)
