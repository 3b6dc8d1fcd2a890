"""Asking an authority's issuer, OpenSSL on loopback, for CRL and OCSP while sealing."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from rempart.adapters.exhibit import container
from rempart.adapters.revocations import gather_answers
from rempart.adapters.timestamp_authority import HttpTimestampAuthority, encode_request, load_roots
from rempart.kernel.clock import SystemClock
from rempart.lab.processes import LabFolder
from rempart.lab.timestamps import TimestampServer
from rempart.ports.sealing import TimestampUnavailableError
from rempart.verification import Outcome, load_trust, verify_exhibit
from tests.factories.authorities import make_chained_authority
from tests.factories.exhibits import Workshop
from tests.factories.revocations import Issuer, Reason
from tests.factories.tokens import make_signer
from tests.fakes.timestamps import OpenSslAuthority
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.slow
DIGEST = hashlib.sha256(b"statement").digest()


@pytest.fixture
def server(lab_folder: LabFolder) -> Iterator[TimestampServer]:
    with TimestampServer(lab_folder.make("timestamps")) as running:
        yield running


@pytest.fixture
def authority(server: TimestampServer) -> HttpTimestampAuthority:
    return HttpTimestampAuthority("Authority L", server.url, load_roots(server.root_certificate), timeout_s=PATIENCE_S)


def signer_of(server: TimestampServer) -> x509.Certificate:
    return x509.load_pem_x509_certificate((server.root_certificate.parent / "tsa.pem").read_bytes())


def test_an_exhibit_keeps_what_the_issuer_tells_and_the_verifier_reads_it(
    server: TimestampServer, authority: HttpTimestampAuthority, tmp_path: Path
) -> None:
    workshop = Workshop(tmp_path)
    sealed = workshop.sealed(authorities=(authority,))
    kept = container.read_zip(sealed)["seal/revocation-1"].decode()
    assert kept.count("BEGIN X509 CRL") == kept.count("BEGIN OCSP RESPONSE") == 1
    assert f"from {server.url}ocsp" in kept
    trust = load_trust(keys=[workshop.folder / "keys/seal-public.pem"], roots=[server.root_certificate])
    report = verify_exhibit(sealed, trust)
    assert report.sound, report.list_failed()
    (found,) = (one for one in report.checks if one.code == "timestamp.revocation")
    assert found.outcome is Outcome.PASSED


@pytest.mark.parametrize("reason", ["keyCompromise", "superseded", ""])
def test_nothing_is_sealed_by_an_authority_whose_certificate_is_revoked(
    server: TimestampServer, authority: HttpTimestampAuthority, reason: str
) -> None:
    server.revocations.revoke(signer_of(server), SystemClock().now() - timedelta(hours=1), reason)
    with pytest.raises(TimestampUnavailableError, match="revoked: CN=Rempart laboratory timestamps"):
        authority.stamp(DIGEST)


def test_an_answer_that_anybody_on_the_way_could_have_made_is_not_kept(
    server: TimestampServer, authority: HttpTimestampAuthority, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sealed in, it would make the exhibit a forgery to every verifier; answers come over plain HTTP."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = SystemClock().now()
    named = make_signer(key, now, [ExtendedKeyUsageOID.OCSP_SIGNING])
    strange = Issuer.of_folder(server.root_certificate.parent, now).signed_by(key, named)
    monkeypatch.setattr(server.revocations, "ocsp", lambda _: strange.ocsp(now, Reason.key_compromise))
    monkeypatch.setattr(server.revocations, "crl", strange.crl)
    workshop = Workshop(tmp_path)
    sealed = workshop.sealed(authorities=(authority,))
    kept = container.read_zip(sealed)["seal/revocation-1"]
    assert b"BEGIN" not in kept
    assert kept.count(b"not signed by the certificate's issuer") == 2
    trust = load_trust(keys=[workshop.folder / "keys/seal-public.pem"], roots=[server.root_certificate])
    assert verify_exhibit(sealed, trust).sound


def test_an_issuer_that_does_not_answer_is_named_and_stops_nothing(
    server: TimestampServer, authority: HttpTimestampAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.revocations, "crl", lambda: bytes(600_000))
    monkeypatch.setattr(server.revocations, "ocsp", lambda _: b"no answer")
    kept = authority.stamp(DIGEST).revocation.decode()
    assert "BEGIN" not in kept
    assert "# not kept: X509 CRL for CN=Rempart laboratory timestamps" in kept
    assert "# not kept: OCSP RESPONSE for" in kept
    silent = gather_answers(authority.stamp(DIGEST).response, authority.roots, SystemClock().now(), 0.2)
    server.stop()
    gone = gather_answers(_token(server), authority.roots, SystemClock().now(), 0.2)
    assert silent.text.count(b"# not kept") == gone.text.count(b"# not kept") == 2
    assert b"refused" in gone.text


def _token(server: TimestampServer) -> bytes:
    reply = server._reply(encode_request(DIGEST, 1 << 90))
    assert reply is not None
    return reply


def test_certificates_that_name_no_place_are_named_one_by_one_up_to_the_root(tmp_path: Path) -> None:
    chained = make_chained_authority(tmp_path, SystemClock().now(), "ec")
    kept = gather_answers(chained.stamp(DIGEST).response, [chained.root], SystemClock().now(), 1.0)
    assert kept.text.decode().splitlines() == [
        "# not kept: the certificate of CN=Signer names no place that tells",
        "# not kept: the certificate of CN=Intermediate names no place that tells",
    ]
    assert kept.revoked == ()


def test_what_is_no_token_has_no_certificates(tmp_path: Path) -> None:
    authority = OpenSslAuthority(tmp_path, SystemClock().now())
    with pytest.raises(ValueError, match=r"."):
        gather_answers(b"0\x80", [authority.root], SystemClock().now(), 1.0)
