"""A second coder: the same notes coded without seeing each other's tags, how far that agrees, and deciding where it does not."""

from council_app.services.rounds.coding import CodingTask, coding_task, finish_note, put_coding, take_coding
from council_app.services.rounds.deciding import Disagreement, agreement_of, decide, disagreements, round_codings
from council_app.services.rounds.exporting import AgreementTable, agreement_table, export_agreement
from council_app.services.rounds.keeping import (
    MOST_NOTES,
    Draw,
    StartedRound,
    branch,
    close_round,
    delete_round,
    rename_round,
    reopen_round,
    rounds,
    start_round,
)

__all__ = [
    "MOST_NOTES",
    "AgreementTable",
    "CodingTask",
    "Disagreement",
    "Draw",
    "StartedRound",
    "agreement_of",
    "agreement_table",
    "branch",
    "close_round",
    "coding_task",
    "decide",
    "delete_round",
    "disagreements",
    "export_agreement",
    "finish_note",
    "put_coding",
    "rename_round",
    "reopen_round",
    "round_codings",
    "rounds",
    "start_round",
    "take_coding",
]
