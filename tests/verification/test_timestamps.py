import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from rempart.adapters.exhibit import container
from rempart.verification import verify_exhibit
from rempart.verification.der import Value, read_value
from tests.factories.authorities import make_chained_authority
from tests.factories.exhibits import Workshop
from tests.factories.tokens import CERTIFICATE_SET, CERTIFICATES, encode, rebuild
from tests.verification.forging.contents import list_again, sign_again


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_token_with_an_intermediate_chains_to_the_root_and_to_no_other(
    workshop: Workshop, tmp_path: Path, kind: str
) -> None:
    authority = make_chained_authority(tmp_path, workshop.now, kind)
    content = workshop.sealed(authorities=(authority,))
    trust = replace(workshop.trust, timestamp_roots=(authority.root,))
    report = verify_exhibit(content, trust)
    assert report.sound, report.list_failed()
    failed = verify_exhibit(content, workshop.trust).list_failed()
    assert [check.code for check in failed] == ["timestamp.chain"]


def test_a_signer_is_no_root_unless_the_reader_says_so(workshop: Workshop, tmp_path: Path) -> None:
    authority = make_chained_authority(tmp_path, workshop.now, "ec")
    report = verify_exhibit(workshop.sealed(authorities=(authority,)), replace(workshop.trust, timestamp_roots=()))
    assert report.sound
    assert "timestamp.chain" in [check.code for check in report.checks if check.outcome == "not possible"]


def test_a_broken_certificate_beside_the_signers_breaks_nothing(workshop: Workshop, sealed: bytes) -> None:
    """Nobody signs the certificate set; whoever carries the file can put anything into it."""
    files = container.read_zip(sealed)

    def add(path: tuple[int, ...], value: Value) -> bytes | None:
        if path != CERTIFICATE_SET:
            return None
        return encode(CERTIFICATES, b"".join(sorted([value.content, bytes.fromhex("3003020101")])))

    token = rebuild(read_value(files["seal/timestamp-1"]), add)
    report = verify_exhibit(workshop.zip(list_again(workshop, files | {"seal/timestamp-1": token})), workshop.trust)
    assert {check.code for check in report.list_failed()} <= {"timestamp.token", "timestamp.chain"}


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_certificate_that_leads_nowhere_hides_no_authority_that_the_statement_does_not_name(
    workshop: Workshop, tmp_path: Path, kind: str
) -> None:
    """Anybody can put one into the token, before the one that leads to the root."""
    other = make_chained_authority(tmp_path, workshop.now, kind)
    files = container.read_zip(workshop.sealed(authorities=(other,)))
    named = {"name": "Authority T", "roots": [workshop.authority.root.fingerprint(SHA256()).hex()]}
    changed = sign_again(workshop, files, json.loads(files["seal/statement"]) | {"authorities": [named]})
    token = other.stamp(hashlib.sha256(changed["seal/statement"]).digest())
    trust = replace(workshop.trust, timestamp_roots=(workshop.authority.root, other.root))
    middle = x509.load_pem_x509_certificate((tmp_path / "chain.pem").read_bytes())
    for beside in ([], [make_dead_end(middle, workshop.now)]):
        response = with_certificates(token.response, beside)
        asked = changed | {"seal/timestamp-1": response, "seal/request-1": token.request}
        failed = verify_exhibit(workshop.zip(list_again(workshop, asked)), trust).list_failed()
        assert [check.code for check in failed] == ["timestamp.chain"], len(beside)
        assert "names other roots" in failed[0].text


def make_dead_end(certificate: x509.Certificate, now: datetime) -> x509.Certificate:
    """The subject and key of `certificate`, vouched for by nobody, and over: OpenSSL takes the next one."""
    key = ec.generate_private_key(ec.SECP256R1())
    return (
        x509.CertificateBuilder()
        .subject_name(certificate.subject)
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody")]))
        .public_key(certificate.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now - timedelta(days=8))
        .sign(key, SHA256())
    )


def with_certificates(response: bytes, more: list[x509.Certificate]) -> bytes:
    def add(path: tuple[int, ...], value: Value) -> bytes | None:
        if path != CERTIFICATE_SET:
            return None
        whole = [*(part.whole for part in value.children()), *(one.public_bytes(Encoding.DER) for one in more)]
        return encode(CERTIFICATES, b"".join(sorted(whole)))

    return rebuild(read_value(response), add)
