"""Notes on their way from one place of the screen to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

NOTES_FORMAT = "application/x-council-notes"


def carried(notes: Sequence[str]) -> QMimeData:
    """Notes (their ids) to be dragged."""
    data = QMimeData()
    data.setData(NOTES_FORMAT, "\n".join(notes).encode())
    return data


def notes_in(data: QMimeData) -> tuple[str, ...]:
    """Ids of the notes that are dragged; none when it is anything else."""
    return tuple(data.data(NOTES_FORMAT).toStdString().split()) if data.hasFormat(NOTES_FORMAT) else ()
