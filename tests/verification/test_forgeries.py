"""At least 400 forgeries in at least 12 families, all rejected, each for a reason that fits."""

import pytest

from rempart.verification import verify_exhibit
from tests.factories.exhibits import Workshop
from tests.verification.forging import Family, forge
from tests.verification.forging.archives import (
    forge_facts,
    forge_index,
    forge_media,
    forge_record_bytes,
    forge_records,
)
from tests.verification.forging.containers import (
    forge_compression,
    forge_cut_and_padded,
    forge_headers,
    forge_names,
)
from tests.verification.forging.contents import (
    forge_added_file,
    forge_changed_file,
    forge_manifest,
    forge_rehashed_file,
    forge_removed_file,
    forge_stranger,
)
from tests.verification.forging.insiders import (
    forge_beside,
    forge_impossible,
    forge_listed_strangers,
    forge_packed_media,
    forge_story,
)
from tests.verification.forging.readers import (
    forge_encodings,
    forge_hidden,
    forge_index_keys,
    forge_record_headers,
)
from tests.verification.forging.revocations import forge_revocation
from tests.verification.forging.seals import (
    forge_clock,
    forge_journal,
    forge_list,
    forge_signature,
    forge_statement,
    forge_timestamp,
    forge_token,
    forge_wacz_signature,
)
from tests.verification.forging.swaps import forge_authority, forge_entry, forge_swap

FAMILIES: tuple[Family, ...] = (
    forge_cut_and_padded,
    forge_headers,
    forge_names,
    forge_compression,
    forge_changed_file,
    forge_rehashed_file,
    forge_stranger,
    forge_removed_file,
    forge_added_file,
    forge_manifest,
    forge_statement,
    forge_signature,
    forge_list,
    forge_wacz_signature,
    forge_timestamp,
    forge_token,
    forge_revocation,
    forge_clock,
    forge_journal,
    forge_records,
    forge_record_bytes,
    forge_index,
    forge_facts,
    forge_media,
    forge_record_headers,
    forge_hidden,
    forge_encodings,
    forge_index_keys,
    forge_listed_strangers,
    forge_beside,
    forge_impossible,
    forge_story,
    forge_packed_media,
    forge_swap,
    forge_authority,
    forge_entry,
)


# A certificate broken on purpose may hold what a later version of cryptography will refuse; this one only warns.
@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_forgery_is_rejected_for_the_right_reason(family: Family, workshop: Workshop, sealed: bytes) -> None:
    forgeries = forge(family, workshop, sealed)
    assert len({forgery.content for forgery in forgeries}) == len(forgeries)
    wrong = []
    for forgery in forgeries:
        report = verify_exhibit(forgery.content, workshop.trust)
        failed = {check.code for check in report.list_failed()}
        right = bool(report.unreadable) if not forgery.codes else bool(failed & forgery.codes)
        if report.sound or not right:
            wrong.append((forgery.name, sorted(forgery.codes), sorted(failed), report.unreadable))
    assert not wrong, wrong
    print(f"{family.__name__}: {len(forgeries)} forgeries rejected")
