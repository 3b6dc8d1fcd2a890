"""The shell script inside each exhibit agrees with the verifier, with `sha256sum` and `openssl` alone."""

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from rempart.adapters.exhibit import container
from rempart.adapters.signer import PUBLIC_KEY
from rempart.kernel.clock import SystemClock
from rempart.verification import load_trust, verify_exhibit
from tests.factories.exhibits import Files, Workshop
from tests.factories.revocations import to_pem
from tests.fakes.timestamps import OpenSslAuthority
from tests.verification.forging.contents import list_again
from tests.waiting import await_that

Script = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def script(workshop: Workshop, tmp_path: Path) -> Script:
    """Unpack files and run the script there; with the trusted key and roots unless others are given."""

    def run(files: Files, *, key: Path | None = None, roots: Path | None = None) -> subprocess.CompletedProcess[str]:
        folder = tmp_path / "exhibit"
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        arguments = ["--key", key or workshop.folder / "keys" / PUBLIC_KEY]
        arguments += ["--roots", roots or workshop.authority.root_file]
        command = ["sh", str(folder / "evidence/check.sh"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)

    return run


def test_a_sound_exhibit_passes(script: Script, sealed: bytes) -> None:
    done = script(container.read_zip(sealed))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
    assert "the statement existed at" in done.stdout


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"evidence/facts.json": b"{}"}, "does not have its hash"),
        ({"datapackage.json": b"{}"}, "names another manifest"),
        ({"evidence/extra": b"x"}, "Files and list differ"),
        ({"seal/signature": bytes(64)}, "did not sign the statement"),
        ({"seal/sums-signature": bytes(64)}, "did not sign the sums"),
        ({"seal/timestamp-1": b"x"}, "does not hold under these roots"),
    ],
)
def test_a_changed_exhibit_fails_and_says_where(
    script: Script, sealed: bytes, change: dict[str, bytes], says: str
) -> None:
    done = script(container.read_zip(sealed) | change)
    assert done.returncode == 1
    assert says in done.stdout


def test_a_key_that_is_not_trusted_fails(script: Script, workshop: Workshop, sealed: bytes) -> None:
    done = script(container.read_zip(sealed), key=workshop.folder / "strange-keys" / PUBLIC_KEY)
    assert done.returncode == 1
    assert "not the key that you trust" in done.stdout


@pytest.mark.parametrize("form", ["{}", "{}\n", " {}\r\n"])
def test_a_key_may_be_given_in_hex_as_to_the_verifier(
    script: Script, workshop: Workshop, sealed: bytes, tmp_path: Path, form: str
) -> None:
    given = tmp_path / "key.hex"
    files = container.read_zip(sealed)
    digits = json.loads(files["seal/statement"])["public_key"]
    for written, trusted in ((digits, True), (digits.upper(), True), ("0" * 64, False)):
        given.write_text(form.format(written), newline="")
        done = script(files, key=given)
        assert (done.returncode, "It is the key that you trust" in done.stdout) == (1 - trusted, trusted), done.stdout


def test_what_is_no_key_and_no_root_is_called_so_rather_than_the_exhibit_false(
    script: Script, sealed: bytes, tmp_path: Path
) -> None:
    files, note = container.read_zip(sealed), tmp_path / "note.txt"
    note.write_text("0123456789abcdef")
    for given, told in (
        ({"key": note}, "no public key"),
        ({"key": tmp_path / "nowhere/key.pem"}, "--key needs a file"),
        ({"roots": note}, "no certificate"),
        ({"roots": tmp_path / "roots.pem"}, "--roots needs a file"),
    ):
        done = script(files, **given)
        assert (done.returncode, done.stdout) == (2, ""), told
        assert told in done.stderr


@pytest.mark.parametrize("words", [("--key",), ("key.pem",), ("--roots", "/etc/hostname", "--key")])
def test_words_that_the_script_does_not_know_are_not_passed_over(
    script: Script, sealed: bytes, tmp_path: Path, words: tuple[str, ...]
) -> None:
    script(container.read_zip(sealed))
    command = ["sh", str(tmp_path / "exhibit/evidence/check.sh"), *words]
    assert subprocess.run(command, capture_output=True, check=False, timeout=600).returncode == 2


def test_a_root_of_another_authority_fails(script: Script, workshop: Workshop, sealed: bytes, tmp_path: Path) -> None:
    other = OpenSslAuthority(tmp_path / "other", workshop.now)
    assert script(container.read_zip(sealed), roots=other.root_file).returncode == 1


def test_an_unsealed_exhibit_fails(script: Script, workshop: Workshop) -> None:
    done = script(workshop.package_files())
    assert done.returncode == 1
    assert "unsealed" in done.stdout


def test_a_token_is_judged_at_its_own_time_by_script_and_verifier(script: Script, tmp_path: Path) -> None:
    """The certificates expire two seconds after they stamped; where the machine needs longer for that, later."""
    workshop = Workshop(tmp_path / "short-lived")
    for seconds in (2, 8, 32, 64):
        folder = tmp_path / f"authority-of-{seconds}-seconds"
        end = SystemClock().now() + timedelta(seconds=seconds)
        workshop.authority = OpenSslAuthority(folder, end - timedelta(days=30))
        workshop.authority.revocation = b""
        sealed = workshop.sealed()
        if SystemClock().now() < workshop.authority.signer.not_valid_after_utc:
            break
    await_that(lambda: SystemClock().now() > end + timedelta(seconds=1), "the end of the certificate")
    assert workshop.authority.signer.not_valid_after_utc < SystemClock().now()
    done = script(container.read_zip(sealed), key=workshop.folder / "keys" / PUBLIC_KEY, roots=folder / "root.pem")
    assert done.returncode == 0, done.stdout
    assert "no list of its issuer is kept" in done.stdout
    trust = load_trust(keys=[workshop.folder / "keys" / PUBLIC_KEY], roots=[folder / "root.pem"])
    assert verify_exhibit(sealed, trust).sound


def test_a_certificate_on_the_kept_list_fails(script: Script, workshop: Workshop, sealed: bytes) -> None:
    files = container.read_zip(sealed)
    listed = to_pem("X509 CRL", workshop.authority.issuer.crl(workshop.now - timedelta(hours=1)))
    changed = list_again(workshop, files | {"seal/revocation-1": listed})
    done = script(changed)
    assert done.returncode == 1
    assert "revoked" in done.stdout
    assert "was not on the list" in script(files).stdout
