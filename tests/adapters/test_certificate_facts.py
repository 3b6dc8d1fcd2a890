from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ssl import DER_cert_to_PEM_cert, PEM_cert_to_DER_cert

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rempart.adapters.certificate_facts import MOST_HOLDERS, certificate_facts

KEY = ec.generate_private_key(ec.SECP256R1())
STRANGERS = tuple(f"{letter}{other}quay-boats.example" for letter in "abcdef" for other in "aeiou")


def certificate(hosts: Iterable[str]) -> bytes:
    """A certificate in PEM that names `hosts`, or none."""
    now = datetime(2026, 11, 1, tzinfo=UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "velmora.example")])
    builder = x509.CertificateBuilder(name, name, KEY.public_key(), 7, now, now + timedelta(days=90))
    if names := [x509.DNSName(host) for host in hosts]:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(KEY, SHA256()).public_bytes(Encoding.PEM)


@pytest.mark.parametrize(
    ("hosts", "count"),
    [
        ((), 2),
        (("velmora.example", "*.velmora.example"), 2),
        ((f"www.velmora-{number}.example" for number in range(3 * MOST_HOLDERS)), 2),
        (STRANGERS[:MOST_HOLDERS], 2),
        (("velmora.example", *STRANGERS), 0),
    ],
    ids=["no names", "one name", "mirrors of one site", "a few holders", "whoever a carrier serves"],
)
def test_a_certificate_tells_of_a_site_unless_it_names_many(hosts: Iterable[str], count: int) -> None:
    facts = list(certificate_facts(certificate(hosts), "chain"))

    assert [fact.kind for fact in facts] == ["certificate", "certificate-key"][:count]


def of_no_version() -> bytes:
    """A certificate that calls itself version 9, in PEM."""
    content = PEM_cert_to_DER_cert(certificate(()).decode())
    return DER_cert_to_PEM_cert(content.replace(bytes.fromhex("a003020102"), bytes.fromhex("a003020108"))).encode()


UNREADABLE = [b"", b"withheld\n" + certificate(()), b"-----BEGIN CERTIFICATE-----\nAAAA\n", of_no_version()]


@pytest.mark.parametrize("chain", UNREADABLE)
def test_a_chain_that_is_withheld_or_unreadable_tells_nothing(chain: bytes) -> None:
    assert list(certificate_facts(chain)) == []


@pytest.mark.parametrize(
    ("hosts", "host", "kinds"),
    [
        (("velmora.test",), "velmora.test", ["certificate", "certificate-key"]),
        (("www.velmora.test",), "velmora.test", ["certificate", "certificate-key"]),
        (("*.velmora.test",), "rooms.velmora.test", ["certificate", "certificate-key"]),
        ((), "velmora.example", ["certificate", "certificate-key"]),
        (("velmora.test",), "", ["certificate", "certificate-key"]),
        (("server12.hoster.test",), "velmora.test", ["server-key"]),
        (("*.velmora.test",), "a.rooms.velmora.test", ["server-key"]),
        ((), "kolvara.test", ["server-key"]),
    ],
    ids=["its own", "with www", "a wildcard's", "issued to it", "unknown", "a hoster", "two labels below", "none"],
)
def test_a_certificate_that_does_not_name_the_host_is_the_servers(
    hosts: tuple[str, ...], host: str, kinds: list[str]
) -> None:
    facts = list(certificate_facts(certificate(hosts), "chain", host))

    assert [fact.kind for fact in facts] == kinds
