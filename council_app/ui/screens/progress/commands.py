"""The commands of Progress around its posts: one row each, for the palette and the keys."""

from __future__ import annotations

from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.screens.progress.gate.foot import GENERATORS

POSTS, CORRECTIONS, LETTERS, REWRITE = "progress.posts", "progress.corrections", "progress.letters", "progress.rewrite"
_W = Need.WORKSPACE

COMMANDS: tuple[Command, ...] = (
    Command(POSTS, m_("Posts"), "open_page", "Alt+P", _W, "clock", POSTS),
    Command(CORRECTIONS, m_("Corrections"), "open_page", "Alt+C", _W, "triangle-alert", CORRECTIONS),
    Command(LETTERS, m_("Letters"), "open_page", "", _W, "", LETTERS),
    Command("progress.new", m_("New post"), "new_post", "Alt+N", _W, icon="plus"),
    Command(REWRITE, m_("Write the post again from the data"), "open_page", "Ctrl+R", _W, "refresh-cw", REWRITE),
    Command("progress.locale", m_("Show the post in its next language"), "next_locale", "Alt+L", _W, icon="globe"),
    Command("progress.board", m_("Go to the board"), "to_board", "Alt+B", _W),
    Command("progress.find", m_("Find on the board"), "find_on_board", "Ctrl+F", _W, icon="search"),
    Command("progress.follow", m_("Follow insights here"), "follow", "", _W, icon="plus"),
    Command("progress.market", m_("Show the next market"), "next_market", "Alt+M", _W),
    Command("progress.text", m_("Go to the text of the post"), "to_text", "Alt+T", _W, icon="pencil"),
    Command("progress.gate", m_("Go to what holds the post back"), "to_gate", "Alt+G", _W, icon="octagon-x"),
    Command("progress.next", m_("Next sentence that is held back"), "next_point", "F8", _W),
    Command("progress.previous", m_("Sentence before that is held back"), "previous_point", "Shift+F8", _W),
    Command("progress.settle", m_("Settle the sentence that is held back"), "settle_point", "Alt+S", _W),
    Command("progress.answer", m_("Answer for the sentence that is held back"), "answer_point", "", _W),
    Command("progress.link", m_("Link the sentence to a delivery"), "link_here", "Alt+K", _W),
    Command("progress.sign", m_("Sign the post off"), "sign", "", _W, icon="user-check"),
    Command("progress.export", m_("Export the post"), "export", "Ctrl+E", _W, icon="download"),
    *(
        Command(f"progress.export-{each}", m_("Export the post for {generator}", generator=name), "export_for", "", _W, argument=each)
        for each, name in GENERATORS.items()
    ),
    Command("progress.out", m_("Record that the post is out"), "record_out", "", _W),
    Command("progress.down", m_("Record that the post was taken down"), "record_down", "", _W),
    Command("progress.remove", m_("Remove the post"), "remove_post", "", _W, icon="trash-2"),
)
