"""PDQ: a hash of what a picture looks like, and how much there is to see (Meta 2019, "The TMK+PDQF video-hashing
algorithm and the PDQ image-hashing algorithm"; written from that paper, held to the reference by golden values).

In: an array of RGB or grey values. Out: 256 bits as 64 hexadecimal digits, and a quality of 0…100. Never: a file, a
decoder. Two hashes of one picture differ in at most some ten bits where the quality is 80 or more; below 50 the hash
says nothing.
"""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]

SIDE = 64
KEPT = 16
SMALLEST = 5  # pixels: below that there is nothing to hash
PASSES = 2
_LUMA = np.array([0.299, 0.587, 0.114])
_FREQUENCIES = np.sqrt(2 / SIDE) * np.cos(
    np.pi / 2 / SIDE * np.outer(np.arange(1, KEPT + 1), 2 * np.arange(SIDE) + 1)
)  # without the constant one, so that brightness does not count


def hash_pixels(pixels: "np.ndarray[Any, Any]") -> tuple[str, int]:
    """Hash and quality of `pixels`: (rows, columns) grey or (rows, columns, 3) RGB, values 0…255."""
    luma = pixels[..., :3] @ _LUMA if pixels.ndim == 3 else pixels.astype(np.float64)
    rows, columns = luma.shape
    if min(rows, columns) < SMALLEST:
        return "0" * 64, 0
    small = luma if (rows, columns) == (SIDE, SIDE) else _shrink(luma)
    waves = _FREQUENCIES @ small @ _FREQUENCIES.T
    # The lower median: the paper's (Torben's) for an even count.
    bits = waves > np.sort(waves, axis=None)[KEPT * KEPT // 2 - 1]
    return np.packbits(bits[::-1, ::-1]).tobytes().hex(), _quality(small)


def _shrink(luma: Floats) -> Floats:
    """64 by 64: twice blurred by boxes along rows and columns (Jarosz), then every n-th value."""
    rows, columns = luma.shape
    for _ in range(PASSES):
        luma = _box(_box(luma, columns).T, rows).T
    down = ((np.arange(SIDE) + 0.5) * rows / SIDE).astype(int)
    across = ((np.arange(SIDE) + 0.5) * columns / SIDE).astype(int)
    return luma[np.ix_(down, across)]


def _box(values: Floats, length: int) -> Floats:
    """The mean over a window along each row; at the ends over what of the window is inside."""
    window = (length + 2 * SIDE - 1) // (2 * SIDE)
    ahead = (window + 2) // 2
    sums = np.zeros((values.shape[0], length + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    ends = np.minimum(np.arange(length) + ahead, length)
    starts = np.maximum(np.arange(length) + ahead - window, 0)
    means: Floats = (sums[:, ends] - sums[:, starts]) / (ends - starts)
    return means


def _quality(small: Floats) -> int:
    """How much neighbours differ: 0 for one colour, 100 for any ordinary photograph."""
    steps = sum(np.trunc(np.abs(np.diff(small, axis=axis)) * 100 / 255).sum() for axis in (0, 1))
    return min(100, int(steps) // 90)
