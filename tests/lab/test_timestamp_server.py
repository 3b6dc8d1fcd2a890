import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from cryptography import x509
from rfc3161_client import TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

from rempart.lab.processes import LabFolder
from rempart.lab.timestamps import TimestampServer

pytestmark = pytest.mark.slow

DATA = b"an exhibit"


def stamp(server: TimestampServer) -> bytes:
    request = TimestampRequestBuilder().data(DATA).nonce(nonce=True).cert_request(cert_request=True).build()
    headers = {"Content-Type": "application/timestamp-query"}
    with urllib.request.urlopen(urllib.request.Request(server.url, request.as_bytes(), headers)) as answer:
        assert answer.headers["Content-Type"] == "application/timestamp-reply"
        token: bytes = answer.read()
    return token


def verify_with_openssl(server: TimestampServer, lab_folder: LabFolder, data: bytes) -> int:
    stamped, token = lab_folder.path / "data", lab_folder.path / "token.tsr"
    stamped.write_bytes(data)
    token.write_bytes(stamp(server))
    command: list[str | Path] = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        stamped,
        "-in",
        token,
        "-CAfile",
        server.root_certificate,
    ]
    return subprocess.run([*command, "-CAfile", server.root_certificate], capture_output=True, check=False).returncode


def test_openssl_accepts_the_token_for_what_was_stamped_and_for_nothing_else(lab_folder: LabFolder) -> None:
    with TimestampServer(lab_folder.make("timestamps")) as server:
        assert verify_with_openssl(server, lab_folder, DATA) == 0
        assert verify_with_openssl(server, lab_folder, DATA + b".") == 1


def test_a_second_verifier_accepts_the_token_against_the_pinned_root(lab_folder: LabFolder) -> None:
    with TimestampServer(lab_folder.make("timestamps")) as server:
        first, second = decode_timestamp_response(stamp(server)), decode_timestamp_response(stamp(server))
        root = x509.load_pem_x509_certificate(server.root_certificate.read_bytes())
    assert VerifierBuilder().add_root_certificate(root).build().verify_message(first, DATA)
    assert second.tst_info.serial_number == first.tst_info.serial_number + 1


def test_anything_but_a_timestamp_query_is_turned_away(lab_folder: LabFolder) -> None:
    with TimestampServer(lab_folder.make("timestamps")) as server, pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(server.url)
    with raised.value as error:
        assert error.code == 415
