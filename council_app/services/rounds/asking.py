"""What every verb of coding rounds asks first: a proper name, an open round, a note that is in it."""

from __future__ import annotations

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import CodingRound, RoundNote
from council_app.db.queries import rounds as reads
from council_app.domain.limits import LINE_LIMIT
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line


def proper_name(name: str) -> str:
    """What a round is called, on one line; refused when empty or too long."""
    proper = one_line(name)
    if not 0 < len(proper) <= LINE_LIMIT:
        raise CouncilError(
            name[:LINE_LIMIT], m_("a coding round needs a name of one line"), m_("Type what it is about; nothing was changed.")
        )
    return proper


def coder_name(name: str) -> str:
    """Who codes, on one line; refused when empty or too long."""
    proper = one_line(name)
    if not 0 < len(proper) <= LINE_LIMIT:
        raise CouncilError(name[:LINE_LIMIT], m_("a coder needs a name"), m_("Say who is coding; nothing was changed."))
    return proper


def open_round(writing: JournalledSession, key: str) -> CodingRound:
    """A round that may still be coded in; refused when closed."""
    row = reads.saved(writing, key)
    if row.closed_at is not None:
        raise CouncilError(row.name, m_("the coding round is closed"), m_("Reopen it to go on coding."))
    return row


def place_in(writing: JournalledSession, row: CodingRound, note: str) -> RoundNote:
    """The place of a note in a round; refused when it is not in it."""
    found = writing.scalar(select(RoundNote).where(RoundNote.round_id == row.id, RoundNote.note_id == note))
    if found is None:
        raise CouncilError(row.name, m_("the note is not in this round"), m_("Choose one of its notes."))
    return found
