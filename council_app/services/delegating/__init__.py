"""Insights handed to other teams: tickets and evidence packs out, statuses back, and what became of each."""

from council_app.services.delegating.board import (
    Age,
    BoardRead,
    DelegatedLine,
    age_of,
    delegations,
    read_board,
    set_reference,
    set_reminder,
    set_status,
)
from council_app.services.delegating.names import TRACKER_NAMES
from council_app.services.delegating.statuses import (
    StatusChange,
    StatusesRead,
    Unmatched,
    preview_statuses,
    read_statuses,
)
from council_app.services.delegating.writing import (
    Delegated,
    Prepared,
    Printed,
    delegate,
    prepare_delegation,
    print_delegation,
    record_delegation,
)

__all__ = [
    "TRACKER_NAMES",
    "Age",
    "BoardRead",
    "Delegated",
    "DelegatedLine",
    "Prepared",
    "Printed",
    "StatusChange",
    "StatusesRead",
    "Unmatched",
    "age_of",
    "delegate",
    "delegations",
    "prepare_delegation",
    "preview_statuses",
    "print_delegation",
    "read_board",
    "read_statuses",
    "record_delegation",
    "set_reference",
    "set_reminder",
    "set_status",
]
