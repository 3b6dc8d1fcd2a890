"""What others compare pages with: fuzzy hashes, structure hashes, a perceptual hash of the layout; no benchmark itself.

TLSH and ssdeep are measured where `requirements/bench.txt` is installed. The perceptual hash follows PDQ (a 64 × 64
picture, its 16 × 16 lowest cosine terms against their median); bare HTML has no layout, so the picture is a sketch:
each element a box inside its parent's, text darkens it.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rempart.engines.pages import PageFeatures

Peer = tuple[str, Callable[[str, str], float]]
SIZE = 64
MAX_BOXES = 4_000


def peers(html: dict[str, str], portraits: dict[str, PageFeatures]) -> Iterator[Peer]:
    """Names, and functions that say how alike two of the pages are (higher is more alike)."""
    yield "DOM-path Jaccard", lambda a, b: _jaccard(portraits[a].paths, portraits[b].paths)
    yield "4-word shingles", lambda a, b: _jaccard(portraits[a].shingles, portraits[b].shingles)
    simhashes = {path: _simhash(page.shingles) for path, page in portraits.items()}
    yield "simhash of shingles", lambda a, b: -float((simhashes[a] ^ simhashes[b]).bit_count())
    tags = {path: tag_hash(text) for path, text in html.items()}
    yield "exact tag hash", lambda a, b: float(tags[a] == tags[b])
    sketches: dict[str, int] = {}
    yield (
        "PDQ of a sketch of the layout",
        lambda a, b: -float((_layout(a, html, sketches) ^ _layout(b, html, sketches)).bit_count()),
    )
    if tlsh := _installed("tlsh"):
        sums = {path: tlsh.hash(text.encode()) for path, text in html.items()}
        yield "TLSH", lambda a, b: -float(tlsh.diff(sums[a], sums[b])) if sums[a] and sums[b] else -999.0
    if ssdeep := _installed("ppdeep"):
        fuzzy: dict[str, str] = {}

        def alike(a: str, b: str) -> float:
            for path in (a, b):
                if path not in fuzzy:
                    fuzzy[path] = ssdeep.hash(html[path])
            return float(ssdeep.compare(fuzzy[a], fuzzy[b]))

        yield "ssdeep", alike


def digests() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Names, and functions that make the hash of one page."""
    yield "exact tag hash", tag_hash
    yield "PDQ of a sketch of the layout", lambda html: _perceptual_hash(_sketch(html))
    if tlsh := _installed("tlsh"):
        yield "TLSH", lambda html: tlsh.hash(html.encode())
    if ssdeep := _installed("ppdeep"):
        yield "ssdeep", ssdeep.hash


def tag_hash(html: str) -> str:
    """SHA-256 over the names of the tags in order."""
    return hashlib.sha256("|".join(re.findall(r"<([a-zA-Z][\w-]*)", html)).lower().encode()).hexdigest()


def _installed(module: str) -> ModuleType | None:
    try:
        return import_module(module)
    except ImportError:
        sys.stderr.write(f"not measured: {module} is missing; `make bench-pages` installs it\n")
        return None


def _jaccard(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    one, other = set(a), set(b)
    return len(one & other) / len(one | other) if one or other else 0.0


def _simhash(values: tuple[int, ...]) -> int:
    bits = np.zeros(32)
    for value in values:
        bits += np.array([1 if value >> place & 1 else -1 for place in range(32)])
    return sum(1 << place for place in range(32) if bits[place] > 0)


def _layout(path: str, html: dict[str, str], known: dict[str, int]) -> int:
    if path not in known:
        known[path] = _perceptual_hash(_sketch(html[path]))
    return known[path]


def _sketch(html: str) -> NDArray[np.float64]:
    """A grey picture of nested boxes, children one below the other by how much text they hold."""
    picture = np.full((SIZE, SIZE), 255.0)
    body = LexborHTMLParser(html or "<p>").body
    pending: list[tuple[LexborNode, float, float, float]] = [(body, 0.0, float(SIZE), 0.0)] if body is not None else []
    for _ in range(MAX_BOXES):
        if not pending:
            break
        node, top, height, inset = pending.pop()
        rows = slice(int(top), max(int(top) + 1, int(top + height)))
        picture[rows, int(inset) : SIZE - int(inset)] -= 24.0
        children = [child for child in node.iter() if child.tag not in {"script", "style"}]
        sizes = [len(child.text() or "") + 20 for child in children]
        for child, size in zip(children, sizes, strict=True):
            share = height * size / sum(sizes)
            if share >= 0.5:
                pending.append((child, top, share, min(inset + 2.0, SIZE / 2 - 2)))
            top += share
    grey: NDArray[np.float64] = np.clip(picture, 0.0, 255.0)
    return grey


def _perceptual_hash(picture: NDArray[np.float64]) -> int:
    steps = np.arange(SIZE)
    basis = np.cos(np.pi / SIZE * np.outer(np.arange(1, 17), steps + 0.5))
    terms = (basis @ picture @ basis.T).ravel()
    bits = terms > np.median(terms)
    return int("".join("1" if bit else "0" for bit in bits), 2)
