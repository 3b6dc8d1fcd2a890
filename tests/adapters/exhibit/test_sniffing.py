"""The last gate before anything is written, against the verifier that looks for media by itself."""

import random

from rempart.adapters.exhibit.sniffing import redact_inline
from rempart.verification import media

PARTS = (
    b"UklGR", b"iVBORw0KGgo", b"/9j/4AAQ", b"R0lGODlh", b"GkXfo", b"T2dnUw", b"AAAAHGZ0eX", b"data:image/png,",
    b"data:image/png;base64,", b"PK\3\4", b"\x1f\x8b\x08\0", b"OggS\0", b"GIF89a\1\0", b"\x1aE\xdf\xa3", b"II*\0",
    b"47494638396", b"89504e470d0a1a0a", b"%PDF-1.4\n", b"\0\0\0\x1cftypavif", b" ", b"\n", b"\"", b"\xe9", b"<p>",
)  # fmt: skip
LETTERS = b"ABCDefghij0123456789"


def _write(chance: random.Random) -> bytes:
    parts = [
        chance.choice(PARTS) if chance.random() < 0.6 else bytes(chance.choices(LETTERS, k=chance.randint(1, 30)))
        for _ in range(chance.randint(2, 8))
    ]
    return b"<p>" + b"".join(parts) + b"</p>"


def test_what_a_removal_leaves_beside_its_marker_is_no_medium_to_the_verifier() -> None:
    content = b"<p>UklGR" + b"a" * 23 + b"PK\3\4" + b"b" * 20 + b"</p>"
    redacted, removed = redact_inline(content)
    assert not media._holds_medium(redacted)
    assert removed == 2


def test_of_what_the_gate_lets_through_the_verifier_finds_no_medium() -> None:
    chance = random.Random("gate and verifier")
    held = 0
    for _ in range(6_000):
        content = _write(chance)
        held += media._holds_medium(content)
        redacted, removed = redact_inline(content)
        assert not media._holds_medium(redacted), content
        assert (redacted == content) == (removed == 0)
    assert held > 1_000
