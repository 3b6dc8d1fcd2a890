"""The hash tiles of a static log under one tree head (C2SP tlog-tiles): proven up to its root before they are believed.

The partial tiles at the right edge are all that the root is made of. A full tile hashes to one entry of the tile above
it, and so on up to the edge: what is read costs one hash tile more for each 65,536 entries.
"""

from collections.abc import Callable, Mapping

from rempart.adapters.streams.signatures import TreeHead
from rempart.engines import ledger
from rempart.ports.streams import StreamDistrustedError


class HashTiles:
    """The tiles of the log `label` under `head`; `fetch` gives one by its path, and `kept` holds those of an earlier
    head's edge, by their paths. Every check raises StreamDistrustedError, and what `fetch` raises.
    """

    def __init__(self, label: str, head: TreeHead, fetch: Callable[[str], bytes], kept: Mapping[str, bytes]) -> None:
        self._label = label
        self.head = head
        self._fetch = fetch
        self._kept = kept
        self._adds_up = False
        # Full tiles that were proven: of each level the latest, for a log is read in its order.
        self._latest: dict[int, tuple[int, bytes]] = {}
        self.edge: dict[str, bytes] = {}

    def check_head(self) -> None:
        """The tiles at the edge add up to the head's root."""
        if not self._adds_up and self._root(self.head.size, self._at_edge) != self.head.root:
            raise self._distrusted("its tiles do not add up to its checkpoint")
        self._adds_up = True

    def check_begin(self, size: int, root: bytes) -> None:
        """The tree of `size` entries and `root` is the beginning of this one."""
        self.check_head()
        # A tile within the tree is proven too: one that a fork shows of the other tree would hide it.
        if size and self._root(size, lambda level, index, _width: self._tile(level, index)) != root:
            raise self._distrusted(f"the tree of {self.head.size} does not go on from that of {size}: a fork")

    def check_entries(self, tile: int, hashes: bytes) -> None:
        """The leaf hashes of the entries of a data tile are those that the tree holds there."""
        width = len(hashes) // ledger.HASH_SIZE
        fits = self._is_below(0, tile, hashes) if width == ledger.TILE_WIDTH else self._tile(0, tile) == hashes
        if not fits:
            raise self._distrusted(f"data tile {tile} is not what the tree holds")

    def _tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile, proven."""
        at, latest = self._latest.get(level, (-1, b""))
        if at == index:
            return latest
        width = min(ledger.TILE_WIDTH, (self.head.size >> (8 * level)) - index * ledger.TILE_WIDTH)
        if width < ledger.TILE_WIDTH:
            self.check_head()
            return self._at_edge(level, index, width)
        path = ledger.tile_path(level, index)
        hashes = self._fetch(path)
        if not self._is_below(level, index, hashes):
            raise self._distrusted(f"{path} is not what the tree holds")
        self._latest[level] = (index, hashes)
        return hashes

    def _is_below(self, level: int, index: int, hashes: bytes) -> bool:
        """Whether a full tile of `hashes` is what the tile above it says."""
        above, entry = divmod(index, ledger.TILE_WIDTH)
        at = entry * ledger.HASH_SIZE
        return self._tile(level + 1, above)[at : at + ledger.HASH_SIZE] == ledger.tile_root(hashes)

    def _root(self, size: int, read: Callable[[int, int, int], bytes]) -> bytes:
        try:
            return ledger.root(size, ledger.node_from_tiles(read, self.head.size))
        except ledger.TileRejectedError as error:
            raise self._distrusted(error.message) from error

    def _at_edge(self, level: int, index: int, width: int) -> bytes:
        path = ledger.tile_path(level, index, width)
        if path not in self.edge:
            self.edge[path] = self._kept[path] if path in self._kept else self._fetch(path)
        return self.edge[path]

    def _distrusted(self, problem: str) -> StreamDistrustedError:
        return StreamDistrustedError(stream=self._label, problem=problem)
