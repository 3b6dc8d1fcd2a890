"""The attack: hundreds of pages in the real browser, each with a medium in its text and one at an address of its own.

Looked for in what the capture brings, on the disk while and after the browser runs, and in the memory of its processes.
"""

from base64 import b64encode

import pytest

from tests.security.browsed_pages import FRAMES, WAYS, browse, finds_the_mark
from tests.security.capture_media_tricks import MARK


def test_the_search_finds_a_medium_in_every_writing_that_it_claims_to_know() -> None:
    medium = b"\x89PNG" + MARK + b"more"
    assert finds_the_mark(b"words " + medium)
    assert all(finds_the_mark(b"words " + b64encode(b"x" * shift + medium)) for shift in range(3))
    assert finds_the_mark(medium.hex().encode())
    assert finds_the_mark(medium.hex().upper().encode())
    assert not finds_the_mark(b"words, words " + b64encode(b"words, words") * 9)


@pytest.mark.slow
def test_pages_in_the_real_browser_leave_no_medium_in_capture_disk_or_memory() -> None:
    found = browse(10_000, 1)
    assert found.pages == FRAMES
    assert len(found.ways) == len(WAYS)
    assert found.asked > FRAMES
    assert found.words_in_memory > 0
    assert any("profile-" in path for path in found.files)
    assert (found.on_disk, found.in_memory, found.in_capture) == (set(), 0, set())
