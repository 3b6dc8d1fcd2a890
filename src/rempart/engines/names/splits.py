"""The honest split: what training may see and what is kept for testing. Decided by hashes, so nobody can choose."""

from hashlib import sha256

CUTOFF = "2025-01-01"  # what is shipped was trained on moves before this day
EARLIER_CUTOFF = "2023-01-01"  # validation trains before this day and tests after it
FOLDS = 5  # validation leaves out every fifth site in turn


def _share(text: str) -> float:
    return int.from_bytes(sha256(text.encode("utf-8")).digest()[:8]) / 2**64


def fold_of(site: str, draw: int = 0) -> int:
    """Which fold (0 to FOLDS - 1) a site is in; every `draw` deals the sites anew."""
    return int(_share(f"fold {draw}:{site}") * FOLDS)


def is_held_out_name(hostname: str) -> bool:
    """Whether a background name is in the half that training never sees."""
    return _share(f"name:{hostname}") < 0.5
