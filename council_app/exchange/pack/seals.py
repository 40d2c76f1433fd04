"""How a pack is sealed: with a passphrase, or for keys that only their owners can open. Both are age's own."""

from __future__ import annotations

from dataclasses import dataclass

import pyrage

from council_app.errors import CouncilError, m_

AGE = b"age-encryption.org/"
_SCRYPT = b"-> scrypt "
_HEAD = 200


@dataclass(frozen=True, slots=True)
class Keys:
    """A pair of keys: packs are sealed for `public`, which anybody may know, and opened with `secret`."""

    public: str
    secret: str


def new_keys() -> Keys:
    """A pair nobody has."""
    identity = pyrage.x25519.Identity.generate()
    return Keys(str(identity.to_public()), str(identity))


def seal(plain: bytes, *, passphrase: str | None, recipients: tuple[str, ...]) -> bytes:
    """`plain` as nobody else can read it; as it is when neither a passphrase nor a key is given.

    Raises:
        CouncilError: what was given as a key is none.
    """
    if recipients:
        return bytes(pyrage.encrypt(plain, [_recipient(each) for each in recipients]))
    return plain if passphrase is None else bytes(pyrage.passphrase.encrypt(plain, passphrase))


def opened(data: bytes, name: str, *, passphrase: str | None, secret: str | None) -> bytes:
    """What is in a sealed file called `name`.

    Raises:
        CouncilError: it is for another passphrase or another key, or is damaged.
    """
    if not data.startswith(AGE):
        return data
    by_passphrase = _SCRYPT in data[:_HEAD]
    try:
        if by_passphrase and passphrase is not None:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        if not by_passphrase and secret is not None:
            return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    except pyrage.IdentityError as error:
        raise CouncilError(
            name, m_("the key to open it with is none"), m_("Give the secret key, which begins with AGE-SECRET-KEY.")
        ) from error
    except pyrage.DecryptError as error:
        if by_passphrase:
            why, todo = m_("wrong passphrase, or the file is damaged"), m_("Ask for the passphrase of the pack, or for the pack again.")
        else:
            why, todo = m_("it is sealed for another key, or damaged"), m_("Ask for a pack for your own key; council keys says it.")
        raise CouncilError(name, why, todo) from error
    if by_passphrase:
        raise CouncilError(name, m_("it is sealed with a passphrase, and none was given"), m_("Give it with --pack-passphrase-file."))
    raise CouncilError(name, m_("it is sealed for a key, and none was given"), m_("Give the secret key with --key-file."))


def _recipient(public: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError as error:
        raise CouncilError(
            public, m_("this is not a key to seal a pack for"), m_("Such a key begins with age1; council keys says one's own.")
        ) from error
