"""The honest split: what training may see and what is kept for testing. Decided by hashes, so nobody can choose."""

from hashlib import sha256

CUTOFF = "2023-01-01"  # training sees only moves before this day


def _share(text: str) -> float:
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[:8]) / 2**64


def is_held_out_site(site: str) -> bool:
    """Whether a site is among the three in ten that training never sees."""
    return _share(f"site:{site}") < 0.3


def is_held_out_name(hostname: str) -> bool:
    """Whether a background name is in the half that is kept for counting false alerts."""
    return _share(f"name:{hostname}") < 0.5
