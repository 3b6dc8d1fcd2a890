"""Tiles (C2SP tlog-tiles): the log as small files that never change, from which anybody can check everything."""

from collections.abc import Callable, Iterator, Sequence

from rempart.engines.ledger.tree import HASH_SIZE, Node, node_hash
from rempart.kernel.errors import InputRejectedError

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_ENTRY = 0xFFFF


class TileRejectedError(InputRejectedError):
    """A tile or an entry bundle has the wrong length."""

    code = "ledger.tile_rejected"
    template = "{what} is not usable: {problem}. Export the log again."


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """``tile/<level>/<index>[.p/<width>]``: `width` below 256 names a partial tile."""
    return f"tile/{level}/{_grouped(index)}{_partial(width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """``tile/entries/<index>[.p/<width>]``."""
    return f"tile/entries/{_grouped(index)}{_partial(width)}"


def list_tiles(size: int, old_size: int = 0) -> Iterator[tuple[int, int, int]]:
    """(level, index, width) of each tile that a log of `size` entries has and one of `old_size` had not."""
    level = 0
    while size:
        full, partial = divmod(size, TILE_WIDTH)
        yield from ((level, index, TILE_WIDTH) for index in range(old_size // TILE_WIDTH, full))
        if partial and size != old_size:
            yield level, full, partial
        level, size, old_size = level + 1, full, old_size // TILE_WIDTH


def tile_bytes(level: int, index: int, width: int, node: Node) -> bytes:
    """The tile's hashes one after the other."""
    first = index * TILE_WIDTH
    return b"".join(node(level * TILE_HEIGHT, first + offset) for offset in range(width))


def node_from_tiles(read: Callable[[int, int, int], bytes], size: int) -> Node:
    """A `node` over the tiles of a log of `size` entries; `read` gives a tile's bytes by its level, index and width.

    The returned callable raises TileRejectedError for a tile of the wrong length.
    """

    def node(level: int, index: int) -> bytes:
        tile_level, height = divmod(level, TILE_HEIGHT)
        first = index << height
        tile_index, offset = divmod(first, TILE_WIDTH)
        width = min(TILE_WIDTH, (size >> (tile_level * TILE_HEIGHT)) - tile_index * TILE_WIDTH)
        raw = read(tile_level, tile_index, width)
        if len(raw) != width * HASH_SIZE:
            path = tile_path(tile_level, tile_index, width)
            raise TileRejectedError(what=path, problem=f"it has {len(raw)} bytes instead of {width * HASH_SIZE}")
        return tile_root(raw[offset * HASH_SIZE : (offset + (1 << height)) * HASH_SIZE])

    return node


def tile_root(hashes: bytes) -> bytes:
    """The hash over 1, 2, 4, … 256 hashes of a tile; that of a full tile stands in the one above it."""
    row = [hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def encode_entries(entries: Sequence[bytes]) -> bytes:
    """Up to 256 entries, each behind its length in 2 bytes. Raises TileRejectedError for one over 65,535 bytes."""
    for entry in entries:
        if len(entry) > MAX_ENTRY:
            raise TileRejectedError(what="An entry", problem=f"it has {len(entry)} bytes, more than {MAX_ENTRY}")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_entries(bundle: bytes) -> tuple[bytes, ...]:
    """The entries of `encode_entries`. Raises TileRejectedError where the bundle is cut off or too long."""
    entries = []
    at = 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if end > len(bundle) or at + 2 > len(bundle):
            raise TileRejectedError(what="An entry bundle", problem="it is cut off")
        entries.append(bundle[at + 2 : end])
        at = end
    if len(entries) > TILE_WIDTH:
        raise TileRejectedError(what="An entry bundle", problem=f"it has more than {TILE_WIDTH} entries")
    return tuple(entries)


def _grouped(index: int) -> str:
    """Groups of three digits, all but the last behind an x: no folder ever holds more than 1,000 files."""
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups))


def _partial(width: int) -> str:
    return "" if width == TILE_WIDTH else f".p/{width}"
