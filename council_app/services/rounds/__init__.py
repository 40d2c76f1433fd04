"""A second coder: the same notes coded without seeing each other's tags, how far that agrees, and deciding where it does not."""

from council_app.services.rounds.coding import CodingTask, coding_task, finish_note, put_coding, take_coding
from council_app.services.rounds.deciding import Disagreement, agreement_of, decide, disagreements
from council_app.services.rounds.keeping import (
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
    "CodingTask",
    "Disagreement",
    "StartedRound",
    "agreement_of",
    "branch",
    "close_round",
    "coding_task",
    "decide",
    "delete_round",
    "disagreements",
    "finish_note",
    "put_coding",
    "rename_round",
    "reopen_round",
    "rounds",
    "start_round",
    "take_coding",
]
