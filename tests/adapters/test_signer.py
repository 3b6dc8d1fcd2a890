import base64
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from rempart.adapters.signer import SEAL_KEY, WACZ_KEY, FileSigner, SignerProcess, answer_lines
from rempart.ports.sealing import Signer, SignerUnavailableError

DIGEST = hashlib.sha256(b"statement").digest()
TEXT = "sha256:" + DIGEST.hex()


@pytest.fixture(params=["in this process", "in its own"])
def signer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Signer]:
    if request.param == "in this process":
        yield FileSigner(tmp_path)
    else:
        process = SignerProcess(tmp_path)
        yield process
        process.close()


def test_the_seal_is_an_ed25519_signature_over_the_digest(signer: Signer) -> None:
    signature = signer.sign_seal(DIGEST)
    assert len(signature) == 64
    Ed25519PublicKey.from_public_bytes(signer.seal_public_key()).verify(signature, DIGEST)


def test_the_wacz_signature_is_p384_with_r_and_s_side_by_side(signer: Signer) -> None:
    signature, public_key = (base64.b64decode(part) for part in signer.sign_wacz(TEXT))
    key = load_der_public_key(public_key)
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == "secp384r1"
    r, s = int.from_bytes(signature[:48], "big"), int.from_bytes(signature[48:], "big")
    key.verify(encode_dss_signature(r, s), TEXT.encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize("content", [b"", b"a page", bytes(31), bytes(33)])
def test_nothing_but_a_digest_is_sealed(signer: Signer, content: bytes) -> None:
    with pytest.raises(SignerUnavailableError, match="nothing else"):
        signer.sign_seal(content)


@pytest.mark.parametrize("text", ["", "a page", "sha256:xyz", TEXT + "\n", TEXT.upper()])
def test_nothing_but_a_digest_is_signed_for_the_wacz(tmp_path: Path, text: str) -> None:
    with pytest.raises(SignerUnavailableError, match="nothing else"):
        FileSigner(tmp_path).sign_wacz(text)


def test_keys_are_made_once_readable_by_their_owner_alone(tmp_path: Path) -> None:
    first = FileSigner(tmp_path / "keys").seal_public_key()
    assert FileSigner(tmp_path / "keys").seal_public_key() == first
    for name in (SEAL_KEY, WACZ_KEY):
        assert (tmp_path / "keys" / name).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "keys").glob(".*")] == []


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    FileSigner(tmp_path)
    (tmp_path / SEAL_KEY).chmod(0o644)
    with pytest.raises(SignerUnavailableError, match="chmod 600"):
        FileSigner(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\n"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SEAL_KEY).touch(mode=0o600)
    (tmp_path / SEAL_KEY).write_bytes(content)
    with pytest.raises(SignerUnavailableError, match="cannot be used"):
        FileSigner(tmp_path)


def test_keys_of_another_kind_are_refused(tmp_path: Path) -> None:
    FileSigner(tmp_path)
    (tmp_path / SEAL_KEY).replace(tmp_path / "other")
    (tmp_path / WACZ_KEY).rename(tmp_path / SEAL_KEY)
    with pytest.raises(SignerUnavailableError, match="no Ed25519 key"):
        FileSigner(tmp_path)


def test_a_signer_process_that_was_killed_is_started_again(tmp_path: Path) -> None:
    signer = SignerProcess(tmp_path)
    key = signer.seal_public_key()
    assert signer._child is not None
    signer._child.kill()
    signer._child.wait()
    signer._child.communicate()
    assert signer.seal_public_key() == key
    signer.close()


def test_the_process_answers_what_it_does_not_know_with_no(tmp_path: Path) -> None:
    answers = io.StringIO()
    answer_lines(tmp_path, ["export\n", "seal zz\n", "key\n"], answers)
    lines = answers.getvalue().splitlines()
    assert [line.split(" ")[0] for line in lines] == ["no", "no", "ok"]
