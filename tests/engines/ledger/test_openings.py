import json

import pytest

from rempart.engines import ledger
from rempart.engines.ledger import InclusionRecord, OpeningUnreadableError, check_opening, encode_proof

KEY = ledger.encode_verifier_key("hotline.example/journal", ledger.public_key_of(bytes(32)))


@pytest.mark.parametrize(
    "entry", ["", "{}", "[]", "[" * 100_000, '{"act": "a", "at": 7}', '{"act": "a", "at": "then"}'], ids=range(6)
)
def test_what_holds_no_entry_with_its_salt_is_refused_in_words(entry: str) -> None:
    """Owners and courts get such a file from whoever they please."""
    extra = json.dumps({"entry": entry, "salt": "00"}).encode()
    with pytest.raises(OpeningUnreadableError, match="it holds no entry with its salt"):
        check_opening(encode_proof(InclusionRecord(0, (), "checkpoint", extra)), KEY)
