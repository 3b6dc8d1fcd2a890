"""What a certificate tells that another host can share: the hash of the certificate and of its key."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from rempart.engines.pages import Fact
from rempart.engines.pages.reading.naming import own_label

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
    try:
        return x509.load_pem_x509_certificate(chain)
    except x509.InvalidVersion as error:  # OpenSSL shakes hands with one of any version
        raise ValueError(str(error)) from error


def certificate_facts(chain: bytes, record: str = "", host: str = "") -> Iterator[Fact]:
    """SHA-256 in hex of the first certificate of a PEM chain and of its public key, which `host` showed ("": unknown);
    nothing where it is unreadable, was withheld, or names the hosts of many: whoever stands before them all holds its
    key, and it tells of none. Of one that does not name `host` the key alone, as the server's: a hoster shows its own
    for every host that has none."""
    try:
        leaf = read_leaf(chain)
        key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        names = _names_of(leaf)
    except (ValueError, UnsupportedAlgorithm):
        return
    if _are_many(names):
        return
    if host and not any(_covers(name, host) for name in names):
        yield Fact("server-key", sha256(key).hexdigest(), record)
        return
    yield Fact("certificate", sha256(leaf.public_bytes(Encoding.DER)).hexdigest(), record)
    yield Fact("certificate-key", sha256(key).hexdigest(), record)


def _names_of(leaf: x509.Certificate) -> list[str]:
    """The hosts that the certificate names, in lower case; of one without such a list what it is issued to."""
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        issued_to = leaf.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return [str(attribute.value).lower() for attribute in issued_to]
    addresses = map(str, names.get_values_for_type(x509.IPAddress))
    return [*(host.lower() for host in names.get_values_for_type(x509.DNSName)), *addresses]


def _covers(name: str, host: str) -> bool:
    """Whether a certificate's `name` is `host`, with or without ``www.``, or stands for one label before the rest."""
    hosts = (host, f"www.{host}", host.removeprefix("www."))
    return any(name == one or (name.startswith("*.") and one.partition(".")[2] == name[2:]) for one in hosts)


def _are_many(names: Iterable[str]) -> bool:
    """Whether these are hosts of more than `MOST_HOLDERS`. Mirrors of one site, however many, begin alike
    ("velmora-1", "velmora24")."""
    return len({own_label(name)[:_BEGINNING] for name in names}) > MOST_HOLDERS
