"""Tickets as the bytes of one tracker's CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from council_app.domain.enums import Tracker
from council_app.errors import CouncilError, m_
from council_app.exchange.spreadsheet import safe_text
from council_app.exchange.text import one_line
from council_app.exchange.tickets.model import Paragraph, Ticket
from council_app.exchange.tickets.trackers import FORMATS, TrackerFormat

MARK = "council:"
"""Before the insight's key in the last line of every description: by it a ticket is known again."""


def tickets_csv(tickets: Sequence[Ticket], tracker: Tracker) -> bytes:
    """The file that the tracker's importer takes; no cell starts a formula in a spreadsheet program.

    Raises:
        CouncilError: more tickets than it takes at once.
    """
    form = FORMATS[tracker]
    if len(tickets) > form.tickets_limit:
        why = m_("{tracker} takes at most {limit} tickets from one file", tracker=form.name, limit=form.tickets_limit)
        raise CouncilError(str(len(tickets)), why, m_("Delegate them in parts; nothing was written."))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=form.line_end, quoting=csv.QUOTE_ALL)
    apart = max((len(ticket.labels) for ticket in tickets), default=0) if form.repeated else 0
    writer.writerow([column.header for column in form.columns] + [form.repeated] * apart)
    writer.writerows(_row(ticket, form, apart) for ticket in tickets)
    return out.getvalue().encode(form.encoding, errors="replace")


def _row(ticket: Ticket, form: TrackerFormat, apart: int) -> list[str]:
    cells = [_body(ticket, form) if column.source is None else one_line(column.source(ticket, form)) for column in form.columns]
    labels = list(map(form.label, ticket.labels)) if form.repeated else []
    return [safe_text(cell) for cell in (*cells, *labels, *[""] * (apart - len(labels)))]


def _body(ticket: Ticket, form: TrackerFormat) -> str:
    """The description within the tracker's limit; blocks that do not fit are left out from the end, and that is said."""
    long_title = [Paragraph(ticket.title)] if form.short_title(ticket) != one_line(ticket.title) else []
    blocks = form.markup.body([*long_title, *ticket.body])
    mark, rest = form.markup.body([Paragraph(f"{MARK}{ticket.key}"), Paragraph(ticket.rest)])
    whole = form.markup.gap.join([*blocks, mark])
    if _units(whole) <= form.text_limit:
        return whole
    room = form.text_limit - _units(form.markup.gap.join(["", rest, mark]))
    return form.markup.gap.join([*_fitting(blocks, room, form.markup.gap), rest, mark])


def _fitting(blocks: Sequence[str], room: int, gap: str) -> Iterator[str]:
    for block in blocks:
        room -= _units(block) + len(gap)
        if room < 0:
            return
        yield block


def _units(text: str) -> int:
    """Characters as trackers count them."""
    return len(text.encode("utf-16-le", errors="replace")) // 2
