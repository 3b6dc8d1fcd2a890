from dataclasses import replace
from pathlib import Path

import pytest

from rempart.adapters.exhibit import container
from rempart.verification import verify_exhibit
from rempart.verification.der import Value, read_value
from tests.factories.authorities import make_chained_authority
from tests.factories.exhibits import Workshop
from tests.factories.tokens import CERTIFICATE_SET, CERTIFICATES, encode, rebuild
from tests.verification.forging.contents import list_again


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
