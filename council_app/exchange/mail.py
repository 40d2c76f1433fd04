"""One e-mail as a draft that a mail program opens to send by hand (`.eml`); nothing here sends anything.

What stands in a header comes from a roster: it is made one line first, and an address that is none is refused.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from council_app.exchange.text import one_line

# Narrower than RFC 5322 allows: no quotes, comments or lists, only letters every mail program takes, one address and no more.
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")
_MOST = 254
_ODD_DOTS = re.compile(r"^\.|\.\.|\.@")


def is_address(text: str) -> bool:
    """Whether `text` is one address that a mail can go to, and nothing else."""
    return len(text) <= _MOST and _ADDRESS.fullmatch(text) is not None and _ODD_DOTS.search(text) is None


def mail_draft(*, name: str, address: str, subject: str, text: str, language: str, reply_to: str = "") -> bytes:
    """The draft as a mail program opens it, unsent; the same letter gives the same bytes.

    Raises:
        ValueError: `address` is no address.
    """
    if not is_address(address):
        raise ValueError("no address")
    local, _at, domain = address.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = Address(one_line(name), local, domain)
    if is_address(reply_to):
        message["Reply-To"] = reply_to
    message["Subject"] = one_line(subject)
    message.set_content(text, cte="quoted-printable")
    message["Content-Language"] = one_line(language)
    return bytes(message)
