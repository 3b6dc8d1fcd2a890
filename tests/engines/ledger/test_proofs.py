"""The text form of an inclusion proof."""

import pytest

from rempart.engines.ledger import (
    Checkpoint,
    InclusionRecord,
    ProofRejectedError,
    encode_proof,
    leaf_hash,
    node_hash,
    parse_proof,
    public_key_of,
    sign_checkpoint,
)

SEED = bytes(range(32))
NAME = "log.example/rempart"
LEFT, RIGHT = leaf_hash(b"left"), leaf_hash(b"right")
NOTE = sign_checkpoint(Checkpoint(origin=NAME, size=2, root=node_hash(LEFT, RIGHT)), NAME, SEED)


@pytest.mark.parametrize("extra", [b"", b"salt and body"])
def test_a_proof_file_comes_back_and_holds(extra: bytes) -> None:
    record = InclusionRecord(index=1, hashes=(LEFT,), checkpoint=NOTE, extra=extra)
    assert parse_proof(encode_proof(record)) == record
    assert record.verify(RIGHT, NAME, public_key_of(SEED))
    assert not record.verify(LEFT, NAME, public_key_of(SEED))


def test_the_text_has_the_lines_of_the_specification() -> None:
    text = encode_proof(InclusionRecord(index=7, hashes=(bytes(32),), checkpoint="checkpoint\n", extra=b"x"))
    zeros = "A" * 43 + "="
    assert text == f"c2sp.org/tlog-proof@v1\nextra eA==\nindex 7\n{zeros}\n\ncheckpoint\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wrong\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\n",
        "c2sp.org/tlog-proof@v1\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex x\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 07\n\ncheckpoint\n",
        f"c2sp.org/tlog-proof@v1\nindex {'9' * 5_000}\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\ncheckpoint\n",
        "c2sp.org/tlog-proof@v1\nextra eA==\n\ncheckpoint\n",
    ],
)
def test_a_malformed_proof_is_refused(text: str) -> None:
    with pytest.raises(ProofRejectedError):
        parse_proof(text)
