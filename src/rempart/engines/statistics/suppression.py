"""Small-number suppression: 1 to 4 becomes "< 5", and further cells hide what subtraction would tell."""

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One published count. `value` is None where it is hidden: `text` is then "< 5", or "–" for a larger count that
    is hidden only to protect a small one."""

    value: int | None
    text: str


def suppress(counts: Mapping[str, int], threshold: int = THRESHOLD) -> tuple[dict[str, Figure], Figure]:
    """Each count as a figure, and the total.

    A count of 1 to `threshold` − 1 is hidden; zero is not (it says nothing of anybody). Where the total less the
    visible counts would give a hidden one away, the next larger count is hidden too, and at last the total.
    """
    small = frozenset(kind for kind, count in counts.items() if 0 < count < threshold)
    beside: list[str] = []
    larger = sorted((count, kind) for kind, count in counts.items() if count >= threshold)
    while _gives_away(counts, small, beside, threshold) and larger:
        beside.append(larger.pop(0)[1])
    total = sum(counts.values())
    hide_total = 0 < total < threshold or _gives_away(counts, small, beside, threshold)
    below = Figure(value=None, text=f"< {threshold}")
    hidden = dict.fromkeys(small, below) | {kind: Figure(value=None, text="–") for kind in beside}
    figures = {kind: hidden.get(kind, Figure(value=count, text=str(count))) for kind, count in counts.items()}
    if hide_total:
        return figures, below if total < threshold else Figure(value=None, text="–")
    return figures, Figure(value=total, text=str(total))


def _gives_away(counts: Mapping[str, int], small: frozenset[str], beside: list[str], threshold: int) -> bool:
    """Whether the sum of the hidden counts has only one solution: small ones lie in 1…threshold−1, the others
    at or above the threshold."""
    if not small:
        return False
    hidden = sum(counts[kind] for kind in (*small, *beside))
    least = len(small) + threshold * len(beside)
    most = len(small) * (threshold - 1)
    return len(small) + len(beside) == 1 or hidden == least or (not beside and hidden == most)
