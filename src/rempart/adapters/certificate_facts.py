"""What a certificate tells that another host can share: the hash of the certificate and of its key."""

from collections.abc import Iterator
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rempart.engines.pages import Fact

_BEGIN = b"-----BEGIN CERTIFICATE-----"


def read_leaf(chain: bytes) -> x509.Certificate:
    """The first certificate of a PEM chain. Raises ValueError where it is unreadable, or was withheld.

    A line stands in the place of a certificate that held a medium. What then comes first as PEM may be anybody's: a
    site can send a stranger's certificate behind its own, and its facts would be taken for the site's.
    """
    if not chain.startswith(_BEGIN):
        raise ValueError("the chain does not begin with a certificate")
    return x509.load_pem_x509_certificate(chain)


def certificate_facts(chain: bytes, record: str = "") -> Iterator[Fact]:
    """SHA-256 in hex of the first certificate of a PEM chain and of its public key; nothing where it is unreadable
    or was withheld."""
    try:
        leaf = read_leaf(chain)
        key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, UnsupportedAlgorithm):
        return
    yield Fact("certificate", sha256(leaf.public_bytes(Encoding.DER)).hexdigest(), record)
    yield Fact("certificate-key", sha256(key).hexdigest(), record)
