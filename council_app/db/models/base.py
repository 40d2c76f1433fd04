"""What every row shares: a UUIDv7 key and, unless it is local to this laptop, a place in the change log."""

from __future__ import annotations

import secrets
import string

import uuid_utils
from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_LETTERS = string.ascii_letters + string.digits
# A byte stands for a letter; the alphabet fits four times, and bytes above that would make some letters likelier than others.
_LETTER_OF = (_LETTERS * 5)[:256].encode("ascii")
_UNFAIR = bytes(range(4 * len(_LETTERS), 256))
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A fresh UUIDv7 as 32 hexadecimal digits: unique between laptops, and sorted by the time it was made."""
    return uuid_utils.uuid7().hex


def new_secret() -> str:
    """What a badge's QR code holds: 95 random bits, so that no code can be guessed from another, and nothing of a name.

    Letters and digits only: a code that begins with a hyphen would be an option on the command line.
    """
    found = secrets.token_bytes(24).translate(_LETTER_OF, _UNFAIR)
    return found[:16].decode("ascii") if len(found) >= 16 else new_secret()


class Row(DeclarativeBase):
    """Any table."""

    metadata = MetaData(naming_convention=_NAMES)


class SyncedRow(Row):
    """A row that is journalled and may travel to other laptops."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
