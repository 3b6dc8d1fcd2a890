"""Frequency caps: an identifier that many unrelated sites carry links nothing to nothing."""

from math import log10

COMMON_SHARE = 0.002  # on two of a thousand unrelated hosts: a shared agency, a widget's demo key, a copied example
COMMON_COUNT = 25


def is_too_common(count: int, hosts: int) -> bool:
    """Whether an identifier seen on `count` of `hosts` unrelated hosts must not link two cases at all."""
    return count >= COMMON_COUNT or (hosts >= 1000 and count / hosts > COMMON_SHARE)


def link_weight(count: int, hosts: int, cap: float = 3.0) -> float:
    """Log10 likelihood ratio of sharing an identifier seen on `count` of `hosts` unrelated hosts, 0 to `cap`.

    Laplace's rule keeps an identifier never seen from counting as impossible.
    """
    if is_too_common(count, hosts):
        return 0.0
    return max(0.0, min(cap, log10((hosts + 2) / (count + 1))))
