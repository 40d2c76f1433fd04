"""Who a laptop is to the others in the room: a key of its own and a certificate that nobody but it has signed.

There is no authority to ask in a room without internet: a certificate is believed because two people compared a code (`pairing`) and
its bytes were kept since.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

# A laptop's clock may be wrong by years, and a pin has no need of dates: who compared the codes decides how long it holds.
_FROM, _UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
_MOST = 4_096


@dataclass(frozen=True, slots=True)
class Identity:
    """A laptop's private key and its certificate, as PEM; the key never leaves the workspace it is kept in."""

    key: bytes
    certificate: bytes

    @property
    def pin(self) -> str:
        """What others keep of it."""
        return pin_of(der_of(self.certificate))

    def locked(self, word: bytes) -> bytes:
        """The key as PEM that only `word` opens."""
        key = load_pem_private_key(self.key, None)
        return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(word))


def make_identity() -> Identity:
    """A fresh key with a certificate that names nobody and nothing."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "council")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, None)
    )
    return Identity(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), certificate.public_bytes(Encoding.PEM))


def pin_of(der: bytes) -> str:
    """SHA-256 of a certificate's DER bytes, as hexadecimal digits."""
    return hashlib.sha256(der).hexdigest()


def der_of(pem: bytes) -> bytes:
    """The DER bytes of a certificate in PEM.

    Raises:
        ValueError: it is none, or none of ours.
    """
    return read_certificate(pem).public_bytes(Encoding.DER)


def read_certificate(pem: bytes) -> x509.Certificate:
    """A stranger's certificate, before it is kept: small, one, self-signed, by the kind of key that we make.

    Raises:
        ValueError: it is anything else.
    """
    if len(pem) > _MOST:
        raise ValueError("too long for a certificate")
    certificate = x509.load_pem_x509_certificate(pem)
    if certificate.public_bytes(Encoding.PEM).strip() != pem.strip():
        raise ValueError("there is something beside the certificate")
    if certificate.signature_algorithm_oid != x509.oid.SignatureAlgorithmOID.ED25519:
        raise ValueError("not the kind of key that is used here")
    try:
        certificate.verify_directly_issued_by(certificate)
    except Exception as error:  # whatever the library makes of a wrong signature, it is no certificate of its own
        raise ValueError("not signed by its own key") from error
    return certificate
