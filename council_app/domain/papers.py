"""The papers of a session, and for whom they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus

EXPECTED = (AttendanceStatus.CONFIRMED, AttendanceStatus.ARRIVED, AttendanceStatus.WALK_IN)
"""Who papers are for unless somebody says otherwise: those who are coming or are in."""


class Form(StrEnum):
    """A printed form; the values are the words of `--kind`."""

    SIGN_IN = "sign-in"
    CONSENT = "consent"
    SEAT_SIGNS = "seat-signs"
    HOST_LIST = "host-list"


FOR_GUESTS = (Form.SIGN_IN, Form.CONSENT, Form.SEAT_SIGNS)
"""What guests may see. The hosts' list holds what people eat and need, and is only printed when it is named."""


class Sheet(StrEnum):
    """What paper a guide is printed on; the values are the words of `--paper`."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Some keys and what each or all of them do, as they are read."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together, with a heading."""

    title: str
    rows: tuple[KeyRow, ...]
