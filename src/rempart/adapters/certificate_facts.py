"""What a certificate tells that another host can share: the hash of the certificate and of its key."""

from collections.abc import Iterator
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rempart.engines.pages import Fact
from rempart.engines.pages.naming import own_label

_BEGIN = b"-----BEGIN CERTIFICATE-----"
MOST_HOLDERS = 20
_BEGINNING = 4  # letters of a registered label


def read_leaf(chain: bytes) -> x509.Certificate:
    """The first certificate of a PEM chain. Raises ValueError where it is unreadable, or was withheld.

    A line stands in the place of a certificate that held a medium. What then comes first as PEM may be anybody's: a
    site can send a stranger's certificate behind its own, and its facts would be taken for the site's.
    """
    if not chain.startswith(_BEGIN):
        raise ValueError("the chain does not begin with a certificate")
    return x509.load_pem_x509_certificate(chain)


def certificate_facts(chain: bytes, record: str = "") -> Iterator[Fact]:
    """SHA-256 in hex of the first certificate of a PEM chain and of its public key; nothing where it is unreadable,
    was withheld, or names the hosts of many: whoever stands before them all holds its key, and it tells of none."""
    try:
        leaf = read_leaf(chain)
        key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        is_a_carriers = _names_many(leaf)
    except (ValueError, UnsupportedAlgorithm):
        return
    if is_a_carriers:
        return
    yield Fact("certificate", sha256(leaf.public_bytes(Encoding.DER)).hexdigest(), record)
    yield Fact("certificate-key", sha256(key).hexdigest(), record)


def _names_many(leaf: x509.Certificate) -> bool:
    """Whether the certificate names the hosts of more than `MOST_HOLDERS`. Mirrors of one site, however many, begin
    alike ("velmora-1", "velmora24")."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return False
    hosts = names.get_values_for_type(x509.DNSName)
    return len({own_label(host.lower())[:_BEGINNING] for host in hosts}) > MOST_HOLDERS
