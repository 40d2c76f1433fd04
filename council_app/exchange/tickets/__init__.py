"""Tickets for other teams' trackers, out as the CSV each importer wants, and their statuses back in."""

from council_app.exchange.tickets.model import Block, Heading, Paragraph, Points, Said, Ticket
from council_app.exchange.tickets.statuses import StatusField, StatusFile, StatusRow, read_statuses
from council_app.exchange.tickets.trackers import FORMATS, TrackerFormat
from council_app.exchange.tickets.words import state_of
from council_app.exchange.tickets.write import MARK, tickets_csv

__all__ = [
    "FORMATS",
    "MARK",
    "Block",
    "Heading",
    "Paragraph",
    "Points",
    "Said",
    "StatusField",
    "StatusFile",
    "StatusRow",
    "Ticket",
    "TrackerFormat",
    "read_statuses",
    "state_of",
    "tickets_csv",
]
