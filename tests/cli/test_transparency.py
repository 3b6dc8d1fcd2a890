from pathlib import Path

import pytest

from rempart.cli.signing import FileUnusableError
from rempart.engines import ledger
from tests.cli.running import run

KEY = ledger.encode_verifier_key("hotline.example/journal", ledger.public_key_of(bytes(32)))


@pytest.mark.parametrize("content", [b"", b"no proof", b"c2sp.org/tlog-proof@v1\n"])
def test_a_file_that_is_no_opening_is_said_to_be_none_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "proof").write_bytes(content)
    with pytest.raises(ledger.OpeningUnreadableError) as refused:
        run("transparency", "check", tmp_path / "proof", "--key", KEY)
    assert ".." not in refused.value.message
    assert refused.value.message.count(":") == 1


def test_an_opening_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "proof").write_bytes(b"\x80")
    with pytest.raises(FileUnusableError, match="no text in UTF-8"):
        run("transparency", "check", tmp_path / "proof", "--key", KEY)


def test_a_key_that_is_none_is_not_laid_to_the_opening(tmp_path: Path) -> None:
    (tmp_path / "proof").write_bytes(b"no proof")
    with pytest.raises(ledger.VerifierKeyRejectedError, match="its last part is no Ed25519 key"):
        run("transparency", "check", tmp_path / "proof", "--key", "k")
